"""What somebody says of the voices of an interview → lines of ``decisions/roles``, one gesture at a time; and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.speech.understood import Spoken, Understood, Voice
from pipeline.model import decision_writer
from pipeline.model.contracts import Role
from pipeline.model.decision_rows import NO_LABEL
from pipeline.model.decision_writer import gesture_time, last_gesture
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import wording

LONGEST = 80  # characters


def role(session: str, label: str, wanted: Role) -> list[RoleDecision]:
    """Say who a label is."""
    return _together([decision_writer.role_of(session, label, wanted)])


def right(found: Understood) -> list[RoleDecision]:
    """Say that a whole file was read rightly: each voice does what it was read to do."""
    return _together(decision_writer.role_of(found.session, v.label, v.role) for v in found.voices if v.label)


def no_label(session: str, voice: Voice) -> list[RoleDecision]:
    """Say that what was taken for a label is words."""
    return _together(
        decision_writer.not_a_label(session, label) for label in dict.fromkeys([*voice.spellings, voice.label])
    )


def called(session: str, voice: Voice, turns: Iterable[Spoken], name: str) -> list[RoleDecision]:
    """
    Give a voice another name, or that of the voice it is, under each of its labels and in the turns given to it.

    Args:
        session: the only one where it holds.
        voice: as it was understood; without ``spellings`` no label of the file is its own: it is known by its turns.
        turns: those of the session, as they are attributed now.
        name: another name, or that of a voice of the session, which makes the two one.

    Raises:
        FiligraneError: it is no name.
    """
    new = _name(name)
    labels = [label for label in dict.fromkeys([*voice.spellings, voice.label]) if label != new]
    given = [t for t in turns if t.speaker == voice.label] if not voice.spellings else []
    return _together(
        [
            *(decision_writer.voice_renamed(session, label, new) for label in labels),
            *decision_writer.turns_assigned(session, given, new),
        ]
    )


def assigned(session: str, turns: Iterable[Spoken], names: Mapping[int, str]) -> list[RoleDecision]:
    """
    Give turns to those who speak them: turn → who.

    Args:
        session: the only one where it holds.
        turns: those of the session, as they are attributed now.
        names: who speaks some of them, by number of turn; what is so already writes nothing.

    Raises:
        FiligraneError: one of them is no name.
    """
    wanted = {n: _name(who) for n, who in names.items()}
    changed = [t for t in turns if wanted.get(t.turn, t.speaker) != t.speaker]
    return _together(line for t in changed for line in decision_writer.turns_assigned(session, [t], wanted[t.turn]))


def write(study: Study, author: str, lines: Sequence[RoleDecision]) -> None:
    """Write the lines of one gesture."""
    if lines:
        decisions.append(study, author, lines)


def last(study: Study, author: str, session: str) -> list[RoleDecision]:
    """Give the lines of the last gesture of somebody about an interview that still hold."""
    own = [d for d in decisions.roles(study) if d.author == author and d.session == session and (d.role or d.same_as)]
    return last_gesture(own)


def taken_back(lines: Iterable[RoleDecision]) -> list[RoleDecision]:
    """Take the lines of one gesture back."""
    undone = (replace(decision_writer.voice_renamed(d.session, d.label, ""), turn=d.turn, replaces=d.id) for d in lines)
    return _together(undone)


def told(line: RoleDecision) -> str:
    """Say a line in French."""
    label = line.label or wording.NOBODY
    if line.stands_on_words:
        return wording.TURN_IS.format(turn=line.turn, who=line.same_as)
    if line.role == NO_LABEL:
        return wording.IS_NO_LABEL.format(label=label)
    if line.same_as:
        return wording.IS_SAME.format(label=label, other=line.same_as)
    return wording.IS_ROLE.format(label=label, role=wording.ROLES.get(line.role, line.role))


def effect(before: Understood, after: Understood) -> str:
    """Say how a gesture changed where turns begin; empty when it did not."""
    if len(before.turns) == len(after.turns):
        return ""
    return wording.CUT_AGAIN.format(before=len(before.turns), after=len(after.turns))


def _name(typed: str) -> str:
    said = " ".join(typed.split())
    if not said or len(said) > LONGEST:
        raise FiligraneError(wording.NO_NAME)
    return said


def _together(lines: Iterable[RoleDecision]) -> list[RoleDecision]:
    # One moment for one gesture, told finely: it is taken back whole, and alone.
    at = gesture_time()
    return [replace(line, at=at) for line in lines]
