"""The fictional corpus, the article and off-topic speech → how right suggestions are, with n.

Run: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.suggestions [fictional] [article] [artisans]``.
Vectors are made anew: some minutes for the fictional corpus, more for the artisans.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean

from docx import Document

from benchmarks.spoken import codings, plain, spoken
from pipeline.codebook import codebook
from pipeline.contracts import AnonymisedTurn, Excerpt, Suggestion, Turn, Vectors
from pipeline.decisions import CodingDecision
from pipeline.overlap import parse_excerpt_id
from pipeline.stages.definitions import definitions
from pipeline.stages.embeddings import embeddings
from pipeline.stages.excerpts import excerpts
from pipeline.stages.suggestions import suggestions
from pipeline.study import Study

HERE = Study(Path(__file__).resolve().parent.parent)
ENOUGH = 8  # coded turns under which a code's F1 says nothing
Place = tuple[str, int, str]  # session, turn, code
# What the proposal of the codebook expects of the article: words of the passage, and its codes.
EXPECTED: tuple[tuple[str, str], ...] = (
    ("ne pas réussir à accompagner", "D3 A4"), ("pas d’accès à Internet", "D1 D2"),
    ("manquent déjà d’autonomie", "D2"), ("n’aient pas recours à leurs droits", "E2 D2"),
    ("ouvert les inscriptions en ligne", "E1"), ("pas forcément le temps d’accompagner", "A3 E1"),
    ("inclure l’accompagnement numérique", "A1"), ("Où commence et où s’arrête", "A1"),
    ("les grands exclus", "E2"), ("des structures vers qui", "C3"), ("dont le métier est de les former", "C3 D1"),
    ("c’est de les connaître", "C3"),
)


def main(wanted: Sequence[str]) -> None:
    """Print the measures asked for, all of them by default."""
    shared = Path(os.environ["FILIGRANE_SHARED"])
    for name, measure in {"fictional": fictional, "article": article, "artisans": artisans}.items():
        if not wanted or name in wanted:
            measure(shared)


def fictional(shared: Path) -> None:
    """Compare with two coders, turn by turn: without any human coding, then each session left out."""
    turns = spoken(HERE, HERE)
    cut = excerpts(turns, **HERE.params("excerpts"))
    vectors = embeddings(cut, **HERE.params("embeddings"))
    coders = [codings(shared / f"corpus-fictif/codings/codeur_{n}.csv", turns) for n in (1, 2)]
    print(f"corpus fictif : {len(cut)} extraits, {len({(e.session, e.turn) for e in cut})} tours d'enquêtés")
    report("sans codage humain", suggest(turns, cut, vectors, []), coders, len(cut))
    made = suggest(turns, cut, vectors, coders[0], folds=len({t.session for t in turns}))
    report("chaque session laissée de côté (codeur 1)", made, coders, len(cut))


def suggest(
    turns: list[AnonymisedTurn], cut: list[Excerpt], vectors: Vectors, decisions: list[CodingDecision], folds: int = 2,
) -> list[Suggestion]:
    """Run the stage with the project's settings."""
    settings = HERE.params("suggestions")
    settings["learning"] = settings["learning"] | {"folds": folds}
    grid = codebook(HERE)
    meanings = definitions(grid, **HERE.params("definitions"))
    return suggestions(turns, cut, vectors, meanings, grid, decisions, **settings)


def report(title: str, made: list[Suggestion], coders: list[list[CodingDecision]], count: int) -> None:
    """Print macro-F1 against each coder, the precision of each level, and how much there is to read."""
    print(f"{title} : {len(made)} suggestions, {len(made) / count:.2f} par extrait")
    for number, decisions in enumerate(coders, 1):
        gold = {(d.session, d.turn, d.code) for d in decisions if d.decision == "add"}
        found = {code: f1(code, gold, places(made)) for code in sorted({g[2] for g in gold})}
        told = {code: f for code, f in found.items() if sum(g[2] == code for g in gold) >= ENOUGH}
        print(f"  codeur {number} : macro-F1 {mean(told.values()):.3f} sur {len(told)} codes d'au moins {ENOUGH} tours")
        print("   ", " ".join(f"{code} {f:.2f}" for code, f in told.items()))
        for level in ("probable", "to_check"):
            at = places(s for s in made if s.level == level)
            print(f"    {level} : {len(at & gold)} justes sur {len(at)} ({len(at & gold) / max(1, len(at)):.0%})")


def places(made: Iterable[Suggestion]) -> set[Place]:
    """Tell the turns where codes are suggested."""
    found = ((parse_excerpt_id(s.excerpt), s.code) for s in made)
    return {(place.session, place.turn, code) for place, code in found}


def f1(code: str, gold: set[Place], made: set[Place]) -> float:
    """Give the F1 of a code over turns."""
    right, said = {p for p in gold if p[2] == code}, {p for p in made if p[2] == code}
    return 2 * len(right & said) / (len(right) + len(said))


def article(shared: Path) -> None:
    """Count the expected codings of the article that are suggested, and what is suggested on its lead."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "transcripts").mkdir()
        (Path(folder) / "transcripts/E01.txt").symlink_to(next((shared / "seeds").glob("*.txt")).resolve())
        turns = spoken(Study(folder), HERE)
    cut = excerpts(turns, **HERE.params("excerpts"))
    made = suggest(turns, cut, embeddings(cut, **HERE.params("embeddings")), [])
    texts, found = {e.excerpt: e.text for e in cut}, 0
    for words, codes in EXPECTED:
        said = {s.code for s in made if words in texts[s.excerpt]}
        found += set(codes.split()) <= said
        print(f"  {'oui' if set(codes.split()) <= said else 'non'}  {codes:6} « {words} » → {' '.join(sorted(said))}")
    lead = {t.turn for t in turns if t.role == "editorial"}
    print(f"article : {found} codages attendus sur {len(EXPECTED)}, {len(made)} suggestions sur {len(cut)} extraits, "
          f"{sum(parse_excerpt_id(s.excerpt).turn in lead for s in made)} sur la rédaction")


def artisans(shared: Path) -> None:
    """Count the sentences of craftspeople for which a code is called probable: at most one in 500."""
    said = [s for path in sorted((shared / "corpora/entretiens_artisans").glob("*.docx")) for s in sentences(path)]
    turns = [plain(Turn("artisans", n, "A", "participant", None, None, text, "")) for n, text in enumerate(said)]
    cut = excerpts(turns, **HERE.params("excerpts"))
    made = suggest(turns, cut, embeddings(cut, **HERE.params("embeddings")), [])
    probable = [s for s in made if s.level == "probable"]
    touched = len({s.excerpt for s in probable})
    print(f"artisans : {touched} phrases « probable » sur {len(said)} (1 sur {len(said) / max(1, touched):.0f})")
    print(f"  {len(made)} suggestions à relire ou probables, {len(made) / len(cut):.2f} par phrase")
    print("  ", *(f"{s.code} {s.evidence[0].marker}\n  " for s in probable))


def sentences(path: Path) -> list[str]:
    """Split the paragraphs of a .docx file into sentences."""
    return [s for p in Document(str(path)).paragraphs for s in re.split(r"(?<=[.!?])\s+", p.text.strip()) if len(s) > 3]


if __name__ == "__main__":
    main(sys.argv[1:])
