"""A suggestion → what pages show of it: its reasons, passages like it."""
