"""What was typed after ``filigrane withdraw`` → whom or what it is about: voices, someone spoken of, or a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.anchoring.word_places import ExcerptPlace
from pipeline.ingest.withdrawals import Voice
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Identifier, Turn
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.people.speakers import UNSAID, heard

PASSAGE = re.compile(r"(?P<session>[\w-]+):(?P<turn>\d+)(?::w(?P<first>\d+)-w(?P<last>\d+))?")
WHOLE = -1
UNKNOWN = (
    "« {typed} » n'est ni un pseudonyme de l'enquête, ni un passage (E01:12 ou E01:12:w0-w40), ni une voix "
    "(E01:LIBELLÉ). Copiez le pseudonyme tel qu'il s'affiche."
)
SEVERAL = "« {typed} » peut désigner plusieurs personnes : {names}. Donnez le pseudonyme entier, ou E01:LIBELLÉ."


@dataclass
class WithdrawnPerson:
    """A person of the corpus, under their pseudonyms: the voices they speak with, and where others name them."""

    entity: str
    name: str = ""
    names: set[str] = field(default_factory=set)
    voices: list[Voice] = field(default_factory=list)
    mentions: list[Identifier] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """Whom or what a withdrawal is about: someone, or a passage (``WHOLE`` words: a whole turn)."""

    someone: WithdrawnPerson | None = None
    passage: ExcerptPlace | None = None


def target(
    typed: str, turns: Sequence[Turn], identifiers: Iterable[Identifier], answering: Iterable[Voice] = ()
) -> Target:
    """
    Understand what was typed.

    Raises:
        FiligraneError: nothing answers to it, or several people do.
    """
    found = PASSAGE.fullmatch(typed)
    if found and any(t.session == found["session"] and t.turn == int(found["turn"]) for t in turns):
        first, last = (int(found[end]) if found[end] else WHOLE for end in ("first", "last"))
        return Target(passage=ExcerptPlace(found["session"], int(found["turn"]), first, last))
    known = [*people(turns, identifiers), *_silent(turns, answering)]
    plain = fold_for_search(typed)
    named = [s for s in known if _is_voice(typed, s)] or [s for s in known if fold_for_search(s.name) == plain]
    named = named or [s for s in known if plain in s.names]
    if not named:
        raise FiligraneError(UNKNOWN.format(typed=typed))
    if len(named) > 1:
        raise FiligraneError(SEVERAL.format(typed=typed, names=", ".join(sorted({_told(s) for s in named}))))
    return Target(someone=named[0])


def people(turns: Sequence[Turn], identifiers: Iterable[Identifier]) -> list[WithdrawnPerson]:
    """List the people of a corpus, those who speak and those who are spoken of."""
    found: dict[str, WithdrawnPerson] = {}
    unsaid: dict[str, list[Identifier]] = defaultdict(list)
    for i in (i for i in identifiers if i.type == "person"):
        one = found.setdefault(i.entity, WithdrawnPerson(i.entity))
        one.names |= {fold_for_search(i.replacement), *fold_for_search(i.replacement).split()}
        (unsaid[i.session] if i.turn == UNSAID else one.mentions).append(i)
    for session, rows in unsaid.items():
        ordered = sorted(rows, key=lambda i: i.start)
        for label, row in zip(heard(session, turns), ordered, strict=False):
            found[row.entity].name = row.replacement
            found[row.entity].voices.append((session, label))
    return [s for s in found.values() if s.voices or s.mentions]


def _silent(turns: Sequence[Turn], answering: Iterable[Voice]) -> list[WithdrawnPerson]:
    """List those who ticked a questionnaire and wrote nothing in it."""
    wrote = {(t.session, t.speaker) for t in turns}
    return [
        WithdrawnPerson("", name=v[1], names={fold_for_search(v[1])}, voices=[v]) for v in answering if v not in wrote
    ]


def _is_voice(typed: str, someone: WithdrawnPerson) -> bool:
    return any(fold_for_search(typed) == fold_for_search(f"{session}:{label}") for session, label in someone.voices)


def _told(someone: WithdrawnPerson) -> str:
    places = sorted({s for s, _ in someone.voices} or {i.session for i in someone.mentions})
    name = someone.name or someone.mentions[0].replacement
    return f"{name} ({', '.join(places)})"
