"""A passage → a card one reads: its question, its words, who coded it and why, the turns around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.data import titles
from dashboard.data.concordance import places
from dashboard.data.corpus import Corpus
from dashboard.data.first_screen import QuotedSentence
from dashboard.data.marks import CodeMark
from dashboard.data.passages import Passage, Width, around, neighbours
from dashboard.data.titles import named, voice
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.marked import colour, marked
from dashboard.ui.sentences import phrases
from dashboard.words import reading_words as words
from dashboard.words import ui_words
from pipeline.model.contracts import AnonymisedTurn

SHOWN_ATTRIBUTES = 3


def card(corpus: Corpus, passage: Passage, width: Width = "extrait", looked_for: Sequence[str] = ()) -> Html:
    """Show a passage whole, with as much around it as is asked; the folded words looked for are marked."""
    excerpt = passage.excerpt
    speaker = named(corpus, excerpt.speaker, excerpt.session)
    return element(
        "article",
        element("header", element("strong", speaker), " ", _discreet(about(corpus, passage))),
        question(excerpt.question),
        element("blockquote", marked(corpus, excerpt.text, passage.marks, places(passage, looked_for)), class_="dit"),
        surroundings(corpus, passage, width),
        list_of(_codes(corpus, passage), class_="codes"),
        _foot(corpus, passage, folded_away=width == "extrait"),
        class_="carte",
    )


def _discreet(said: str) -> Html:
    return element("span", said, class_="discret")


def about(corpus: Corpus, passage: Passage) -> str:
    """Say of a speaker what situates them: a few attributes, the session and the turn."""
    if not passage.place:
        return ""
    values, called = corpus.situating(*passage.who)[:SHOWN_ATTRIBUTES], titles.short(corpus, passage.excerpt.session)
    return " · ".join([*values, called, f"{ui_words.TURN} {passage.excerpt.turn}"])


def question(asked: str) -> Html:
    """Show in grey what the interviewer asked, if anything."""
    return element("p", asked, class_="question") if asked else Html("")


def _codes(corpus: Corpus, passage: Passage) -> Iterable[Html]:
    authors: dict[str, set[str]] = defaultdict(set)
    for mark in passage.decided:
        authors[mark.code].add(mark.author)
    for code, who in authors.items():
        by = f"{ui_words.CODED_BY} {', '.join(sorted(who))}"
        yield join(_label(corpus, code, "person"), _discreet(by))
    for mark in passage.pending:
        level = f"{ui_words.TO_READ} · {ui_words.LEVEL_NAMES[mark.level or 'to_check']}"
        why = element(
            "details", element("summary", ui_words.WHY), list_of(reasons(passage, mark)), class_="pourquoi"
        )
        yield join(_label(corpus, mark.code, "machine"), _discreet(level), why)


def _label(corpus: Corpus, code: str, kind: str) -> Html:
    return element("span", corpus.label_of(code), class_=f"code {kind}", style=colour(corpus, code))


def reasons(passage: Passage, mark: CodeMark) -> list[str]:
    """Say why a code is suggested, each reason once."""
    text = passage.excerpt.text
    said = (phrases.evidence(e.source, text[e.start : e.end] if e.end else e.marker) for e in mark.evidence)
    return list(dict.fromkeys(said))


def surroundings(corpus: Corpus, passage: Passage, width: Width) -> Html:
    """Show what was said around a passage, its own words marked in their turn."""
    shown = [_turn_around(corpus, passage, turn) for turn in around(corpus, passage, width)]
    head = element("p", words.OF_CONTEXT, class_="discret")
    return element("section", head, shown, class_="contexte") if shown else Html("")


def _turn_around(corpus: Corpus, passage: Passage, turn: AnonymisedTurn) -> Html:
    kind, e = "question" if turn.role == "interviewer" else "dit petit", passage.excerpt
    said = join(turn.text)
    if turn.turn == e.turn:
        said = join(turn.text[: e.start], element("b", turn.text[e.start : e.end]), turn.text[e.end :])
    return element("div", _discreet(voice(corpus, turn)), element("p", said, class_=kind))


def _foot(corpus: Corpus, passage: Passage, *, folded_away: bool) -> Html:
    if not passage.place:
        return Html("")
    near = _context(corpus, passage) if folded_away else ""
    return element("footer", to_transcript(passage, ui_words.READ_IN_TRANSCRIPT), near)


def to_transcript(passage: Passage, label: str) -> Html:
    """Link to a passage in its session."""
    return link(label, "lecture", entretien=passage.excerpt.session, passage=passage.place)


def _context(corpus: Corpus, passage: Passage) -> Html:
    before, after = neighbours(corpus, passage)
    parts = [_around(corpus, ui_words.BEFORE, before), _around(corpus, ui_words.AFTER, after)]
    shown = [p for p in parts if p]
    return element("details", element("summary", ui_words.CONTEXT), shown, class_="autour") if shown else Html("")


def _around(corpus: Corpus, name: str, turn: AnonymisedTurn | None) -> Html:
    if not turn:
        return Html("")
    kind = "question" if turn.role == "interviewer" else "dit petit"
    head = _discreet(f"{name} — {voice(corpus, turn)}")
    return element("div", head, element("p", turn.text, class_=kind))


def quote(corpus: Corpus, passage: Passage) -> Html:
    """Quote a whole passage, with who said it and the way back to the text."""
    return quoted(corpus, QuotedSentence(passage, 0, len(passage.excerpt.text)))


def quoted(corpus: Corpus, of: QuotedSentence) -> Html:
    """Quote words of a passage; what is left out is shown as such."""
    excerpt = of.passage.excerpt
    cut_before = "[…] " if excerpt.text[: of.start].strip() else ""
    cut_after = " […]" if excerpt.text[of.end :].strip() else ""
    who = _discreet(f"{named(corpus, excerpt.speaker, excerpt.session)} — {about(corpus, of.passage)}")
    said = element("p", f"{cut_before}{of.text}{cut_after}", class_="dit cite")
    return element("figure", said, element("figcaption", who, " ", to_transcript(of.passage, ui_words.READ_PASSAGE)))
