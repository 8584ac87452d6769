"""Files of ``transcripts/`` → what was said, by whom; what was understood of each file."""
