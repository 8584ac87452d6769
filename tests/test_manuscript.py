"""An article that quotes interviews: each quote leads to its passage, and what is no longer true is said."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from pipeline.cli.commands.projects import commented, manuscript
from pipeline.model.contracts import AnonymisedTurn, Restriction
from pipeline.model.errors import FiligraneError
from pipeline.publish.held_back import HeldBack
from pipeline.publish.quotes.manuscript import (
    Finding,
    Manuscript,
    ManuscriptSources,
    linked_before,
    links,
    mentions,
    read_manuscript,
)
from tests.leaving_study import study, turn

TURNS = [
    turn(0, "Vous courez ?", "Enquêteur·rice", "interviewer"),
    turn(1, "On court tout le temps, d'accord ? Et l'école de mon cœur… Je fais les papiers à leur place."),
    turn(2, "Personne ne nous a formés à cela, jamais, en dix ans de métier."),
]


def sources(turns: Sequence[AnonymisedTurn] = (), held: HeldBack | None = None) -> ManuscriptSources:
    of = study(turns or TURNS)
    return ManuscriptSources(of.turns, held or HeldBack(), {"E01": "Entretien 1"}, {
        "Manque de temps": (9, 27), "Le temps": (9, 27), "Matériel": (3, 14),
    })


def found(text: str, of: ManuscriptSources | None = None, before: str = "") -> list[Finding]:
    return read_manuscript(Manuscript([text]), of or sources(), *linked_before(before))


def test_quotes_are_found_between_any_marks() -> None:
    """French, English and straight marks, and paragraphs set apart; two words between marks are no quote."""
    read = Manuscript(['« a b c d » “e f g h” "i j k l" « mot »', "m n o p q"], {1})
    assert [m.text for m in mentions(read)] == ["a b c d", "e f g h", "i j k l", "m n o p q"]
    assert [read.paragraphs[m.paragraph][m.start : m.end] for m in mentions(read)] == [m.text for m in mentions(read)]


def test_a_quote_leads_to_its_words() -> None:
    """Word for word, typographic apostrophes and spaces aside, it is known by its session, its turn, its words."""
    (one,) = found("Elle dit « on court tout le temps, d’accord ? ».")
    assert (one.status, one.passages[0].session, one.passages[0].place.turn) == ("sign", "E01", 1)
    (two,) = found("Elle dit « On court tout le temps, d’accord ? ».")
    assert (two.status, two.told) == ("exact", "Entretien 1, tour 1 (E01:1:w0-w8)")


def test_a_cut_quote_leads_to_each_of_its_pieces() -> None:
    """« […] » stands for words left out, and words in brackets for what the author adds."""
    (one,) = found("« On court tout le temps […] je fais les papiers à leur place »")
    assert (one.status, len(one.passages)) == ("sign", 2)
    (two,) = found("« Je fais les papiers [des usagers] à leur place »")
    assert two.status == "exact"


def test_a_sign_a_word_and_another_source_are_told_apart() -> None:
    """A comma left out, words changed, somebody else's sentence: three things to say."""
    (sign,) = found("« Personne ne nous a formés à cela jamais, en dix ans »")
    assert (sign.status, "cela, jamais" in sign.told) == ("sign", True)
    (word,) = found("« Personne ne nous a vraiment formés à cela, en dix ans de métier »")
    assert (word.status, "tour 2 (E01:2:w0" in word.told) == ("changed", True)
    (other,) = found("« L'homme est un loup pour l'homme, dit-on »")
    assert (other.status, other.wrong) == ("unknown", False)


QUOTE = "« Personne ne nous a formés à cela, jamais »"


def test_what_changed_since_the_last_time_is_said() -> None:
    """The transcript was corrected, the words were withdrawn, reserved, or are not signed any more."""
    kept = links(found(QUOTE))
    mended = [*TURNS[:2], turn(2, "Personne ne nous a formées à cela, jamais, en dix ans de métier.")]
    (one,) = found(QUOTE, sources(mended), kept)
    assert one.status in {"changed", "gone"}
    gone = [*TURNS[:2], turn(2, "[passage retiré]")]
    assert found(QUOTE, sources(gone), kept)[0].status == "gone"
    reserved = [*TURNS[:2], replace(TURNS[2], consent=(Restriction(0, 4, "not_quotable"),))]
    assert found(QUOTE, sources(reserved), kept)[0].status == "reserved"
    assert found(QUOTE, sources(held=HeldBack(("E01",))), kept)[0].status == "waits"
    apart = [*TURNS[:2], replace(TURNS[2], consent=(Restriction(0, 4, "unattributed"),))]
    (last,) = found(QUOTE, sources(apart), kept)
    assert (last.status, last.wrong) == ("unattributed", False)


def test_figures_follow_the_report() -> None:
    """A figure is known by the code named beside it, or by its value when one code has it; then it is followed."""
    (one,) = found("Le manque de temps : 9 personnes sur 27.")
    assert (one.status, one.key) == ("figure", "Manque de temps")
    (alone,) = found("C'est 3 personnes interrogées sur 14.")
    assert alone.key == "Matériel"
    kept = links([alone])
    moved = replace(sources(), figures={"Matériel": (4, 14)})
    (now,) = found("C'est 3 personnes interrogées sur 14.", moved, kept)
    assert (now.status, "4 personnes sur 14" in now.told) == ("moved", True)
    assert found("9 personnes sur 27")[0].status == "figure"
    assert found("8 personnes sur 27")[0].status == "moved"


def test_links_are_read_back() -> None:
    """What is written beside the manuscript gives the same passages and figures again."""
    every = [*found(QUOTE), *found("Matériel : 3 personnes sur 14")]
    quotes, figures = linked_before(links(every))
    assert quotes[every[0].mention.text] == list(every[0].passages)
    assert figures == {"3 personnes sur 14": "Matériel"}


def test_manuscripts_of_three_kinds_are_read(tmp_path: Path) -> None:
    """Word, OpenDocument and Markdown give the same quotes; a copy of Word bears a comment on each."""
    import odfdo  # noqa: PLC0415 - takes time to load

    word = docx.Document()
    paragraph = word.add_paragraph("Elle dit « On court ")
    paragraph.add_run("tout le temps").bold = True
    paragraph.add_run(", d'accord ? » et voilà.")
    word.save(str(tmp_path / "a.docx"))
    text = odfdo.Document("text")
    text.body.clear()
    text.body.append(odfdo.Paragraph("Elle dit « On court tout le temps, d'accord ? » et voilà."))
    text.save(tmp_path / "a.odt")
    (tmp_path / "a.md").write_text("# T\n\n> On court tout\n> le temps, d'accord ?\n", "utf-8")
    for kind in ("docx", "odt", "md"):
        file = tmp_path / f"a.{kind}"
        (one,) = read_manuscript(manuscript(file.name, file.read_bytes()), sources(), {}, {})
        assert one.status == "exact", kind
        copy = commented(file.name, file.read_bytes(), [one])
        if kind == "docx":
            read = docx.Document(io.BytesIO(copy))
            assert [c.text for c in read.comments] == ["lettre pour lettre. Entretien 1, tour 1 (E01:1:w0-w8)"]
            assert [p.text for p in read.paragraphs] == [p.text for p in word.paragraphs]
        elif kind == "odt":
            (said,) = odfdo.Document(io.BytesIO(copy)).body.get_elements("//office:annotation")
            assert said.inner_text.startswith("lettre")
            assert getattr(said, "note_body", "") == "lettre pour lettre. Entretien 1, tour 1 (E01:1:w0-w8)"
        else:
            assert copy == b""


def test_a_manuscript_with_tracked_changes_is_read_as_it_will_be() -> None:
    """What was inserted is there, what was deleted is not; comments stand on both."""
    word = docx.Document()
    paragraph = word.add_paragraph("Elle dit « On court ")
    for tag, text in (("ins", "tout le temps"), ("del", "souvent")):
        run = paragraph.add_run(text)._r
        change = run.makeelement(f"{run.nsmap['w'].join('{}')}{tag}", {})
        run.addprevious(change)
        change.append(run)
    paragraph.add_run(", d'accord ? » et voilà.")
    written = io.BytesIO()
    word.save(written)
    (one,) = read_manuscript(manuscript("a.docx", written.getvalue()), sources(), {}, {})
    assert one.status == "exact"
    assert len(docx.Document(io.BytesIO(commented("a.docx", written.getvalue(), [one]))).comments) == 1


def test_a_manuscript_that_cannot_be_read_is_named() -> None:
    """Of another kind, or broken: each is said."""
    for name, words in (("a.pdf", "choisissez"), ("a.docx", "ne se lit pas")):
        with pytest.raises(FiligraneError, match=words):
            manuscript(name, b"PK no")


def test_what_printers_change_is_no_difference() -> None:
    """French spaces, curly apostrophes, dashes, marks inside, hidden hyphens, a letter between brackets."""
    for text in (
        "« On court tout le temps, d’accord\u202f? Et l’école de mon cœur… »", "« On court tout le temps, d'accord? »",
        "« [o]n court tout le temps, d'accord ? »", "„On court tout le temps, d'ac\u00adcord ?”",
        "« On court tout le temps, d'accord ? Et l'école de mon cœur… Je fais les papiers",
    ):
        (one,) = found(text)
        assert one.status == "exact", text


def test_a_quote_over_two_turns_leads_to_both() -> None:
    """From a question into its answer, whatever dash stands between."""
    (one,) = found("« — Vous courez ? — On court tout le temps, d'accord ? »")
    assert (one.status, one.passages[0].place.turn, one.passages[0].place.last_turn) == ("exact", 0, 1)
    (kept,) = linked_before(links([one]))[0].values()
    assert kept == list(one.passages)


def test_pieces_of_a_quote_come_from_one_interview_in_order() -> None:
    """The same words stand in two interviews: the one that holds the next piece is meant; alone, both are told."""
    other = [turn(0, "Je fais les papiers. Et je rentre chez moi le soir.", "Paul", session="E02")]
    of = ManuscriptSources(study([*TURNS, *other]).turns)
    (one,) = found("« je fais les papiers […] je rentre chez moi »", of)
    assert [p.session for p in one.passages] == ["E02", "E02"]
    (alone,) = found("« je fais les papiers et voilà tout » puis « Je fais les papiers à leur place »", of)[1:]
    assert alone.passages[0].session == "E01"
    (both,) = found("« je fais les papiers » […] « oui »", ManuscriptSources(study([*other, turn(
        0, "Je fais les papiers.", session="E03")]).turns))
    assert "Ces mots se lisent aussi ailleurs (1 fois)" in both.told


def test_a_block_says_who_speaks_and_who_is_quoted() -> None:
    """A label before a quote set apart, a name after it, are no words of it."""
    said = "On court tout le temps, d'accord ?"
    for text in (f"Louise : {said}", f"{said} (Louise, aide à domicile)", f"{said} — Louise, 42 ans"):
        (one,) = read_manuscript(Manuscript([text], {0}), sources(), {}, {})
        assert one.status == "exact", text


def test_figures_are_known_as_authors_write_them() -> None:
    """In words, with a space that does not break, the other way round; a manner of speaking is no figure."""
    for text in (
        "neuf personnes sur vingt-sept", "9\u00a0personnes sur\u00a027", "neuf des vingt-sept personnes rencontrées",
        "9 enquêté·es sur 27", "9 interviewées interrogées sur les 27",
    ):
        (one,) = found(f"Le manque de temps : {text}.")
        assert (one.status, one.key) == ("figure", "Manque de temps"), text
    (moved,) = found("Le manque de temps touche huit personnes sur vingt-sept.")
    assert (moved.status, "9 personnes sur 27" in moved.told) == ("moved", True)
    assert found("Le manque de temps : une personne sur deux.") == []
