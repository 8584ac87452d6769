"""The page « Qu'est-ce qui a changé ? »."""
