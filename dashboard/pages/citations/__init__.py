"""The page Citations: cards, and what a person does with them."""
