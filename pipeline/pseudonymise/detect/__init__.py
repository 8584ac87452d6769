"""A turn of speech → spans that could name someone: one small proposer per file, joined by the stage."""
