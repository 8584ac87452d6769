"""What a coder types in the terminal → the lines of one gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.place_notation import place_read
from pipeline.cli import review_words as words
from pipeline.cli.coder_study import CoderStudy
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter, named, place_of
from pipeline.model.contracts import Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError

Lines = list[CodingDecision]
T = TypeVar("T")


@dataclass(frozen=True)
class Typed:
    """What a gesture is about, as it was typed; empty where nothing was."""

    objects: tuple[str, ...] = ()
    code: str = ""
    passage: str = ""
    memo: str = ""

    @property
    def place(self) -> Place | None:
        """Both ends of the passage, when there is one."""
        return place_read(self.passage) if self.passage else None


def _answers(
    gesture: Callable[[CodingWriter, Suggestion], CodingDecision],
) -> Callable[[CoderStudy, CodingWriter, Typed], Lines]:
    return lambda at, writer, typed: [gesture(writer, s) for s in _suggestions(at, typed.objects)]


def _modify(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    about = _one(_suggestions(at, typed.objects))
    _needed(typed.code or typed.passage, words.NO_CHANGE)
    return [writing.modify(writer, about, typed.place or place_of(about)[1], typed.code or about.code)]


def _code(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    session, place = _passage(at, typed)
    _needed(typed.code, words.NO_CODE)
    return [writing.code(writer, session, place, typed.code, memo=typed.memo)]


def _recode(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    _needed(typed.code or typed.passage, words.NO_CHANGE)
    return [writing.recode(writer, _one(_own(at, writer, typed.objects)), typed.place, typed.code or None)]


def _note(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    _needed(typed.memo, words.NO_MEMO)
    return [writing.annotate(writer, _one(_own(at, writer, typed.objects)), typed.memo)]


def _corrects(
    gesture: Callable[[CodingWriter, CodingDecision], CodingDecision],
) -> Callable[[CoderStudy, CodingWriter, Typed], Lines]:
    return lambda at, writer, typed: [gesture(writer, line) for line in _own(at, writer, typed.objects)]


def _star(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    return [writing.star(writer, *_passage(at, typed))]


def _memo(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    _needed(typed.memo, words.NO_MEMO)
    session = _one(_sessions(at, typed.objects)) if typed.objects else ""
    return [writing.memo(writer, session, typed.place, typed.memo, code=typed.code)]


def _read(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    done = at.coder_states.of(writer.author).read
    return [writing.read(writer, s) for s in _sessions(at, typed.objects) if s not in done]


def _unread(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    done = at.coder_states.of(writer.author).read
    return [writing.unread(writer, done[s]) for s in _sessions(at, typed.objects) if s in done]


def _undo(at: CoderStudy, writer: CodingWriter, typed: Typed) -> Lines:
    chosen = _own(at, writer, typed.objects) or gesture_to_undo(at.coder_states.of(writer.author))
    return [writing.undo(writer, line) for line in chosen]


GESTURES: dict[str, Callable[[CoderStudy, CodingWriter, Typed], Lines]] = {
    "accept": _answers(writing.accept), "refuse": _answers(writing.refuse), "unsure": _answers(writing.unsure),
    "modify": _modify, "code": _code, "recode": _recode, "note": _note, "remove": _corrects(writing.remove),
    "star": _star, "unstar": _corrects(writing.unstar), "memo": _memo, "read": _read, "unread": _unread, "undo": _undo,
}


def _suggestions(at: CoderStudy, names: Iterable[str]) -> list[Suggestion]:
    _needed(at.shows_suggestions, words.HIDDEN)
    known = {name: s for s in at.suggestions for name in (named(s), at.called(named(s)))}
    return _among(known, names, words.UNKNOWN_SUGGESTIONS)


def _own(at: CoderStudy, writer: CodingWriter, names: Iterable[str]) -> Lines:
    lines = {d.id: d for d in at.coder_states.of(writer.author).lines}
    return _among(lines, names, words.UNKNOWN_LINES.replace("{coder}", writer.author))


def _sessions(at: CoderStudy, names: Iterable[str]) -> list[str]:
    return _among({s: s for s in at.turns}, map(at.interviews.find, names), words.UNKNOWN_SESSIONS)


def _passage(at: CoderStudy, typed: Typed) -> tuple[str, Place]:
    session = _one(_sessions(at, typed.objects))
    if typed.place is None:
        raise FiligraneError(words.NO_PASSAGE)
    return session, typed.place


def _among(known: Mapping[str, T], names: Iterable[str], trouble: str) -> list[T]:
    asked = list(names)
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise FiligraneError(trouble.format(names=", ".join(unknown)))
    return [known[name] for name in asked]


def _one(found: Sequence[T]) -> T:
    if len(found) != 1:
        raise FiligraneError(words.ONE_ONLY)
    return found[0]


def _needed(given: object, trouble: str) -> None:
    if not given:
        raise FiligraneError(trouble)
