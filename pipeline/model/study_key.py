"""``secrets/study.key`` ↔ the bytes that make pseudonyms reproducible, known again by a fingerprint; sealed bytes."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from typing import Any

from pipeline.model import terminal
from pipeline.model.decision_tables import rows
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study

MAGIC = b"filigrane-coffre-1\n"
SALT, NONCE = 16, 12  # bytes
COST = 2**17  # with blocks of 8, scrypt takes 128 MB of memory and half a second for each guess
LARGEST = 2**30  # bytes sealed at one stroke
WRONG = "La phrase de passe n'ouvre pas {place}, ou le fichier a été modifié. Réessayez avec la bonne phrase."


def seal(content: bytes, phrase: str) -> bytes:
    """
    Seal bytes under a passphrase; two seals of the same bytes differ.

    Raises:
        FiligraneError: there are more than 1 GiB.
    """
    if len(content) > LARGEST:
        raise FiligraneError(
            "Il y a plus de 1 Gio à chiffrer : sortez les enregistrements de transcripts/, ils se sauvegardent à part."
        )
    salt = secrets.token_bytes(SALT)
    nonce = secrets.token_bytes(NONCE)
    head = MAGIC + salt + nonce
    return head + bytes(_cipher(phrase, salt).encrypt(nonce, content, head))


def unseal(sealed: bytes, phrase: str, place: str) -> bytes:
    """
    Give back what was sealed; ``place`` names the file in messages.

    Raises:
        FiligraneError: it is no sealed file, the passphrase is another one, or a byte was changed.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - only those who have a passphrase wait for it

    if not is_sealed(sealed):
        raise FiligraneError(f"{place} n'est pas un fichier chiffré par Filigrane : vérifiez son nom.")
    start = len(MAGIC)
    head, body = sealed[: start + SALT + NONCE], sealed[start + SALT + NONCE :]
    try:
        return bytes(_cipher(phrase, head[start : start + SALT]).decrypt(head[-NONCE:], body, head))
    except InvalidTag as error:
        raise FiligraneError(WRONG.format(place=place)) from error


def is_sealed(content: bytes) -> bool:
    """Tell whether bytes begin as a sealed file does."""
    return content.startswith(MAGIC)


@lru_cache(maxsize=4)
def _cipher(phrase: str, salt: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - see above

    return AESGCM(Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(phrase.encode()))


PLACE = "secrets/study.key"
BYTES = 32
# Which secret the decisions of a study were marked with: it is shared with them, and tells nothing of the secret.
FINGERPRINT = ".filigrane/key-fingerprint"
# That of the demonstration's secret, which everybody knows.
PUBLIC = "6bdd74eb2b95edd64a79d79d2ecf294355dc185bc0df5ce1b5154a1fb5c321e9"
# Cells of decisions that only the secret they were written with knows again.
KEYED = ("check", "who")
FROM_A_COPY = (
    "Reprenez le secret de l'enquête dans une sauvegarde (« filigrane restore »), ou auprès de qui la tient, et "
    f"posez-le dans {PLACE}. Rien n'a été changé."
)
OTHER_KEY = (
    f"{PLACE} n'est pas le secret de cette enquête : {{where}} est marqué par un autre. Avec celui-ci, ce qui a été "
    f"masqué, réservé ou retiré ne serait plus reconnu et reviendrait en clair. {FROM_A_COPY}"
)
NEW_KEY = (
    f"{PLACE} manque, et {{where}} est marqué par lui : un secret neuf ne reconnaîtrait plus ce qui a été masqué, "
    f"réservé ou retiré, qui reviendrait en clair. {FROM_A_COPY}"
)
PUBLIC_KEY = (
    f"{PLACE} est celui de la démonstration, que tout le monde connaît : il ne protégerait personne. Supprimez ce "
    "fichier, puis tapez « filigrane key », qui en tire un au sort. (Une enquête fictive le dit dans params.yaml : "
    "study, fictional: true.)"
)


def study_key(study: Study) -> bytes:
    """
    Read the secret of the study; where it is encrypted, its passphrase is asked for.

    Raises:
        FiligraneError: there is no key, and making another in silence would change every pseudonym; or the
            passphrase does not open it; or it is not the one that decisions of this study were marked with.
    """
    key = _read(study)
    mark = fingerprint(key)
    if mark == PUBLIC and not study.params("study").get("fictional"):
        raise FiligraneError(PUBLIC_KEY)
    if (known := _known(study)) and mark != known and (where := keyed_decision(study)):
        raise FiligraneError(OTHER_KEY.format(where=where))
    return key


def fingerprint(key: bytes) -> str:
    """Give what tells a secret from another, and from which nobody finds it: a keyed hash of nothing secret."""
    return hmac.new(key, b"filigrane: which secret this is", hashlib.sha256).hexdigest()


def keyed_decision(study: Study) -> str:
    """Name the first line of ``decisions/`` that only the secret it was written with knows again; empty without any."""
    for path in sorted((study / "decisions").glob("*/*.csv")):
        header: list[str] = []
        for line, row in rows(path):
            header = header or row
            if row is not header and any(name in KEYED and cell for name, cell in zip(header, row, strict=False)):
                return f"{path.relative_to(study.root).as_posix()}, ligne {line}"
    return ""


def remember_key(study: Study, key: bytes) -> None:
    """Keep the fingerprint of a secret that ``study_key`` let through."""
    if _known(study) != fingerprint(key):
        with suppress(OSError):  # a study that is only read
            write_whole(study / FINGERPRINT, f"{fingerprint(key)}\n".encode("ascii"))


def _known(study: Study) -> str:
    path = study / FINGERPRINT
    return path.read_text("ascii", "replace").strip() if path.exists() else ""


def _read(study: Study) -> bytes:
    content = _content(study)
    if is_sealed(content):
        said = terminal.passphrase(PLACE)
        key = unseal(content, said, PLACE)
        # Known to this process and to those it starts, and to nobody after them: asked once.
        os.environ[terminal.VARIABLE] = said
        return key
    try:
        return bytes.fromhex(content.decode("ascii").strip())
    except ValueError as error:
        raise FiligraneError(f"{PLACE} est abîmé : reprenez-le dans la sauvegarde (« filigrane restore »).") from error


def is_encrypted(study: Study) -> bool:
    """Tell whether the secret is kept under a passphrase."""
    return is_sealed(_content(study))


def open_once(study: Study) -> None:
    """
    Ask for the passphrase now, where there is one, so that the commands started by this one need not ask.

    Raises:
        FiligraneError: it is not the secret of this study (``study_key``).
    """
    if (study / PLACE).exists():
        remember_key(study, study_key(study))


def make_key(study: Study) -> None:
    """
    Draw a new secret.

    Raises:
        FiligraneError: there is one, or decisions were marked with one that is not there any more.
    """
    path = study / PLACE
    if path.exists():
        raise FiligraneError(f"{PLACE} existe déjà : le remplacer changerait tous les pseudonymes.")
    if where := keyed_decision(study):
        raise FiligraneError(NEW_KEY.format(where=where))
    key = secrets.token_bytes(BYTES)
    _write(study, f"{key.hex()}\n".encode())
    remember_key(study, key)


def lock_key(study: Study) -> None:
    """Keep the same secret under a passphrase, or under another one; no pseudonym changes."""
    key = study_key(study)
    _write(study, seal(key, terminal.new_passphrase(another=is_encrypted(study))))


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


def _write(study: Study, content: bytes) -> None:
    write_whole(study / PLACE, content, owner_only=True)
