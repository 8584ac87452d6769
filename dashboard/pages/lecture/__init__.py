"""The page Lecture: the text, its codes, and the gestures of whoever codes."""
