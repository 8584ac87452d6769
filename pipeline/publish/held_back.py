"""What a file speaks of, signatures, words to settle → whether it may leave: the one rule of exports and downloads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.anchoring import decisions
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.held_exports import WHOLE, WordsWaiting, held
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish import settling_words as say


@dataclass(frozen=True, slots=True)
class HeldBack:
    """
    Why a file stays; true as long as it does.

    Attributes:
        unsigned: interviews whose pseudonymisation nobody read and signed.
        words: interview → the words it waits for; those that concern the whole study under nothing.
    """

    unsigned: tuple[str, ...]
    words: Mapping[str, WordsWaiting]

    def __bool__(self) -> bool:
        return bool(self.unsigned or self.words)


def held_back(study: Study, sessions: Collection[str] | None, unsigned: Iterable[str]) -> HeldBack:
    """
    Tell why a file may not leave yet; what is made up names nobody, and needs no signature.

    Args:
        study: where.
        sessions: the interviews that the file speaks of; none given, or a passage of nobody knows where: all.
        unsigned: those whose pseudonymisation nobody signed.
    """
    everything = sessions is None or UNATTRIBUTED in sessions
    words = {s: w for s, w in held(study).items() if everything or s == WHOLE or s in (sessions or ())}
    return HeldBack(() if study.params("study").get("fictional") else tuple(unsigned), words)


def unsigned(study: Study, sessions: Iterable[str]) -> list[str]:
    """Keep the sessions whose pseudonymisation nobody has signed, as decisions stand now."""
    signed = {d.session for d in decisions.identifiers(study) if d.signs}
    return sorted(set(sessions) - signed)


def refuse(study: Study, sessions: Collection[str] | None, unsigned: Iterable[str]) -> None:
    """
    Stop before a file is written that may not leave yet.

    Raises:
        FiligraneError: says which interview waits for what, and what to type.
    """
    if why := held_back(study, sessions, unsigned):
        called = study_titles(study)
        told = (say.not_signed(why.unsigned, called), say.words(why.words, called), say.how(why.words))
        raise FiligraneError(" ".join(filter(None, told)))
