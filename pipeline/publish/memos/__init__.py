"""Memos → one document to take away."""
