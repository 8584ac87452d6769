"""An error that nobody foresaw → a file with its details, beside what is private, and what to say of it in French."""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.libraries import installed
from pipeline.model.study import Study

# A message may hold a word of an interview: its details stay with what does not leave this machine.
FOLDER = "build/private/pannes"
MOST_KEPT = 10
TOLD = (
    "Quelque chose n'a pas marché, et ce n'est pas de votre fait : c'est une erreur de Filigrane ({kind}).\n"
    "Rien n'est perdu : transcriptions, grille et décisions sont telles qu'elles étaient ; ce qui était calculé est "
    "gardé.\n"
    "Relancez la même commande. Si cela recommence, les détails sont dans {place} : ce fichier peut citer un "
    "entretien, relisez-le avant de l'envoyer à quelqu'un."
)
UNINSTALLED = "(non installé)"
UNWRITTEN = "la fenêtre où Filigrane a été lancé"


def recorded(error: BaseException, study: Study | None = None) -> str:
    """Write the details of an error to a file, of the study when this is one; gives its place there, to be said."""
    details = "".join(traceback.format_exception(error))
    elsewhere = Path(tempfile.gettempdir()) / f"filigrane-pannes-{os.getuid() if hasattr(os, 'getuid') else ''}"
    inside = study is not None and (study / "params.yaml").exists()
    for folder in [*([study / FOLDER] if study and inside else []), elsewhere]:
        with suppress(OSError):
            place = _written(folder, details)
            return place.relative_to(study.root).as_posix() if study and folder == study / FOLDER else str(place)
    return UNWRITTEN


def told(error: BaseException, place: str) -> str:
    """Say what happened, what is safe, the way back and where the details are."""
    return TOLD.format(kind=type(error).__name__, place=place)


def _written(folder: Path, details: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = datetime.now(UTC)
    place = folder / f"{now:%Y-%m-%d-%H%M%S-%f}.txt"
    place.touch(mode=0o600)
    head = f"Filigrane {installed('filigrane', UNINSTALLED)}, {now.isoformat(timespec='seconds')}"
    place.write_text(f"{head}\n\n{details}", "utf-8")
    for old in sorted(folder.glob("*.txt"))[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
    return place
