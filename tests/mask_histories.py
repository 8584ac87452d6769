"""Random histories of a study whose names were masked by hand and signed: what its owner may do to its files."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.word_places import kept_checks
from pipeline.changes.continuity.following import follow
from pipeline.model.decision_rows import (
    ConsentDecision,
    Extent,
    IdentifierDecision,
    IdentifierVerb,
    RoleDecision,
    Scope,
    WithdrawalDecision,
)
from pipeline.model.decision_writer import gesture_time
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.resolve.mentions import check
from tests.followed_study import FILES, WORDS, Followed, followed_study

# No list nor model takes them for names: only a person's mark hides them.
HIDDEN = ("kermazet", "plouvio", "zandrelle", "ostrivan", "quimbel", "trevalou", "guirmado", "belcastin", "norvaque")
# Said in a turn that its speaker took back, and in one that was withdrawn from everything.
RESERVED = ("sorvandel", "taquevir", "ulmerand")
WITHDRAWN = ("vestrigan", "wandrequin", "yverdasse")
PLANTED = frozenset({*HIDDEN, *RESERVED, *WITHDRAWN})
SIGNER = "claire"


@dataclass
class MaskHistory:
    """A study, the words that were masked by hand, and what each signed interview said when it was signed."""

    on: Followed
    chance: random.Random
    signed: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.on.folder

    def begin(self) -> None:
        """Plant a word in three answers of each interview, mask it, here or everywhere, and sign all."""
        hidden, reserved, withdrawn = iter(HIDDEN), iter(RESERVED), iter(WITHDRAWN)
        for file in sorted(FILES):
            lines = (self.folder / file).read_text("utf-8").splitlines()
            answers = [n for n, line in enumerate(lines) if len(line) > 120]
            first, second, *others = self.chance.sample(answers, min(5, len(answers)))
            lines[first] = self._planted(lines[first], next(reserved))
            lines[second] = self._planted(lines[second], next(withdrawn))
            for n in others:
                lines[n] = self._planted(lines[n], next(hidden))
            (self.folder / file).write_text("\n".join(lines) + "\n", "utf-8")
        follow(self.on.study)
        key = study_key(self.on.study)
        masks = [
            IdentifierDecision(
                id=secrets.token_hex(8), at=gesture_time(), session=session, turn=turn.turn, first_word=n, last_word=n,
                type="person", action=IdentifierVerb.REPLACE, entity="", replacement="Untel",
                scope=self.chance.choice((Scope.HERE, Scope.EVERYWHERE)), check=check(key, word),
            )
            for session, turns in self.on.turns().items() for turn in turns
            for n, word in enumerate(anchors.split(turn.text)) if word in HIDDEN
        ]
        decisions.append(self.on.study, SIGNER, masks)
        self._take_back(key)
        self.sign()

    def _take_back(self, key: bytes) -> None:
        for session, turns in self.on.turns().items():
            checks = {t.turn: anchors.check(t.text, key) for t in turns}
            for turn in turns:
                said: dict[str, Any] = {"id": secrets.token_hex(8), "at": gesture_time(), "session": session}
                whole: dict[str, Any] = {"turn": turn.turn, "first_word": 0, "last_word": -1, "reason": ""}
                if set(RESERVED) & set(turn.text.split()):
                    decisions.append(self.on.study, SIGNER, [ConsentDecision(
                        **said, **whole, last_turn=turn.turn, level="erased",
                        check=kept_checks(checks, turn.turn, turn.turn),
                    )])
                if set(WITHDRAWN) & set(turn.text.split()):
                    decisions.append(self.on.study, SIGNER, [WithdrawalDecision(
                        **said, **whole, who="", extent=Extent.EVERYTHING, check=anchors.check(turn.text, key),
                    )])

    def _planted(self, line: str, word: str) -> str:
        label, _, said = line.partition(" : ")
        words = said.split(" ")
        words.insert(self.chance.randrange(1, len(words)), word)
        return f"{label} : {' '.join(words)}"

    def sign(self) -> None:
        """Sign every interview as it is."""
        every = self.on.turns()
        decisions.append(self.on.study, SIGNER, [
            IdentifierDecision(
                id=secrets.token_hex(8), at=gesture_time(), session=session, turn=-1, first_word=-1, last_word=-1,
                type="", action=IdentifierVerb.SIGN, entity="", replacement="", scope=Scope.SESSION, check="",
            )
            for session in every
        ])
        self.signed = {"": {s for turns in every.values() for t in turns for s in sentences(t.text)}}

    def change(self) -> str:
        """Do one thing to one file, and let decisions follow; give its name."""
        way = self.chance.choice((
            self.line_on_top, self.line_in_the_middle, self.typo_mended, self.turn_cut, self.turns_joined,
            self.renamed, self.title_given, self.file_cut, self.files_joined, self.line_removed, self.label_joined,
        ))
        way()
        follow(self.on.study, accepted=True)
        return way.__name__

    def _files(self) -> list[Path]:
        return sorted(p for p in self.folder.iterdir() if p.suffix == ".txt")

    def _lines(self) -> tuple[Path, list[str]]:
        file = self.chance.choice(self._files())
        return file, body(file.read_text("utf-8").splitlines())

    def line_on_top(self) -> None:
        file, lines = self._lines()
        self._write(file, [f"ENQ : On commence par le {self.chance.choice(WORDS)} ?", *lines])

    def line_in_the_middle(self) -> None:
        file, lines = self._lines()
        at = self.chance.randrange(len(lines))
        self._write(file, [*lines[:at], f"ENQ : Et le {self.chance.choice(WORDS)} alors ?", *lines[at:]])

    def typo_mended(self) -> None:
        file, lines = self._lines()
        at = self.chance.randrange(len(lines))
        label, apart, said = lines[at].partition(" : ")
        words = said.split(" ")
        n = self.chance.randrange(len(words))
        if words[n].strip(".,?").isalpha() and words[n].strip(".,?") not in PLANTED:
            words[n] = words[n].replace(words[n].strip(".,?"), self.chance.choice(WORDS))
        lines[at] = f"{label}{apart}{' '.join(words)}"
        self._write(file, lines)

    def turn_cut(self) -> None:
        file, lines = self._lines()
        at = max(range(len(lines)), key=lambda n: len(lines[n]) + self.chance.random() * 200)
        label, apart, said = lines[at].partition(" : ")
        words = said.split(" ")
        n = self.chance.randrange(1, len(words)) if len(words) > 1 else 1
        pieces = [words[:n], words[n:]]
        self._write(file, [*lines[:at], *(f"{label}{apart}{' '.join(p)}" for p in pieces if p), *lines[at + 1 :]])

    def turns_joined(self) -> None:
        file, lines = self._lines()
        at = self.chance.randrange(len(lines) - 1)
        said = lines[at + 1].partition(" : ")[2]
        self._write(file, [*lines[:at], f"{lines[at]} {said}", *lines[at + 2 :]])

    def renamed(self) -> None:
        file = self.chance.choice(self._files())
        file.rename(file.with_name(f"entretien {self.chance.randrange(10**6)}.txt"))

    def title_given(self) -> None:
        file, lines = self._lines()
        file.unlink()
        self._write(file, ["---", f"session: E{self.chance.randrange(100, 1000)}", "---", *lines])

    def file_cut(self) -> None:
        file, lines = self._lines()
        half = len(lines) // 2
        if half > 3:
            self._write(file, lines[:half])
            self._write(file.with_name(f"suite {self.chance.randrange(10**6)}.txt"), lines[half:])

    def files_joined(self) -> None:
        files = self._files()
        if len(files) > 1:
            one, other = self.chance.sample(files, 2)
            lines = [line for file in (one, other) for line in body(file.read_text("utf-8").splitlines())]
            other.unlink()
            self._write(one, lines)

    def line_removed(self) -> None:
        file, lines = self._lines()
        at = self.chance.randrange(len(lines))
        if not PLANTED & set(lines[at].split()):
            self._write(file, [*lines[:at], *lines[at + 1 :]])

    def label_joined(self) -> None:
        session, turns = self.chance.choice(sorted(self.on.turns().items()))
        labels = sorted({t.speaker for t in turns if t.speaker != "ENQ"})
        decisions.append(self.on.study, SIGNER, [RoleDecision(
            id=secrets.token_hex(8), at=gesture_time(), session=session, turn=-1, label="ENQ", role="participant",
            same_as=self.chance.choice([*labels, ""]),
        )])

    def _write(self, file: Path, lines: list[str]) -> None:
        # A heading stays above whatever becomes of the turns.
        before = file.read_text("utf-8").splitlines() if file.exists() else []
        head = before[: len(before) - len(body(before))]
        file.write_text("\n".join([*head, *lines]) + "\n", "utf-8")

    def shown_bare(self) -> frozenset[str]:
        """Give the words masked, reserved or withdrawn that the team could read."""
        said = " ".join(t.text for turns in self.on.shown().values() for t in turns.values())
        return PLANTED & set(re.findall(r"\w+", said))

    def wrongly_signed(self) -> Iterator[str]:
        """Name the interviews that count as signed though they hold a sentence that nobody signed."""
        every = self.on.turns()
        for session in {d.session for d in decisions.identifiers(self.on.study) if d.signs}:
            here = {s for t in every.get(session, []) for s in sentences(t.text)}
            if here - self.signed[""]:
                yield session


def body(lines: list[str]) -> list[str]:
    """Give the lines of a transcript without its heading."""
    return lines[3:] if lines and lines[0] == "---" else lines


def sentences(text: str) -> set[tuple[str, ...]]:
    """Give the sentences of a turn, as runs of words, whatever their case and signs."""
    return {words for s in re.split(r"[.?!…;]", text.casefold()) if (words := tuple(re.findall(r"\w+", s)))}


def history(root: Path, seed: int, steps: int = 5, asked: int = 12) -> Iterator[tuple[str, MaskHistory]]:
    """Begin a study of so many questions and change it; give it after each change, with the changes so far."""
    made = MaskHistory(followed_study(root, asked), random.Random(seed))  # noqa: S311 - made up, the same at every run
    made.begin()
    told = ["begun"]
    yield told[0], made
    for _ in range(steps):
        told.append(made.change())
        yield " > ".join(told), made
