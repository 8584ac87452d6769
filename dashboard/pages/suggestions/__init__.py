"""The page Suggestions à relire: one passage at a time, and answers."""
