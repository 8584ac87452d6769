"""A study whose files changed → its decisions where their words stand; the places where a lost one may stand."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.anchoring import anchors, decisions, word_places
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.finding import likeliest, share_of
from pipeline.anchoring.interview_alignment import closest
from pipeline.anchoring.interview_register import InterviewVersion, Register, own_checks
from pipeline.changes import change_words as say
from pipeline.changes.continuity.change import ChangedInterview, InterviewChange, carry_out, change
from pipeline.changes.past_tables import StudyTexts
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import (
    ConsentDecision,
    CorrectionDecision,
    Decision,
    IdentifierDecision,
    InterviewDecision,
    InterviewVerb,
    RoleDecision,
)
from pipeline.model.errors import FiligraneError
from pipeline.model.study import OPAQUE, Study
from pipeline.model.terminal import answer
from pipeline.pseudonymise.people.titles import GONE, study_titles
from pipeline.pseudonymise.resolve.mentions import check


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
    if lines and found.masks:
        lines.append(say.MASKED_STILL.format(count=len(found.masks)))
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
    before = _signed_before(study)
    carry_out(study, found)
    called = _called(study)
    for session in sorted(_signed_before(study) - before):
        turns = len(decisions.unsigned_turns(study, session))
        print(say.sign_again(called.get(session, session), turns), flush=True)


def _signed_before(study: Study) -> set[str]:
    return {d.session for d in decisions.identifiers(study) if d.signed_before}


@dataclass(frozen=True)
class Consequences:
    """
    What would become of decisions if something were corrected, beside what is to become of them anyway.

    Attributes:
        follow: how many follow to the word.
        lost: those whose words would be found no more.
        masked: stretches corrected where words were masked, which stay so.
        unsigned: an interview was signed, and its new words were read by nobody.
    """

    follow: int = 0
    lost: tuple[Decision, ...] = ()
    masked: int = 0
    unsigned: bool = False

    def told(self, study: Study) -> list[str]:
        """Say it in French, sentence by sentence."""
        follow = say.FOLLOW_MANY.format(count=self.follow) if self.follow > 1 else say.FOLLOW_ONE
        lines = [f"{follow[:1].upper()}{follow[1:]}."] if self.follow else []
        lines += [say.STAYS_MASKED] if self.masked else []
        lines += [say.UNSIGNED] if self.unsigned else []
        names = _called(study)
        return [*lines, *([say.LIST, *(_line(d, names).strip() for d in self.lost)] if self.lost else [])]


def consequences(study: Study, corrections: Sequence[CorrectionDecision]) -> Consequences:
    """Tell what corrections that are not written down yet would do; nothing of a study that was never run."""
    signed = {d.session for d in decisions.identifiers(study) if d.signs}
    unsigned = any(c.brings_words and c.session in signed for c in corrections)
    if not decisions.as_written(study, InterviewDecision):
        return Consequences(unsigned=unsigned)
    before = change(study)
    after = change(study, more=corrections)
    known = {(d.author, d.id) for d in before.lost}
    lost = tuple(d for d in after.lost if (d.author, d.id) not in known)
    about = {c.session for c in corrections}
    follow = sum(b.follow for b in after.became if about & {b.session, *b.now})
    return Consequences(follow, lost, max(0, len(after.masks) - len(before.masks)), unsigned)


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


WHOLE = Place(-1, -1, -1, -1)


@dataclass(frozen=True)
class PossiblePlace:
    """Where a decision may stand: words of an interview, or (``WHOLE``) another interview; ``said`` are the words."""

    session: str
    place: Place
    said: str = ""


def as_drafts(turns: Mapping[int, Turn]) -> list[DraftTurn]:
    """Give turns as readers drafted them: roles are known again by them."""
    return [DraftTurn(t.speaker, "", [t.text]) for _, t in sorted(turns.items())]


def offered(d: Decision, written: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """
    Give where a decision may stand, the likeliest first.

    Args:
        d: the decision, where its words stand now.
        written: the same as its line on disk says it.
        texts: those that it is about.
    """
    if not d.stands_on_words:
        register = decisions.interviews(texts.study)
        version = register.at(d.session, d.at)
        yield from (PossiblePlace(session, WHOLE) for session in (nearest(version, register, texts) if version else ()))
    elif isinstance(d, IdentifierDecision) and isinstance(written, IdentifierDecision):
        yield from _same_words(d, written, texts)
    else:
        same = list(_same_turns(d, texts))
        yield from same or (_beside(d, texts) if isinstance(d, ConsentDecision | RoleDecision) else _alike(d, texts))


def nearest(version: InterviewVersion, register: Register, texts: StudyTexts) -> list[str]:
    """
    Name those that share most with it, then those that came into the study last.

    Args:
        version: an interview that has gone.
        register: every version that was seen.
        texts: of today; only interviews that are in them are named.
    """
    live = {s: v for s, v in register.live().items() if s in texts.turns}
    alike = closest(version.fingerprint, {s: v.fingerprint for s, v in live.items()})
    return list(dict.fromkeys([*alike, *(s for s in reversed(register.arrived()) if s in live)]))


def _same_words(d: IdentifierDecision, written: IdentifierDecision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Find the very words of a decision by their keyed mark, near where they were first."""
    size = written.last_word - written.first_word
    for session in texts.near_first(d.session):
        for n in sorted(texts.turns[session], key=lambda n: (abs(n - d.turn), n)):
            text = texts.turns[session][n].text
            spans = anchors.words(text)
            for first in range(len(spans) - size):
                said = text[spans[first][0] : spans[first + size][1]]
                if check(texts.key, said) == d.check:
                    yield PossiblePlace(session, Place(n, first, n, first + size), said)


def _same_turns(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Find the turns of a decision by their keyed checks, in any interview."""
    kept = own_checks(d)
    if isinstance(d, RoleDecision) or not any(kept):
        return
    for session, checks in sorted(texts.checks.items(), key=lambda pair: (pair[0] != d.session, pair[0])):
        for n in sorted(checks):
            if [checks.get(n + i) for i in range(len(kept))] == kept:
                number = {n: int(getattr(d, n, -1)) for n in ("first_word", "last_turn", "last_word")}
                stored = Place(d.turn, number["first_word"], max(d.turn, number["last_turn"]), number["last_word"])
                place = replace(stored, turn=n, last_turn=n + len(kept) - 1)
                turns = texts.turns[session]
                said = "\n".join(turns[n].text for n in range(place.turn, place.last_turn + 1) if n in turns)
                yield PossiblePlace(session, place, said)


def _beside(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Offer the turn that a reserve or a voice was about, and those around it, as whole turns."""
    turns = texts.turns.get(d.session, {})
    at = d.turn
    if isinstance(d, ConsentDecision) and turns:
        stretches = word_places.place_consent(d, texts.checks[d.session]).stretches
        at = stretches[0].turn if stretches else at
    for n in sorted(turns, key=lambda n: (abs(n - at), n)):
        whole = Place(n, 0 if isinstance(d, ConsentDecision) else -1, n, -1)
        yield PossiblePlace(d.session, whole, turns[n].text)


def _alike(d: Decision, texts: StudyTexts) -> Iterator[PossiblePlace]:
    """Offer the passage that a quote most looks like, in each interview where there is one, the likest first."""
    quote = str(getattr(d, "quote", ""))
    found = []
    for session in texts.near_first(d.session):
        turns = texts.turns[session]
        if there := likeliest(turns, quote):
            said = anchors.quote(turns, there)
            found.append((-share_of(said, quote), session, PossiblePlace(session, there, said)))
    yield from (place for _, _, place in sorted(found, key=lambda f: f[:2]))
