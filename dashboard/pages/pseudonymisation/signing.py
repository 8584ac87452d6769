"""What speakers ask and what a session leaves open → answers, and the signature of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard.access.study_place import study
from dashboard.pages.pseudonymisation import people, private, words
from dashboard.pages.pseudonymisation.gestures import count
from dashboard.pages.pseudonymisation.people import context_shown
from dashboard.pages.pseudonymisation.people import words_around as around
from dashboard.pages.pseudonymisation.state import ReviewState, page_state
from dashboard.ui import frame
from dashboard.ui.html import Html, element, join, link
from dashboard.words import run_words
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.word_places import ConsentStretch, excerpt_id
from pipeline.cli.commands.pseudonymisation import signed
from pipeline.model.contracts import Consent
from pipeline.model.decision_rows import ConsentDecision, CorrectionDecision, IdentifierVerb, Scope
from pipeline.model.decision_writer import gesture_time
from pipeline.model.study import typed
from pipeline.pseudonymise.consent import answered, undecided
from pipeline.pseudonymise.recognisable import Risk, unread
from pipeline.pseudonymise.review import left_open, review_writer
from pipeline.pseudonymise.review.case_choices import SessionProgress, signatures
from pipeline.pseudonymise.review.cases import selected
from pipeline.pseudonymise.review.review_writer import Verdict
from pipeline.publish import pseudonymisation_words as fiche

NEWS = "review:reserves"
REFUSED, SIGNED = "review:unsigned", "review:signed"
TURNS_NAMED = 12
# What tells a name that is hidden already: its own words may be hidden too.
HIDEABLE = frozenset({"wordplay", "demonym"})


def show_reserves(on: ReviewState) -> None:
    """List what waits, in the words of the sheet of pseudonymisation."""
    held = _held()
    about = answered(on.said, held, on.review.key)
    asked = review_writer.requests(on.said)
    telling = review_writer.telling(on.said, tuple(i for i in on.review.identifiers if i.session == on.session))
    requests = undecided(asked, about)
    risks = [r for r in unread(telling, on.said, about) if (r.session, r.turn, r.start, r.end) not in on.now.here]
    frame.say(element("h2", words.RESERVES_TITLE))
    if not requests and not risks:
        none = words.ALL_ANSWERED if asked or telling else words.NOTHING_ASKED
        frame.say(element("p", none, class_="discret"))
    if requests:
        frame.say(element("p", fiche.ASKED_COUNT.format(number=len(requests)), class_="compte"))
    for one in requests:
        asking = fiche.ASKED_ALONE if one.level in review_writer.OFFERED else fiche.ASKED
        named = on.review.named(one.session)
        told = asking.format(session=named, typed=typed(named), turn=one.turn, first=one.first_turn,
                             last=one.last_turn, level=fiche.LEVELS[one.level])
        spans = anchors.words(on.review.turns[on.session][one.turn].text)
        _said(on, told, (one.turn, spans[one.first_word][0], spans[one.last_word][1]), review_writer.of_request(one))
        _answers(f"asked-{one.turn}", review_writer.of_request(one), one.level)
    _risks(on, risks)
    if st.session_state.get(_news(on)):
        frame.say(element("p", st.session_state[_news(on)], class_="discret", role="status"))
    if _last(on, held):
        st.button(words.TAKE_BACK, key="reserves:undo", on_click=take_back)


def _news(on: ReviewState) -> str:
    # What was answered in one session says nothing of another.
    return f"{NEWS}:{on.session}"


def _held() -> list[ConsentDecision]:
    return decisions.consent(study())


def _risks(on: ReviewState, waiting: Sequence[Risk]) -> None:
    if waiting:
        frame.say(element("p", fiche.RISK_COUNT.format(number=len(waiting)), class_="compte"))
    for one in waiting:
        place = review_writer.of_risk(one, on.review.turns[on.session][one.turn])
        told = fiche.RISK.format(session=on.review.named(one.session), turn=one.turn, kind=fiche.RISKS[one.kind])
        _said(on, told, (one.turn, one.start, one.end), place)
        _answers(f"risk-{one.turn}-{one.start}", place, "")
        if one.kind in HIDEABLE:
            st.button(words.HIDE_WORDS, key=f"risk:hide:{one.turn}:{one.start}", on_click=hide, args=(one,))


def _said(on: ReviewState, told: str, where: tuple[int, int, int], about: ConsentStretch) -> None:
    turn, start, end = where
    said = context_shown(around("", on.review.turns[on.session][turn].text, start, end))
    last = len(_words(on, about.turn)) - 1
    place = excerpt_id(on.session, about.turn, about.first_word, last if about.last_word < 0 else about.last_word)
    way = link(words.READ_THERE, "lecture", entretien=on.session, passage=place)
    frame.say(element("div", element("p", element("strong", told), " ", way), said, class_="rapprochement"))


def _answers(key: str, about: ConsentStretch, asked: str) -> None:
    with st.container(horizontal=True, key=f"reserve-{key}"):
        for level in sorted(review_writer.OFFERED, key=lambda level: level != asked):
            st.button(fiche.LEVELS[level], key=f"reserve:{key}:{level}", on_click=put, args=(about, level))
        st.button(words.ANSWER_FREE, key=f"reserve:{key}:free", type="tertiary", on_click=put,
                  args=(about, review_writer.FREE))


def put(about: ConsentStretch, level: Consent) -> None:
    """Write what is allowed for a passage."""
    on = page_state()
    line = review_writer.answer(on.said, about, level, words.AT_REVIEW, on.writer())
    decisions.append(study(), on.reader, [line])
    allowed = words.ANSWER_FREE if level == review_writer.FREE else fiche.LEVELS[level]
    st.session_state[_news(on)] = words.ANSWERED.format(level=allowed.capitalize())
    count()


def hide(one: Risk) -> None:
    """Hide words that tell a name already hidden, wherever they are said."""
    on = page_state()
    case = selected(on.review.turns[on.session][one.turn], one.start, one.end, "misc")
    if case:
        verdict = Verdict(IdentifierVerb.REPLACE, Scope.EVERYWHERE)
        private.write(on.reader, review_writer.decide(case, verdict, on.now, on.writer()))
        st.session_state[_news(on)] = words.HIDDEN.format(words=case.said)
    count()


def _last(on: ReviewState, held: Sequence[ConsentDecision]) -> ConsentDecision | None:
    own = [d for d in held if d.author == on.reader and d.session == on.session and not d.replaces]
    return max((d for d in own if d.reason == words.AT_REVIEW), key=lambda d: d.at, default=None)


def take_back() -> None:
    """Take the reader's last answer in this session back."""
    on = page_state()
    last = _last(on, _held())
    if last:
        decisions.append(study(), on.reader, [review_writer.taken_back(last, on.writer(), words.AT_REVIEW)])
        st.session_state[_news(on)] = words.TAKEN_BACK
    count()


def show(on: ReviewState, so_far: SessionProgress) -> None:
    """Say what is left open beside the signature, and let the reader sign."""
    asked = on.open_in(on.session)
    frame.say(element("h2", words.IDENTITIES_TITLE))
    if not asked:
        frame.say(element("p", words.NO_IDENTITY, class_="discret"))
    else:
        counted = element("p", element("strong", words.identities_open(len(asked))), class_="compte")
        frame.say(counted, element("p", words.IDENTITIES_HELP, class_="discret"))
    people.listed(on, asked, words.more_identities)
    if any(on.session in on.review.entities[other].sessions for _, other, _ in on.review.coreference_candidates
           if other in on.review.entities):
        people.taking_back()
    show_reserves(on)
    frame.say(element("h2", words.SIGN_TITLE))
    frame.say(element("p", left_open.before_signing(so_far.left, so_far.doubtful, so_far.total)))
    if corrected_since(on.session):
        update = link(run_words.UPDATE, "mise_a_jour")
        frame.say(element("p", words.CORRECTED_SINCE, " ", update, class_="alerte", role="alert"))
    if not so_far.readers and any(d.signed_before and d.session == on.session for d in on.lines):
        turns = decisions.unsigned_turns(study(), on.session)
        places = [(n, excerpt_id(on.session, n, 0, len(_words(on, n)) - 1)) for n in turns[:TURNS_NAMED]]
        ways = [(" ", link(str(n), "lecture", entretien=on.session, passage=place)) for n, place in places]
        frame.say(element("p", words.sign_again(len(turns)), *ways, class_="alerte", role="alert"))
    done = on.reader in so_far.readers
    confirmed = done or not asked or st.checkbox(words.sign_anyway(len(asked)), key=_confirming(on))
    st.button(words.SIGN_BUTTON, key="review:sign", on_click=sign, disabled=done or not confirmed)
    if done:
        frame.say(element("p", _afterwards(on), class_="ensuite"))
    if st.session_state.get(REFUSED):
        frame.say(element("p", st.session_state[REFUSED], class_="alerte", role="alert"))


def corrected_since(session: str) -> bool:
    """Tell whether a transcript was corrected after the last run: what is signed before the next will not hold."""
    known = datetime.fromtimestamp((study() / "build/tables/run.json").stat().st_mtime, UTC)
    lines = decisions.read(study(), CorrectionDecision)
    return any(d.session == session and datetime.fromisoformat(d.at) > known for d in lines)


def _words(on: ReviewState, turn: int) -> list[tuple[int, int]]:
    return anchors.words(on.review.turns[on.session][turn].text)


def following_unsigned(on: ReviewState) -> str:
    """Give the interview that comes next among those that nobody signed; empty when all are."""
    sessions = on.review.sessions
    at = sessions.index(on.session)
    return next((s for s in (*sessions[at + 1 :], *sessions[:at]) if not signatures(s, on.lines)), "")


def _afterwards(on: ReviewState) -> Html:
    left = following_unsigned(on)
    if not left:
        return join(words.ALL_SIGNED, " ", link(run_words.UPDATE, "mise_a_jour"))
    return join(words.SIGNED_NEXT, " ", link(on.review.named(left), "pseudonymisation", entretien=left))


def _confirming(on: ReviewState) -> str:
    # Another session, another number of questions: what was confirmed is no longer.
    return f"review:anyway:{on.session}:{len(on.open_in(on.session))}"


def sign() -> None:
    """Write that the reader has read the session again, whole; not while a question opened since is unconfirmed."""
    on = page_state()
    st.session_state[REFUSED] = ""
    if on.open_in(on.session) and not st.session_state.get(_confirming(on)):
        st.session_state[REFUSED] = words.UNCONFIRMED
    elif on.reader not in signatures(on.session, on.lines):
        private.write(on.reader, signed(on.session, gesture_time(), on.review.identifiers, on.lines))
        if left := following_unsigned(on):
            st.session_state[SIGNED] = words.SIGNED_THEN.format(signed=on.review.named(on.session))
            st.query_params["entretien"] = left
    count()
