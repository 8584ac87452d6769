"""The page Rapport."""
