"""Turns and the metadata of sessions → who takes part, the words heard, the names that metadata tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.ingest.session import QUESTIONNAIRE, Session
from pipeline.language import first_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_phrases import WORD, Phrase, phrase
from pipeline.language.voices import CALLED, NAMING_FILES
from pipeline.model.contracts import Turn
from pipeline.pseudonymise.detect.name_rules import is_role, name_parts, place_phrases, titled
from pipeline.pseudonymise.people.speakers import labels
from pipeline.pseudonymise.resolve.known_names import ToldName, worth_telling
from pipeline.pseudonymise.resolve.persons import with_heard

HEARD_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SpokenCorpus:
    """All that is said, and the sessions where it is, with the people whom a label alone names."""

    turns: list[Turn]
    sessions: list[Session]

    @classmethod
    def of(cls, turns: list[Turn], sessions: list[Session]) -> SpokenCorpus:
        """Gather what was said and the sessions where something was."""
        heard = {t.session for t in turns}
        return cls(turns, [with_heard(s, turns) for s in sessions if s.session in heard])

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
        return [(s.session, label) for s in interviewed for label in labels(s, self.turns)]

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
            if not initials or phrase(label) in first_names.phrases():
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
        someone = any(w.istitle() or phrase(w) in first_names.phrases() for w in names)
    if somewhere or someone or name in first_names.phrases():
        yield ToldName(name, "place" if somewhere else "person", file=True)


def _idle(word: str) -> bool:
    return len(word) == 1 or not word.isalpha() or phrase(word)[0] in NAMING_FILES
