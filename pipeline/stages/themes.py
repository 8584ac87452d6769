"""excerpts, codings, topics, themes that people wrote → each theme's passages, through what, and how far from it."""

from __future__ import annotations

from pipeline.codebook.grid import Theme
from pipeline.coding.codings_in_place import counted, pairs
from pipeline.coding.theme_decisions import theme_distances
from pipeline.model.contracts import Coding, Excerpt, ThemeDistance, ThemePassage, Topic, Vectors


def themes(
    excerpts: list[Excerpt], embeddings: Vectors, codings: list[Coding], topics: list[Topic],
    theme_definitions: list[Theme],
) -> tuple[list[ThemePassage], list[ThemeDistance]]:
    """
    List the passages of each theme, through the codes and the groupings that a person put in it.

    Only what a person coded or accepted counts: a suggestion is in no theme yet.
    With them comes the distance of those coded to the centre of their theme
    (``pipeline.coding.theme_decisions``).
    """
    through_code = {(e.excerpt, c.code) for c, e in pairs(counted(codings), excerpts)}
    known = {e.excerpt for e in excerpts}
    through_topic = {(t.excerpt, t.topic) for t in topics if t.excerpt in known}
    found = [
        ThemePassage(excerpt, theme.id, through)
        for theme in theme_definitions
        for excerpt, through in sorted(
            {(e, f"code:{code}") for e, code in through_code if code in theme.codes}
            | {(e, f"topic:{topic}") for e, topic in through_topic if topic in theme.groupings}
        )
    ]
    return found, theme_distances(found, embeddings)
