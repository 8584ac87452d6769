"""The grid as several pages show it: its tree, its history, the signature under an operation."""
