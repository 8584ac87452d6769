"""The page Saturation."""
