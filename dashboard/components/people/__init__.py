"""The page Qui sont les personnes, piece by piece."""
