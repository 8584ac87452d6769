"""Everything the dashboard says, in French: screen words, and figures → sentences."""
