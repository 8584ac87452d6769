"""Paragraphs that carry labels → drafts of turns, one per label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.french import speech
from pipeline.readers.session import Paragraph
from pipeline.speech import labels
from pipeline.speech.clock import unstamped
from pipeline.speech.draft import Draft

Line = tuple[str, Paragraph]
FEWEST_LABELS = 2


def dialogue(paragraphs: Sequence[Paragraph], known: dict[str, str], recurrence: int) -> list[Draft]:
    """
    Cut labelled paragraphs into turns; gives nothing when fewer than two lines bear a label.

    ``known`` gives, for each folded spelling that may label someone, the label to show.
    """
    lines = [(line.strip(), p) for p in paragraphs for line in p.text.split("\n") if line.strip()]
    heads = [_head(line) for line in lines]
    true = labels.accepted(heads, known, recurrence)
    heads = [h if h and h.key in true else None for h in heads]
    if sum(h is not None for h in heads) < FEWEST_LABELS:
        return []
    shown = labels.spellings(heads) | known
    drafts: list[Draft] = []
    for (text, paragraph), head in zip(lines, heads, strict=True):
        if head:
            said = [text[head.said :]] if text[head.said :] else []
            drafts.append(Draft(shown[head.key], paragraph.place, said, head.start_ms, head.end_ms))
        else:
            _go_on(drafts, text, paragraph)
    return [d for d in drafts if d.text]


def _head(line: Line) -> labels.Head | None:
    text, paragraph = line
    if paragraph.speaker:
        return labels.Head(paragraph.speaker, 0, paragraph.start_ms, paragraph.end_ms, firm=True)
    return labels.head(text)


def _go_on(drafts: list[Draft], text: str, paragraph: Paragraph) -> None:
    if not drafts or paragraph.style == "heading":
        drafts.append(_aside(text, paragraph))
        return
    words, start_ms = unstamped(text)
    if drafts[-1].role is None:
        drafts[-1].lines.append(words)
    elif speaker := _last_speaker(drafts):
        drafts.append(Draft(speaker, paragraph.place, [words], start_ms))
    else:
        drafts.append(_aside(text, paragraph))


def _aside(text: str, paragraph: Paragraph) -> Draft:
    mark = speech.is_mark(text)
    return Draft(speech.NOBODY, paragraph.place, [text], role="noise" if mark else "editorial")


def _last_speaker(drafts: Iterable[Draft]) -> str:
    return next((d.speaker for d in reversed(list(drafts)) if d.role is None), "")
