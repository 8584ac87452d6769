"""``filigrane run`` and ``changes`` → what changed computed again; then what it changed, and why."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.changes import change_words
from pipeline.changes.changes import Change, Total, changes, code_totals, theme_changes, theme_totals
from pipeline.changes.continuity.following import follow
from pipeline.changes.past_tables import Tables, keep_previous, load_before, load_now
from pipeline.changes.recall import recalled
from pipeline.cli import cli_words
from pipeline.cli.cli_words import about
from pipeline.cli.commands import Command
from pipeline.cli.commands.study_setup import refresh
from pipeline.codebook.grid import codebook
from pipeline.model import former_names, store, terminal
from pipeline.model.contracts import ARTEFACTS, Unsettled
from pipeline.model.errors import FiligraneError
from pipeline.model.files import BEFORE_IMPORT, FilesBefore
from pipeline.model.study import METRICS, Study
from pipeline.model.study_key import open_once
from pipeline.pseudonymise.leak_search.made_files import LEFT, beside
from pipeline.pseudonymise.leak_search.questions import PRIVATE
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.exchange.coding_import import quote_late, unquoted
from pipeline.publish.pseudonymisation_words import waiting
from pipeline.run import current_run, dvc_setup
from pipeline.run.background_run import stop
from pipeline.run.current_run import BUSY, BY_DVC, LOCKED, WITHIN, Remaining, computing, environment
from pipeline.run.flow import STAGES
from pipeline.vault.versions import saving
from pipeline.vault.versions import wording as versions_wording
from pipeline.vault.withdrawal import carrying_out
from pipeline.vault.withdrawal.words_to_find import TAKEN_UP

HELP_RUN = "met à jour l'enquête : calcule ce qui a changé (dvc repro), et rien d'autre"
STARTS = re.compile(r"Running stage '(\w+)':")
FAILS = re.compile(r"ERROR: failed to reproduce '(\w+)'")
SKIPPED = re.compile(r"Stage '(\w+)' didn't change, skipping")
PROGRESS = re.compile(r"^\w+: +\d+%\|.*\| (\d+)/(\d+) \[")
NO_SPACE = re.compile(r"^ERROR: .*(?:No space left on device|disk is full)")
WIDTH = 76
# ``study.versions`` in params.yaml.
EACH_RUN = "each_run"
# DVC's advice and its record of what it does: of no use here, and « dvc push » is not to be done lightly.
UNSAID = re.compile(
    r"^(?:> |\s+git add |\s+dvc config |Stage '|Generating lock|Updating lock|To track|To enable|Use `dvc push`"
    r"|Having any troubles|Data and pipelines|WARNING: '.+' is empty|\s*$)"
)


def register_run(parser: argparse.ArgumentParser) -> None:
    """Take the stage to stop at, and whether to start from nothing."""
    parser.add_argument("etape", nargs="?", choices=STAGES, metavar="ÉTAPE", help="s'arrête après cette étape")
    parser.add_argument(
        "--accepter", action="store_true",
        help="continue même si des décisions ne retrouvent plus leurs mots dans des fichiers qui ont changé",
    )
    parser.add_argument(
        "--devient", default="", metavar="ENTRETIEN=FICHIER",
        help="un entretien qui n'est plus là est ce fichier, retapé : ce qui en était décidé suit",
    )
    parser.add_argument("--tout", action="store_true", help="refait tout, même ce qui n'a pas changé")


def execute_run(arguments: argparse.Namespace) -> int:
    """
    Let decisions follow files that changed, keep what the dashboard shows today, bring seals up to date, compute.

    Raises:
        FiligraneError: decisions would no longer find their words, and nobody said to go on.
    """
    study = Study()
    study.params("study")
    open_once(study)
    options = [*(["--force"] if arguments.tout else []), *([arguments.etape] if arguments.etape else [])]
    with computing(study):
        dvc_setup.refuse_without_dvc(study)
        if said := dvc_setup.put_lock_back(study):
            print(said)
        if stopped := carrying_out.left(study):
            print("\n".join([TAKEN_UP, *carrying_out.carried_out(study, stopped)]))
        FilesBefore(study.root, study / BEFORE_IMPORT).put_back()
        follow(study, accepted=arguments.accepter, became=arguments.devient)
        # After a run that was killed, what to compare with is still what stood before it.
        if not current_run.was_killed(study):
            keep_previous(study)
        if former_names.renew(study):
            print(cli_words.RENAMED)
        refresh(study)
        look_again(study)
        current_run.begin(study)
        if not arguments.etape and unquoted(study) and repro(study, ["anonymised"]) == 0:
            quote_late(study)
        code = repro(study, options)
        current_run.finish(study)
    if code == 0:
        tell_what_waits(study)
        keep_version(study)
    return code


def look_again(study: Study) -> None:
    """Have the last check made anew by the next run where a file that lies beside came, changed or went since."""
    place = study / ARTEFACTS[PRIVATE].path(PRIVATE)
    if not place.exists():
        return
    looked = place.stat().st_mtime
    rows: list[Unsettled] = store.load(study, PRIVATE)
    asked = (row.file for row in rows if row.file.startswith(f"{LEFT}/") or "/" not in row.file)
    gone = any(not (study / file).exists() for file in asked)
    if gone or any(max(path.stat().st_mtime, path.stat().st_ctime) > looked for path in beside(study)):
        # No stage of the graph writes these files: what the check made of them is made again.
        place.unlink()


def tell_what_waits(study: Study) -> None:
    """Say how many words are to be settled before anything leaves, and where."""
    report = store.load_json(study / METRICS["leaks"]) or {}
    if count := report.get("words_to_settle"):
        print(f"{waiting(count)} : page Pseudonymisation, ou « filigrane leaks ».")


def keep_version(study: Study) -> None:
    """Keep a version where the study asks for one after each run; what hinders it is said, and stops nothing."""
    if study.params("study").get("versions") != EACH_RUN:
        return
    try:
        if made := saving.save(study):
            print(versions_wording.SAVED.format(name=made.short, said=made.said))
    except FiligraneError as error:
        print(error)


def repro(study: Study, options: list[str]) -> int:
    """Run ``dvc repro`` in a study and tell its progress and how long is left; gives its exit code."""
    command = [*dvc_setup.WHOLE_DVC, "repro", *options]
    left = current_run.Remaining(current_run.load(study))
    dvc_setup.keep_lock(study)
    with subprocess.Popen(
        command, cwd=study.root, env=environment() | {WITHIN: "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                tell(line.rstrip("\n"), left)
                if STARTS.match(line) or SKIPPED.match(line):
                    dvc_setup.keep_lock(study)  # what the stages before made is noted
        except KeyboardInterrupt:
            stop(process.pid)  # who asks this command to end asks what it started
            raise
    dvc_setup.keep_lock(study)
    left.end()
    current_run.save(study, left)
    print("\nÀ jour. « filigrane dashboard » ouvre le tableau de bord." if process.returncode == 0 else "")
    return process.returncode


def tell(line: str, left: Remaining) -> None:
    """Say one line of DVC's in French: a stage that starts, one that fails, or what a stage itself says."""
    if started := STARTS.match(line):
        left.start(started[1])
        _clear()
        print(f"→ {about(started[1])}", flush=True)
        _estimate(left)
    elif skipped := SKIPPED.match(line):
        left.skip(skipped[1])
    elif failed := FAILS.match(line):
        _clear()
        print(f"\nLe calcul s'arrête à l'étape : {about(failed[1])}. Le message ci-dessus dit que faire.", flush=True)
    elif LOCKED.search(line):
        _clear()
        print(f"\n{BUSY.format(by=BY_DVC)}", flush=True)
    elif NO_SPACE.search(line):
        _clear()
        print(f"\n{terminal.FULL.format(where='')}", flush=True)
    elif gone := PROGRESS.match(line):
        left.advance(int(gone[1]), int(gone[2]))
        if sys.stdout.isatty():
            _estimate(left)
    elif not UNSAID.match(line):
        _clear()
        print(line, flush=True)


def _estimate(left: Remaining) -> None:
    said = cli_words.left(left.done, left.total, left.of_stage(), left.in_all())
    if sys.stdout.isatty():
        print(f"\r  {said:<{WIDTH}.{WIDTH}}", end="\r", flush=True)
    elif said:
        print(f"  {said}", flush=True)


def _clear() -> None:
    if sys.stdout.isatty():
        print("\r" + " " * (WIDTH + 2), end="\r")


HELP_CHANGES = "dit ce qui a changé depuis le calcul précédent, ou depuis une révision de git, et pourquoi"
LISTED = 20
RECALL = "tranche les causes douteuses en recalculant (environ 20 secondes pour chaque chose qui a changé)"


@dataclass(frozen=True)
class RunComparison:
    """Two runs, and what changed between them."""

    before: Tables
    after: Tables
    lines: list[Change]


def register_changes(parser: argparse.ArgumentParser) -> None:
    """Take the revision to compare with, whether to list everything, and whether to compute again."""
    parser.add_argument("revision", nargs="?", metavar="RÉVISION", help="par défaut : le calcul précédent")
    parser.add_argument("--tout", action="store_true", help=f"liste tout, et non les {LISTED} premiers changements")
    parser.add_argument("--recalcul", action="store_true", help=RECALL)


def execute_changes(arguments: argparse.Namespace) -> int:
    """Compare the tables of today with those of before: a sentence, the causes, themes, codes, then each excerpt."""
    study = Study()
    study.params("study")
    before = load_before(study, arguments.revision)
    after = load_now(study)
    lines = changes(before, after)
    if arguments.recalcul:
        if not arguments.revision:
            raise FiligraneError(change_words.NO_RECALL)
        if any(c.doubtful for c in lines):
            again = recalled(study, arguments.revision, before, after)
            lines = [again.settled(c) for c in lines]
    since = change_words.SINCE.format(arguments.revision) if arguments.revision else change_words.SINCE_LAST
    labels = {c.id: c.label for c in codebook(study).codes}
    for said in changes_told(since, RunComparison(before, after, lines), labels):
        print(said)
    for said in changes_listed(lines, len(lines) if arguments.tout else LISTED, study_titles(study)):
        print(said)
    return 0


def changes_told(since: str, of: RunComparison, labels: dict[str, str]) -> Iterator[str]:
    """Tell what changed in words, then the accounts of themes and codes."""
    themes = {t.theme: t.label for side in (of.before, of.after) for t in side.themes}
    totals = code_totals(of.before, of.after, of.lines)

    def code(key: str) -> str:
        return f"{key} {labels[key]}" if key in labels else key

    yield change_words.sentence(since, totals, code)
    if not of.lines:
        return
    yield ""
    yield from (change_words.COUNT_OF_CAUSES.format(cause, count) for cause, count in change_words.reasons(of.lines))
    doubtful = sum(c.doubtful for c in of.lines)
    yield from [change_words.DOUBTFUL.format(doubtful)] if doubtful else []
    gathered = theme_totals(of.before, of.after, theme_changes(of.before, of.after, of.lines))
    shown: list[tuple[str, list[Total], change_words.Named]] = [
        (change_words.THEMES, gathered, lambda t: themes.get(t, t)), (change_words.CODES, totals, code)]
    for title, accounts, named in shown:
        for layer, what in change_words.LAYER_NAMES.items():
            rows = list(change_words.table((t for t in accounts if t.layer == layer), named))
            yield from ["", f"{title}, {what}", *rows] if rows else []


def changes_listed(lines: Iterable[Change], most: int, called: Mapping[str, str]) -> Iterator[str]:
    """List the changes, as many as asked."""
    shown = list(lines)
    if shown:
        yield from ["", change_words.PASSAGES, *(change_words.line(c, called) for c in shown[:most])]
    if len(shown) > most:
        yield change_words.MORE.format(len(shown) - most)


COMMANDS = {
    "run": Command(HELP_RUN, register_run, execute_run),
    "changes": Command(HELP_CHANGES, register_changes, execute_changes),
}
