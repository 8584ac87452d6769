"""A question → what the person at the keyboard answers, or a sentence that says that nobody could."""

from __future__ import annotations

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
