"""Turns → who is named in them, what stands in their place, and what a person decides of it."""
