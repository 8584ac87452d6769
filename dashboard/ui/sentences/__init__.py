"""Figures and names → sentences that several pages say, in French."""
