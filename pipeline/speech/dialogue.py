"""Paragraphs that carry labels → drafts of turns, one per label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.contracts import Role
from pipeline.french import speech
from pipeline.french.marks import is_mark
from pipeline.readers.session import Paragraph
from pipeline.speech import labels
from pipeline.speech.clock import unstamped
from pipeline.speech.dashes import DASH, other
from pipeline.speech.draft import Draft
from pipeline.speech.full_names import introduced

FEWEST_LABELS = 2


def dialogue(paragraphs: Sequence[Paragraph], known: dict[str, str], recurrence: int) -> list[Draft]:
    """
    Cut labelled paragraphs into turns; gives nothing when fewer than two lines bear a label.

    ``known`` gives, for each folded spelling that may label someone, the label to show.
    """
    lines = [(line, p) for p in paragraphs for line in _lines(p)]
    heads = [labels.head(line) for line, _ in lines]
    true = labels.accepted(heads, known, recurrence)
    heads = [h if h and h.key in true else None for h in heads]
    if sum(h is not None for h in heads) < FEWEST_LABELS:
        return []
    shown = labels.spellings(heads)
    # What a person or the metadata say of a label comes first.
    shown |= introduced([shown[h.key] for h in heads if h]) | known
    voices = list(dict.fromkeys(shown[h.key] for h in heads if h))
    dashed = any(h and DASH.match(text) for h, (text, _) in zip(heads, lines, strict=True))
    drafts: list[Draft] = []
    for (text, paragraph), head in zip(lines, heads, strict=True):
        if head:
            drafts.append(_opened(shown[head.key], text, paragraph, head))
        elif dashed and drafts and DASH.match(text):
            drafts.append(_alternated(drafts, text, paragraph, voices))
        else:
            _go_on(drafts, text, paragraph)
    return drafts


def _lines(paragraph: Paragraph) -> list[str]:
    return [line.strip() for line in paragraph.text.split("\n") if line.strip()]


def _opened(label: str, text: str, paragraph: Paragraph, head: labels.Head) -> Draft:
    said = [text[head.said :]] if text[head.said :] else []
    start, end = (head.start_ms, head.end_ms) if head.start_ms is not None else (paragraph.start_ms, paragraph.end_ms)
    return Draft(label, paragraph.place, said, start, end, aside=text[: head.said])


def _alternated(drafts: list[Draft], text: str, paragraph: Paragraph, voices: list[str]) -> Draft:
    """Open the turn that a dash without a label announces: another speaks, and between two it is the other."""
    said = re.sub(DASH, "", text, count=1)
    speaker = other(_last_speaker(drafts) or voices[-1], voices)
    role: Role | None = None if speaker else "participant"
    mark = text[: len(text) - len(said)]
    return Draft(speaker, paragraph.place, [said], role=role, aside=mark, alternated=bool(speaker))


def _go_on(drafts: list[Draft], text: str, paragraph: Paragraph) -> None:
    if not drafts or paragraph.style == "heading":
        drafts.append(_aside(text, paragraph))
        return
    words, start_ms = unstamped(text)
    time = text[: len(text) - len(words)]
    if drafts[-1].role is None:
        _lengthen(drafts[-1], words, time, paragraph)
    elif speaker := _last_speaker(drafts):
        drafts.append(Draft(speaker, paragraph.place, [words], start_ms, aside=time))
    else:
        drafts.append(_aside(text, paragraph))


def _lengthen(draft: Draft, words: str, time: str, paragraph: Paragraph) -> None:
    draft.lines.append(words)
    draft.aside += time
    draft.end_ms = paragraph.end_ms if paragraph.end_ms is not None else draft.end_ms


def _aside(text: str, paragraph: Paragraph) -> Draft:
    mark = is_mark(text)
    return Draft(speech.NOBODY, paragraph.place, [text], role="noise" if mark else "editorial")


def _last_speaker(drafts: Iterable[Draft]) -> str:
    return next((d.speaker for d in reversed(list(drafts)) if d.role is None), "")
