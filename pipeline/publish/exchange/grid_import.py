"""A grid written elsewhere (table, REFI-QDA, text with indents) → its families and codes, and what was changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.codebook.codes import hexadecimal, readable
from pipeline.codebook.whole_grid import ImportedCode, ImportedGrid
from pipeline.ingest.readers.common import xml
from pipeline.ingest.readers.common.encoding import decode
from pipeline.language.folds import fold_for_search
from pipeline.model.errors import FiligraneError
from pipeline.model.files import normalised
from pipeline.publish.exchange.coding_sheet import csv_lines, xlsx_lines

SUFFIXES = (".csv", ".tsv", ".xlsx", ".qdc", ".xml", ".txt", ".md")
BULLET = re.compile(r"([-*•–+]|\d+[.)])\s+")
DEFINED = re.compile(r"[\s\u00a0\u202f]*:\s+|[\s\u00a0]+[—–]\s+")
# What separates the parts of a path in the exports of other tools.
PATHS = ("\\\\", "::", "\\", " > ")
TAB = 4


@dataclass(frozen=True, slots=True)
class GridBranch:
    """
    A line of what was read: a code or what holds codes.

    Attributes:
        depth: 0 at the top.
        codable: whether the file lets passages bear it; what holds codes and is none becomes a family.
        key: by which the file knows it.
    """

    depth: int
    label: str
    definition: str = ""
    colour: str = ""
    codable: bool = True
    family: str = ""
    include: str = ""
    exclude: str = ""
    key: str = ""


def read_grid(data: bytes, file: str) -> ImportedGrid:
    """
    Read a grid that another tool, a spreadsheet or a person wrote.

    Args:
        data: its bytes.
        file: its name: its suffix tells what it is.

    Raises:
        FiligraneError: it cannot be read, or holds no code.
    """
    suffix = Path(file).suffix.lower()
    if suffix not in SUFFIXES:
        raise FiligraneError(UNKNOWN_SUFFIX.format(file, ", ".join(SUFFIXES)))
    if not data.strip():
        raise FiligraneError(NO_CODE.format(file))
    if suffix in {".qdc", ".xml"}:
        root = xml.parse(data, file, QDC)
        if xml.local(root) not in {"CodeBook", "Project"}:
            raise FiligraneError(NOT_QDC.format(file))
        branches = list(codes_of(root))
    elif suffix in {".txt", ".md"}:
        branches = list(_of_text(decode(data, file)))
    else:
        lines = xlsx_lines(data, file) if suffix == ".xlsx" else csv_lines(data, file)
        branches = list(_of_table([cells for _, cells in lines if any(cell.strip() for cell in cells)]))
    found = gathered(branches)
    if not found.codes:
        raise FiligraneError(NO_CODE.format(file))
    return found


def _clean(branch: GridBranch) -> GridBranch:
    return replace(
        branch, label=_plain(branch.label), definition=_plain(branch.definition), family=_plain(branch.family),
        include=_plain(branch.include), exclude=_plain(branch.exclude),
    )


def _plain(text: str) -> str:
    return " ".join(normalised(text).split())


def gathered(branches: Iterable[GridBranch]) -> ImportedGrid:
    """Make families of what holds codes and is none; what stands under a code makes it more precise."""
    found = [_clean(b) for b in branches if b.label.strip()]
    families: list[str] = []
    codes: list[ImportedCode] = []
    above: list[tuple[int, str, int]] = []  # depth, family, place of the code; -1 where it is a family
    darkened = 0
    for branch in found:
        while above and above[-1][0] >= branch.depth:
            above.pop()
        held = above[-1] if above else (-1, "", -1)
        if not branch.codable:
            family = f"{held[1]} / {branch.label}" if held[1] else branch.label
            families.append(family)
            above.append((branch.depth, family, -1))
            continue
        family = held[1] or branch.family.replace("::", " / ")
        families += [family] if family else []
        colour = readable(branch.colour)
        darkened += bool(colour) and colour != hexadecimal(branch.colour)
        codes.append(ImportedCode(branch.label, family, branch.definition, colour, held[2], branch.include,
                                  branch.exclude, branch.key))
        above.append((branch.depth, family, len(codes) - 1))
    return ImportedGrid(tuple(dict.fromkeys(families)), tuple(codes), tuple(_remarks(found, codes, darkened)))


def _remarks(found: Sequence[GridBranch], codes: Sequence[ImportedCode], darkened: int) -> Iterator[str]:
    held = [b.label for b in found if not b.codable]
    if held:
        yield FAMILIES.format(len(held), ", ".join(held))
    same = Counter((c.family, c.parent, fold_for_search(c.label)) for c in codes)
    named = {fold_for_search(c.label): c.label for c in codes}
    twice = [named[label] for (_, _, label), n in same.items() if n > 1]
    if twice:
        yield TWICE.format(", ".join(twice))
    if darkened:
        yield DARKENED.format(darkened)
    without = sum(1 for c in codes if not c.definition)
    if without:
        yield UNDEFINED.format(without, len(codes))


def codes_of(root: Any) -> Iterator[GridBranch]:
    """Give the lines of the grid of a REFI-QDA codebook or project, those of its sets under their name."""
    codes = next((e for e in root.iter() if xml.local(e) == "Codes"), None)
    grouped: dict[str, str] = {}
    for group in (e for e in root.iter() if xml.local(e) == "Set"):
        for member in (e for e in group.iter() if xml.local(e) == "MemberCode"):
            grouped.setdefault(guid(member), group.get("name") or "")
    dotted = "taguette" in (root.get("origin") or "").lower()
    yield from split_paths(list(_codes(codes, 0, grouped)) if codes is not None else [], dotted=dotted)


def _codes(node: Any, depth: int, grouped: dict[str, str]) -> Iterator[GridBranch]:
    for code in (e for e in node if xml.local(e) == "Code"):
        told = next((e.text or "" for e in code if xml.local(e) == "Description"), code.get("description") or "")
        yield GridBranch(
            depth, code.get("name") or "", told, code.get("color") or "",
            (code.get("isCodable") or "true").strip().lower() in {"true", "1"}, grouped.get(guid(code), ""),
            key=guid(code),
        )
        yield from _codes(code, depth + 1, grouped)


def guid(node: Any) -> str:
    """Give the key of an element, or of what it refers to: tools write it in either case, with or without braces."""
    return str(node.get("guid") or node.get("targetGUID") or "").strip("{}").lower()


def split_paths(branches: Sequence[GridBranch], *, dotted: bool) -> Iterator[GridBranch]:
    """Give paths written in one name (« Temps::Attente ») their levels; what was never named alone holds the others."""
    signs = (*PATHS, *(["."] if dotted else []))
    sign = next((s for s in signs if sum(s in b.label for b in branches) > 1), "")
    known = {b.label for b in branches}
    opened: set[str] = set()
    for branch in branches:
        parts = branch.label.split(sign) if sign else [branch.label]
        for rank in range(1, len(parts)):
            path = sign.join(parts[:rank])
            if path not in known | opened:
                opened.add(path)
                yield GridBranch(branch.depth + rank - 1, parts[rank - 1], codable=False)
        yield replace(branch, depth=branch.depth + len(parts) - 1, label=parts[-1])


def _of_text(text: str) -> Iterator[GridBranch]:
    levels: list[int] = []
    read: list[tuple[int, str, str]] = []
    top = 0  # how deep the heading above stands: what follows it is below it
    for line in (line.expandtabs(TAB) for line in text.splitlines() if line.strip()):
        said = line.strip()
        heading = len(said) - len(said.lstrip("#"))
        indent = len(line) - len(line.lstrip())
        while levels and (heading or levels[-1] >= indent):
            levels.pop()
        depth = heading - 1 if heading else top + len(levels)
        if heading:
            top = heading
        else:
            levels.append(indent)
        name, *told = DEFINED.split(BULLET.sub("", said.lstrip("# "), count=1), maxsplit=1)
        read.append((depth, name, told[0] if told else ""))
    yield from _held(read)


def _held(read: Sequence[tuple[int, str, str]]) -> Iterator[GridBranch]:
    """Make a family of what stands at the top and holds something."""
    for rank, (depth, name, told) in enumerate(read):
        holds = rank + 1 < len(read) and read[rank + 1][0] > depth
        yield GridBranch(depth, name, told, codable=not (holds and depth == 0))


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[GridBranch]:
    head = [_folded(cell) for cell in rows[0]] if rows else []
    columns = {name: next((i for i, cell in enumerate(head) if cell in known), -1)
               for name, known in COLUMNS.items()}
    body = rows[1:]
    tags = columns["label"] >= 0 and head[columns["label"]] == OF_TAGUETTE
    if columns["label"] < 0:
        body = rows
        bare = {1: ("label",), 2: ("label", "definition")}.get(max(map(len, rows), default=1), BARE)
        columns = dict.fromkeys(COLUMNS, -1) | {name: place for place, name in enumerate(bare)}

    def cell(row: Sequence[str], name: str) -> str:
        place = columns[name]
        return row[place] if 0 <= place < len(row) else ""

    read = []
    for row in body:
        label = cell(row, "label").expandtabs(TAB)
        read.append(GridBranch(
            len(label) - len(label.lstrip()), label, cell(row, "definition"), cell(row, "colour"),
            family=cell(row, "family"), include=cell(row, "include"), exclude=cell(row, "exclude"),
        ))
    yield from split_paths(_under_parents(read, [_folded(cell(row, "parent")) for row in body]), dotted=tags)


def _folded(cell: str) -> str:
    return fold_for_search(cell).strip()


def _under_parents(read: Sequence[GridBranch], parents: Sequence[str]) -> list[GridBranch]:
    """Put each line after the one that it names as its parent, wherever it stood."""
    if not any(parents):
        return list(read)
    names = [_folded(b.label) for b in read]
    children: dict[str, list[int]] = {}
    for rank, parent in enumerate(parents):
        children.setdefault(parent if parent in names and parent != names[rank] else "", []).append(rank)
    placed: list[GridBranch] = []
    met: set[int] = set()

    def put(rank: int, depth: int) -> None:
        if rank not in met:
            met.add(rank)
            placed.append(replace(read[rank], depth=depth))
            for child in children.get(names[rank], ()):
                put(child, depth + 1)

    for rank in (*children.get("", ()), *range(len(read))):
        put(rank, 0)
    return placed


# Folded as a search is: without accents or capitals. NVivo, ATLAS.ti, MAXQDA, Taguette and QualCoder among them.
COLUMNS: dict[str, frozenset[str]] = {
    "label": frozenset({"code", "nom", "name", "label", "libelle", "tag", "intitule", "nom du code", "code name",
                        "noeud", "node", "code_name", "codename", "tag path"}),
    "family": frozenset({"famille", "family", "categorie", "category", "groupe", "group", "groupe de codes",
                         "code group", "code groups", "theme", "category_name", "categories", "category name"}),
    "definition": frozenset({"definition", "description", "memo", "commentaire", "comment", "code memo", "code_memo",
                             "code_description", "code description"}),
    "colour": frozenset({"couleur", "color", "colour", "code_color", "code color"}),
    "parent": frozenset({"parent", "sous le code", "precise", "parent code", "code parent", "parent_code"}),
    "include": frozenset({"inclure", "include", "on y met", "inclusion"}),
    "exclude": frozenset({"exclure", "exclude", "on n'y met pas", "exclusion"}),
}
OF_TAGUETTE = "tag"
# A table without a head: what its columns are taken for.
BARE = ("family", "label", "definition")
QDC = "une grille REFI-QDA (.qdc)"
UNKNOWN_SUFFIX = "{} : une grille se lit dans un fichier {}. Exportez-la sous l'une de ces formes."
NOT_QDC = "{} n'est pas une grille REFI-QDA : exportez la grille (« codebook ») de votre logiciel en .qdc."
NO_CODE = "{} : aucun code n'y a été trouvé. Écrivez un code par ligne, ou une colonne « code »."
FAMILIES = "Deviennent des familles, parce qu'on ne code pas avec ({}) : {}."
TWICE = "Écrits plusieurs fois au même endroit, repris une seule : {}."
DARKENED = "Couleurs trop pâles pour être lues, assombries : {}."
UNDEFINED = "Sans définition, à écrire plus tard : {} sur {} codes."
