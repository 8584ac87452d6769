"""The sheet of pseudonymisation tells counts, readers, reserves and risk; the one to share tells counts alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.anchoring import decisions
from pipeline.anchoring.word_places import ConsentStretch
from pipeline.cli import main
from pipeline.cli.commands import inspection as command
from pipeline.cli.commands.interviews import passage
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.model import store
from pipeline.model.contracts import Identifier, Participant, Turn
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.parts import Block, Items, ParagraphBlock, Table, Title, markdown, page
from pipeline.publish.fiche.fiche import FicheMaterial, facts, fiche
from pipeline.vault.doctor_checks import check_consents

SAID = [
    "Vous connaissez Zoubida ?", "Zoubida, oui. La Rovinière aussi. Ça, vous l'effacerez.",
    "je suis la seule maire ici",
]
TURNS = [Turn("E01", n, "L", "participant", None, None, text, "") for n, text in enumerate(SAID)]
NAMED = [
    Identifier("E01", 0, 17, 24, "person", "p", "names", "replace", "Lise"),
    Identifier("E01", 1, 0, 7, "person", "p", "propagated", "replace", "Lise"),
]


def made(**sections: dict[str, object]) -> FicheMaterial:
    told_by_default: dict[str, dict[str, object]] = {
        "study": {"title": "Enquête"}, "participants": {"k": 2, "quasi_identifiers": ["age"]},
    }
    params = told_by_default | sections
    people = [Participant("Lise", "E01", {"age": "jeune"}), Participant("R001", "Q01", {"age": "jeune"})]
    return FicheMaterial(TURNS, NAMED, people, [signature("E01", "")], [], [], b"secret", params)


def told(given: FicheMaterial, *, shared: bool = False) -> str:
    return markdown(fiche(given, facts(given), shared=shared))


def test_the_sheet_tells_all_of_it() -> None:
    """Counts by type, action and source, what was asked, who is singled out, who is alone, what is left."""
    found = told(made())
    assert "| personne | remplacé | liste de noms | 1 |" in found
    assert "E01, tour 1 : tours 1 à 1, « effacé »" in found
    assert "E01, tour 2 : seule de son espèce" in found
    assert "| personnes interrogées | 1 | 1 |" in found
    assert "Rovinière" in found
    assert "non mesuré ici" in found


def test_it_never_says_anonymous() -> None:
    """Texts are pseudonymised, and still personal data: the sheet says so."""
    found = told(made()) + told(made(), shared=True)
    assert "anonyme" not in found.lower()
    assert "pseudonymisés" in found
    assert "données personnelles" in found


def test_the_sheet_to_share_holds_counts_alone() -> None:
    """No session, no reader, no word of an interview stands in it."""
    found = told(made(), shared=True)
    assert not [word for word in ("E01", "Rovinière", "Zoubida", "tour 1") if word in found]
    assert "pas encore décidées : 1" in found


def test_the_register_is_filled_from_the_settings_or_asks() -> None:
    """What the study says is copied; what it does not say is asked for by name."""
    found = told(made(study={"legal_basis": "mission d'intérêt public"}))
    assert "| Base légale | mission d'intérêt public |" in found
    assert "à compléter (params.yaml, study: notice:)" in found.replace("\\", "")


def test_words_are_never_read_as_tags_or_marks() -> None:
    """A title, an item or a cell with HTML or Markdown in it is shown as it is written."""
    nasty = "<script>alert(1)</script> | **gras**"
    blocks: list[Block] = [Title(nasty, 1), ParagraphBlock(nasty), Items((nasty,)), Table((nasty,), ((nasty,),))]
    assert "<script>" not in page(blocks, nasty)
    assert "<script>" not in markdown(blocks).replace("\\<", "")
    assert markdown(blocks).splitlines()[-1].count(" | ") == 0


@pytest.fixture
def study(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Give a study with its private half, the current folder in it."""
    store.save(Study(private_study), "participants", [Participant("Lise", "E01", {"age": "jeune"})])
    (private_study / "transcripts").mkdir(exist_ok=True)
    monkeypatch.chdir(private_study)
    return Study()


def test_both_files_are_written_in_the_private_half(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments, Markdown and HTML stand in build/private, and the command says where."""
    assert main(["fiche"]) == 0
    assert "build/private/fiche.html" in capsys.readouterr().out
    assert (study / "build/private/fiche.md").read_text("utf-8").startswith("# Fiche de pseudonymisation")


def test_a_name_in_the_settings_stops_the_sheet_to_share(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A private name in the study's title is refused, not said, and nothing is written."""
    (study / "params.yaml").write_text(yaml.safe_dump({"study": {"title": "Chez Zoubida Benali"}}), "utf-8")
    assert main(["fiche", "--partage"]) == 1
    assert "Benali" not in capsys.readouterr().err
    assert not (study / "exports").exists()


def test_measured_rates_are_copied_from_the_page_that_holds_them(tmp_path: Path) -> None:
    """The first table of the page, without its rule."""
    (tmp_path / "p.md").write_text("# Limites\n\n| Type | Manqué |\n|---|---|\n| personnes | 2 % |\n\nFin\n", "utf-8")
    assert command.measured(tmp_path / "p.md") == [["Type", "Manqué"], ["personnes", "2 %"]]
    assert command.measured(tmp_path / "absent.md") == []


@pytest.mark.parametrize(("typed", "stretch"), [
    ("1", ConsentStretch(1, 0, 1, -1)), ("0-2", ConsentStretch(0, 0, 2, -1)), ("0:1-1:0", ConsentStretch(0, 1, 1, 0)),
    ("1:2-1:4", ConsentStretch(1, 2, 1, 4)), ("2:3", ConsentStretch(2, 3, 2, -1)),
])
def test_a_passage_is_typed_in_turns_or_in_words(typed: str, stretch: ConsentStretch) -> None:
    """Both ends are included; without words, turns are whole."""
    assert passage(typed, TURNS, "E01") == stretch


@pytest.mark.parametrize("typed", ["3", "2-1", "1:4-1:2", "0:99", "deux", "0-"])
def test_a_passage_that_is_not_there_is_refused(typed: str) -> None:
    """A turn or a word too far, ends the wrong way round, words that are no number."""
    with pytest.raises(FiligraneError):
        passage(typed, TURNS, "E01")


def test_what_a_person_sets_is_written_with_its_check(study: Study) -> None:
    """The line holds both ends and the keyed checks; an older file gets the column; an edit is told by the doctor."""
    (study / "decisions/consent").mkdir(parents=True)
    old = "id,at,session,turn,first_word,last_turn,last_word,level,reason,replaces\nc1,,E02,0,0,0,1,unattributed,,\n"
    (study / "decisions/consent/claire.csv").write_text(old, "utf-8")

    assert main(["consent", "E01", "1-3", "--level", "not_quotable", "--by", "claire"]) == 0

    before, line = decisions.consent(study)
    assert (before.id, before.check) == ("c1", "")
    assert (line.turn, line.last_turn, line.last_word, line.level) == (1, 3, -1, "not_quotable")
    assert line.check.count("+") == 2
    assert list(check_consents(study)) == []
    decisions.append(study, "claire", [changed(line)])
    assert "ligne 4 (E01)" in next(check_consents(study))


def changed(line: ConsentDecision) -> ConsentDecision:
    return ConsentDecision(**{**decisions.columns(line), "id": "c3", "check": "/autre/"})


def test_the_consents_of_the_demonstration_are_known_again() -> None:
    """Each line of decisions/consent stands on the very words it was written for."""
    from pipeline.ingest.readers.registry import transcripts  # noqa: PLC0415 - the same
    from pipeline.model.study_key import study_key  # noqa: PLC0415 - the same
    from pipeline.publish.fiche.fiche import lost  # noqa: PLC0415 - reads Word files
    from pipeline.stages.turns import turns as cut  # noqa: PLC0415 - the same

    demonstration = Study(Path(__file__).parent.parent)
    decided = decisions.consent(demonstration)
    read, settings = transcripts(demonstration), demonstration.params("turns")
    said = [t for s in sorted({d.session for d in decided}) for t in cut(read[s].load(), [], **settings)]
    assert lost(said, decided, study_key(demonstration)) == []
