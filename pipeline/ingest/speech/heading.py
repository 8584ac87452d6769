"""The lines before anybody speaks → what they say of labels: « Enquêtrice : Clotilde Vasseur », « CV : enquêtrice »."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.speech.full_names import short_forms
from pipeline.ingest.speech.heads import Head
from pipeline.ingest.speech.lines import TranscriptLine
from pipeline.ingest.speech.plausible import Likelihood, likelihood
from pipeline.language import transcript_conventions
from pipeline.language.folds import fold_in_place
from pipeline.model.contracts import Role

LONGEST_VALUE = 16  # words
EQUALS = re.compile(r"(?P<label>[^\s=,;:()][^=,;:()]{0,30}?)\s*=\s*(?P<value>[^=,;]{2,80})(?=[,;]|\Z)")
NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:d[eu]s?|la|le|van|von|el|ben|[A-ZÀ-Þ][\w.’'-]*))*")
FACILITATES = re.compile(r"anim|moder|facilit|journal|doctorant|redact")
SPEECH = re.compile(r"[?!…]|\.\s*\Z|\b(?:je|j['’]|vous|tu|on|nous)\b", re.IGNORECASE)


@dataclass
class Heading:
    """
    What a heading declares.

    Attributes:
        lines: numbers of the lines that declare somebody: they are nobody's speech.
        roles: by folded label, what the heading says that somebody does.
        names: by folded label, the name in full.
        perhaps: of those who ask, the ones whose work may also be what the interview is about: « l'animateur ».
    """

    lines: set[int] = field(default_factory=set)
    roles: dict[str, Role] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)


def heading(lines: Sequence[TranscriptLine], candidates: Sequence[Sequence[Head]]) -> Heading:
    """Read what stands before the first line in which a label that comes back says something."""
    found = Heading()
    times = Counter(head.key for heads in candidates for head in heads[:1])
    again = {key for key, n in times.items() if n > 1}
    for n, (line, heads) in enumerate(zip(lines, candidates, strict=True)):
        head = next((h for h in heads if h.layout in {"colon", "tab"}), None)
        value = line.text[head.said :].strip() if head else ""
        if ("=" in line.text and _equals(line, found, again)) or (head and _declares(head, value, times, found)):
            found.lines.add(n)
        elif any(h.key in again and _speaks(h, line) for h in heads):
            break
    if {key for key, role in found.roles.items() if role == "interviewer"} - found.perhaps:
        found.roles = {key: role for key, role in found.roles.items() if key not in found.perhaps}
    # Without any label that comes back behind it, what looks like a heading is the interview.
    named = any(key in again for key in (*found.roles, *found.names))
    return found if named or _followed(found, candidates, again) else Heading()


def _followed(found: Heading, candidates: Sequence[Sequence[Head]], again: set[str]) -> bool:
    after = max(found.lines, default=-1) + 1
    return bool(found.lines) and sum(bool(heads) and heads[0].key in again for heads in candidates[after:]) > 1


def _speaks(head: Head, line: TranscriptLine) -> bool:
    return head.firm or bool(line.text[head.said :].strip())


def _equals(line: TranscriptLine, found: Heading, again: set[str]) -> bool:
    told = [(m["label"].strip(), m["value"].strip()) for m in EQUALS.finditer(line.text)]
    told = [(label, value) for label, value in told if transcript_conventions.folded_label(label) in again]
    for label, value in told:
        _note(transcript_conventions.folded_label(label), value, _role(value) or _role(label), found)
    return bool(told)


def _declares(head: Head, value: str, times: Counter[str], found: Heading) -> bool:
    """Tell whether a line declares somebody, and note it."""
    if not value or len(value.split()) > LONGEST_VALUE or SPEECH.search(value):
        return False
    name = _name(value)
    forms = {*short_forms(name), name.split()[-1]} if name else set()
    short = {transcript_conventions.folded_label(form) for form in forms}
    role = _role(head.label)
    told = _role(value)
    described = value[:1].islower() and likelihood(value) is Likelihood.PERSON
    whole = name == value and _initials(name) == re.sub(r"\W", "", head.key)
    if told or (times[head.key] > 1 and (head.key in short or described or whole)):
        _note(head.key, value, told or role, found)
        return True
    if role and name and times[head.key] == 1:
        for form in short | {transcript_conventions.folded_label(name)} - {""}:
            if times[form]:
                _note(form, value, role, found)
        found.roles.setdefault(head.key, role)
        return True
    return False


def _initials(name: str) -> str:
    return "".join(fold_in_place(word)[:1] for word in re.findall(r"[^\s'’-]+", name) if word[:1].isupper())


def _note(key: str, value: str, role: Role | None, found: Heading) -> None:
    if name := _name(value):
        found.names[key] = name
    if role:
        found.roles[key] = role
        if role == "interviewer" and FACILITATES.search(fold_in_place(value)):
            found.perhaps.add(key)


def _name(value: str) -> str:
    matched = NAME.match(value)
    return matched[0].strip() if matched and not _role(matched[0]) else ""


def _role(text: str) -> Role | None:
    """Give the role that a label or a description names: « enquêtrice », « la personne interviewée »."""
    words = [transcript_conventions.folded_label(word) for word in re.findall(r"[^\s,()/]+", text)]
    whole = transcript_conventions.folded_label(text)
    if any(len(w) > 2 and transcript_conventions.INTERVIEWER.fullmatch(w) for w in (*words, whole)):
        return "interviewer"
    shapes = (transcript_conventions.PARTICIPANT, transcript_conventions.ANSWERS)
    answers = any(len(w) > 3 and shape.fullmatch(w) for w in (*words, whole) for shape in shapes)
    return "participant" if answers else None
