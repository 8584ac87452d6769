"""``filigrane run`` → everything that changed computed again, as ``dvc repro`` does, told in French."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline import store
from pipeline.commands.upgrade import refresh
from pipeline.commands.wording import about
from pipeline.comparing.past import KEPT_LOCK, LOCK, PREVIOUS
from pipeline.exchange.settling_words import waiting
from pipeline.running.flow import METRICS, STAGES, TABLES
from pipeline.secret import open_once
from pipeline.study import Study
from pipeline.updating.alone import BUSY, BY_DVC, WITHIN, computing

HELP = "met à jour l'enquête : calcule ce qui a changé (dvc repro), et rien d'autre"
STARTS = re.compile(r"Running stage '(\w+)':")
FAILS = re.compile(r"ERROR: failed to reproduce '(\w+)'")
LOCKED = re.compile(r"Unable to acquire lock|is busy, it is being blocked by")
PROGRESS = re.compile(r"^\w+: +\d+%\|")
WIDTH = 76
# DVC's advice and its record of what it does: of no use here, and « dvc push » is not to be done lightly.
UNSAID = re.compile(
    r"^(?:> |\s+git add |\s+dvc config |Stage '|Generating lock|Updating lock|To track|To enable|Use `dvc push`"
    r"|Data and pipelines|WARNING: '.+' is empty|\s*$)"
)


def register(parser: argparse.ArgumentParser) -> None:
    """Take the stage to stop at, and whether to start from nothing."""
    parser.add_argument("etape", nargs="?", choices=STAGES, metavar="ÉTAPE", help="s'arrête après cette étape")
    parser.add_argument("--tout", action="store_true", help="refait tout, même ce qui n'a pas changé")


def execute(arguments: argparse.Namespace) -> int:
    """Keep what the dashboard shows today, bring the code's seals up to date, compute."""
    study = Study()
    study.params("study")
    open_once(study)
    options = [*(["--force"] if arguments.tout else []), *([arguments.etape] if arguments.etape else [])]
    with computing(study):
        keep_previous(study)
        refresh(study)
        code = repro(study, options)
    if code == 0 and (count := (store.load_json(study / METRICS["leaks"]) or {}).get("words_to_settle")):
        print(f"{waiting(count)} : page Pseudonymisation, ou « filigrane leaks ».")
    return code


def keep_previous(study: Study) -> None:
    """Copy the tables aside: « Qu'est-ce qui a changé ? » is asked of them after the run."""
    now, kept = study / TABLES, study / PREVIOUS
    if (now / "run.json").exists():
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(now, kept)
        if (study / LOCK).exists():
            shutil.copyfile(study / LOCK, study / KEPT_LOCK)


def repro(study: Study, options: list[str]) -> int:
    """Run ``dvc repro`` in a study and tell its progress; gives its exit code."""
    command = [sys.executable, "-m", "dvc", "repro", *options]
    with subprocess.Popen(
        command, cwd=study.root, env=environment() | {WITHIN: "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as process:
        for line in process.stdout or ():
            tell(line.rstrip("\n"))
    print("\nÀ jour. « filigrane dashboard » ouvre le tableau de bord." if process.returncode == 0 else "")
    return process.returncode


def environment() -> dict[str, str]:
    """Give the variables under which ``python`` is this very environment's, and DVC reports nothing."""
    scripts = str(Path(sys.executable).parent)
    first = {"PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    return os.environ | first | {"PYTHONUTF8": "1", "DVC_NO_ANALYTICS": "1"}


def tell(line: str) -> None:
    """Say one line of DVC's in French: a stage that starts, one that fails, or what a stage itself says."""
    if started := STARTS.match(line):
        print(f"→ {about(started[1])}", flush=True)
    elif failed := FAILS.match(line):
        print(f"\nLe calcul s'arrête à l'étape : {about(failed[1])}. Le message ci-dessus dit que faire.", flush=True)
    elif LOCKED.search(line):
        print(f"\n{BUSY.format(by=BY_DVC)}", flush=True)
    elif PROGRESS.match(line):
        print(f"  {line:<{WIDTH}.{WIDTH}}" if sys.stdout.isatty() else "", end="\r", flush=True)
    elif not UNSAID.match(line):
        print(line, flush=True)
