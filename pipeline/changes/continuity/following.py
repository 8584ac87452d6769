"""A study whose files changed → what is said of it, and its decisions where their words stand, or nothing written."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from pipeline.anchoring import decisions
from pipeline.changes import change_words as say
from pipeline.changes.continuity.change import ChangedInterview, InterviewChange, carry_out, change
from pipeline.model.decision_rows import Decision, InterviewDecision, InterviewVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import OPAQUE, Study
from pipeline.model.terminal import answer
from pipeline.pseudonymise.people.titles import GONE, study_titles


def told(found: InterviewChange, called: Mapping[str, str]) -> list[str]:
    """
    Say what became of each interview that people worked on; nothing when none changed.

    Args:
        found: the change.
        called: what each interview was called until now.
    """
    of_work = [b for b in found.became if b.follow or b.lost or b.now != (b.session,)]
    names = {**dict.fromkeys((b.session for b in found.became), GONE), **called}
    files = {session: one.session.file for session, one in found.seen.items()}
    lines = [say.HEAD, *(_became(b, names, files) for b in of_work)] if of_work else []
    if lines and found.fixes:
        lines.append(say.FIXED.format(count=len(found.fixes)))
    if found.lost:
        lines += [say.LIST, *(_line(d, names) for d in found.lost[: say.MOST_LOST])]
    if len(found.lost) > say.MOST_LOST:
        lines.append(say.MORE_LOST.format(count=len(found.lost) - say.MOST_LOST))
    return lines


def ways(found: InterviewChange, called: Mapping[str, str]) -> Iterator[str]:
    """Say what to type where an interview is gone while others arrived, that it may be: its transcript typed anew."""
    gone = [b for b in found.became if not b.now and b.lost] if found.lost else []
    taken = {name for b in found.became for name in b.now}
    known = {d.session for d in found.lines if d.decision == InterviewVerb.KNOWN}
    arrived = known - {*taken, *called}
    for b in gone:
        for session in sorted(arrived):
            file = found.seen[session].session.file
            was = b.session if OPAQUE.fullmatch(called.get(b.session, b.session)) else called[b.session]
            yield say.TYPED_ANEW.format(was=was, file=file)


def _became(one: ChangedInterview, names: Mapping[str, str], files: Mapping[str, str]) -> str:
    lost = say.LOST_MANY.format(count=one.lost) if one.lost > 1 else say.LOST_ONE if one.lost else ""
    follow = say.FOLLOW_MANY.format(count=one.follow) if one.follow > 1 else say.FOLLOW_ONE
    follow = follow if one.follow else say.FOLLOW_NONE if not one.lost else say.FOLLOW_MANY.format(count=0)
    form = say.GONE if not one.now else say.SAME if one.now == (one.session,) else say.IS_NOW
    named = [(s, files.get(s, "")) for s in one.now]
    now = say.AND.join(
        file if file and OPAQUE.fullmatch(s) else say.NAMED.format(session=s, file=file) for s, file in named
    )
    was = names[one.session]
    return form.format(was=was if not OPAQUE.fullmatch(was) else GONE, now=now, follow=follow, lost=lost)


def _line(d: Decision, names: Mapping[str, str]) -> str:
    what = say.kind_of(d)
    quote = " ".join(getattr(d, "quote", "").split())
    if quote:
        short = quote if len(quote) <= say.LONGEST else f"{quote[: say.LONGEST]}…"
        what = say.QUOTED.format(what=what, quote=short)
    elif not d.stands_on_words:
        what = say.WHOLE.format(what=what, session=names.get(d.session, GONE))
    return say.LINE.format(file=d.file, line=d.line, what=what)


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
        typed, _, file = (part.strip() for part in became.partition("="))
        called = {**_called(study), **{b.session: b.session for b in found.became}}
        was = [b.session for b in found.became if typed in {b.session, called[b.session]}]
        now = [s for s, one in found.seen.items() if file in {s, one.session.file, PurePath(one.session.file).name}]
        if len(was) != 1 or len(now) != 1:
            raise FiligraneError(say.NOT_NAMED.format(typed=became))
        found = change(study, {was[0]: now[0]})
    said = [*told(found, _called(study)), *ways(found, _called(study))]
    if found.lost and not (accepted or _asked(said)):
        raise FiligraneError("\n".join([*said, "", say.REFUSED]))
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
    return answer(say.QUESTION).lower() in say.YES
