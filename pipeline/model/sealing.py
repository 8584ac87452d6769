"""Bytes and a passphrase ↔ sealed bytes that nobody reads, nor changes unseen, without the passphrase.

The key is drawn from the passphrase by scrypt (RFC 7914) and seals with AES-256-GCM (NIST SP 800-38D).
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any

from pipeline.model.errors import FiligraneError

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
