"""Projects of other tools → transcripts, a grid, decisions."""
