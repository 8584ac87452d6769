"""``secrets/study.key`` → the bytes that make pseudonyms reproducible by those who hold them alone."""

from __future__ import annotations

import secrets

from pipeline.errors import FiligraneError
from pipeline.study import Study

PLACE = "secrets/study.key"


def study_key(study: Study) -> bytes:
    """
    Read the secret of the study.

    Raises:
        FiligraneError: there is no key, and making another in silence would change every pseudonym.
    """
    path = study / PLACE
    if not path.exists():
        raise FiligraneError(
            f"{path} est introuvable. C'est le secret de l'enquête : sans lui, les pseudonymes changeraient. "
            "Demandez-le à la personne qui tient l'enquête et posez-le à cet endroit ; pour une enquête qui "
            "commence, « filigrane key » en crée un."
        )
    return bytes.fromhex(path.read_text("ascii").strip())


def make_key(study: Study) -> None:
    """Draw a new secret; refuses to replace one."""
    path = study / PLACE
    if path.exists():
        raise FiligraneError(f"{path} existe déjà : le remplacer changerait tous les pseudonymes.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32) + "\n", "ascii")
