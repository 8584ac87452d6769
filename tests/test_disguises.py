"""Names that are spelt, cut, glued or planted: what a person can read is read; what only looks so is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import disguised_names, name_origins, planted_texts, structured_sayings
from pipeline.cli.commands.run import look_again
from pipeline.language import disguises
from pipeline.language.name_phrases import Phrases, phrase
from pipeline.model import store
from pipeline.model.study import Study
from pipeline.pseudonymise.detect import patterns
from pipeline.pseudonymise.leak_search.file_texts import readings
from pipeline.pseudonymise.leak_search.made_files import beside, made
from pipeline.pseudonymise.people.attributes import described

MOST_VISIBLE = 5


def test_a_known_name_is_masked_in_odd_forms() -> None:
    """Of 98 variants of known names at most five are left to be read."""
    assert len(disguised_names.every()) == 98
    assert len(list(disguised_names.visible())) <= MOST_VISIBLE


@pytest.mark.parametrize("planted", [*planted_texts.texts(), *planted_texts.files()], ids=lambda p: p.kind)
def test_a_planted_text_is_seen_or_said_to_be_out_of_reach(planted: planted_texts.Planted) -> None:
    """What gives someone away is asked about wherever it is written, but for what the documents list."""
    assert planted_texts.seen(planted) == planted.within_reach


@pytest.mark.parametrize("manner", name_origins.SENTENCES)
def test_a_name_of_any_origin_is_masked_whole(manner: str) -> None:
    """One name of each of twelve origins, in each way of writing; the benchmark asks for all."""
    missed = [names[0] for names in name_origins.NAMES.values() if not name_origins.masked_whole(names[0], manner)]

    assert not missed


def test_what_identifies_is_masked_as_people_say_it() -> None:
    """Every marked saying is masked whole with capitals; sentences that hold nothing lose nothing."""
    marked = structured_sayings.sentences(structured_sayings.SAYINGS)
    plain = [structured_sayings.MARKED.sub(lambda found: found["secret"], one) for one in marked]
    for sentence, text, places in zip(marked, plain, structured_sayings.hidden(plain), strict=True):
        secret = structured_sayings.MARKED.search(sentence)
        assert secret
        start = text.index(secret["secret"])
        assert all(c in places for c in range(start, start + len(secret["secret"])) if text[c].isalnum()), text
    innocent = structured_sayings.sentences(structured_sayings.INNOCENT)
    assert [text for text, places in zip(innocent, structured_sayings.hidden(innocent), strict=True) if places] == []


@pytest.mark.parametrize(("text", "letters"), [
    ("on dit M A R T I N", ["martin"]), ("G.U.I.O.T.", ["guiot"]), ("d comme Denis, u, deux p, o", ["duppo"]),
    ("double v, i grec, s, s", ["wyss"]), ("E accent aigu, L, I, S, E", ["elise"]), ("il y a une faute", []),
    ("l'a b", []),
])
def test_letters_said_one_by_one_are_put_together(text: str, letters: list[str]) -> None:
    """Letters may be doubled, or said by another word; a word of one letter spells nothing."""
    assert [run.letters for run in disguises.spelt(text)] == letters


@pytest.mark.parametrize(("text", "found"), [
    ("Jean-Noël Six", True), ("J. Six", True), ("Rose Petit", True), ("Rose. Petit à petit", False),
    ("Rose ! Petit à petit", False), ("Le \n Goff", True), ("Le. Goff", False),
])
def test_a_name_is_not_joined_across_a_full_stop(text: str, found: bool) -> None:
    """An initial has a full stop; another word that has one ends a sentence."""
    names = Phrases(map(phrase, ("Jean-Noël Six", "J Six", "Rose Petit", "Le Goff")))

    assert bool(list(names.find(text))) is found


@pytest.mark.parametrize(("text", "begins"), [
    ("avec Ben- Benali", 5), ("avec B- Ben- Benali", 5), ("avec mon- Benali", 10), ("c'est Le\nBenali", 6),
    ("par le\nBenali", 7),
])
def test_a_name_begins_where_it_was_begun(text: str, begins: int) -> None:
    """A name that a hesitation or a line cut goes with what was said of it before."""
    assert disguises.begins(text, text.index("Benali")) == begins


@pytest.mark.parametrize("text", [
    "on fait A, B, C, D, E", "la température est de 25 °C, α vaut 0,05", "le mar- le mardi matin",
    "le dossier 2016 et le dossier 350 personnes", "on a pris mon IBAN et mon RIB",
])
def test_what_only_looks_spelt_or_announced_is_left(text: str) -> None:
    """The alphabet, signs of formulas, years and quantities are nobody's."""
    assert patterns.propose_structured(text) == []


def test_a_line_is_read_as_a_person_reads_it() -> None:
    """Entities, tags, emphasis, escapes, addresses and figures in words are read; an ordinary line only once."""
    assert list(readings("Ga&euml;lle **Da**venel, <i>Da</i>venel")) == [
        "Ga&euml;lle **Da**venel, <i>Da</i>venel", "Gaëlle Davenel, Davenel",
    ]
    assert list(readings("Une ligne comme une autre.")) == ["Une ligne comme une autre."]


def test_what_the_metadata_tell_and_nobody_says_is_looked_for() -> None:
    """An employer, the function of one alone; not what everybody says, nor a national institution."""
    found = described(planted_texts.SESSIONS, ["Bonjour."])

    assert {("le", "gue", "vermeil"), ("gue", "vermeil"), ("educatrice", "en", "pediatrie", "sociale")} <= found
    assert ("le", "gue", "vermeil") not in described(planted_texts.SESSIONS, ["On est au Gué Vermeil, le Gué Vermeil."])


def test_the_last_check_is_made_anew_when_a_file_beside_the_study_changed(tmp_path: Path) -> None:
    """No stage writes what lies at the root and in exports/: what came or went since is looked at by the next run."""
    study = Study(tmp_path)
    place = tmp_path / "build/private/to_settle.parquet"
    place.parent.mkdir(parents=True)
    store.write("to_settle", [], place)
    look_again(study)
    assert place.exists()

    (tmp_path / "notes.txt").write_text("Revoir Davenel.", "utf-8")
    before = place.stat().st_mtime - 10
    os.utime(place, (before, before))
    look_again(study)

    assert not place.exists()
    assert [path.name for path in beside(study)] == ["notes.txt"]
    assert [d.written for d in made(study) if d.path == "notes.txt"] == [True]
