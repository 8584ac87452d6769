"""The rows of a run → who bears each code and each theme, and which questions bear on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.analysis.counts.denominators import Who
from pipeline.analysis.counts.summaries import CountedRows
from pipeline.codebook.grid import Codebook, Theme
from pipeline.model.contracts import Excerpt
from pipeline.pseudonymise.people.speakers import people


def bearers(codebook: Codebook, themes: Iterable[Theme], corpus: CountedRows) -> dict[str, frozenset[Who]]:
    """Give who bears each code, with those below it, and each theme; a code and a theme may bear one id."""
    by_code = {c.id: codebook.branch(c.id) for c in codebook.codes}
    found = {code_key(code): _who(under, corpus) for code, under in by_code.items()}
    return found | {theme_key(t.id): _who(t.codes, corpus) for t in themes}


def code_key(code: str) -> str:
    """Name a code among what is borne."""
    return f"code {code}"


def theme_key(theme: str) -> str:
    """Name a theme among what is borne."""
    return f"theme {theme}"


def _who(codes: Iterable[str], corpus: CountedRows) -> frozenset[Who]:
    excerpts: list[Excerpt] = [e for c in codes for e in corpus.carried.get((c, True), [])]
    known = people(e.speaker for e in excerpts)
    return frozenset((e.speaker, e.session) for e in excerpts if e.speaker in known)


def questions(themes: Collection[Theme]) -> dict[str, tuple[str, ...]]:
    """Give the questions that bear on each theme, and on each code of it."""
    found = {theme_key(t.id): t.questions for t in themes}
    for theme in themes:
        for code in theme.codes:
            found[code_key(code)] = tuple(dict.fromkeys((*found.get(code_key(code), ()), *theme.questions)))
    return found
