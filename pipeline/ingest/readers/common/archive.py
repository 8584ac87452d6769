"""The bytes of a zip document → its archive, once it is sure that nothing in it can harm or flood."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from pipeline.ingest.readers.common.limits import LARGEST_FILE, LARGEST_TEXT, weighed
from pipeline.ingest.readers.common.not_transcripts import damaged
from pipeline.model.errors import UnreadableTranscript

MOST_MEMBERS = 20_000
XML = (".xml", ".rels")
# « .. », a root, a drive: a member that would stand outside of the archive.
OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
# All that zip, XML and the libraries above them raise on bytes that are not what they claim to be.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, etree.LxmlError, SyntaxError,
    ValueError, LookupError, AttributeError, TypeError, AssertionError, ArithmeticError, RuntimeError,
)


def opened(data: bytes, file: str) -> zipfile.ZipFile:
    """
    Open a document that is a zip archive; its members are never unpacked on the disk, nor archives within it.

    Raises:
        UnreadableTranscript: it is damaged, encrypted, too large once unpacked, or has members outside of itself.
    """
    weighed(data, file, LARGEST_FILE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except DAMAGED as error:
        raise damaged(data, file) from error
    if trouble := _trouble(members):
        raise UnreadableTranscript(f"{file} {trouble}")
    return archive


def _trouble(members: list[zipfile.ZipInfo]) -> str:
    if len(members) > MOST_MEMBERS or any(OUTSIDE.match(m.orig_filename) for m in members):
        return "n'est pas fait comme un document : réenregistrez-le depuis Word ou LibreOffice, ou retirez-le."
    if any(m.flag_bits & 1 for m in members):
        return "est protégé par un mot de passe : enregistrez-le sans mot de passe."
    texts = sum(m.file_size for m in members if m.filename.endswith(XML))
    # zipfile never gives more than the size announced, so that the announced sizes bound the memory.
    if texts > LARGEST_TEXT or sum(m.file_size for m in members) - texts > LARGEST_FILE:
        return "est trop gros une fois décompressé : retirez-en les images, ou coupez-le en plusieurs fichiers."
    return ""


def tree(archive: zipfile.ZipFile, member: str, file: str) -> Any:
    """
    Parse one XML member; no entity is ever resolved, and none is needed in a document.

    Raises:
        UnreadableTranscript: the member is missing, is no XML, or declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(archive.read(member), parser)
    except DAMAGED as error:
        raise damaged(_data(archive), file) from error
    if root.getroottree().docinfo.internalDTD is not None:  # words could hide in the entities it declares
        raise damaged(_data(archive), file)
    return root


def _data(archive: zipfile.ZipFile) -> bytes:
    return archive.fp.getvalue() if isinstance(archive.fp, io.BytesIO) else b""
