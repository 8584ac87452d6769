"""Mentions, and the pseudonyms that people fixed or chose → identifiers: the entity and the replacement of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.language import placeholders, places
from pipeline.language.generalities import SOMEONE
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.nominal import fitted
from pipeline.language.placeholders import kind
from pipeline.language.toponyms import toponyms
from pipeline.model.contracts import Action, Identifier, IdentifierType
from pipeline.model.decision_rows import NOWHERE, IdentifierDecision, IdentifierVerb, Scope, in_time
from pipeline.pseudonymise.detect.name_rules import DOTTED_INITIALS, TITLES
from pipeline.pseudonymise.resolve.mentions import LabelRuling, Mention, kept_entity
from pipeline.pseudonymise.resolve.persons import KnownPerson, PersonName
from pipeline.pseudonymise.resolve.policy import (
    KEEPABLE,
    Policy,
    generalised_age,
    generalised_date,
    generalised_organisation,
    kept_phrases,
)
from pipeline.pseudonymise.resolve.policy import generalised_place as coarse_place
from pipeline.pseudonymise.resolve.pseudonyms import alike, fullest
from pipeline.pseudonymise.resolve.registry import NAMED, Registry, entity, family_key, given_key, opaque, place_key


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
            found |= dict(_fixed_parts(registry.people_of[d.entity], d.replacement))
        elif d.type in NAMED and d.entity in registry.places_of:
            found[registry.places_of[d.entity]] = toponym(d.replacement)
    return found


def _fixed_parts(someone: KnownPerson, shown: str) -> Iterator[tuple[str, str]]:
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


def settled_names(registry: Registry, chosen: Iterable[Mention], labels: Iterable[LabelRuling]) -> dict[str, str]:
    """Give each part that a person chose, by what it names; the parts of a name then hold wherever they are said."""
    found: dict[str, str] = {}
    for mention in chosen:
        if mention.type == "person":
            found |= _chosen_parts(*registry.resolve(mention), mention.wanted)
        elif mention.type in NAMED:
            found[registry.place_mark(mention)] = toponym(mention.wanted)
    for ruling in labels:
        if ruling.pseudonym:
            someone = registry.labelled(ruling.session, ruling.label)
            said = PersonName(("*",), ("*",)) if len(ruling.pseudonym.split()) > 1 else PersonName(("*",))
            found |= _chosen_parts(someone, said, ruling.pseudonym)
    return found


def _chosen_parts(someone: KnownPerson, said: PersonName, chosen: str) -> dict[str, str]:
    return dict(_read(someone, said, [word for word in chosen.split() if not TITLES.issuperset(phrase(word))]))


def _read(someone: KnownPerson, said: PersonName, words: list[str]) -> Iterator[tuple[str, str]]:
    if said.given and said.family and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif said.given and not said.family and len(words) == 1:
        yield given_key(someone), words[0]
    elif said.family and not said.given and words:
        yield family_key(someone), " ".join(words)


PLACES: frozenset[IdentifierType] = frozenset({"place", "organisation"})
COARSENED: frozenset[IdentifierType] = frozenset({"date", "age"})


@dataclass(frozen=True)
class Writer:
    """Who is who, the policy of the study, and the texts: all that a replacement depends on."""

    registry: Registry
    policy: Policy
    texts: dict[tuple[str, int], str]

    def identifier(self, mention: Mention) -> Identifier:
        """Give a mention its entity, its action and its replacement."""
        named, replacement = self._named(mention)
        action: Action = self.policy.action(mention.type) if mention.action == "replace" else mention.action
        if self._kept(mention):
            action, named = "keep", kept_entity(self.registry.key, mention.said)
        return Identifier(
            mention.session, mention.turn, mention.start, mention.end, mention.type, mention.decided or named,
            mention.source, action, mention.wanted or replacement,
        )

    def _kept(self, mention: Mention) -> bool:
        # What a person decided stands: institutions are kept where nobody said otherwise.
        undecided = mention.source != "person" and mention.type in KEEPABLE
        return undecided and mention.phrase in kept_phrases(self.policy.kept)

    def _named(self, mention: Mention) -> tuple[str, str]:
        if mention.type == "person":
            someone, name = self.registry.resolve(mention)
            return entity(self.registry.key, someone), self._person(mention, someone, name)
        if mention.type in PLACES:
            return opaque(self.registry.key, mention.type, place_key(mention.said)), self._place(mention)
        mark = f"{mention.type}|{' '.join(mention.phrase)}"
        return opaque(self.registry.key, mention.type, mark), self._told(mention)

    def _person(self, mention: Mention, someone: KnownPerson, name: PersonName) -> str:
        # A person may decide to name nobody there: « la voisine », not « Louise ».
        if mention.action == "generalise":
            return self.policy.marked(fitted(SOMEONE, self._before(mention)))
        return person(self.registry, someone, mention.said, name)

    def _place(self, mention: Mention) -> str:
        style = "generalise" if mention.action == "generalise" else self.policy.styles[mention.type]
        if style == "rename":
            return self.policy.marked(self._renamed(mention))
        if style == "label":
            return placeholders.LABELS[mention.type]
        if mention.type == "place":
            said = coarse_place(mention.said, self.policy.least)
        else:
            said = generalised_organisation(mention.said)
        return self.policy.marked(fitted(said, self._before(mention)))

    def _renamed(self, mention: Mention) -> str:
        toponym = self.registry.toponym(mention)
        if mention.type == "place":
            return placeholders.place(mention.said, toponym, places.kinds().get(mention.phrase, ""))
        return placeholders.organisation(mention.said, toponym, self._before(mention))

    def _told(self, mention: Mention) -> str:
        if mention.type not in COARSENED:
            return placeholders.LABELS[mention.type]
        style, before = self.policy.styles[mention.type], self._before(mention)
        told = generalised_date(
            mention.said, before, style,
        ) if mention.type == "date" else generalised_age(mention.said)
        return self.policy.marked(told) if told else placeholders.LABELS[mention.type]

    def _before(self, mention: Mention) -> str:
        return self.texts.get((mention.session, mention.turn), "")[: mention.start]


def person(registry: Registry, someone: KnownPerson, said: str, name: PersonName) -> str:
    """Give the part of a pseudonym that answers the part of the name that was said."""
    given, family = registry.pseudonyms[given_key(someone)], registry.pseudonyms[family_key(someone)]
    if DOTTED_INITIALS.fullmatch(said) or len("".join(name.whole)) == 1:
        return f"{given[0]}.{family[0]}." if len(phrase(said)) > 1 else f"{family[0]}."
    shown = " ".join(part for part, there in ((given, name.given), (family, name.family)) if there)
    return shown.upper() if said.isupper() and len(said) > 1 else shown or f"{given} {family}"


def place(registry: Registry, policy: Policy, said: str) -> str:
    """Give what stands for the place where a session was held."""
    name: Phrase = phrase(said)
    if policy.styles["place"] == "generalise":
        return policy.marked(coarse_place(said, policy.least).bare)
    if policy.styles["place"] == "label":
        return placeholders.LABELS["place"]
    return policy.marked(placeholders.place(said, registry.pseudonyms[place_key(said)], places.kinds().get(name, "")))
