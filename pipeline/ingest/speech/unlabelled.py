"""Paragraphs without labels → drafts: an article, a dialogue in dashes, numbered questions; to be confirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.dialogue import other
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.ingest.speech.lines import DASH, TranscriptLine, lines, said
from pipeline.language import transcript_conventions
from pipeline.language.folds import fold_in_place

FEWEST_QUESTIONS = 2
SHORTEST_REPETITION = 5  # words
CAPITALISED = r"[^\W\d_a-zß-ÿ][\w'’-]+"
NAMED = re.compile(rf"(?P<name>{CAPITALISED}(?:\s{CAPITALISED}){{0,3}})(?P<job>,\s+[^\W\d].{{2,}})?")
LEAST_ASKING, SHARE_ANSWERING = 0.6, 0.4  # of the paragraphs of a typography: those who ask, those who answer
LONGEST_TITLE = 200
QUOTED = re.compile(r"[«“\"][^«»“”\"]+[»”\"]\s*\.?")
FEWEST, SMALLEST_SHARE = 6, 0.25  # of the paragraphs
NUMBER = re.compile(r"(?:Q(?:uestion)?\s?)?(?P<number>\d{1,3})\s?[.)°/:]?[-–—.)]?\s+(?=\S)", re.IGNORECASE)
ANSWER = re.compile(r"(?:réponse|rép|r)(?:\s?\d{1,3})?\s?[.:)]\s*[–—-]?\s*(?=\S)", re.IGNORECASE)
FEWEST_NUMBERED, LEAST_ASKING = 2, 0.6


def article(paragraphs: Sequence[Paragraph], interviewee: str, question_length: int) -> list[DraftTurn]:
    """
    Cut an article into questions, answers of one participant, and editorial paragraphs.

    Gives nothing when there are not two questions; questions have at most ``question_length`` characters.

    Args:
        paragraphs: of the whole article, in order.
        interviewee: the label of who answers; empty where the opening of the article has to tell.
        question_length: most characters of a question.
    """
    short = {i: p for i, p in enumerate(paragraphs) if len(p.text) <= question_length}
    shown = {i for i, p in short.items() if p.style in {"heading", "bold"} and _asks(p.text, set_apart=True)}
    alike = _alike(paragraphs, short)
    lone = {i for i, p in short.items() if p.style != "quote" and _asks(p.text, set_apart=False)}
    # Where questions are set apart by their style, a plain line that asks is the speaker's own.
    asked = max(alike, shown, key=len) if max(len(alike), len(shown)) >= FEWEST_QUESTIONS else lone
    if len(asked) < FEWEST_QUESTIONS:
        return []
    first = min(asked)
    before = [line.strip() for p in paragraphs[:first] for line in p.text.split("\n")]
    introduced = [name for line in before if 0 < len(line) <= LONGEST_TITLE and (name := _introduced(line))]
    speaker = interviewee or next(iter(introduced), transcript_conventions.PARTICIPANT_OF_ARTICLE)
    drafts = [_aside(p) for p in paragraphs[:first]]
    for index in range(first, len(paragraphs)):
        if index in asked:
            draft = _draft(paragraphs[index], transcript_conventions.INTERVIEWER_OF_ARTICLE)
            # The dash that tells a question from answers is no word.
            if dash := DASH.match(paragraphs[index].text):
                draft.lines, draft.aside = [paragraphs[index].text[dash.end() :]], dash[0]
            drafts.append(draft)
        elif _is_aside(paragraphs, index, asked):
            drafts.append(_aside(paragraphs[index]))
        else:
            paragraph = paragraphs[index]
            if drafts[-1].speaker == speaker:
                drafts[-1].lines.append(paragraph.text)
            else:
                drafts.append(_draft(paragraph, speaker))
    return drafts


def _alike(paragraphs: Sequence[Paragraph], short: dict[int, Paragraph]) -> set[int]:
    """Give the paragraphs of the one typography in which nearly all ask: « Racontez-moi. » in bold asks as they do."""
    tones: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(paragraphs):
        if p.style in {"paragraph", "bold", "quote"}:
            tones[p.look or p.style].append(i)
    asked = {i for i, p in short.items() if _asks(p.text, set_apart=True)}
    asking = {tone: [i for i in listed if i in asked] for tone, listed in tones.items()}
    shares = {tone: len(asking[tone]) / len(listed) for tone, listed in tones.items()}
    ranked = sorted(shares, key=lambda tone: -shares[tone])
    if len(ranked) < 2 or shares[ranked[0]] < LEAST_ASKING or shares[ranked[1]] > SHARE_ANSWERING:
        return set()
    first = min(asking[ranked[0]])
    kept = {i for i in tones[ranked[0]] if i in short and i >= first}
    closing = {i for i in kept if transcript_conventions.CLOSING.match(transcript_conventions.fold(paragraphs[i].text))}
    return {i for i in kept - closing if not _repeated(paragraphs, i)}


def _asks(text: str, *, set_apart: bool) -> bool:
    folded = transcript_conventions.fold(text)
    by_mark = folded.rstrip(' *_»"”').endswith("?")
    return by_mark or (set_apart and transcript_conventions.ASKED_WITHOUT_MARK.match(folded) is not None)


def _introduced(line: str) -> str:
    introducer = transcript_conventions.INTRODUCER.match(fold_in_place(line))
    opening = introducer.end() if introducer else 0
    found = NAMED.match(line[opening:])
    if not found or "." in line[:-1].replace("M.", ""):
        return ""
    whole = found.end() == len(line) - opening
    return found["name"] if whole and (opening or (found["job"] and not line.endswith((".", ":")))) else ""


def _is_aside(paragraphs: Sequence[Paragraph], index: int, asked: set[int]) -> bool:
    paragraph = paragraphs[index]
    closing = transcript_conventions.CLOSING.match(transcript_conventions.fold(paragraph.text))
    if _repeated(paragraphs, index) or closing or paragraph.style == "heading":
        return True
    # A whole answer may stand between quotation marks: it then follows its question.
    return (paragraph.style == "quote" or QUOTED.fullmatch(paragraph.text) is not None) and index - 1 not in asked


def _repeated(paragraphs: Sequence[Paragraph], index: int) -> bool:
    sentence, *others = (
        transcript_conventions.fold(p.text).strip(' «»“”".…')
        for p in (paragraphs[index], *paragraphs[:index], *paragraphs[index + 1 :])
    )
    enough = len(sentence.split()) >= SHORTEST_REPETITION
    return enough and any(sentence in other and len(other) > len(sentence) for other in others)


def _draft(paragraph: Paragraph, speaker: str) -> DraftTurn:
    return DraftTurn(speaker, paragraph.place, [paragraph.text])


def _aside(paragraph: Paragraph) -> DraftTurn:
    return DraftTurn(transcript_conventions.NOBODY, paragraph.place, [paragraph.text], role="editorial")


def dashes(paragraphs: Sequence[Paragraph]) -> list[DraftTurn]:
    """
    Cut a dialogue without labels at its dashes, two voices in turn.

    Gives nothing when fewer than six paragraphs, or a quarter of them, open with a dash: they are then lists.
    """
    cut = lines(paragraphs)
    opened = sum(bool(line.dash) for line in cut)
    if opened < max(FEWEST, SMALLEST_SHARE * len(paragraphs)):
        return []
    drafts: list[DraftTurn] = []
    last = ""
    for line in cut:
        place, words = line.paragraph.place, said(line.text)
        aside = f"{line.dash}{line.lead}{words.times}"
        if line.dash:
            last = other(last, transcript_conventions.VOICES) if last else transcript_conventions.VOICES[0]
            drafts.append(DraftTurn(last, place, [words.words], line.start_ms, aside=aside, alternated=True))
        elif not last or line.paragraph.style == "heading":
            drafts.append(_editorial(line, line.text))
        elif drafts[-1].speaker:
            drafts[-1].lines.append(words.words)
            drafts[-1].aside += aside
        else:
            drafts.append(DraftTurn(last, place, [words.words], aside=aside, alternated=True))
    return drafts


def _editorial(line: TranscriptLine, text: str) -> DraftTurn:
    return DraftTurn(
        transcript_conventions.NOBODY, line.paragraph.place, [text], role="editorial", aside=line.lead
    )


def numbered(paragraphs: Sequence[Paragraph]) -> list[DraftTurn]:
    """Cut an interview whose questions are numbered and whose answers are not; nothing when it is none."""
    cut = lines(paragraphs)
    found = [NUMBER.match(line.text) for line in cut]
    numbers = [int(m["number"]) for m in found if m]
    asking = sum(transcript_conventions.is_question(line.text) for line, m in zip(cut, found, strict=True) if m)
    rising = numbers == sorted(set(numbers)) and numbers[:1] in ([0], [1])
    if len(numbers) < FEWEST_NUMBERED or not rising or asking < LEAST_ASKING * len(numbers) or found[-1]:
        return []
    drafts: list[DraftTurn] = []
    asks, answers = transcript_conventions.INTERVIEWER_OF_ARTICLE, transcript_conventions.PARTICIPANT_OF_ARTICLE
    for line, number in zip(cut, found, strict=True):
        place, text = line.paragraph.place, f"{line.dash}{line.text}"
        if number:
            aside = f"{line.dash}{line.lead}{number[0]}"
            drafts.append(DraftTurn(asks, place, [line.text[number.end() :]], aside=aside))
        elif not drafts or line.paragraph.style == "heading":
            drafts.append(_editorial(line, text))
        elif drafts[-1].speaker == answers:
            drafts[-1].lines.append(text)
            drafts[-1].aside += line.lead
        else:
            answer = ANSWER.match(text)
            opening = answer[0] if answer else ""
            drafts.append(DraftTurn(answers, place, [text[len(opening) :]], aside=f"{line.lead}{opening}"))
    return drafts


def timed(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the lines of a recording whose every passage opens with its time, and nobody with a name; else nothing."""
    cut = lines(paragraphs)
    stamped = [line for line in cut if line.start_ms is not None]
    if len(stamped) < FEWEST_NUMBERED or len(stamped) < 0.5 * sum(line.begins for line in cut):
        return []
    found: list[Paragraph] = []
    for line in cut:
        words = said(line.text)
        found.append(Paragraph(
            f"{line.dash}{words.words}", line.paragraph.place, line.paragraph.style, start_ms=line.start_ms,
            end_ms=line.end_ms, aside=f"{line.lead}{words.times}",
        ))
    return found
