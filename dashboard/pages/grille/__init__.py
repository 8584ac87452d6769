"""The page Grille de codage: codes, their sheets, operations with their previews."""
