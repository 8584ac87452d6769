"""``filigrane leaks`` → the words to settle before anything leaves, each in its sentence; one gesture each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.model import asking
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.settled_names import gestures
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish import settling_words as words
from pipeline.vault.settled import apply, questions, take_back

HELP = "montre les mots à régler avant de sortir, chacun dans sa phrase, et note ce qu'une personne en décide"
SHOWN = 8  # signs of a question's name: enough to tell questions apart


def register(parser: argparse.ArgumentParser) -> None:
    """Take questions and their answer, or who answers alone: then each is asked in turn."""
    parser.add_argument("question", nargs="*", metavar="MOT", help="les numéros des mots, tels qu'ils sont listés")
    parser.add_argument("--decide", choices=tuple(words.GESTURES), metavar="GESTE", help=words.HELP_DECIDE)
    parser.add_argument("--reason", default="", metavar="RAISON", help="avec « voulu » : pourquoi")
    parser.add_argument("--by", default="", metavar="NOM", help="qui décide : le nom de son fichier de décisions")
    parser.add_argument("--undo", action="store_true", help="reprend son dernier geste (avec --by)")


def execute(arguments: argparse.Namespace) -> int:
    """List the words, settle one, or ask of each; the exit code is 1 while some are left."""
    study = Study()
    study.params("study")
    if arguments.undo or arguments.decide or arguments.by:
        _needs(arguments.by, words.WHO)
    if arguments.undo:
        print(take_back(study, arguments.by))
        return 0
    waiting = questions(study)
    if arguments.decide:
        # All are found before any is settled.
        for row in [_named(waiting, start) for start in arguments.question or [""]]:
            done = apply(study, row, words.GESTURES[arguments.decide], arguments.by, arguments.reason)
            print(f"{row.id[:SHOWN]}  {done}")
    elif arguments.by:
        _ask_of_each(study, waiting, arguments.by)
    else:
        print("\n".join(listed(waiting, study_titles(study))))
    return int(bool(questions(study)))


def _needs(given: str, trouble: str) -> None:
    if not given:
        raise FiligraneError(trouble)


def listed(rows: Sequence[Unsettled], called: Mapping[str, str]) -> Iterator[str]:
    """Show each word in its sentence, then how many there are and what may be done."""
    for row in rows:
        yield told(row, called)
    yield words.left(rows)
    if rows:
        yield words.HOW


def told(row: Unsettled, called: Mapping[str, str]) -> str:
    """Tell a word: its number, where it stands, why it is asked, its sentence."""
    before, after = row.sentence[: row.start], row.sentence[row.end :]
    return f"{row.id[:SHOWN]}  {words.place(row, called)}  {words.why(row)}\n    {before}»{row.word}«{after}".rstrip()


def _named(rows: Sequence[Unsettled], start: str) -> Unsettled:
    met = [r for r in rows if start and r.id.startswith(start)]
    if len(met) != 1:
        raise FiligraneError(words.NO_SUCH.format(name=start, number=len(met)))
    return met[0]


def _ask_of_each(study: Study, rows: Sequence[Unsettled], by: str) -> None:
    called, at, done = study_titles(study), 0, 0
    while at < len(rows):
        row = rows[at]
        at += 1
        if all(row.id != left.id for left in questions(study)):
            continue  # settled with the same words, a moment ago
        print(f"\n{words.rank(at, len(rows))}  {told(row, called)}")
        said = _answer(row, undoable=done > 0)
        if said == words.STOP:
            break
        if said == words.UNDO:
            print(take_back(study, by))
            done, at = done - 1, _first(rows, questions(study))
        elif said:
            done += _settled(study, row, said, by)
    print(f"\n{words.left(questions(study))}")


def _first(rows: Sequence[Unsettled], left: Sequence[Unsettled]) -> int:
    """Find the first question that is still asked."""
    asked = {row.id for row in left}
    return next((at for at, row in enumerate(rows) if row.id in asked), len(rows))


def _settled(study: Study, row: Unsettled, gesture: LeakVerb, by: str) -> bool:
    try:
        reason = asking.answer(words.REASON) if gesture is LeakVerb.ON_PURPOSE else ""
        print(apply(study, row, gesture, by, reason))
    except FiligraneError as error:
        print(error, file=sys.stderr)
        return False
    return True


def _answer(row: Unsettled, *, undoable: bool) -> Any:
    """Ask until it is understood: a gesture, « undo », « stop »; nothing for later. The end of the input stops."""
    keys: dict[str, str] = {words.KEYS[g]: g for g in gestures(row)}
    keys |= {words.STOP_KEY: words.STOP, "": "", **({words.UNDO_KEY: words.UNDO} if undoable else {})}
    while True:
        try:
            said = input(words.question(row, undoable=undoable)).strip().lower()
        except (EOFError, RuntimeError):
            return words.STOP
        if said in keys:
            return keys[said]
