"""The page Pseudonymisation: private, on this machine alone, and what it writes names nobody."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from dashboard.pages.pseudonymisation import gestures as review_gestures
from dashboard.pages.pseudonymisation import private, words
from dashboard.pages.pseudonymisation import signing as review_signing
from dashboard.pages.pseudonymisation import state as review_state
from dashboard.pages.pseudonymisation.state import TURN, ReviewState
from dashboard.ui.coder import CODER
from dashboard.words import run_words, ui_words
from pipeline.anchoring import anchors, decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Identifier, Proposal, Turn
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.pseudonymise.review import left_open, review_writer
from pipeline.publish import pseudonymisation_words
from pipeline.publish.fiche.fiche import FicheMaterial, facts
from pipeline.run import current_run

DASHBOARD = Path(__file__).parent.parent / "dashboard"
PAGE = DASHBOARD / "pages/pseudonymisation/page.py"
SECONDS = 60
NAMES = ("karim", "benali", "vierzon", "rose", "zoubida")


def serve(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else option(name))


def opened(study: Path, monkeypatch: pytest.MonkeyPatch, reader: str = "claire", **state: Any) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    serve(monkeypatch, "127.0.0.1")
    test = AppTest.from_file(str(PAGE), default_timeout=SECONDS)
    test.query_params["entretien"] = "E01"
    if reader:
        test.session_state[CODER] = reader
    for key, value in state.items():
        test.session_state[f"review:{key}"] = value
    return test.run()


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def test_without_a_private_half_the_page_is_absent(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy without build/private shows no name, says why, and the menu has no such page."""
    test = opened(small_study, monkeypatch)

    assert not test.exception
    assert words.REVIEW_ABSENT[:30] in shown(test)
    assert private.refused() == words.REVIEW_ABSENT


def test_during_an_update_the_page_stays_and_says_so(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DVC takes the private half away while it is made anew: somebody computes, and the page comes back by itself."""
    lock = small_study / current_run.LOCK
    lock.parent.mkdir(parents=True, exist_ok=True)
    serve(monkeypatch, "127.0.0.1")
    with FileLock(lock):
        test = opened(small_study, monkeypatch)
        assert not test.exception
        assert run_words.REVIEW_UPDATING[:30] in shown(test)
        assert words.REVIEW_ABSENT[:30] not in shown(test)
        assert private.updating()
    assert not private.updating()


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.0.2", "", None])  # noqa: S104 - what is refused
def test_on_a_server_that_others_reach_the_page_refuses(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    """The page is for those who sit at this machine."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    serve(monkeypatch, address)

    assert private.refused() == words.REVIEW_EXPOSED


def test_the_name_is_asked_before_anything_is_shown(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads without saying who they are; a name that is no file's name is refused."""
    test = opened(private_study, monkeypatch, reader="")
    assert not any(name in shown(test).lower() for name in NAMES)
    assert words.waiting(2, 0, 6, 4) in shown(test)

    test.text_input(key="coder:typed:page").input("../x")
    test.button[0].click().run()
    assert "« ../x »" in shown(test)
    test.text_input(key="coder:typed:page").input("Claire")
    test.button[0].click().run()
    assert not test.exception
    assert words.review_progress(0, 5, 3) in shown(test)


@pytest.mark.parametrize("view", list(words.REVIEW_VIEWS))
def test_each_view_opens(private_study: Path, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    """Proposals, the text and the people show without error; no word of the corpus is taken for markup."""
    test = opened(private_study, monkeypatch, view=view)

    assert not test.exception
    assert "<b>Rose" not in "".join(node.proto.body for node in test.get("html"))


def test_interviews_bear_the_names_of_their_files_on_this_page(
    private_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reviews knows interviews by their files; one whose file bears its own name, or is gone, keeps that."""
    for name, session in (("Marie <b>Dupont", "E02"), ("E01", "E01")):
        file = private_study / f"transcripts/{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\nsession: {session}\n---\nMarie : Bonjour.\n", "utf-8")
    test = opened(private_study, monkeypatch)

    named = test.selectbox(key="entretien:1").options
    assert [n.split(" — ")[0] for n in named] == ["E01", "Marie <b>Dupont.txt (E02)"]
    assert '<a href="pseudonymisation?entretien=E02" target="_self" class="lien">Marie <b>Dupont.txt' in shown(test)
    assert "Marie <b>" not in "".join(node.proto.body for node in test.get("html"))


def test_a_flat_transcript_is_said_to_be_one(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without capitals the machine sees less: the reader is told."""
    test = opened(private_study, monkeypatch)
    assert words.UNCASED not in shown(test)

    test.query_params["entretien"] = "E02"
    assert words.UNCASED in shown(test.run())


def gesture(study: Path, monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], **made: Any) -> None:
    """Do as the component does: a gesture on the screen as it is."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    monkeypatch.setattr(st, "session_state", state)
    state |= {CODER: "claire", review_state.SESSION: state.get(review_state.SESSION, "E01")}
    token = made.pop("token", review_state.page_state().token)
    state[TURN.key] = {"gesture": {"token": token, "scope": "everywhere", **made}}
    review_gestures.on_gesture()


def written(study: Path) -> list[IdentifierDecision]:
    return decisions.read(Study(study), IdentifierDecision)


def test_gestures_write_lines_without_a_name(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accept, keep, change, hide and undo each add a line to the reader's file, and none names anybody."""
    state: dict[str, Any] = {}
    text = "👩‍🦰 J'ai vu Karim Benali à Vierzon, puis Rose est passée chez Zoubida."
    start = text.index("Zoubida")
    gestures: list[dict[str, Any]] = [
        {"gesture": "accept"}, {"gesture": "keep", "scope": "here"}, {"gesture": "change", "text": "Noé"},
        {"gesture": "mask", "turn": 1, "start": start + 1, "end": start + 3, "type": "person"}, {"gesture": "undo"},
    ]
    for made in gestures:
        gesture(private_study, monkeypatch, state, **made)
        assert not state[review_state.ERROR]

    actions = [d.action for d in written(private_study)]
    assert actions == ["replace", "keep", "replace", "replace", "undo"]
    masked = written(private_study)[3]
    assert (masked.first_word, masked.last_word) == (masked.first_word, masked.first_word)
    content = (private_study / "decisions/identifiers/claire.csv").read_text("utf-8").lower()
    assert not [name for name in NAMES if name in content]


def test_a_gesture_on_an_older_screen_is_refused(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two windows, or a key pressed twice: what was decided on another proposal is not written."""
    state: dict[str, Any] = {}
    gesture(private_study, monkeypatch, state, gesture="accept", token="E01|proposals|-1")  # noqa: S106 - no secret

    assert state[review_state.ERROR] == words.REVIEW_STALE
    assert not written(private_study)


def test_a_name_of_the_corpus_is_refused_as_a_replacement(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be written in clear and read by the team."""
    state: dict[str, Any] = {}
    gesture(private_study, monkeypatch, state, gesture="change", text="Karim")

    assert "nom du corpus" in state[review_state.ERROR]
    assert not written(private_study)


@pytest.mark.parametrize("made", [
    {"gesture": "mask", "turn": 99, "start": 0, "end": 4}, {"gesture": "mask", "turn": "1", "start": None},
    {"gesture": "erase"}, {}, {"gesture": "go", "turn": 1, "start": 99999},
])
def test_what_cannot_be_understood_writes_nothing(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, made: dict[str, Any]
) -> None:
    """Whatever a browser sends, nothing but a gesture on the corpus is written."""
    gesture(private_study, monkeypatch, {}, **made)

    assert not written(private_study)


def test_the_signature_says_what_was_not_decided(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One may sign whatever is left; it is said; the other screens wait for the next run."""
    test = opened(private_study, monkeypatch)
    assert left_open.before_signing(5, 3) in shown(test)

    test.checkbox[0].check().run()
    test.button(key="review:sign").click().run()

    signature, *fixed = written(private_study)
    assert (signature.action, signature.session, signature.turn) == ("sign", "E01", -1)
    assert {d.action for d in fixed} == {"fix"}
    # The next interview to read is open already.
    assert words.SIGNED_THEN.format(signed="E01") in shown(test)
    assert ui_words.SOME_SIGNED.format(done=1, all=2) in shown(test)
    test.query_params["entretien"] = "E01"
    test.run()
    assert f"{words.SIGNED_BY} claire" in shown(test)
    assert words.to_update(1) in shown(test)


def test_what_is_decided_already_is_not_written_again(
    private_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key held at the last proposal writes one line; another scope, or another reader, still writes theirs."""
    state: dict[str, Any] = {}
    for _ in range(5):
        gesture(private_study, monkeypatch, state, gesture="accept")
    last, once = review_state.page_state().order[-1], len(written(private_study))

    for _ in range(3):
        review_state.page_state().go(last.spot)
        gesture(private_study, monkeypatch, state, gesture="accept")
        assert state[review_state.NEWS].startswith(words.already(f"« {last.said} »"))
    assert len(written(private_study)) == once

    review_state.page_state().go(last.spot)
    gesture(private_study, monkeypatch, state, gesture="accept", scope="here")
    assert len(written(private_study)) == once + 1


def test_another_reader_decides_the_same_under_their_own_name(
    private_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What two readers decided is two lines."""
    test = opened(private_study, monkeypatch)
    on = ReviewState(private.review(), private.lines(), "E01", "claire")
    assert not test.exception
    case = on.order[0]
    made = review_writer.decide(case, review_writer.accept(case, Scope.HERE), on.now, on.writer())
    private.write("claire", made)

    again = ReviewState(private.review(), private.lines(), "E01", "claire")
    held = again.now.of(case)
    assert review_writer.already(
        held, review_writer.decide(case, review_writer.accept(case, Scope.HERE), again.now, again.writer()),
        again.writer(),
    )
    other = ReviewState(again.review, again.lines, "E01", "noe")
    assert not review_writer.already(
        held, review_writer.decide(case, review_writer.accept(case, Scope.HERE), other.now, other.writer()),
        other.writer(),
    )


def test_after_a_signature_the_next_interview_to_read_opens(
    private_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once all are signed, what comes next is the update."""
    test = opened(private_study, monkeypatch)
    assert words.SIGNED_NEXT not in shown(test)
    test.checkbox[0].check().run()
    test.button(key="review:sign").click().run()
    assert test.query_params["entretien"] in ("E02", ["E02"])
    assert words.SIGNED_THEN.format(signed="E01") in shown(test)

    if test.checkbox:
        test.checkbox[0].check().run()
    test.button(key="review:sign").click().run()
    assert f'{words.ALL_SIGNED} <a href="mise_a_jour"' in shown(test)


@pytest.mark.parametrize(("answer", "entity"), [("Même personne que", "person-kb"), ("Deux personnes", "person-k")])
def test_a_reader_says_who_is_who(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, answer: str, entity: str
) -> None:
    """« Karim » is asked about once; the answer names an entity, never a person, and can be taken back."""
    test = opened(private_study, monkeypatch, view="people")
    assert "Karim, E01, E02" in shown(test)

    next(b for b in test.button if b.label.startswith(answer)).click().run()
    assert not test.exception
    assert {d.entity for d in written(private_study)} == {entity}
    assert not any(name in (private_study / "decisions/identifiers/claire.csv").read_text().lower() for name in NAMES)
    assert words.NO_LINK in shown(test)
    test.button(key="review:undo").click().run()
    assert "Karim, E01, E02" in shown(test)


def test_a_reader_gives_another_pseudonym(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered or typed, a pseudonym is written for whom it names; a name of the corpus is refused."""
    test = opened(private_study, monkeypatch, view="people")
    test.text_input(key="review:chosen").input("Rose")
    test.button(key="review:rename").click().run()
    assert "nom du corpus" in shown(test)
    assert not written(private_study)

    test.text_input(key="review:chosen").input("")
    test.selectbox(key="review:offered").select_index(0)
    test.button(key="review:rename").click().run()
    line, = written(private_study)
    assert line.replacement
    assert line.action == "replace"
    assert not test.exception


def test_the_private_half_alone_is_asked_for() -> None:
    """Everything the page needs of the pipeline is private."""
    assert all(ARTEFACTS[name].private for name in private.NEEDED)


def test_a_long_session_shows_fast(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session of 150 turns, opened once, answers a gesture in less than a second."""
    said = "Alors Karim est venu avec Rose, et puis on a parlé du dossier pendant une heure, voilà. " * 4
    turns = [Turn("E09", n, "A", "participant", None, None, said, "") for n in range(150)]
    at = said.index("Karim")
    rows = [Identifier("E09", n, at, at + 5, "person", "person-k", "ner", "replace", "Malik") for n in range(150)]
    found = [Proposal("E09", n, at, at + 5, "person", "ner") for n in range(150)]
    store.write("turns", turns, private_study / "build/private/turns/E09.parquet")
    store.write("proposals", found, private_study / "build/private/proposals/E09.parquet")
    study = Study(private_study)
    store.save(study, "identifiers", sorted([*store.load(study, "identifiers"), *rows], key=lambda r: (
        r.session, r.turn, r.start)))
    state: dict[str, Any] = {review_state.SESSION: "E09"}
    gesture(private_study, monkeypatch, state, gesture="keep", scope="here")
    began = time.perf_counter()
    gesture(private_study, monkeypatch, state, gesture="keep", scope="here")

    assert time.perf_counter() - began < 1
    assert len(written(private_study)) == 2


def test_open_identities_stand_beside_the_signature(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many there are and whom they are about; nobody signs with one open without saying so."""
    test = opened(private_study, monkeypatch)

    assert words.identities_open(1) in shown(test)
    assert words.who_is("Karim, E01, E02", "")[:-3] in shown(test)
    assert test.button(key="review:sign").disabled
    assert test.checkbox[0].label == words.sign_anyway(1)
    assert not test.checkbox[0].check().run().button(key="review:sign").disabled


@pytest.mark.parametrize("answer", ["person-kb=person-k=first_name", "person-k=alone"])
def test_one_gesture_answers_an_identity_beside_the_signature(
    private_study: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """The same person, or two: one click writes it, nothing is left to confirm, another click takes it back."""
    test = opened(private_study, monkeypatch)
    test.button(key=answer).click().run()

    assert {d.entity for d in written(private_study)} == {answer.split("=", maxsplit=1)[0]}
    assert words.NO_IDENTITY in shown(test)
    assert not test.checkbox
    assert not test.button(key="review:sign").disabled
    test.button(key="review:undo").click().run()
    assert words.identities_open(1) in shown(test)


def test_a_signature_nobody_confirmed_is_not_written(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question opened since the page was drawn stops the signature, whatever the button said."""
    state: dict[str, Any] = {CODER: "claire", review_state.SESSION: "E01"}
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    monkeypatch.setattr(st, "session_state", state)
    review_signing.sign()

    assert state[review_signing.REFUSED] == words.UNCONFIRMED
    assert not written(private_study)


ASKING = [
    Turn("E09", 0, "L", "participant", None, None, "Là, ne me citez pas là-dessus.", ""),
    Turn("E09", 1, "L", "participant", None, None, "Je suis la seule assistante sociale du canton.", ""),
]


@pytest.fixture
def asking(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The review of a session where something is asked, and where somebody is singled out."""
    store.write("turns", ASKING, private_study / "build/private/turns/E09.parquet")
    store.write("proposals", [], private_study / "build/private/proposals/E09.parquet")
    test = opened(private_study, monkeypatch)
    test.query_params["entretien"] = "E09"
    return test.run()


def consents(study: Path) -> list[tuple[int, int, str, str]]:
    return [(d.turn, d.last_turn, d.level, d.author) for d in decisions.consent(Study(study))]


def test_requests_and_risks_stand_beside_the_signature(asking: AppTest) -> None:
    """They are told in the words of the sheet, each with its words and a link to the passage."""
    told = shown(asking)

    assert pseudonymisation_words.ASKED_COUNT.format(number=1) in told
    assert "E09, tour 0 : tours 0 à 0, « à ne pas citer » ?" in told
    assert "Là, ne me citez pas là-dessus." in re.sub(r"<[^>]+>", "", told)
    assert pseudonymisation_words.RISK_COUNT.format(number=1) in told
    assert "E09, tour 1 : seule de son espèce" in told
    assert told.count('href="lecture?entretien=E09&passage=E09%3A') == 2


def test_one_gesture_reserves_what_was_asked(asking: AppTest, private_study: Path) -> None:
    """The answer is a line of consent; what was asked waits no more, until the answer is taken back."""
    asking.button(key="reserve:asked-0:not_quotable").click().run()
    assert consents(private_study) == [(0, 0, "not_quotable", "claire")]
    assert pseudonymisation_words.ASKED_COUNT.format(number=1) not in shown(asking)

    asking.button(key="reserves:undo").click().run()
    assert [level for *_, level, _ in consents(private_study)] == ["free"]
    assert pseudonymisation_words.ASKED_COUNT.format(number=1) in shown(asking)


def test_what_was_answered_in_one_session_is_not_told_of_another(asking: AppTest) -> None:
    """Where nothing was heard, no answer shows beside « Rien n'a été entendu »."""
    asking.button(key="reserve:asked-0:not_quotable").click().run()
    answered = words.ANSWERED.format(level=pseudonymisation_words.LEVELS["not_quotable"].capitalize())
    assert answered in shown(asking)

    asking.query_params["entretien"] = "E01"
    told = shown(asking.run())
    assert words.NOTHING_ASKED in told
    assert answered not in told


def test_nothing_to_reserve_is_an_answer(asking: AppTest, private_study: Path) -> None:
    """What a reader finds harmless is asked no more, here and on the sheet."""
    for key in ("asked-0", "risk-1-8"):
        asking.button(key=f"reserve:{key}:free").click().run()

    assert {level for *_, level, _ in consents(private_study)} == {"free"}
    assert words.ALL_ANSWERED in shown(asking)
    assert words.NOTHING_ASKED not in shown(asking)
    found = facts(FicheMaterial(ASKING, [], [], [], decisions.consent(Study(private_study)), [],
                        study_key(Study(private_study))))
    assert not found.asked
    assert not found.risks


def test_a_name_whose_place_changed_is_put_back_in_one_gesture(
    private_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very words are found by their keyed mark; one line puts the decision there, another takes that back."""
    study = Study(private_study)
    row = next(r for r in store.load(study, "identifiers") if r.session == "E01" and r.turn >= 0)
    turn = next(t for t in store.load(study, "turns") if (t.session, t.turn) == (row.session, row.turn))
    said = [n for n, (a, b) in enumerate(anchors.words(turn.text)) if a < row.end and row.start < b]
    lost = IdentifierDecision(
        id="lost", at="2026-01-01T00:00:00", session="E01", turn=999, first_word=said[0], last_word=said[-1],
        type=row.type, action=IdentifierVerb.KEEP, entity="", replacement="", scope=Scope.HERE,
        check=check(study_key(study), turn.text[row.start : row.end]),
    )
    decisions.append(study, "claire", [lost])
    page = opened(private_study, monkeypatch)
    page.button(key="review:back:lost").click().run()

    assert not page.exception
    back = [d for d in decisions.identifiers(study) if d.replaces == "lost"]
    assert [d.session for d in back] == ["E01"]
    assert back[0].turn != lost.turn
    page.button(key="review:back:undo").click().run()
    assert [d.turn for d in decisions.identifiers(study) if d.check == lost.check] == [lost.turn]
