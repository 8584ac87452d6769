"""Starred passages → quotes through the door, and the files that one takes away."""
