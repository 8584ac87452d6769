"""Two runs side by side: what each holds, what moved, why, and how it is told."""
