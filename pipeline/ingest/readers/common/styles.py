"""The name that a word processor gives a style → what its paragraphs are: headings, quotes or words."""

from __future__ import annotations

STYLES = (
    ("heading", "heading"), ("titre", "heading"), ("title", "heading"), ("subtitle", "heading"),
    ("sous-titre", "heading"), ("quote", "quote"), ("quotation", "quote"), ("intense quote", "quote"),
    ("citation", "quote"),
)


def kind(name: str) -> str:
    """
    Tell headings and quotes by the name of their style, in French or in English.

    >>> kind("Titre 2"), kind("Normal")
    ('heading', 'paragraph')
    """
    return next((kind for start, kind in STYLES if name.lower().startswith(start)), "paragraph")
