"""Mentions and what people decided of them → who or what each names, and what must be called otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.language import person_names, placeholders
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.placeholders import elides
from pipeline.pseudonymise.detect.metadata_names import DOTTED_INITIALS
from pipeline.pseudonymise.resolve.mentions import Mention
from pipeline.pseudonymise.resolve.persons import KnownPeople, KnownPerson, PersonName, read_name, third_party
from pipeline.pseudonymise.resolve.pseudonyms import SHORT, PseudonymKind, Requests, digest, others

NAMED = frozenset({"place", "organisation"})


@dataclass
class Registry:
    """
    Who takes part, which names are said with a title in which session, and what must be called otherwise.

    ``people_of`` and ``places_of`` say which person, which place an identifier of entity stands for; ``joined``
    holds the participants that a person said to be someone else already known.
    """

    people: KnownPeople
    titled: dict[str, set[Phrase]]
    key: bytes
    requests: Requests = field(default_factory=Requests)
    pseudonyms: dict[str, str] = field(default_factory=dict)
    people_of: dict[str, KnownPerson] = field(default_factory=dict)
    places_of: dict[str, str] = field(default_factory=dict)
    joined: dict[str, KnownPerson] = field(default_factory=dict)
    first_names: set[tuple[str, Phrase]] = field(default_factory=set)

    def said(self, mention: Mention) -> tuple[KnownPerson, PersonName]:
        """Tell whom a mention names by what is said, whatever was decided."""
        titled = mention.phrase in self.titled.get(mention.session, ())
        first = not titled and (mention.session, mention.phrase) in self.first_names
        return self.people.named(mention.session, mention.said, titled=titled, first=first)

    def resolve(self, mention: Mention) -> tuple[KnownPerson, PersonName]:
        """Tell whom a mention names: whom a person decided, else whom what is said names."""
        someone, name = self.said(mention)
        decided = self.people_of.get(mention.decided)
        return _answering(decided, name) if decided else (self.joined.get(someone.key, someone), name)

    def labelled(self, session: str, label: str) -> KnownPerson:
        """Tell who speaks under a label of a session."""
        someone = self.people.labelled(session, label)
        return self.joined.get(someone.key, someone)

    def ask(self, mentions: Iterable[Mention]) -> None:
        """Ask for the pseudonyms that mentions need; « Haydée Janvry » tells that « Haydée » is a first name there."""
        mentions = list(mentions)
        named = ((m.session, read_name(m.said)) for m in mentions if m.type == "person")
        self.first_names |= {(session, name.given) for session, name in named if name.given and name.family}
        for mention in mentions:
            if mention.type == "person":
                someone = self.said(mention)[0]
                self.ask_person(someone, [mention.session])
                self._known_before(someone, self.people.formerly_named(mention.session, someone))
                self._known_before(someone, [self.people.named(mention.session, mention.said, titled=False)[0].key])
            elif mention.type in NAMED:
                self.ask_place(mention.said, mention.type, [mention.session])

    def ask_person(self, someone: KnownPerson, sessions: list[str]) -> None:
        """Ask for the first name and the surname of someone."""
        self.people_of.setdefault(entity(self.key, someone), someone)
        vowel = elides(" ".join(someone.name.given))
        generation = 0 if someone.gender == "n" else someone.generation
        given = PseudonymKind("given", vowel, someone.gender, generation)
        if person_names.is_short(someone.name.given):
            given = PseudonymKind(SHORT, False, someone.gender)
        self._add(someone, given_key(someone), given, sessions)
        self._add(
            someone, family_key(someone), PseudonymKind("family", elides(" ".join(someone.name.family))), sessions,
        )

    def ask_member(self, session: str, label: str) -> None:
        """Ask for the pseudonym of someone who takes part, known too by what they were before they had a name."""
        someone = self.people.labelled(session, label)
        self.ask_person(someone, [session])
        self._known_before(someone, self.people.formerly(session, label))

    def _known_before(self, someone: KnownPerson, keys: Iterable[str]) -> None:
        # What was decided of an entity holds when its interview has another identifier.
        for key in keys:
            self.people_of.setdefault(opaque(self.key, "person", f"person|{key}"), someone)

    def _add(self, someone: KnownPerson, mark: str, kind: PseudonymKind, sessions: list[str]) -> None:
        self.requests.add(mark, kind, sessions, member=someone.member, alone=someone.apart)

    def ask_place(self, said: str, kind: str, sessions: list[str]) -> None:
        """
        Ask for the invented name of a place or an organisation.

        Args:
            said: as it was said: case and accents do not make another place.
            kind: place or organisation, which its identifier tells.
            sessions: where it was said: a name is invented once for all of them.
        """
        mark = place_key(said)
        self.places_of.setdefault(opaque(self.key, kind, mark), mark)
        self.requests.add(mark, PseudonymKind("place", elides(said)), sessions)

    def decide(self, mentions: Iterable[Mention]) -> None:
        """Know those whom people told apart under a new name of entity, and ask for their pseudonyms."""
        fullest_first = sorted(
            mentions, key=lambda m: (-len(read_name(m.said).whole), m.session, m.turn, m.start),
        )
        for mention in fullest_first:
            if mention.decided and mention.type == "person":
                name = self.said(mention)[1]
                apart = replace(third_party(mention.session, name), key=mention.decided, apart=True)
                someone = self.people_of.setdefault(mention.decided, apart)
                # Whoever was known before keeps the pseudonym it had, wherever else it is now said.
                self.ask_person(someone, [mention.session] if someone.apart else [])
            elif mention.decided and mention.type in NAMED:
                mark = self.places_of.setdefault(mention.decided, f"place|{mention.decided}")
                self.requests.add(mark, PseudonymKind("place", elides(mention.said)), [mention.session], alone=True)

    def tell_apart(self, members: Iterable[KnownPerson]) -> None:
        """Change the first name of participants who would bear another's whole pseudonym."""
        borne: set[str] = set()
        for someone in sorted(set(members), key=lambda s: digest(self.key, s.key)):
            mark = given_key(someone)
            other = iter(others(self.key, mark, self.requests.wanted[mark].kind))
            while self.full(someone) in borne:
                self.pseudonyms[mark] = next(other)
            borne.add(self.full(someone))

    def full(self, someone: KnownPerson) -> str:
        """Give the whole pseudonym of someone."""
        return f"{self.pseudonyms[given_key(someone)]} {self.pseudonyms[family_key(someone)]}"

    def toponym(self, mention: Mention) -> str:
        """Give the invented name of the place or the organisation that a mention names."""
        return self.pseudonyms[self.place_mark(mention)]

    def place_mark(self, mention: Mention) -> str:
        """Name the place or the organisation that a mention names: the one a person decided, else by its words."""
        return self.places_of.get(mention.decided) or place_key(mention.said)


def _answering(someone: KnownPerson, said: PersonName) -> tuple[KnownPerson, PersonName]:
    """Give whom a person decided, and the part of the name that answers what was said of it."""
    name = someone.name
    if name.given and name.family and len(said.whole) < len(name.whole) and name.whole[: len(said.whole)] == said.whole:
        return someone, PersonName(given=name.given)
    if said.given and not (name.given or someone.member or someone.apart):
        # « Mme Maria Gall » has no first name of her own: Maria keeps the one that all who bear it have.
        return replace(someone, name=PersonName(said.given, name.family)), said
    return someone, said


def given_key(someone: KnownPerson) -> str:
    """Name the first name of someone: a participant's own, for the others that of all who bear it."""
    own = someone.member or someone.apart
    return f"given|{someone.key}" if own else f"given|{' '.join(someone.name.given)}"


def family_key(someone: KnownPerson) -> str:
    """Name the surname of someone: relatives share it."""
    family = " ".join(someone.name.family)
    # An initial makes nobody a relative.
    if someone.apart or (someone.member and len(family) == 1):
        return f"family|{someone.key}"
    return f"family|{family or (someone.key if someone.member else ' '.join(someone.name.given))}"


def place_key(said: str) -> str:
    """Name a place or an organisation by its folded words."""
    return f"place|{' '.join(phrase(said))}"


def entity(key: bytes, someone: KnownPerson) -> str:
    """Give the identifier of a person: nobody without the key can try names against it."""
    return someone.key if someone.apart else opaque(key, "person", f"person|{someone.key}")


def opaque(key: bytes, kind: str, mark: str) -> str:
    """
    Give the identifier of what is named: of which kind, and a keyed hash.

    Args:
        key: of the study: without it nobody finds the name from the identifier.
        kind: what the identifier says openly.
        mark: what is hashed: the name, folded.
    """
    return f"{kind}-{digest(key, mark)[:12]}"


# « rue de Lyon » is not Lyon: only what follows its kind at once is a name of the same place.
LINKED = re.compile(r"(?:de|du|des|à|aux?)[ ]|d['’]", re.IGNORECASE)
ARTICLES = frozenset({"le", "la", "les", "l"})


@dataclass(frozen=True, slots=True)
class Node:
    """
    Someone or somewhere of the corpus.

    Attributes:
        name: its fullest name; of a place, all in ``family``.
        initials: the folded letters, when nothing else is said of its name.
        titled: it is said with a title somewhere.
        told: a person said of every mention which entity it is.
        kind: the common noun that opens the name of a place; ``bare`` is what follows, without article.
    """

    entity: str
    name: PersonName
    sessions: frozenset[str]
    mentions: int
    member: bool = False
    initials: str = ""
    titled: bool = False
    told: bool = False
    kind: str = ""
    bare: Phrase = ()


def people_nodes(
    mentions: Iterable[Mention], registry: Registry, present: Iterable[tuple[str, KnownPerson]],
) -> list[Node]:
    """
    Give the people of the corpus.

    Args:
        mentions: where they are named, decisions applied.
        registry: who is who.
        present: session and person of all who take part, named or not.
    """
    said: dict[str, list[Mention]] = defaultdict(list)
    known: dict[str, KnownPerson] = {}
    attending: dict[str, set[str]] = defaultdict(set)
    for session, someone in present:
        known[entity(registry.key, someone)] = someone
        attending[entity(registry.key, someone)].add(session)
    for mention in (m for m in mentions if m.type == "person"):
        someone = registry.resolve(mention)[0]
        who = mention.decided or entity(registry.key, someone)
        known.setdefault(who, someone)
        said[who].append(mention)
    nodes: list[Node] = []
    for who, one in sorted(known.items()):
        named = said[who]
        letters = {"".join(m.phrase) for m in named if _short(m)}
        known_by_letters = len(letters) == 1 and not one.member and all(map(_short, named))
        nodes.append(Node(
            who, one.name, frozenset(attending[who] | {m.session for m in named}), len(named), one.member,
            initials=letters.pop() if known_by_letters else "",
            titled=any(m.phrase in registry.titled.get(m.session, ()) for m in named), told=_told(named),
        ))
    return nodes


def _short(mention: Mention) -> bool:
    return bool(DOTTED_INITIALS.fullmatch(mention.said)) or len("".join(mention.phrase)) == 1


def _told(said: Sequence[Mention]) -> bool:
    return bool(said) and all(m.decided for m in said)


def place_nodes(mentions: Iterable[Mention], registry: Registry) -> list[Node]:
    """Give the places and organisations of the corpus."""
    said: dict[str, list[Mention]] = defaultdict(list)
    for mention in (m for m in mentions if m.type in NAMED):
        said[mention.decided or opaque(registry.key, mention.type, place_key(mention.said))].append(mention)
    nodes: list[Node] = []
    for where, named in sorted(said.items()):
        fullest = max(named, key=lambda m: (len(m.phrase), m.said)).said
        kind = placeholders.kind(fullest)
        rest = fullest[len(kind) :].strip()
        nodes.append(Node(
            where, PersonName(family=phrase(fullest)), frozenset(m.session for m in named), len(named),
            told=_told(named), kind=kind, bare=() if kind and LINKED.match(rest) else without_article(phrase(rest)),
        ))
    return nodes


def without_article(name: Phrase) -> Phrase:
    """
    Leave out the article that opens a name.

    >>> without_article(("les", "mascarets"))
    ('mascarets',)
    """
    return name[1:] if len(name) > 1 and name[0] in ARTICLES else name
