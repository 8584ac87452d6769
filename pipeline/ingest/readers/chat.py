"""A CHAT transcript (CHILDES, TalkBank), old or new → one paragraph per main line, under the code of its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, gathered, hidden
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.folds import fold_for_search
from pipeline.language.transcript_conventions import INTERVIEWER
from pipeline.language.voices import CHAT_ASKS, CHAT_ROLES, MONTHS, full_name
from pipeline.model.errors import UnreadableTranscript

FORMAT = "CHAT (.cha)"
LINE = re.compile(r"\n(?=[*%@])")  # a line that starts otherwise runs on from the one before
MAIN = re.compile(r"\*([^\s:][^:\n]{0,80}?)[ \t]{0,4}:")
HEADER = re.compile(r"@([^:\n]+)(?::(.*))?", re.DOTALL)
BULLET = re.compile(r"\v[^\v\n]*\v|•[^•\n]{0,200}\d_\d+[^•\n]{0,9}•|(?<!\S)\d+_\d+(?=\s*\Z)")
TIMES = re.compile(r"(\d{1,10})_(\d{1,10})\D*\Z")
DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
OF_FILES = ("media", "filename", "pid", "new episode")
ONLY_DONE = re.compile(r"0[\s.]*")  # someone acts and says nothing
SEXES = {"male": "homme", "female": "femme", "m": "homme", "f": "femme"}


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a CHAT file; its codes inside the words stay as written, dependent tiers are set aside.

    Raises:
        UnreadableTranscript: no main line (« *CODE: ») holds a word.
    """
    # The sign around times is a control character, which ordinary text never holds.
    text, encoding = decoded(data if b"\0" in data else data.replace(b"\x15", b"\v"), file)
    paragraphs: list[Paragraph] = []
    pieces: list[tuple[Reason, str]] = []
    described: dict[str, list[str]] = {}
    number = 1
    for line in LINE.split(text):
        main = MAIN.match(line)
        words = _words(line[main.end():]) if main else ""
        if main and words and not ONLY_DONE.fullmatch(words):
            bullets = BULLET.findall(line[main.end():])
            times = [found for bullet in bullets if (found := TIMES.search(bullet.strip("\v•")))]
            start, end = (int(times[0][1]), int(times[-1][2])) if times else (None, None)
            paragraphs.append(Paragraph(words, f"ligne {number}", "paragraph", main[1], start, end))
        pieces += _beside_words(line, main) if main else _beside(line, described)
        number += line.count("\n") + 1
    if not any(any(map(str.isalpha, p.text)) for p in paragraphs):
        raise UnreadableTranscript(
            f"{file} ne contient aucune parole : il y manque des lignes « *CODE: » comme CHAT les veut. "
            "Vérifiez-le dans CLAN, ou enregistrez-le en .txt si c'est une simple transcription."
        )
    return ReadTranscript(
        tuple(paragraphs), gathered(pieces), characters(text), FORMAT, encoding, True, _described(described)
    )


def _words(line: str) -> str:
    return " ".join(BULLET.sub(" ", line).split())


def _beside_words(line: str, main: re.Match[str]) -> Iterator[tuple[Reason, str]]:
    yield "label", main.group()
    for bullet in BULLET.findall(line[main.end():]):
        # Old times carry the name of the sound file.
        yield "time", bullet if re.fullmatch(r"[\v•\d_-]*", bullet) else hidden(bullet)
    words = _words(line[main.end():])
    if ONLY_DONE.fullmatch(words):
        yield "empty", words


def _beside(line: str, described: dict[str, list[str]]) -> Iterator[tuple[Reason, str]]:
    header = HEADER.match(line)
    if not header:
        yield ("annotation" if line.startswith("%") else "note"), line
        return
    name, value = header[1].strip().lower(), header[2] or ""
    described.setdefault(name, []).append(" ".join(value.split()))
    yield "header", line[:header.start(2)] + hidden(value) if name in OF_FILES else line


def _described(headers: dict[str, list[str]]) -> dict[str, Any]:
    people = {code: person for entry in headers.get("participants", []) for code, person in _participants(entry)}
    for entry in headers.get("id", []):
        cells = [cell.strip() for cell in entry.split("|")]
        if len(cells) >= 8 and cells[2]:
            person = people.setdefault(cells[2], {})
            person.update(({"age": cells[3]} if cells[3] else {}) | _sex(cells[4]))
            person["role"] = person.get("role") or cells[7]
    for name, values in headers.items():
        if name.startswith(("age of ", "sex of ")):
            code = name.split()[-1]
            key = next((known for known in people if known.lower() == code), "")
            people.get(key, {}).update({"age": values[0]} if name.startswith("age") else _sex(values[0]))
    roles = {code: fold_for_search(person.pop("role", "")) for code, person in people.items()}
    asking = [
        code for code, role in roles.items() if role in CHAT_ASKS or (len(role) > 2 and INTERVIEWER.fullmatch(role))
    ]
    listed = [{"locuteur": code, **person} for code, person in people.items() if person]
    date = next(iter(headers.get("date", [])), "")
    day = DATE.fullmatch(date)
    if day and day[2].lower() in MONTHS:
        date = f"{day[3]}-{MONTHS.index(day[2].lower()) + 1:02}-{int(day[1]):02}"
    found = {"personnes": listed, "enqueteur": asking, "date": date}
    return {key: value for key, value in found.items() if value}


def _participants(entry: str) -> Iterator[tuple[str, dict[str, str]]]:
    for listed in entry.split(","):
        code, *rest = listed.split() or [""]
        told = len(rest) > 1 or (rest and (fold_for_search(rest[0]) in CHAT_ROLES or not rest[0][0].isupper()))
        role = rest.pop() if told else ""
        name = " ".join(rest).replace("_", " ") or full_name(code)
        if code:
            yield code, {"nom": name, "role": role} if name else {"role": role}


def _sex(told: str) -> dict[str, str]:
    return {"sexe": SEXES.get(told.lower(), told)} if told else {}
