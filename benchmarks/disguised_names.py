"""Known names in 98 odd forms → those that the team could read once masked; sentences that hold none → those torn.

Run: ``python -m benchmarks.disguised_names``. The metadata of one interview tell the names; another says them spelt,
cut, glued. A form is visible when one of its letters is in no masked span, words that only link them left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.resolve.masking import masked
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

NAMES = ("Martin", "Durand", "Kermarrec", "Benali", "Goffinet", "Nathalie", "Fatoumata")
SAYINGS = {
    "a": "Anatole", "b": "Berthe", "c": "Célestin", "d": "Denis", "e": "Eugène", "f": "François", "g": "Gaston",
    "h": "Henri", "i": "Irma", "k": "Kléber", "l": "Louis", "m": "Marcel", "n": "Nicolas", "o": "Oscar", "r": "Raoul",
    "t": "Thérèse", "u": "Ursule",
}
LINKING = frozenset("comme pour de deux et accent".split())
SENTENCES = ("Alors c'était {}, je crois, enfin à l'époque.", "et donc {} m'a dit de revenir lundi")
INNOCENT = (
    "Elle cueillait une Rose. Petit à petit on a compris.", "J'ai donné mon IBAN et mon RIB à la banque.",
    "On fait A, B, C, D, E et on recommence.", "Il y a, y a, à y réfléchir, des gens.", "C'est le plan B, le plan C.",
    "Le T. 2 et le T. 3 sont vides.", "le mar- le mardi matin on ferme", "du- durant toute la semaine on attendait",
    "Une dur- une durée de trois mois.", "Le marteau et l'enclume, martinets compris.", "Il est parti. Bof ! un bruit.",
    "J'ai dit oui. Durant l'été, rien.", "On a tapé la commande abc123def456 dans le terminal.",
)


def forms(name: str) -> Iterator[tuple[str, str]]:
    """Give fourteen ways in which a name is written or said, each with its kind."""
    letters, half = list(name), len(name) // 2
    yield "capitals and spaces", " ".join(name.upper())
    yield "capitals and hyphens", "-".join(name.upper())
    yield "capitals and dots", ".".join(name.upper()) + "."
    yield "letters and commas", ", ".join(name.lower())
    yield "letters and spaces", " ".join(name.lower())
    yield "letter comme name", ", ".join(f"{c.lower()} comme {SAYINGS[c.lower()]}" for c in letters)
    yield "cut by a hyphen at a line's end", f"{name[:half]}-\n{name[half:]}"
    yield "cut by a line", f"{name[:half]}\n{name[half:]}"
    yield "cut by a hyphen and a space", f"{name[:half]}- {name[half:]}"
    yield "cut by a hyphen", f"{name[:half]}-{name[half:]}"
    yield "begun twice", f"{name[:3]}- {name}"
    yield "a digit after", f"{name.lower()}2"
    yield "digits before", f"75{name}"
    yield "glued to a first name", f"Paul{name}"


def every() -> list[tuple[str, str]]:
    """Give the ninety-eight forms."""
    return [form for name in NAMES for form in forms(name)]


def shown(texts: list[str]) -> list[list[tuple[int, int]]]:
    """Give what is masked in each text, said in an interview of a corpus whose metadata tell the names."""
    people = tuple(Person(f"P{n}", name) for n, name in enumerate(NAMES))
    told = Session("E01", "E01.txt", "entretien", "", "", people, ("ENQ",))
    said = Session("E02", "E02.txt", "entretien", "", "", (Person("X1", ""),), ("ENQ",))
    turns = [Turn("E01", 0, "P0", "participant", None, None, "Bonjour, on commence quand vous voulez.", "")]
    turns += [Turn("E02", n, "X1", "participant", None, None, text, "") for n, text in enumerate(texts)]
    study = Study(Path(__file__).parent.parent)
    settings = study.params("identifiers")
    found = [p for s in (told, said) for p in proposals(
        [t for t in turns if t.session == s.session], [s], **study.params("proposals"))]
    rows, _ = identifiers(turns, found, [told, said], [], bytes(32), **settings)
    hidden = masked(turns, rows, [], bytes(32))
    return [
        [(i.start, i.end) for i in hidden["E02", n] if i.action != "keep"] for n in range(len(texts))
    ]


def visible() -> Iterator[tuple[str, str]]:
    """Give the kind and the form of each name that is left to be read, in any sentence."""
    left: set[tuple[str, str]] = set()
    for sentence in SENTENCES:
        texts = [sentence.format(form) for _, form in every()]
        at = sentence.index("{}")
        for (kind, form), hidden in zip(every(), shown(texts), strict=True):
            words = [m.span() for m in re.finditer(r"[^\W_]+", form) if m.group() not in LINKING]
            if any(not any(s <= at + a and at + b <= e for s, e in hidden) for a, b in words):
                left.add((kind, form))
    return iter(sorted(left))


def torn() -> Iterator[tuple[str, str]]:
    """Give what is masked in sentences that hold no known name."""
    for text, hidden in zip(INNOCENT, shown(list(INNOCENT)), strict=True):
        yield from ((text, text[start:end]) for start, end in hidden)


def main() -> None:
    """Print what is left to be read, and what is torn."""
    left = list(visible())
    for kind, form in left:
        print(f"visible ({kind}): {form!r}")
    for text, word in torn():
        print(f"torn: « {word} » in « {text} »")
    print(f"{len(left)} of {len(every())} forms visible: {dict(Counter(kind for kind, _ in left))}")


if __name__ == "__main__":
    main()
