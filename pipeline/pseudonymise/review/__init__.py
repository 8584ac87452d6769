"""What the machine proposes to hide → what a person has still to look at, and the lines that say what they decide."""
