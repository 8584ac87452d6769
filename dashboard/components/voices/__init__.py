"""The page Qui parle, piece by piece."""
