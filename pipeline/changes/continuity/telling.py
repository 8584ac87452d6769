"""A change of interviews → what is said of it: what follows, and what would not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.changes.continuity import words
from pipeline.changes.continuity.change import Became, InterviewChange
from pipeline.model.decision_rows import Decision, InterviewVerb
from pipeline.model.study import OPAQUE
from pipeline.pseudonymise.people.titles import GONE


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
    lines = [words.HEAD, *(_became(b, names, files) for b in of_work)] if of_work else []
    if lines and found.fixes:
        lines.append(words.FIXED.format(count=len(found.fixes)))
    return [*lines, *_lost(found.lost, names)]


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
            yield words.TYPED_ANEW.format(was=was, file=file)


def _became(one: Became, names: Mapping[str, str], files: Mapping[str, str]) -> str:
    lost = words.LOST_MANY.format(count=one.lost) if one.lost > 1 else words.LOST_ONE if one.lost else ""
    follow = words.FOLLOW_MANY.format(count=one.follow) if one.follow > 1 else words.FOLLOW_ONE
    follow = follow if one.follow else words.FOLLOW_NONE if not one.lost else words.FOLLOW_MANY.format(count=0)
    form = words.GONE if not one.now else words.SAME if one.now == (one.session,) else words.NOW
    now = words.AND.join(_named(s, files.get(s, "")) for s in one.now)
    was = names[one.session]
    return form.format(was=was if not OPAQUE.fullmatch(was) else GONE, now=now, follow=follow, lost=lost)


def _named(session: str, file: str) -> str:
    return file if file and OPAQUE.fullmatch(session) else words.NAMED.format(session=session, file=file)


def _lost(lost: Sequence[Decision], names: Mapping[str, str]) -> Iterator[str]:
    if lost:
        yield words.LIST
        yield from (_line(d, names) for d in lost[: words.MOST])
    if len(lost) > words.MOST:
        yield words.MORE.format(count=len(lost) - words.MOST)


def _line(d: Decision, names: Mapping[str, str]) -> str:
    what = words.kind_of(d)
    quote = " ".join(getattr(d, "quote", "").split())
    if quote:
        short = quote if len(quote) <= words.LONGEST else f"{quote[: words.LONGEST]}…"
        what = words.QUOTED.format(what=what, quote=short)
    elif not d.stands_on_words:
        what = words.WHOLE.format(what=what, session=names.get(d.session, GONE))
    return words.LINE.format(file=d.file, line=d.line, what=what)
