"""A reading → the table of a matrix, the cases and counts of the framework, the turns of a session and its codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.data.comparing import FEW, Cell, MatrixRow, MatrixSubject
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.titles import voice
from dashboard.ui.address import suggestions_on
from dashboard.ui.html import Html, element, join, line, open_link, table
from dashboard.ui.sentences import compare_phrases as phrases
from dashboard.words.ui_words import INTERVIEWER
from pipeline.analysis.counts.coded_passages import SpokenTurn, adjacency
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.codebook.grid import Theme
from pipeline.coding import theme_decisions
from pipeline.coding.theme_decisions import FrameworkCase
from pipeline.pseudonymise.people.speakers import Material


def matrix(lines: Sequence[MatrixRow], attribute: str, of: Material) -> Html:
    """Lay a matrix out, all people together in the last column; ``of`` is what the corpus is made of."""
    values = []
    for n, cell in enumerate(lines[0].cells):
        # Whoever is possible anywhere in a column, or spoke there unasked, bears its value.
        people = frozenset[str]().union(*(
            x.cells[n].possible | x.cells[n].unasked | x.cells[n].among.not_yet for x in lines
        ))
        values.append(join(phrases.bearing(cell.value, len(people)), _flag(few=len(people) < FEW)))
    body = []
    for x in lines:
        guide = element("small", phrases.asked_by(x.row.asked_by)) if x.whole.among.guided else ""
        cells = [_cell(x.row, c, attribute, of) for c in (*x.cells, x.whole)]
        body.append(line(join(x.row.label, guide), cells))
    return table(VIEWS["matrice"], ("", *values, EVERYONE), body)


def _flag(*, few: bool) -> Html:
    return element("span", f"\N{NO-BREAK SPACE}{FEW_MARK}", title=FEW_HELP) if few else Html("")


def _cell(row: MatrixSubject, cell: Cell, attribute: str, of: Material) -> Html:
    kind = "" if cell.value else " ensemble"
    if cell.state != "present":
        said = join(STATES[cell.state], _flag(few=cell.few and bool(cell.possible)), _more(row, cell, attribute))
        return element("td", said, class_=f"vide-case{kind}", title=STATES_HELP)
    count = open_link(phrases.people_of(cell), "extraits", address(row, cell, attribute, "person"))
    parts = count, _flag(few=cell.few), _more(row, cell, attribute), element("small", phrases.details(cell, of))
    return element("td", *parts, class_=f"{'peu' if cell.few else ''}{kind}".strip())


def _more(row: MatrixSubject, cell: Cell, attribute: str) -> Html:
    unasked = element("small", phrases.unasked(len(cell.unasked))) if cell.unasked else ""
    late = len(cell.among.not_yet) if cell.possible else 0
    not_yet = element("small", phrases.not_yet(late)) if late else ""
    if not (cell.to_read and suggestions_on()):
        return join(unasked, not_yet)
    waiting = open_link(phrases.to_read(len(cell.to_read)), "extraits", address(row, cell, attribute, "machine"))
    return join(unasked, not_yet, element("small", waiting))


def address(row: MatrixSubject, cell: Cell, attribute: str, reader: str) -> list[tuple[str, str]]:
    """
    Write the filters of the page Extraits that show what a cell counts.

    Args:
        row: the code or the theme.
        cell: what it counts.
        attribute: what the columns are values of.
        reader: ``person`` for what people coded, ``machine`` for what is suggested and waits.
    """
    # All who bear it, and what nobody interviewed says: the whole is what one finds without naming anybody.
    if not cell.value and reader == "person":
        return [(row.kind, row.id), ("par", reader)]
    people = cell.people | cell.unasked if reader == "person" else cell.to_read
    value = [(f"a.{attribute}", cell.value)] if cell.value else []
    return [(row.kind, row.id), ("par", reader), *value, *(("personne", who) for who in sorted(people))]


def rows(lines: Sequence[MatrixRow]) -> Iterator[list[str]]:
    """Give the figures of a matrix as a spreadsheet lists them."""
    for x in lines:
        for cell in (*x.cells, x.whole):
            counts = (cell.people, cell.possible, cell.among.not_yet, cell.unasked)
            of = cell.tally
            yield [
                x.row.label, cell.value or EVERYONE, *(str(len(c)) for c in counts), str(of.sessions),
                str(of.passages), str(of.interviewer), STATES[cell.state], YES if cell.few else NO,
                *([str(len(cell.to_read))] if suggestions_on() else []),
            ]


def cases(corpus: Corpus, *, by_person: bool) -> list[FrameworkCase]:
    """List the cases: each participant in each session, or each interview and group."""
    if by_person:
        return [
            FrameworkCase(session, who)
            for session in corpus.sessions for who in corpus.speakers_of(session)
        ]
    return [FrameworkCase(session) for session in corpus.interviews]


def passages(reading: CorpusReading, case: FrameworkCase, theme: Theme) -> list[Passage]:
    """List what a person coded in a theme for a case, and may be quoted."""
    codes = set(theme.codes)
    return [
        p for p in reading.by_place.values()
        if p.excerpt.session == case.session and case.participant in {"", p.excerpt.speaker}
        and any(m.code in codes for m in p.decided)
    ]


def counts(reading: CorpusReading, themes: Iterable[Theme]) -> Counter[theme_decisions.Cell]:
    """
    Count the passages that people selected in each theme for each case, people and sessions.

    What may not be quoted counts too; what nobody interviewed says counts for the session.
    """
    codes = {t.id: set(t.codes) for t in themes}
    found: Counter[theme_decisions.Cell] = Counter()
    for passage in reading.selected_counted:
        borne = {m.code for m in passage.marks}
        session = passage.excerpt.session
        for theme in (t for t, of in codes.items() if borne & of):
            found.update((FrameworkCase(session, who), theme) for who in passage.people if who)
            found[FrameworkCase(session), theme] += 1
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """A code in a turn; ``place`` leads to the passage, where it may be told."""

    turn: int
    code: str
    speaker: str
    place: str


def moments(reading: CorpusReading, session: str) -> list[Moment]:
    """List the codes that people put in a session, turn by turn; a code counts once a turn."""
    found: dict[tuple[int, str], Moment] = {}
    for p in reversed(reading.counted):
        if p.excerpt.session != session:
            continue
        told = p.place in reading.by_place
        speaker = p.excerpt.speaker if told else UNATTRIBUTED
        for mark in p.decided:
            found[p.excerpt.turn, mark.code] = Moment(p.excerpt.turn, mark.code, speaker, p.place if told else "")
    for p in (p for p in reading.selected if p.voice == "interviewer" and p.excerpt.session == session):
        for mark in p.marks:
            found.setdefault((p.excerpt.turn, mark.code), Moment(p.excerpt.turn, mark.code, INTERVIEWER, p.place))
    return [found[key] for key in sorted(found)]


def ordered(reading: CorpusReading, found: list[Moment]) -> list[str]:
    """Name the codes of a session in the order of the grid."""
    present = {m.code for m in found}
    return [c for c in (*reading.corpus.codes, *sorted(present - set(reading.corpus.codes))) if c in present]


def several(reading: CorpusReading, session: str) -> bool:
    """Tell whether several people take part in a session."""
    return len(reading.corpus.speakers_of(session)) > 1


def floor(reading: CorpusReading, session: str) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give who takes the floor after whom, the interviewer among them, with the turns where it happens."""
    return adjacency(_said(reading, session))


def _said(reading: CorpusReading, session: str) -> Iterator[SpokenTurn]:
    known = set(reading.corpus.speakers_of(session))
    for number, turn in reading.corpus.turns.get(session, {}).items():
        if turn.role == "interviewer":
            who = voice(reading.corpus, turn)
        else:
            who = turn.speaker if turn.role == "participant" and turn.speaker in known else ""
        yield SpokenTurn(number, who)


def turns_of(reading: CorpusReading, session: str) -> dict[str, int]:
    """Count the turns of each voice in a session, the most talkative first."""
    counts: dict[str, int] = {}
    for said in _said(reading, session):
        if said.voice:
            counts[said.voice] = counts.get(said.voice, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def place_of(reading: CorpusReading, session: str, turn: int) -> str:
    """Give a passage of a turn that may be told, nothing when there is none."""
    there = (p.place for p in reading.by_place.values() if (p.excerpt.session, p.excerpt.turn) == (session, turn))
    return next(there, "")


VIEW = "Vue"
VIEWS = {
    "matrice": "Matrice", "cadre": "Cadre : un résumé par case", "deroule": "Les codes au fil d'un entretien",
    "parole": "Qui parle à qui",
}
ROWS, COLUMNS, KINDS = "Lignes", "Colonnes", {"theme": "Thèmes", "code": "Codes"}
EVERYONE = "Ensemble"
CELL_PASSAGES, ROW, CHOOSE_ROW = "Emporter les passages d'une case", "Ligne", "choisissez une ligne"
STATES = {
    "not_asked": "non demandé", "absent": "demandé, absent", "silent": "absent", "not_read": "pas encore codé",
    "present": "",
}
STATES_HELP = (
    "Une case vide se vérifie, ce n'est pas un zéro. « Non demandé » : le guide dit que la question ne leur fut pas "
    "posée. « Demandé, absent » : elle le fut, et rien n'est codé ainsi. « Absent » : le guide d'entretien ne dit pas "
    "si elle le fut. « Pas encore codé » : personne n'a codé ni lu en entier ces entretiens avec la grille."
)
COUNT_HELP = (
    "D'abord les personnes, sur celles à qui l'on a demandé et dont l'entretien est codé ; puis les entretiens et "
    "groupes ; puis les passages codés. Ouvrez une case pour les lire."
)
FEW_MARK, FEW_HELP = "†", (
    "† moins de 5 personnes, dans la case ou dans toute la colonne : à lire, pas à comparer."
)
MATRIX_COLUMNS = (
    "ligne", "colonne", "personnes", "personnes interrogées là-dessus et codées", "personnes pas encore codées",
    "personnes sans qu'on le demande", "entretiens et groupes", "passages", "dont paroles de l'enquêteur·rice",
    "case vide", "moins de 5 personnes",
)
MATRIX_TO_READ = "personnes à relire"
NO_ROW = "Rien à croiser : écrivez des thèmes sur la page « Thèmes », ou des codes dans la grille."
NO_ATTRIBUTE = "Aucun attribut n'est déclaré : ajoutez-en à la page « Qui sont les personnes »."
YES, NO = "oui", "non"
# Cadre
CASES, CASE_KINDS = "Cas", {"personne": "Personnes", "entretien": "Entretiens et groupes"}
CASE, THEME, SUMMARY, QUOTES = "Cas", "Thème", "Résumé", "Passages sur lesquels il s'appuie"
SUMMARY_HELP = (
    "Ce que dit ce cas sous ce thème, dans vos mots. Un résumé vidé est retiré ; rien ne s'efface du dossier."
)
FRAMEWORK_HELP = (
    "Une ligne par cas, une colonne par thème. Chaque résumé est écrit par une personne et signé ; il s'appuie sur des "
    "passages codés. Il est gardé sous votre nom."
)
WRITE, SAVE, SAVED = "Rédiger un résumé", "Enregistrer le résumé", "Résumé enregistré."
NO_PASSAGE, WHOLE_SESSION = "Aucun passage codé ainsi, ou aucun que l'on puisse citer.", "tout l'entretien"
TURN_AXIS = "tour de parole"
NOTHING_CODED = "Personne n'a encore codé cet entretien."
TIMELINE_COLUMNS = ("entretien", "tour", "code", "personne")
TIMELINE_HELP = "Un signe par code et par tour, quel que soit le nombre de codeurs ; sa forme dit qui parle."
# Qui parle à qui
FLOOR_RULE = (
    "Règle : B prend la parole après A quand le tour de B suit immédiatement celui de A. Des tours de suite de la même "
    "voix n'en font qu'un ; une note, ou une voix que personne ne connaît, interrompt la suite. Suivre n'est pas "
    "répondre : lisez les tours."
)
ALONE = "Dans cet entretien une seule personne parle avec l'enquêteur·rice."
FIRST_THEN = "A ↓ puis B →"
FLOOR_COLUMNS = ("entretien", "voix qui précède", "voix qui suit", "fois", "tours")
NO_TURN = "·"
SEE_TURNS, WHICH_PAIR = "Lire les tours", "De qui à qui"
