"""The gestures of coders → lines of ``decisions/codings`` → what holds now, and what is left to review."""
