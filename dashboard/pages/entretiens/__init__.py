"""The page Entretiens et groupes."""
