"""Codings of people → passages that leave, gathered as one chooses, and tables of people by codes."""
