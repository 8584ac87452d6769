"""Paragraphs that carry labels → drafts of turns, one per label."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.accepted_labels import AcceptedLabels, RejectedLabel, accept_labels
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.ingest.speech.heads import FIRM, Head, Layout, heads, introduced
from pipeline.ingest.speech.lines import BARE_STAMP, TranscriptLine, dashed, lines, said
from pipeline.ingest.speech.plausible import Likelihood, likelihood
from pipeline.ingest.speech.speaker_roles import Heading, heading
from pipeline.language import transcript_conventions
from pipeline.language.transcript_conventions import is_mark
from pipeline.language.transcript_lines import closes
from pipeline.model.contracts import Role

FEWEST_LABELS = 2
FEWEST_INLINE = 3  # times that a label must stand, at least, to be accepted amid lines alone
# Captions are cut anywhere: a line of one word, or a dash, says nothing there.
IN_CAPTIONS: frozenset[Layout] = FIRM | {"chevron", "brackets", "tab"}
INLINE = re.compile(
    rf"(?<=[.?!…»”\")\]])\s+(?=(?:[-–—]\s+)?(?:{BARE_STAMP}\s*)?(?:\*\*|__)?(?P<label>[^\s.:;?!…\"«»][^.:;?!…\"«»\n]{{0,38}}?|[^\s:;?!…]{{1,12}}\.?)(?:\*\*|__)?\s?:(?:\*\*|__)?\s)"
)
# « II. LES BÊTES », « Thème 2 : le travail », alone on its line: the plan of the interview.
SECTION = re.compile(
    r"(?:[IVX]{1,5}|\d{1,2})\s?[.)/–—-]\s*[^a-zà-ÿ.?!]{4,80}"
    r"|(?i:thème|thématique|partie|axe|rubrique|section|bloc)\s(?:\d{1,2}|[IVX]{1,4})\b[^.?!]{0,80}"
)
LONGEST_MARK = 3  # words: a longer sentence between brackets, alone on its line, is the transcriber's
NUMBERED = re.compile(r"(?P<stem>.*?\D)[\s._-]*(?P<number>\d{1,3})")
SERIES = frozenset({"q", "r", "quest", "question", "reponse", "rep"})


@dataclass
class Labelled:
    """Drafts of a labelled transcript, what its heading declares, and what was and was not accepted."""

    drafts: list[DraftTurn] = field(default_factory=list)
    heading: Heading = field(default_factory=Heading)
    once: frozenset[str] = frozenset()
    rejected: tuple[RejectedLabel, ...] = ()


def dialogue(
    paragraphs: Sequence[Paragraph], known: Mapping[str, str], recurrence: int, refused: Iterable[str] = ()
) -> Labelled:
    """
    Cut labelled paragraphs into turns; no draft when fewer than two lines bear a label.

    Args:
        paragraphs: of the transcript.
        known: for each folded spelling that may label someone, the label to show.
        recurrence: how often an unknown label must stand before it is accepted.
        refused: folded labels that a person said to be none.
    """
    cut = _split(lines(paragraphs))
    every = [heads(line.text, line.opening) for line in cut]
    candidates = _unnumbered([
        found if line.paragraph.start_ms is None else [h for h in found if h.layout in IN_CAPTIONS]
        for line, found in zip(cut, every, strict=True)
    ])
    told = heading(cut, candidates)
    candidates = [[] if n in told.lines else found for n, found in enumerate(candidates)]
    accepted = accept_labels(cut, candidates, {*known, *told.names, *told.roles}, frozenset(refused), recurrence)
    true = [h for h in accepted.heads if h]
    if len(true) < FEWEST_LABELS and not any(likelihood(h.label) >= Likelihood.PERSON for h in true):
        return Labelled(rejected=accepted.rejected)
    # Of several spellings of a label, one is shown: the first, a name in full, what people declared.
    spelt: dict[str, str] = {}
    for head in accepted.heads:
        if head:
            spelt.setdefault(head.key, head.label)
    # What a person or the metadata say of a label comes first.
    shown = spelt | introduced([spelt[h.key] for h in accepted.heads if h]) | dict(known)
    return Labelled(_turns(cut, accepted, shown), told, frozenset(accepted.once), accepted.rejected)


def _unnumbered(candidates: Sequence[Sequence[Head]]) -> list[list[Head]]:
    """Take the numbers off labels numbered all along: Q1, R1, Q2, R2 are Q and R, where each number stands once."""
    stems: dict[str, list[tuple[int, str]]] = defaultdict(list)
    times = Counter(found[0].key for found in candidates if found)
    for key in dict.fromkeys(found[0].key for found in candidates if found):
        if numbered := NUMBERED.fullmatch(key):
            stems[numbered["stem"].strip(" ._-")].append((int(numbered["number"]), key))
    series = {
        key for stem, listed in stems.items() for _, key in listed
        if stem in SERIES and len(listed) > 1 and listed == sorted(listed) and all(times[k] == 1 for _, k in listed)
    }
    return [
        [replace(h, label=re.sub(r"[\s._-]*\d+\W*\Z", "", h.label)) if h.key in series else h for h in found]
        for found in candidates
    ]


# Several labels on one line.


def _split(whole: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """Cut a line where a label that opens other lines, or stands amid many, begins another turn."""
    first = [next(iter(heads(line.text)), None) for line in whole]
    # « M. Bruno Petit : » holds « Bruno Petit : », and opens one turn.
    inline = [
        (n, m) for n, line in enumerate(whole) for m in INLINE.finditer(line.text)
        if not (head := first[n]) or head.layout != "colon" or m.end() >= head.said
    ]
    if not inline:
        return list(whole)
    opening = Counter(h.key for h in first if h and h.layout == "colon")
    amid = Counter(transcript_conventions.folded_label(m["label"]) for _, m in inline)
    cuts: dict[int, list[re.Match[str]]] = defaultdict(list)
    for n, found in inline:
        if _begins_a_turn(found["label"], opening, amid):
            cuts[n].append(found)
    pieces = []
    for n, line in enumerate(whole):
        starts, ends = [0, *(m.end() for m in cuts[n])], [*(m.start() for m in cuts[n]), len(line.text)]
        first_piece, *others = [line.text[a:b] for a, b in zip(starts, ends, strict=True)]
        rest = [TranscriptLine(text, line.paragraph, begins=True, glued=True) for text in others if text]
        pieces += [replace(line, text=first_piece), *map(dashed, rest)]
    return pieces


def _begins_a_turn(label: str, opening: Mapping[str, int], amid: Mapping[str, int]) -> bool:
    key = transcript_conventions.folded_label(label)
    weight = likelihood(label.strip())
    if weight < Likelihood.PLAIN and not opening.get(key, 0) > 1:
        return False
    if opening.get(key) and (weight is Likelihood.SURE or opening[key] > 1):
        return True
    return weight is Likelihood.SURE or amid.get(key, 0) + opening.get(key, 0) >= FEWEST_INLINE


# Turns.


def _turns(cut: Sequence[TranscriptLine], accepted: AcceptedLabels, shown: Mapping[str, str]) -> list[DraftTurn]:
    voices = list(dict.fromkeys(shown[h.key] for h in accepted.heads if h))
    by_dash = any(h and line.dash for h, line in zip(accepted.heads, cut, strict=True))
    last = max(n for n, h in enumerate(accepted.heads) if h)
    drafts: list[DraftTurn] = []
    over = False
    for n, (line, head) in enumerate(zip(cut, accepted.heads, strict=True)):
        over = over or (n > last and closes(line.text))
        if head:
            drafts.append(_opened(shown[head.key], line, head))
        elif over or closes(line.text):
            drafts.append(_aside(line))
        elif by_dash and drafts and line.dash:
            # A dash without a label: another speaks, and between two it is the other.
            speaker = other(_last_speaker(drafts) or voices[-1], voices)
            words = said(line.text)
            drafts.append(DraftTurn(
                speaker, line.paragraph.place, [words.words], line.start_ms, role=None if speaker else "participant",
                aside=f"{line.dash}{line.lead}{words.times}", alternated=bool(speaker),
            ))
        else:
            _go_on(drafts, line)
    return drafts


def _opened(label: str, line: TranscriptLine, head: Head) -> DraftTurn:
    words = said(line.text[head.said : head.ends])
    # The time that stands nearest to the label is its turn's.
    timed = next((one for one in (head, line) if one.start_ms is not None), line.paragraph)
    start, end = timed.start_ms, timed.end_ms
    tail = line.text[head.ends :] if head.ends is not None else ""
    aside = f"{line.dash}{line.lead}{line.text[: head.said]}{words.times}{tail}"
    start = words.start_ms if start is None else start
    texts = [words.words] if words.words else []
    return DraftTurn(label, line.paragraph.place, texts, start, end, aside=aside, head=head.label)


def other(speaker: str, voices: Sequence[str]) -> str:
    """
    Give the other of two voices; nobody when there are more, or fewer.

    >>> other("Ugo", ["Ugo", "Jules"]), other("Ugo", ["Ugo", "Jules", "Ana"])
    ('Jules', '')
    """
    others = [voice for voice in voices if voice != speaker]
    return others[0] if len(others) == 1 else ""


def _go_on(drafts: list[DraftTurn], line: TranscriptLine) -> None:
    text = f"{line.dash}{line.text}"
    if not drafts or line.paragraph.style == "heading" or _remarks(line):
        drafts.append(_aside(line))
        return
    words = said(text)
    aside = line.lead + words.times
    if drafts[-1].role is None:
        draft = drafts[-1]
        draft.aside += aside
        if words.words and line.glued and draft.lines:
            draft.lines[-1] += f" {words.words}"
        elif words.words:
            draft.lines.append(words.words)
        end = line.paragraph.end_ms
        draft.end_ms = end if end is not None else draft.end_ms
        if draft.start_ms is None and len(draft.lines) <= 1:
            draft.start_ms = line.start_ms
    elif speaker := _last_speaker(drafts):
        start = line.start_ms if line.start_ms is not None else words.start_ms
        drafts.append(DraftTurn(speaker, line.paragraph.place, [words.words], start, aside=aside))
    else:
        drafts.append(_aside(line))


def _remarks(line: TranscriptLine) -> bool:
    """Tell whether a line is the transcriber's: a sentence between brackets (« [rires] » is a mark), a title."""
    if line.begins and SECTION.fullmatch(line.text):
        return True
    sentence = re.fullmatch(r"\[[A-ZÀ-Þ][^\[\]]+\]\.?", line.text)
    return line.begins and sentence is not None and len(re.findall(r"\w+", line.text)) > LONGEST_MARK


def _aside(line: TranscriptLine) -> DraftTurn:
    role: Role = "noise" if is_mark(line.text) else "editorial"
    return DraftTurn(
        transcript_conventions.NOBODY, line.paragraph.place, [f"{line.dash}{line.text}"], role=role, aside=line.lead,
    )


def _last_speaker(drafts: Iterable[DraftTurn]) -> str:
    return next((d.speaker for d in reversed(list(drafts)) if d.role is None), "")
