"""``filigrane doctor`` → what is not as it should be in a study: its secret, its caches, what was left aside."""

from __future__ import annotations

import argparse
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator

import yaml

from pipeline import store
from pipeline.contracts import ARTEFACTS
from pipeline.flow import METRICS
from pipeline.hunt import Quarry, find
from pipeline.incremental import REFUSED
from pipeline.made import document, files
from pipeline.readers import sessions
from pipeline.secret import PLACE
from pipeline.stages.leaks import hunted
from pipeline.study import Study

HELP = "vérifie l'enquête : secret, caches, transcriptions laissées de côté, codages à replacer"
SEARCHED = (".dvc/cache", ".dvc/tmp", ".dvc/site", "build/previous", "exports", ".filigrane/lock")
PRIVATE_PLACES = ("transcripts", "secrets", "build/private")


def register(_parser: argparse.ArgumentParser) -> None:
    """Take no argument."""


def execute(_arguments: argparse.Namespace) -> int:
    """Say each trouble with its remedy; the exit code is 1 when there is one."""
    study = Study()
    study.params("study")
    troubles = [trouble for check in CHECKS for trouble in check(study)]
    print("\n".join(f"• {trouble}" for trouble in troubles) or "Tout est en ordre.")
    return int(bool(troubles))


def check_secret(study: Study) -> Iterator[str]:
    """Look whether the secret is there, for its owner's eyes only."""
    path = study / PLACE
    if not path.exists():
        yield f"{PLACE} manque : redemandez-le à qui tient l'enquête (ou « filigrane key » si elle commence)."
    elif not _fictional(study) and sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield f"{PLACE} se lit par d'autres comptes de cette machine : chmod 600 {PLACE}"


def check_git(study: Study) -> Iterator[str]:
    """Look whether git holds something that must not leave the machine."""
    git = shutil.which("git")
    if git is None or _fictional(study):
        return
    done = subprocess.run(
        [git, "ls-files", "-z", *PRIVATE_PLACES], cwd=study.root, capture_output=True, text=True, check=False
    )
    tracked = [p for p in done.stdout.split("\0") if p and not p.endswith((".gitkeep", "LISEZMOI.md"))]
    if tracked:
        yield (
            f"git suit {len(tracked)} fichier(s) qui ne doivent pas quitter cette machine, dans "
            f"{', '.join(PRIVATE_PLACES)} : git rm --cached, et relisez l'historique avant de le partager."
        )


def check_outs(study: Study) -> Iterator[str]:
    """Look whether DVC would copy something private to its cache, and from there to a remote."""
    graph = yaml.safe_load((study / "dvc.yaml").read_text("utf-8"))["stages"]
    outs = [out for entry in graph.values() for out in entry.get("outs", [])]
    options = [next(iter(out.items())) if isinstance(out, dict) else (out, {}) for out in outs]
    for place, option in options:
        if place.startswith(PRIVATE_PLACES) and option.get("cache") is not False:
            yield f"dvc.yaml met {place} dans le cache de DVC : tapez « filigrane upgrade »."
    for path in files(study, PRIVATE_PLACES):
        if path.suffix == ".dvc":
            yield f"{path} : ces données sont passées par « dvc add » ; retirez-les (dvc remove, puis dvc gc -w)."


def check_refused(study: Study) -> Iterator[str]:
    """List the transcripts left aside, with the reason."""
    for path in sorted((study / "build/private").glob(f"*/{REFUSED}")):
        for message in (store.load_json(path) or {}).values():
            yield f"laissée de côté : {message}"


def check_orphans(study: Study) -> Iterator[str]:
    """List the human decisions that fit no passage any more."""
    if (study / ARTEFACTS["orphans"].path("orphans")).exists():
        for orphan in store.load(study, "orphans"):
            yield f"decisions/{orphan.file}, ligne {orphan.line} : codage à replacer ({orphan.reason})"


def check_leaks(study: Study) -> Iterator[str]:
    """Tell where the last run found a private name."""
    for found in (store.load_json(study / METRICS["leaks"]) or {}).get("found", []):
        yield f"{found['place']} contient un nom privé ({found['kind']}) : retirez-le, puis relancez."


def check_people(study: Study) -> Iterator[str]:
    """List the sessions whose people nobody described: their names are linked less well."""
    bare = [s.session for s in sessions(study) if not s.people]
    if bare:
        yield (
            f"{', '.join(bare)} : personne n'est décrit. Un en-tête ou une ligne de transcripts/sessions.csv par "
            "personne (docs/tutoriel.md) relie mieux les noms et donne les attributs."
        )


def check_caches(study: Study) -> Iterator[str]:
    """Search the caches for private names; gives places, never names."""
    if not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return
    quarry = hunted(store.load(study, "turns"), store.load(study, "identifiers"), sessions(study))
    held = [document(study, path) for path in files(study, SEARCHED)]
    for one in held:
        if _holds(one.text, quarry) or _holds(one.path, quarry):
            yield f"{one.path} contient un nom privé : « dvc gc -w » vide le cache de ce qui ne sert plus."


def _holds(text: str, quarry: Quarry) -> bool:
    return any(find(text, quarry).values())


def _fictional(study: Study) -> bool:
    return bool(study.params("study").get("fictional"))


CHECKS: tuple[Callable[[Study], Iterator[str]], ...] = (
    check_secret, check_git, check_outs, check_refused, check_people, check_orphans, check_leaks, check_caches,
)
