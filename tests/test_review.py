"""The review: what is doubtful comes first, a gesture is a line without a name, and the last word of a person holds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dashboard.pages.pseudonymisation.people import contexts, spelt
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import in_force
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Identifier, Proposal, Restriction, Turn
from pipeline.model.decision_rows import IdentifierDecision, IdentifierVerb, Scope
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.mentions import Mention, apply_rulings, cleared, rulings
from pipeline.pseudonymise.review import identities
from pipeline.pseudonymise.review import review_writer as lines
from pipeline.pseudonymise.review.case_choices import (
    DecidedCases,
    added,
    allowed,
    alternatives,
    decided_cases,
    names_borne,
    progress,
    rewritten,
)
from pipeline.pseudonymise.review.cases import ReviewCase, cases, caught, doubts, following, preceding, queue, selected
from pipeline.pseudonymise.review.identities import Entity
from pipeline.pseudonymise.review.review_writer import ReviewWriter, Verdict, reader_name
from pipeline.stages.anonymised import anonymised
from pipeline.stages.leaks import leaks

KEY = bytes(32)
SAID = {
    ("E01", 0): "Karim Benali habite Vierzon.", ("E01", 1): "Rose a vu Karim, et Karim a vu Rose.",
    ("E02", 0): "on a vu karim et rose",
}
TURNS = [Turn(s, t, "A", "participant", None, None, text, "") for (s, t), text in SAID.items()]


def identifier(session: str, turn: int, said: str, entity: str, replacement: str, nth: int = 0) -> Identifier:
    start = -1
    for _ in range(nth + 1):
        start = SAID[session, turn].index(said, start + 1)
    kind = "place" if entity.startswith("place") else "person"
    return Identifier(
        session, turn, start, start + len(said), "place" if kind == "place" else "person", entity, "ner", "replace",
        replacement,
    )


ROWS = [
    identifier("E01", 0, "Karim Benali", "person-kb", "Malik Saïdi"),
    identifier("E01", 0, "Vierzon", "place-v", "[Bramesac]"),
    identifier("E01", 1, "Rose", "person-r", "Lise"),
    identifier("E01", 1, "Karim", "person-k", "Malik"),
    identifier("E01", 1, "Karim", "person-k", "Malik", 1),
    identifier("E01", 1, "Rose", "person-r", "Lise", 1),
    identifier("E02", 0, "karim", "person-k", "Malik"),
]
UNSAID_ROW = Identifier("E01", UNSAID, 0, 0, "person", "person-kb", "metadata", "replace", "Malik Saïdi")
PROPOSALS = [
    Proposal(r.session, r.turn, r.start, r.end, r.type, source)
    for r in ROWS for source in ("ner", "trigger") if source == "ner" or r.entity == "person-kb"
]
CASES = cases(TURNS, [*ROWS, UNSAID_ROW], PROPOSALS)
clock = itertools.count()


def writer(author: str = "claire") -> ReviewWriter:
    tick = next(clock)
    ids = itertools.count()
    return ReviewWriter(
        author=author, at=f"2026-01-01T00:00:00.{tick:06}", key=KEY, new_id=lambda: f"{author}-{tick}-{next(ids)}",
    )


@dataclass
class Book:
    """The files of all readers, kept in memory."""

    written: tuple[IdentifierDecision, ...] = ()

    @property
    def lines(self) -> list[IdentifierDecision]:
        return in_force(self.written)

    @property
    def now(self) -> DecidedCases:
        return decided_cases(TURNS, self.lines, KEY)

    def write(self, new: Sequence[IdentifierDecision], author: str) -> None:
        at = len(self.written)
        self.written += tuple(replace(d, author=author, line=at + n) for n, d in enumerate(new))

    def decide(self, case: ReviewCase, verdict: Verdict, author: str = "claire") -> list[IdentifierDecision]:
        new = lines.decide(case, verdict, self.now, writer(author))
        self.write(new, author)
        return new

    def undo(self, author: str = "claire") -> None:
        self.write(lines.undo(lines.gesture_to_undo(self.lines, author), writer(author)), author)


def find(session: str, turn: int, said: str, nth: int = 0) -> ReviewCase:
    return [c for c in CASES if (c.session, c.turn, c.said) == (session, turn, said)][nth]


@pytest.mark.parametrize(("said", "kind", "sources", "why"), [
    ("Karim Benali", "person", {"ner", "names"}, ()),
    ("Karim", "person", {"ner"}, ("only_ner",)),
    ("Rose", "person", {"names"}, ("only_names", "ordinary")),
    ("karim", "person", {"ner", "names"}, ("lower_case",)),
    ("petit", "person", {"trigger"}, ("lower_case", "ordinary")),
    ("Trafic", "misc", {"ner"}, ("only_ner", "ordinary", "misc")),
    ("jean@exemple.fr", "email", {"pattern"}, ()),
    ("Mme Fournel", "person", {"trigger"}, ()),
])
def test_why_a_proposal_is_doubtful(said: str, kind: str, sources: set[str], why: tuple[str, ...]) -> None:
    """One source alone, no capital, an ordinary word, an uncertain type: nothing else makes a doubt."""
    assert doubts(said, kind, sources) == why  # type: ignore[arg-type]


def test_what_was_masked_unproposed_comes_before_all() -> None:
    """`anonymised` caught a name that no proposal covers: it is the first thing a reader looks at, and is decided."""
    rows = [r for r in ROWS if (r.session, r.start) != ("E02", SAID["E02", 0].index("karim"))]
    said = [replace(turn, speaker="") for turn in TURNS]
    shown = anonymised(said, rows, [], [], KEY)
    report = leaks([], said, rows, [], [], [], KEY)[1]
    found = [*cases(TURNS, rows, []), *caught(TURNS, report, shown)]
    first = queue(found)[0]

    assert [c.said for c in found if c.doubts[:1] == ("caught",)] == ["karim"]
    assert (first.said, first.turn, first.session, first.doubts) == ("karim", 0, "E02", ("caught",))
    assert first.replacement
    assert first.replacement in shown[-1].text
    verdict = Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE)
    (line,) = lines.decide(first, verdict, decided_cases(TURNS, [], KEY), writer())
    assert rulings(TURNS, [line], KEY)[0].mention.said == "karim"


def test_the_doubtful_come_first_then_the_order_of_reading() -> None:
    """The queue is stable: doubtful ones in the order of reading, then the others."""
    order = queue(CASES)

    assert [c.said for c in order if not c.doubts] == ["Karim Benali"]
    assert order[-1].said == "Karim Benali"
    assert [c.spot for c in order[:-1]] == sorted(c.spot for c in order[:-1])


def test_a_case_counts_in_source_words() -> None:
    """Words are those of the source, and rows that nobody said are not in the queue."""
    case = find("E01", 0, "Karim Benali")

    assert (case.first_word, case.last_word) == (0, 1)
    assert all(c.turn != UNSAID for c in CASES)


def test_next_passes_what_is_decided_and_goes_round() -> None:
    """« Suivant » gives the next without decision, back to the start, and nothing when all are decided."""
    order = queue(CASES)
    settled = {c.spot: None for c in order[1:-1]}

    assert following(order, order[0].spot, settled) == order[-1]
    assert following(order, order[-1].spot, settled) == order[0]
    assert following(order, None, {c.spot: None for c in order}) is None
    assert preceding(order, order[2].spot) == order[1]
    assert preceding(order, order[0].spot) == order[0]


def test_a_line_holds_no_word_of_what_is_hidden(tmp_path: Path) -> None:
    """Whatever the gesture, the file of decisions has none of the words in clear."""
    book, study = Book(), Study(tmp_path)
    for n, case in enumerate(CASES):
        verdict = [
            lines.accept(case, Scope.EVERYWHERE), Verdict(IdentifierVerb.KEEP, Scope.HERE),
            Verdict(IdentifierVerb.REPLACE, Scope.HERE, "Noé"),
        ][n % 3]
        decisions.append(study, "claire", book.decide(case, verdict))
    decisions.append(study, "claire", lines.undo(lines.gesture_to_undo(book.lines, "claire"), writer()))

    text = (tmp_path / "decisions/identifiers/claire.csv").read_text("utf-8").lower()
    assert not [w for w in ("karim", "benali", "vierzon", "rose") if w in text]
    assert len(decisions.read(study, IdentifierDecision)) == len(CASES) + 1


def test_a_kept_word_is_cleared_where_it_was_said_and_nowhere_else() -> None:
    """« Garder, ici seulement » lets one mention through; « partout » lets all with the same words."""
    book = Book()
    here, other = find("E01", 1, "Rose"), find("E01", 1, "Rose", 1)
    book.decide(here, Verdict(IdentifierVerb.KEEP, Scope.HERE))

    allowed_ = cleared(TURNS, book.lines, KEY)
    assert [allowed_(r) for r in ROWS if r.entity == "person-r"] == [True, False]
    book.decide(other, Verdict(IdentifierVerb.KEEP, Scope.EVERYWHERE))
    allowed_ = cleared(TURNS, book.lines, KEY)
    assert [allowed_(r) for r in ROWS if r.entity == "person-r"] == [True, True]


def test_the_last_word_holds_even_against_an_earlier_everywhere() -> None:
    """A reader who changes their mind replaces their own line; another's place is told to follow."""
    book = Book()
    first, second = find("E01", 1, "Rose"), find("E01", 1, "Rose", 1)
    book.decide(first, Verdict(IdentifierVerb.KEEP, Scope.EVERYWHERE))
    own = book.decide(second, Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE))
    assert len(own) == 1
    assert own[0].replaces
    assert not [c for c in (first, second) if book.now.of(c).decision.action == "keep"]  # type: ignore[union-attr]

    book.decide(first, Verdict(IdentifierVerb.KEEP, Scope.EVERYWHERE), author="noe")
    both = book.decide(second, Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE))
    assert [d.scope for d in both] == ["everywhere", "here"]
    assert not any(m.action == "keep" for m in obeyed(book))


def obeyed(book: Book) -> list[Mention]:
    found = [Mention(c.session, c.turn, c.start, c.end, c.type, "ner", c.said) for c in CASES]
    return apply_rulings(found, rulings(TURNS, book.lines, KEY))


def test_undo_takes_back_the_last_gesture_and_what_it_replaced_holds_again() -> None:
    """« Annuler » writes a line; the decision before the last one holds again, and nothing is erased."""
    book = Book()
    case = find("E01", 1, "Rose")
    book.decide(case, Verdict(IdentifierVerb.KEEP, Scope.HERE))
    book.decide(case, Verdict(IdentifierVerb.REPLACE, Scope.HERE, "Noé"))
    held = book.now.of(case)
    assert held
    assert held.ruling.mention.wanted == "Noé"

    book.undo()
    held = book.now.of(case)
    assert held
    assert held.decision.action == "keep"
    book.undo()
    assert book.now.of(case) is None
    assert len(book.written) == 4


def test_one_never_undoes_what_another_decided() -> None:
    """The last gesture is the reader's own."""
    book = Book()
    book.decide(find("E01", 1, "Rose"), Verdict(IdentifierVerb.KEEP, Scope.HERE), author="noe")

    assert not lines.gesture_to_undo(book.lines, "claire")


def test_words_selected_by_a_person_are_widened_and_hidden() -> None:
    """A selection that cuts a word takes it whole; one without a word is refused."""
    turn = Turn("E01", 9, "A", "participant", None, None, "👩‍🦰 chez Zoubida.", "")
    case = selected(turn, turn.text.index("oubi"), turn.text.index("oubi") + 3, "person")

    assert case
    assert case.said == "Zoubida"
    assert selected(turn, 0, 1, "person") is None
    assert selected(turn, -1, -1, "person") is None


def test_what_was_added_is_shown_hidden_at_once() -> None:
    """Before the next run the words are hidden on the screen, and counted as to be updated."""
    book = Book()
    case = selected(TURNS[0], 13, 20, "misc")
    assert case
    assert case.said == "habite"
    book.decide(case, Verdict(IdentifierVerb.REPLACE, Scope.HERE))
    new = added("E01", CASES, book.now)

    assert [c.said for c in new] == ["habite"]
    shown = rewritten(TURNS[0].text, [*[c for c in CASES if (c.session, c.turn) == ("E01", 0)], *new], book.now)
    assert "".join(p.text for p in shown) == "Malik Saïdi [nom] [Bramesac]."
    e01 = [c for c in CASES if c.session == "E01"]
    assert progress("E01", e01, book.now, book.lines).pending == 1


def test_what_the_team_will_read() -> None:
    """What is replaced, what a person kept and what a speaker withdrew show as the next run will write them."""
    book = Book()
    book.decide(find("E01", 1, "Karim"), Verdict(IdentifierVerb.KEEP, Scope.HERE))
    book.decide(find("E01", 1, "Rose", 1), Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE, "Noé"))
    turn = [c for c in CASES if (c.session, c.turn) == ("E01", 1)]
    shown = rewritten(SAID["E01", 1], turn, book.now)

    assert "".join(p.text for p in shown) == "Noé a vu Karim, et Malik a vu Noé."
    assert [p.text for p in shown if p.kind == "kept"] == ["Karim"]
    gone = rewritten(SAID["E01", 1], turn, book.now, [Restriction(0, 3, "erased")])
    assert "".join(p.text for p in gone) == "[passage retiré], et Malik a vu Noé."


def test_progress_and_signature() -> None:
    """Decisions, doubtful ones left, who signed, and what the last run does not know."""
    book = Book()
    e01 = [c for c in CASES if c.session == "E01"]
    book.decide(find("E01", 1, "Rose"), Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE))
    sign = IdentifierDecision(
        id="s", at="2027", session="E01", turn=-1, first_word=-1, last_word=-1, type="", action=IdentifierVerb.SIGN,
        entity="",
        replacement="", scope=Scope.SESSION, check="",
    )
    book.write([sign], "noe")
    so_far = progress("E01", e01, book.now, book.lines)

    assert (so_far.decided, so_far.total, so_far.left, so_far.doubtful) == (2, 6, 4, 3)
    assert so_far.readers == ("noe",)
    assert so_far.pending == 3
    known = [replace(c, source="person") if c.said == "Rose" else c for c in e01]
    assert progress("E01", known, book.now, book.lines, ["noe"]).pending == 0


def test_words_that_changed_void_a_decision() -> None:
    """A decision stands on its words: others at the same place are not decided."""
    book = Book()
    book.decide(find("E01", 1, "Rose"), Verdict(IdentifierVerb.KEEP, Scope.HERE))
    edited = [replace(t, text=t.text.replace("Rose", "Jade")) for t in TURNS]

    assert not decided_cases(edited, book.lines, KEY).here


@pytest.mark.parametrize("typed", ["Karim", "ami de Benali", "près de vierzon", "   ", "…", "rosé Benali", "Rose"])
def test_a_replacement_may_not_carry_a_name_of_the_corpus(typed: str) -> None:
    """What a person types is written in clear: nothing that names somebody may be in it."""
    with pytest.raises(FiligraneError):
        allowed(typed, find("E01", 1, "Karim"), names_borne(CASES))


def test_a_number_may_not_come_back_in_its_own_replacement() -> None:
    """A part of a phone number is refused; the year of a date is what remains of it."""
    phone = replace(find("E01", 0, "Vierzon"), type="phone", said="06 39 98 00 11")
    date = replace(phone, type="date", said="12 mars 2014")

    with pytest.raises(FiligraneError):
        allowed("le 06 39", phone, names_borne(CASES))
    assert allowed("en 2014", date, names_borne(CASES)) == "en 2014"


def test_a_replacement_is_kept_as_typed() -> None:
    """Any other words pass, spaces trimmed."""
    case = find("E01", 0, "Vierzon")

    assert allowed("la ville rose", case, names_borne(CASES)) == "la ville rose"
    assert allowed("  ville moyenne  du Centre ", case, names_borne(CASES)) == "ville moyenne du Centre"


def test_alternatives_are_varied_and_borne_by_nobody() -> None:
    """A few names of the same form are offered, always the same for one key, none that the corpus has."""
    case = find("E01", 0, "Karim Benali")
    offered = alternatives(case, KEY, {"malik"})

    assert len(set(offered)) == 6
    assert offered == alternatives(case, KEY, {"malik"})
    assert all(len(name.split()) >= 2 for name in offered)
    taken = fold_for_search(offered[0].split()[0])
    assert not [n for n in alternatives(case, KEY, {taken}) if taken in fold_for_search(n).split()]


@pytest.mark.parametrize(("replacement", "brackets"), [("[Bramesac]", True), ("Bramesac", False)])
def test_a_place_is_offered_in_the_notation_of_the_settings(replacement: str, brackets: bool) -> None:
    """Brackets where there are brackets, none where there are none."""
    offered = alternatives(replace(find("E01", 0, "Vierzon"), replacement=replacement), KEY, set())

    assert offered
    assert all(name.startswith("[") == brackets for name in offered)


LABELS = identities.numbered(TURNS)
FOUND = identities.entities([*ROWS, UNSAID_ROW], CASES, LABELS)
LINK = ("person-kb", "person-k", "first_name")


def asked(book: Book, found: dict[str, identities.Entity] = FOUND, link: tuple[str, str, str] = LINK) -> list[str]:
    told = identities.teller(book.now, book.lines, KEY)
    return [q.other for q in identities.questions([link], found, told)]


def test_the_people_table_gathers_mentions() -> None:
    """Those who take part come first; spellings, sessions, labels and the fullest pseudonym are told."""
    assert list(FOUND) == ["person-kb", "person-k", "person-r", "place-v"]
    assert FOUND["person-kb"].labels == (("E01", "A"),)
    assert FOUND["person-k"].spellings == (("Karim", 2), ("karim", 1))
    assert FOUND["person-k"].sessions == ("E01", "E02")


@pytest.mark.parametrize("entity", ["person-kb", "person-k"])
def test_a_person_joins_or_splits(entity: str) -> None:
    """To be somebody, or nobody else, is a line for every spelling; the question is settled, and comes back undone."""
    book = Book()
    assert asked(book) == ["person-k"]

    book.write(identities.is_one(FOUND["person-k"], entity, FOUND, book.now, writer()), "claire")
    assert [(d.entity, d.scope) for d in book.lines] == [(entity, "everywhere")]
    assert not asked(book)
    book.undo()
    assert asked(book) == ["person-k"]


def test_one_who_speaks_is_told_by_the_label_too() -> None:
    """Somebody whom nobody names is joined by the label they speak under, which is not written in clear."""
    book = Book()
    link = ("person-k", "person-kb", "first_name")
    assert asked(book, link=link) == ["person-kb"]

    book.write(identities.is_one(FOUND["person-kb"], "person-k", FOUND, book.now, writer()), "claire")
    assert [(d.turn, d.entity) for d in book.lines] == [(0, "person-k"), (UNSAID, "person-k")]
    assert not asked(book, link=link)


def test_words_that_name_two_people_are_told_place_by_place() -> None:
    """To join « Karim » everywhere would join a namesake: only the mentions of this one are told."""
    namesake = [replace(r, entity="person-z") if r.session == "E02" else r for r in ROWS]
    found = identities.entities(namesake, cases(TURNS, namesake, PROPOSALS), LABELS)
    told = identities.is_one(found["person-k"], "person-kb", found, DecidedCases(), writer())

    assert [(d.session, d.turn, d.scope) for d in told] == [("E01", 1, "here")] * 2


def test_to_say_who_it_is_changes_nothing_in_how_it_is_shown() -> None:
    """A replacement chosen before holds after a link is confirmed, and the link after another replacement."""
    book = Book()
    case = find("E01", 1, "Karim")
    book.decide(case, Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE, "Noé"))
    book.write(identities.is_one(FOUND["person-k"], "person-kb", FOUND, book.now, writer()), "claire")
    held = book.now.of(case)
    assert held
    assert (held.decision.replacement, held.decision.entity) == ("Noé", "person-kb")

    book.decide(case, Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE, "Théo"))
    held = book.now.of(case)
    assert held
    assert (held.decision.replacement, held.decision.entity) == ("Théo", "person-kb")


def test_a_pseudonym_that_somebody_bears_is_told_and_never_asked() -> None:
    """It is no question of who is who: another pseudonym is to be chosen."""
    borne = ("person-k", "person-r", "pseudonym")

    assert not asked(Book(), link=borne)
    assert identities.borne([borne, LINK], FOUND) == [("person-k", "person-r")]


def test_another_pseudonym_is_written_once_for_whom_it_names() -> None:
    """One who takes part is renamed by the label, another by the fullest way they are said."""
    by_label = identities.rename(FOUND["person-kb"], "Noé Vial", FOUND, DecidedCases(), writer())
    by_words = identities.rename(FOUND["person-k"], "Noé", FOUND, DecidedCases(), writer())

    assert [(d.turn, d.replacement) for d in by_label] == [(UNSAID, "Noé Vial")]
    assert [(d.scope, d.replacement) for d in by_words] == [("everywhere", "Noé")]


def test_an_institution_kept_on_purpose_waits_for_nobody() -> None:
    """What the settings keep is shown, and is neither in the queue nor counted; to accept it keeps it."""
    kept = [replace(c, action="keep", entity="kept-1") if c.said == "Vierzon" else c for c in CASES]
    case = next(c for c in kept if c.on_purpose)

    assert case not in queue(kept)
    assert progress("E01", kept, DecidedCases(), []).total == len(CASES) - 1
    assert lines.accept(case, Scope.HERE).action == "keep"


@pytest.mark.parametrize("typed", ["", " ", "../secrets", "a/b", ".claire", "claire.", "x" * 50, "a\nb/c", "c:\\x"])
def test_a_reader_may_not_bear_the_name_of_a_path(typed: str) -> None:
    """A reader's name is the name of a file, in its folder and nowhere else."""
    with pytest.raises(FiligraneError):
        reader_name(typed)


@pytest.mark.parametrize("typed", ["Claire", "C. Dumas", "Zoé-Anne", "m2", " Noé  B "])
def test_a_reader_has_a_name_of_letters(typed: str) -> None:
    """First names, initials, accents and dashes pass."""
    assert reader_name(typed) == " ".join(typed.split())


def test_one_whom_nobody_names_is_shown_by_a_label() -> None:
    """« INTERVIEWÉE : » speaks and is never named: a row of the table, with no context."""
    unsaid = Entity("person-1", "person", "Louise", "f", True, (("E01", "INTERVIEWÉE"),), (), ())
    assert contexts(unsaid, {}, str) == []
    assert spelt(unsaid) == "INTERVIEWÉE :"
