"""Mentions → identifiers: the entity and the replacement of each, coherent in the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.contracts import Action, Identifier
from pipeline.french import labels, places
from pipeline.french.elision import elides
from pipeline.french.phrases import Phrase, phrase
from pipeline.identity.mentions import Mention
from pipeline.identity.people import Name, People, Someone
from pipeline.identity.pseudonyms import Kind, Requests, digest, others
from pipeline.proposers.metadata import INITIALS

NAMED = frozenset({"place", "organisation"})


@dataclass
class Registry:
    """Who takes part, which names are said with a title in which session, and what must be called otherwise."""

    people: People
    titled: dict[str, set[Phrase]]
    requests: Requests = field(default_factory=Requests)
    pseudonyms: dict[str, str] = field(default_factory=dict)

    def resolve(self, mention: Mention) -> tuple[Someone, Name]:
        """Tell who a mention names."""
        titled = mention.phrase in self.titled.get(mention.session, ())
        return self.people.named(mention.session, mention.said, titled=titled)

    def ask(self, mentions: Iterable[Mention]) -> None:
        """Ask for the pseudonyms that mentions need."""
        for mention in mentions:
            if mention.type == "person":
                self.ask_person(self.resolve(mention)[0], [mention.session])
            elif mention.type in NAMED:
                self.ask_place(mention.said, [mention.session])

    def ask_person(self, someone: Someone, sessions: list[str]) -> None:
        """Ask for the first name and the surname of someone."""
        vowel = elides(" ".join(someone.name.given))
        given = Kind("given", vowel, someone.gender, 0 if someone.gender == "n" else someone.generation)
        self.requests.add(given_key(someone), given, sessions, member=someone.member)
        family = Kind("family", elides(" ".join(someone.name.family)))
        self.requests.add(family_key(someone), family, sessions, member=someone.member)

    def ask_place(self, said: str, sessions: list[str]) -> None:
        """Ask for the invented name of a place or an organisation."""
        self.requests.add(place_key(said), Kind("place", elides(said)), sessions)

    def tell_apart(self, key: bytes, members: Iterable[Someone]) -> None:
        """Change the first name of participants who would bear another's whole pseudonym."""
        borne: set[str] = set()
        for someone in sorted(set(members), key=lambda s: digest(key, s.key)):
            mark = given_key(someone)
            other = iter(others(key, mark, self.requests.wanted[mark].kind))
            while self.full(someone) in borne:
                self.pseudonyms[mark] = next(other)
            borne.add(self.full(someone))

    def full(self, someone: Someone) -> str:
        """Give the whole pseudonym of someone."""
        return f"{self.pseudonyms[given_key(someone)]} {self.pseudonyms[family_key(someone)]}"

    def person(self, someone: Someone, said: str, name: Name) -> str:
        """Give the part of a pseudonym that answers the part of the name that was said."""
        given, family = self.pseudonyms[given_key(someone)], self.pseudonyms[family_key(someone)]
        if INITIALS.fullmatch(said) or len("".join(name.whole)) == 1:
            return f"{given[0]}.{family[0]}." if len(phrase(said)) > 1 else f"{family[0]}."
        shown = " ".join(part for part, there in ((given, name.given), (family, name.family)) if there)
        return shown.upper() if said.isupper() and len(said) > 1 else shown or f"{given} {family}"


def given_key(someone: Someone) -> str:
    """Name the first name of someone: a participant's own, for the others that of all who bear it."""
    return f"given|{someone.key}" if someone.member else f"given|{' '.join(someone.name.given)}"


def family_key(someone: Someone) -> str:
    """Name the surname of someone: relatives share it."""
    family = " ".join(someone.name.family)
    return f"family|{family or someone.key}"


def place_key(said: str) -> str:
    """Name a place or an organisation by its folded words."""
    return f"place|{' '.join(phrase(said))}"


def identifier(key: bytes, mention: Mention, registry: Registry) -> Identifier:
    """Give a mention its entity, its action and its replacement."""
    entity, replacement = _named(mention, registry)
    action: Action = "generalise" if mention.type == "date" and mention.action == "replace" else mention.action
    opaque = mention.decided or f"{mention.type}-{digest(key, entity)[:12]}"
    return Identifier(
        mention.session, mention.turn, mention.start, mention.end, mention.type, opaque, mention.source, action,
        mention.wanted or replacement,
    )


def _named(mention: Mention, registry: Registry) -> tuple[str, str]:
    if mention.type == "person":
        someone, name = registry.resolve(mention)
        return f"person|{someone.key}", registry.person(someone, mention.said, name)
    key = place_key(mention.said)
    if mention.type == "place":
        listed = places.kinds().get(mention.phrase, "")
        return key, labels.place(mention.said, registry.pseudonyms[key], listed)
    if mention.type == "organisation":
        return key, labels.organisation(mention.said, registry.pseudonyms[key])
    shown = labels.date(mention.said) if mention.type == "date" else labels.LABELS[mention.type]
    return f"{mention.type}|{' '.join(mention.phrase)}", shown
