"""``filigrane version [save|back|list]`` → versions of what was decided, without typing git."""

from __future__ import annotations

import argparse

from pipeline.model.author_names import coder_name
from pipeline.model.study import Study
from pipeline.vault.versions import returning, saving, wording
from pipeline.vault.versions.wording import moment

HELP = wording.HELP
MOST, LINES = 20, 12


def register(parser: argparse.ArgumentParser) -> None:
    """Take the action: to list, to keep, to go back."""
    parser.set_defaults(action="list", most=MOST)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    for name, about in wording.ACTIONS.items():
        one = actions.add_parser(name, help=about, description=about)
        one.set_defaults(action=name)
        if name == "list":
            one.add_argument("--most", type=int, default=MOST, metavar="N", help=wording.MOST)
            continue
        if name == "back":
            one.add_argument("version", metavar="VERSION", help=wording.VERSION)
            one.add_argument("--yes", action="store_true", help=wording.YES)
        else:
            one.add_argument("--message", default="", metavar="PHRASE", help=wording.SENTENCE)
            one.add_argument("--anyway", action="store_true", help=wording.ANYWAY)
        one.add_argument("--by", default="", metavar="NOM", help=wording.BY)


def execute(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    study = Study()
    study.params("study")
    if arguments.action == "save":
        made = saving.save(study, _name(arguments), arguments.message, anyway=arguments.anyway)
        print(told(study, made))
        return 0
    return _back(study, arguments) if arguments.action == "back" else _list(study, arguments.most)


def _list(study: Study, most: int) -> int:
    left = saving.unsaved(study)
    found = saving.versions(study, most)
    print(wording.UNSAVED.format(said=left) if left else wording.ALL_SAVED)
    for one in found:
        print(f"  {one.short}  {moment(one.at.astimezone())} — {one.said} ({one.author})")
    if not found:
        print(wording.NOT_YET)
    return 0


def told(study: Study, made: saving.StudyVersion | None) -> str:
    """Say that a version was kept, or that there was nothing to keep."""
    if made:
        return wording.SAVED.format(name=made.short, said=made.said)
    last = saving.versions(study, 1)
    return wording.NOTHING.format(said=moment(last[0].at.astimezone()) if last else "")


def _back(study: Study, arguments: argparse.Namespace) -> int:
    one = saving.version(study, arguments.version)
    wanted = returning.look(study, one)
    print(wording.WOULD.format(when=moment(one.at.astimezone()), said=one.said))
    for line in wanted.told or (wording.SAME,):
        print(f"  – {line}")
    for path, lines in wanted.lines.items():
        print(f"\n  {path}", *(f"    {line}" for line in lines[:LINES]), sep="\n")
        if len(lines) > LINES:
            print(wording.MORE_LINES.format(n=len(lines) - LINES))
    print(f"\n{wording.STAYS}")
    if wanted.becomes and arguments.yes:
        before, made = returning.go_back(study, wanted, _name(arguments))
        print(wording.WENT_BACK.format(said=made.said if made else "", before=before.short if before else ""))
    elif wanted.becomes:
        print(wording.NOT_DONE)
    return 0


def _name(arguments: argparse.Namespace) -> str:
    return coder_name(arguments.by) if arguments.by else ""
