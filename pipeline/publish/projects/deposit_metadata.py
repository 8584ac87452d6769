"""What a deposit holds, what a study says of itself → DDI-Codebook 2.5, Dublin Core, DataCite, RO-Crate 1.2."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from pipeline.language.numbers import counted
from pipeline.publish.projects.leaving_texts import LeavingProject, called
from pipeline.publish.quotes.document import named

TO_FILL = "à compléter"
DDI, XML = "ddi:codebook:2_5", "http://www.w3.org/XML/1998/namespace"
OAI, DC = "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://purl.org/dc/elements/1.1/"
LANGUAGE = "fr"
UNTITLED = "Enquête par entretiens"
DESCRIBED = "Enquête par entretiens : textes pseudonymisés, grille et codages."
OPEN_LICENCE = "CC BY 4.0"
RESTRICTED_ACCESS = "sur demande, après engagement écrit à ne pas chercher qui parle"
CITED = "Citer le dépôt et ses auteurs ; ne citer les personnes que sous leur pseudonyme."
KIND = "Entretiens transcrits et pseudonymisés (données qualitatives)"
MODE = "Entretien"
UNIT = "Personne"
MEDIA = {".qdpx": "application/zip", ".qdc": "application/xml", ".md": "text/markdown", ".csv": "text/csv",
         ".sps": "text/plain", ".R": "text/plain", ".jsonld": "application/ld+json"}
INTERVIEW, PERSON = ("texte", "textes"), ("personne", "personnes")


@dataclass(frozen=True)
class DepositLabel:
    """
    What the study says of itself, for those who find the deposit.

    Attributes:
        creators: those who did the work, « Nom, Prénom ».
        year: of the deposit.
        notice: how people were informed, and ``legal_basis`` for what.
        access: on what conditions the restricted part is given.
    """

    title: str
    creators: tuple[str, ...]
    year: str
    description: str = DESCRIBED
    keywords: tuple[str, ...] = ()
    publisher: str = TO_FILL
    place: str = TO_FILL
    licence: str = OPEN_LICENCE
    access: str = RESTRICTED_ACCESS
    notice: str = ""
    legal_basis: str = ""

    @classmethod
    def of(cls, study: Mapping[str, Any], year: str) -> DepositLabel:
        """Read it in the section ``study`` of the settings, and what it says of its deposit (``deposit:``)."""
        said = study.get("deposit") or {}
        given = {name: str(said[name]) for name in ("description", "publisher", "place", "licence", "access")
                 if said.get(name)}
        return cls(
            str(study.get("title") or UNTITLED), _listed(said.get("creators")) or (TO_FILL,),
            str(said.get("year") or year), keywords=_listed(said.get("keywords")),
            notice=str(study.get("notice") or ""), legal_basis=str(study.get("legal_basis") or ""), **given,
        )


def _listed(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(map(str, said or ()))


@dataclass(frozen=True, slots=True)
class DepositedFile:
    """A file of the deposit; ``open`` when anybody may have it."""

    name: str
    size: int
    sha256: str
    open: bool

    @property
    def media_type(self) -> str:
        """What kind of file it is."""
        suffix = PurePosixPath(self.name).suffix
        return MEDIA.get(suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"


@dataclass(frozen=True)
class DepositContents:
    """What metadata tell of."""

    project: LeavingProject
    label: DepositLabel
    files: Sequence[DepositedFile]

    @property
    def extent(self) -> str:
        """How much there is."""
        of = self.project
        return f"{counted(len(of.texts), *INTERVIEW)}, {counted(len(of.everyone), *PERSON)}"


def notices(about: DepositContents) -> dict[str, bytes]:
    """Write the notices that archives read: name → content."""
    return {
        "ddi-codebook.xml": ddi(about), "dublin-core.xml": dublin_core(about),
        "datacite.json": as_json(datacite(about)),
    }


def as_json(value: Any) -> bytes:
    """Write JSON as people can read it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def ddi(about: DepositContents) -> bytes:
    """Describe the study, its files and what is told of people in DDI-Codebook 2.5."""
    label = about.label
    root = etree.Element(f"{{{DDI}}}codeBook", {"version": "2.5", f"{{{XML}}}lang": LANGUAGE}, nsmap={None: DDI})
    study = _add(root, "stdyDscr")
    citation = _add(study, "citation")
    _add(_add(citation, "titlStmt"), "titl", label.title)
    _texts(_add(citation, "rspStmt"), "AuthEnty", label.creators)
    _add(_add(citation, "prodStmt"), "prodDate", label.year, date=label.year)
    _add(_add(citation, "distStmt"), "distrbtr", label.publisher)
    info = _add(study, "stdyInfo")
    if label.keywords:
        _texts(_add(info, "subject"), "keyword", label.keywords)
    _add(info, "abstract", label.description)
    summary = _add(info, "sumDscr")
    for tag, told in (
        ("geogCover", label.place), ("anlyUnit", UNIT), ("universe", about.extent), ("dataKind", KIND),
    ):
        _add(summary, tag, told)
    _add(_add(_add(study, "method"), "dataColl"), "collMode", MODE)
    use = _add(_add(study, "dataAccs"), "useStmt")
    for tag, told in (
        ("confDec", label.notice or TO_FILL), ("restrctn", label.access), ("citReq", CITED),
        ("conditions", label.licence),
    ):
        _add(use, tag, told)
    for n, file in enumerate(about.files, 1):
        text = _add(_add(root, "fileDscr", ID=f"F{n}"), "fileTxt")
        _add(text, "fileName", file.name)
        _add(text, "fileType", file.media_type)
    _variables(root, about)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _variables(root: Any, about: DepositContents) -> None:
    of = about.project
    if not (of.attributes or of.of.codebook.codes):
        return
    data = _add(root, "dataDscr")
    for n, name in enumerate(of.attributes, 1):
        variable = _add(data, "var", ID=f"A{n}", name=name)
        _add(variable, "labl", named(name))
        values = sorted({of.told(who)[name] for who in of.everyone if name in of.told(who)})
        for value in values:
            _add(_add(variable, "catgry"), "catValu", value)
    for n, (code, label) in enumerate(called(of.of.codebook).items(), 1):
        variable = _add(data, "var", ID=f"C{n}", name=code)
        _add(variable, "labl", label)
        meant = next(c.definition for c in of.of.codebook.codes if c.id == code)
        if meant:
            _add(variable, "txt", meant)


def dublin_core(about: DepositContents) -> bytes:
    """Describe the deposit in the fifteen elements that every archive reads."""
    label = about.label
    root = etree.Element(f"{{{OAI}}}dc", nsmap={"oai_dc": OAI, "dc": DC})
    for tag, told in (
        ("title", [label.title]), ("creator", label.creators), ("subject", label.keywords),
        ("description", [label.description, about.extent]), ("publisher", [label.publisher]), ("date", [label.year]),
        ("type", ["Dataset", KIND]), ("format", sorted({f.media_type for f in about.files})), ("language", [LANGUAGE]),
        ("coverage", [label.place]), ("rights", [label.licence, label.access]),
    ):
        for text in told:
            etree.SubElement(root, f"{{{DC}}}{tag}").text = text
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def datacite(about: DepositContents) -> dict[str, Any]:
    """Describe the deposit as whoever gives it a DOI asks."""
    label = about.label
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": KIND},
        "titles": [{"title": label.title, "lang": LANGUAGE}],
        "creators": [{"name": name} for name in label.creators],
        "publisher": {"name": label.publisher},
        "publicationYear": label.year,
        "language": LANGUAGE,
        "subjects": [{"subject": word, "lang": LANGUAGE} for word in label.keywords],
        "descriptions": [{"description": label.description, "descriptionType": "Abstract", "lang": LANGUAGE}],
        "rightsList": [{"rights": label.licence}, {"rights": label.access}],
        "sizes": [about.extent],
        "formats": sorted({f.media_type for f in about.files}),
    }


def crate(about: DepositContents) -> bytes:
    """Describe each file of the deposit in RO-Crate 1.2, open and restricted parts told apart."""
    # Takes two seconds to load, and few deposits are made.
    from rocrate.model.person import Person  # noqa: PLC0415
    from rocrate.rocrate import ROCrate  # noqa: PLC0415

    label = about.label
    made = ROCrate(version="1.2")
    made.name, made.description, made.datePublished = label.title, label.description, label.year
    made.license, made.keywords = label.licence, list(label.keywords)
    made.creator = [
        made.add(Person(made, f"#auteur-{n}", properties={"name": name})) for n, name in enumerate(label.creators, 1)
    ]
    for file in about.files:
        made.add_file(dest_path=file.name, properties={
            "name": PurePosixPath(file.name).name, "encodingFormat": file.media_type, "contentSize": str(file.size),
            "sha256": file.sha256, "license": label.licence if file.open else label.access,
            "conditionsOfAccess": label.licence if file.open else label.access,
        })
    return as_json(made.metadata.generate())


def _add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    one = etree.SubElement(parent, f"{{{DDI}}}{tag}", attributes)
    one.text = text or None
    return one


def _texts(parent: Any, tag: str, texts: Iterable[str]) -> None:
    for text in texts:
        _add(parent, tag, text)
