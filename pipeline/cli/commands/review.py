"""``filigrane review GESTURE … --coder NAME`` → what is left to review, or the lines of one gesture."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import may_pass
from pipeline.cli import review_words as words
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.cli.review_terminal import GESTURES, Typed
from pipeline.coding.coder_state import CoderState, review_order, waiting
from pipeline.coding.coding_writer import CodingWriter, named
from pipeline.model.author_names import coder_name
from pipeline.model.contracts import Excerpt, Mode, Suggestion
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

HELP = words.HELP
LIST = "list"
SHOWN = 10
# Whoever answers a suggestion has seen it.
MODES: dict[str, Mode] = dict.fromkeys(("accept", "refuse", "unsure", "modify"), "assisted")


def register(parser: argparse.ArgumentParser) -> None:
    """Take a gesture, what it is about, and who makes it."""
    gestures = parser.add_subparsers(title="gestes", metavar="GESTE", dest="geste", required=True)
    listing = _gesture(gestures, LIST, words.LIST)
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
    typed = Typed(tuple(arguments.objets), arguments.code, arguments.passage, arguments.memo)
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
