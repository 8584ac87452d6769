"""The last check and what people answered since → the interviews whose exports wait, at this moment, and for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Unsettled
from pipeline.model.decision_rows import (
    LeakVerb,
)
from pipeline.model.study import METRICS, Study
from pipeline.pseudonymise.leak_search.settled_names import waiting

WHOLE, PRIVATE = "", "to_settle"


@dataclass(frozen=True, slots=True)
class WordsWaiting:
    """
    What an interview waits for before it leaves.

    Attributes:
        asked: words on which nobody has decided.
        masked: words that somebody said to mask, and that are not until the next run.
    """

    asked: int
    masked: int


def held(study: Study) -> dict[str, WordsWaiting]:
    """Give what each session waits for, those that wait for nothing left out; what concerns the whole study is last."""
    report = store.load_json(study / METRICS["leaks"]) or {}
    listed = [(session, name) for session, names in report.get("to_settle", {}).items() for name in names]
    answers = [d for d in decisions.leaks(study) if not d.undoes]
    if (study / ARTEFACTS[PRIVATE].path(PRIVATE)).exists():
        # Where the private half is, an answer holds at once for the same words wherever they stand.
        rows: list[Unsettled] = store.load(study, PRIVATE)
        left = waiting(rows, answers)
        cleared = [d for d in answers if d.decision != LeakVerb.MASK]
        known = {name for _, name in listed}
        asked = _counted((r.session, r.check) for r in left)
        masked = _counted(
            (r.session, r.check) for r in waiting(rows, cleared) if r.id in known and r not in left
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
