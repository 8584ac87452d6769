"""A study → what is not as it should be in it."""
