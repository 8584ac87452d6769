"""A codebook → what its registres do on its own examples and counter-examples: the tests of the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook.codes import Code, Codebook
from pipeline.codebook.registre import MarkerContext, matches

Kind = Literal["example", "counter_example"]
# A sentence invented for the grid stands alone: whether an anchor is near is not what it tells.
NEAR = MarkerContext(anchored=True)


@dataclass(frozen=True, slots=True)
class Tried:
    """
    A sentence of the grid, and the markers of its code that fire on it.

    Attributes:
        faint: they are faint and no anchor is near: in a transcript they would count only beside one.
    """

    code: str
    kind: Kind
    sentence: str
    markers: tuple[str, ...]
    faint: bool = False

    @property
    def broken(self) -> bool:
        """A counter-example that a marker takes: the registre must be mended."""
        return self.kind == "counter_example" and bool(self.markers) and not self.faint

    @property
    def unseen(self) -> bool:
        """An example that no marker sees: only its likeness to other passages could bring it."""
        return self.kind == "example" and not self.markers


def check(codebook: Codebook) -> list[Tried]:
    """Try every registre on the sentences of its code."""
    return [tried for code in codebook.offered for tried in _sentences(code, codebook)]


def _sentences(code: Code, codebook: Codebook) -> Iterator[Tried]:
    for sentence in code.examples:
        yield attempt(code, codebook, "example", sentence)
    for sentence in code.counter_examples:
        yield attempt(code, codebook, "counter_example", sentence)


def attempt(code: Code, codebook: Codebook, kind: Kind, sentence: str) -> Tried:
    """Try one registre on one sentence."""
    sure = matches(sentence, code, codebook)
    found = sure or matches(sentence, code, codebook, NEAR)
    return Tried(code.id, kind, sentence, tuple(m.marker for m in found), faint=bool(found) and not sure)


def everywhere(codebook: Codebook, sentence: str) -> list[Tried]:
    """Try every registre on one sentence, and keep those that fire."""
    tried = (attempt(code, codebook, "example", sentence) for code in codebook.offered)
    return [one for one in tried if one.markers]
