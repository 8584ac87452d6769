"""What a person does with a quote on the screen → lines in their file, a sentence that says so; what the page says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.data import study_data
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import PeopleSettings, QuoteDecisions
from dashboard.ui import coder
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import reading_phrases as phrases
from pipeline.anchoring.decisions import append
from pipeline.anchoring.publishable import opaque_id
from pipeline.model.decision_rows import QuoteDecision
from pipeline.model.errors import FiligraneError
from pipeline.publish.documents.parts import quoted
from pipeline.publish.quotes import quotes
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.document import StudyLabel as About
from pipeline.publish.quotes.document import attribution, numbered, value, why
from pipeline.publish.quotes.quote_decisions import ANSWERS, CUT, QuotedTurn, left_out
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial, QuoteWriter, answered_no
from pipeline.publish.quotes.risk import WIDER, widths

# What the page says.
QUOTES_FILE = "citations"
QUOTES_HELP = (
    "Les passages marqués ★ pendant la lecture. Chaque citation est, lettre pour lettre, ce que dit la transcription "
    "pseudonymisée. Ce que vous décidez ici est noté sous votre nom."
)
NO_STAR_TITLE = "Aucun passage à citer"
NO_STAR = "Dans la page Lecture, sélectionnez des mots puis « ★ À citer » : le passage arrive ici."
TO_READ = "Lire un entretien"
WHO = "Préparer les citations : donnez votre nom"
STATES = {"ready": "prêtes à sortir", "waiting": "en attente d'une décision"}
STATE, PERSON, SESSION, STARRED_BY = "État", "Personne", "Entretien", "Marquée par"
NOTHING = "Aucune citation ne répond à ces choix."
FLOWING = "Enchaîner les lignes coupées"
FLOWING_HELP = (
    "Dans un document, les retours à la ligne de la transcription deviennent des espaces ; aucun mot n'est touché. Le "
    "fichier CSV les garde."
)
ALL_QUOTES = "Montrer la même chose sous toutes les citations"
ALL_ATTRIBUTES, ALL_APPLY = "Attributs", "Appliquer à toutes"
PREPARE = "Préparer cette citation"
WHAT_IS_SHOWN = "Ce qui est montré de la personne"
NOTHING_SHOWN = "le pseudonyme seul"
CUT_WORDS, CUT_THEM = "Mots à laisser de côté", "Couper"
CUT_HELP = "Copiez ici des mots de la citation : « [...] » prendra leur place."
UNCUT = "Remettre tous les mots"
SECOND_NAME = "Donner à cette citation un second nom (dissocier)"
APART_HELP = (
    "Ce qui est dit sous deux noms ne s'additionne plus. Le second nom est tiré au sort : il ne se déduit pas du "
    "pseudonyme, et ne ramène à aucun entretien."
)
QUESTION = "Un proche, un collègue reconnaîtrait-il cette personne ?"
QUESTION_HELP = "Pensez à quelqu'un du même milieu, qui lirait tout ce qui est montré sous ce nom."
ANSWER_NAMES = {"no": "Non", "yes": "Oui", "unsure": "Je ne sais pas"}
WHY, KEEP = "Pourquoi (sans nommer personne)", "Garder cette réponse"
INSTEAD = "Montrer plutôt : {what} ({people})"
APART_INSTEAD = "Un second nom suffirait : seule, cette citation ne montre rien de rare."
CUT_OUT = "Mots coupés : "
READ_PLACE = "Lire dans l'entretien"
SHOWN_TOGETHER = "Montré sous ce nom, toutes citations réunies : "
STALE_ANSWER = "Cette réponse portait sur autre chose que ce qui est montré maintenant : à redire."
SAVED = "C'est noté."
NOBODY = "Donnez d'abord votre nom."
NOT_LEAVING = "Ne sort pas encore : "
LOST = "Citations à replacer : leurs mots ne sont plus où ils étaient"
NOT_IDENTICAL = "Des citations ne sont plus, lettre pour lettre, dans la transcription. Mettez à jour. Ce sont :"
READY, WAITING = "ready", "waiting"


@dataclass(frozen=True)
class QuotesPageState:
    """What the page works on."""

    given: QuoteMaterial
    basket: Basket
    about: About


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What a reader asks for; what is empty does not filter."""

    states: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)
    sessions: frozenset[str] = field(default_factory=frozenset)
    by: frozenset[str] = field(default_factory=frozenset)


@worked_out(2)
def wall(reading: CorpusReading, decided: Decided, quoted: QuoteDecisions, people: PeopleSettings) -> QuotesPageState:
    """
    Gather the quotes as they are now.

    Args:
        reading: the corpus.
        decided: what people decided; its stars are the quotes.
        quoted: what was decided of quotes themselves: what is told, cut, named.
        people: the attributes declared, and k, how many people must share those shown.
    """
    corpus, declared = reading.corpus, people.declared
    stars = [d for state in decided.now.by_coder.values() for d in state.stars]
    given = QuoteMaterial(
        corpus.turns, stars, quoted.lines, corpus.participants, widths(declared), people.k, corpus.signed,
    )
    return QuotesPageState(
        given, basket(given), About(corpus.settings.title, corpus.settings.fictional, numbered(declared)),
    )


def key(quote: Quote) -> str:
    """Name a quote on the screen: always the same while its words stand, and telling nothing."""
    session, place = quote.passage
    return opaque_id(session, *map(str, (place.turn, place.first_word, place.last_turn, place.last_word)))


def state(basket_: Basket, quote: Quote) -> str:
    """Say whether a quote may leave."""
    return WAITING if basket_.held(quote) else READY


def session(quote: Quote) -> str:
    """Name the session of a quote, where it may be told."""
    return quote.passage[0] if quote.attributed else ""


def wanted(on: QuotesPageState, by: QuoteFilter) -> list[Quote]:
    """Keep the quotes that satisfy every choice."""
    return [
        q for q in on.basket.quotes
        if _among({state(on.basket, q)}, by.states) and _among({q.name}, by.people)
        and _among({session(q)}, by.sessions) and _among(set(q.by), by.by)
    ]


def _among(values: set[str], chosen: frozenset[str]) -> bool:
    return not chosen or bool(values & chosen)


def offered(on: QuotesPageState, attributes: Iterable[str]) -> list[str]:
    """List the attributes that may be told, each in wider bands too where it has some."""
    return [told for a in attributes for told in ((a, f"{a}{WIDER}") if a in on.given.wide else (a,))]


def people_quoted(quotes: Iterable[Quote]) -> int:
    """Count the names that are quoted."""
    return len({q.name for q in quotes} - {""})


def card(on: QuotesPageState, quote: Quote) -> Html:
    """Show a quote as it would leave, with what is known of its risk."""
    held = on.basket.held(quote)
    gone = left_out(quote.lines)
    cuts = element("p", CUT_OUT, " / ".join(map(quoted, gone)), class_="discret") if gone else Html("")
    parts = [element("span", phrases.starred(quote.by), class_="discret")]
    if quote.attributed:
        parts.append(to_passage(quote, READ_PLACE))
    return element(
        "article",
        element("p", quote.question, class_="question") if quote.question else "",
        [_line(quote, line) for line in quote.lines],
        element("p", f"({attribution(quote, on.about)})", class_="attribution"), gauges(on, quote), cuts,
        _answer(on, quote), element("p", NOT_LEAVING, why(on.basket, quote), class_="discret") if held else "",
        element("footer", *parts, class_="mesure"), class_=f"citation {'attente' if held else ''}".strip(),
    )


def to_passage(quote: Quote, label: str) -> Html:
    """Link to a quote in its session; the passage is marked there when it stands in one turn."""
    session, place = quote.passage
    one = place.turn == place.last_turn
    marked = {"passage": f"{session}:{place.turn}:w{place.first_word}-w{place.last_word}"} if one else {}
    return link(label, "lecture", entretien=session, **marked)


def _line(quote: Quote, line: QuotedTurn) -> Html:
    voice = element("p", f"{line.voice} :", class_="voix") if quote.several else Html("")
    before, *others = quoted(line.text).split(CUT)
    marked = [join(before), *(join(element("span", CUT, class_="coupure"), part) for part in others)]
    return join(voice, element("blockquote", marked, class_="dit"))


def gauges(on: QuotesPageState, quote: Quote) -> Html:
    """Say how many people bear what is told: under this quote, and under its name in all."""
    gauge = quote.gauge
    if not gauge or not gauge.told:
        return Html("")
    alone = _gauge(gauge.alike, gauge.total, phrases.fits(gauge.alike, gauge.total), on.basket.fewest)
    if set(gauge.told) == set(quote.told):
        return alone
    known = ", ".join(value(told, on.about) for told in gauge.told)
    said = phrases.together(gauge.together, gauge.total)
    every = element("p", SHOWN_TOGETHER, known, class_="discret")
    return join(alone, _gauge(gauge.together, gauge.total, said, on.basket.fewest), every)


def _gauge(count: int, total: int, said: str, fewest: int) -> Html:
    filled = element("span", "", class_="plein", style=f"width:{100 * count // max(total, 1)}%")
    scale = element("span", filled, class_="jauge", aria_hidden="true")
    return element("p", element("strong", said), scale, class_=f"mesure {'peu' if count < fewest else ''}".strip())


def _answer(on: QuotesPageState, quote: Quote) -> Html:
    answer = quote.choice.answer
    if not answer or answer.value not in ANSWERS:
        return Html("")
    told = phrases.answered(answer.author, ANSWER_NAMES[answer.value], answer.reason)
    stale = answer.value == "no" and not answered_no(quote) and on.basket.few(quote)
    return element("p", f"{QUESTION} ", told, f" {STALE_ANSWER}" if stale else "", class_="discret")


def lost(on: QuotesPageState) -> Html:
    """List the decisions whose words stand nowhere any more."""
    told = (f"{d.file}, ligne {d.line} : {reason}" for d, reason in on.basket.lost)
    return element("details", element("summary", LOST), list_of(told))


NEWS, ERROR = "quotes:news", "quotes:error"
ATTRIBUTES, WORDS, APART, ANSWER, REASON, EVERYWHERE = "attributes", "words", "apart", "answer", "reason", "quotes:all"


def tell(on: QuotesPageState, quote: Quote) -> None:
    """Tell what was chosen on the screen."""
    _keep(lambda: [quotes.tell(_writer(on), quote, st.session_state.get(named(quote, ATTRIBUTES)) or ())])


def tell_instead(on: QuotesPageState, quote: Quote, attributes: Sequence[str]) -> None:
    """Tell what was proposed."""
    _keep(lambda: [quotes.tell(_writer(on), quote, attributes)])


def tell_everywhere(on: QuotesPageState, named_quotes: Sequence[Quote]) -> None:
    """Tell the same under all quotes that bear a name."""
    chosen = st.session_state.get(EVERYWHERE) or ()
    _keep(lambda: [quotes.tell(_writer(on), q, chosen) for q in named_quotes if q.gauge])


def cut(on: QuotesPageState, quote: Quote) -> None:
    """Leave out the words typed."""
    field = named(quote, WORDS)
    if _keep(lambda: [quotes.cut(_writer(on), quote, str(st.session_state.get(field) or ""))]):
        st.session_state[field] = ""


def uncut(on: QuotesPageState, quote: Quote) -> None:
    """Put all the words back."""
    _keep(lambda: [quotes.uncut(_writer(on), quote)])


def set_apart(on: QuotesPageState, quote: Quote) -> None:
    """Give a quote a second name, or take it back."""
    apart = bool(st.session_state.get(named(quote, APART)))
    _keep(lambda: [quotes.set_apart(_writer(on), quote, apart=apart)])


def answer(on: QuotesPageState, quote: Quote) -> None:
    """Keep the answer to « Un collègue le reconnaîtrait-il ? »."""
    said, why = (str(st.session_state.get(named(quote, of)) or "") for of in (ANSWER, REASON))
    if said:
        _keep(lambda: [quotes.answer(_writer(on), quote, said, why.strip())])


def _writer(on: QuotesPageState) -> QuoteWriter:
    return QuoteWriter(author=coder.chosen(), turns=on.given.turns)


def _keep(lines: Callable[[], list[QuoteDecision]]) -> bool:
    st.session_state[NEWS], st.session_state[ERROR] = "", "" if coder.chosen() else NOBODY
    try:
        if coder.chosen() and (written := lines()):
            append(study_data.study(), coder.chosen(), written)
            st.session_state[NEWS] = SAVED
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    return not st.session_state[ERROR]


def named(quote: Quote, of: str) -> str:
    """Name a control of a quote."""
    return f"quote:{key(quote)}:{of}"
