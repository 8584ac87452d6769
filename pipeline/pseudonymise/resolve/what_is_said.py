"""Turns and what the metadata say of their sessions → who takes part, the words heard, the names said with a title."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from pipeline.ingest.session import QUESTIONNAIRE, Session
from pipeline.language.folds import fold_for_search
from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import Turn
from pipeline.pseudonymise.detect.announced_names import titled
from pipeline.pseudonymise.people.speakers import labels
from pipeline.pseudonymise.resolve.persons import with_heard

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SpokenCorpus:
    """All that is said, and the sessions where it is, with the people whom a label alone names."""

    turns: list[Turn]
    sessions: list[Session]

    @classmethod
    def of(cls, turns: list[Turn], sessions: list[Session]) -> SpokenCorpus:
        """Gather what was said and the sessions where something was."""
        heard = {t.session for t in turns}
        return cls(turns, [with_heard(s, turns) for s in sessions if s.session in heard])

    @cached_property
    def texts(self) -> dict[tuple[str, int], str]:
        return {(t.session, t.turn): t.text for t in self.turns}

    def names(self) -> list[str]:
        """List the names and labels of those who take part, and the interviewers."""
        listed = [n for s in self.sessions for p in s.people for n in (p.name, p.label)]
        return [*listed, *(name for s in self.sessions for name in s.interviewers)]

    def words(self) -> frozenset[str]:
        """Give the folded words of the corpus, none of which may be a pseudonym."""
        named = [n for s in self.sessions for p in s.people for n in (p.name, p.label)]
        texts = [*(t.text for t in self.turns), *named, *(s.place for s in self.sessions)]
        return frozenset(w for text in texts for w in WORD.findall(fold_for_search(text)))

    @cached_property
    def members(self) -> list[tuple[str, str]]:
        """List the session and the label of those interviewed, respondents of questionnaires apart."""
        interviewed = [s for s in self.sessions if s.type != QUESTIONNAIRE]
        return [(s.session, label) for s in interviewed for label in labels(s, self.turns)]

    def titled(self) -> dict[str, set[Phrase]]:
        """Give the names that are said with a title in each session: there, « Martin » is a surname."""
        found: dict[str, set[Phrase]] = defaultdict(set)
        for turn in self.turns:
            found[turn.session] |= titled(turn.text)
        return found
