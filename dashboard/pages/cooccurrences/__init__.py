"""The page Cooccurrences."""
