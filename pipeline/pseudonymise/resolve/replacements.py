"""Mentions → identifiers: the entity and the replacement of each, coherent in the whole corpus."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language import placeholders, places
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.placeholders import SOMEONE, fitted
from pipeline.model.contracts import Action, Identifier, IdentifierType
from pipeline.pseudonymise.detect.from_metadata import INITIALS
from pipeline.pseudonymise.resolve import dates_and_ages, places_and_organisations
from pipeline.pseudonymise.resolve.mentions import Mention
from pipeline.pseudonymise.resolve.persons import KnownPerson, PersonName
from pipeline.pseudonymise.resolve.policy import KEEPABLE, Policy, kept_phrases
from pipeline.pseudonymise.resolve.registry import Registry, entity, family_key, given_key, opaque, place_key
from pipeline.pseudonymise.resolve.standing_decisions import kept_entity

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
            said = places_and_organisations.place(mention.said, self.policy.least)
        else:
            said = places_and_organisations.organisation(mention.said)
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
        told = dates_and_ages.date(
            mention.said, before, style,
        ) if mention.type == "date" else dates_and_ages.age(mention.said)
        return self.policy.marked(told) if told else placeholders.LABELS[mention.type]

    def _before(self, mention: Mention) -> str:
        return self.texts.get((mention.session, mention.turn), "")[: mention.start]


def person(registry: Registry, someone: KnownPerson, said: str, name: PersonName) -> str:
    """Give the part of a pseudonym that answers the part of the name that was said."""
    given, family = registry.pseudonyms[given_key(someone)], registry.pseudonyms[family_key(someone)]
    if INITIALS.fullmatch(said) or len("".join(name.whole)) == 1:
        return f"{given[0]}.{family[0]}." if len(phrase(said)) > 1 else f"{family[0]}."
    shown = " ".join(part for part, there in ((given, name.given), (family, name.family)) if there)
    return shown.upper() if said.isupper() and len(said) > 1 else shown or f"{given} {family}"


def place(registry: Registry, policy: Policy, said: str) -> str:
    """Give what stands for the place where a session was held."""
    name: Phrase = phrase(said)
    if policy.styles["place"] == "generalise":
        return policy.marked(places_and_organisations.place(said, policy.least).bare)
    if policy.styles["place"] == "label":
        return placeholders.LABELS["place"]
    return policy.marked(placeholders.place(said, registry.pseudonyms[place_key(said)], places.kinds().get(name, "")))
