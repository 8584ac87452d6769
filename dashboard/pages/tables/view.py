"""A reading and the tables of its run → the tables that may leave, and of whom their rows are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.data import study_data
from dashboard.data.comparing import matrix as of_codes
from dashboard.data.counting import among, people, questions_of, tally, to_read
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import material, summaries_now
from dashboard.ui.sentences import reading_phrases as say
from pipeline.cli.coder_study import coder_study
from pipeline.cli.commands.projects import deposited
from pipeline.language.numbers import number
from pipeline.model.errors import FiligraneError
from pipeline.model.lazy import Same
from pipeline.publish import material_words
from pipeline.publish.held_back import HeldBack
from pipeline.publish.material_words import left_to_read
from pipeline.publish.memos import memo_document
from pipeline.publish.passages.leaving_passages import CodedMaterial
from pipeline.publish.passages.wide_tables import WideTables
from pipeline.publish.projects.deposit import READ_ME
from pipeline.publish.projects.leaving_texts import MAXQDA, NVIVO
from pipeline.publish.projects.project_files import (
    ELAN,
    IRAMUTEQ,
    NOTES,
    QDC,
    QDPX,
    SRT,
    TEI,
    TIMED,
    TXM,
    ProjectRequest,
    project_file,
)
from pipeline.publish.tables.public_tables import AttributeCrossing, PublicTable, beside, matrix, tables

LIVE = ("excerpts", "codings", "suggestions", "topics", "participants", "answers", "groupings")


def of_whom(reading: CorpusReading, name: str) -> str:
    """Say of whom or of what the rows of a table are, where the name of the table does not."""
    corpus = reading.corpus
    if name == "participants":
        met = {p.participant for p in corpus.interviewed}
        wrote = {p.participant for p in corpus.participants} - met
        return say.of_people(len(met), len(corpus.interviewed), len(wrote))
    if name == "answers":
        return say.of_respondents(len({a.participant for a in corpus.answers}))
    left = to_read(reading)
    return left_to_read(left.total, left.hidden) if name == "suggestions" else ""


def crossed_table(reading: CorpusReading, attribute: str) -> PublicTable:
    """Cross codes with an attribute, in people, out of those asked about each."""
    lines = of_codes(reading, "code", attribute)
    values = [*(cell.value for cell in lines[0].cells), material_words.EVERYONE] if lines else []
    labels = {code.id: code.label for code in reading.corpus.codes.values()}
    crossed = []
    for x in lines:
        counts = (
            (len(cell.people), len(cell.possible), len(cell.among.not_yet), len(cell.unasked))
            for cell in (*x.cells, x.whole)
        )
        crossed.append(AttributeCrossing(x.row.id, labels[x.row.id], tuple(counts)))
    return matrix(attribute, values, crossed)


@worked_out(4)
def leaving(reading: CorpusReading, waits: Same[HeldBack], *, waiting: bool = False) -> dict[str, PublicTable]:
    """
    Give the tables of the run that may leave; those that people changed since are as they are now.

    What waits for a person (``waiting``) is told only where it is asked for; nothing leaves of interviews that
    wait (``waits``).
    """
    corpus = reading.corpus
    found: dict[str, Any] = {name: getattr(corpus, name) for name in LIVE}
    for name in set(material_words.TITLES) - set(LIVE):
        found[name] = study_data.table(name)
    found |= summaries_now(reading, found["session_summaries"], found["themes"])
    made = tables(found, corpus.signed, suggestions=corpus.settings.suggestions, waiting=waiting, held=waits.it)
    asked_of = {t.id: t.questions for t in corpus.themes}
    for name, counted in (
        ("code_summaries", [(corpus.codebook.branch(c.code), questions_of(corpus, c.code))
                            for c in found["code_summaries"]]),
        ("theme_summaries", [(t.codes, asked_of.get(t.theme, ())) for t in found["theme_summaries"]]),
    ):
        if name in made and made[name].rows:
            told = (_counted(reading, frozenset(codes), asked) for codes, asked in counted)
            made[name] = beside(made[name], material_words.COUNTED, told)
    return made


def _counted(reading: CorpusReading, codes: frozenset[str], asked: Sequence[str]) -> tuple[int, ...]:
    of = tally(reading, codes)
    who = among(reading, people(reading, codes), asked)
    return of.passages, of.interviewer, len(who.possible), len(who.not_yet)


def wide(reading: CorpusReading) -> WideTables:
    """Give the wide tables: people by codes, codes by codes, of the interviews that may leave."""
    return WideTables(material(reading))


TABLES_HELP = (
    "Tout ce qui peut sortir, en tableaux. Les passages que les personnes ont réservés n'y sont pas ; dans les "
    "entretiens entiers, en bas de page, une marque les remplace."
)
NO_TABLE = "Il n'y a encore rien à télécharger."
MATRICES = "Matrices"
ATTRIBUTE = "Selon"
WIDE = "Personnes et codes, pour R, SPSS ou un tableur"
WIDE_HELP = (
    "Une ligne par personne, une colonne par code : 0 ou 1, puis le nombre de passages. L'archive contient aussi les "
    "libellés des variables, et de quoi l'ouvrir dans R et dans SPSS."
)
STATISTICS, STATISTICS_FILE = "Tout pour R et SPSS (.zip)", "personnes-et-codes"

PROJECTS = "Entretiens entiers, pour d'autres logiciels"
PROJECTS_HELP = (
    "Les entretiens qui peuvent sortir, sous pseudonymes, avec ce que les personnes y ont codé, les mémos et ce que "
    "l'on dit des personnes. Les suggestions n'y sont pas. Les mots réservés, ou sans attribution, sont remplacés par "
    "« [passage réservé] »."
)
DEPOSIT = "Déposer l'enquête dans une archive"
DEPOSIT_HELP = (
    "Une archive .zip : textes pseudonymisés, grille, codages, personnes, fiche de pseudonymisation, notices (DDI, "
    "Dublin Core, DataCite, RO-Crate), sommes de contrôle ; une partie ouverte, une sous conditions. La table de "
    "correspondance n'y est jamais. Le dépôt est refusé tant qu'il manque une signature ou un accord, et dit lesquels."
)
DEPOSIT_HERE = "Le dépôt se prépare sur la machine où se trouve l'enquête."
PREPARE_DEPOSIT, TAKE_DEPOSIT, DEPOSIT_FILE = "Préparer le dépôt", "Télécharger le dépôt (.zip)", "depot"
DEPOSIT_READY = "Le dépôt est prêt : {told} Les lignes « à compléter » de {read_me} et des notices restent à remplir."
PREPARED = "tables:deposit"
ABREAST = 4  # buttons
ARCHIVE = "application/octet-stream"
# Under each heading, what the file is called → the words of its button, and what is asked for.
PROJECT_FILES = {
    "Logiciels d'analyse qualitative (REFI-QDA) : ATLAS.ti, QualCoder… lisent le premier": {
        "projet": ("REFI-QDA (.qdpx)", ProjectRequest(QDPX)),
        "projet-nvivo": ("NVivo (.qdpx)", ProjectRequest(QDPX, NVIVO)),
        "projet-maxqda": ("MAXQDA (.qdpx)", ProjectRequest(QDPX, MAXQDA)),
        "grille": ("Grille (.qdc)", ProjectRequest(QDC)),
    },
    "Lexicométrie (IRaMuTeQ et rainette, TXM) : ce que disent les personnes, sans les questions": {
        "corpus-iramuteq": ("IRaMuTeQ (.txt)", ProjectRequest(IRAMUTEQ)),
        "corpus-txm": ("TXM (.zip)", ProjectRequest(TXM)),
    },
    "Archives, écoute et notes": {
        "entretiens-tei": ("TEI (.zip)", ProjectRequest(TEI)),
        "entretiens-elan": ("ELAN (.zip)", ProjectRequest(ELAN)),
        "sous-titres": ("Sous-titres", ProjectRequest(SRT)),
        "notes": ("Markdown (.zip)", ProjectRequest(NOTES)),
    },
}


def offered_files(of: CodedMaterial) -> dict[str, dict[str, tuple[str, ProjectRequest]]]:
    """Give, under each heading, what may be taken away for other tools; subtitles only where times are known."""
    timed = any(t.end_ms is not None for s in of.sessions if not of.held.holds(s) for t in of.turns[s].values())
    without = {*(() if timed else TIMED), *(() if of.codebook.codes else (QDC,))}
    return {
        title: {name: asked for name, asked in files.items() if asked[1].kind not in without}
        for title, files in PROJECT_FILES.items()
    }


def project_content(of: CodedMaterial, asked: ProjectRequest) -> bytes:
    """Write a file of another tool."""
    here = study_data.study()
    return project_file(of, asked, memo_document.sources(here), memo_document.held_by(here))[0]


@dataclass(frozen=True)
class PreparedDeposit:
    """A deposit that was asked for: its archive, or what it lacks, and what is told of it; of which study."""

    study: str
    archive: bytes
    told: tuple[str, ...]


def prepared_deposit() -> PreparedDeposit:
    """Make the deposit by the rule of the terminal, or say what it lacks, interview by interview."""
    here = study_data.study()
    try:
        archive, told = deposited(coder_study(here))
    except FiligraneError as error:
        return PreparedDeposit(str(here.root), b"", tuple(str(error).split("\n")))
    ready = DEPOSIT_READY.format(told=f"{told[0]}.", read_me=READ_ME)
    return PreparedDeposit(str(here.root), archive, (ready, *told[1:]))


def waiting(count: int) -> str:
    """
    Say how many rows wait.

    >>> waiting(1)
    '1 ligne attend que son entretien puisse sortir.'
    """
    if count == 1:
        return "1 ligne attend que son entretien puisse sortir."
    return f"{number(count)} lignes attendent que leurs entretiens puissent sortir."
