"""A signature covers the sentences and the decisions that were signed; what came since is to be signed again."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.changes.continuity.following import follow
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb
from pipeline.model.decision_writer import gesture_time
from pipeline.publish.held_back import unsigned
from pipeline.vault.doctor_checks import check_signed
from tests.followed_study import FILES, followed_study
from tests.mask_histories import MaskHistory


@pytest.fixture
def made(tmp_path: Path) -> MaskHistory:
    history = MaskHistory(followed_study(tmp_path / "study"), random.Random(1))  # noqa: S311 - the same at every run
    history.begin()
    return history


def signed(made: MaskHistory) -> set[str]:
    return {d.session for d in decisions.identifiers(made.on.study) if d.signs}


def test_another_name_keeps_every_signature(made: MaskHistory) -> None:
    """The words are those that were signed."""
    made.renamed()
    follow(made.on.study)

    assert len(signed(made)) == len(FILES)


def test_one_sentence_sends_its_interview_alone_back_to_review(
    made: MaskHistory, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run says it, doctor too, exports of the interview wait, and the turn is named."""
    file = made.folder / min(FILES)
    file.write_text("ENQ : Une phrase que personne n'a relue.\n" + file.read_text("utf-8"), "utf-8")
    follow(made.on.study)
    [session] = set(made.on.turns()) - signed(made)

    assert unsigned(made.on.study, made.on.turns()) == [session]
    assert decisions.unsigned_turns(made.on.study, session) == [0]
    assert "à signer de nouveau : 1 tour de parole a changé" in capsys.readouterr().out
    assert [line for line in check_signed(made.on.study) if "à signer de nouveau" in line]

    made.sign()
    assert len(signed(made)) == len(FILES)


def test_to_show_a_masked_word_is_to_sign_again_and_to_mask_one_is_not(made: MaskHistory) -> None:
    """Who signed had read what was masked then."""
    mask = next(d for d in decisions.identifiers(made.on.study) if d.rules_words)
    more = replace(mask, id="more", at=gesture_time())
    decisions.append(made.on.study, "noe", [more])
    assert len(signed(made)) == len(FILES)

    decisions.append(made.on.study, "noe", [replace(more, id="kept", at=gesture_time(), action=IdentifierVerb.KEEP)])
    assert signed(made) == set(made.on.turns()) - {mask.session}


def test_what_was_masked_and_undone_since_the_signature_changes_nothing(made: MaskHistory) -> None:
    """One's own gesture and its undoing leave the interview as it was signed."""
    mask = next(d for d in decisions.identifiers(made.on.study) if d.rules_words)
    more: IdentifierDecision = replace(mask, id="more", at=gesture_time())
    undone = replace(more, id="undone", at=gesture_time(), action=IdentifierVerb.UNDO, replaces="more")
    decisions.append(made.on.study, "noe", [more, undone])

    assert len(signed(made)) == len(FILES)
