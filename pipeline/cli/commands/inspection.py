"""``filigrane doctor`` and ``fiche`` → what is wrong in a study, with its remedy; the sheet of pseudonymisation."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.analysis.topics import describing_words
from pipeline.anchoring import decisions
from pipeline.cli.commands import Command
from pipeline.ingest.readers.registry import sessions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.model.files import write_whole, yaml_values
from pipeline.model.new_study import PROJECT
from pipeline.model.study import METRICS, OPAQUE, Study
from pipeline.model.study_key import PLACE, open_once, study_key
from pipeline.pseudonymise.leak_search.made_files import files
from pipeline.pseudonymise.leak_search.name_search import find
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish import pseudonymisation_words as say
from pipeline.publish.documents.parts import markdown, page
from pipeline.publish.fiche.fiche import FicheMaterial, facts, fiche
from pipeline.run import dvc_setup
from pipeline.run.incremental import REFUSED
from pipeline.vault import doctor_checks, private_names
from pipeline.vault.doctor_checks import check_consents, check_signed
from pipeline.vault.private_names import searched_names
from pipeline.vault.withdrawal import carrying_out

HELP_DOCTOR = (
    "vérifie l'enquête : secret, caches, dépôts, historique, transcriptions laissées de côté, codages à replacer"
)
MENDED = "decisions/{file} : {number} cellule(s) réécrites sous pseudonymes (decisions/withdrawals le dit)."
WITH_BERTOPIC = "Les mots des regroupements sont pesés par BERTopic."
WITHOUT_BERTOPIC = (
    "BERTopic n'est pas installé : les mots des regroupements sont pesés par le même calcul, écrit dans Filigrane, et "
    f"sont les mêmes. Pour l'avoir, sans torch : pip install --no-deps bertopic=={describing_words.BERTOPIC}"
)
SHUT = "{place} ne s'ouvre plus depuis d'autres comptes."
PRIVATE_PLACES = ("transcripts", "secrets", "build/private")


def register_doctor(parser: argparse.ArgumentParser) -> None:
    """Take whether to mend what can be mended without losing anything, and who does."""
    parser.add_argument(
        "--mend", action="store_true", help="ferme les fichiers privés aux autres comptes, et remplace dans les "
        "citations passées les noms confirmés depuis (noté dans decisions/withdrawals)",
    )
    parser.add_argument("--by", default="", metavar="NOM", help="avec --mend : qui le note")


def execute_doctor(arguments: argparse.Namespace) -> int:
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
    """
    Put back a lock that was cut, shut what is private, write pseudonyms where a name confirmed since stands.

    Returns:
        what was done, in French.

    Raises:
        FiligraneError: lines of decisions must be written again, and nobody says who notes it.
    """
    told = [dvc_setup.put_lock_back(study), *(SHUT.format(place=place) for place in doctor_checks.shut(study))]
    searched_names = private_names.searched_names(study)
    cells = private_names.cells(study, searched_names) if searched_names else {}
    if cells and not by:
        raise FiligraneError("Réparer réécrit des décisions : dites qui le note (filigrane doctor --mend --by NOM).")
    done = private_names.migrate(study, cells, by, "nom confirmé depuis")
    told += [MENDED.format(file=file, number=number) for file, number in done.items()]
    return [words for words in told if words]


STOPPED_WITHDRAWAL = (
    "Un retrait a été arrêté avant sa fin : des paroles retirées peuvent rester dans ce qui est calculé. « filigrane "
    "run », ou « filigrane withdraw », le termine."
)


def check_stopped_withdrawal(study: Study) -> Iterator[str]:
    """Look whether a withdrawal was stopped before its end."""
    if carrying_out.left(study):
        yield STOPPED_WITHDRAWAL


def check_secret(study: Study) -> Iterator[str]:
    """Look whether the secret is there, and what is private for its owner's eyes only."""
    if not (study / PLACE).exists():
        yield f"{PLACE} manque : redemandez-le à qui tient l'enquête (ou « filigrane key » si elle commence)."
    if not _fictional(study):
        yield from doctor_checks.check_modes(study)


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
        yield from doctor_checks.check_history(study)


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
    check_secret, doctor_checks.check_dvc, check_git, check_past, check_outs, check_refused, check_people,
    doctor_checks.check_orphans,
    check_leaks, doctor_checks.check_caches, doctor_checks.check_remotes, doctor_checks.check_past_quotes,
    doctor_checks.check_withdrawals,
    check_consents, check_signed, check_stopped_withdrawal,
)
# What is good to know and is no trouble.
NOTES: tuple[Callable[[Study], Iterator[str]], ...] = (
    doctor_checks.remotes_out_of_reach, doctor_checks.check_long_paths, check_themes, doctor_checks.check_copies,
)
HELP_FICHE = "écrit la fiche de pseudonymisation : ce qui est remplacé, relu, réservé, et le risque qui reste"
OWN, SHARED = "build/private/fiche", "exports/fiche-pseudonymisation"
LIMITS = "docs/limites-pseudonymisation.md"
SECTIONS = ("study", "participants", "identifiers")


def register_fiche(parser: argparse.ArgumentParser) -> None:
    """Take where to write it, and whether it is to be shown to others."""
    parser.add_argument("--html", metavar="FICHIER", help=f"par défaut {OWN}.html")
    parser.add_argument("--md", metavar="FICHIER", help=f"par défaut {OWN}.md")
    parser.add_argument(
        "--partage", action="store_true", help=f"des nombres seulement, sans nom possible, dans {SHARED}.*"
    )


def execute_fiche(arguments: argparse.Namespace) -> int:
    """Write both files, or the one that is asked for; a sheet to share is searched for names first."""
    study = Study()
    made = given(study)
    blocks = fiche(made, facts(made), shared=arguments.partage)
    texts = {"md": markdown(blocks), "html": page(blocks, say.TITLE)}
    if arguments.partage:
        refuse_names(study, texts["md"])
    asked = {kind: getattr(arguments, kind) for kind in texts}
    stem = SHARED if arguments.partage else OWN
    places = [(Path(place), texts[kind]) for kind, place in asked.items() if place]
    for path, text in places or [(study / f"{stem}.{kind}", text) for kind, text in texts.items()]:
        write_whole(path, text.encode("utf-8"))
        print(f"Fiche écrite : {path}")
    return 0


def given(study: Study) -> FicheMaterial:
    """Load what the sheet is made from."""
    if not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        raise FiligraneError("Rien n'est encore pseudonymisé : lancez « filigrane run », puis « filigrane fiche ».")
    return FicheMaterial(
        store.load(study, "turns"), store.load(study, "identifiers"), store.load(study, "participants"),
        decisions.identifiers(study), decisions.consent(study), decisions.withdrawals(study), study_key(study),
        {name: study.params(name) for name in SECTIONS}, measured(PROJECT / LIMITS), study_titles(study),
        store.load(study, "proposals"),
    )


def measured(path: Path) -> Sequence[Sequence[str]]:
    """Read the first table of the page that tells what is missed; nothing when there is none."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    start = next((n for n, line in enumerate(lines) if line.startswith("|")), len(lines))
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith("|")), len(lines))
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[start:end]]
    return [row for row in cells if not set("".join(row)) <= set("-: ")]


def refuse_names(study: Study, text: str) -> None:
    """
    Stop when a private name or number stands in a text.

    Raises:
        NameWouldLeak: says of what kind, never which.
    """
    names_to_search = searched_names(study)
    kinds = sorted(kind for kind, number in find(text, names_to_search).items() if number) if names_to_search else []
    if kinds:
        named = ", ".join(say.IDENTIFIER_TYPES.get(k, k) for k in kinds)
        raise NameWouldLeak(
            f"La fiche à partager contient un nom privé ({named}) : rien n'est "
            "écrit. Il est dans le titre ou les textes de params.yaml (section study) : retirez-le, puis relancez."
        )


COMMANDS = {
    "doctor": Command(HELP_DOCTOR, register_doctor, execute_doctor),
    "fiche": Command(HELP_FICHE, register_fiche, execute_fiche),
}
