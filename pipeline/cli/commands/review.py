"""``filigrane review`` → suggestions answered and codings written from the terminal, one gesture at a time."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.publishable import may_pass
from pipeline.anchoring.word_places import place_read
from pipeline.cli import cli_words as words
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.cli.commands import Command
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import CoderState, gesture_to_undo, review_order, waiting
from pipeline.coding.coding_writer import CodingWriter, named, place_of
from pipeline.model.contracts import Excerpt, Mode, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

Lines = list[CodingDecision]
T = TypeVar("T")


@dataclass(frozen=True)
class TypedArguments:
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
) -> Callable[[CoderStudy, CodingWriter, TypedArguments], Lines]:
    return lambda at, writer, typed: [gesture(writer, s) for s in _suggestions(at, typed.objects)]


def _modify(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    about = _one(_suggestions(at, typed.objects))
    _needed(typed.code or typed.passage, words.NO_CHANGE)
    return [writing.modify(writer, about, typed.place or place_of(about)[1], typed.code or about.code)]


def _code(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    session, place = _passage(at, typed)
    _needed(typed.code, words.NO_CODE)
    return [writing.code(writer, session, place, typed.code, memo=typed.memo)]


def _recode(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    _needed(typed.code or typed.passage, words.NO_CHANGE)
    return [writing.recode(writer, _one(_own(at, writer, typed.objects)), typed.place, typed.code or None)]


def _note(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    _needed(typed.memo, words.NO_MEMO)
    return [writing.annotate(writer, _one(_own(at, writer, typed.objects)), typed.memo)]


def _corrects(
    gesture: Callable[[CodingWriter, CodingDecision], CodingDecision],
) -> Callable[[CoderStudy, CodingWriter, TypedArguments], Lines]:
    return lambda at, writer, typed: [gesture(writer, line) for line in _own(at, writer, typed.objects)]


def _memo(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    _needed(typed.memo, words.NO_MEMO)
    session = _one(_sessions(at, typed.objects)) if typed.objects else ""
    return [writing.memo(writer, session, typed.place, typed.memo, code=typed.code)]


def _read(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    done = at.coder_states.of(writer.author).read
    return [writing.read(writer, s) for s in _sessions(at, typed.objects) if s not in done]


def _unread(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    done = at.coder_states.of(writer.author).read
    return [writing.unread(writer, done[s]) for s in _sessions(at, typed.objects) if s in done]


def _undo(at: CoderStudy, writer: CodingWriter, typed: TypedArguments) -> Lines:
    chosen = _own(at, writer, typed.objects) or gesture_to_undo(at.coder_states.of(writer.author))
    return [writing.undo(writer, line) for line in chosen]


GESTURES: dict[str, Callable[[CoderStudy, CodingWriter, TypedArguments], Lines]] = {
    "accept": _answers(writing.accept), "refuse": _answers(writing.refuse), "unsure": _answers(writing.unsure),
    "modify": _modify, "code": _code, "recode": _recode, "note": _note, "remove": _corrects(writing.remove),
    "star": lambda at, writer, typed: [writing.star(writer, *_passage(at, typed))],
    "unstar": _corrects(writing.unstar), "memo": _memo, "read": _read, "unread": _unread, "undo": _undo,
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


def _passage(at: CoderStudy, typed: TypedArguments) -> tuple[str, Place]:
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


HELP = words.REVIEW
LIST = "list"
SHOWN = 10
# Whoever answers a suggestion has seen it.
MODES: dict[str, Mode] = dict.fromkeys(("accept", "refuse", "unsure", "modify"), "assisted")


def register(parser: argparse.ArgumentParser) -> None:
    """Take a gesture, what it is about, and who makes it."""
    gestures = parser.add_subparsers(title="gestes", metavar="GESTE", dest="geste", required=True)
    listing = _gesture(gestures, LIST, words.REVIEW_LIST)
    orders = " ; ".join(f"{name} : {about}" for name, about in words.ORDERS.items())
    listing.add_argument("--order", choices=words.ORDERS, default="uncertain", metavar="ORDRE", help=orders)
    listing.add_argument("--code", default="", metavar="CODE", help="ce code seul")
    listing.add_argument("--number", type=int, default=SHOWN, metavar="N", help=f"combien en montrer ({SHOWN})")
    for name, about in words.GESTURES.items():
        one = _gesture(gestures, name, about)
        one.add_argument("--code", default="", metavar="CODE", help="identifiant d'un code de la grille")
        one.add_argument("--passage", default="", metavar="PASSAGE", help=words.PASSAGE)
        one.add_argument("--memo", default="", metavar="MÉMO", help="un mémo")


def _gesture(
    gestures: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str,
) -> argparse.ArgumentParser:
    one = gestures.add_parser(name, help=about, description=about)
    one.add_argument("objets", nargs="*", metavar="OBJET", help=words.OBJECTS)
    one.add_argument("--coder", required=True, metavar="NOM", help="qui code : le nom de son fichier de décisions")
    return one


def execute(arguments: argparse.Namespace) -> int:
    """List what waits, or write the lines of one gesture."""
    at = coder_study(Study())
    coder = coder_name(arguments.coder)
    if arguments.geste == LIST:
        print("\n\n".join(listed(at, coder, arguments)))
        return 0
    mode = MODES.get(arguments.geste, "manual")
    writer = CodingWriter(author=coder, mode=mode, codebook=at.codebook, turns=at.turns)
    typed = TypedArguments(tuple(arguments.objets), arguments.code, arguments.passage, arguments.memo)
    lines = GESTURES[arguments.geste](at, writer, typed)
    if not lines:
        raise FiligraneError(words.NOTHING.format(gesture=arguments.geste))
    path = decisions.append(at.study, coder, lines)
    print(*(d.id for d in lines), words.WRITTEN.format(file=path.name), sep="\n")
    return 0


def listed(at: CoderStudy, coder: str, arguments: argparse.Namespace) -> Iterator[str]:
    """Tell the suggestions that wait for a coder, with their words and their reasons."""
    if not at.shows_suggestions:
        raise FiligraneError(words.HIDDEN)
    state = at.coder_states.of(coder)
    excerpts = {e.excerpt: e for e in at.excerpts}
    left = waiting(at.suggestions, at.excerpts, state, at.codebook)
    wanted = set(at.interviews.find_all(arguments.objets))
    left = [s for s in left if not wanted or excerpts[s.excerpt].session in wanted]
    order = review_order(left, state, arguments.order, coder=coder, code=at.codebook.in_force(arguments.code))
    yield words.COUNT.format(count=len(order))
    yield from (_told(s, excerpts[s.excerpt], at, state) for s in order[: arguments.number])


def _told(suggestion: Suggestion, excerpt: Excerpt, at: CoderStudy, state: CoderState) -> str:
    labels = {c.id: c.label for c in at.codebook.codes}
    doubt = f" ({words.UNSURE})" if state.answer(suggestion) else ""
    nameable = {e.excerpt: at.called(e.excerpt) for e in at.excerpts if may_pass(e.consent, "quote")}
    level = words.LEVELS[suggestion.level]
    head = f"'{at.called(named(suggestion))}' – {labels.get(suggestion.code, '')}, {level}{doubt}"
    why = words.reasons(suggestion, excerpt, nameable)
    return "\n".join([head, f"  {excerpt.text}", *(f"  – {one}" for one in why)])


COMMANDS = {
    "review": Command(HELP, register, execute),
}
