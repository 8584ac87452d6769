"""A transcript corrected on screen: the file stays, every decision follows to the word, every gesture is undone."""

from __future__ import annotations

import itertools
import random
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place
from pipeline.changes.continuity.change import carry_out, change
from pipeline.changes.continuity.following import consequences, follow
from pipeline.cli import main
from pipeline.cli.commands.study_setup import create
from pipeline.coding.codings_in_place import standing_place
from pipeline.ingest.readers.registry import transcripts
from pipeline.ingest.speech.corrections import changed_words
from pipeline.ingest.speech.cutting import Cutting
from pipeline.ingest.speech.understood import Spoken, understood
from pipeline.model import decision_writer, store
from pipeline.model.contracts import ARTEFACTS, AnonymisedTurn
from pipeline.model.decision_rows import (
    FOLDERS,
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    CorrectionDecision,
    Decision,
    RoleDecision,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import DecisionWriter, gesture_time, new_id
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, study_key
from pipeline.pseudonymise.describe import correcting
from pipeline.pseudonymise.leak_search import made_files
from pipeline.vault.versions import repository
from tests.followed_study import Followed, followed_study, source_words, work

HERE = Path(__file__).parent.parent
SPOKEN = (
    "ENQ : Vous {} arrivez {} quand ?\nLINA : On {} court {} toujours, {} et {} puis {} on {} attend. Il {} y a trop {}"
    " de {} monde.\nENQ : Et {} ensuite {} ?\nLINA : Voilà {}.\nENQ : Bon {}.\nLINA : On {} s'{} arrange {} comme {}"
    " on {} peut. Enfin {} non.\n"
)


def study_of(root: Path, text: str) -> Study:
    """Write a study of one interview."""
    (root / "transcripts").mkdir(parents=True)
    (root / "secrets").mkdir()
    (root / PLACE).write_text("7" * 64 + "\n", "ascii")
    (root / "params.yaml").write_text((HERE / "params.yaml").read_text("utf-8"), "utf-8")
    (root / "transcripts/E01.txt").write_text(text, "utf-8")
    return Study(root)


def spoken() -> str:
    """Write an interview in which every second word is said once."""
    numbers = itertools.count()
    return SPOKEN.replace("{}", "@").translate({ord("@"): "{}"}).format(*(f"m{next(numbers)}" for _ in range(40)))


def texts(study: Study) -> list[str]:
    """Give the words of each turn as the stage reads them."""
    return [d.text for d in correcting.transcript(study, "E01").drafts]


def shown(study: Study) -> dict[int, AnonymisedTurn]:
    """Show them to the team, nobody being named."""
    key = study_key(study)
    return {
        n: AnonymisedTurn("E01", n, "LINA", "participant", None, None, text, (), (), (), anchors.check(text, key))
        for n, text in enumerate(texts(study))
    }


def coded(study: Study, chance: random.Random) -> CodingDecision:
    """Code some words, on screen as they are at the last run."""
    turns = shown(study)
    every = [(n, i) for n, t in turns.items() for i in range(len(anchors.words(t.text)))]
    first = chance.randrange(len(every))
    last = min(len(every) - 1, first + chance.choice((0, 1, 3, 8, 20)))
    place = Place(*every[first], *every[last])
    line = CodingDecision(
        id=new_id(), at=gesture_time(), session="E01", turn=place.turn, first_word=place.first_word,
        last_turn=place.last_turn, last_word=place.last_word, quote=anchors.quote(turns, place), code="A1",
        decision=CodingVerb.ADD, mode="manual", definition="1", check=anchors.checks(turns, place),
    )
    decisions.append(study, "claire", [line])
    return line


def mended(study: Study, chance: random.Random, fresh: itertools.count[int]) -> None:
    """Make a gesture at random: words, a cut, a join, or the last one taken back."""
    on, by = correcting.transcript(study, "E01"), DecisionWriter(author=chance.choice(("ana", "ben")))
    turn = chance.randrange(len(on.drafts))
    said = on.drafts[turn].text
    what = chance.choice(("words", "words", "words", "cut", "join", "undo"))
    try:
        if what == "words":
            spans = anchors.words(said)
            first = chance.randrange(len(spans))
            last = min(len(spans) - 1, first + chance.choice((0, 0, 1, 4)))
            new = " ".join(f"n{next(fresh)}" for _ in range(chance.choice((0, 1, 1, 2, 5))))
            kept = chance.choice(("", said[slice(*spans[first])] + " "))
            typed = said[: spans[first][0]] + kept + new + said[spans[last][1] :]
            lines = correcting.words(on, turn, typed, by)
        elif what == "cut":
            lines = correcting.cut_before(on, turn, chance.randrange(len(said)), chance.choice(("", "OMAR")), by)
        elif what == "join":
            lines = correcting.join(on, turn, by)
        else:
            lines = correcting.taken_back(study, on, correcting.last(on, by.author), by)
    except FiligraneError:
        return
    if lines:
        decisions.append(study, by.author, lines)


def words_of(study: Study, line: CodingDecision) -> list[str]:
    """Give the words that a coding stands on now; none where it is lost."""
    now = next(d for d in decisions.codings(study) if d.id == line.id)
    place = standing_place(now, shown(study))
    return anchors.split(anchors.quote(shown(study), place)) if isinstance(place, Place) else []


def own(words: list[str]) -> list[str]:
    """Keep the words that are said once."""
    return [w for w in words if w[:1] in "mn" and w[1:].isdigit()]


def read(study: Study) -> set[str]:
    """Give the words said once that are read now."""
    return {w for text in texts(study) for w in own(anchors.split(text))}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_no_coding_is_moved_nor_lost_by_corrections(seed: int) -> None:
    """Random gestures, runs and codings: each keeps all of its words that are still read, and takes no other."""
    chance, fresh = random.Random(seed), itertools.count()  # noqa: S311 - drawn again from its seed
    with tempfile.TemporaryDirectory() as folder:
        study = study_of(Path(folder) / "study", spoken())
        follow(study)
        file = (study / "transcripts/E01.txt").read_bytes()
        about = {}
        for _ in range(chance.randint(1, 4)):
            for _ in range(chance.randint(1, 4)):
                line = coded(study, chance)
                about[line.id] = line, own(words_of(study, line)), read(study)
            for _ in range(chance.randint(1, 5)):
                mended(study, chance, fresh)
            carry_out(study, change(study))
            now_read = read(study)
            for line, words, then in about.values():
                now = own(words_of(study, line))
                assert [w for w in now if w in words] == [w for w in words if w in now_read], line
                # What else it holds was brought since where its words stood.
                assert not {w for w in now if w not in words} & then, line
        assert (study / "transcripts/E01.txt").read_bytes() == file


@pytest.fixture
def on(tmp_path: Path) -> Followed:
    """A study that was read once, and on which people decided something of every kind."""
    made = followed_study(tmp_path / "study")
    follow(made.study)
    work(made)
    return made


def every(on: Followed) -> list[Decision]:
    return [d for kind in FOLDERS for d in decisions.in_force(decisions.read(on.study, kind))]


@pytest.mark.parametrize("seed", range(3))
def test_every_kind_of_decision_follows(on: Followed, seed: int) -> None:
    """Names kept and masked, reserves, withdrawals, arbitrations, quotes: none is lost, none is about other words."""
    chance = random.Random(seed)  # noqa: S311 - the same at every run
    by = DecisionWriter(author="ana")
    before = {d.id: source_words(on.turns()[d.session], d) for d in every(on) if d.stands_on_words}
    for session in on.turns():
        for n in range(8):
            read = correcting.transcript(on.study, session)
            turn = chance.randrange(1, len(read.drafts))
            spans = anchors.words(read.drafts[turn].text)
            middle = spans[len(spans) // 2]
            lines = (
                correcting.words(read, turn, f"{read.drafts[turn].text} Ajouté {n}.", by),
                correcting.cut_before(read, turn, middle[0], "OMAR", by) if len(spans) > 1 else [],
                correcting.join(read, turn, by),
            )[n % 3]
            if lines:
                decisions.append(on.study, "ana", [replace(one, at=gesture_time()) for one in lines])
    found = change(on.study)
    assert not found.lost
    carry_out(on.study, found)
    turns = on.turns()
    held = [d for d in every(on) if d.id in before and not isinstance(d, RoleDecision)]

    assert before.keys() <= {d.id for d in every(on)}
    for d in held:
        said, then = source_words(turns[d.session], d), before[d.id]
        kept = [w for w in said if w not in {"Ajouté", ".", *map(str, range(8))}]
        # A reserve on a whole turn goes on being about the whole, when another is joined to it.
        wider = isinstance(d, ConsentDecision | WithdrawalDecision)
        pieces = [w for w in then if w != "."]
        assert kept == pieces or (wider and (pieces == kept[: len(pieces)] or kept == pieces[: len(kept)])), d


def _spoken(study: Study) -> list[Spoken]:
    part = transcripts(study)["E01"]
    roles, mended = decisions.roles(study), decisions.corrections(study)
    return list(understood(part.load(), roles, Cutting(**study.params("turns")), mended).turns)


def test_who_speaks_follows_whatever_is_cut_and_joined(tmp_path: Path) -> None:
    """A turn given to somebody before stays theirs, in both parts of it; one joined is of who speaks before it."""
    said = "ENQ : Bonjour ?\nLINA : Un deux trois.\nENQ : Et puis ?\nLINA : Quatre cinq.\n" * 2
    study = study_of(tmp_path / "study", said)
    by = DecisionWriter(author="ana")
    given = decision_writer.turns_assigned("E01", _spoken(study)[3:4], "PAUL")
    decisions.append(study, "ana", given)
    made: tuple[Callable[[correcting.CorrectedTranscript], list[CorrectionDecision]], ...] = (
        lambda on: correcting.cut_before(on, 3, 7, "", by), lambda on: correcting.cut_before(on, 1, 3, "OMAR", by),
        lambda on: correcting.words(on, 4, "Quattre", by), lambda on: correcting.join(on, 3, by),
    )
    for make in made:
        lines = make(correcting.transcript(study, "E01"))
        decisions.append(study, "ana", [replace(one, at=gesture_time()) for one in lines])
    expected = [
        ("ENQ", "Bonjour ?"), ("LINA", "Un"), ("OMAR", "deux trois. Et puis ?"), ("PAUL", "Quattre"), ("PAUL", "cinq."),
    ]
    assert [(d.speaker, d.text) for d in correcting.transcript(study, "E01").drafts][:5] == expected
    follow(study)
    assert [(d.speaker, d.text) for d in correcting.transcript(study, "E01").drafts][:5] == expected


def test_what_was_masked_stays_masked(on: Followed) -> None:
    """Words corrected where others were masked are read under the same mask, and are to be signed again."""
    folder = on.study / ARTEFACTS["turns"].path("turns")
    folder.mkdir(parents=True)
    for name, rows in on.turns().items():
        store.write("turns", rows, folder / f"{name}.parquet", "")
    store.save(on.study, "identifiers", on.identified())
    session = min(on.turns())
    read, by = correcting.transcript(on.study, session), DecisionWriter(author="ana")
    turn = next(n for n, d in enumerate(read.drafts) if "demain" in d.text)
    lines = correcting.words(read, turn, read.drafts[turn].text.replace("demain", "lundi soir"), by)
    would = consequences(on.study, lines)

    assert (would.masked, would.unsigned, would.lost) == (1, True, ())
    decisions.append(on.study, "ana", lines)
    follow(on.study)
    assert "lundi soir" in on.turns()[session][turn].text
    shown = on.shown()[session][turn].text
    assert "[date]" in shown
    assert "soir" not in shown
    assert session not in {d.session for d in decisions.identifiers(on.study) if d.signs}


def test_what_stood_only_on_words_that_are_taken_out_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """A coding whose every word is deleted would be lost: it is listed, and the gesture waits."""
    study = study_of(tmp_path / "study", "ENQ : Bonjour ?\nLINA : Un deux trois.\nENQ : Et puis ?\nLINA : Quatre.\n")
    follow(study)
    turns = shown(study)
    place = Place(1, 1, 1, 1)
    decisions.append(study, "claire", [CodingDecision(
        id=new_id(), at=gesture_time(), session="E01", turn=1, first_word=1, last_turn=1, last_word=1, quote="deux",
        code="A1", decision=CodingVerb.ADD, mode="manual", definition="1", check=anchors.checks(turns, place),
    )])
    on, by = correcting.transcript(study, "E01"), DecisionWriter(author="ana")
    gone, kept = correcting.words(on, 1, "Un trois.", by), correcting.words(on, 1, "Un dé trois.", by)

    assert [getattr(d, "quote", "") for d in consequences(study, gone).lost] == ["deux"]
    assert not consequences(study, kept).lost
    assert consequences(study, kept).follow == 1


def test_a_file_edited_since_keeps_its_corrections_and_tells_those_that_it_lost(tmp_path: Path) -> None:
    """A correction finds its words in a file that was typed over elsewhere; of words that are gone, it is told."""
    said = "ENQ : Bonjour ?\nLINA : Un deux trois quatre cinq.\nENQ : Et ?\nLINA : Six.\n"
    study = study_of(tmp_path / "study", said)
    on, by = correcting.transcript(study, "E01"), DecisionWriter(author="ana")
    decisions.append(study, "ana", correcting.words(on, 1, "Un deux trois quatre CINQ.", by))
    file = study / "transcripts/E01.txt"
    file.write_text(file.read_text("utf-8").replace("LINA : Un", "LINA : Alors voilà. Un"), "utf-8")
    assert texts(study)[1] == "Alors voilà. Un deux trois quatre CINQ."
    file.write_text(file.read_text("utf-8").replace("cinq", "huit"), "utf-8")

    assert texts(study)[1] == "Alors voilà. Un deux trois quatre huit."
    mended, cutting = decisions.corrections(study), Cutting(**study.params("turns"))
    told = understood(transcripts(study)["E01"].load(), [], cutting, mended)
    assert [d.kind for d in told.doubts if d.kind == "lost_correction"] == ["lost_correction"]


def test_a_correction_on_which_another_stands_is_not_taken_back_alone(tmp_path: Path) -> None:
    """Whoever undoes words that somebody mended again since is told so, and nothing is written."""
    study = study_of(tmp_path / "study", spoken())
    before, by = texts(study), DecisionWriter(author="ana")
    first = correcting.words(correcting.transcript(study, "E01"), 3, "Voilà tout.", by)
    decisions.append(study, "ana", first)
    again = correcting.words(correcting.transcript(study, "E01"), 3, "Voilà toute !", DecisionWriter(author="ana"))
    decisions.append(study, "ana", again)
    on = correcting.transcript(study, "E01")

    with pytest.raises(FiligraneError, match="plus récente"):
        correcting.taken_back(study, on, first, by)
    decisions.append(study, "ana", correcting.taken_back(study, on, again, by))
    on = correcting.transcript(study, "E01")
    decisions.append(study, "ana", correcting.taken_back(study, on, first, by))
    assert texts(study) == before


@given(st.text("ab ,.’\n", min_size=1, max_size=30), st.text("ab ,.’\n", min_size=1, max_size=30))
def test_what_is_typed_over_a_turn_is_read_to_the_letter(before: str, after: str) -> None:
    """From any text to any other, the stretches that changed give the second from the first."""
    before, after = before.strip(), after.strip()
    if anchors.words(before) and anchors.words(after):
        made, spans = before, anchors.words(before)
        for one in reversed(changed_words(before, after)):
            made = made[: spans[one.first][0]] + one.text + made[spans[one.last][1] :]
        assert made == after


def test_the_file_of_corrections_stays_on_this_machine(tmp_path: Path) -> None:
    """Git ignores it, the last check does not search it, no version holds it."""
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    path = made / "decisions/corrections/ana.csv"
    path.write_text("id\n", "utf-8")

    assert subprocess.run(["git", "check-ignore", "-q", str(path)], cwd=made.root, check=False).returncode == 0
    assert repository.private("decisions/corrections/ana.csv")
    assert "decisions/corrections" in made_files.SPARED


def test_a_transcript_is_corrected_from_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words, a cut, a join, and back; words that are not there change nothing."""
    said = "ENQ : Bonjour ?\nLINA : Un deux trois.\nENQ : Et puis ?\nLINA : Quatre.\n"
    study = study_of(tmp_path / "study", said * 2)
    monkeypatch.chdir(study.root)
    before = texts(study)
    assert main(["correct", "E01", "1", "--remplace", "deux", "dé", "--by", "lea"]) == 0
    assert main(["correct", "E01", "1", "--coupe-avant", "trois", "--voix", "OMAR", "--by", "lea"]) == 0
    assert texts(study)[1:3] == ["Un dé", "trois."]
    assert main(["correct", "E01", "2", "--joint", "--by", "lea"]) == 0
    assert texts(study)[1] == "Un dé trois."
    assert main(["correct", "E01", "1", "--remplace", "onze", "dix", "--by", "lea"]) == 1
    assert "ne se lit pas" in capsys.readouterr().err
    for _ in range(3):
        assert main(["correct", "E01", "--annule", "--by", "lea"]) == 0
    assert texts(study) == before
