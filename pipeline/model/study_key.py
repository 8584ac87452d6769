"""``secrets/study.key`` → the bytes that make pseudonyms reproducible by those who hold them alone."""

from __future__ import annotations

import os
import secrets

from pipeline.model import passphrase, sealing
from pipeline.model.atomic_files import write_whole
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

PLACE = "secrets/study.key"
BYTES = 32


def study_key(study: Study) -> bytes:
    """
    Read the secret of the study; where it is encrypted, its passphrase is asked for.

    Raises:
        FiligraneError: there is no key, and making another in silence would change every pseudonym; or the
            passphrase does not open it.
    """
    return _read(_content(study))


def is_encrypted(study: Study) -> bool:
    """Tell whether the secret is kept under a passphrase."""
    return sealing.is_sealed(_content(study))


def open_once(study: Study) -> None:
    """Ask for the passphrase now, where there is one, so that the commands started by this one need not ask."""
    if (study / PLACE).exists() and is_encrypted(study):
        study_key(study)


def make_key(study: Study) -> None:
    """Draw a new secret; refuses to replace one."""
    path = study / PLACE
    if path.exists():
        raise FiligraneError(f"{PLACE} existe déjà : le remplacer changerait tous les pseudonymes.")
    _write(study, f"{secrets.token_hex(BYTES)}\n".encode())


def lock_key(study: Study) -> None:
    """Keep the same secret under a passphrase, or under another one; no pseudonym changes."""
    key = study_key(study)
    _write(study, sealing.seal(key, passphrase.chosen(another=is_encrypted(study))))


def unlock_key(study: Study) -> None:
    """Keep the same secret without a passphrase again."""
    _write(study, f"{study_key(study).hex()}\n".encode())


def _content(study: Study) -> bytes:
    path = study / PLACE
    if not path.exists():
        raise FiligraneError(
            f"{PLACE} est introuvable. C'est le secret de l'enquête : sans lui, les pseudonymes changeraient. "
            "Demandez-le à la personne qui tient l'enquête et posez-le à cet endroit ; pour une enquête qui "
            "commence, « filigrane key » en crée un."
        )
    return path.read_bytes()


def _read(content: bytes) -> bytes:
    if sealing.is_sealed(content):
        said = passphrase.known(PLACE)
        key = sealing.unseal(content, said, PLACE)
        # Known to this process and to those it starts, and to nobody after them: asked once.
        os.environ[passphrase.VARIABLE] = said
        return key
    try:
        return bytes.fromhex(content.decode("ascii").strip())
    except ValueError as error:
        raise FiligraneError(f"{PLACE} est abîmé : reprenez-le dans la sauvegarde (« filigrane restore »).") from error


def _write(study: Study, content: bytes) -> None:
    write_whole(study / PLACE, content, owner_only=True)
