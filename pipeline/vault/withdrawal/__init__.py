"""Who withdraws → their words hidden or erased everywhere, and the proof of it."""
