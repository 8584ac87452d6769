"""Real documents, kept outside of the project: accounts, and the same interview in several formats."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pipeline.ingest.readers import opendocument, portable, richtext, word
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import advice, disguised
from pipeline.ingest.session import ReadTranscript

SHARED = os.environ.get("FILIGRANE_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="FILIGRANE_SHARED does not say where the real corpora lie")
CORPORA = Path(SHARED or ".") / "corpora"
READERS: dict[str, Callable[[bytes, str], ReadTranscript]] = {
    ".docx": word.read, ".odt": opendocument.read, ".rtf": richtext.read, ".pdf": portable.read,
}
DOCUMENTS = sorted(p for p in CORPORA.rglob("*") if p.suffix in READERS) if SHARED else []
CRAFT, WEBINARS, DERIVED = CORPORA / "entretiens_artisans", CORPORA / "dinum_webinaires_odt", CORPORA / "derived"
WEBINAR = "transcription-formation-recherche-utilisateur-091221"
SAME = [
    (CRAFT / "Entretien 01 24.10.03 01_traitement_A.docx", DERIVED / "Entretien 01 24.10.03 01_traitement_A.rtf"),
    (CRAFT / "Entretien 01 24.10.03 01_traitement_A.docx", DERIVED / "Entretien 01 24.10.03 01_traitement_A.pdf"),
    (CRAFT / "Entretien 01 25.05.22 06_traitement_A.docx", DERIVED / "Entretien 01 25.05.22 06_traitement_A.odt"),
    (WEBINARS / f"{WEBINAR}.odt", DERIVED / f"{WEBINAR}.rtf"),
    (WEBINARS / f"{WEBINAR}.odt", DERIVED / f"{WEBINAR}.pdf"),
]


def read(path: Path) -> ReadTranscript:
    return READERS[path.suffix](path.read_bytes(), path.name)


def words(path: Path) -> list[str]:
    return re.findall(r"\w+", " ".join(paragraph.text for paragraph in read(path).paragraphs))


def shared(one: list[str], other: list[str]) -> float:
    same = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / max(len(one), len(other))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_character_of_a_real_document_is_said_or_set_aside(path: Path) -> None:
    """No real document loses a character."""
    reading = read(path)

    said, set_aside = [p.text for p in reading.paragraphs], [a.text for a in reading.asides]
    assert reading.characters == characters(*said, *set_aside) > 1_000


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda path: path.name)
def test_the_same_interview_has_the_same_words_whatever_the_format(one: Path, other: Path) -> None:
    """At least 98 % of the words are the same, in the same order."""
    assert shared(words(one), words(other)) >= 0.98


@pytest.mark.parametrize(("one", "other"), [pair for pair in SAME if pair[1].suffix != ".pdf"], ids=lambda p: p.name)
def test_word_processors_give_the_same_paragraphs_and_styles(one: Path, other: Path) -> None:
    """Between Word, OpenDocument and Rich Text, not even a style differs."""
    assert [(p.text, p.style) for p in read(one).paragraphs] == [(p.text, p.style) for p in read(other).paragraphs]


@pytest.mark.parametrize(("one", "other"), [pair for pair in SAME if pair[1].suffix == ".pdf"], ids=lambda p: p.name)
def test_pdf_paragraphs_are_nearly_those_of_the_document(one: Path, other: Path) -> None:
    """Nine paragraphs in ten of a PDF are those of the document, spaces apart."""
    original = {"".join(p.text.split()) for p in read(one).paragraphs}
    printed = ["".join(p.text.split()) for p in read(other).paragraphs]

    assert sum(text in original for text in printed) >= 0.9 * len(printed)


def test_an_old_word_document_is_refused_with_its_remedy() -> None:
    """The .doc of the set is known by its suffix and by its bytes."""
    old = next(DERIVED.glob("*.doc"))

    assert ".docx" in (advice(old.suffix) or "")
    assert "ancien document Word" in (disguised(old.read_bytes()) or "")
