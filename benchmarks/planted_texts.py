"""Texts that give a participant away, planted where people write → those that the last check does not see.

Run: ``python -m benchmarks.planted_texts``. Each text is alone in a study; it is seen when the last check asks about it
or stops. What is listed as out of reach in ``docs/limites-pseudonymisation.md`` is planted too, and counted apart.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Identifier, IdentifierType, Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import made
from pipeline.stages.leaks import leaks

SAID = (
    "Moi c'est Gaëlle Davenel, de Merlieux, au 06 12 34 56 78, gaelle.davenel@orange.fr, dossier 281650, "
    "née avec le 2 84 05 75 108 234 62."
)
ABOUT = {"fonction": "éducatrice en pédiatrie sociale", "employeur": "Association Le Gué Vermeil", "genre": "femme"}
SESSIONS = [Session(
    "E01", "E01.txt", "entretien", "", "Trévigné", (Person("G", "Gaëlle Davenel", ABOUT),), ("ENQ",),
)]
KEY = b"a key for benchmarks"
MEMO = "codebook/memos/2026-03-02.md"


def span(text: str, kind: IdentifierType) -> Identifier:
    """Give the identifier that hides some words of what was said."""
    start = SAID.index(text)
    return Identifier("E01", 1, start, start + len(text), kind, text, "ner", "replace", "[…]")


TURNS = [Turn("E01", 1, "G", "participant", None, None, SAID, "E01.txt")]
HIDDEN = [
    span("Gaëlle Davenel", "person"), span("Merlieux", "place"), span("06 12 34 56 78", "phone"),
    span("gaelle.davenel@orange.fr", "email"), span("281650", "case_number"), span("2 84 05 75 108 234 62", "nir"),
]


@dataclass(frozen=True, slots=True)
class Planted:
    """A file that someone wrote in a study: what it shows, where it is, what it holds."""

    kind: str
    place: str
    content: bytes
    within_reach: bool = True


def texts() -> Iterator[Planted]:
    """Give what is planted as a line of a memo."""
    for kind, text in (
        ("as it is", "Revoir Davenel."), ("in capitals", "Revoir DAVENEL."), ("in lower case", "revoir davenel"),
        ("without its accents", "Revoir Gaelle."), ("decomposed", "Revoir Gae\u0308lle."),
        ("cut by what nobody sees", "Revoir Dave\u200bnel."), ("a soft hyphen", "Revoir Dave\u00adnel."),
        ("full width", "Revoir Ｄａｖｅｎｅｌ."), ("spelt with spaces", "Revoir D A V E N E L."),
        ("spelt with dots", "Revoir D.A.V.E.N.E.L."), ("spelt with hyphens", "Revoir D-a-v-e-n-e-l."),
        ("spelt by other names", "d comme Denis, a comme Anna, v comme Victor, e, n, e, l"),
        ("cut by a hyphen at a line's end", "Revoir Dave-\nnel demain."), ("cut by a line", "Revoir Gaëlle\nDavenel."),
        ("a word cut by a line", "Revoir Dave\nnel."), ("in one word", "Revoir GaëlleDavenel."),
        ("a digit after", "Revoir davenel2."), ("with an underscore", "Revoir davenel_g."),
        ("an HTML entity", "Revoir Ga&euml;lle."), ("an HTML number", "Revoir D&#97;venel, D&#x61;venel."),
        ("cut by a tag", "Revoir <b>Da</b>venel."), ("cut by asterisks", "Revoir **Da**venel."),
        ("a YAML escape", 'nom: "Ga\\u00eblle"'), ("an address of a page", "https://example.org/Ga%C3%ABlle"),
        ("place", "Le terrain de Merlieux."), ("place never said aloud", "Le terrain de Trévigné."),
        ("function never said aloud", "Son métier : éducatrice en pédiatrie sociale."),
        ("employer never said aloud", "Elle travaille à l'Association Le Gué Vermeil."),
        ("employer's own name", "Le Gué Vermeil a fermé."),
        ("telephone with dots", "Rappeler le 06.12.34.56.78."),
        ("telephone from abroad", "Rappeler le +33 6 12 34 56 78."),
        ("telephone over two lines", "Rappeler le 06 12 34\n56 78."), ("telephone glued", "tel0612345678"),
        ("telephone in words", "zéro six douze trente-quatre cinquante-six soixante-dix-huit"),
        ("number with commas", "NIR 2,84,05,75,108,234,62"), ("case number", "Dossier 281 650."),
        ("case number glued", "dossier281650"),
        ("e-mail with at", "gaelle.davenel [at] orange [dot] fr"), ("e-mail (a)", "gaelle.davenel(a)orange.fr"),
        ("e-mail in words", "gaelle point davenel arobase orange point fr"),
        ("reversed", "lenevaD"),
    ):
        yield Planted(kind, MEMO, text.encode(), kind != "reversed")
    for kind, text in (
        ("misspelt", "Revoir Davenelle."), ("its initials", "Revoir G. D."), ("rot13", "Qnirary"),
        ("base64", "RGF2ZW5lbA=="),
    ):
        yield Planted(kind, MEMO, text.encode(), within_reach=False)


def files() -> Iterator[Planted]:
    """Give what is planted in files of other kinds and places."""
    name = "Revoir Gaëlle Davenel."
    yield Planted("a memo in latin-1", MEMO, "Revoir Gaëlle.".encode("latin-1"))
    yield Planted("a memo in UTF-16", MEMO, name.encode("utf-16"))
    yield Planted("a memo in UTF-16 without mark", MEMO, name.encode("utf-16-le"))
    runs = "<w:p><w:r><w:t>Da</w:t></w:r><w:r><w:t>venel</w:t></w:r></w:p>"
    yield Planted("a name split in a docx", "codebook/memos/m.docx", _zip({"word/document.xml": runs}))
    author = "<dc:creator>Gaëlle Davenel</dc:creator>"
    yield Planted("the author of a docx", "codebook/memos/m.docx", _zip({"docProps/core.xml": author}))
    comment = '<w:comment w:author="Gaëlle Davenel"><w:t>revoir</w:t></w:comment>'
    yield Planted("an attribute of a docx", "codebook/memos/m.docx", _zip({"word/comments.xml": comment}))
    utf16 = {"word/document.xml": "<?xml version='1.0' encoding='utf-16'?><w:t>Davenel</w:t>".encode("utf-16")}
    yield Planted("a docx in UTF-16", "codebook/memos/m.docx", _zip(utf16))
    inner = _zip({"word/document.xml": "<w:t>Davenel</w:t>"})
    yield Planted("a docx in an archive", "codebook/memos/m.zip", _zip({"m.docx": inner}))
    yield Planted("a name of a file in an archive", "codebook/memos/m.zip", _zip({"Davenel.txt": ""}))
    yield Planted("a theme's description", "codebook/themes.yaml", b"themes:\n- name: X\n  description: chez Davenel\n")
    definition = b"codes:\n- code: X\n  definition: >\n    chez Dave-\n    nel\n"
    yield Planted("a code's definition", "codebook/codebook.yaml", definition)
    yield Planted("a study's title", "params.yaml", b"study:\n  title: Chez Davenel\n")
    yield Planted("a memo of a coding", "decisions/codings/lea.csv", b"id,at,session,memo\na,2026,E01,chez Davenel\n")
    yield Planted("a file at the root", "notes.txt", name.encode())
    yield Planted("an export", "exports/extraits.csv", f"passage\n{name}\n".encode())
    yield Planted("a page exported", "exports/rapport.html", b"<p>Ga&euml;lle <i>Dave</i>nel</p>")
    yield Planted("a name of a file", "exports/Davenel.csv", b"x")


def _zip(members: Mapping[str, str | bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def seen(planted: Planted) -> bool:
    """Tell whether the last check sees a file in a study that holds nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / planted.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(planted.content)
        report, rows = leaks(made(Study(Path(folder))), TURNS, HIDDEN, SESSIONS, [], [], KEY)
    return bool(report["stop"] or any(row.written for row in rows))


def main() -> None:
    """Print what is not seen, and the counts."""
    every = [*texts(), *files()]
    for reach in (True, False):
        of = [p for p in every if p.within_reach == reach]
        missed = [p for p in of if not seen(p)]
        for p in missed:
            print(f"not seen: {p.kind} ({p.place})")
        print(f"{len(of) - len(missed)} of {len(of)} {'seen' if reach else 'seen though said to be out of reach'}")


if __name__ == "__main__":
    main()
