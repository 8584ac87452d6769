"""What a file speaks of, signatures, words to settle → what of it may leave, and what the rest waits for: one rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn, Coding, Excerpt, Unsettled
from pipeline.model.decision_rows import ConsentDecision, IdentifierDecision, IdentifierVerb, LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.lazy import by_session
from pipeline.model.study import METRICS, Study
from pipeline.pseudonymise.leak_search import questions
from pipeline.pseudonymise.leak_search.file_texts import readings
from pipeline.pseudonymise.leak_search.questions import PRIVATE, WHOLE, WordsWaiting
from pipeline.pseudonymise.people.titles import by_name, study_titles
from pipeline.publish import pseudonymisation_words as say

R = TypeVar("R", Excerpt, Coding)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """
    Why a file, or some of it, stays; true as long as anything does.

    Attributes:
        unsigned: interviews whose pseudonymisation nobody read and signed.
        words: interview → the words it waits for; those that concern the whole study under nothing.
        late: interviews of which somebody decided, since their text was made, what is masked or reserved in it.
    """

    unsigned: tuple[str, ...] = ()
    words: Mapping[str, WordsWaiting] = field(default_factory=dict)
    late: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unsigned or self.words or self.late)

    def holds(self, session: str) -> bool:
        """Tell whether an interview stays; what bears no attribution may come from any, and leaves with the last."""
        if session == UNATTRIBUTED:
            return bool(self)
        return session in self.unsigned or session in self.late or session in self.words or WHOLE in self.words

    def about(self, sessions: Collection[str]) -> HeldBack:
        """Keep what concerns some interviews, and the whole study."""
        if UNATTRIBUTED in sessions:
            return self
        return HeldBack(
            tuple(s for s in self.unsigned if s in sessions),
            {s: w for s, w in self.words.items() if s == WHOLE or s in sessions},
            tuple(s for s in self.late if s in sessions),
        )

    def leaving(self, rows: Iterable[R]) -> list[R]:
        """Keep the rows that may leave; those without attribution would tell where they come from, and leave last."""
        return [r for r in rows if not self.holds(UNATTRIBUTED if r.consent == "unattributed" else r.session)]


def held_back(study: Study, sessions: Collection[str] | None, unsigned: Iterable[str]) -> HeldBack:
    """
    Tell why a file may not leave whole yet; what is made up names nobody, and needs no signature.

    Args:
        study: where.
        sessions: the interviews that the file speaks of; none given, or a passage of nobody knows where: all.
        unsigned: those whose pseudonymisation nobody signed.
    """
    made_up = bool(study.params("study").get("fictional"))
    whole = HeldBack(() if made_up else tuple(unsigned), held(study), () if made_up else decided_since(study))
    return whole if sessions is None else whole.about(sessions)


def unsigned(study: Study, sessions: Iterable[str]) -> list[str]:
    """Keep the sessions whose pseudonymisation nobody has signed, as decisions stand now."""
    signed = {d.session for d in decisions.identifiers(study) if d.signs}
    return sorted(set(sessions) - signed)


def waiting(study: Study) -> HeldBack:
    """Tell what every interview of the last run waits for before it leaves."""
    return held_back(study, None, unsigned(study, sessions_made(study)))


def sessions_made(study: Study) -> list[str]:
    """Name the interviews that the last run read, and those that are called something."""
    path = study / ARTEFACTS["anonymised"].path("anonymised")
    said = by_session(store.read_by_session("anonymised", path)) if path.exists() else {}
    return list(dict.fromkeys((*said, *study_titles(study))))


def decided_since(study: Study) -> tuple[str, ...]:
    """
    Name the interviews whose text on disk still shows what somebody decided since to mask, or to reserve, in it.

    A signature changes no word, nor does a decision that confirms what is masked already: they hold at once.
    """
    path = study / ARTEFACTS["anonymised"].path("anonymised")
    if not path.exists():
        return ()
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    found = {d.session for d in decisions.read(study, ConsentDecision) if since(d.at, made)}
    lines = {d.id: d for d in decisions.read(study, IdentifierDecision)}
    recent = [d for d in lines.values() if since(d.at, made) and not d.signs and d.action != IdentifierVerb.KEEP]
    # To take back « keep » is to mask again.
    bare = [lines.get(d.replaces, d) if d.undoes else d for d in recent]
    if bare:
        turns = {(t.session, t.turn): t for t in store.load(study, "anonymised")}
        bare = [d for d in bare if d.stands_on_words and not masked(turns.get((d.session, d.turn)), d)]
    everywhere = sessions_made(study) if any(d.everywhere for d in bare) else []
    return tuple(sorted({*found, *(d.session for d in bare), *everywhere}))


def masked(turn: AnonymisedTurn | None, decision: IdentifierDecision) -> bool:
    """Tell whether the words of a decision are replaced in the text of a turn; what is not there shows nothing."""
    return turn is None or any(
        a.replaced and a.first_word <= decision.first_word and decision.last_word <= a.last_word for a in turn.anchors
    )


def since(at: str, made: datetime) -> bool:
    """
    Tell whether something was written after a moment; a line without a date was there before.

    >>> noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    >>> since("2026-11-30T12:00:01+00:00", noon), since("2026-11-30T11:59:59Z", noon), since("", noon)
    (True, False, False)
    """
    try:
        written = datetime.fromisoformat(at)
    except ValueError:
        return False
    return (written if written.tzinfo else written.replace(tzinfo=UTC)) > made


def refuse(study: Study, sessions: Collection[str] | None, unsigned: Iterable[str]) -> None:
    """
    Stop before a file is written that may not leave yet.

    Args:
        study: where.
        sessions: those that would leave; None for all.
        unsigned: those whose review is not signed.

    Raises:
        FiligraneError: says which interview waits for what, and what to type.
    """
    if why := held_back(study, sessions, unsigned):
        refuse_all(why, study_titles(study))


def refuse_all(why: HeldBack, called: Mapping[str, str]) -> None:
    """
    Stop where nothing of a file may leave.

    Raises:
        FiligraneError: says which interview waits for what, and what to type.
    """
    late = sorted(why.unsigned, key=lambda s: by_name(called.get(s, s)))
    told = (
        say.not_signed(late, called), say.words(why.words, called), say.how(why.words),
        say.decided_since(why.late, called),
    )
    raise FiligraneError(" ".join(filter(None, told)))


def staying(why: HeldBack, called: Mapping[str, str]) -> list[str]:
    """Say, interview by interview, what each that stays waits for, and what to type."""
    sessions = sorted({*why.unsigned, *why.words, *why.late} - {WHOLE}, key=lambda s: by_name(called.get(s, s)))
    return [say.one_stays(called.get(s, s), reasons(why, s)) for s in sessions]


def reasons(why: HeldBack, session: str) -> list[say.Waits]:
    """Name what an interview waits for, in the order in which one settles it."""
    words = why.words.get(session)
    found: dict[say.Waits, bool] = {
        "words": bool(words and words.asked), "unsigned": session in why.unsigned,
        "late": session in why.late or bool(words and words.masked),
    }
    return [name for name, holds in found.items() if holds]


def held(study: Study) -> dict[str, WordsWaiting]:
    """Give what each session waits for, those that wait for nothing left out; what concerns the whole study is last."""
    report = store.load_json(study / METRICS["leaks"]) or {}
    listed = [(session, name) for session, names in report.get("to_settle", {}).items() for name in names]
    answers = [d for d in decisions.leaks(study) if not d.undoes]
    if (study / ARTEFACTS[PRIVATE].path(PRIVATE)).exists():
        # Where the private half is, an answer holds at once for the same words wherever they stand.
        rows: list[Unsettled] = store.load(study, PRIVATE)
        left = questions.waiting(rows, answers)
        cleared = [d for d in answers if d.decision != LeakVerb.MASK]
        known = {name for _, name in listed}
        asked = _counted((r.session, r.check) for r in left)
        masked = _counted(
            (r.session, r.check) for r in questions.waiting(rows, cleared) if r.id in known and r not in left
        )
    else:
        # Where the private half is not, an answer holds for the question that it names.
        said = {d.question: d.decision for d in answers}
        asked = _counted(of for of in listed if of[1] not in said)
        masked = _counted(of for of in listed if said.get(of[1]) == LeakVerb.MASK)
    sessions = sorted({*asked, *masked}, key=lambda session: (session == WHOLE, session))
    return {session: WordsWaiting(asked[session], masked[session]) for session in sessions}


def _counted(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(session for session, _ in set(pairs))


def asked(study: Study) -> int:
    """Count the words on which nobody has decided, session by session."""
    return sum(waits.asked for waits in held(study).values())


def doubted_memo(study: Study) -> Callable[[str], bool]:
    """
    Give what tells whether a word of a memo is to be settled.

    Where the private half is not, nobody knows which memo a question is about: all are, as long as one waits.
    """
    if not (study / ARTEFACTS[PRIVATE].path(PRIVATE)).exists():
        waits = WHOLE in held(study)
        return lambda memo: waits and bool(memo)
    rows: list[Unsettled] = store.load(study, PRIVATE)
    # What people wrote is rewritten by nothing: « mask » leaves the word where it is.
    cleared = [d for d in decisions.leaks(study) if not d.undoes and d.decision != LeakVerb.MASK]
    words = frozenset(" ".join(r.word.split()) for r in questions.waiting(rows, cleared) if r.written)
    return lambda memo: any(word in " ".join(read.split()) for read in readings(memo) for word in words)
