"""A document → a file of the kind asked for, read back before it is given: its quotes are the same to the byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.errors import FiligraneError
from pipeline.publish.documents import as_docx, as_markdown, as_odt
from pipeline.publish.documents.parts import Part, quotations


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is written, how its quotes are read back."""

    name: str
    mime: str
    write: Callable[[Sequence[Part]], bytes]
    quotations: Callable[[bytes], list[str]]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
FORMATS: Mapping[str, Format] = {
    "docx": Format("Word (.docx)", WORD, as_docx.write, as_docx.quotations),
    "odt": Format("LibreOffice (.odt)", OPEN_DOCUMENT, as_odt.write, as_odt.quotations),
    "md": Format("Markdown (.md)", "text/markdown", as_markdown.write, as_markdown.quotations),
}


def written(parts: Sequence[Part], kind: str) -> bytes:
    """
    Write a document, and read its quotes back.

    Raises:
        FiligraneError: a quote does not come back as it was said: it names its rank, and nothing is written.
    """
    of = FORMATS[kind]
    try:
        content = of.write(parts)
    except ValueError as error:
        trouble = f"Rien n'est écrit : un texte contient un signe qu'un fichier .{kind} ne peut pas porter ({error})."
        raise FiligraneError(f"{trouble} Coupez ce signe, ou prenez un autre format.") from error
    said = quotations(parts)
    back = of.quotations(content)
    if said != back:
        wrong = next((n for n, (a, b) in enumerate(zip(said, back, strict=False), 1) if a != b), len(back) + 1)
        raise FiligraneError(
            f"La citation n° {wrong} ne se relit pas lettre pour lettre dans le fichier .{kind} : rien n'est écrit. "
            "Elle contient sans doute un signe invisible ; prenez un autre format, ou coupez ce signe."
        )
    return content
