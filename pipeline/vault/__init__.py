"""What keeps private data private: backups, names searched in all that was written, git's past."""
