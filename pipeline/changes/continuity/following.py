"""A study whose files changed → the same with its decisions where their words stand now, or nothing written at all."""

from __future__ import annotations

import sys
from pathlib import PurePath

from pipeline.anchoring import decisions
from pipeline.changes.continuity import words
from pipeline.changes.continuity.change import carry_out, change
from pipeline.changes.continuity.telling import told, ways
from pipeline.model.asking import answer
from pipeline.model.decision_rows import InterviewDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.interview_names import OPAQUE
from pipeline.model.study import Study
from pipeline.pseudonymise.people.titles import study_titles


def follow(study: Study, *, accepted: bool = False, became: str = "") -> None:
    """
    Let decisions follow the words of their interviews; where some would be lost, ask before anything is written.

    Args:
        study: where.
        accepted: someone said that decisions may be lost.
        became: « ENTRETIEN=FICHIER » : an interview that is typed anew in a file that shares no sentence with it.

    Raises:
        FiligraneError: some decisions would be lost, and nobody said that they may be; or ``became`` names nothing.
    """
    found = change(study)
    if became:
        # Understand which interview somebody says is which file now.
        typed, _, file = (part.strip() for part in became.partition("="))
        called = {**_called(study), **{b.session: b.session for b in found.became}}
        was = [b.session for b in found.became if typed in {b.session, called[b.session]}]
        now = [s for s, one in found.seen.items() if file in {s, one.session.file, PurePath(one.session.file).name}]
        if len(was) != 1 or len(now) != 1:
            raise FiligraneError(words.NOT_NAMED.format(typed=became))
        found = change(study, {was[0]: now[0]})
    said = [*told(found, _called(study)), *ways(found, _called(study))]
    if found.lost and not (accepted or _asked(said)):
        raise FiligraneError("\n".join([*said, "", words.REFUSED]))
    if said and not found.lost:
        print("\n".join(said), flush=True)
    carry_out(study, found)


def foretold(study: Study) -> list[str]:
    """Say what a run would do of decisions whose files changed; nothing of a study that was never run."""
    return told(change(study), _called(study)) if decisions.as_written(study, InterviewDecision) else []


def _called(study: Study) -> dict[str, str]:
    # An identifier that somebody chose is the name of its interview, in the last run or not.
    known = {s: s for s in decisions.interviews(study).arrived() if not OPAQUE.fullmatch(s)}
    return known | study_titles(study)


def _asked(said: list[str]) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    print("\n".join(said))
    return answer(words.QUESTION).lower() in words.YES
