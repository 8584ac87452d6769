"""Pseudonyms that people chose → the first names, surnames and invented places that are no more to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.french.phrases import phrase
from pipeline.identity.fixing import toponym
from pipeline.identity.labelled import LabelRuling
from pipeline.identity.mentions import Mention
from pipeline.identity.people import Name, Someone
from pipeline.identity.registry import NAMED, Registry, family_key, given_key
from pipeline.proposers.metadata import TITLES


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
            said = Name(("*",), ("*",)) if len(ruling.pseudonym.split()) > 1 else Name(("*",))
            found |= _parts(someone, said, ruling.pseudonym)
    return found


def _parts(someone: Someone, said: Name, chosen: str) -> dict[str, str]:
    return dict(_read(someone, said, [word for word in chosen.split() if not TITLES.issuperset(phrase(word))]))


def _read(someone: Someone, said: Name, words: list[str]) -> Iterator[tuple[str, str]]:
    if said.given and said.family and len(words) > 1:
        yield given_key(someone), words[0]
        yield family_key(someone), " ".join(words[1:])
    elif said.given and not said.family and len(words) == 1:
        yield given_key(someone), words[0]
    elif said.family and not said.given and words:
        yield family_key(someone), " ".join(words)
