"""The page Regroupements: what stands together, and what a person makes of it."""
