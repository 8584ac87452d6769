"""The page Extraits: every passage one may quote."""
