"""Questions → what who sits at the terminal answers; an error nobody foresaw → what is told, its details in a file.

A passphrase is never stored. Details of an error stand beside what is private: they may quote an interview.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.files import UNFINISHED
from pipeline.model.libraries import installed
from pipeline.model.study import Study


def answer(question: str) -> str:
    """
    Ask a question and give the answer.

    Raises:
        FiligraneError: the input ended, or was never open.
    """
    try:
        return input(question).strip()
    except (EOFError, RuntimeError):  # Python raises the second where there is no input at all
        raise FiligraneError(
            "L'entrée s'est fermée avant la réponse : rien n'a été fait. Relancez la commande dans un terminal, ou "
            "donnez la réponse en option (« --help » les montre)."
        ) from None


VARIABLE = "FILIGRANE_PHRASE"
SHORTEST = 12  # characters
ASKED = "Phrase de passe de {place} : "
CHOSEN = "Phrase de passe à retenir (quatre mots au moins, rien ne permet de la retrouver) : "
AGAIN = "Encore une fois : "


def passphrase(place: str) -> str:
    """
    Give the passphrase that opens a file, from the environment or from who sits at the terminal.

    Raises:
        FiligraneError: nobody is there to give it.
    """
    return os.environ.get(VARIABLE) or _typed(ASKED.format(place=place))


def new_passphrase(*, another: bool = False) -> str:
    """
    Give a new passphrase: that of the environment, unless another one is wanted, or one typed twice.

    Raises:
        FiligraneError: it is too short, or the two differ.
    """
    given = "" if another else os.environ.get(VARIABLE)
    phrase = given or _typed(CHOSEN)
    if len(phrase) < SHORTEST:
        raise FiligraneError(f"Cette phrase est trop courte : {SHORTEST} caractères au moins. Rien n'a été changé.")
    if not given and _typed(AGAIN) != phrase:
        raise FiligraneError("Les deux phrases diffèrent : recommencez. Rien n'a été changé.")
    return phrase


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise FiligraneError(
            f"Il faut une phrase de passe, et personne n'est au clavier : tapez la commande dans un terminal, ou "
            f"donnez la phrase par la variable d'environnement {VARIABLE}."
        )
    return getpass(question)


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
# What the machine refuses is nobody's fault, and each has its remedy.
FULL = (
    "Le disque est plein{where} : ce qui devait s'écrire ne l'est pas, et rien n'est écrit à moitié. Transcriptions, "
    "grille et décisions sont telles qu'elles étaient. Libérez de la place, puis relancez la même commande."
)
CLOSED = (
    "Le système refuse d'écrire ou de lire{where} : ce dossier est en lecture seule, ou ses droits sont ceux d'un "
    "autre compte. Rien n'est changé. Rendez-le accessible à votre compte, ou travaillez dans une copie, puis relancez."
)
HINDRANCES = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: CLOSED, errno.EACCES: CLOSED, errno.EPERM: CLOSED,
}
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


def hindrance(error: BaseException) -> str:
    """Say what the machine refuses, and the remedy: a full disk, a folder one may not write in; else nothing."""
    words = HINDRANCES.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    name = Path(str(getattr(error, "filename", None) or "")).name.removeprefix(".").removesuffix(UNFINISHED)
    return words.format(where=f" ({name})" if name else "")


def told(error: BaseException, place: str) -> str:
    """Say what happened, what is safe, the way back and where the details are."""
    return hindrance(error) or TOLD.format(kind=type(error).__name__, place=place)


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
