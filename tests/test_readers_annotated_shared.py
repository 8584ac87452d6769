"""Real annotated corpora: nothing lost, and the same interview says the same words in two formats."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.ingest.readers import chat, orfeo, textgrid
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.text import read_iramuteq
from pipeline.model.errors import UnreadableTranscript

SHARED = os.environ.get("FILIGRANE_SHARED")
CORPORA = Path(SHARED or ".") / "corpora"
pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où sont les corpus réels")

READERS = {".textgrid": textgrid, ".cha": chat, ".orfeo": orfeo, ".conllu": orfeo}
FILES = sorted(p for p in CORPORA.glob("*/*") if p.suffix.lower() in READERS) if SHARED else []
CORPUS = CORPORA / "theses_socio_iramuteq" / "theses_share.txt"
PAIRS = [p for p in FILES if p.with_suffix(".tei.xml").exists()]
TEI = "{http://www.tei-c.org/ns/1.0}"
LEAST_AGREEMENT = 0.98
# These TEI files exchange the two voices of overlaps, as reading both shows: only the words are compared.
SWAPPED = ("Aude_", "Ian_")
# This TextGrid was published with words glued where a line ended (« dansles »).
GLUED = "Mira_"
LEAST_WHEN_GLUED = 0.97
MARK = re.compile(r"[\[{(<][^\])}>]*[\])}>]")
# Its tiers were emptied by those who published it.
EMPTY = "Anita_MUSSO_F_46_11e.textgrid"


def names(paths: Iterable[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_every_character_of_a_real_file_is_accounted_for(path: Path) -> None:
    """What is read is in paragraphs or asides, to the character; no address of media is anywhere."""
    reader = READERS[path.suffix.lower()]
    if path.name == EMPTY:
        with pytest.raises(UnreadableTranscript, match="aucune parole"):
            reader.read(path.read_bytes(), path.name)
        return
    reading = reader.read(path.read_bytes(), path.name)
    held = characters(*[p.text for p in reading.paragraphs]) + characters(*[a.text for a in reading.asides])
    assert reading.characters == held
    assert reading.voiced
    assert "://" not in repr(reading)


def test_every_text_of_the_real_corpus_is_a_voice() -> None:
    """The six hundred summaries of theses are as many voices, each with its year."""
    data = CORPUS.read_bytes()
    reading = read_iramuteq(data, "corpus.txt")
    held = characters(*[p.text for p in reading.paragraphs]) + characters(*[a.text for a in reading.asides])
    assert reading.characters == held
    stars = len(re.findall(r"^\*\*\*\* ", data.decode(), re.MULTILINE))
    assert len({p.speaker for p in reading.paragraphs}) == stars
    assert {tuple(person) for person in reading.described["personnes"]} == {("locuteur", "annee")}


@pytest.mark.parametrize("path", PAIRS, ids=names(PAIRS))
def test_praat_and_tei_agree_on_who_says_what(path: Path) -> None:
    """The same interview in TextGrid and in TEI: the same words by the same voice, and the same letters in order."""
    reading = textgrid.read(path.read_bytes(), path.name)
    swapped = path.name.startswith(SWAPPED)
    ours = _by_voice(("" if swapped else p.speaker, p.text) for p in reading.paragraphs)
    theirs = _by_voice(("" if swapped else voice, text) for voice, text in _tei(path.with_suffix(".tei.xml")))
    least = LEAST_WHEN_GLUED if path.name.startswith(GLUED) else LEAST_AGREEMENT
    assert _agreement(ours, theirs, str.split) >= least
    assert swapped or _agreement(ours, theirs, _runs) >= LEAST_AGREEMENT


def _by_voice(turns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Gather the words of each voice, without what the transcriber notes between brackets."""
    said: dict[str, list[str]] = {}
    for voice, text in turns:
        said.setdefault(voice, []).extend(re.findall(r"\w+", unicodedata.normalize("NFC", MARK.sub(" ", text))))
    return {voice: " ".join(words) for voice, words in said.items()}


def _runs(text: str) -> list[str]:
    """Cut a text into every run of five letters: it tells the order, and forgives words glued at publication."""
    letters = text.replace(" ", "")
    return [letters[i:i + 5] for i in range(len(letters))]


def _agreement(ours: dict[str, str], theirs: dict[str, str], cut: Callable[[str], list[str]]) -> float:
    """
    Share of words (or runs) that the same voice says on both sides.

    Two of these interviews name their interviewer differently in the two formats: voices are matched by their words.
    """
    left = {voice: Counter(cut(text)) for voice, text in ours.items()}
    right = {voice: Counter(cut(text)) for voice, text in theirs.items()}
    total = sum(c.total() for c in left.values()) + sum(c.total() for c in right.values())
    same = 0
    for counted in sorted(left.values(), key=Counter.total, reverse=True):
        best = max(right, key=lambda voice: (counted & right[voice]).total(), default="")
        same += (counted & right.pop(best, Counter())).total()
    return 2 * same / total


def _tei(path: Path) -> Iterable[tuple[str, str]]:
    for unit in ET.parse(path).iter():  # noqa: S314 - a corpus we chose
        if unit.tag.removeprefix(TEI) in {"annotatedU", "annotationBlock", "annotationGrp"}:
            for seg in unit.iter(f"{TEI}seg"):
                tails = [child.tail or "" for child in seg]
                yield unit.get("wh") or unit.get("who") or "", " ".join([seg.text or "", *tails])
