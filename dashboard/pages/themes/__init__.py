"""The page Thèmes: passages, far ones, what people concluded."""
