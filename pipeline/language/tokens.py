"""spaCy's French, without its list of sixteen thousand hyphenated words: tokens for named entities.

The packaged class compiles that list into one pattern, which takes most of the time of a start, and named
entities read the same without it.
"""

from __future__ import annotations

from typing import ClassVar

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_ELLIPSES, LIST_PUNCT, LIST_QUOTES
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES
from spacy.language import BaseDefaults, Language
from spacy.util import registry

APOSTROPHES = "'’"
HYPHENS = "-–—‐‑"
ELIDED = "dDlLnN"
AFTER_HYPHEN = "|".join("ce elle elles en il ils je la là le les moi toi lui nous vous leur on t tu y ci".split())


class Tokens(BaseDefaults):
    """Where French words end: elisions, inverted pronouns, punctuation."""

    prefixes: ClassVar[list[str]] = [*TOKENIZER_PREFIXES, rf"[{ELIDED}][{APOSTROPHES}](?=[{ALPHA}])"]  # type: ignore[misc]
    infixes: ClassVar[list[str]] = [*TOKENIZER_INFIXES, rf"(?<=[{ALPHA}][{APOSTROPHES}])(?=[{ALPHA}])"]  # type: ignore[misc]
    suffixes: ClassVar[list[str]] = [  # type: ignore[misc]
        *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES,
        rf"(?<=[0-9{ALPHA_LOWER}%)\]])\.", rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.", r"(?<=[0-9])[%€]",
        rf"(?<=[{ALPHA}])[{HYPHENS}](?:{AFTER_HYPHEN})",
    ]


@registry.languages("fr")
class SpokenFrench(Language):  # type: ignore[no-untyped-call]
    """French as spaCy's models expect it, quick to start."""

    lang = "fr"
    Defaults = Tokens
