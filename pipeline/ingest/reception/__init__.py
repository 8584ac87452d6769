"""Files of the disk → ``transcripts/``, and what was understood of each, in the user's words."""
