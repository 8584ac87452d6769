"""The page Accords et limites."""
