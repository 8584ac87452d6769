"""``filigrane doctor`` → what is not as it should be in a study: its secret, its caches, its past, what was left."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable, Iterator

from pipeline.analysis.topics import describing_words
from pipeline.ingest.readers.registry import sessions
from pipeline.model import store
from pipeline.model.errors import FiligraneError
from pipeline.model.interview_names import OPAQUE
from pipeline.model.metrics import METRICS
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, open_once
from pipeline.model.yaml_values import yaml_values
from pipeline.pseudonymise.leak_search.made_files import files
from pipeline.run.incremental import REFUSED
from pipeline.vault import decision_migrations, file_modes, private_names
from pipeline.vault.doctor import checks
from pipeline.vault.doctor.moved_consents import check_consents
from pipeline.vault.doctor.unsettled_signatures import check_signed

HELP = "vérifie l'enquête : secret, caches, dépôts, historique, transcriptions laissées de côté, codages à replacer"
MENDED = "decisions/{file} : {number} cellule(s) réécrites sous pseudonymes (decisions/withdrawals le dit)."
WITH_BERTOPIC = "Les mots des regroupements sont pesés par BERTopic."
WITHOUT_BERTOPIC = (
    "BERTopic n'est pas installé : les mots des regroupements sont pesés par le même calcul, écrit dans Filigrane, et "
    f"sont les mêmes. Pour l'avoir, sans torch : pip install --no-deps bertopic=={describing_words.BERTOPIC}"
)
SHUT = "{place} ne s'ouvre plus depuis d'autres comptes."
PRIVATE_PLACES = ("transcripts", "secrets", "build/private")


def register(parser: argparse.ArgumentParser) -> None:
    """Take whether to mend what can be mended without losing anything, and who does."""
    parser.add_argument(
        "--mend", action="store_true", help="ferme les fichiers privés aux autres comptes, et remplace dans les "
        "citations passées les noms confirmés depuis (noté dans decisions/withdrawals)",
    )
    parser.add_argument("--by", default="", metavar="NOM", help="avec --mend : qui le note")


def execute(arguments: argparse.Namespace) -> int:
    """Say each trouble with its remedy; the exit code is 1 when there is one."""
    study = Study()
    study.params("study")
    open_once(study)
    if arguments.mend:
        print("\n".join(mend(study, arguments.by)) or "Rien à réparer.")
    troubles = [trouble for check in CHECKS for trouble in check(study)]
    print("\n".join(f"• {trouble}" for trouble in troubles) or "Tout est en ordre.")
    print("".join(f"\n(i) {note}" for notes in NOTES for note in notes(study)))
    return int(bool(troubles))


def mend(study: Study, by: str) -> list[str]:
    """Shut what is private, and write pseudonyms where a name confirmed since stands; says what was done."""
    if not by:
        raise FiligraneError("Réparer réécrit des décisions : dites qui le note (filigrane doctor --mend --by NOM).")
    searched_names = private_names.searched_names(study)
    cells = private_names.cells(study, searched_names) if searched_names else {}
    done = decision_migrations.migrate(study, cells, by, "nom confirmé depuis")
    told = [MENDED.format(file=file, number=number) for file, number in done.items()]
    return told + [SHUT.format(place=place) for place in file_modes.shut(study)]


def check_secret(study: Study) -> Iterator[str]:
    """Look whether the secret is there, and what is private for its owner's eyes only."""
    if not (study / PLACE).exists():
        yield f"{PLACE} manque : redemandez-le à qui tient l'enquête (ou « filigrane key » si elle commence)."
    if not _fictional(study):
        yield from checks.check_modes(study)


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


def check_past(study: Study) -> Iterator[str]:
    """Look for private files and names in git's history; the demonstration's people are invented."""
    if not _fictional(study):
        yield from checks.check_history(study)


def check_outs(study: Study) -> Iterator[str]:
    """Look whether DVC would copy something private to its cache, and from there to a remote."""
    graph = yaml_values((study / "dvc.yaml").read_text("utf-8"))["stages"]
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


def check_leaks(study: Study) -> Iterator[str]:
    """Tell where the last run found a private name."""
    for found in (store.load_json(study / METRICS["leaks"]) or {}).get("found", []):
        yield f"{found['place']} contient un nom privé ({found['kind']}) : retirez-le, puis relancez."


def check_people(study: Study) -> Iterator[str]:
    """List the sessions whose people nobody described: their names are linked less well."""
    bare = [s.file if OPAQUE.fullmatch(s.session) else s.session for s in sessions(study) if not s.people]
    if bare:
        yield (
            f"{', '.join(bare)} : personne n'est décrit. Un en-tête ou une ligne de transcripts/sessions.csv par "
            "personne (docs/tutoriel.md) relie mieux les noms et donne les attributs."
        )


def check_themes(_study: Study) -> Iterator[str]:
    """Say what weighs the words of groupings: BERTopic, or the same sums without it."""
    yield WITH_BERTOPIC if describing_words.has_bertopic() else WITHOUT_BERTOPIC


def _fictional(study: Study) -> bool:
    return bool(study.params("study").get("fictional"))


CHECKS: tuple[Callable[[Study], Iterator[str]], ...] = (
    check_secret, check_git, check_past, check_outs, check_refused, check_people, checks.check_orphans, check_leaks,
    checks.check_caches, checks.check_remotes, checks.check_past_quotes, checks.check_withdrawals,
    check_consents, check_signed,
)
# What is good to know and is no trouble.
NOTES: tuple[Callable[[Study], Iterator[str]], ...] = (checks.remotes_out_of_reach, check_themes)
