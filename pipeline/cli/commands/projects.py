"""``filigrane export qdpx``, ``deposit``…, ``cite`` → whole interviews for others; a manuscript checked."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError

from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.cli.commands import Command
from pipeline.cli.commands.inspection import given
from pipeline.ingest.readers.registry import sessions
from pipeline.language.name_phrases import phrase
from pipeline.language.numbers import counted
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.pseudonymise.leak_search.name_search import stands
from pipeline.publish import pseudonymisation_words
from pipeline.publish.documents.formats import ESCAPED
from pipeline.publish.documents.parts import Title
from pipeline.publish.fiche.fiche import facts, fiche
from pipeline.publish.held_back import refuse_all, staying
from pipeline.publish.memos.memo_document import held_by, sources
from pipeline.publish.projects import deposit
from pipeline.publish.projects.deposit_metadata import DepositLabel
from pipeline.publish.projects.leaving_texts import leaving_project
from pipeline.publish.projects.project_files import QDC, ProjectRequest, project_file, told
from pipeline.publish.quotes import manuscript_words as say
from pipeline.publish.quotes.manuscript import (
    Finding,
    Manuscript,
    ManuscriptSources,
    linked_before,
    links,
    read_manuscript,
)
from pipeline.publish.report import report_facts, report_words
from pipeline.publish.report.report import coreq
from pipeline.vault.private_names import searched_names

STILL_NAMED = (
    "{file} n'est pas écrit : il contiendrait un nom privé ({kinds}). « filigrane leaks » montre où, sur cette machine "
    "seulement. Réglez-le, puis recommencez."
)


def export_project(at: CoderStudy, path: Path, asked: ProjectRequest) -> list[str]:
    """
    Write the interviews that may leave, whole and with their codings, for another tool.

    Raises:
        FiligraneError: nothing may leave, or a private name stands in what would.
    """
    made, said = project_file(at.material, asked, sources(at.study), held_by(at.study))
    refuse_private_names(at, {path.name: made})
    write_whole(path, made)
    # A grid speaks of no interview.
    return said if asked.kind == QDC else [*said, *staying(at.material.held, at.material.about.called)]


def export_deposit(at: CoderStudy, path: Path) -> list[str]:
    """Write the whole study for a data archive, and tell of it."""
    made, told_of = deposited(at)
    write_whole(path, made)
    return [deposit.WRITTEN.format(files=told_of[0], path=path, read_me=deposit.READ_ME), *told_of[1:]]


def deposited(at: CoderStudy) -> tuple[bytes, list[str]]:
    """
    Make the archive of the whole study, once everything is signed, settled and agreed to; tell of it.

    Raises:
        FiligraneError: a signature or a consent is missing (it says which), or a private name stands in what would go.
    """
    of, study = at.material, at.study
    if of.held:
        refuse_all(of.held, of.about.called)
    settings = study.params("study")
    label = DepositLabel.of(settings, str(datetime.now(UTC).year))
    private = given(study)
    found = facts(private)
    if not of.about.fictional:
        met = [s for s in sessions(study) if s.session in of.turns]
        deposit.refuse_missing(deposit.missing_consent(met, found, label, of.about.called))
    reported = (study / "build/tables/run.json").exists()
    about = sources(study)
    project = leaving_project(of)
    made = deposit.deposit_files(deposit.DepositMaterial(
        project, label, fiche(private, found, shared=True),
        [Title(report_words.COREQ, 1), *coreq(report_facts.facts(study))] if reported else (),
        [m for m in held_by(study) if not about.doubted(m.text)],
    ))
    refuse_private_names(at, made, label.creators)
    return deposit.packed(made), [counted(len(made), *deposit.FILE), *told(project)]


def refuse_private_names(at: CoderStudy, files: Mapping[str, bytes], signing: Iterable[str] = ()) -> None:
    """
    Look once more, where the private half is, for names that are certain in what is about to leave.

    Words that stand in the pseudonymised turns went through the last check of the run: there « Six » may open a
    sentence, and be somebody's name elsewhere.

    Args:
        at: the study.
        files: name → content.
        signing: authors, with those who coded: their names stand beside what they did, and may be somebody's.

    Raises:
        NameWouldLeak: says in which file and of what kind, never which name.
    """
    names = searched_names(at.study)
    if not names:
        return
    signed = {word for name in (*signing, *(d.author for d in at.lines)) for word in phrase(name)}
    shown = " ".join(f" {' '.join(phrase(turn.text))} " for turn in at.anonymised)
    for name, content in files.items():
        text = text_of(content)
        if not names.may_stand(text):
            continue
        found = {
            f.kind for line in text.split("\n") for f in stands(line, names)
            if not f.doubtful and not (f.phrase and (signed.issuperset(f.phrase) or f" {' '.join(f.phrase)} " in shown))
        }
        if found:
            kinds = ", ".join(sorted(pseudonymisation_words.IDENTIFIER_TYPES.get(k, k) for k in found))
            raise NameWouldLeak(STILL_NAMED.format(file=name, kinds=kinds))


HELP_CITE = "relie les citations d'un manuscrit à leurs passages ; --check dit ce qui a changé, est retiré, non signé…"
LINKS, COMMENTED = "{name}.citations.csv", "{stem} (relu){kind}"
QUOTE_STYLES = ("quote", "citation", "quotations")


def register_cite(parser: argparse.ArgumentParser) -> None:
    """Take the manuscript, and whether to compare it with what was linked before."""
    parser.add_argument("manuscrit", metavar="MANUSCRIT", help="le manuscrit : .docx, .odt ou .md")
    parser.add_argument("--check", action="store_true", help="dit ce qui n'est plus vrai, sans refaire les liens")


def execute_cite(arguments: argparse.Namespace) -> int:
    """Say where each quote and figure comes from; with ``--check``, the exit code is 1 when something is wrong."""
    path = Path(arguments.manuscrit)
    kept = path.with_name(LINKS.format(name=path.name))
    at = coder_study(Study())
    known = report_facts.facts(at.study) if (at.study / report_facts.TABLES / "run.json").exists() else None
    of = ManuscriptSources(at.turns, at.material.held, at.material.about.called, figures(known) if known else {})
    quotes, numbers = linked_before(kept.read_text("utf-8") if kept.exists() else "")
    if not path.is_file():
        raise FiligraneError(say.ABSENT.format(path=path))
    content = path.read_bytes()
    found = read_manuscript(manuscript(path.name, content), of, quotes, numbers)
    print("\n".join(told_of_quotes(found)))
    told = [f for f in found if f.wrong or not arguments.check]
    if told and (copy := commented(path.name, content, told)):
        beside = path.with_name(COMMENTED.format(stem=path.stem, kind=path.suffix))
        write_whole(beside, copy)
        print(say.COPY_WRITTEN.format(path=beside))
    if not arguments.check:
        write_whole(kept, links(found).encode())
        print(say.LINKS_WRITTEN.format(path=kept))
    return int(arguments.check and bool(told))


def told_of_quotes(found: Sequence[Finding]) -> Iterator[str]:
    """Tell of each quote and figure, then how many there are and how many are to be looked at."""
    for rank, one in enumerate(found, 1):
        yield say.LINE.format(rank=rank, status=say.STATUS[one.status], text=one.mention.text, told=one.told)
    numbers = sum(f.status in {"figure", "moved"} for f in found)
    yield say.COUNT.format(
        quotes=counted(len(found) - numbers, *say.QUOTES), figures=counted(numbers, *say.FIGURES),
        wrong=sum(f.wrong for f in found),
    )


def figures(known: report_facts.StudyFacts) -> dict[str, tuple[int, int]]:
    """Give what the report tells of each code and theme: people who bear it, out of how many."""
    keys = [(c.label, report_facts.code_key(c.code)) for c in known.codes]
    keys += [(t.label, report_facts.theme_key(t.theme)) for t in known.themes]
    shares = {name: known.among(key) for name, key in keys}
    return {name: (len(share.people), len(share.possible)) for name, share in shares.items()}


def manuscript(name: str, content: bytes) -> Manuscript:
    """
    Read the paragraphs of a manuscript, and which are quotes set apart.

    Raises:
        FiligraneError: the file is of another kind, or cannot be read.
    """
    readers = {".docx": _of_docx, ".odt": _of_odt, ".md": _of_markdown}
    kind = Path(name).suffix.lower()
    if kind not in readers:
        raise FiligraneError(say.KIND.format(path=name))
    try:
        return readers[kind](content)
    except (BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise FiligraneError(say.UNREADABLE.format(path=name, error=error)) from error


def _of_docx(content: bytes) -> Manuscript:
    return _manuscript(
        ("".join(run.text for run in docx_runs(p)), any(q in (p.style.name or "").casefold() for q in QUOTE_STYLES))
        for p in docx_paragraphs(opened_docx(content))
    )


def _of_odt(content: bytes) -> Manuscript:
    found = opened_odt(content).body.paragraphs
    return _manuscript((p.inner_text, any(q in str(p.style).casefold() for q in QUOTE_STYLES)) for p in found)


def _of_markdown(content: bytes) -> Manuscript:
    found = []
    for block in re.split(r"\n[^\S\n]*\n", content.decode("utf-8-sig").replace("\r\n", "\n")):
        lines = (line.lstrip().removeprefix(">").strip().rstrip("\\") for line in block.split("\n"))
        found.append((ESCAPED.sub(r"\1", "\n".join(lines)), block.lstrip().startswith(">")))
    return _manuscript(found)


def _manuscript(found: Iterable[tuple[str, bool]]) -> Manuscript:
    every = list(found)
    return Manuscript([text for text, _ in every], frozenset(n for n, (_, block) in enumerate(every) if block))


def commented(name: str, content: bytes, found: Iterable[Finding]) -> bytes:
    """Write a copy of a manuscript with a comment on each quote and figure that is told of; none of a Markdown text."""
    writers = {".docx": _commented_docx, ".odt": _commented_odt}
    writer = writers.get(Path(name).suffix.lower())
    return writer(content, found) if writer else b""


def _commented_docx(content: bytes, found: Iterable[Finding]) -> bytes:
    document = opened_docx(content)
    paragraphs = docx_paragraphs(document)
    for one in found:
        done = 0
        touched = []
        for run in docx_runs(paragraphs[one.mention.paragraph]):
            if done < one.mention.end and done + len(run.text) > one.mention.start:
                touched.append(run)
            done += len(run.text)
        if touched:
            document.add_comment(touched, f"{say.STATUS[one.status]}. {one.told}", say.AUTHOR, say.INITIALS)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _commented_odt(content: bytes, found: Iterable[Finding]) -> bytes:
    document = opened_odt(content)
    paragraphs = document.body.paragraphs
    # From the end, so that no comment moves the place of another.
    for one in sorted(found, key=lambda f: (f.mention.paragraph, f.mention.start), reverse=True):
        paragraphs[one.mention.paragraph].insert_annotation(
            body=f"{say.STATUS[one.status]}. {one.told}", creator=say.AUTHOR, position=one.mention.start,
        )
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def opened_odt(content: bytes) -> Any:
    """Open an OpenDocument text."""
    import odfdo  # noqa: PLC0415 - takes time to load

    return odfdo.Document(BytesIO(content))


def opened_docx(content: bytes) -> Any:
    """Open a Word document."""
    import docx  # noqa: PLC0415 - takes time to load

    return docx.Document(BytesIO(content))


def docx_paragraphs(document: Any) -> list[Any]:
    """List the paragraphs of a Word document, those of its tables last."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


def docx_runs(paragraph: Any) -> list[Any]:
    """List the runs of a paragraph as it would read once tracked changes are accepted, those of links among them."""
    from docx.text.run import Run  # noqa: PLC0415 - takes time to load

    kept = paragraph._p.xpath(".//w:r[not(ancestor::w:del) and not(ancestor::w:moveFrom)]")  # noqa: SLF001 - no other way to what was inserted
    return [Run(run, paragraph) for run in kept]


COMMANDS = {"cite": Command(HELP_CITE, register_cite, execute_cite)}
