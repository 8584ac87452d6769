"""The rows of a session that someone has read ↔ the decisions that fix its pseudonyms for ever.

Only signed sessions are published: the pseudonyms read there, once fixed, are changed by no session to come.
A line « fix » is about an entity, not about a place in a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.language.placeholders import kind
from pipeline.language.places import toponyms
from pipeline.model.contracts import Identifier
from pipeline.model.decision_rows import NOWHERE, IdentifierDecision, IdentifierVerb, Scope, in_time
from pipeline.pseudonymise.resolve.other_pseudonyms import fullest
from pipeline.pseudonymise.resolve.persons import KnownPerson
from pipeline.pseudonymise.resolve.pseudonyms import alike
from pipeline.pseudonymise.resolve.registry import NAMED, Registry, family_key, given_key


def fixing(
    session: str, rows: Iterable[Identifier], decisions: Iterable[IdentifierDecision]
) -> list[IdentifierDecision]:
    """Give a line for each person and place named in a session and not fixed yet; ``id`` and ``at`` are left empty."""
    fixed = {d.entity for d in decisions if d.action == IdentifierVerb.FIX}
    shown: dict[str, list[Identifier]] = defaultdict(list)
    for row in rows:
        if row.session == session and row.action == "replace" and _drawn(row):
            shown[row.entity].append(row)
    return [_line(session, entity, of) for entity, of in sorted(shown.items()) if entity not in fixed]


def _drawn(row: Identifier) -> bool:
    # What a reader typed is a decision already; a respondent's number, initials and « [lieu] » are no pseudonyms.
    if row.type == "person":
        return bool(row.replacement) and all(map(alike, row.replacement.split()))
    return row.type in NAMED and toponym(row.replacement) in _toponyms()


@cache
def _toponyms() -> frozenset[str]:
    return frozenset(toponyms(vowel=True) + toponyms(vowel=False))


def _line(session: str, entity: str, rows: list[Identifier]) -> IdentifierDecision:
    return IdentifierDecision(
        id="", at="", session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, type=rows[0].type,
        action=IdentifierVerb.FIX, entity=entity, replacement=fullest(rows), scope=Scope.EVERYWHERE, check="",
    )


def fixed_names(registry: Registry, decisions: Iterable[IdentifierDecision]) -> dict[str, str]:
    """Give each part of a pseudonym that is fixed, by what it names."""
    found: dict[str, str] = {}
    for d in in_time(d for d in decisions if d.action == IdentifierVerb.FIX):
        if d.type == "person" and d.entity in registry.people_of:
            found |= dict(_parts(registry.people_of[d.entity], d.replacement))
        elif d.type in NAMED and d.entity in registry.places_of:
            found[registry.places_of[d.entity]] = toponym(d.replacement)
    return found


def _parts(someone: KnownPerson, shown: str) -> Iterator[tuple[str, str]]:
    words = (shown.title() if shown.isupper() else shown).split()
    whole = someone.member or (someone.name.given and someone.name.family)
    if whole and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif len(words) == 1 and not whole:
        yield (given_key if someone.name.given else family_key)(someone), words[0]


def toponym(shown: str) -> str:
    """
    Give the invented name that a place is shown under, without its kind.

    >>> toponym("[foyer Calgrève]"), toponym("[Avodane, pays]")
    ('Calgrève', 'Avodane')
    """
    bare = shown.strip("[] ")
    return bare[len(kind(bare)) :].split(",")[0].strip() or bare
