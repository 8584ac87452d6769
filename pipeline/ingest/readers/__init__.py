"""``transcripts/`` → sessions, what their files hold, and questionnaires: the only package that opens transcripts."""
