"""excerpts, codings, topics, themes that people wrote → the passages of each theme, and through what."""

from __future__ import annotations

from pipeline.codebook import Theme
from pipeline.coded import counted, pairs
from pipeline.contracts import Coding, Excerpt, ThemePassage, Topic


def themes(
    excerpts: list[Excerpt], codings: list[Coding], topics: list[Topic], theme_definitions: list[Theme],
) -> list[ThemePassage]:
    """
    List the passages of each theme, through the codes and the groupings that a person put in it.

    Only what a person coded or accepted counts: a suggestion is in no theme yet.
    """
    through_code = {(e.excerpt, c.code) for c, e in pairs(counted(codings), excerpts)}
    known = {e.excerpt for e in excerpts}
    through_topic = {(t.excerpt, t.topic) for t in topics if t.excerpt in known}
    return [
        ThemePassage(excerpt, theme.id, through)
        for theme in theme_definitions
        for excerpt, through in sorted(
            {(e, f"code:{code}") for e, code in through_code if code in theme.codes}
            | {(e, f"topic:{topic}") for e, topic in through_topic if topic in theme.groupings}
        )
    ]
