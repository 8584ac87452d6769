"""The page Mettre à jour."""
