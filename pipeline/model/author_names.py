"""A name that someone types → the name of their file of decisions."""

from __future__ import annotations

import re

from pipeline.model.errors import FiligraneError
from pipeline.model.normalise import normalised

NAME = re.compile(r"\w(?:[\w .'-]{0,38}\w)?")


def coder_name(typed: str, folder: str = "codings") -> str:
    """
    Check the name under which a person decides: it becomes the name of a file of ``folder``.

    >>> coder_name("  Claire Dumas ")
    'Claire Dumas'

    Raises:
        FiligraneError: no file could bear this name.
    """
    name = " ".join(normalised(typed).split())
    if not NAME.fullmatch(name):
        raise FiligraneError(
            f"« {name} » ne peut pas nommer un fichier de decisions/{folder} : écrivez un prénom ou des initiales, "
            "avec des lettres, des chiffres, des espaces ou des tirets (40 signes au plus)."
        )
    return name
