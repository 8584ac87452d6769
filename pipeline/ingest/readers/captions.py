"""A ``.srt`` or ``.vtt`` file → its captions, each word once; in WebVTT their voices, notes and styles set aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from html.entities import html5
from typing import NamedTuple

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, finished, hidden, without_addresses
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript, Reason
from pipeline.model.errors import UnreadableTranscript

# People and programs damage times: commas or full stops, spaces after colons, arrows that Word made typographic.
_CLOCK = r"(?:(\d{1,3})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,2})(?:\s?[.,:;]\s?(\d{1,3})\d*)?"
_SETTINGS = r"(?:\s+(?:vertical|line|position|size|align|region|[XYxy][12]):\S*)*"
TIME = re.compile(rf"[\s\ufeff]*{_CLOCK}\s*(?:[-–—]{{1,3}}\s?>|→)\s*{_CLOCK}{_SETTINGS}")
BROKEN_TIME = re.compile(r"[\s\ufeff]*\d\S{0,30}\s*-->.*|[^\s>]{0,30}\s*-->\s*\d.*")
COUNTER = re.compile(r"[\s\ufeff]*([0-9]{1,7})\s*")
# Only the tags that captions use: « <rires> » is a transcriber's mark, and stays.
_TAG = r"</?\s*(?:c|i|b|u|s|v|ruby|rt|lang|font|em|strong|span|br|p)(?:[.\s/][^<>]*)?>"
_INSTANT = r"<(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?>"
_OVERRIDE = r"\{\\[^{}\n]*\}|\{/?[bius]\}|\{[ycfspo]:[^{}\n]*\}|\\[Nh]"
_REFERENCE = r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"
MARKUP = re.compile(rf"({_TAG}|{_INSTANT}|{_OVERRIDE}|{_REFERENCE})", re.IGNORECASE)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^<>]*))?>")
BREAKS = re.compile(r"<br\s*/?>|\\N|</?p\s*>", re.IGNORECASE)
LINGERS_MS = 500  # longest time between a line and its repeat
FROZEN_MS = 50  # a cue that only freezes a line lasts a hundredth of a second
FEWEST_ROLLS = 2
SHARE_OF_ROLLS = 0.5
MOST_LINES = 8  # that a screen shows
# « - Bonjour » is another voice, « celui\n-là » is not; « — enfin » amid a sentence is the same voice's.
OPENING = re.compile(r"^[^\S\n]*[-–—](?:[^\S\n]+|(?=[A-ZÀ-ÖØ-ÞŒ«“\[(…]))(?=\S)|>{2,3}", re.MULTILINE)
ENDS_A_SENTENCE = frozenset('.!?…»"”)]♪')
NEARBY = 20  # characters
RECORDING = re.compile(
    r"^.*\.(?:aac|aiff?|amr|avi|flac|m4[av]|mkv|mov|mp[34]|mpe?g|ogg|opus|wav|webm|wm[av])\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
Found = tuple[list[Paragraph], list[Aside]]


class Cue(NamedTuple):
    """What stands under one time line, as written; times in milliseconds, unknown where they are damaged."""

    place: str
    start_ms: int | None
    end_ms: int | None
    raw: str


def cues(lines: Sequence[str], *, named: bool) -> tuple[list[Cue], list[Aside]]:
    """
    Cut lines at their time lines; what stands before the first is a header.

    Words after a blank line belong to the cue above: a blank line typed inside a caption loses nothing.

    Args:
        lines: of the whole file, in order.
        named: a cue may bear any name on the line above its times, and not only a number.
    """
    times = [n for n, line in enumerate(lines) if is_time(line)]
    counters = _counters(lines, times, named=named)
    asides = [Aside(lines[n], "counter", f"ligne {n + 1}") for n in sorted(counters)]
    kept = ["" if n in counters else line for n, line in enumerate(lines)]
    asides.append(Aside("\n".join(kept[: times[0] if times else None]), "header", "ligne 1"))
    found: list[Cue] = []
    for at, end in itertools.pairwise([*times, len(lines)]):
        place, clock = f"ligne {at + 1}", TIME.match(kept[at])
        if clock:
            start = _milliseconds(*clock.groups()[:4])
            stop = _milliseconds(*clock.groups()[4:])
            # Words typed behind the times are words.
            raw = "\n".join([kept[at][clock.end() :], *kept[at + 1 : end]])
            found.append(Cue(place, start, stop if stop >= start else None, raw))
        else:
            found.append(Cue(place, None, None, "\n".join(kept[at + 1 : end])))
        asides.append(Aside(clock[0] if clock else kept[at], "time", place))
    return found, [a for a in asides if a.text.strip()]


def is_time(line: str) -> bool:
    """Tell whether a line gives the times of a cue, even damaged."""
    return bool(TIME.match(line) or ("-->" in line and BROKEN_TIME.match(line)))


def _counters(lines: Sequence[str], times: Sequence[int], *, named: bool) -> set[int]:
    """Find the lines that number or name a cue: those on their own above its times, or the number that follows."""
    found: set[int] = set()
    number = 0
    for start, end in itertools.pairwise([-1, *times, len(lines)]):
        at = next((n for n in range(end - 1, start, -1) if lines[n].strip()), None)
        if at is None:
            continue
        alone = at == end - 1 < len(lines) - 1 and (at == 0 or not lines[at - 1].strip())
        numbered = COUNTER.fullmatch(lines[at])
        if (alone and (named or numbered)) or (numbered and int(numbered[1]) == number + 1):
            found.add(at)
            number = int(numbered[1]) if numbered else number
    return found


def _milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


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
            shown = "\n" if BREAKS.fullmatch(piece) else " " if piece == "\\h" else ""
            if piece.startswith("&"):
                shown = unescape(piece) if piece[1] == "#" or piece[1:] in html5 else piece
            runs[-1][1].append(shown)
            tags.append(piece[characters(shown) :])
    said = [(speaker, "".join(pieces)) for speaker, pieces in runs]
    # A cue without words stays: it clears the screen, which tells what a rolling caption repeats.
    kept = [(speaker, text) for speaker, text in said if text.strip()] or [("", "")]
    paragraphs = [
        Paragraph(text, cue.place, speaker=speaker, start_ms=cue.start_ms, end_ms=cue.end_ms) for speaker, text in kept
    ]
    asides = [Aside(" ".join(tags), "markup", cue.place), Aside(" ".join(labels), "label", cue.place)]
    return CueWords(paragraphs, [a for a in asides if a.text.strip()])


def unrolled(cued: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Aside]]:
    r"""
    Keep each word once where captions roll; elsewhere what people say twice stays said twice.

    Args:
        cued: one paragraph per cue, in the order of the file, also for a cue without words; lines end with ``\n``.
    """
    repeats = [0, *(_repeated(before, after) for before, after in itertools.pairwise(cued))]
    spoken = [(a, b, n) for (a, b), n in zip(itertools.pairwise(cued), repeats[1:], strict=True) if a.text and b.text]
    rolls = sum(n > 0 and (n < len(b.text.split()) or _frozen(a) or _frozen(b)) for a, b, n in spoken)
    if not (rolls >= FEWEST_ROLLS and rolls >= SHARE_OF_ROLLS * len(spoken)):
        return list(cued), []
    cut = [(p, n) for p, n in zip(cued, repeats, strict=True) if n]
    asides = [Aside(" ".join(p.text.split()[:n]), "repeated", p.place) for p, n in cut]
    left = [
        replace(p, text=" ".join(p.text.split()[n:])) if n else p for p, n in zip(cued, repeats, strict=True)
    ]
    return left, asides


def _frozen(cue: Paragraph) -> bool:
    return cue.start_ms is not None and cue.end_ms is not None and cue.end_ms - cue.start_ms <= FROZEN_MS


def _repeated(before: Paragraph, after: Paragraph) -> int:
    """Count the words that a cue repeats: those of the last lines shown, while they are still on the screen."""
    if before.end_ms is not None and after.start_ms is not None and after.start_ms - before.end_ms > LINGERS_MS:
        return 0
    shown = [line.split() for line in before.text.split("\n")[-MOST_LINES:]]
    new = after.text.split()
    tails = (list(itertools.chain.from_iterable(shown[n:])) for n in range(len(shown)))
    return next((len(tail) for tail in tails if new[: len(tail)] == tail), 0)


def captions(lines: Sequence[str], file: str, *, named: bool) -> Found:
    """
    Read what cues say: each word once, one paragraph per voice; counters, times, tags and dashes are set aside.

    Args:
        lines: of the whole file, in order.
        file: its name, for messages.
        named: a cue may bear any name on the line above its times.

    Raises:
        UnreadableTranscript: no line gives times: the file holds no captions.
    """
    found, around = cues(lines, named=named)
    if not found:
        raise UnreadableTranscript(
            f"{file} ne contient aucune ligne de temps, comme « 00:00:01,000 --> 00:00:04,000 » : ce ne sont pas des "
            "sous-titres. Exportez-les à nouveau, ou enregistrez le texte en .txt."
        )
    read = [words(cue) for cue in found]
    said = [p for one in read for p in one.said]
    asides = [a for one in read for a in one.asides]
    if not any(p.speaker for p in said):
        said, repeats = unrolled(said)
        asides += repeats
    voices = [_voices(p) for p in said]
    dashes = [a for _, marks in voices for a in marks]
    return [p for voice, _ in voices for p in voice], [*map(masked, around), *asides, *dashes]


def masked(aside: Aside) -> Aside:
    """Hide the lines of a header or a note that name a recording; they still count for what they were."""
    return replace(aside, text=without_addresses(RECORDING.sub(lambda line: hidden(line[0]), aside.text)))


def _voices(cue: Paragraph) -> Found:
    """Cut a cue where a dash or chevrons begin another voice; the lines of one voice are one."""
    openings = [m for m in OPENING.finditer(cue.text) if _opens(cue.text, m)]
    starts, ends = [0, *(m.end() for m in openings)], [*(m.start() for m in openings), len(cue.text)]
    texts = [" ".join(cue.text[start:end].split()) for start, end in zip(starts, ends, strict=True)]
    marks = " ".join(m[0].strip() for m in openings)
    asides = [Aside(marks, "markup", cue.place)] if marks else []
    return [replace(cue, text=text) for text in texts if text], asides


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0].startswith(">"):
        return True
    start = mark.start()
    before, after = text[max(0, start - NEARBY) : start].rstrip(), text[mark.end() : mark.end() + 1]
    return not before or before[-1] in ENDS_A_SENTENCE or not after.islower()


SIGNATURE = "WEBVTT"
BLOCK = re.compile(r"NOTE(?:\s.*)?|(?:STYLE|REGION)\s*")


def read_vtt(data: bytes, file: str) -> ReadTranscript:
    """
    Read WebVTT captions; with one ``<v Name>`` the file says who speaks, without any labels may stand in the words.

    Raises:
        UnreadableTranscript: the file is not text, holds no line of times or no words.
    """
    text, encoding = decoded(data, file)
    lines = text.split("\n")
    # The lines of the header, of notes, styles and regions are blanked: the others keep their numbers.
    kept = list(lines)
    blocks: list[Aside] = []
    for start in range(len(lines)):
        if reason := _begins(lines, start):
            block = list(itertools.takewhile(lambda line: line and not is_time(line), lines[start:]))
            kept[start : start + len(block)] = [""] * len(block)
            blocks.append(masked(Aside("\n".join(block), reason, f"ligne {start + 1}")))
    said, asides = captions(kept, file, named=True)
    voiced = any(p.speaker for p in said)
    reading = ReadTranscript(tuple(said), (*blocks, *asides), characters(text), "WebVTT (.vtt)", encoding, voiced)
    return finished(reading, file)


def _begins(lines: Sequence[str], start: int) -> Reason | None:
    """Tell whether a line begins a block that nobody says, and which."""
    if start == 0:
        return "header" if lines[0].startswith(SIGNATURE) else None
    if lines[start - 1] or not BLOCK.fullmatch(lines[start]):
        return None
    # Under a name of a cue stand its times: it is no block.
    named = start + 1 < len(lines) and is_time(lines[start + 1])
    return None if named else "comment" if lines[start].startswith("NOTE") else "markup"


def read_srt(data: bytes, file: str) -> ReadTranscript:
    """
    Read SubRip captions; labels such as « Speaker 1 : » stand in the words.

    Raises:
        UnreadableTranscript: the file is not text, holds no line of times or no words.
    """
    text, encoding = decoded(data, file)
    if text.startswith(SIGNATURE):
        return read_vtt(data, file)
    said, asides = captions(text.split("\n"), file, named=False)
    return finished(ReadTranscript(tuple(said), tuple(asides), characters(text), "SubRip (.srt)", encoding), file)
