"""The inventory: every passage one may quote, filtered, read in its context or in a concordance, taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data import counting, titles
from dashboard.data.concordance import ConcordanceLine, Hit, Order, concordance_lines, hits, ranged
from dashboard.data.corpus import Corpus
from dashboard.data.counting import tallied
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.publish_data import of_excerpts, spreadsheet, waiting
from dashboard.data.search import Filters, FoundPassages, answers, page, said_inside, terms
from dashboard.data.titles import named
from dashboard.pages.extraits import gestures, words
from dashboard.pages.extraits.gestures import Choice
from dashboard.ui import address, frame
from dashboard.ui import grid as grid_ui
from dashboard.ui.address import pager, rewind
from dashboard.ui.cards import card, colour, to_transcript
from dashboard.ui.downloads import File, PassageSource, buttons, downloads, offer_passages
from dashboard.ui.filters import WORDS, chips, filters
from dashboard.ui.html import Html, element, join
from dashboard.ui.sentences import phrases, reading_phrases
from dashboard.words import coding_words, ui_words
from pipeline.codebook import grid_files, operations
from pipeline.codebook.codes import Marker
from pipeline.codebook.drafts import written
from pipeline.coding import grid_effect
from pipeline.language.folds import origins
from pipeline.model.errors import FiligraneError
from pipeline.publish.passages.leaving_passages import PassageChoice
from pipeline.publish.passages.passage_document import PassageLayout

HEADS = (words.WHO, words.BEFORE, words.SAID, words.AFTER)


@dataclass(frozen=True)
class SaidPlaces:
    """Where words are said: in what people decided of; apart, under a title, in what is only suggested."""

    said: list[Hit]
    apart: list[Hit]
    title: str


def show_concordance(reading: CorpusReading, found: SaidPlaces, order: Order, beside: Callable[[], None]) -> None:
    """Show a page of a concordance, then apart what is suggested, or say what is missing to make one."""
    if not found.said and not found.apart:
        typed = st.session_state.get("mots")
        frame.on_one_line(beside)
        frame.say(element("p", words.NO_HIT if typed else words.NO_WORDS, class_="vide"))
        return
    bar = st.container(key=gestures.BAR, gap="xsmall")
    place = st.container()
    number = pager(len(found.said), LINES)
    shown = ranged(found.said, order, number * LINES)[(number - 1) * LINES :]
    apart = ranged(found.apart, order, LINES)
    with bar:
        gestures.show(Choice(reading, [*found.said, *found.apart], [*shown, *apart]), beside)
    with place:
        if shown:
            frame.say(concordance_table(reading.corpus, shown))
        if apart:
            table = concordance_table(reading.corpus, apart)
            frame.say(element("h2", found.title), element("div", table, class_="machine"))


def concordance_table(corpus: Corpus, shown: Sequence[Hit]) -> Html:
    """Lay lines out, each word under the other, with the box that chooses the passage."""
    head = element("tr", [element("th", name, scope="col") for name in HEADS])
    body = []
    for hit, line in zip(shown, concordance_lines(shown), strict=True):
        sides = element("td", line.before, class_="avant"), element("td", line.after, class_="apres")
        said = element("td", element("b", line.words), class_="mots-dits")
        who = element("th", gestures.box(hit), _who(corpus, line), scope="row")
        body.append(element("tr", who, sides[0], said, sides[1]))
    return element("table", element("thead", head), element("tbody", body), class_="concordance")


def _who(corpus: Corpus, line: ConcordanceLine) -> Html:
    e = line.passage.excerpt
    if not line.passage.place:
        return join(e.speaker)
    way = to_transcript(line.passage, f"{titles.short(corpus, e.session)}, {words.SEE}")
    codes = dict.fromkeys(m.code for m in line.passage.decided)
    borne = [element("sup", code, class_="nom person", style=colour(corpus, code)) for code in codes]
    return join(named(corpus, e.speaker, e.session), " ", way, borne)


def offer_concordance(corpus: Corpus, found: list[Hit], order: Order) -> None:
    """Offer the concordance as a table; why some of it stays is said above, of the extracts it comes from."""
    waits = waiting(corpus)
    going = [h for h in found if not waits.holds(h[0].excerpt.session)]
    if going and permissions.may("lead"):
        file = File(words.KWIC_CSV, "kwic.csv", "text/csv", partial(written_concordance, corpus, going, order))
        buttons(corpus, words.KWIC_FILE, [file])


def written_concordance(corpus: Corpus, found: list[Hit], order: Order) -> bytes:
    """Write a concordance as a spreadsheet opens it, every row saying what it is."""
    notice = phrases.notice(corpus.settings)
    rows = [list(words.KWIC_COLUMNS)]
    for line in concordance_lines(ranged(found, order, len(found))):
        e = line.passage.excerpt
        called = titles.short(corpus, e.session)
        rows.append([line.passage.place or e.excerpt, called, e.speaker, line.before, line.words, line.after, notice])
    return spreadsheet(rows)


SIZE, LINES = 20, 50
VIEW, CONTEXT, ORDER = "vue", "contexte", "tri"
KEPT = {
    VIEW: address.One(coding_words.VIEWS), CONTEXT: address.One(words.CONTEXTS), ORDER: address.One(words.ORDERS),
}
NAMES = {VIEW: coding_words.VIEWS, CONTEXT: words.CONTEXTS, ORDER: words.ORDERS}
LABELS = {CONTEXT: words.CONTEXT, ORDER: words.ORDER}


def summary(reading: CorpusReading, found: FoundPassages, said: list[Hit] | None) -> None:
    """Say how many people and passages or extracts answer."""
    people = {who for p in found.counted for who in p.people} & set(reading.corpus.people)
    if found.coded:
        counts = phrases.passages_found(tallied(reading.corpus, found.counted))
    else:
        counts = phrases.extracts_found(len(found.counted), len(people))
    if said is not None:
        counts = f"{counts}, {reading_phrases.times(len(said))}"
    frame.say(element("p", counts, class_="compte", role="status"))


def ways() -> None:
    """Let the reader choose how extracts show."""
    concordant = st.session_state[VIEW] == coding_words.CONCORDANCE
    choose(coding_words.VIEW, VIEW)
    kept = ORDER if concordant else CONTEXT
    with st.popover(f"{LABELS[kept]} : {NAMES[kept][st.session_state[kept]]}"):
        choose(LABELS[kept], kept)


def choose(label: str, key: str) -> None:
    """Let the reader choose one of a few ways; the one chosen is kept while it does not show."""
    held = f"{key}:choix"
    st.session_state[held] = st.session_state[key]
    st.segmented_control(
        label, KEPT[key], key=held, required=True, format_func=lambda way: NAMES[key][way],
        on_change=_keep, args=(key, held), label_visibility="collapsed", width="content",
    )


def _keep(key: str, held: str) -> None:
    rewind()
    st.session_state[key] = st.session_state[held]


def cards(reading: CorpusReading, found: FoundPassages, beside: Callable[[], None]) -> None:
    """Show what people coded, one after the other, a page at a time; then, apart, what is suggested."""
    bar = st.container(key=gestures.BAR, gap="xsmall")
    place = st.container()
    every = [*found.shown, *found.suggested]
    number = pager(len(every), SIZE)
    shown = gestures.whole(page(every, number, SIZE))
    human = max(0, len(found.shown) - (number - 1) * SIZE)
    width, looked_for = st.session_state[CONTEXT], terms(st.session_state[WORDS])
    with bar:
        gestures.show(Choice(reading, gestures.whole(every), shown), beside)
    with place:
        apart = reading_phrases.suggestions_shown(found.waiting, len(found.suggested))
        for head, some, kind in (("", shown[:human], "cartes"), (apart, shown[human:], "cartes machine")):
            laid = [card(reading.corpus, hit[0], width, looked_for, gestures.box(hit)) for hit in some]
            frame.say(element("h2", head) if head and laid else "", element("div", laid, class_=kind) if laid else "")


def head(reading: CorpusReading, found: FoundPassages, said: list[Hit] | None, wanted: Filters) -> None:
    """Say what was found, offer suggestions beside it, a rule, what may be taken away."""
    summary(reading, found, said)
    address.offer_suggestions(reading.corpus, found.waiting)
    offer_rule(reading, found.shown)
    take_away(reading, found, said, wanted)


def said_where(found: list[Passage], wanted: Filters) -> list[Hit]:
    """Give the places where the words looked for are said; within the words coded, where that is asked for."""
    said = hits(found, terms(wanted.words))
    if not wanted.inside or not (wanted.codes or wanted.groups):
        return said
    back = {id(p): origins(p.excerpt.text) for p, _, _ in said}
    return [
        (p, first, last) for p, first, last in said
        if said_inside(p, (back[id(p)][first], back[id(p)][last - 1] + 1), wanted)
    ]


def rule_pattern(found: Sequence[Passage], typed: str) -> str:
    """Write what was looked for as a marker of the grid: empty unless it is words side by side, or one."""
    looked_for = terms(typed)
    words_ = re.findall(r"\w+", looked_for[0]) if len(looked_for) == 1 else []
    going_on = any(p.folded[end : end + 1].isalnum() for p, _, end in hits(found, looked_for)) if words_ else False
    return " ".join(words_) + "*" * going_on


def offer_rule(reading: CorpusReading, found: Sequence[Passage]) -> None:
    """Let a search be kept as a marker of a code, whose new finds are suggested, never coded."""
    typed = str(st.session_state.get(WORDS) or "")
    if not terms(typed) or not permissions.may("code"):
        return
    with st.popover(words.RULE, width="content"):
        frame.say(element("p", words.RULE_HELP, class_="discret"))
        pattern = rule_pattern(found, typed)
        if not pattern:
            frame.say(element("p", words.RULE_WORDS, class_="discret"))
            return
        corpus = reading.corpus
        code = st.selectbox(
            words.CODE, [c.id for c in corpus.codebook.offered], None, key="extraits:rule:code",
            format_func=corpus.label_of, placeholder=words.CODE_HINT,
        )
        written_ = st.text_input(words.RULE_PATTERN, pattern, key=f"extraits:rule:{pattern}").strip()
        if code and written_:
            sign_rule(reading, found, code, written_)


def sign_rule(reading: CorpusReading, found: Sequence[Passage], code: str, pattern: str) -> None:
    """Tell what a marker would find, then offer to keep it."""
    grid = grid_files.grid(study())
    held = next(c for c in grid.book.codes if c.id == code)
    try:
        draft = operations.edit(grid, code, {}, {"markers": [*written(held, "markers"), pattern]})
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        return
    material = counting.material(reading, decided())
    alone = replace(held, markers=(Marker(pattern),), exclusions=())
    seen = {hit.excerpt.excerpt for hit in grid_effect.hits(alone, draft.after.book, material)}
    gained = sum(len(one.gained) for one in grid_effect.effect(draft.before.book, draft.after.book, material))
    frame.say(element("p", words.RULE_SEEN.format(
        found=phrases.counted(len(seen), "extrait", "extraits"),
        of_search=phrases.number(sum(p.place in seen for p in found)),
    )), element("p", words.RULE_NEW.format(gained=phrases.number(gained))))
    grid_ui.sign(draft, words.RULE_KEEP, "rule")


def take_away(reading: CorpusReading, found: FoundPassages, said: list[Hit] | None, wanted: Filters) -> None:
    """Offer what people coded of what shows in a document; what shows, and the concordance, as tables."""
    codes = wanted.codes & wanted.groups if wanted.codes and wanted.groups else wanted.codes | wanted.groups
    every = [*found.shown, *found.suggested]

    def tables() -> None:
        downloads(reading.corpus, every, suggestions=address.suggestions_on() or bool(found.suggested))
        if said:
            offer_concordance(reading.corpus, said, st.session_state[ORDER])

    gather = partial(of_excerpts, reading, found.shown, codes, selected=found.coded)
    source = PassageSource(gather, {p.excerpt.session for p in every}, tables)
    offer_passages(reading, source, PassageLayout(asked=PassageChoice(codes)), "extraits", ui_words.EXTRACTS)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.EXTRACTS)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    wanted = filters(reading, KEPT, ways)
    chips(reading.corpus)
    grid_ui.news()
    found = answers(reading, wanted, machine=address.suggestions_on())
    concordant = st.session_state[VIEW] == coding_words.CONCORDANCE
    said = said_where(found.shown, wanted) if concordant else None
    apart = said_where(found.suggested, wanted) if concordant else []
    title = reading_phrases.suggestions_shown(found.waiting, len(found.suggested))
    beside = partial(head, reading, found, said, wanted)
    if not (found.shown or found.suggested):
        frame.on_one_line(beside)
        frame.say(element("p", words.NOTHING_FOUND, class_="vide"))
    elif said is None:
        cards(reading, found, beside)
    else:
        show_concordance(reading, SaidPlaces(said, apart, title), st.session_state[ORDER], beside)
    # Passages come first: what is said of those that are not among them, or may not be ticked, stands below.
    if unplaced := sum(not p.place for p in found.shown):
        frame.say(element("p", phrases.counted(unplaced, *words.UNPLACED), class_="discret"))
    if held := len(found.counted) - len(found.shown):
        frame.say(element("p", phrases.withheld(held), class_="discret"))
    frame.kept_back(reading.corpus)


show()
