"""Bytes that are no transcript, or too many → what they are, and what to do with them, in French."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from pipeline.model.errors import UnreadableTranscript

LARGEST_FILE = 100_000_000  # bytes; pictures in a document weigh, words do not
LARGEST_TEXT = 30_000_000  # bytes once unpacked: two hundred hours of speech
MOST_MARKS = 2_000_000  # with each word annotated in ten ways, thirty hours of speech
MOST_PARAGRAPHS = 200_000  # one for each word, twenty hours of speech
MOST_CELLS = 10_000_000  # of a table whose short rows are filled up
RECORDING = "un enregistrement : transcrivez-le d'abord, puis déposez la transcription"
IMAGE = (
    "une image : passez-la par un logiciel de reconnaissance de texte (OCR), relisez, "
    "et enregistrez le texte en .docx ou .txt"
)
COMPRESSED = "un dossier compressé : décompressez-le et déposez les fichiers qu'il contient"
SLIDES = "un diaporama : si des paroles y figurent, copiez-les dans un fichier .txt"
OLD_WORD = "un ancien document Word : ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx"
OTHER_EDITOR = "un document d'un autre traitement de texte : ouvrez-le dans LibreOffice et enregistrez-le en .docx"
APPLE = "un document d'Apple : dans Pages, Fichier > Exporter vers > Word, et déposez le .docx"
OLD_TABLE = "un tableau d'un autre format : enregistrez-le en .xlsx ou en .csv"
SONAL = "un fichier d'un ancien Sonal : dans Sonal, exportez chaque entretien en .txt ou en .rtf"
NVIVO = "un projet NVivo : dans NVivo, exportez les documents en .docx ou en .txt"
ATLAS = "un projet ATLAS.ti : dans ATLAS.ti, exportez les documents en .docx ou en .txt"
MAXQDA = "un projet MAXQDA : dans MAXQDA, exportez les documents en .docx ou en .txt"
WHOLE = "se reprend entier, textes, grille et codages : déposez-le là où l'on apporte les entretiens"
REFI = f"un projet REFI-QDA, qui {WHOLE} (un .qdc, à la page Grille)"
QUALCODER = f"un projet QualCoder, qui {WHOLE}"
TAGUETTE = f"un projet Taguette, qui {WHOLE}"
SONAL_TODAY = f"un corpus de Sonal, qui {WHOLE} (le .crp avec ses .sonal)"
DATABASE = "une base de données : exportez-en les textes en .docx ou en .txt depuis le logiciel qui l'a écrite"
ELAN_SETTINGS = "un fichier de réglages d'ELAN, sans parole : retirez-le et gardez le .eaf"
TRANSANA = "un projet Transana : exportez chaque transcription en .rtf"
SHORTCUT = "un raccourci, qui ne contient pas le document : déposez le fichier vers lequel il mène"
PROGRAM = "un programme, pas un document : retirez-le"
CAPTIONS = "des sous-titres d'un autre format : ouvrez-les dans Subtitle Edit ou Aegisub et enregistrez-les en .srt"
MAIL = "un message électronique : copiez son texte dans un fichier .txt, ou déposez sa pièce jointe"
PROTECTED = (
    "un ancien document Office, ou un document protégé par un mot de passe : "
    "enregistrez-le en .docx, sans mot de passe"
)
ADVICE: dict[str, str] = {
    suffix: what
    for suffixes, what in (
        (".mp3 .wav .m4a .aac .ogg .oga .opus .flac .wma .aif .aiff .amr .dss .ds2 .caf", RECORDING),
        (".mp4 .mov .avi .mkv .webm .wmv .mpg .mpeg .m4v .3gp .mts .flv", RECORDING),
        (".jpg .jpeg .png .tif .tiff .gif .bmp .heic .webp .svg .jp2", IMAGE),
        (".zip .7z .rar .tar .gz .tgz .bz2 .xz .tbz2 .zst", COMPRESSED),
        (".ppt .pptx .odp .key .pps .ppsx", SLIDES),
        (".doc .dot", OLD_WORD),
        (".docm .dotx .dotm .wpd .wps .sxw .stw .ott .fodt .abw .lwp .wri .hwp .mcw .cwk", OTHER_EDITOR),
        (".pages .numbers", APPLE),
        (".ods .xls .xlsm .xlsb .sxc .dbf", OLD_TABLE),
        (".rtr .son", SONAL),
        (".crp .sonal", SONAL_TODAY),
        (".nvp .nvpx .nvcx .nvca", NVIVO),
        (".atlproj .atlproj9 .atlcb .hpr7 .hpr6 .hpr5 .atlx", ATLAS),
        (".mx .mx3 .mx4 .mx5 .mx11 .mx12 .mx18 .mx20 .mx22 .mx24 .mex .mex22 .mex24 .mtr", MAXQDA),
        (".qdpx .qdc", REFI),
        (".qda", QUALCODER),
        (".sqlite3", TAGUETTE),
        (".sqlite .db .mdb .accdb", DATABASE),
        (".pfsx .psfx .etf", ELAN_SETTINGS),
        (".tag", "un fichier de TransAG : dans TransAG, exportez-le en .trs (Transcriber)"),
        (".tra .tprx", TRANSANA),
        (".f4p .f4v .f4a", "un projet f4 : dans f4, exportez chaque transcription en .rtf ou en .docx"),
        (".epub .mobi .azw3", "un livre numérique : copiez-en le texte utile dans un fichier .txt ou .docx"),
        (".msg .eml", MAIL),
        (".gdoc", "un lien vers Google Docs, pas le document : Fichier > Télécharger > Microsoft Word (.docx)"),
        (".gsheet", "un lien vers Google Sheets, pas le tableau : Fichier > Télécharger > .csv"),
        (".lnk .url .webloc .desktop", SHORTCUT),
        (".exe .msi .app .dmg .bat .dll", PROGRAM),
        (".sbv .ass .ssa .ttml .dfxp .lrc .sub .smi .stl .usf .itt", CAPTIONS),
        (".tmp .bak .part .crdownload", "un fichier provisoire ou inachevé : retirez-le"),
    )
    for suffix in suffixes.split()
}
# What a file is by its first bytes: the suffix that belongs to it.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", ".zip"), (rb"[\s\xef\xbb\xbf]{0,20}%PDF", ".pdf"), (rb"\{\\rtf", ".rtf"),
    (rb"\xd0\xcf\x11\xe0", ".ole"), (rb"7z\xbc\xaf\x27\x1c", ".7z"), (rb"Rar!\x1a", ".rar"), (rb"\x1f\x8b", ".gz"),
    (rb"BZh\d", ".bz2"), (rb"\xfd7zXZ", ".xz"), (rb"\xff\xd8\xff", ".jpg"), (rb"\x89PNG", ".png"), (rb"GIF8", ".gif"),
    (rb"II\*\x00|MM\x00\*", ".tif"), (rb"ID3|\xff[\xfb\xf3\xf2]", ".mp3"), (rb"RIFF....WAVE", ".wav"),
    (rb"RIFF....AVI ", ".avi"), (rb"RIFF....WEBP", ".webp"), (rb"OggS", ".ogg"), (rb"fLaC", ".flac"),
    (rb"....ftyp", ".mp4"), (rb"\x1aE\xdf\xa3", ".mkv"), (rb"0&\xb2u\x8ef\xcf\x11", ".wma"),
    (rb"SQLite format 3\x00", ".sqlite"), (rb"MZ.{58}.{4}", ".exe"), (rb"\x7fELF", ".exe"), (rb"\xffWPC", ".wpd"),
    (rb"L\x00\x00\x00\x01\x14\x02\x00", ".lnk"),
)
# What a zip archive is by its members, or by the type that OpenDocument and EPUB write first.
MEMBERS = (
    (b"word/document", ".docx"), (b"xl/workbook", ".xlsx"), (b"ppt/presentation", ".pptx"), (b"project.qde", ".qdpx"),
    (b"content.xml", ".odt"),
)
MIMETYPES = (
    (b"opendocument.text", ".odt"), (b"opendocument.spreadsheet", ".ods"), (b"opendocument.presentation", ".odp"),
    (b"epub+zip", ".epub"),
)
READ = {
    ".docx": "un document Word", ".odt": "un document LibreOffice", ".xlsx": "un tableau Excel", ".pdf": "un PDF",
    ".rtf": "un document RTF",
}
BROKEN_ARCHIVE = "un document ou un dossier compressé (.docx, .odt, .xlsx, .zip) : rendez-lui son suffixe"


def weighed(data: bytes, file: str, largest: int = LARGEST_TEXT) -> bytes:
    """
    Give the bytes back when they are no more than a transcript can be.

    Args:
        data: the whole file.
        file: its name, for the message.
        largest: in bytes.

    Raises:
        UnreadableTranscript: the file is empty, or larger than ``largest`` bytes.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise UnreadableTranscript(f"{file} est vide. Remettez-y la transcription, ou retirez le fichier.")
    if len(data) > largest:
        raise too_large(file, len(data), largest)
    return data


def too_large(file: str, size: int, largest: int) -> UnreadableTranscript:
    """Say that a file is larger than a transcript can be; sizes in bytes."""
    return UnreadableTranscript(
        f"{file} est trop gros pour une transcription ({size // 1_000_000} Mo, {largest // 1_000_000} au plus). "
        "Coupez-le en plusieurs fichiers, un par entretien."
    )


def bounded(file: str, held: int, what: str = "marques de mise en forme", most: int = MOST_MARKS) -> None:
    """
    Refuse what would take minutes and gigabytes to read: no transcript holds so much.

    Args:
        file: its name, for the message.
        held: how many it holds.
        what: of what, in the user's words.
        most: how many it may hold.

    Raises:
        UnreadableTranscript: it holds more.
    """
    if held > most:
        raise UnreadableTranscript(
            f"{file} est trop gros pour une transcription ({held} {what}, {most} au plus). Copiez-en le texte utile "
            "dans un fichier .txt, ou coupez-le en plusieurs fichiers, un par entretien."
        )


def advice(suffix: str) -> str | None:
    """
    Say what a file with this suffix is and how to convert it: « {file} est {advice}. »; None for what may be read.

    >>> advice(".LNK")
    'un raccourci, qui ne contient pas le document : déposez le fichier vers lequel il mène'
    """
    return ADVICE.get(suffix.lower()) or (MAXQDA if re.fullmatch(r"\.(?:mx|mex)\d*", suffix.lower()) else None)


def kind(data: bytes) -> str | None:
    """Tell the suffix that bytes deserve, ``.ole`` for any old Office file; None for text and what is unknown."""
    found = next((s for mark, s in SIGNATURES if re.match(mark, data[:80], re.DOTALL)), None)
    if found != ".zip":
        return found
    # A zip archive names its first members at its beginning, and all of them at its end.
    named = data[:4_000] + data[-20_000:]
    return next((suffix for mark, suffix in (*MIMETYPES, *MEMBERS) if mark in named), ".zip")


def disguised(data: bytes) -> str | None:
    """Say what bytes that pass for text really are: « {file} n'est pas du texte mais {disguised}. »."""
    suffix = kind(data)
    if suffix is None or suffix == ".ole":
        return suffix and (OLD_WORD if "WordDocument".encode("utf-16-le") in data else PROTECTED)
    if suffix in READ:
        return f"{READ[suffix]} : rendez-lui son suffixe ({suffix})"
    return BROKEN_ARCHIVE if suffix == ".zip" and not zipfile.is_zipfile(io.BytesIO(data)) else ADVICE.get(suffix)


def damaged(data: bytes, file: str) -> UnreadableTranscript:
    """Make the error for a document that does not open, with the remedy that its first bytes suggest."""
    suffix = PurePath(file).suffix.lower()
    if kind(data) not in {None, ".zip", suffix}:
        return UnreadableTranscript(f"{file} n'est pas un vrai fichier {suffix} mais {disguised(data)}.")
    return UnreadableTranscript(
        f"{file} est abîmé, ou n'est pas un vrai fichier {suffix} : ouvrez-le dans le logiciel qui l'a écrit et "
        f"réenregistrez-le en {suffix}."
    )


def wordless(file: str) -> UnreadableTranscript:
    """Make the error for a document that opens well and holds no words."""
    return UnreadableTranscript(
        f"{file} ne contient aucune parole, aucun texte : remettez-y la transcription, ou retirez le fichier."
    )
