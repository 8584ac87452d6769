"""ORFEO or CoNLL-U of spoken French → one paragraph per sentence and voice, as its line « # text = » writes it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import characters, gathered, hidden
from pipeline.ingest.session import Paragraph, ReadTranscript, Reason
from pipeline.language.voices import full_name
from pipeline.model.errors import UnreadableTranscript

FORMATS = {True: "ORFEO (.orfeo)", False: "CoNLL-U (.conllu)"}
COMMENT = re.compile(r"[ \t]*#([^=:\n]*)[=:](.*)")
VOICE = ("speaker", "speaker_id", "speaker id", "speakerid", "spk", "locuteur")
RANGE = re.compile(r"(\d+)-(\d+)")
ALIGNED = re.compile(r"Align(Begin|End)=(\d{1,10})(?=\||$)")
FEWEST_CELLS = 8
LATEST = 10_000_000.0  # seconds


class Token(NamedTuple):
    """One word of a sentence: its form, whether a space follows, its voice, and its times in milliseconds."""

    form: str
    spaced: bool
    speaker: str
    start_ms: int | None
    end_ms: int | None


class OrfeoSentence(NamedTuple):
    """One sentence: where it starts in the file, its comments, and its table of words."""

    line: int
    comments: list[tuple[str, str, str]]  # key, value, the line as written
    rows: list[tuple[str, Token | None]]  # a line of the table, and the word it stands for when it is said

    @property
    def tokens(self) -> list[Token]:
        """List the words of the sentence."""
        return [token for _, token in self.rows if token]

    def told(self, *keys: str) -> str:
        """Give the value of the first comment that bears one of these keys, or nothing."""
        return next((value.strip() for key, value, _ in self.comments if key in keys), "")

    @property
    def written(self) -> bool:
        """Tell whether ``# text`` holds the words of the tokens, and may be read in their place."""
        text = _bare(self.told("text"))
        return bool(text) and (not self.tokens or text == _bare("".join(token.form for token in self.tokens)))


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read ORFEO (voice and times in columns 11 to 13) or CoNLL-U (voice in a comment, times in MISC).

    Raises:
        UnreadableTranscript: no sentence is found.
    """
    text, encoding = decoded(data, file)
    numbered = enumerate(text.split("\n"), 1)
    parts = itertools.groupby(numbered, key=lambda line: not line[1].strip())
    sentences = [_sentence(list(lines)) for blank, lines in parts if not blank]
    paragraphs = tuple(paragraph for sentence in sentences for paragraph in _paragraphs(sentence))
    if not any(any(map(str.isalpha, p.text)) for p in paragraphs):
        raise UnreadableTranscript(
            f"{file} ne contient aucune parole : on n'y trouve pas de phrases au format ORFEO ou CoNLL-U "
            "(colonnes séparées par des tabulations). Téléchargez-le de nouveau, ou donnez la transcription d'origine."
        )
    asides = gathered(piece for sentence in sentences for piece in _asides(sentence))
    orfeo = any(token.speaker for sentence in sentences if not sentence.told(*VOICE) for token in sentence.tokens)
    labels = dict.fromkeys(paragraph.speaker for paragraph in paragraphs)
    people = [{"locuteur": label, "nom": full_name(label)} for label in labels if full_name(label)]
    described = {"personnes": people} if people else {}
    return ReadTranscript(paragraphs, asides, characters(text), FORMATS[orfeo], encoding, True, described)


def _sentence(lines: list[tuple[int, str]]) -> OrfeoSentence:
    comments, rows = [], []
    for _, line in lines:
        found = COMMENT.match(line) if line.lstrip().startswith("#") and "\t" not in line else None
        if found:
            comments.append((found[1].strip().lower(), found[2], line))
        else:
            rows.append(line)
    speaker = next((value.strip() for key, value, _ in comments if key in VOICE), "")
    words: list[tuple[str, Token | None]] = []
    inside = range(0)
    for row in rows:
        cells = row.split("\t")
        contracted = RANGE.fullmatch(cells[0])
        if contracted:
            inside = range(int(contracted[1][:9]), int(contracted[2][:9]) + 1)
        # The parts of a contracted word are not said: the whole is.
        said = contracted or (cells[0].isdecimal() and int(cells[0][:9]) not in inside)
        words.append((row, _token(cells, speaker) if said and len(cells) >= FEWEST_CELLS else None))
    return OrfeoSentence(lines[0][0], comments, words)


def _token(cells: list[str], speaker: str) -> Token:
    form, misc = cells[1].strip(), cells[9] if len(cells) > 9 else ""
    spaced = "SpaceAfter=No" not in misc and not form.endswith(("'", "’"))
    if len(cells) >= 13:
        return Token(form, spaced, cells[-1].strip().strip("_"), _milliseconds(cells[10]), _milliseconds(cells[11]))
    times = {which: int(time) for which, time in ALIGNED.findall(misc)}
    return Token(form, spaced, speaker, times.get("Begin"), times.get("End"))


def _milliseconds(cell: str) -> int | None:
    try:
        seconds = float(cell)
    except ValueError:
        return None
    return round(seconds * 1000) if 0 <= seconds < LATEST else None


def _paragraphs(sentence: OrfeoSentence) -> Iterator[Paragraph]:
    by_voice = itertools.groupby(sentence.tokens, key=lambda token: token.speaker)
    voices = [(speaker, list(said)) for speaker, said in by_voice]
    rest = sentence.told("text") if sentence.written else ""
    if rest and not voices:
        yield Paragraph(" ".join(rest.split()), f"ligne {sentence.line}", speaker=sentence.told(*VOICE))
    for speaker, said in voices:
        text, rest = _cut(rest, said) if rest else ("".join(token.form + " " * token.spaced for token in said), "")
        starts = [token.start_ms for token in said if token.start_ms is not None]
        ends = [token.end_ms for token in said if token.end_ms is not None]
        yield Paragraph(
            " ".join(text.split()), f"ligne {sentence.line}", "paragraph", speaker,
            min(starts, default=None), max(ends, default=None),
        )


def _cut(text: str, said: list[Token]) -> tuple[str, str]:
    left = len(_bare("".join(token.form for token in said)))
    for position, character in enumerate(text):
        if left == 0:
            return text[:position], text[position:]
        left -= not character.isspace()
    return text, ""


def _bare(text: str) -> str:
    return "".join(text.split())


def _asides(sentence: OrfeoSentence) -> Iterator[tuple[Reason, str]]:
    written = sentence.written
    spoken = next((line for key, _, line in sentence.comments if key == "text"), "") if written else ""
    for key, value, line in sentence.comments:
        before = line[:len(line) - len(value)]
        if key == "text":
            yield ("markup", before) if line is spoken else ("annotation", line)
        else:
            # Identifiers and addresses carry the name of the file.
            yield ("label", line) if key in VOICE else ("header", before + hidden(value))
    for row, token in sentence.rows:
        number, *cells = row.split("\t")
        form_left_out = "\t".join([number, *cells[1:]])
        yield "annotation", row if written or not token else form_left_out
