"""``filigrane export`` → what may leave, in a file; the rest says, interview by interview, what it waits for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.anchoring.publishable import publishable
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.cli.commands import Command
from pipeline.cli.commands.projects import export_deposit, export_project
from pipeline.coding.codings_in_place import counted
from pipeline.language.folds import fold_for_search
from pipeline.language.numbers import listed
from pipeline.model.contracts import Coding
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.publish.exchange import coding_sheet as sheet
from pipeline.publish.held_back import HeldBack, doubted_memo, refuse_all, staying, waiting
from pipeline.publish.memos.memo_document import export as export_memos
from pipeline.publish.passages import leaving_passages as say
from pipeline.publish.passages.leaving_passages import CodedMaterial, PassageChoice, coded
from pipeline.publish.passages.passage_document import (
    CODE,
    INTERVIEW,
    KINDS,
    PERSON,
    THEME,
    PassageLayout,
    content,
    left_behind,
    why_empty,
)
from pipeline.publish.passages.wide_tables import WideTables, statistics, zipped
from pipeline.publish.projects.leaving_texts import FLAVOURS, STANDARD
from pipeline.publish.projects.project_files import KINDS as PROJECT_KINDS
from pipeline.publish.projects.project_files import ProjectRequest
from pipeline.publish.quotes import quotes
from pipeline.publish.quotes.document import about
from pipeline.publish.quotes.document import export as export_quotes
from pipeline.publish.report.report import export as export_report
from pipeline.publish.tables.public_tables import coding_workbook

CODINGS, QUOTES, REPORT, PASSAGES, TABLES, MEMOS = "codings", "quotes", "report", "passages", "tables", "memos"
DEPOSIT = "deposit"
HELP = (
    "écrit ce qui peut sortir : passages, citations, mémos, rapport (.docx, .odt, .md), codages et tableaux (.csv, "
    ".xlsx), le projet entier pour d'autres logiciels, le dépôt pour une archive"
)
WHAT = (
    "codings (que « filigrane import codings » sait reprendre), passages (d'un code, d'un thème, d'une personne…), "
    "quotes (les passages à citer), memos, tables (personnes × codes, pour R et SPSS), report ; pour d'autres "
    "logiciels : qdpx (REFI-QDA : NVivo, MAXQDA, ATLAS.ti, QualCoder), qdc (la grille), iramuteq (et rainette), txm, "
    "tei, srt, elan, notes (Markdown) ; deposit (une archive de données)"
)
TO_WRITE = "Donnez le nom du fichier à écrire, par exemple : filigrane export {what} {what}.{kind}"
EXAMPLE = {PASSAGES: "docx", QUOTES: "docx", MEMOS: "docx", REPORT: "docx", TABLES: "zip", DEPOSIT: "zip"}
EXAMPLE |= PROJECT_KINDS
GROUPS = {"code": CODE, "theme": THEME, "personne": PERSON, "entretien": INTERVIEW, "rien": ""}
EXPORTED, RESERVED = "Codages exportés : {count}{but}.", " ({count} réservé(s) par les personnes restent ici)"
NOT_OWN = "« {coder} » n'a rien codé. Ont codé : {known}."
NOBODY_CODED = "Personne n'a encore codé : les suggestions à relire ne sortent qu'avec --all."
NO_WORDS = (
    "Les mots de {count} passage(s) restent ici (colonne « passage » vide) : leur place, leur code et le mémo sortent."
)
MEMOS_STAY = "{count} mémo(s) où un mot est à régler restent ici (« filigrane leaks »)."

NOBODY_MET = "Personne n'est encore connu comme interrogé : il n'y a pas de tableau à écrire."
TABLES_WRITTEN = "Tableaux écrits pour {people} personne(s) et {codes} code(s) : {path}"
MOST_LISTED = 30
NOTHING = "?"  # no code has this id: what is asked for twice over is borne by none


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to export, where to, and what of it."""
    parser.add_argument("quoi", choices=[CODINGS, *EXAMPLE], metavar="QUOI", help=WHAT)
    where = "le fichier à écrire ; pour codings, rien : à l'écran ; pour tables, .zip ou un dossier"
    parser.add_argument("fichier", nargs="?", metavar="FICHIER", help=where)
    own = "seulement ce qu'a codé ou marqué cette personne ; ses propres codages sortent toujours"
    parser.add_argument("--coder", default="", metavar="NOM", help=own)
    parser.add_argument("--all", action="store_true", help="codings : avec refus et suggestions qui attendent")
    parser.add_argument("--bom", action="store_true", help="marque l'UTF-8 en tête du fichier, pour un vieux tableur")
    for option, metavar, kind in (
        ("code", "CODE", "ce code et ceux qui le précisent"), ("theme", "THÈME", "ce thème"),
        ("person", "PERSONNE", "cette personne"), ("interview", "ENTRETIEN", "cet entretien"),
        ("attribute", "NOM=VALEUR", "celles et ceux dont on le dit"),
    ):
        parser.add_argument(f"--{option}", action="append", default=[], metavar=metavar, help=f"passages : {kind}")
    group = "passages : rangés par code, theme, personne, entretien, rien, ou le nom d'un attribut"
    parser.add_argument("--group", default="code", metavar="MANIÈRE", help=group)
    parser.add_argument("--no-question", action="store_true", help="passages : sans la question posée avant")
    tools = "qdpx : le logiciel qui le lira, s'il compte autrement que la norme"
    parser.add_argument("--for", dest="flavour", choices=list(FLAVOURS), default=STANDARD, help=tools)
    machine = "qdpx : avec les suggestions de la machine, sous une personne à part"
    parser.add_argument("--suggestions", action="store_true", help=machine)
    parser.add_argument("--no-themes", action="store_true", help="iramuteq : sans les lignes « -*code »")


def execute(arguments: argparse.Namespace) -> int:
    """Write what is asked for of what may leave, and say of the rest what it waits for."""
    if arguments.quoi == CODINGS:
        told = export_codings(coder_study(Study()), arguments)
    elif not arguments.fichier:
        raise FiligraneError(TO_WRITE.format(what=arguments.quoi, kind=EXAMPLE[arguments.quoi]))
    else:
        path = Path(arguments.fichier)
        told = {
            QUOTES: lambda: export_quotes(Study(), path, arguments.coder),
            MEMOS: lambda: export_memos(Study(), path, arguments.coder),
            REPORT: lambda: export_report(Study(), path),
            PASSAGES: lambda: export_passages(coder_study(Study()), path, arguments),
            TABLES: lambda: export_tables(coder_study(Study()).material, path),
            DEPOSIT: lambda: export_deposit(coder_study(Study()), path),
        }.get(arguments.quoi, lambda: export_project(coder_study(Study()), path, _of_project(arguments)))()
    print("\n".join(told), file=sys.stderr)
    return 0


def _of_project(arguments: argparse.Namespace) -> ProjectRequest:
    return ProjectRequest(
        arguments.quoi, arguments.flavour, suggestions=arguments.suggestions, themes=not arguments.no_themes,
    )


def export_codings(at: CoderStudy, arguments: argparse.Namespace) -> list[str]:
    """
    Write codings: one's own always, without the words of interviews that wait; everyone's, of those that may leave.

    Raises:
        FiligraneError: nobody of that name has coded, or nothing may leave.
    """
    kept = at.codings if arguments.all else counted(at.codings)
    authors = sorted({c.author for c in counted(at.codings)})
    kept = [c for c in kept if arguments.coder in {"", c.author}]
    held = waiting(at.study)
    says = about(at.study)
    if arguments.coder:
        rows, stays, reserved = kept, HeldBack(), 0
        wordless = sheet.words_stay(kept, held)
    else:
        out = publishable(kept, purpose="export")
        going = publishable(held.leaving(kept), purpose="export")
        rows = list(going.rows)
        wordless = frozenset()
        reserved = out.withheld
        stays = held.about({c.session for c in out.rows})
        if out.rows and not rows:
            refuse_all(stays, says.called)
    read = {(coder, session) for coder, state in at.coder_states.by_coder.items() for session in state.read}
    known = sheet.CodingSources(
        at.turns, {d.id: d for d in at.lines}, frozenset(read), wordless, doubted_memo(at.study),
    )
    _write_codings(rows, known, arguments, quotes.NOTICE[says.fictional])
    told = [EXPORTED.format(count=len(rows), but=RESERVED.format(count=reserved) if reserved else "")]
    if not kept:
        told.append(NOT_OWN.format(coder=arguments.coder, known=listed(authors)) if authors else NOBODY_CODED)
    told += [NO_WORDS.format(count=len(wordless))] if wordless else []
    memos = sum(known.doubted(known.memo(c)) for c in rows)
    return [*told, *([MEMOS_STAY.format(count=memos)] if memos else []), *staying(stays, says.called)]


def _write_codings(
    rows: Iterable[Coding], known: sheet.CodingSources, arguments: argparse.Namespace, mention: str,
) -> None:
    path = Path(arguments.fichier) if arguments.fichier else None
    kind = path.suffix.lower() if path else ""
    if kind not in {"", ".csv", ".txt", ".xlsx"}:
        raise FiligraneError(say.KIND_FILE.format(path=path, kinds=".csv, .xlsx"))
    if path and kind == ".xlsx":
        write_whole(path, coding_workbook(rows, known, (mention, quotes.PSEUDONYMISED)))
        return
    text = sheet.coding_sheet(rows, known)
    if path:
        write_whole(path, text.encode("utf-8-sig" if arguments.bom else "utf-8"))
    else:
        sys.stdout.write(text.replace("\r\n", "\n"))


def export_passages(at: CoderStudy, path: Path, arguments: argparse.Namespace) -> list[str]:
    """
    Write the passages that somebody asks for, of the interviews that may leave.

    Raises:
        FiligraneError: what is asked for is not in the study, or nothing may leave: it says why.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise FiligraneError(say.KIND_FILE.format(path=path, kinds=", ".join(f".{k}" for k in KINDS)))
    of = at.material
    how = _layout(at, arguments)
    found = coded(of, how.asked)
    if not found.passages:
        if found.waiting:
            refuse_all(found.waits, of.about.called)
        raise FiligraneError(why_empty(of, found))
    write_whole(path, content(kind, of, found, how))
    told = [say.WRITTEN.format(count=len(found.passages)), *left_behind(found)]
    return [*told, *staying(found.waits, of.about.called)]


def _layout(at: CoderStudy, arguments: argparse.Namespace) -> PassageLayout:
    of = at.material
    codes = {c.id: f"{c.id} {c.label}" for c in of.codebook.codes}
    themes = {t.id: t.label for t in of.themes}
    people = {p.participant: p.participant for p in of.participants}
    wanted = {c for typed in arguments.code for c in of.codebook.branch(_meant(typed, codes, say.KIND_CODE))}
    chosen = frozenset(_meant(typed, themes, say.KIND_THEME) for typed in arguments.theme)
    gathered = {of.codebook.in_force(c) for t in of.themes if t.id in chosen for c in t.codes}
    bear: dict[str, frozenset[str]] = {}
    for typed in arguments.attribute:
        name, _, value = typed.partition("=")
        name = _meant(name, dict.fromkeys(of.attributes, ""), say.KIND_ATTRIBUTE)
        values = {p.attributes.get(name, ""): "" for p in of.participants}
        bear[name] = bear.get(name, frozenset()) | {_meant(value, values, say.KIND_ATTRIBUTE)}
    codes_asked = wanted & gathered if wanted and gathered else wanted | gathered
    asked = PassageChoice(
        frozenset(codes_asked or ({NOTHING} if chosen or wanted else ())),
        frozenset(_meant(typed, people, say.KIND_PERSON) for typed in arguments.person),
        frozenset(at.interviews.find_all(arguments.interview)), bear,
    )
    group = {**GROUPS, **{a: a for a in of.attributes}}
    by = group[_meant(arguments.group, dict.fromkeys(group, ""), say.KIND_BY)]
    return PassageLayout(by, not arguments.no_question, asked, chosen)


def _meant(typed: str, known: Mapping[str, str], kind: str) -> str:
    """Find what is typed by its id, its label or both, whatever capitals and accents."""
    folded = fold_for_search(" ".join(typed.split()))
    for name, label in known.items():
        if folded in {fold_for_search(n) for n in (name, label, label.removeprefix(f"{name} ")) if n}:
            return name
    every = [label or name for name, label in known.items() if name]
    listed_ = ", ".join([*every[:MOST_LISTED], *(["…"] if len(every) > MOST_LISTED else [])])
    raise FiligraneError(say.NO_SUCH.format(typed=typed, kind=kind, known=listed_))


def export_tables(of: CodedMaterial, path: Path) -> list[str]:
    """
    Write the wide tables of the interviews that may leave, with what R and SPSS read, in an archive or a folder.

    Raises:
        FiligraneError: nothing may leave, or nobody was interviewed.
    """
    wide = WideTables(of)
    if not wide.tables():
        if of.held:
            refuse_all(of.held, of.about.called)
        raise FiligraneError(NOBODY_MET)
    files = statistics(wide, (quotes.NOTICE[of.about.fictional], quotes.PSEUDONYMISED))
    if path.suffix.lower() == ".zip":
        write_whole(path, zipped(files))
    else:
        for name, written in files.items():
            write_whole(path / name, written)
    told = TABLES_WRITTEN.format(people=len(wide.people), codes=len(wide.codes), path=path)
    return [told, *staying(of.held, of.about.called)]


COMMANDS = {"export": Command(HELP, register, execute)}
