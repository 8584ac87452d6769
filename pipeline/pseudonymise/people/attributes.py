"""What the metadata say of a person → the coarse attributes that the team may read, shared by k people or more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.anchoring.publishable import combination, group_sizes
from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE, Person, Session
from pipeline.language import organisations
from pipeline.language.folds import fold_for_search, plain_answer
from pipeline.language.lexicon import all_ordinary, grammatical
from pipeline.language.name_phrases import Phrase, Phrases, phrase
from pipeline.language.numbers import quantity, quantity_band
from pipeline.language.placeholders import KIND
from pipeline.model.contracts import Participant
from pipeline.model.errors import FiligraneError, NameWouldLeak

UNKNOWN = "non renseigné"
OTHER = "autre"
SEVERAL = "plusieurs"
WITHHELD = "non montré"
# Fields that single a person out, whatever their words: they pass only through declared values or bands.
PRECISE = frozenset(
    {"fonction", "profession", "poste", "employeur", "structure", "age", "anciennete_ans", "date", "nom"}
)
MOST_WIDE = 2  # bands that are left as they are
WORD = re.compile(r"[^\W\d_]+")
# Shorter words of a name (« de », « La ») are words of every text.
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Attribute:
    """
    One attribute as ``params.yaml`` declares it.

    Attributes:
        name: what it is called on screens.
        source: a field of the metadata (the person's own before the session's), ``session.type``, or ``place``.
        bands: lower bounds of bands, for numbers: an exact number never passes.
        unit: what the number counts.
        values: values of the metadata → the words they are shown under; any other is « autre ».
    """

    name: str
    source: str
    bands: Sequence[int] = ()
    unit: str = "ans"
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.source in PRECISE and not self.bands and not self.values:
            raise FiligraneError(
                f"params.yaml, participants.attributes.{self.name} : « {self.source} » désigne quelqu'un de trop près "
                "pour sortir tel quel. Donnez des tranches (« bands: ») ou les valeurs admises (« values: »)."
            )

    @classmethod
    def declared(cls, settings: Mapping[str, Mapping[str, Any]]) -> list[Attribute]:
        """Read the attributes that ``participants.attributes`` of ``params.yaml`` declares, by name."""
        named = {name: {"source" if k == "from" else k: v for k, v in spec.items()} for name, spec in settings.items()}
        return [cls(name, **spec) for name, spec in named.items()]

    def of(self, person: Person, session: Session, place: str) -> str:
        """Say what the team may read of a person; a place only under its ``place`` pseudonym."""
        if self.source == "place":
            return place or UNKNOWN
        if self.source == "session.type" and session.type in {QUESTIONNAIRE, FIELD_NOTES}:
            return session.type  # counts tell them from interviews by this word
        if self.source == "session.type":
            raw = session.type
        else:
            # A header and the table that completes it may write one field with capitals, and without.
            every = (told.get(name, "") for told in (person.attributes, session.attributes)
                     for name in dict.fromkeys((self.source, *(n for n in told if n.lower() == self.source.lower()))))
            raw = next(filter(None, every), "")
        return self._coarse(raw.strip()) if raw.strip() else UNKNOWN

    @property
    def wider(self) -> Attribute:
        """Give the same attribute in half as many bands; without bands, itself."""
        return replace(self, bands=self.bands[::2]) if len(self.bands) > MOST_WIDE else self

    def _coarse(self, raw: str) -> str:
        if self.bands:
            number = quantity(raw)
            return OTHER if number is None else quantity_band(number, self.bands, self.unit)
        if not self.values:
            return raw.replace("_", " ")
        known = {plain_answer(value): shown for value, shown in self.values.items()}
        shown = {known.get(plain_answer(part), OTHER) for part in raw.split(",")}
        return shown.pop() if len(shown) == 1 else SEVERAL


def refuse_unknown(named: Iterable[str], declared: Iterable[Attribute]) -> None:
    """
    Stop when an attribute is named that is not declared.

    Raises:
        FiligraneError: says which.
    """
    if unknown := sorted({*named} - {a.name for a in declared}):
        raise FiligraneError(
            f"params.yaml, participants.quasi_identifiers : « {', '.join(unknown)} » n'est pas un attribut déclaré "
            "sous « attributes: ». Corrigez le nom, ou retirez-le."
        )


def checked(people: Iterable[Participant], declared: Iterable[Attribute], sessions: Iterable[Session]) -> None:
    """
    Stop when a value that was copied from the metadata holds a name of the metadata.

    Args:
        people: rows as the team would read them.
        declared: attributes of the settings; those with bands or a list of values cannot hold a name.
        sessions: what was read of the metadata, where the names are.

    Raises:
        NameWouldLeak: says which attribute, never which name.
    """
    copied = [a.name for a in declared if not a.bands and not a.values and a.source not in ("place", "session.type")]
    names = _names(sessions)
    for person in people:
        for attribute in copied:
            if names & _words(person.attributes[attribute]):
                raise NameWouldLeak(
                    f"params.yaml, participants.attributes.{attribute} : dans l'entretien « {person.session} », cette "
                    "valeur contient un nom de personne ou de lieu. Déclarez les valeurs admises (« values: »), "
                    "ou retirez cet attribut."
                )


def holds_name(value: str, sessions: Iterable[Session]) -> bool:
    """Tell whether a value holds a name of the metadata: of somebody, or of a place."""
    return bool(_names(sessions) & _words(value))


def refuse_names(texts: Iterable[str], sessions: Iterable[Session], file: str) -> None:
    """
    Stop when a text that leaves the private half holds a capitalised name of the metadata.

    Args:
        texts: questions, in alphabetical order: the message tells which by its rank.
        sessions: what was read of the metadata, where the names are.
        file: the one to mend, for the message.

    Raises:
        NameWouldLeak: says in which line of the file, never which name.
    """
    names = _names(sessions)
    for number, text in enumerate(texts, 1):
        # The first word of a question has a capital whatever it is.
        if names & {fold_for_search(word) for word in WORD.findall(text)[1:] if word[0].isupper()}:
            raise NameWouldLeak(
                f"{file}, question {number} (par ordre alphabétique) : elle contient un nom de personne ou de lieu. "
                "Remplacez-le par un mot général, puis relancez."
            )


def _names(sessions: Iterable[Session]) -> set[str]:
    known = [n for s in sessions for n in (s.place, *s.interviewers, *(p.name for p in s.people))]
    return {word for name in known for word in _words(name) if len(word) >= SHORTEST_NAME}


def _words(text: str) -> set[str]:
    return {fold_for_search(word) for word in WORD.findall(text.replace("_", " "))}


EMPLOYERS = frozenset({"employeur", "structure", "organisme", "entreprise", "etablissement", "service", "association"})
FUNCTIONS = frozenset({"fonction", "profession", "poste", "metier"})
PIECE_END = re.compile(r"[,;/()|]")
FEWEST_WORDS = 2  # that tell: « directrice » alone is said of many


def described(sessions: Iterable[Session], said: Iterable[str]) -> set[Phrase]:
    """
    Give what the metadata tell of who takes part, and that would point at them: an employer, a function of one alone.

    What the transcripts say aloud too is no more than a word there, and national institutions point at nobody.

    Args:
        sessions: what the metadata say.
        said: the turns, under whatever names.
    """
    employers: set[Phrase] = set()
    bearers: dict[Phrase, set[str]] = defaultdict(set)
    for session in sessions:
        for person in session.people:
            for name, value in {**session.attributes, **person.attributes}.items():
                if fold_for_search(name) in EMPLOYERS:
                    employers |= set(_employer(value))
                elif fold_for_search(name) in FUNCTIONS:
                    told = map(phrase, (value, *PIECE_END.split(value)))
                    for function in (f for f in told if _content(f) >= FEWEST_WORDS):
                        bearers[function].add(person.name or f"{session.session}|{person.label}")
    pointing = employers | {function for function, people in bearers.items() if len(people) == 1}
    aloud = {match.phrase for text in said for match in Phrases(pointing).find(text)} if pointing else set()
    return pointing - aloud


def _employer(value: str) -> Iterator[Phrase]:
    for piece in (p.strip() for p in (value, *PIECE_END.split(value))):
        # « association Mots Croisés » is also said « Mots Croisés »; « CAF » is everybody's.
        national = any(kept.end - kept.start == len(piece) for kept in organisations.kept(piece))
        names = [] if national else [phrase(piece), phrase(KIND.sub("", piece, count=1))]
        for told in (*names, *(_without_article(name) for name in names)):
            if _content(told) >= FEWEST_WORDS or not all_ordinary(list(told)):
                yield told


def _without_article(told: Phrase) -> Phrase:
    # « association Le Gué Vermeil »: « au Gué Vermeil ».
    return _without_article(told[1:]) if told and grammatical(told[0]) else told


def _content(told: Phrase) -> int:
    return sum(not grammatical(word) for word in told)


Row = tuple[str, str]  # a participant, a session
Wider = Mapping[Row, Mapping[str, str]]


def generalised(
    people: Sequence[Participant], wider: Wider, quasi_identifiers: Sequence[str], k: int
) -> list[Participant]:
    """
    Tell attributes less exactly, the first of ``quasi_identifiers`` first, until k share every combination.

    Args:
        people: those interviewed, or those who answered; not both.
        wider: what each row would bear in wider bands.
        quasi_identifiers: attributes by which someone may be recognised, from the least useful to the analysis to
            the most; the others are neither counted nor changed.
        k: the fewest people who may share a combination; 1 changes nothing.
    """
    shown = list(people)
    # What nobody has told of anyone singles nobody out, and is not kept back: it stays unknown.
    quasi_identifiers = [q for q in quasi_identifiers if any(p.attributes.get(q) != UNKNOWN for p in people)]
    for attribute in quasi_identifiers:
        if _rare(shown, quasi_identifiers, k):
            shown = [_with(p, {attribute: wider[p.participant, p.session][attribute]}) for p in shown]
    for attribute in quasi_identifiers:
        rare = _rare(shown, quasi_identifiers, k)
        shown = [_withheld(p, [attribute]) if combination(p, quasi_identifiers) in rare else p for p in shown]
    return _none_left_alone(shown, quasi_identifiers, k)


def _rare(people: Sequence[Participant], quasi_identifiers: Sequence[str], k: int) -> set[tuple[str, ...]]:
    return {borne for borne, size in group_sizes(people, quasi_identifiers).items() if size < k}


def _with(person: Participant, told: Mapping[str, str]) -> Participant:
    return replace(person, attributes={**person.attributes, **told})


def _withheld(person: Participant, attributes: Sequence[str]) -> Participant:
    return _with(person, dict.fromkeys(attributes, WITHHELD))


def _none_left_alone(people: list[Participant], quasi_identifiers: Sequence[str], k: int) -> list[Participant]:
    # Those of whom nothing is told any more must be k too: some of a group that can spare them join, or all of one.
    nothing = (WITHHELD,) * len(quasi_identifiers)
    sizes = group_sizes(people, quasi_identifiers)
    while 0 < (alone := sizes.get(nothing, 0)) < k and len(sizes) > 1:
        others = sorted((size, borne) for borne, size in sizes.items() if borne != nothing)
        size, giving = others[-1] if others[-1][0] - (k - alone) >= k else others[0]
        bearers = sorted({p.participant for p in people if combination(p, quasi_identifiers) == giving})
        joining = set(bearers if size < k + k - alone else bearers[: k - alone])
        people = [
            _withheld(p, quasi_identifiers)
            if p.participant in joining and combination(p, quasi_identifiers) == giving else p
            for p in people
        ]
        sizes = group_sizes(people, quasi_identifiers)
    return people
