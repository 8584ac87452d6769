"""Whatever two runs hold, accounts are exact, and what is told of them is what they count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import change_words
from pipeline.changes.changes import Total, changes, code_totals, sums, theme_changes, theme_totals
from pipeline.changes.past_tables import Tables
from pipeline.model.contracts import AnonymisedTurn, AuthorKind, Coding, Excerpt, Status, ThemeSummary

PLACES = st.tuples(st.sampled_from(["E01", "E02"]), st.integers(0, 2), st.booleans())
CODES = st.sampled_from(["A1", "A3", "B1"])
STATUSES: st.SearchStrategy[Status] = st.sampled_from(["coded", "proposed", "refused", "accepted"])
TEXT = "un deux trois quatre"


@st.composite
def runs(draw: st.DrawFn) -> Tables:
    """A run of a few turns, each one excerpt or two, with codings of persons and of the machine over them."""
    places = draw(st.dictionaries(st.tuples(st.sampled_from(["E01", "E02"]), st.integers(0, 2)), st.booleans()))
    turns = [AnonymisedTurn(s, n, f"P{n}", "participant", None, None, TEXT, (), (), (3,)) for s, n in places]
    cut = [e for (s, n), halves in places.items() for e in _cut(s, n, halves=halves)]
    said = draw(st.lists(st.tuples(st.sampled_from(sorted(places)), CODES, STATUSES, st.integers(0, 3)), max_size=8)
                if places else st.just([]))
    codings = [_coding(str(i), *one) for i, one in enumerate(said)]
    themes = [ThemeSummary(0, "t", "T", "", tuple(draw(st.lists(CODES, unique=True))), 0, 0, 0, 0, ())]
    return Tables(turns, cut, codings, themes=themes)


def _cut(session: str, turn: int, *, halves: bool) -> list[Excerpt]:
    words = [(0, 1, 0, 7), (2, 3, 8, 20)] if halves else [(0, 3, 0, 20)]
    return [Excerpt(f"{session}:{turn}:w{a}-w{b}", session, turn, s, e, f"P{turn}", TEXT[s:e], "", "free", ())
            for a, b, s, e in words]


def _coding(name: str, place: tuple[str, int], code: str, status: Status, start: int) -> Coding:
    session, turn = place
    kind: AuthorKind = "model" if status == "proposed" else "person"
    return Coding(f"{name}{start}", session, turn, start, turn, start + 5 * (start + 1) // 2, "", code, "ana", kind,
                  status, "manual", "free", "")


@given(runs(), runs())
def test_accounts_are_exact_whatever_changes(before: Tables, after: Tables) -> None:
    """Before, plus entered, minus left, is after, for each code and theme; a run compared with itself has no line."""
    lines = changes(before, after)
    themes = theme_changes(before, after, lines)
    accounts = [*code_totals(before, after, lines), *theme_totals(before, after, themes)]
    assert all(a.before + a.entered - a.left == a.after for a in accounts)
    assert len(lines) == sum(sum(sums(code_totals(before, after, lines), layer)) for layer in ("counted", "suggested"))
    assert not changes(before, before)
    assert all(c.cause == c.possible[0] for c in (*lines, *themes))


@given(runs(), runs())
def test_what_entered_leaves_when_one_looks_back(before: Tables, after: Tables) -> None:
    """Seen from the other side, the same excerpts left, entered and moved."""
    there, back = changes(before, after), changes(after, before)
    mirror = {"entered": "left", "left": "entered"}
    assert {(c.layer, c.excerpt, c.code, c.change) for c in there if c.change != "moved"} == {
        (c.layer, c.excerpt, c.code, mirror[c.change]) for c in back if c.change != "moved"}


def total(key: str, layer: str = "counted", **counts: int) -> Total:
    told = {"before": 0, "entered": 0, "left": 0, "moved": 0, "after": 0} | counts
    return Total(key, layer, **told, people=(1, 2))  # type: ignore[arg-type] # a layer, given as a word


def test_one_sentence_tells_persons_then_the_machine() -> None:
    """Numbers agree with their words; what is only lost is said to be lost."""
    said = change_words.sentence("Depuis hier", [
        total("A1", entered=2, left=1), total("A3", entered=5), total("A3", "suggested", left=1)])
    assert said == (
        "Depuis hier : 7 extraits codés de plus, 1 de moins (surtout « A3 ») ; 1 suggestion de moins "
        "(surtout « A3 »).")
    assert change_words.sentence("Depuis hier", [total("A1", before=3, after=3)]) == change_words.NOTHING


def test_a_table_shows_what_was_stirred() -> None:
    """A code that nothing happened to is left out; people are told before and now."""
    rows = list(change_words.table([total("A1", before=1, entered=2, after=3), total("B1", before=4, after=4)]))
    assert len(rows) == 2
    assert rows[1].split() == ["A1", "1", "2", "0", "0", "3", "1", "→", "2"]
