"""Turns and metadata → who takes part; a mention of a person → who that is, and which part of the name was said.

Those who take part are known in their session by their full name, a part of it or their label; elsewhere by
their full name alone.
All others are one person where their whole name is said; a part of a name is someone of that session, whom
``coreference_candidates`` proposes to join to others: nobody is merged in silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.ingest.session import QUESTIONNAIRE, Person, Session
from pipeline.language import person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_phrases import WORD, Phrase, phrase
from pipeline.language.voices import CALLED, NAMING_FILES, is_role
from pipeline.model.contracts import Turn
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.detect.metadata_names import DOTTED_INITIALS, TITLES, name_parts, place_phrases
from pipeline.pseudonymise.detect.name_rules import titled
from pipeline.pseudonymise.people.speakers import labels
from pipeline.pseudonymise.resolve.known_names import ToldName, worth_telling

GENDERS = {"f": "f", "femme": "f", "h": "m", "m": "m", "homme": "m", "feminin": "f", "masculin": "m"}
TITLE_GENDERS = {"mme": "f", "madame": "f", "mlle": "f", "mademoiselle": "f", "m": "m", "mr": "m", "monsieur": "m"}
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it was said: its first part, its family part, either of them empty."""

    given: Phrase = ()
    family: Phrase = ()

    @property
    def whole(self) -> Phrase:
        return self.given + self.family


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person: ``key`` tells one from another, gender and generation shape the pseudonym."""

    key: str
    name: PersonName
    gender: str
    generation: int
    member: bool = False  # takes part in a session: has a pseudonym of one's own
    apart: bool = False  # told apart by a decision: shares no part of a pseudonym with anyone


def with_heard(session: Session, turns: Iterable[Turn]) -> Session:
    """Add to the people of a session those whom only a label names: « Mme X », a first name."""
    declared = {fold_for_search(p.label) for p in session.people}
    named: list[Person] = []
    for label in (label for label in labels(session, turns) if fold_for_search(label) not in declared):
        if not is_role(label) and not DOTTED_INITIALS.fullmatch(label):
            title = "".join(phrase(label.split(maxsplit=1)[0]))
            named.append(Person(label, "", {"genre": TITLE_GENDERS[title]} if title in TITLE_GENDERS else {}))
    return replace(session, people=(*session.people, *named))


def read_name(said: str, *, titled: bool = False) -> PersonName:
    """
    Tell the first name from the surname.

    >>> read_name("Awa Fournel")
    PersonName(given=('awa',), family=('fournel',))
    """
    words = [w for w in map(phrase, said.split()) if w and w[0] not in TITLES]
    if not words:
        return PersonName()
    rest = tuple(part for w in words[1:] for part in w)
    if len(words) > 1 and not titled:
        surname_first = (
            len(words) == 2 and not person_names.known(words[0]) and words[1] in person_names.by_phrase()
            and max(map(len, words[0])) > 1  # « J.-P. Martin »
        )
        return PersonName(words[0], rest) if not surname_first else PersonName(words[-1], words[0])
    if titled or not person_names.known(words[0]):
        return PersonName(family=words[0] + rest)
    return PersonName(given=words[0])


class KnownPeople:
    """Those who take part in the sessions, to be recognised when they are named."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._everywhere: dict[Phrase, KnownPerson] = {}
        heard: dict[Phrase, set[KnownPerson]] = defaultdict(set)
        self._labels: dict[tuple[str, str], KnownPerson] = {}
        self._parts: dict[tuple[str, Phrase], list[KnownPerson]] = defaultdict(list)
        listed = sorted(sessions, key=lambda s: (s.origin, s.session))
        self._known_as = {s.session: s.known_as or (s.session,) for s in listed}
        for session in listed:
            for person in session.people:
                someone = _participant(session, person)
                if _declared(person.name, someone.name):
                    someone = self._everywhere.setdefault(someone.name.whole, someone)
                elif someone.name.family:
                    heard[someone.name.whole].add(someone)
                self._labels[session.session, fold_for_search(person.label)] = someone
                for part in {someone.name.whole, someone.name.given, someone.name.family} - {()}:
                    self._parts[session.session, part].append(someone)
        # A label is a name that nobody declared: of two interviews that bear it, it may be two people.
        sole = {name: next(iter(some)) for name, some in heard.items() if len(some) == 1}
        self._everywhere = sole | self._everywhere

    def labelled(self, session: str, label: str) -> KnownPerson:
        """Give the person behind a label of a session, known by the label alone when no name is."""
        found = self._labels.get((session, fold_for_search(label)))
        return found or KnownPerson(
            f"{self._origin(session)}|{fold_for_search(label)}", PersonName(), "n", 2, member=True,
        )

    def formerly(self, session: str, label: str) -> list[str]:
        """List the keys that the person behind a label had before the session had another identifier, or a name."""
        someone = self.labelled(session, label)
        alone = someone.name.family and self._everywhere.get(someone.name.whole, someone) == someone
        named = [" ".join(someone.name.whole)] if alone else []
        return [*(f"{known}|{fold_for_search(label)}" for known in self._known_as.get(session, (session,))), *named]

    def formerly_named(self, session: str, someone: KnownPerson) -> list[str]:
        """List the keys that someone known by a part of a name had before the session had another identifier."""
        _, apart, rest = someone.key.partition("|")
        return [f"{known}|{rest}" for known in self._known_as.get(session, ())] if apart else []

    def _origin(self, session: str) -> str:
        return self._known_as.get(session, (session,))[0]

    def named(
        self, session: str, said: str, *, titled: bool, first: bool = False
    ) -> tuple[KnownPerson, PersonName]:
        """
        Give who is named in a session, and the parts of the name that were said.

        Args:
            session: where it was said.
            said: the words.
            titled: whether a title stands before them: « Mme Martin » is a surname.
            first: whether a whole name of the session tells that they are a first name.
        """
        if (session, fold_for_search(said)) in self._labels and DOTTED_INITIALS.fullmatch(said):
            return self._labels[session, fold_for_search(said)], PersonName()
        name = read_name(said, titled=titled)
        if first and not name.given:
            name = PersonName(given=name.family)
        here = self._parts.get((session, name.whole), [])
        found = here[0] if len({s.key for s in here}) == 1 else self._everywhere.get(name.whole)
        if not found:
            return third_party(self._origin(session), name), name
        if name.whole == found.name.given:
            return found, PersonName(given=found.name.given)
        return found, PersonName(family=found.name.family) if name.whole == found.name.family else found.name


def _participant(session: Session, person: Person) -> KnownPerson:
    known = person.name or ("" if is_role(person.label) else person.label)
    name = read_name(known)
    listed = person_names.known(name.given)
    gender = GENDERS.get(fold_for_search(person.attributes.get("genre", "")).strip(), listed.gender if listed else "n")
    year = YEAR.search(session.date)
    age = person.attributes.get("age", "")
    generation = person_names.generation(int(year.group()) - int(age) if year and age.isdigit() else None)
    # A whole name that the metadata give is one person; the same label, or the same first name, are two.
    declared = _declared(person.name, name)
    key = " ".join(name.whole) if declared else f"{session.origin}|{fold_for_search(person.label)}"
    return KnownPerson(key, name, gender, generation, member=True)


def _declared(told: str, name: PersonName) -> bool:
    """Tell whether metadata give someone a whole name."""
    return bool(told and name.given and name.family)


def third_party(session: str, name: PersonName) -> KnownPerson:
    """Give whom a name means when no metadata tell: one person by a whole name, someone of the session by a part."""
    listed = person_names.known(name.given) if name.given else None
    gender, generation = (listed.gender, listed.generation or 2) if listed else ("n", 2)
    part = "given" if name.given else "family"
    whole = " ".join(name.whole)
    return KnownPerson(whole if name.given and name.family else f"{session}|{part}|{whole}", name, gender, generation)


HEARD_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SpokenCorpus:
    """All that is said, session by session too, and the sessions, with the people whom a label alone names."""

    turns: list[Turn]
    sessions: list[Session]
    said: Mapping[str, Sequence[Turn]]

    @classmethod
    def of(cls, turns: list[Turn], sessions: list[Session]) -> SpokenCorpus:
        """Gather what was said and the sessions where something was."""
        said = by_session(turns)
        return cls(turns, [with_heard(s, said[s.session]) for s in sessions if s.session in said], said)

    @cached_property
    def texts(self) -> dict[tuple[str, int], str]:
        return {(t.session, t.turn): t.text for t in self.turns}

    def names(self) -> list[str]:
        """List the names and labels of those who take part, and the interviewers."""
        listed = [n for s in self.sessions for p in s.people for n in (p.name, p.label)]
        return [*listed, *(name for s in self.sessions for name in s.interviewers)]

    def words(self) -> frozenset[str]:
        """Give the folded words of the corpus, none of which may be a pseudonym."""
        named = [n for s in self.sessions for p in s.people for n in (p.name, p.label)]
        texts = [*(t.text for t in self.turns), *named, *(s.place for s in self.sessions)]
        return frozenset(w for text in texts for w in HEARD_WORD.findall(fold_for_search(text)))

    @cached_property
    def members(self) -> list[tuple[str, str]]:
        """List the session and the label of those interviewed, respondents of questionnaires apart."""
        interviewed = [s for s in self.sessions if s.type != QUESTIONNAIRE]
        return [(s.session, label) for s in interviewed for label in labels(s, self.said[s.session])]

    def titled(self) -> dict[str, set[Phrase]]:
        """Give the names that are said with a title in each session: there, « Martin » is a surname."""
        found: dict[str, set[Phrase]] = defaultdict(set)
        for turn in self.turns:
            found[turn.session] |= titled(turn.text)
        return found


LONGEST_INITIALS = 7  # « P1 », « ENQ », « A.R. » name nobody
SHORTEST_IN_FILE = 4


def told(sessions: Iterable[Session]) -> list[ToldName]:
    """Give the names of those who take part, of places, and those that names of files hold, folded."""
    found: set[ToldName] = set()
    for session in sessions:
        names = [*(p.name for p in session.people), *session.interviewers]
        for label in (p.label for p in session.people):
            initials = label.isupper() and len(label) <= LONGEST_INITIALS
            if not initials or phrase(label) in person_names.phrases():
                names.append(label)
        for name in (n for n in names if not is_role(n)):
            found |= {ToldName(part, "person") for part in name_parts(name) if not CALLED.issuperset(part)}
        found |= {ToldName(place, "place") for place in place_phrases(session)}
        found |= set(_in_file(PurePosixPath(session.file).stem))
    return sorted(one for one in found if worth_telling(one.phrase))


def _in_file(stem: str) -> Iterator[ToldName]:
    words = WORD.findall(stem)
    while words and _idle(words[0]):
        del words[0]
    while words and _idle(words[-1]):
        del words[-1]
    name = phrase(" ".join(words))
    somewhere = name in places.towns() or name in places.phrases()
    names = [w for w in words if not (_idle(w) or phrase(w)[0] in CALLED or grammatical(w) or ordinary(w))]
    if len(words) == 1:
        # « ENT_001 » is a kind of recording, « Kerbrat_2 » is someone.
        someone = any(not w.isupper() and len(w) >= SHORTEST_IN_FILE for w in names)
    else:
        # « formation-ecoconception » is what a file is about; « Ylva_Kerbrat », « entretien-marie-kerbrat », someone.
        someone = any(w.istitle() or phrase(w) in person_names.phrases() for w in names)
    if somewhere or someone or name in person_names.phrases():
        yield ToldName(name, "place" if somewhere else "person", file=True)


def _idle(word: str) -> bool:
    return len(word) == 1 or not word.isalpha() or phrase(word)[0] in NAMING_FILES
