"""An XML file where nobody speaks → what it is, and what to do with it, in French."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.ingest.readers.common.xml import local
from pipeline.model.errors import UnreadableTranscript

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
