"""People and the pseudonyms they bear → those whose pseudonym is the true name of someone of the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import CoreferenceCandidate
from pipeline.pseudonymise.resolve.nodes import Node
from pipeline.pseudonymise.resolve.registry import Registry, family_key, given_key


def borne_by_others(people: Iterable[Node], registry: Registry) -> list[CoreferenceCandidate]:
    """
    Tell whose pseudonym someone else truly bears: it was fixed before that person came, and stays.

    A person may choose another; nothing that was published changes by itself.
    """
    people = list(people)
    truly: dict[str, list[Node]] = defaultdict(list)
    for node in people:
        for word in set(node.name.whole):
            truly[word].append(node)
    found = {
        (node.entity, other.entity): CoreferenceCandidate(node.entity, other.entity, "pseudonym", other.mentions)
        for node in people for word in _shown(node, registry) for other in truly.get(word, ())
        if other.entity != node.entity
    }
    return [found[key] for key in sorted(found)]


def _shown(node: Node, registry: Registry) -> set[str]:
    someone = registry.people_of.get(node.entity)
    if someone is None:
        return set()
    marks = [given_key(someone)] if someone.name.given or someone.member else []
    marks += [family_key(someone)] if someone.name.family or someone.member else []
    return {word for mark in marks for word in phrase(registry.pseudonyms.get(mark, ""))}
