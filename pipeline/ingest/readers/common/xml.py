"""Bytes of an XML file, or of a zip of them → trees: nothing outside is loaded, no entity expanded, size bounded."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from html.entities import html5
from operator import itemgetter
from typing import Any, NamedTuple

from lxml import etree

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.common.refused_files import LARGEST_FILE, LARGEST_TEXT, bounded, damaged, weighed
from pipeline.ingest.session import Paragraph
from pipeline.language import voices as names
from pipeline.model.errors import UnreadableTranscript

LATIN_1 = re.compile(rb"""\s*<\?xml[^>]{0,99}encoding\s*=\s*["'](?:iso-8859-1|latin-?1)["']""", re.IGNORECASE)
TYPED_ON_WINDOWS = re.compile(rb"[\x80-\x9f]")
# Old editors leave characters that XML forbids, and names of characters that only HTML knows (« &eacute; »).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
OF_XML = "{http://www.w3.org/XML/1998/namespace}"
MARKUP = frozenset("<>&\"'")
MOST_MEMBERS = 20_000
XML = (".xml", ".rels")
# « .. », a root, a drive: a member that would stand outside of the archive.
OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
# All that zip, XML and the libraries above them raise on bytes that are not what they claim to be.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, etree.LxmlError, SyntaxError,
    ValueError, LookupError, AttributeError, TypeError, AssertionError, ArithmeticError, RuntimeError,
)
TRANSCRIBER = "un fichier Transcriber : rendez-lui son suffixe (.trs)"
ELAN = "un fichier ELAN : rendez-lui son suffixe (.eaf)"
TEI = "une transcription TEI : rendez-lui son suffixe (.xml)"
EXMARALDA = "un fichier EXMARaLDA : exportez-le en TEI (.xml) ou pour ELAN (.eaf)"
WORD = "un document Word enregistré en XML : enregistrez-le en .docx"
OPEN_DOCUMENT = "un document LibreOffice enregistré en XML : enregistrez-le en .odt"
METADATA = "une notice qui décrit un enregistrement, sans ce qui y est dit : déposez la transcription elle-même"
PAGE = "une page web : rendez-lui son suffixe (.html)"
SUBTITLES = "un fichier de sous-titres en XML : exportez-le en .srt ou en .vtt"
TALKBANK = "un fichier de TalkBank en XML : déposez la transcription d'origine (.cha)"
# The name of the first element → what the file is.
ROOTS = {
    "Trans": TRANSCRIBER, "ANNOTATION_DOCUMENT": ELAN, "TEI": TEI, "TEI.2": TEI, "teiCorpus": TEI,
    "basic-transcription": EXMARALDA, "segmented-transcription": EXMARALDA, "wordDocument": WORD, "package": WORD,
    "document": OPEN_DOCUMENT, "METATRANSCRIPT": METADATA, "CMD": METADATA, "record": METADATA, "dc": METADATA,
    "html": PAGE, "tt": SUBTITLES, "transcript": SUBTITLES, "timedtext": SUBTITLES, "CHAT": TALKBANK,
}
ROLE = "role"
ASKS = "enqueteur"


def parse(data: bytes, file: str, kind: str) -> Any:
    """
    Parse a file; comments and processing instructions are left out, its document type is not read.

    Args:
        data: its bytes; when they are not in the encoding that they declare, it is guessed.
        file: its name, for messages.
        kind: what it should be, in the user's words: « un fichier Transcriber ».

    Raises:
        UnreadableTranscript: it is empty, too large, damaged, no XML, or declares entities.
    """
    bounded(file, data.count(b"<"))
    encoding = "windows-1252" if LATIN_1.match(data) and TYPED_ON_WINDOWS.search(data) else None
    try:
        root = _tree(weighed(data, file).lstrip(b"\t\n\r "), encoding)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or _unresolved(root):
        root = _mended(data, file, kind)
    if _declares(root):
        raise UnreadableTranscript(
            f"{file} déclare des entités XML, où des mots peuvent se cacher. Ouvrez-le dans le logiciel qui l'a écrit "
            "et réenregistrez-le, ou exportez-en le texte en .txt."
        )
    return root


def _tree(data: bytes, encoding: str | None) -> Any:
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def _unresolved(root: Any) -> bool:
    return not _declares(root) and next(root.iter(etree.Entity), None) is not None


def _declares(root: Any) -> bool:
    doctype = root.getroottree().docinfo.internalDTD
    return doctype is not None and next(doctype.iterentities(), None) is not None


def _mended(data: bytes, file: str, kind: str) -> Any:
    text = NAMED.sub(_character, FORBIDDEN.sub("", decode(data, file))).lstrip()
    try:
        root = _tree(text.encode(), "utf-8")
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(file, kind, getattr(error, "lineno", None)) from error
    if _unresolved(root):
        raise _damaged(file, kind, None)
    return root


def _character(named: re.Match[str]) -> str:
    character = html5.get(named[1], "&")
    return named[0] if MARKUP & set(character) else character


def _damaged(file: str, kind: str, line: int | None) -> UnreadableTranscript:
    where = f" (voyez la ligne {line})" if line else ""
    return UnreadableTranscript(
        f"{file} n'est pas {kind} lisible : il est abîmé, coupé, ou d'un autre format{where}. Réenregistrez-le depuis "
        "le logiciel qui l'a écrit, ou exportez-en le texte en .txt."
    )


def encoding(root: Any) -> str:
    """Name the encoding in which the file was read."""
    return str(root.getroottree().docinfo.encoding or "").lower()


def local(node: Any) -> str:
    """Give the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def attribute(node: Any, *names: str) -> str:
    """Give the first of these attributes that an element has, be it one of XML (``xml:id``); empty when it has none."""
    for name in names:
        value = str(node.get(name) or node.get(OF_XML + name) or "").strip()
        if value:
            return value
    return ""


def seconds(time: str) -> int | None:
    """
    Read a time in seconds, or as a clock shows it, in milliseconds; nothing when it is none.

    >>> seconds("31.21"), seconds("00:01:02"), seconds("?")
    (31210, 62000, None)
    """
    total = 0.0
    for part in time.replace(",", ".").split(":", 3):
        if not re.fullmatch(r"\d{1,9}(?:\.\d*)?", part.strip(), re.ASCII):
            return None
        total = total * 60 + float(part)
    return round(total * 1000)


def spaced(text: str) -> str:
    """Write a text on one line, with single spaces."""
    return " ".join(text.split())


def open_archive(data: bytes, file: str) -> zipfile.ZipFile:
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
    # zipfile never gives more than the size announced, so that the announced sizes bound the memory.
    texts = sum(m.file_size for m in members if m.filename.endswith(XML))
    others = sum(m.file_size for m in members) - texts
    trouble = ""
    if len(members) > MOST_MEMBERS or any(OUTSIDE.match(m.orig_filename) for m in members):
        trouble = "n'est pas fait comme un document : réenregistrez-le depuis Word ou LibreOffice, ou retirez-le."
    elif any(m.flag_bits & 1 for m in members):
        trouble = "est protégé par un mot de passe : enregistrez-le sans mot de passe."
    elif texts > LARGEST_TEXT or others > LARGEST_FILE:
        trouble = "est trop gros une fois décompressé : retirez-en les images, ou coupez-le en plusieurs fichiers."
    if trouble:
        raise UnreadableTranscript(f"{file} {trouble}")
    return archive


def archive_tree(archive: zipfile.ZipFile, member: str, file: str) -> Any:
    """
    Parse one XML member; no entity is ever resolved, and none is needed in a document.

    Args:
        archive: opened by ``open_archive``.
        member: its path inside the archive.
        file: the name of the document, for messages.

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


class FileKind(NamedTuple):
    """What a file should be, in the user's words; the names of its first element; what to do when it has no words."""

    name: str
    roots: tuple[str, ...]
    remedy: str


def speechless(root: Any, file: str, kind: FileKind) -> UnreadableTranscript:
    """Make the error for a file that opens well and where nobody speaks: it is empty, or of another kind."""
    if local(root) in kind.roots:
        return UnreadableTranscript(f"{file} ne contient aucune parole : {kind.remedy}")
    if what := ROOTS.get(local(root)):
        return UnreadableTranscript(f"{file} n'est pas {kind.name} mais {what}.")
    return UnreadableTranscript(
        f"{file} n'est pas {kind.name} : c'est un XML d'une autre sorte. Exportez-en le texte en .txt ou en .docx "
        "depuis le logiciel qui l'a écrit, ou retirez le fichier."
    )


def described(heard: Iterable[str], told: Mapping[str, dict[str, str]] | None = None) -> dict[str, Any]:
    """
    Describe those who speak: what is told of each, and which of them ask.

    Args:
        heard: labels, as often as one likes.
        told: attributes by label; the attribute ``role`` is ``enqueteur`` for those who ask.
    """
    every = {label: dict((told or {}).get(label, {})) for label in heard if label}
    asking = [label for label, one in every.items() if one.pop(ROLE, "") == ASKS or names.asks(label)]
    # The mark of an interviewer is no part of a name to mask: « Léa Roux (ENQ) » is called « Léa Roux ».
    called = {label: names.unmarked(label) for label in asking}
    every |= {label: {"nom": name} if name != label else {} for label, name in called.items()}
    people = [{"locuteur": label, **one} for label, one in every.items() if one]
    return ({"personnes": people} if people else {}) | ({"enqueteur": asking} if asking else {})


def in_time(said: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Order paragraphs by their start; one that has none stays after the one before it."""
    now, timed = 0, list[tuple[int, Paragraph]]()
    for paragraph in said:
        now = now if paragraph.start_ms is None else paragraph.start_ms
        timed.append((now, paragraph))
    return tuple(paragraph for _, paragraph in sorted(timed, key=itemgetter(0)))
