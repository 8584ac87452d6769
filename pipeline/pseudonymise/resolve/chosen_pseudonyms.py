"""Pseudonyms that people chose → the first names, surnames and invented places that are no more to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.language.name_phrases import phrase
from pipeline.pseudonymise.detect.from_metadata import TITLES
from pipeline.pseudonymise.resolve.fixed_pseudonyms import toponym
from pipeline.pseudonymise.resolve.label_decisions import LabelRuling
from pipeline.pseudonymise.resolve.mentions import Mention
from pipeline.pseudonymise.resolve.persons import KnownPerson, PersonName
from pipeline.pseudonymise.resolve.registry import NAMED, Registry, family_key, given_key


def settled_names(registry: Registry, chosen: Iterable[Mention], labels: Iterable[LabelRuling]) -> dict[str, str]:
    """Give each part that a person chose, by what it names; the parts of a name then hold wherever they are said."""
    found: dict[str, str] = {}
    for mention in chosen:
        if mention.type == "person":
            found |= _parts(*registry.resolve(mention), mention.wanted)
        elif mention.type in NAMED:
            found[registry.place_mark(mention)] = toponym(mention.wanted)
    for ruling in labels:
        if ruling.pseudonym:
            someone = registry.labelled(ruling.session, ruling.label)
            said = PersonName(("*",), ("*",)) if len(ruling.pseudonym.split()) > 1 else PersonName(("*",))
            found |= _parts(someone, said, ruling.pseudonym)
    return found


def _parts(someone: KnownPerson, said: PersonName, chosen: str) -> dict[str, str]:
    return dict(_read(someone, said, [word for word in chosen.split() if not TITLES.issuperset(phrase(word))]))


def _read(someone: KnownPerson, said: PersonName, words: list[str]) -> Iterator[tuple[str, str]]:
    if said.given and said.family and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif said.given and not said.family and len(words) == 1:
        yield given_key(someone), words[0]
    elif said.family and not said.given and words:
        yield family_key(someone), " ".join(words)
