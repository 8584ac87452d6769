"""The page Pseudonymisation: what is doubtful, answered and signed; private."""
