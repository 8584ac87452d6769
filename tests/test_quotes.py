"""Quotes are what was said, to the byte; who is quoted is told only as far as enough people fit."""

from __future__ import annotations

import csv
import doctest
import io
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from pipeline.anchoring.anchors import Place, Replacement, spans
from pipeline.model.decision_rows import QuoteDecision, QuoteVerb
from pipeline.model.errors import FiligraneError
from pipeline.publish.documents import parts
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import Quotation
from pipeline.publish.quotes import document as quote_document
from pipeline.publish.quotes import quote_decisions
from pipeline.publish.quotes import quotes as writing
from pipeline.publish.quotes import risk as quote_risk
from pipeline.publish.quotes.basket import advice, apart_is_enough, basket
from pipeline.publish.quotes.document import StudyLabel, checked, document, table
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial, troubles
from tests import quote_corpus as small
from tests.quote_corpus import ANNICK, DENISE, DENISE_AGAIN, KEPT, UNNAMED, corpus, decided, given

ABOUT = StudyLabel("Le temps", fictional=True, numbered=frozenset({"age"}))
TURNS = corpus()
WRITER = writing.QuoteWriter(author="ana", turns=TURNS)


@pytest.mark.parametrize("module", [quote_decisions, quote_document, quote_risk, parts])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(module).failed == 0


def held(*decisions: QuoteDecision, k: int = 1) -> Basket:
    return basket(given(DENISE, DENISE_AGAIN, ANNICK, decisions=decided(*decisions), k=k))


def first(*decisions: QuoteDecision, k: int = 1) -> Quote:
    return held(*decisions, k=k).quotes[0]


DENISE_QUOTE = first()
AGAIN_QUOTE = held().quotes[1]


def tell(quote: Quote, *attributes: str) -> QuoteDecision:
    return writing.tell(WRITER, quote, attributes)


def test_a_quote_bears_its_words_its_question_and_its_pseudonym() -> None:
    """A starred passage comes with what was asked before, the name it is known by, and the way back."""
    assert DENISE_QUOTE.texts == ("On court tout le temps, vous savez. Malik aussi court, à [lieu].",)
    assert (DENISE_QUOTE.question, DENISE_QUOTE.name, DENISE_QUOTE.by) == (small.QUESTION, "Denise", ("claire",))
    assert DENISE_QUOTE.reference == "E01:1:w0-w15"


def test_two_people_who_star_the_same_words_make_one_quote() -> None:
    """A passage is in the basket once, with the names of those who want it."""
    found = basket(given(DENISE, replace(DENISE, author="noe")))
    assert [q.by for q in found.quotes] == [("claire", "noe")]


def test_what_may_not_be_quoted_is_in_no_basket() -> None:
    """« Ne le citez pas » is counted, and stands nowhere."""
    found = basket(given(KEPT, DENISE))
    assert (len(found.quotes), found.withheld) == (1, 1)
    assert "citez" not in repr([q.texts for q in found.quotes])


def test_what_is_not_attributed_bears_an_opaque_id_and_comes_last() -> None:
    """Neither name, session nor question is told, and its place in the list tells nothing."""
    telling = writing.line(WRITER, ("E02", Place(1, 0, 1, 9)), QuoteVerb.ATTRIBUTES, "age")
    found = basket(given(UNNAMED, ANNICK, decisions=decided(telling)))
    (named, unnamed) = found.quotes
    told = table([unnamed], ABOUT).decode("utf-8-sig") + repr(document([unnamed], found, ABOUT))
    assert named.name == "Annick"
    assert (unnamed.name, unnamed.question, unnamed.told, unnamed.gauge) == ("", "", (), None)
    assert not [word for word in ("Annick", "E02", "30 ans") if word in told]


def test_a_session_nobody_signed_is_known_and_said() -> None:
    """Whoever writes the file knows that a review is missing, and the file says so."""
    unsigned = replace(given(DENISE), signed=set())
    found = basket(unsigned)
    assert found.unsigned == ("E01",)
    assert len(checked(unsigned, found)) == 1
    assert any("non relu" in line for line in quote_document.notice(found, ABOUT))


def test_the_gauge_counts_those_who_bear_what_is_told() -> None:
    """« 1 personne sur 6 » : Denise alone is of that age in that field; with age alone, two people fit."""
    one = first(tell(DENISE_QUOTE, "age", "champ")).gauge
    other = first(tell(DENISE_QUOTE, "age")).gauge
    assert one
    assert other
    assert [(g.alike, g.total) for g in (one, other)] == [(1, 6), (2, 6)]


def test_wider_bands_fit_more_people() -> None:
    """« moins de 45 ans » stands for two bands."""
    quote = first(tell(DENISE_QUOTE, "age~", "champ"))
    assert quote.told == (("age~", "moins de 45 ans"), ("champ", "budget"))
    assert quote.gauge
    assert quote.gauge.alike == 3
    assert quote_document.attribution(quote, ABOUT) == "Denise, âge : moins de 45 ans, budget"


def test_what_is_told_under_one_name_adds_up() -> None:
    """Age under one quote and field under another single Denise out, though neither does alone: both wait."""
    found = held(tell(DENISE_QUOTE, "age"), tell(AGAIN_QUOTE, "champ"))
    gauges = [q.gauge for q in found.quotes[:2]]
    assert [(g.alike, g.together) for g in gauges if g] == [(2, 1), (3, 1)]
    assert [found.held(q) for q in found.quotes] == ["few", "few", ""]


def test_a_second_name_stops_the_adding_up() -> None:
    """Set apart, the quote bears another name, leads nowhere, comes last, and both may leave."""
    found = held(
        tell(DENISE_QUOTE, "age"), tell(AGAIN_QUOTE, "champ"), writing.set_apart(WRITER, AGAIN_QUOTE, apart=True),
    )
    last = found.quotes[-1]
    assert [found.held(q) for q in found.quotes] == ["", "", ""]
    assert last.name.startswith("Enquêté·e ")
    assert last.told == (("champ", "budget"),)
    told = table([last], ABOUT).decode("utf-8-sig")
    assert not [word for word in ("Denise", "E01") if word in told]
    again = held(writing.set_apart(WRITER, AGAIN_QUOTE, apart=False))
    assert [q.name for q in again.quotes] == ["Denise", "Denise", "Annick"]


def test_a_second_name_does_not_come_from_the_pseudonym() -> None:
    """Two quotes of one person get two names, drawn from their lines; the same line gives the same name for ever."""
    lines = decided(*(writing.set_apart(WRITER, q, apart=True) for q in (DENISE_QUOTE, AGAIN_QUOTE)))
    names = {q.name for q in basket(given(DENISE, DENISE_AGAIN, decisions=lines)).quotes}
    assert len(names) == 2
    assert names == {q.name for q in basket(given(DENISE, DENISE_AGAIN, decisions=lines)).quotes}


@each(st.sets(st.integers(0, 10**9).map(str), max_size=60))
def test_second_names_are_never_shared(ids: set[str]) -> None:
    """However many quotes are set apart, no two bear one name."""
    lines = [replace(writing.set_apart(WRITER, DENISE_QUOTE, apart=True), id=name) for name in sorted(ids)]
    found = quote_decisions.second_names(lines, {"Enquêté·e BB2"})
    assert len({*found.values(), "Enquêté·e BB2"}) == len(ids) + 1


def test_few_people_are_let_go_by_a_person_only() -> None:
    """« Non » lets the quote leave, « oui » never does; « non » about less than is told now is asked again."""
    telling = tell(DENISE_QUOTE, "age", "champ")
    quote = first(telling)
    no, yes = (writing.answer(WRITER, quote, said, "poste courant") for said in ("no", "yes"))
    assert [held(telling).held(quote), *(held(telling, a).held(first(telling, a)) for a in (no, yes))] == [
        "few", "", "recognised",
    ]
    before = writing.answer(WRITER, DENISE_QUOTE, "no", "")
    late = held(before, telling)
    assert late.held(late.quotes[0]) == "few"


def test_k_of_the_study_is_the_threshold() -> None:
    """Two people are enough where k is 1, and too few where k is 3."""
    telling = tell(DENISE_QUOTE, "age")
    assert [held(telling, k=k).held(first(telling, k=k)) for k in (1, 3)] == ["", "few"]


def test_less_is_proposed_until_enough_people_fit() -> None:
    """Wider bands come before an attribute fewer, and each proposal keeps its promise."""
    telling = tell(DENISE_QUOTE, "age", "champ")
    known = given(DENISE, decisions=decided(telling), k=3)
    found = basket(known)
    proposed = advice(known, found, found.quotes[0])
    assert [(a.attributes, a.least) for a in proposed] == [(("age~", "champ"), 3), (("champ",), 3)]
    for a in proposed:
        done = basket(given(DENISE, decisions=decided(telling, tell(DENISE_QUOTE, *a.attributes)), k=3))
        assert done.quotes[0].gauge
        assert done.quotes[0].gauge.least == a.least


def test_setting_apart_is_proposed_where_it_is_enough() -> None:
    """It is, when only the quotes together tell too much."""
    lines = decided(tell(DENISE_QUOTE, "age"), tell(AGAIN_QUOTE, "champ"))
    known = given(DENISE, DENISE_AGAIN, decisions=lines)
    assert apart_is_enough(known, basket(known), basket(known).quotes[0])
    alone = given(DENISE, decisions=decided(tell(DENISE_QUOTE, "age", "champ")))
    assert not apart_is_enough(alone, basket(alone), basket(alone).quotes[0])


def test_words_left_out_are_marked_and_kept_in_mind() -> None:
    """« [...] » stands for them; the decision and the table tell which they were."""
    quote = first(writing.cut(WRITER, DENISE_QUOTE, ", vous savez"))
    assert quote.texts == ("On court tout le temps [...] . Malik aussi court, à [lieu].",)
    assert quote_decisions.left_out(quote.lines) == (", vous savez",)
    (_, row) = csv.reader(io.StringIO(table([quote], ABOUT).decode("utf-8-sig")), delimiter=";")
    assert ", vous savez" in row


def test_a_pseudonym_is_cut_whole_and_several_cuts_add_up() -> None:
    """Words are copied from what is shown; all of them can be put back."""
    one = writing.cut(WRITER, DENISE_QUOTE, "à [lieu]")
    two = writing.cut(WRITER, first(one), "On court")
    assert first(one, two).texts == ("[...] tout le temps, vous savez. Malik aussi court, [...] .",)
    assert first(one, two, writing.uncut(WRITER, first(one, two))).texts == DENISE_QUOTE.texts


@pytest.mark.parametrize(
    ("words", "why"), [("absents", "ne sont pas"), ("court", "plusieurs fois"), ("  ", "ne sont pas")],
)
def test_words_that_are_not_there_once_are_refused(words: str, why: str) -> None:
    """What is absent, or there twice, is said and nothing is cut."""
    with pytest.raises(FiligraneError, match=why):
        writing.cut(WRITER, DENISE_QUOTE, words)


def test_a_quote_all_of_which_is_cut_does_not_leave() -> None:
    """« [...] » alone quotes nobody."""
    found = held(writing.line(WRITER, DENISE_QUOTE.passage, QuoteVerb.CUTS, "0-15"))
    assert found.held(found.quotes[0]) == "empty"


def test_choices_survive_another_pseudonym() -> None:
    """Karim and Vierzon become longer names: the cut, the attributes and the answer stand on the same words."""
    lines = decided(writing.cut(WRITER, DENISE_QUOTE, "à [lieu]"), tell(DENISE_QUOTE, "champ"))
    longer = corpus((Replacement(36, 41, "Jean-Baptiste Dupuy"), Replacement(57, 64, "[Saint-Malo du Désert]")))
    quote = basket(replace(given(DENISE, decisions=lines), turns=longer)).quotes[0]
    assert quote.texts == ("On court tout le temps, vous savez. Jean-Baptiste Dupuy aussi court, [...] .",)
    assert quote.told == (("champ", "budget"),)


def test_what_stands_nowhere_is_listed_with_its_line() -> None:
    """A session that went leaves its stars and decisions in a list, with the reason."""
    lines = decided(tell(DENISE_QUOTE, "champ"))
    found = basket(replace(given(DENISE, decisions=lines), turns={"E02": TURNS["E02"]}))
    assert [(type(d).__name__, d.file) for d, _ in found.lost] == [
        ("CodingDecision", ""), ("QuoteDecision", "quotes/claire.csv"),
    ]


def test_a_quote_that_is_not_what_was_said_is_refused_with_its_place() -> None:
    """One byte of the transcript changes under a quote: it is named, and nothing leaves."""
    quote = basket(given(DENISE)).quotes[0]
    said = TURNS["E01"][1]
    other = {"E01": {**TURNS["E01"], 1: replace(said, text=said.text.replace("On", "on"))}}
    assert troubles([quote], TURNS) == []
    assert troubles([quote], other) == ["E01:1:w0-w15, tour 1"]
    with pytest.raises(FiligraneError, match="E01:1:w0-w15, tour 1"):
        checked(replace(given(DENISE), turns=other), basket(given(DENISE)))


SAID = ["l'été", "cœur", "👩‍🦰", "«\u00a0oui\u00a0»", "-", "*x*", "[...]", "…", "=1"]
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=12)


@each(WORDS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_pieces_are_always_the_words_of_the_turn(words: list[str], cuts: list[tuple[int, int]]) -> None:
    """Whatever is cut, what is kept is the transcript's, to the byte, and nothing is lost between pieces."""
    said = small.turn("E01", 0, "Denise", " ".join(words))
    last = len(spans(said)) - 1
    ordered = [(min(c), max(c)) for c in cuts]
    (line,) = quote_decisions.lines({0: said}, Place(0, 0, 0, last), ordered)
    assert all(said.text[p.start : p.end] == p.text for p in line.pieces)
    whole = "".join(p.text for p in line.pieces)
    assert "".join(whole.split()) == "".join(said.text.split())
    assert quote_decisions.read(quote_decisions.written(ordered), "ici") == tuple(_merged(ordered))


def _merged(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ranks = sorted({r for a, b in cuts for r in range(a, b + 1)})
    starts = [r for r in ranks if r - 1 not in ranks]
    return [(s, next(r for r in ranks if r >= s and r + 1 not in ranks)) for s in starts]


SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from("\n\t")


@settings(max_examples=40)
@each(st.lists(st.text(SIGNS, min_size=1, max_size=80), max_size=4))
@pytest.mark.parametrize("kind", FORMATS)
def test_a_document_gives_back_its_quotes_to_the_byte(kind: str, texts: list[str]) -> None:
    """Written to Word, LibreOffice or Markdown, and read again, quotes are the same, marks and emoji included."""
    said = [Quotation(text) for text in texts]
    assert FORMATS[kind].quotations(written(said, kind)) == texts


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_sign_that_a_document_cannot_hold_is_said(kind: str) -> None:
    """Rather than to lose it, nothing is written."""
    with pytest.raises(FiligraneError, match="n'est écrit"):
        written([Quotation("a\x01b")], kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_file_of_a_basket_says_what_it_is(kind: str) -> None:
    """Fictional, pseudonymised, to the byte; and the same basket gives the same bytes."""
    found = held()
    content = written(document(found.leaving(), found, ABOUT), kind)
    assert content == written(document(found.leaving(), found, ABOUT), kind)
    text = _text(kind, content)
    assert all(word in text for word in ("Corpus fictif", "pseudonymisé", "lettre pour lettre", "Denise"))
    read = FORMATS[kind].quotations(content)
    assert read == [t for q in found.quotes for t in q.texts]


def _text(kind: str, content: bytes) -> str:
    from pipeline.pseudonymise.leak_search.file_texts import text_of  # noqa: PLC0415 - what the last check reads of any file

    return text_of(content) if kind != "md" else content.decode().replace("\\", "")


def test_no_cell_of_a_table_is_a_formula() -> None:
    """What begins like a formula is guarded, and comes back as it was."""
    from pipeline.model.files import unguarded  # noqa: PLC0415 - beside its one use

    turns = {"E01": {0: small.turn("E01", 0, "Denise", "=1+1, dit-elle.")}}
    star = replace(DENISE, turn=0, last_turn=0, last_word=6, quote="=1+1, dit-elle", check="E010")
    known = QuoteMaterial(turns, [star], participants=small.people(), signed={"E01"})
    (_, row) = csv.reader(io.StringIO(table(basket(known).quotes, ABOUT).decode("utf-8-sig")), delimiter=";")
    assert row[1].startswith("'=1+1")
    assert unguarded(row[1]) == basket(known).quotes[0].texts[0]


@pytest.mark.parametrize("kind", FORMATS)
def test_broken_lines_run_on_where_that_is_asked(kind: str) -> None:
    """The words are those of the transcript, the breaks are gone, and the file says so; a table keeps them."""
    found = held()
    broken = [_broken(q) for q in found.leaving()]
    flowing = replace(ABOUT, flowing=True)
    content = written(document(broken, found, flowing), kind)
    read = FORMATS[kind].quotations(content)

    assert read == [text for q in found.leaving() for text in q.texts]
    assert "ont été enchaînées" in _text(kind, content)
    assert "lettre pour lettre" not in _text(kind, content)
    assert table(broken, flowing) == table(broken, ABOUT)


def _broken(quote: Quote) -> Quote:
    lines = [
        replace(line, pieces=tuple(replace(p, text=p.text.replace(" ", "\n", 1)) for p in line.pieces))
        for line in quote.lines
    ]
    return replace(quote, lines=tuple(lines))
