"""Paragraphs that carry labels → drafts of turns, one per label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.french import speech
from pipeline.readers.session import Paragraph
from pipeline.speech import labels
from pipeline.speech.clock import unstamped
from pipeline.speech.draft import Draft

FEWEST_LABELS = 2


def dialogue(paragraphs: Sequence[Paragraph], known: dict[str, str], recurrence: int) -> list[Draft]:
    """
    Cut labelled paragraphs into turns; gives nothing when fewer than two lines bear a label.

    ``known`` gives, for each folded spelling that may label someone, the label to show.
    """
    known = {speech.folded_label(p.speaker): p.speaker for p in paragraphs if p.speaker} | known
    lines = [(line, p) for p in paragraphs for line in _lines(p)]
    heads = [head for p in paragraphs for head in _heads(p)]
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


def _lines(paragraph: Paragraph) -> list[str]:
    return [line.strip() for line in paragraph.text.split("\n") if line.strip()]


def _heads(paragraph: Paragraph) -> list[labels.Head | None]:
    lines = _lines(paragraph)
    if not paragraph.speaker:
        return [labels.head(line) for line in lines]
    # The format says who speaks: no label is looked for in the words.
    said = labels.Head(paragraph.speaker, 0, paragraph.start_ms, paragraph.end_ms, firm=True)
    return [said if number == 0 else None for number in range(len(lines))]


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
