"""What somebody mends in a transcript → lines of ``decisions/corrections``, and what would move; and back.

The file received stays as it was. One gesture is one moment: its lines share it, and are taken back together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.anchoring import anchors, decisions
from pipeline.ingest.readers.received_files import Unreadable
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.ingest.speech.corrections import Mended, changed_words, join_check, words_check
from pipeline.ingest.speech.cutting import Cut, Cutting, cut
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.model.decision_rows import CorrectionDecision, CorrectionVerb
from pipeline.model.decision_writer import DecisionWriter, last_gesture
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import wording

SHORT = 40  # characters of what a line says, told


@dataclass(frozen=True)
class CorrectedTranscript:
    """An interview as it reads now, and as the file received gives it, with what was mended in between."""

    session: str
    now: Cut
    received: Cut
    lines: tuple[CorrectionDecision, ...]

    @property
    def drafts(self) -> list[DraftTurn]:
        """Its turns, as corrected."""
        return self.now.drafts

    @property
    def mended(self) -> dict[int, str]:
        """Of each turn that no longer reads as it was received, how it was received."""
        ids = self.now.mended.ids if self.now.mended else []
        first = {turn: words[0] for turn, words in enumerate(ids) if words}
        said = [d.text for d in self.received.drafts]
        whole = {n: [("", n, w) for w in range(len(anchors.words(text)))] for n, text in enumerate(said)}
        changed = [n for n in first if not (first[n][0] == "" and ids[n] == whole.get(first[n][1]))]
        return {n: "\n".join(said[turn] for turn in self._received_turns(ids[n])) for n in changed}

    def _received_turns(self, words: Iterable[tuple[str, int, int]]) -> list[int]:
        stood_for = self.now.mended.stood_for if self.now.mended else {}
        found: set[int] = set()
        waiting = list(words)
        while waiting:
            line, turn, _ = waiting.pop()
            if line:
                waiting += stood_for.get(line, ())
            else:
                found.add(turn)
        return sorted(found)


def transcript(study: Study, session: str, more: Sequence[CorrectionDecision] = ()) -> CorrectedTranscript:
    """
    Read an interview as its files and all decisions give it now.

    Args:
        study: where.
        session: which.
        more: lines that are not written down yet.

    Raises:
        FiligraneError: it is no interview of the study, it is a questionnaire, or its file cannot be read.
    """
    part = transcripts(study).get(session)
    if part is None or isinstance(part, Unreadable) or part.session.type == QUESTIONNAIRE:
        raise FiligraneError(wording.NO_TRANSCRIPT)
    read = part.load()
    cutting = Cutting(**study.params("turns"))
    roles = [d for d in decisions.roles(study) if d.session == session]
    every = [*decisions.read(study, CorrectionDecision), *more]
    held = [d for d in decisions.in_force(every) if d.session == session and not d.undoes]
    return CorrectedTranscript(
        session, cut(read, roles, cutting, held), cut(read, roles, cutting), tuple(held),
    )


def words(on: CorrectedTranscript, turn: int, text: str, writer: DecisionWriter) -> list[CorrectionDecision]:
    """
    Make a turn read otherwise; nothing where it reads so already.

    Args:
        on: the transcript as corrections in force make it read.
        turn: its number in the transcript as it reads now.
        text: the whole turn as it must read; only the words that differ are written, each as a line.
        writer: whose gesture it is.

    Raises:
        FiligraneError: there is no such turn, or nothing would be left of it.
    """
    said = _turn(on, turn).text
    new = "\n".join(line.strip() for line in text.strip().splitlines())
    if not anchors.words(new):
        raise FiligraneError(wording.NO_WORD_LEFT)
    mended = Mended(on.drafts)
    lines = []
    # From the last: what stands before keeps its number.
    for one in reversed(changed_words(said, new)):
        line = writer.line(
            CorrectionDecision, session=on.session, turn=turn, first_word=one.first, last_word=one.last,
            decision=CorrectionVerb.WORDS, text=one.text,
            check=words_check(mended.drafts[turn].text, one.first, one.last),
        )
        mended.correct(line)
        lines.append(line)
    return lines


def cut_before(
    on: CorrectedTranscript, turn: int, character: int, speaker: str, writer: DecisionWriter
) -> list[CorrectionDecision]:
    """
    Begin another turn with the word that a character is in, or is before.

    Args:
        on: the interview.
        turn: which turn.
        character: counted from 0 in its text.
        speaker: who speaks from there on; empty: who spoke the whole.
        writer: who decides, and when.

    Raises:
        FiligraneError: there is no such turn, or no word on either side.
    """
    text = _turn(on, turn).text
    word = next((n for n, (_, end) in enumerate(anchors.words(text)) if end > character), 0)
    if word == 0:
        raise FiligraneError(wording.NO_CUT)
    return [writer.line(
        CorrectionDecision, session=on.session, turn=turn, first_word=word, last_word=word,
        decision=CorrectionVerb.CUT, speaker=" ".join(speaker.split()), check=words_check(text, word, word),
    )]


def join(on: CorrectedTranscript, turn: int, writer: DecisionWriter) -> list[CorrectionDecision]:
    """
    Make a turn go on the one before it, whoever spoke it.

    Raises:
        FiligraneError: there is no such turn, or none before it.
    """
    _turn(on, turn)
    if turn == 0:
        raise FiligraneError(wording.NO_TURN_BEFORE)
    check = join_check([d.text for d in on.drafts], turn)
    return [writer.line(
        CorrectionDecision, session=on.session, turn=turn, decision=CorrectionVerb.JOIN, check=check,
    )]


def found(on: CorrectedTranscript, turn: int, said: str) -> tuple[int, int]:
    """
    Find words typed by somebody in a turn.

    Args:
        on: the transcript as corrections in force make it read.
        turn: its number in the transcript as it reads now.
        said: letter for letter, spaces and signs included.

    Returns:
        the first character, and the one after the last.

    Raises:
        FiligraneError: there is no such turn, or it says them not at all, or several times.
    """
    text = _turn(on, turn).text
    times = text.count(said) if said else 0
    if times != 1:
        raise FiligraneError((wording.SAID_OFTEN if times else wording.NOT_SAID).format(turn=turn, said=said))
    start = text.index(said)
    return start, start + len(said)


def _turn(on: CorrectedTranscript, turn: int) -> DraftTurn:
    if not 0 <= turn < len(on.drafts):
        raise FiligraneError(wording.NO_SUCH_TURN.format(turn=turn))
    return on.drafts[turn]


def last(on: CorrectedTranscript, author: str) -> list[CorrectionDecision]:
    """Give the lines of somebody's last gesture that still hold."""
    return last_gesture(d for d in on.lines if d.author == author)


def taken_back(
    study: Study, on: CorrectedTranscript, lines: Iterable[CorrectionDecision], writer: DecisionWriter
) -> list[CorrectionDecision]:
    """
    Take the lines of a gesture back.

    Raises:
        FiligraneError: they are another person's, or something was mended since in the words they brought.
    """
    undone = [
        writer.instead(line, decision=CorrectionVerb.UNDO, first_word=-1, last_word=-1, text="", speaker="", check="")
        for line in lines
    ]
    after = transcript(study, on.session, undone)
    if len(after.now.lost_corrections) > len(on.now.lost_corrections):
        raise FiligraneError(wording.MENDED_SINCE)
    return undone


def told(line: CorrectionDecision) -> str:
    """Say a line in French."""
    if line.decision == CorrectionVerb.WORDS:
        said = " ".join(line.text.split())
        return wording.READS.format(turn=line.turn, text=said if len(said) <= SHORT else f"{said[:SHORT]}…")
    if line.decision == CorrectionVerb.JOIN:
        return wording.JOINED.format(turn=line.turn, before=line.turn - 1)
    return wording.CUT.format(turn=line.turn)
