"""The article, off-topic speech and a large study → whether suggestions hold there, with n; seconds they take.

Run after ``dvc repro``: ``FILIGRANE_SHARED=../shared uv run python -m benchmarks.suggestions [article] [elsewhere]
[speed]``.  What suggestions are worth on the fictional corpus is measured by ``benchmarks.quality``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.spoken import codings, spoken
from pipeline.anchoring.anchors import words
from pipeline.anchoring.decisions import CodingDecision
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.codebook.grid import codebook
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Suggestion, Vectors
from pipeline.model.study import Study
from pipeline.stages.embeddings import embeddings
from pipeline.stages.excerpts import excerpts
from pipeline.stages.suggestions import suggestions
from pipeline.stages.topic_embeddings import topic_embeddings

HERE = Study(Path(__file__).resolve().parent.parent)
ELSEWHERE = {"artisans": "corpora/entretiens_artisans/*.docx", "eslo": "corpora/eslo_trs/*.trs"}
MOST = 600  # excerpts read of each corpus, evenly spread: vectors take a tenth of a second each
COPIES = 7  # of the fifteen sessions, for a study of a hundred
NOISE = 0.02  # so that copies are not the same to a model
Decided = Sequence[CodingDecision]
Pair = tuple[Vectors, Vectors]  # ``embeddings`` and ``topic_embeddings``
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
    for name, measure in {"article": article, "elsewhere": elsewhere, "speed": speed}.items():
        if not wanted or name in wanted:
            measure(shared)


def suggest(turns: list[AnonymisedTurn], cut: list[Excerpt], vectors: Pair, decided: Decided) -> list[Suggestion]:
    """Run the stage with the project's settings."""
    grid, meanings = codebook(HERE), store.load(HERE, "definitions")
    return suggestions(turns, cut, *vectors, meanings, grid, decided, **HERE.params("suggestions"))[0]


def read(files: Iterable[Path]) -> list[AnonymisedTurn]:
    """Read transcripts as a study of their own, with nothing replaced."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "transcripts").mkdir()
        for number, file in enumerate(sorted(files)):
            (Path(folder) / f"transcripts/X{number:03}{file.suffix}").symlink_to(file.resolve())
        return spoken(Study(folder), HERE)


def fictional(shared: Path) -> tuple[list[AnonymisedTurn], list[Excerpt], Pair, list[CodingDecision]]:
    """Give the fifteen sessions with their vectors, and all that the first coder coded there."""
    said = spoken(HERE, HERE)
    cut = excerpts(said, **HERE.params("excerpts"))
    vectors = store.load(HERE, "embeddings"), store.load(HERE, "topic_embeddings")
    known = set(vectors[0].excerpts)
    decided = codings(shared / "corpus-fictif/codings/codeur_1.csv", said)
    return said, [e for e in cut if e.excerpt in known], vectors, decided


def article(shared: Path) -> None:
    """Count the expected codings of the article that are suggested, and what is suggested on its lead."""
    turns = read((shared / "seeds").glob("*.txt"))
    cut = excerpts(turns, **HERE.params("excerpts"))
    made = suggest(turns, cut, embedded(cut), [])
    texts, found = {e.excerpt: e.text for e in cut}, 0
    for passage, codes in EXPECTED:
        said = {s.code for s in made if passage in texts[s.excerpt]}
        found += set(codes.split()) <= said
        print(f"  {'oui' if set(codes.split()) <= said else 'non'}  {codes:6} « {passage} » → {' '.join(sorted(said))}")
    lead = {t.turn for t in turns if t.role == "editorial"}
    print(f"article : {found} codages attendus sur {len(EXPECTED)}, {len(made)} suggestions sur {len(cut)} extraits, "
          f"{sum(parse_excerpt_id(s.excerpt).turn in lead for s in made)} sur la rédaction")


def elsewhere(shared: Path) -> None:
    """Count the sentences of other speech called probable by what the fictional corpus taught: at most 1 in 500."""
    said, cut, vectors, decided = fictional(shared)
    for name, pattern in ELSEWHERE.items():
        turns = [t for t in read(shared.glob(pattern)) if t.role == "participant"]
        others = spread(excerpts(turns, **HERE.params("excerpts")))
        near, about = (beside(v, w) for v, w in zip(vectors, embedded(others), strict=True))
        made = suggest([*said, *turns], [*cut, *others], (near, about), decided)
        report(name, others, turns, made)


def embedded(cut: list[Excerpt]) -> Pair:
    """Give excerpts their vectors."""
    return embeddings(cut, **HERE.params("embeddings")), topic_embeddings(cut, **HERE.params("topic_embeddings"))


def beside(one: Vectors, other: Vectors) -> Vectors:
    """Put vectors of two studies together."""
    return Vectors((*one.excerpts, *other.excerpts), np.vstack([one.matrix, other.matrix]))


def spread(cut: list[Excerpt]) -> list[Excerpt]:
    """Keep some excerpts, evenly spread."""
    return cut[:: max(1, len(cut) // MOST)][:MOST]


def report(name: str, cut: list[Excerpt], turns: list[AnonymisedTurn], made: list[Suggestion]) -> None:
    """Print how many sentences are called probable, and why."""
    here, ends = {e.excerpt: e for e in cut}, {(t.session, t.turn): t.sentences for t in turns}
    count = sum(sentences(e, ends[e.session, e.turn]) for e in cut)
    probable = [s for s in made if s.level == "probable" and s.excerpt in here]
    print(f"{name} : {len(probable)} « probable » pour {count} phrases (1 sur {count / max(1, len(probable)):.0f}), "
          f"{sum(s.excerpt in here for s in made)} suggestions sur {len(cut)} extraits")
    for s in probable:
        print("  ", s.code, s.evidence[0].marker)


def sentences(excerpt: Excerpt, ends: Iterable[int]) -> int:
    """Count the sentences of an excerpt by the words of its turn that end one."""
    place = parse_excerpt_id(excerpt.excerpt)
    return max(1, sum(place.first_word <= end <= place.last_word for end in ends))


def speed(shared: Path) -> None:
    """Time suggestions for the fictional corpus and for a hundred sessions, vectors made."""
    said, cut, vectors, decided = fictional(shared)
    interviews = [e for e in cut if e.session != "Q01"]
    for copies in (1, COPIES):
        study = many(said, interviews, vectors, copies)
        size = sum(len(words(e.text)) for e in study[1])
        for name, known in (("rien de codé", []), ("15 entretiens lus", [named(d, 0) for d in decided])):
            wall, processor = time.perf_counter(), time.process_time()
            made = suggest(*study, known)
            print(f"{15 * copies} entretiens, {size} mots, {name} : {time.perf_counter() - wall:.1f} s, "
                  f"{time.process_time() - processor:.1f} s de processeur, {len(made)} suggestions")


def many(
    said: list[AnonymisedTurn], cut: list[Excerpt], vectors: Pair, copies: int,
) -> tuple[list[AnonymisedTurn], list[Excerpt], Pair]:
    """Make a large study of copies of a small one, whose vectors differ a little."""
    turns = [replace(t, session=f"{t.session}x{n}") for n in range(copies) for t in said]
    excerpts_ = [moved(e, n) for n in range(copies) for e in cut]
    near, about = (noisy(v, cut, [e.excerpt for e in excerpts_]) for v in vectors)
    return turns, excerpts_, (near, about)


def noisy(vectors: Vectors, cut: list[Excerpt], names: list[str]) -> Vectors:
    """Copy the vectors of some excerpts as many times as there are names for, each a little apart."""
    rows, drawn = {name: i for i, name in enumerate(vectors.excerpts)}, np.random.default_rng(0)
    matrix = vectors.matrix[[rows[e.excerpt] for e in cut]]
    copies = [matrix + drawn.normal(scale=NOISE, size=matrix.shape) for _ in range(len(names) // len(cut))]
    return Vectors(tuple(names), np.vstack(copies).astype(np.float32))


def moved(excerpt: Excerpt, copy: int) -> Excerpt:
    """Put an excerpt into a copy of its session."""
    session = f"{excerpt.session}x{copy}"
    return replace(excerpt, session=session, excerpt=session + excerpt.excerpt.removeprefix(excerpt.session))


def named(decision: CodingDecision, copy: int) -> CodingDecision:
    """Put a decision into a copy of its session."""
    return replace(decision, session=f"{decision.session}x{copy}")


if __name__ == "__main__":
    main(sys.argv[1:])
