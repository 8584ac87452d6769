"""What a cue holds → its words, one paragraph per voice it names, and the tags set aside."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.cues import Cue
from pipeline.ingest.session import Aside, Paragraph

# Only the tags that captions use: « <rires> » is a transcriber's mark, and stays.
_TAG = r"</?\s*(?:c|i|b|u|s|v|ruby|rt|lang|font|em|strong|span|br|p)(?:[.\s/][^<>]*)?>"
_INSTANT = r"<(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?>"
_OVERRIDE = r"\{\\[^{}\n]*\}|\{/?[bius]\}|\{[ycfspo]:[^{}\n]*\}|\\[Nh]"
_REFERENCE = r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"
MARKUP = re.compile(rf"({_TAG}|{_INSTANT}|{_OVERRIDE}|{_REFERENCE})", re.IGNORECASE)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^<>]*))?>")
BREAKS = re.compile(r"<br\s*/?>|\\N|</?p\s*>", re.IGNORECASE)


class CueWords(NamedTuple):
    """The paragraphs of a cue, their line breaks kept, and its tags."""

    said: list[Paragraph]
    asides: list[Aside]


def words(cue: Cue) -> CueWords:
    """
    Take the tags of a cue off its words; a voice tag begins another paragraph.

    Character references become the character they stand for, and what they were written with more is markup.
    """
    runs: list[tuple[str, list[str]]] = [("", [])]
    tags: list[str] = []
    labels: list[str] = []
    for n, piece in enumerate(MARKUP.split(cue.raw)):
        if n % 2 == 0:
            runs[-1][1].append(piece)
        elif piece[:2].lower() in {"<v", "</"} and re.match(r"</?v\b", piece):
            named = VOICE.fullmatch(piece)
            runs.append(((" ".join(unescape(named[1] or "").split()) if named else ""), []))
            labels.append(piece)
        else:
            shown = _shown(piece)
            runs[-1][1].append(shown)
            tags.append(piece[characters(shown) :])
    said = [(speaker, "".join(pieces)) for speaker, pieces in runs]
    # A cue without words stays: it clears the screen, which tells what a rolling caption repeats.
    kept = [(speaker, text) for speaker, text in said if text.strip()] or [("", "")]
    return CueWords([
        Paragraph(text, cue.place, speaker=speaker, start_ms=cue.start_ms, end_ms=cue.end_ms) for speaker, text in kept
    ], _asides(cue, tags, labels))


def _shown(markup: str) -> str:
    if markup.startswith("&"):
        known = markup[1] == "#" or markup[1:] in html5
        return unescape(markup) if known else markup
    return "\n" if BREAKS.fullmatch(markup) else " " if markup == "\\h" else ""


def _asides(cue: Cue, tags: list[str], labels: list[str]) -> list[Aside]:
    markup = " ".join(tags)
    named = " ".join(labels)
    asides = [Aside(markup, "markup", cue.place), Aside(named, "label", cue.place)]
    return [a for a in asides if a.text.strip()]
