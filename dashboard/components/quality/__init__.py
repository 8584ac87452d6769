"""The page Accords et limites: its sections and its tables."""
