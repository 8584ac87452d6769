"""The page Matrice: codes by attributes, the framework view, the course of a session."""
