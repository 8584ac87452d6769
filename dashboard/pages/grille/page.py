"""The grid: codes as a tree with their counts, the sheet of each, the whole grid; changes seen before they are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data import counting as view
from dashboard.data.counting import GridRow, to_read
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import gestures, tree, words
from dashboard.pages.grille.view import examples, marker_list, to_text
from dashboard.ui import address, coder, frame, memos
from dashboard.ui import grid as grid_ui
from dashboard.ui.downloads import offer_coded
from dashboard.ui.grid import counts, day, ink, label, waiting
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import coding_words
from pipeline.codebook import grid_files, whole_grid
from pipeline.codebook.codes import Code, Codebook
from pipeline.codebook.drafts import Grid
from pipeline.codebook.fired_markers import Kind, MarkerCheck, attempt, everywhere
from pipeline.codebook.operations import DraftOperation
from pipeline.codebook.whole_grid import ImportedGrid
from pipeline.coding.grid_effect import EffectMaterial
from pipeline.coding.memos import MemoSubject
from pipeline.coding.new_codes import coded
from pipeline.model.contracts import Coding
from pipeline.model.decision_writer import today
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.people.speakers import Material
from pipeline.publish.passages.leaving_passages import PassageChoice
from pipeline.publish.passages.passage_document import PassageLayout

PASTED = "grille.txt"


def taken() -> frozenset[str]:
    """Give every id that a code bore once, in the grid or in what people coded."""
    return grid_files.ids_told(study()) | {d.code for d in decided().every}


def emptied(grid: Grid) -> DraftOperation:
    """
    Prepare to empty the grid: a code that somebody holds a coding or a memo of is retired, not lost.

    Raises:
        BrokenCodebook: it is empty already.
    """
    return whole_grid.empty(grid, coded(study()), today())


def example(grid: Grid) -> None:
    """Where the grid is the example's, say so, and let somebody say that it is theirs or start from an empty one."""
    if not grid.book.example:
        return
    with st.container(key="grille:exemple", border=True):
        frame.say(element("p", words.EXAMPLE))
        grid_ui.ready("example")
        if permissions.may("lead"):
            with st.container(horizontal=True):
                grid_ui.offer(whole_grid.adopt(grid), words.ADOPT, "adopt", "secondary")
                grid_ui.offer(emptied(grid), words.START_EMPTY, "start_empty", "secondary")


def show_whole(reading: CorpusReading, grid: Grid) -> None:
    """Let a grid made elsewhere in, and let this one be emptied."""
    _import(reading, grid)
    frame.say(element("h3", words.EMPTY), element("p", words.EMPTY_HELP, class_="discret"))
    try:
        draft = emptied(grid)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="discret"))
        return
    after = {c.id: c for c in draft.after.book.codes}
    gone = sum(1 for c in grid.book.codes if c.id not in after)
    frame.say(element("p", words.EMPTY_SEEN.format(gone=gone, retired=len(after)), class_="compte"))
    grid_ui.sign(draft, words.EMPTY_DO, "empty")


def _import(reading: CorpusReading, grid: Grid) -> None:
    frame.say(element("h3", words.IMPORT), element("p", words.IMPORT_HELP, class_="discret"))
    # Once a grid is in, another uploader, empty: it is not brought in twice.
    made = len(grid_files.history(study()))
    dropped = st.file_uploader(words.IMPORT_FILE, key=f"grille:file:{made}", max_upload_size=20)
    typed = st.text_area(words.IMPORT_TEXT, key=f"{grid_ui.FORM}pasted", height=120)
    if not dropped and not typed.strip():
        return
    # Readers take half a second to import, and are asked for on this page only.
    from pipeline.publish.exchange.grid_import import read_grid  # noqa: PLC0415

    try:
        read = read_grid(dropped.getvalue(), dropped.name) if dropped else read_grid(typed.encode(), PASTED)
    except FiligraneError as error:
        frame.alert(str(error))
        return
    frame.say(understood(read))
    gestures.propose(reading, lambda: whole_grid.imported(grid, read, taken()), "import", words.IMPORT_DO)


def understood(read: ImportedGrid) -> Html:
    """Show what was understood of a file: families, codes below each other, colours, and what was changed."""
    depths: list[int] = []
    for code in read.codes:
        depths.append(depths[code.parent] + 1 if code.parent >= 0 else 0)
    parts = []
    for family, group in groupby(zip(read.codes, depths, strict=True), key=lambda pair: pair[0].family):
        items = [
            element(
                "li", element("span", code.label, class_="code person", style=f"--encre:{code.colour or '#14525c'}"),
                " ", element("span", code.definition, class_="discret"), style=f"margin-left:{depth * 1.4}rem",
            )
            for code, depth in group
        ]
        parts.append(join(element("h4", family or words.TO_SORT_IMPORTED), element("ul", items, class_="phrases")))
    count = words.UNDERSTOOD.format(
        codes=phrases.counted(len(read.codes), *words.CODES),
        families=phrases.counted(len(read.families), *words.FAMILIES),
    )
    remarks = [element("li", remark) for remark in read.remarks]
    return element(
        "section", element("p", count, class_="compte"), element("ul", remarks) if remarks else "",
        element("div", parts, class_="compris"), class_="effet",
    )


VIEW = grid_ui.VIEW


def sheet(book: Codebook, row: GridRow, fired: Counter[str], of: Material) -> Html:
    """Show all that the grid says of a code; ``of`` is what the corpus is made of."""
    code = row.code
    retired = f"{coding_words.RETIRED} {day(code.retired)}" if code.retired else ""
    state = element("span", retired, class_="mention") if retired else Html("")
    if code.markers:
        sure, faint = ([m.pattern for m in code.markers if m.anchored is anchored] for anchored in (False, True))
        registre = join(
            element("h3", words.MARKERS), marker_list(book, sure, fired),
            element("h4", f"{words.ANCHORED} ({words.ANCHORED_HELP})") if faint else "",
            marker_list(book, faint, fired), element("h4", words.EXCLUSIONS) if code.exclusions else "",
            marker_list(book, code.exclusions),
        )
    else:
        registre = element("p", words.NO_MARKER, class_="discret")
    return element(
        "article",
        element("header", element("span", label(code), class_="code person", style=ink(code)), " ", state),
        element("p", counts(row, of), class_="compte"),
        element("p", waiting(row), class_="discret") if row.to_read and address.suggestions_on() else "",
        link(words.SEE_EXTRACTS, "extraits", code=code.id),
        element("dl", [join(element("dt", name), element("dd", text)) for name, text in (
            (words.DEFINITION, code.definition), (words.INCLUDE, code.include), (words.EXCLUDE, code.exclude),
            (words.PARENT, code.parent)) if text]),
        _sentences(book, code, "example"), _sentences(book, code, "counter_example"), registre,
        class_="carte fiche",
    )


def _sentences(book: Codebook, code: Code, kind: Kind) -> Html:
    said, title = ((code.examples, words.EXAMPLES) if kind == "example"
                   else (code.counter_examples, words.COUNTER_EXAMPLES))
    items = []
    for tried in (attempt(code, book, kind, sentence) for sentence in said):
        told = element("span", verdict(tried), class_="mention" if tried.broken else "discret")
        items.append(element("li", element("span", tried.sentence, class_="mots"), " ", told))
    return join(element("h3", title), element("ul", items, class_="phrases")) if said else Html("")


def verdict(tried: MarkerCheck) -> str:
    """Say what the markers make of a sentence."""
    named = " ; ".join(next(iter(examples(marker, {})), marker) for marker in tried.markers)
    if tried.kind == "counter_example" and not tried.broken:
        return words.LEFT
    if tried.unseen:
        return words.UNSEEN
    faint = f" ({words.FAINT})" if tried.faint else ""
    return f"{words.TAKEN if tried.broken else words.SEEN} {named}{faint}"


def attempts(book: Codebook, tried: Sequence[MarkerCheck]) -> Html:
    """Show which codes react to a sentence, and through what."""
    codes = {c.id: c for c in book.codes}
    if not tried:
        return element("p", words.TRY_NOTHING, class_="discret")
    items = [element("li", element("span", label(codes[t.code]), class_="code machine", style=ink(codes[t.code])), " ",
                     element("span", verdict(t), class_="discret")) for t in tried]
    return element("ul", items, class_="phrases")


def to_assign(reading: CorpusReading, codings: Sequence[Coding]) -> Html:
    """List the passages left under a code that was split, each leading to the text."""
    items = [element("li", to_text(reading, c), " ", element("strong", c.author), " ",
                     element("span", c.text, class_="dit petit")) for c in codings]
    help_ = element("p", words.TO_ASSIGN_HELP, class_="discret")
    return join(element("h3", f"{words.TO_ASSIGN} ({len(items)})"), help_, element("ul", items, class_="passages"))


def try_sentence(grid: Grid) -> None:
    """Let the reader try a sentence on every registre."""
    typed = st.text_input(words.TRY, placeholder=words.TRY_HINT, key="grille:phrase")
    if typed.strip():
        frame.say(attempts(grid.book, everywhere(grid.book, typed)))


def chosen(rows: dict[str, GridRow]) -> GridRow | None:
    """Let the reader choose a code; the address carries it."""
    if not rows:
        frame.say(element("p", words.NO_CODE, class_="discret"))
        return None
    return rows[address.pick(words.CODE, "code", list(rows), {c: grid_ui.label(r.code) for c, r in rows.items()})]


def one_code(reading: CorpusReading, grid: Grid, row: GridRow, material: EffectMaterial) -> None:
    """Show a code, and the passages left under it when it was split."""
    memos.folded(reading, [MemoSubject("code", row.code.id)], "grille", opened=True)
    frame.say(sheet(grid.book, row, view.firings(row.code, grid.book, material), reading.corpus.material))
    how = PassageLayout(asked=PassageChoice(frozenset(grid.book.branch(row.code.id))))
    offer_coded(reading, how, f"code-{row.code.id}", label(row.code))
    left = view.to_assign(reading, grid.book, row.code)
    if left:
        frame.say(to_assign(reading, left))


def lay_out(reading: CorpusReading) -> None:
    """Show the tree beside what the reader wants to see of a code."""
    grid = grid_files.grid(study())
    families = view.tree(reading, grid.book)
    rows = {row.code.id: row for _, found in families for row in found}
    material = view.material(reading, decided())
    left, right = st.columns([2, 5], gap="large")
    if VIEW not in st.session_state:
        st.session_state[VIEW] = "operate" if grid_ui.IN_ADDRESS in st.query_params else "sheet"
    with right:
        grid_ui.news()
        grid_ui.take_back("grille:undo:last")
        asked_for(reading, grid)
        row = chosen(rows)
        wanted = st.segmented_control(
            words.VIEW, list(words.VIEWS), key=VIEW, required=True, format_func=lambda v: words.VIEWS[v],
        )
        body(reading, grid, (row, str(wanted)), material)
    with left:
        tree.TREE.mount(tree.shown(families, row.code.id if row else "", reading.corpus.material), tree.obey)


def asked_for(reading: CorpusReading, grid: Grid) -> None:
    """Show what was asked in the tree, to be made or given up."""
    made = st.session_state.get(tree.ASKED)
    if made:
        with st.container(key="grille:demande", border=True):
            frame.say(element("p", element("strong", tree.told(grid, made))))
            gestures.propose(reading, lambda: tree.asked(grid, made), "tree")
            st.button(words.GIVE_UP, key="grille:renoncer", on_click=tree.forget)


def body(reading: CorpusReading, grid: Grid, wanted: tuple[GridRow | None, str], material: EffectMaterial) -> None:
    """Show what the reader wants to see."""
    row, what = wanted
    if what == "history":
        grid_ui.show_history()
    elif what == "whole":
        show_whole(reading, grid)
    elif what == "operate" or row is None:
        gestures.operate(reading, grid, row.code if row else None)
    elif what == "edit":
        gestures.edit_code(reading, grid, row.code, material)
    else:
        one_code(reading, grid, row, material)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(coding_words.GRID)
    st.html(f"<style>{frame.asset('grid.css')}</style>")
    coder.who()
    example(grid_files.grid(study()))
    with frame.line("chiffres"):
        frame.caution()
        address.offer_suggestions(reading.corpus, to_read(reading).total)
    lay_out(reading)
    try_sentence(grid_files.grid(study()))
    frame.say(element("p", words.INTRODUCTION, class_="discret"))


show()
