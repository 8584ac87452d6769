"""A study that may leave whole → what a data archive takes: open and restricted parts, metadata, checksums.

Nothing private is opened here: whoever asks searches what would leave for private names (``pipeline.cli``).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.coding.memos import Memo
from pipeline.ingest.session import Session
from pipeline.language.numbers import counted
from pipeline.model.errors import FiligraneError
from pipeline.model.files import guarded
from pipeline.publish.documents.formats import write_markdown
from pipeline.publish.documents.parts import Part, markdown
from pipeline.publish.fiche.fiche import FicheFacts
from pipeline.publish.passages.wide_tables import WideTables, statistics, zipped
from pipeline.publish.projects import deposit_metadata
from pipeline.publish.projects.deposit_metadata import DepositedFile, DepositLabel
from pipeline.publish.projects.leaving_texts import LeavingProject, called
from pipeline.publish.projects.lexical_corpora import CorpusWords
from pipeline.publish.projects.refi_project import qdc, qdpx
from pipeline.publish.projects.spoken_texts import tei
from pipeline.publish.quotes import quotes
from pipeline.publish.quotes.document import named

OPEN, RESTRICTED = "ouvert", "restreint"
TEXTS = f"{RESTRICTED}/textes/"
READ_ME, CHECKSUMS, CRATE = "LISEZ-MOI.md", "sommes-sha256.txt", "ro-crate-metadata.json"
AGREED, AGREEMENT = frozenset({"oui", "o", "yes", "1", "vrai", "true", "x"}), "accord_depot"
NOT_READY = "Le dépôt n'est pas écrit, il manque :\n{missing}"
NO_NOTICE = (
    "- l'information des personnes : dites dans params.yaml, sous « study: », comment elles ont été informées du "
    "dépôt (notice: …) et la base légale (legal_basis: …)"
)
NO_AGREEMENT = (
    "- l'accord pour le dépôt de {session} : écrivez « oui » dans la colonne « accord_depot » de "
    "transcripts/sessions.csv, ou retirez l'entretien"
)
TO_DECIDE = (
    "- {session}, tours {first} à {last} : une demande de réserve que personne n'a tranchée ; page Pseudonymisation, "
    "ou filigrane consent"
)
NOT_PLACED = "- {session} : un passage réservé n'est plus reconnu ; « filigrane doctor » dit lequel"
WRITTEN = "Dépôt écrit : {files} dans {path}. Les lignes « à compléter » de {read_me} et des notices restent à remplir."
FILE = ("fichier", "fichiers")
CODINGS_HEAD = ("entretien", "tour", "dernier tour", "début", "fin", "code", "passage", "codeur", "date")
CODES_HEAD = ("code", "nom", "famille", "précise", "définition", "inclure", "exclure", "retiré")
PEOPLE_HEAD = ("personne", "entretiens")
INTERVIEW = ("texte", "textes")
PERSON = ("personne", "personnes")
CODE = ("code", "codes")
READ_ME_TEXT = """# {title}

{notice}

{described}

Corpus : {texts}, {people}, {codes}.

## Ce que contient le dépôt

- `{open}/` : peut être diffusé librement. La grille, la fiche de pseudonymisation, la grille COREQ si elle est là, les
  notices (DDI-Codebook 2.5, Dublin Core, DataCite).
- `{restricted}/` : à déposer sous conditions d'accès. Les textes pseudonymisés, les codages, les personnes et leurs
  attributs généralisés, le projet REFI-QDA, les entretiens en TEI. Un texte pseudonymisé reste une donnée personnelle.
- `{crate}` : ce que contient chaque fichier (RO-Crate 1.2). `{checksums}` : l'empreinte de chacun.

## Ce qui n'y est pas

Ni les transcriptions reçues, ni les enregistrements, ni le secret, ni aucune table de correspondance entre noms et
pseudonymes : elle a été cherchée dans tout ce qui est ici. Les passages que les personnes ont réservés sont remplacés
par une marque.

## Conditions

- Base légale : {legal_basis}
- Information des personnes : {information}
- Licence de la partie ouverte : {licence}
- Accès à la partie restreinte : {access}

Les positions des codages comptent des caractères Unicode à partir de 0, fin exclue, dans les fichiers de
`{restricted}/textes/` (UTF-8, sans marque d'ordre, lignes terminées par LF).
"""


@dataclass(frozen=True)
class DepositMaterial:
    """
    What a deposit is made from.

    Attributes:
        label: what the study says of itself.
        fiche: the sheet of pseudonymisation that may be shown.
        coreq: the list of COREQ, where a report was computed.
        memos: those that leave.
    """

    project: LeavingProject
    label: DepositLabel
    fiche: Sequence[Any] = ()
    coreq: Sequence[Part] = ()
    memos: Sequence[Memo] = field(default_factory=tuple)


def missing_consent(
    sessions: Iterable[Session], found: FicheFacts, label: DepositLabel, names: Mapping[str, str],
) -> list[str]:
    """
    Name what of consent is missing: the information of people, an agreement, a request nobody decided, a lost reserve.

    Args:
        sessions: the interviews, with what their metadata say.
        found: what was asked in them and not decided.
        label: what the study says of itself.
        names: what interviews are called.
    """
    told_by = {s.session: (s.attributes, *(p.attributes for p in s.people)) for s in sessions}
    agreements = {
        session: [" ".join(str(of[AGREEMENT]).split()).casefold() for of in told if AGREEMENT in of]
        for session, told in told_by.items()
    }
    # Where agreements are noted, each counts; where none is, the notice speaks for all.
    noted = any(answer for answers in agreements.values() for answer in answers)
    missing = [] if noted or (label.notice and label.legal_basis) else [NO_NOTICE]
    for session, answers in sorted(agreements.items()):
        if noted and not (answers and all(answer in AGREED for answer in answers)):
            missing.append(NO_AGREEMENT.format(session=names.get(session, session)))
    missing += [
        TO_DECIDE.format(session=names.get(a.session, a.session), first=a.first_turn, last=a.last_turn)
        for a in found.asked
    ]
    lost = sorted({d.session for d in found.lost})
    return [*missing, *(NOT_PLACED.format(session=names.get(session, session)) for session in lost)]


def refuse_missing(missing: Sequence[str]) -> None:
    """
    Stop where consent is missing.

    Raises:
        FiligraneError: names what is missing and what to do.
    """
    if missing:
        raise FiligraneError(NOT_READY.format(missing="\n".join(missing)))


def deposit_files(given: DepositMaterial) -> dict[str, bytes]:
    """Write every file of the deposit: name in the archive → its content."""
    files = {**_open_part(given), **_restricted_part(given)}
    files[READ_ME] = _read_me(given).encode()
    listed = [_deposited(name, content) for name, content in sorted(files.items())]
    about = deposit_metadata.DepositContents(given.project, given.label, listed)
    files |= {f"{OPEN}/notices/{name}": content for name, content in deposit_metadata.notices(about).items()}
    listed = [_deposited(name, content) for name, content in sorted(files.items())]
    files[CRATE] = deposit_metadata.crate(deposit_metadata.DepositContents(given.project, given.label, listed))
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return {**files, CHECKSUMS: "".join(sums).encode()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Put the deposit in one archive, the same files giving the same bytes."""
    return zipped(dict(sorted(files.items())))


def _deposited(name: str, content: bytes) -> DepositedFile:
    return DepositedFile(name, len(content), hashlib.sha256(content).hexdigest(), open=not name.startswith(RESTRICTED))


def _open_part(given: DepositMaterial) -> dict[str, bytes]:
    of = given.project.of
    names = called(of.codebook)
    families = {f.id: f.label for f in of.codebook.families}
    codes = [
        (c.id, names[c.id], families.get(c.family, ""), c.parent, c.definition, c.include, c.exclude, c.retired)
        for c in of.codebook.codes
    ]
    files = {f"{OPEN}/grille.csv": _table(CODES_HEAD, codes)}
    if of.codebook.codes:
        files[f"{OPEN}/grille.qdc"] = qdc(of.codebook, of.themes, of.about.title)
    if given.fiche:
        files[f"{OPEN}/fiche-de-pseudonymisation.md"] = markdown(given.fiche).encode()
    if given.coreq:
        files[f"{OPEN}/coreq.md"] = write_markdown(list(given.coreq))
    return files


def _restricted_part(given: DepositMaterial) -> dict[str, bytes]:
    project, of = given.project, given.project.of
    names = CorpusWords()
    files: dict[str, bytes] = {}
    rows: list[tuple[object, ...]] = []
    for text in project.texts:
        name = names.fold("texts", text.title)
        files[f"{TEXTS}{name}.txt"] = text.text.encode()
        files[f"{RESTRICTED}/tei/{name}.xml"] = tei(project, text)
        rows += [
            (name, p.coding.turn, p.coding.last_turn, p.start, p.end, p.coding.code, text.text[p.start : p.end],
             p.coding.author, p.coding.at) for p in project.codings[text.session]
        ]
    files[f"{RESTRICTED}/codages.csv"] = _table(CODINGS_HEAD, rows)
    people = [
        (who, " | ".join(names.fold("texts", t.title) for t in project.texts if who in project.people(t)),
         *(project.told(who).get(a, "") for a in project.attributes)) for who in project.everyone
    ]
    files[f"{RESTRICTED}/personnes.csv"] = _table((*PEOPLE_HEAD, *map(named, project.attributes)), people)
    files[f"{RESTRICTED}/projet.qdpx"] = qdpx(project, given.memos)
    notice = (quotes.NOTICE[of.about.fictional], quotes.PSEUDONYMISED)
    wide = WideTables(of)
    if wide.tables():
        files |= {f"{RESTRICTED}/tableaux/{name}": content for name, content in statistics(wide, notice).items()}
    return files


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def _read_me(given: DepositMaterial) -> str:
    project, label = given.project, given.label
    return READ_ME_TEXT.format(
        title=label.title, notice=quotes.FICTIONAL if project.of.about.fictional else quotes.PSEUDONYMISED,
        described=label.description, texts=counted(len(project.texts), *INTERVIEW),
        people=counted(len(project.everyone), *PERSON), codes=counted(len(project.of.codebook.codes), *CODE),
        open=OPEN, restricted=RESTRICTED, crate=CRATE, checksums=CHECKSUMS,
        legal_basis=label.legal_basis or deposit_metadata.TO_FILL,
        information=label.notice or deposit_metadata.TO_FILL, licence=label.licence, access=label.access,
    )
