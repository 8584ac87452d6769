"""Parts of a document → the same with the no-break spaces of French, so that no line begins with a sign."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Table, Title

NARROW, WIDE = "\u202f", "\u00a0"
# A space there already: no sign gets one that was written without.
BEFORE_NARROW = re.compile(r" (?=[;!?%])")
BEFORE_WIDE = re.compile(r" (?=[:»])")
AFTER = re.compile(r"(?<=«) ")


def spaced(text: str) -> str:
    r"""
    Put no-break spaces where French has them.

    >>> spaced("« Le temps » : 3 % ; et ?")
    '«\xa0Le temps\xa0»\xa0: 3\u202f%\u202f; et\u202f?'
    """
    return AFTER.sub(WIDE, BEFORE_WIDE.sub(WIDE, BEFORE_NARROW.sub(NARROW, text)))


def typeset(part: Part) -> Part:
    """Do it in a part that the software wrote; what somebody said stays to the byte."""
    match part:
        case Title() | ParagraphBlock() | Prompt():
            return replace(part, text=spaced(part.text))
        case Items():
            return replace(part, lines=tuple(map(spaced, part.lines)))
        case Table():
            rows = tuple(tuple(map(spaced, row)) for row in part.rows)
            return replace(part, head=tuple(map(spaced, part.head)), rows=rows)
        case _:
            return part
