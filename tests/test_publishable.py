"""The door out: what speakers keep for themselves never passes, and attribution goes where it must."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.anchoring.publishable import Purpose, group_sizes, publishable
from pipeline.model.contracts import CONSENTS, Coding, Consent, Excerpt, Participant


def excerpt(consent: Consent, session: str = "E06") -> Excerpt:
    words = f"On garde les codes ({consent})."
    end, question = 10 + len(words), "Et à Valmont ?"
    return Excerpt(f"{session}:3:w0-w9", session, 3, 10, end, "Denise Roux", words, question, consent, ())


def coding(consent: Consent) -> Coding:
    words = f"On garde les codes ({consent})."
    return Coding(
        "c1", "E06", 3, 10, 4, 36, words, "B1", "claire", "person", "coded", "manual", consent, "2026-01-01T00:00:00",
    )


@pytest.mark.parametrize("make", [excerpt, coding])
@pytest.mark.parametrize(("purpose", "passing"), [
    ("quote", {"free", "unattributed"}), ("export", {"free", "unattributed"}), ("typical", {"free"}),
])
def test_consent_decides_for_every_purpose(make: Any, purpose: Purpose, passing: set[Consent]) -> None:
    """What is not quotable, not analysed or erased never passes, as an excerpt or as a coding."""
    rows = [make(c) for c in CONSENTS]
    passed = publishable(rows, purpose=purpose)
    assert {r.consent for r in passed.rows} == passing
    assert passed.withheld == len(CONSENTS) - len(passing)


def test_what_is_free_passes_untouched() -> None:
    """A free row comes out as it is, in its place."""
    rows = [excerpt("free", "E02"), excerpt("free", "E01")]
    assert list(publishable(rows, purpose="export").rows) == rows


def test_an_unattributed_excerpt_keeps_its_words_alone() -> None:
    """Its id, session, turn, speaker and question say nothing any more; its words are the same to the byte."""
    (shown,) = publishable([excerpt("unattributed")], purpose="quote").rows
    assert shown.text == excerpt("unattributed").text
    assert shown.text[: shown.end - shown.start] == shown.text
    assert not [told for told in ("E06", "Denise", "Valmont", ":3:") if told in repr(shown)]


def test_an_unattributed_coding_keeps_its_words_and_its_code() -> None:
    """The coded words and their code remain; neither session, turn nor the decision's id does."""
    (shown,) = publishable([coding("unattributed")], purpose="export").rows
    assert (shown.text, shown.code, shown.turn) == (coding("unattributed").text, "B1", -1)
    assert not [told for told in ("E06", "'c1'") if told in repr(shown)]


@pytest.mark.parametrize("make", [excerpt, coding])
@pytest.mark.parametrize("purpose", ["quote", "export"])
def test_unattributed_words_lead_nowhere(make: Any, purpose: Purpose) -> None:
    """Neither session, turn nor place in it is told, and the opaque id is the same each time."""
    one = publishable([make("unattributed")], purpose=purpose).rows[0]
    fields = {name: getattr(one, name) for name in ("session", "turn", "start")}
    assert fields == {"session": "sans attribution", "turn": -1, "start": 0}
    assert "E06" not in repr(one)
    assert one == publishable([make("unattributed")], purpose=purpose).rows[0]


@pytest.mark.parametrize("make", [excerpt, coding])
@pytest.mark.parametrize("level", ["not_quotable", "not_analysed", "erased"])
def test_the_three_strictest_levels_never_leave(make: Any, level: Consent) -> None:
    """Nothing of them passes, for a quote, an export or a typical passage, and no review is asked of their session."""
    for purpose in ("quote", "export", "typical"):
        passed = publishable([make(level)], purpose=purpose)
        assert (passed.rows, passed.withheld, passed.unsigned) == ((), 1, ())


def test_a_review_nobody_signed_is_reported() -> None:
    """Sessions of which something passes without a signature are named; what stays behind asks for none."""
    rows = [excerpt("free", "E01"), excerpt("free", "E02"), excerpt("not_quotable", "E03")]
    assert publishable(rows, purpose="export", signed={"E01"}).unsigned == ("E02",)
    assert publishable(rows, purpose="export", signed={"E01", "E02"}).unsigned == ()


def person(name: str, session: str, **attributes: str) -> Participant:
    return Participant(name, session, attributes)


def test_the_rarest_combination_is_counted_in_people() -> None:
    """One person in two sessions is one person; no attribute at all is shared by everyone."""
    people = [
        person("A", "E01", champ="budget", milieu="rural"), person("A", "G01", champ="budget", milieu="rural"),
        person("B", "E02", champ="budget", milieu="métropole"), person("C", "E03", champ="budget", milieu="métropole"),
    ]
    assert group_sizes(people, ["milieu"]) == {("métropole",): 2, ("rural",): 1}
    assert min(group_sizes(people, ["champ"]).values()) == 3
    assert min(group_sizes(people, ["champ", "milieu"]).values()) == 1
    assert min(group_sizes(people, []).values()) == 3
    assert group_sizes([], ["champ"]) == {}
