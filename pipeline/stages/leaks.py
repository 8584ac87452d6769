"""Everything made, and the private names → where one of them stands, never which: the last check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from pipeline.contracts import Identifier, Turn
from pipeline.french.lexicon import grammatical, known_word, ordinary
from pipeline.french.name_words import CALLED, NAMING_FILES
from pipeline.readers.session import Session
from pipeline.safety.hunt import WORD, Name, Quarry, find, folded, names, number
from pipeline.safety.made import Document

NUMBERS = frozenset({"email", "phone", "nir", "iban", "case_number", "plate", "handle", "url"})
NAMES = frozenset({"person", "place", "organisation", "misc", "address", "file"})
# A grid speaks of organisations and of tools: in it, only people, places and numbers give someone away.
SPOKEN_OF = frozenset({"organisation", "misc"})
SHORTEST_IN_LOWER_CASE = 4
SHORTEST_NUMBER = 6
LONGEST_INITIALS = 7


def leaks(
    made: list[Document], turns: list[Turn], identifiers: list[Identifier], sessions: list[Session]
) -> dict[str, Any]:
    """Tell in which files a private name or number stands, by kind; one is enough to stop the run."""
    quarry = hunted(turns, identifiers, sessions)
    found = [place for document in made for place in _found(document, quarry)]
    hunted_names = sum(len(names) for names in quarry.names.values()) + len(quarry.numbers)
    return {"checked": len(made), "names": hunted_names, "found": found, "stop": bool(found)}


def _found(document: Document, quarry: Quarry) -> Iterator[dict[str, Any]]:
    spared = SPOKEN_OF if document.path.startswith("codebook/") else frozenset()
    inside = {k: n for k, n in find(document.text, quarry).items() if k not in spared}
    for kind, count in sorted(inside.items()):
        if count:
            yield {"place": _shown(document.path, quarry), "kind": kind, "count": count}
    for kind, count in sorted(_in_path(document.path, quarry).items()):
        yield {"place": _shown(document.path, quarry), "kind": f"{kind}, in a file's name", "count": count}


def _in_path(path: str, quarry: Quarry) -> Counter[str]:
    # A decision file bears the name of the researcher who signs it.
    return find(str(PurePosixPath(path).parent) if path.startswith("decisions/") else path, quarry)


def _shown(path: str, quarry: Quarry) -> str:
    return "/".join("…" if find(part, quarry) else part for part in path.split("/"))


def hunted(turns: list[Turn], identifiers: list[Identifier], sessions: Iterable[Session]) -> Quarry:
    """Gather what must stand nowhere: what was replaced, who speaks, the names of the files received."""
    said = {(t.session, t.turn): t.text for t in turns}
    masked = [i for i in identifiers if i.action != "keep" and (i.session, i.turn) in said]
    surfaces = {(i.type, said[i.session, i.turn][i.start : i.end]) for i in masked}
    known = sorted(surfaces | set(_called(turns, sessions)))
    shown = [_shown_text(t, identifiers_of) for t, identifiers_of in _by_turn(turns, identifiers)]
    # No list of words is whole: what this very corpus says in lower case is a word too.
    lower = frozenset(folded(w) for text in shown for w in WORD.findall(text) if w.islower())
    named = [n for kind, text in known if kind in NAMES for n in _names(kind, text, lower)]
    numbers = [number(kind, text) for kind, text in known if kind in NUMBERS]
    idle = _cleared(said, identifiers) | _seen(shown, named)
    return Quarry.of(
        [n for n in named if n.words not in idle], [n for n in numbers if len(n.signs) >= SHORTEST_NUMBER]
    )


def _by_turn(turns: list[Turn], identifiers: list[Identifier]) -> Iterator[tuple[Turn, list[Identifier]]]:
    spans: dict[tuple[str, int], list[Identifier]] = defaultdict(list)
    for i in identifiers:
        spans[i.session, i.turn].append(i)
    return ((t, spans[t.session, t.turn]) for t in turns)


def _shown_text(turn: Turn, identifiers: list[Identifier]) -> str:
    text = turn.text
    for i in identifiers:
        text = text[: i.start] + " " * (i.end - i.start) + text[i.end :]
    return text


def _seen(shown: list[str], named: list[Name]) -> set[tuple[str, ...]]:
    # Ordinary words (« France », « dix-neuf ») and what was once taken for an organisation (« RDV »), that
    # `anonymised`, which looks at each place, let through at some place.
    quarry = Quarry.of([n for n in named if n.common or n.kind in SPOKEN_OF], [])
    return {name.words for text in shown for name in names(text, quarry)}


def _called(turns: list[Turn], sessions: Iterable[Session]) -> Iterator[tuple[str, str]]:
    labels = {t.speaker for t in turns if t.role == "participant"}
    for session in sessions:
        labels |= {person.label for person in session.people} | set(session.interviewers)
        yield from (("person", person.name) for person in session.people)
        yield "file", PurePosixPath(session.file).stem
    # « P1 », « ENQ », « A.R. » name nobody.
    yield from (("person", label) for label in labels if not (label.isupper() and len(label) <= LONGEST_INITIALS))


def _names(kind: str, text: str, lower: frozenset[str]) -> Iterator[Name]:
    words = WORD.findall(text)
    phrase = tuple(map(folded, words))
    if kind == "file":
        telling = [w for w in words if _names_someone(w) and folded(w) not in NAMING_FILES and not ordinary(w)]
        yield from [Name(kind, phrase)] if telling else []
        return
    if len(words) > 1 and any(map(_names_someone, words)):
        yield Name(kind, phrase, common=all(map(known_word, words)))
    for word in filter(_names_someone, words if kind == "person" or len(words) == 1 else ()):
        cased = ordinary(word) or folded(word) in lower or len(word) < SHORTEST_IN_LOWER_CASE
        yield Name(kind, (folded(word),), cased=cased, common=known_word(word))


def _names_someone(word: str) -> bool:
    return word.isalpha() and len(word) > 1 and folded(word) not in CALLED and not grammatical(word)


def _cleared(said: dict[tuple[str, int], str], identifiers: list[Identifier]) -> set[tuple[str, ...]]:
    # Kept on purpose, or borne by a pseudonym: to find these words would prove nothing.
    kept = [said.get((i.session, i.turn), "")[i.start : i.end] for i in identifiers if i.action == "keep"]
    borne = {w for i in identifiers for w in WORD.findall(i.replacement)}
    return {tuple(folded(w) for w in WORD.findall(text)) for text in (*kept, *borne)}

