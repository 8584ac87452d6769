"""The folder ``transcripts/`` → its sessions, questionnaires and guide, by file and by table."""
