"""Turns → the named entities that spaCy's French model sees, fillers and ordinary words set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.language import person_names, places
from pipeline.language.lexicon import OTHERS, all_ordinary, grammatical, ordinary
from pipeline.language.name_context import TITLE_WORDS, names_something, something_else
from pipeline.language.name_phrases import PhraseMatch, phrase
from pipeline.language.sentences import capitalised, proper, sentence_start
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as Entity

# « strings » lists five hundred thousand words, which take as long to read as all the rest; those that are said are
# added as they come.
UNUSED = ("tokenizer", "parser", "lemmatizer", "morphologizer", "attribute_ruler", "strings")
TYPES: dict[str, IdentifierType] = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "misc"}
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
HOUSING = re.compile(r"[TF]\d")  # « un T2 » is a flat
BATCH = 256  # turns read together: larger batches are no faster
ANOTHER_SENTENCE = re.compile(r"[?!][\s]")
CUT = re.compile(r"[-~/](?!\w)")
UNHEARD = re.compile(r"x+|h*m+h*|[a-z]?(\w)\1{2,}", re.IGNORECASE)  # « xxx » was not heard, « mmmh » is no word


@cache
def load(model: str) -> Language:
    """Load a model once per process, its unused parts left out."""
    import spacy  # noqa: PLC0415 - slow to import, and only this proposer needs it

    import pipeline.pseudonymise.detect.spacy_french  # noqa: F401, PLC0415 - becomes spaCy's French
    from pipeline.pseudonymise.detect.spacy_french import make_exact  # noqa: PLC0415 - imports thinc

    language = spacy.load(model, exclude=list(UNUSED))
    make_exact(language)
    return language


def propose(texts: Sequence[str], model: str, *, cased: bool) -> list[list[Span]]:
    """
    Give, for each turn, what the model names; a text without capitals is first given likely ones.

    Args:
        texts: one a turn.
        model: the name of the spaCy model.
        cased: whether the transcript has capitals at all; common words are then kept, since a capital tells a name.
    """
    from pipeline.pseudonymise.detect.spacy_french import find_entities  # noqa: PLC0415 - imports thinc

    read = texts if cased else [with_capitals(t) for t in texts]
    language = load(model)
    found: list[list[Span]] = []
    for start in range(0, len(read), BATCH):
        together = read[start : start + BATCH]
        documents = [language.make_doc(text) for text in together]
        find_entities(language, documents)
        for text, document in zip(together, documents, strict=True):
            found.append([
                Span(first, last, TYPES[entity.label_]) for entity in document.ents
                for first, last in _names(text, _opening(text, entity), entity.end_char, cased=cased)
                if (entity.label_ == "PER" or cased or not _common(text[first:last]))
                and not ANOTHER_SENTENCE.search(text[first:last])
            ])
    return found


def _opening(text: str, entity: Entity) -> int:
    # « du coup Marine »: what a person's name takes along before its capital; « île d'Elbe » says what it is.
    first = WORD.search(text, entity.start_char, entity.end_char)
    more = WORD.search(text, first.end(), entity.end_char) if first else None
    dragged = first and more and entity.label_ in {"PER", "MISC"} and first.group().islower() and _common(first.group())
    return more.start() if dragged and more and capitalised(text, more.start()) else entity.start_char


def with_capitals(text: str) -> str:
    """
    Give a capital to first names and to the words that no ordinary word explains, keeping every offset.

    >>> with_capitals("je l'ai dit à nathalie hier")
    "je l'ai dit à Nathalie hier"
    """

    def capital(found: re.Match[str]) -> str:
        word = found.group()
        small = _common(word) and phrase(word) not in person_names.phrases()
        return word if small else word[0].upper() + word[1:]

    return WORD.sub(capital, text)


def _names(text: str, start: int, end: int, *, cased: bool) -> list[tuple[int, int]]:
    words = [m.span() for m in WORD.finditer(text, start, end) if not CUT.match(text, m.end())]
    if not cased:
        # A capital given to one word drags its neighbours along: each word answers for itself.
        words = [w for w in words if capitalised(text, w[0]) and w[1] - w[0] > 1]
        return [w for w in words if _could_name(text, *w)]
    while words and _introduces(text, *words[0]):
        del words[0]
    while words:
        last = text[slice(*words[-1])]
        if not grammatical(last) and (not _common(last) or capitalised(text, words[-1][0])):
            break
        del words[-1]
    named = any(_names_something(text, *w) for w in words)
    return [(words[0][0], words[-1][1])] if named else []


def _could_name(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    if grammatical(said) or said.lower() in TITLE_WORDS or UNHEARD.fullmatch(said):
        return False
    return not _common(said) or names_something(
        text, PhraseMatch(start, end, phrase(said)), cased=False, confirmed=True,
    )


def _introduces(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    filler = sentence_start(text, start) and _common(said) and not _listed(said)
    announces = said.lower() in TITLE_WORDS or grammatical(said) or filler
    # « La Clède », in the middle of a sentence: the article belongs to the name.
    return announces and not (proper(text, start) and said.lower() in {"la", "le", "les"})


def _names_something(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    if len(said) == 1 or grammatical(said) or said.lower() in OTHERS or HOUSING.fullmatch(said):
        return False
    if not any(c.isalpha() for c in said) or something_else(text, PhraseMatch(start, end, phrase(said))):
        return False
    return not _common(said) or proper(text, start)


def _common(word: str) -> bool:
    return ordinary(word) or (all_ordinary(word.split("-")) and not _listed(word))


def _listed(word: str) -> bool:
    return phrase(word) in person_names.phrases() or phrase(word) in places.phrases()
