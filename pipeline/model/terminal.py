"""A question → what the person at the keyboard answers: a word, or the passphrase of a study, which is never stored."""

from __future__ import annotations

import os
import sys
from getpass import getpass

from pipeline.model.errors import FiligraneError


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
