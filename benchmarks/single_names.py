"""Names of the project's own lists → how many would stop the run of a study that holds that one, and no other.

    uv run python -m benchmarks.single_names STUDY            # the 34,876 names, each the only private one
    uv run python -m benchmarks.single_names STUDY --two-lines # two-line interviews about 300 of them, in four manners

STUDY is a new study that was run once: what the last check reads is there.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.ingest.session import Person, Session
from pipeline.language.name_phrases import WORD, folded, phrase
from pipeline.model import store
from pipeline.model.contracts import Identifier, IdentifierType, Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import Document, made
from pipeline.stages.anonymised import anonymised
from pipeline.stages.identifiers import identifiers
from pipeline.stages.leaks import leaks
from pipeline.stages.proposals import proposals

FRENCH = Path(__file__).parent.parent / "pipeline/language"
LISTS: tuple[tuple[str, IdentifierType], ...] = (
    ("municipalities.csv", "place"), ("departments.csv", "place"), ("first_names.csv", "person"),
    ("surnames.txt", "person"), ("institutions.csv", "organisation"),
)
SENTENCE = "On a parlé de {name}, hier."
KEY = b"a key for benchmarks"
MANY = 300
MANNERS = ("as listed", "lower", "upper", "file")
POLICY = ("notation", "styles", "least", "kept")


@dataclass(frozen=True, slots=True)
class Private:
    """A name of a list, and what it names."""

    name: str
    type: IdentifierType


def listed() -> Iterator[Private]:
    """Give each name of the lists once."""
    for file, kind in LISTS:
        lines = (FRENCH / file).read_text("utf-8").splitlines()
        names = [row["name"] for row in csv.DictReader(lines)] if file.endswith(".csv") else lines
        yield from (Private(name, kind) for name in dict.fromkeys(names) if name)


def session(one: Private, file: str = "E01.txt") -> Session:
    """Describe a session that tells the name in its metadata."""
    person = one.name if one.type == "person" else ""
    place = one.name if one.type == "place" else ""
    return Session("E01", file, "entretien", "", place, (Person("P1", person),), ("ENQ",))


def stops_alone(one: Private, documents: list[Document]) -> bool:
    """Tell whether a study where the name is said once, masked and told by the metadata, would stop."""
    text = SENTENCE.format(name=one.name)
    start = text.index(one.name)
    turn = Turn("E01", 1, "P1", "participant", None, None, text, "E01.txt")
    hidden = Identifier("E01", 1, start, start + len(one.name), one.type, "x1", "metadata", "replace", "[nom]")
    return bool(leaks(documents, [turn], [hidden], [session(one)], [], [], KEY)[0]["stop"])


def stops_two_lines(one: Private, manner: str, study: Study, documents: list[Document]) -> bool:
    """Tell whether a two-line interview about a name would stop, everything worked out as in a run."""
    said = one.name.lower() if manner == "lower" else one.name.upper() if manner == "upper" else one.name
    answer = f"On a parlé de {said}, hier. {said} revient souvent, enfin je crois."
    turns = [
        Turn("E01", 0, "ENQ", "interviewer", None, None, "vous pouvez raconter ?", ""),
        Turn("E01", 1, "P1", "participant", None, None, answer.lower() if manner == "lower" else answer, ""),
    ]
    known = [session(one, f"entretien {one.name}.txt" if manner == "file" else "E01.txt")]
    found = proposals(turns, known, **study.params("proposals"))
    rows, _ = identifiers(turns, found, known, [], KEY, **_policy(study))
    shown = anonymised(turns, rows, [], [], KEY)
    own = [Document("build/anonymised.parquet", "\n".join(t.text for t in shown))]
    return bool(leaks([*documents, *own], turns, rows, known, [], [], KEY)[0]["stop"])


@cache
def _policy(study: Study) -> Any:
    given = study.params("identifiers")
    return {name: given[name] for name in POLICY}


def main() -> None:
    """Count, and print the names that stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study", type=Path)
    parser.add_argument("--two-lines", action="store_true")
    given = parser.parse_args()
    study = Study(given.study)
    documents, names = list(made(study)), list(listed())
    stopped: Counter[str] = Counter()
    if given.two_lines:
        tried = [(one, m) for one in names[:: len(names) // MANY] for m in MANNERS]
        told = [f"{one.name} ({m})" for one, m in tried if stops_two_lines(one, m, study, documents)]
        print(f"{len(told)} of {len(tried)} two-line studies stop: {', '.join(told)}")
        return
    said = {folded(word) for document in documents for word in WORD.findall(f"{document.path} {document.text}")}
    # Pseudonyms of that study: where such a name was private, another would have been drawn.
    borne = {word for row in store.load(study, "identifiers") for word in phrase(row.replacement)}
    for one in (n for n in names if borne.isdisjoint(phrase(n.name))):
        # Nothing of it stands anywhere: nothing can be found.
        if not said.isdisjoint(phrase(one.name)) and stops_alone(one, documents):
            stopped[one.type] += 1
            print(f"stops: {one.name}")
    print(f"{stopped.total()} of {len(names)} names stop the run: {dict(stopped)}")



if __name__ == "__main__":
    main()
