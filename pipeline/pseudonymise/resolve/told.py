"""What the metadata say of sessions → the names they tell, said in the transcripts or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from pipeline.ingest.session import Session
from pipeline.language import first_names, places
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_phrases import WORD, phrase
from pipeline.language.voices import CALLED, NAMING_FILES
from pipeline.pseudonymise.detect.from_metadata import is_role, parts, place_phrases
from pipeline.pseudonymise.resolve.known_names import ToldName, worth_telling

LONGEST_INITIALS = 7  # « P1 », « ENQ », « A.R. » name nobody
SHORTEST_IN_FILE = 4


def told(sessions: Iterable[Session]) -> list[ToldName]:
    """Give the names of those who take part, of places, and those that names of files hold, folded."""
    found = {one for session in sessions for one in _told(session)}
    return sorted(one for one in found if worth_telling(one.phrase))


def _told(session: Session) -> Iterator[ToldName]:
    names = [*(p.name for p in session.people), *session.interviewers]
    names += [p.label for p in session.people if not _initials(p.label)]
    for name in names:
        if not is_role(name):
            yield from (ToldName(part, "person") for part in parts(name) if not CALLED.issuperset(part))
    yield from (ToldName(place, "place") for place in place_phrases(session))
    yield from _in_file(PurePosixPath(session.file).stem)


def _initials(label: str) -> bool:
    listed = phrase(label) in first_names.phrases()
    return label.isupper() and len(label) <= LONGEST_INITIALS and not listed


def _in_file(stem: str) -> Iterator[ToldName]:
    words = WORD.findall(stem)
    while words and _idle(words[0]):
        del words[0]
    while words and _idle(words[-1]):
        del words[-1]
    name = phrase(" ".join(words))
    listed = name in first_names.phrases() or name in places.towns() or name in places.phrases()
    if listed or (len(words) > 1 and any(map(_someone, words))) or (len(words) == 1 and _alone(words[0])):
        yield ToldName(name, "place" if name in places.towns() or name in places.phrases() else "person", file=True)


def _idle(word: str) -> bool:
    return len(word) == 1 or not word.isalpha() or phrase(word)[0] in NAMING_FILES


def _telling(word: str) -> bool:
    idle = _idle(word) or phrase(word)[0] in CALLED
    return not idle and not grammatical(word) and not ordinary(word)


def _someone(word: str) -> bool:
    # « formation-ecoconception » is what a file is about, « Ylva_Kerbrat » and « entretien-marie-kerbrat » are someone.
    return _telling(word) and (word.istitle() or phrase(word) in first_names.phrases())


def _alone(word: str) -> bool:
    # « ENT_001 » is a kind of recording, « Kerbrat_2 » is someone.
    return _telling(word) and not word.isupper() and len(word) >= SHORTEST_IN_FILE
