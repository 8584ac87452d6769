"""One turn in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.contracts import Role


@dataclass(slots=True)
class DraftTurn:
    """
    Who speaks, from where in the file, and the lines said so far; the role is settled last.

    ``aside`` gathers what was taken off the words: labels and times; ``alternated`` says that nothing but the
    dashes of a dialogue between two tells who speaks; ``head`` is the label as the file spells it;
    ``assigned`` says that a person gave the turn to its speaker.
    """

    speaker: str
    place: str
    lines: list[str] = field(default_factory=list)
    start_ms: int | None = None
    end_ms: int | None = None
    role: Role | None = None
    aside: str = ""
    alternated: bool = False
    head: str = ""
    assigned: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()
