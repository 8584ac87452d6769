"""``filigrane fiche`` → the sheet of pseudonymisation, in Markdown and in HTML."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.model.template import PROJECT
from pipeline.pseudonymise.leak_search.name_search import find
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.documents.blocks import markdown, page
from pipeline.publish.fiche import fiche_words as say
from pipeline.publish.fiche.fiche import fiche
from pipeline.publish.fiche.fiche_facts import FicheMaterial, facts
from pipeline.vault.private_names import searched_names

HELP = "écrit la fiche de pseudonymisation : ce qui est remplacé, relu, réservé, et le risque qui reste"
OWN, SHARED = "build/private/fiche", "exports/fiche-pseudonymisation"
LIMITS = "docs/limites-pseudonymisation.md"
SECTIONS = ("study", "participants", "identifiers")


def register(parser: argparse.ArgumentParser) -> None:
    """Take where to write it, and whether it is to be shown to others."""
    parser.add_argument("--html", metavar="FICHIER", help=f"par défaut {OWN}.html")
    parser.add_argument("--md", metavar="FICHIER", help=f"par défaut {OWN}.md")
    parser.add_argument(
        "--partage", action="store_true", help=f"des nombres seulement, sans nom possible, dans {SHARED}.*"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Write both files, or the one that is asked for; a sheet to share is searched for names first."""
    study = Study()
    made = given(study)
    blocks = fiche(made, facts(made), shared=arguments.partage)
    texts = {"md": markdown(blocks), "html": page(blocks, say.TITLE)}
    if arguments.partage:
        refuse_names(study, texts["md"])
    for path, text in _places(study, arguments, texts):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        print(f"Fiche écrite : {path}")
    return 0


def _places(study: Study, arguments: argparse.Namespace, texts: dict[str, str]) -> list[tuple[Path, str]]:
    asked = {kind: getattr(arguments, kind) for kind in texts}
    if any(asked.values()):
        return [(Path(place), texts[kind]) for kind, place in asked.items() if place]
    stem = SHARED if arguments.partage else OWN
    return [(study / f"{stem}.{kind}", text) for kind, text in texts.items()]


def given(study: Study) -> FicheMaterial:
    """Load what the sheet is made from."""
    if not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        raise FiligraneError("Rien n'est encore pseudonymisé : lancez « filigrane run », puis « filigrane fiche ».")
    return FicheMaterial(
        store.load(study, "turns"), store.load(study, "identifiers"), store.load(study, "participants"),
        decisions.identifiers(study), decisions.consent(study), decisions.withdrawals(study), study_key(study),
        {name: study.params(name) for name in SECTIONS}, measured(PROJECT / LIMITS), study_titles(study),
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
        raise NameWouldLeak(
            f"La fiche à partager contient un nom privé ({', '.join(say.TYPES.get(k, k) for k in kinds)}) : rien n'est "
            "écrit. Il est dans le titre ou les textes de params.yaml (section study) : retirez-le, puis relancez."
        )
