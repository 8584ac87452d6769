"""All themes → a table, a row for each: the questionnaire, the interviews, what people concluded."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.corpus import Corpus
from dashboard.data.questionnaire import Answered, Joint
from dashboard.ui.html import Html, element, line, link, table
from dashboard.ui.sentences import compare_phrases as told
from dashboard.ui.sentences import phrases
from dashboard.words import compare_words as words
from pipeline.model.decision_rows import VerdictDecision

Held = dict[str, tuple[VerdictDecision, ...]]


def joint_table(found: Sequence[Joint], held: Held) -> Html:
    """Lay both sides of every theme out."""
    body = [_row(one, held.get(one.theme.id, ())) for one in found]
    return table(words.ALL_THEMES, words.JOINT_COLUMNS, body)


def _row(found: Joint, verdicts: tuple[VerdictDecision, ...]) -> Html:
    people = phrases.people_among(found.among, len(found.people.to_read))
    return line(link(found.theme.label, "questionnaire", theme=found.theme.id), (
        element("td", [_closed(one) for one in found.closed] or words.NO_FIGURE),
        element("td", told.open_answers(found.open) if found.open.wrote else words.NO_FIGURE),
        element("td", people),
        element("td", [_verdict(v) for v in verdicts] or words.NO_VERDICT),
    ))


def _closed(found: Answered) -> Html:
    # The answer that most gave; the others are on the page of the theme.
    most = max(found.figures, key=lambda f: f.count, default=None)
    said = f" « {most.answer} » : {told.answers(most)}" if most else ""
    return element("p", element("small", found.question.label), said)


def _verdict(line_: VerdictDecision) -> Html:
    kind = words.VERDICT_KINDS.get(line_.verdict, line_.verdict)
    return element("p", element("strong", kind), f" : {line_.reason} ", element("small", line_.author))


def rows(corpus: Corpus, found: Sequence[Joint], held: Held) -> list[list[str]]:
    """Give the table as a spreadsheet lists it."""
    return [
        [j.theme.label, str(len(j.people.with_it)), str(len(corpus.people)), str(len(j.open.decided)),
         str(j.open.wrote), " | ".join(f"{words.VERDICT_KINDS.get(v.verdict, v.verdict)} : {v.reason} ({v.author})"
                                       for v in held.get(j.theme.id, ()))]
        for j in found
    ]
