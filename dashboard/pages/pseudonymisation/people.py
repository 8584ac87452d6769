"""Who is named → a table, each with the words around; who may be who, asked and answered; another pseudonym."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.pages.pseudonymisation import private, words
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.state import ERROR, NEWS, ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.address import pager, rewind
from dashboard.ui.html import Html, element, join
from dashboard.words import ui_words
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Turn
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.resolve import pseudonyms
from pipeline.pseudonymise.review import case_choices, identities, left_open, review_writer
from pipeline.pseudonymise.review.identities import Entity, IdentityQuestion

EXAMPLES, AROUND, SPELLINGS, PLACES = 3, 60, 6, 3
Turns = Mapping[str, Mapping[int, Turn]]
Named = Callable[[str], str]  # a session → what whoever reviews it knows it by
SIZE = 25
KINDS = words.PEOPLE_KINDS
SHOWN = 8
WHO, OFFERED, TYPED = "review:who", "review:offered", "review:chosen"


@dataclass(frozen=True, slots=True)
class MentionContext:
    """A mention with the words around it."""

    place: str
    before: str
    said: str
    after: str


def entities_listed(entities: Iterable[Entity], kind: str, words: str) -> list[Entity]:
    """Keep the entities of a kind that bear some words, in their name or their pseudonym."""
    wanted = fold_for_search(words).strip()
    return [
        e for e in entities if e.type == kind
        # An empty word is in every name.
        and any(wanted in fold_for_search(name) for name in (e.pseudonym, *(said for said, _ in e.spellings)))
    ]


def contexts(entity: Entity, turns: Turns, named: Named) -> list[MentionContext]:
    """Give a few mentions in their words, from different sessions first."""
    firsts = {m.session: m for m in reversed(entity.mentions)}
    chosen = list(dict.fromkeys([*(firsts[s] for s in entity.sessions if s in firsts), *entity.mentions]))[:EXAMPLES]
    return [
        words_around(f"{named(m.session)} · {ui_words.TURN} {m.turn}", turns[m.session][m.turn].text, m.start, m.end)
        for m in chosen
    ]


def words_around(place: str, text: str, first: int, last: int) -> MentionContext:
    """
    Give some characters of a turn with the words around them.

    Args:
        place: where the turn stands, as one reads it.
        text: the whole turn.
        first: the first character, in code points.
        last: the one after the last.
    """
    start, end = max(0, first - AROUND), last + AROUND
    before, after = text[start:first], text[last:end]
    # A word that would be cut is left out.
    before = f"…{before[before.find(' '):]}" if start and " " in before else before
    after = f"{after[: after.rfind(' ')]} …" if end < len(text) and " " in after else after
    return MentionContext(place, before, text[first:last], after)


def spelt(entity: Entity) -> str:
    """Say how an entity is said, and how often in each way; of one whom nobody names, the label before their words."""
    shown = [f"{said} ({count})" for said, count in entity.spellings[:SPELLINGS]]
    if not shown:
        return ", ".join(f"{label} :" for label in dict.fromkeys(label for _, label in entity.labels))
    return ", ".join([*shown, *(["…"] if len(entity.spellings) > SPELLINGS else [])])


def called(entity: Entity) -> str:
    """Name an entity as it is said most fully, else by its label."""
    said = max((s for s, _ in entity.spellings), key=lambda s: (len(s.split()), len(s)), default="")
    return said or next((label for _, label in entity.labels), entity.pseudonym)


def situated(entity: Entity, named: Named) -> str:
    """Name an entity, and the first sessions where it is: two people may bear one name."""
    more = ("…",) if len(entity.sessions) > PLACES else ()
    return ", ".join([called(entity), *map(named, entity.sessions[:PLACES]), *more])


def table(on: ReviewState) -> None:
    """Show the table, a kind at a time, a page at a time."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        kind = st.segmented_control(
            words.REVIEW_VIEWS["people"], list(KINDS), default="person", key="review:kind",
            format_func=lambda k: KINDS[k], label_visibility="collapsed", on_change=rewind,
        )
    with right:
        searched = st.text_input(words.PEOPLE_SEARCH, placeholder=words.PEOPLE_HINT, on_change=rewind)
    found = entities_listed(on.review.entities.values(), kind or "person", searched)
    above = st.container()
    number = pager(len(found), SIZE)
    head = element("tr", [element("th", name) for name in words.PEOPLE_COLUMNS])
    rows = []
    for entity in found[(number - 1) * SIZE : number * SIZE]:
        member = element("span", f" {words.MEMBER}", class_="discret") if entity.labels else ""
        rows.append(element(
            "tr", element("td", element("strong", entity.pseudonym), member),
            element("td", spelt(entity), around(on, entity)), element("td", words.GENDERS[entity.gender]),
            element("td", str(len(entity.mentions)), class_="n"), element("td", str(len(entity.sessions)), class_="n"),
        ))
    with above:
        frame.say(element("table", head, rows, class_="personnes"))


def around(on: ReviewState, entity: Entity) -> Html:
    """Show a few mentions on demand."""
    shown = [context_shown(c) for c in contexts(entity, on.review.turns, on.review.named)]
    return element("details", element("summary", words.CONTEXTS), shown) if shown else Html("")


def context_shown(of: MentionContext) -> Html:
    """Show words with those around them."""
    said = join(of.before, element("strong", of.said), of.after)
    return element("p", element("span", of.place, class_="discret"), " ", said, class_="contexte")


def show_questions(on: ReviewState) -> None:
    """Ask who may be who, then tell whose pseudonym somebody bears."""
    frame.say(element("h2", words.LINKS_TITLE))
    asked = on.questions
    frame.say(element("p", words.LINKS_HELP if asked else words.NO_LINK, class_="discret"))
    listed(on, asked, words.more_links)
    taking_back()
    found = on.review.entities
    pairs = [(found[a], found[b]) for a, b in identities.borne(on.review.coreference_candidates, found)]
    rows = [element("li", words.borne_by(a.pseudonym, called(a), called(b))) for a, b in pairs]
    if rows:
        frame.say(element("h2", words.BORNE_TITLE), element("p", words.BORNE_HELP, class_="discret"),
                  element("ul", rows))


def listed(on: ReviewState, asked: Sequence[IdentityQuestion], more: Callable[[int], str]) -> None:
    """Ask the first questions, and say how many come after."""
    found = on.review.entities
    for question in asked[:SHOWN]:
        other, several = found[question.other], len(question.may_be) > 1
        times = words.said_times(len(other.mentions), len(other.sessions))
        who = element("p", element("strong", words.who_is(situated(other, on.review.named), times)))
        note = element("p", words.SEVERAL[other.type], class_="discret") if several else ""
        frame.say(element("div", who, note, around(on, other), class_="rapprochement"))
        yes, no, none = words.ANSWERS_WHO[other.type]
        with st.container(horizontal=True, key=f"link-{other.id}"):
            for entity, reason in question.may_be:
                why = left_open.REASONS.get(reason, reason)
                answer = frame.plain(words.same_as(yes, situated(found[entity], on.review.named), why))
                st.button(answer, key=f"{entity}={other.id}={reason}", on_click=tell, args=(other.id, entity))
            refusal = none if several else no
            st.button(refusal, key=f"{other.id}=alone", type="tertiary", on_click=tell, args=(other.id, other.id))
    if len(asked) > SHOWN:
        frame.say(element("p", more(len(asked) - SHOWN), class_="discret"))


def taking_back() -> None:
    """Let the reader take their last answer back, and say when answers show."""
    with st.container(horizontal=True, vertical_alignment="center", key="links-undo"):
        st.button(words.UNDO_LAST, key="review:undo", on_click=undo)
        st.html(element("span", words.LINKS_LATER, class_="discret"), width="content")


def tell(other: str, entity: str) -> None:
    """Write who somebody is."""
    on = page_state()
    found = on.review.entities
    private.write(on.reader, identities.is_one(found[other], entity, found, on.now, on.writer()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def undo() -> None:
    """Take back the reader's last gesture, wherever it was."""
    on = page_state()
    private.write(on.reader, review_writer.undo(review_writer.gesture_to_undo(on.lines, on.reader), on.writer()))
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    count()


def rename(on: ReviewState) -> None:
    """Let the reader give somebody another pseudonym, offered or typed."""
    with st.expander(words.RENAME):
        named = {e.id: e for e in on.review.entities.values() if e.labels or e.mentions}
        who = st.selectbox(
            words.RENAME_WHO, list(named), key=WHO,
            format_func=lambda i: words.arrow(called(named[i]), named[i].pseudonym),
        )
        left, right = st.columns(2)
        with left:
            if named[who].type == "person":
                offered = pseudonyms.alternatives(
                    who, on.review.identifiers, on.review.unavailable, on.review.key)
            else:
                offered = case_choices.alternatives(
                    identities.sample(named[who]), on.review.key, on.review.unavailable)
            st.selectbox(words.RENAME_OFFERED, offered, key=OFFERED, index=None, placeholder="—")
        with right:
            st.text_input(words.RENAME_TYPED, key=TYPED)
        st.button(words.RENAME_DO, key="review:rename", on_click=change_pseudonym)
        for key, role in ((ERROR, "alert"), (NEWS, "status")):
            if st.session_state.get(key):
                kind = "alerte" if role == "alert" else "discret"
                frame.say(element("p", st.session_state[key], class_=kind, role=role))


def change_pseudonym() -> None:
    """Write another pseudonym; one that somebody of the corpus bears is refused."""
    on = page_state()
    state = st.session_state
    entity = on.review.entities[state[WHO]]
    state[NEWS] = state[ERROR] = ""
    try:
        chosen = case_choices.allowed(
            state.get(TYPED) or state.get(OFFERED) or "", identities.sample(entity), on.review.borne,
        )
        private.write(on.reader, identities.rename(entity, chosen, on.review.entities, on.now, on.writer()))
        state[NEWS] = words.arrow(spelt(entity) or entity.pseudonym, chosen)
        state[TYPED] = ""
    except FiligraneError as error:
        state[ERROR] = str(error)
    count()
