"""A passage → a card one reads: its words with their codes, who coded it and why, what was said around; a grouping."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.access import permissions
from dashboard.data import titles
from dashboard.data.concordance import Width, around, neighbours, places
from dashboard.data.corpus import Corpus
from dashboard.data.first_screen import QuotedSentence
from dashboard.data.marks import CodeMark, Layer, Span, TextSegment, segments
from dashboard.data.passages import Passage
from dashboard.data.titles import named, voice
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import compare_phrases, phrases
from dashboard.words import coding_words as words
from dashboard.words import ui_words
from pipeline.model.contracts import AnonymisedTurn, Grouping

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
INK = "#14525c"
SHOWN_ATTRIBUTES = 3


def colour(corpus: Corpus, code: str) -> str:
    """Give the colour of a code as a style; what is no colour in the codebook is the ink."""
    written = corpus.codes[code].colour if code in corpus.codes else ""
    return f"--encre:{written if COLOUR.fullmatch(written) else INK}"


def marked(corpus: Corpus, text: str, marks: Iterable[CodeMark], found: Iterable[Span] = ()) -> Html:
    """
    Show an excerpt with the words that bear a code, and those that were looked for.

    Args:
        corpus: whose codes give their colours.
        text: of the excerpt.
        marks: its codes; their spans are in code points of ``text``.
        found: spans of the words looked for, likewise.
    """
    layers = [
        Layer(start, end, "person" if m.decided else "machine", m.code) for m in marks for start, end in m.spans
    ]
    return written(corpus, segments(text, [*layers, *(Layer(start, end, "found") for start, end in found)]))


def written(corpus: Corpus, pieces: Iterable[TextSegment]) -> Html:
    """Show the pieces of a text."""
    return join(_piece(corpus, piece) for piece in pieces)


def _piece(corpus: Corpus, piece: TextSegment) -> Html:
    coded = [x for x in piece.layers if x.kind in {"person", "machine"}]
    said = join(piece.text)
    if any(x.kind == "found" for x in piece.layers):
        said = element("b", said, class_="cherche")
    # One mark of each kind, what people decided around what is suggested; all codes are named in its title.
    for outermost in {x.kind: x for x in sorted(coded, key=lambda x: x.kind == "person")}.values():
        names = " · ".join(dict.fromkeys(
            f"{corpus.label_of(x.name)}{'' if x.kind == 'person' else f' ({ui_words.TO_READ})'}" for x in coded
        ))
        said = element("mark", said, class_=outermost.kind, title=names, style=colour(corpus, outermost.name))
    ending = {(x.kind, x.name): x for x in piece.ending if x.kind not in {"target", "found"}}
    said = join(said, [_name(corpus, x) for x in ending.values()])
    if any(x.kind == "target" for x in piece.layers):
        said = element("span", said, class_="demande")
    return element("span", said, class_="reserve") if any(x.kind == "consent" for x in piece.layers) else said


def _name(corpus: Corpus, layer: Layer) -> Html:
    if layer.kind == "consent":
        return element("span", ui_words.CONSENTS[layer.name], class_="mention")
    words = layer.name if layer.kind == "person" else f"{layer.name} ?"
    return element("sup", words, class_=f"nom {layer.kind}", style=colour(corpus, layer.name))


def card(
    corpus: Corpus, passage: Passage, width: Width = "extrait", looked_for: Sequence[str] = (), box: str = "",
) -> Html:
    """
    Show a passage whole.

    Args:
        corpus: what the last run left.
        passage: one that may be quoted.
        width: how much of what was said around is shown with it.
        looked_for: words, folded as the search folds them, that are marked where they stand.
        box: what chooses the passage, where the page has gestures on several.
    """
    excerpt = passage.excerpt
    words_of = marked(corpus, excerpt.text, (*passage.marks, *passage.beside), places(passage, looked_for))
    return element(
        "article",
        element("header", box, element("strong", speakers(corpus, passage)), " ", _discreet(about(corpus, passage))),
        question(excerpt.question),
        element("blockquote", words_of, class_="dit entier" if passage.voice else "dit"),
        surroundings(corpus, passage, width),
        list_of(_codes(corpus, passage), class_="codes"),
        element(
            "footer", to_transcript(passage, ui_words.READ_IN_TRANSCRIPT),
            _context(corpus, passage) if width == "extrait" else "",
        ) if passage.place else "",
        class_="carte",
    )


def _discreet(said: str) -> Html:
    return element("span", said, class_="discret")


def speakers(corpus: Corpus, passage: Passage) -> str:
    """Say whose words a passage holds: each participant's, or the interviewer's."""
    if passage.voice in {None, "participant"} or not passage.place:
        return ", ".join(named(corpus, who, passage.excerpt.session) for who in passage.people)
    return ui_words.OF_INTERVIEWER if passage.voice == "interviewer" else ui_words.OF_NOBODY


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
    for mark in (m for m in passage.beside if passage.voice):
        by = f"{ui_words.ALSO}, {ui_words.CODED_BY} {mark.author}"
        yield join(_label(corpus, mark.code, "person"), _discreet(by))
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


def grouping_line(grouping: Grouping) -> Html:
    """Show a grouping in one line."""
    words = element("span", ", ".join(grouping.words), class_="mots")
    name = element("a", compare_phrases.numbered(grouping.topic), href=f"regroupements#{grouping_anchor(grouping)}",
                   target="_self", class_="lien")
    return element("p", name, " — ", words, " ", grouping_counts(grouping))


def grouping_anchor(grouping: Grouping) -> str:
    """Name the place of a grouping on its page."""
    return f"g{grouping.topic}"


def grouping_counts(grouping: Grouping) -> Html:
    """Say how many people and passages it holds, and whether it holds when it is made again."""
    held = phrases.extracts_found(grouping.size, grouping.people)
    firm = f"{phrases.stability(grouping.stability)} ({phrases.decimal(grouping.stability)})"
    return element("span", f"{held} · {firm}", class_="discret", title=ui_words.STABILITY_HELP)


def passages_leave() -> Html:
    """Say on the pages of what leaves where passages are taken from."""
    ways = [link(label, name) for name, label in words.PASSAGES_FROM if permissions.opens(name)]
    listed = [join(", " if rank else " ", way) for rank, way in enumerate(ways)]
    return element("p", words.PASSAGES_LEAVE, listed, class_="discret")
