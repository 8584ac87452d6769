"""What the coder decided that stands nowhere any more, of this session or of one that is gone → put back here."""

from __future__ import annotations

from dashboard.data import study_data, titles
from dashboard.pages.lecture.state import TranscriptState
from dashboard.ui import putting_back
from dashboard.ui.putting_back import PuttingBack
from pipeline.changes.continuity.possible_places import StudyTexts
from pipeline.changes.continuity.putting_back import Detached


def show(on: TranscriptState) -> None:
    """Offer to put each back; nothing to somebody who only reads."""
    corpus = on.reading.corpus

    def here(one: Detached) -> bool:
        return one.decision.session == on.session or one.decision.session not in corpus.turns

    if on.coder:
        putting_back.show(PuttingBack(
            "lecture", on.coder, lambda: StudyTexts(study_data.study(), private=False, turns=corpus.turns),
            lambda session: titles.short(corpus, session), here,
            lambda code: corpus.label_of(corpus.codebook.in_force(code)),
        ))
