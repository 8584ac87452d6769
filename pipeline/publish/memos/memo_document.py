"""Memos → a document one takes away; what it says, in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass
from pipeline.codebook import grid
from pipeline.codebook.grid import Codebook, Theme
from pipeline.coding.codings_in_place import standing_place, turns_by_session
from pipeline.coding.memos import LinkNames, Memo, link_names, memos, pieces
from pipeline.model import store
from pipeline.model.contracts import Participant
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.consent import strictest_on, words_by_turn
from pipeline.pseudonymise.people.speakers import people
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import ParagraphBlock, Part, Quotation, Title, typeset
from pipeline.publish.held_back import HeldBack, doubted_memo, waiting
from pipeline.publish.quotes import quotes

TITLE = "Mémos"
WHAT = "Tous les mémos de l'enquête, par ce dont ils parlent, puis dans l'ordre où ils ont été écrits."
SECTIONS = {
    "study": "L'enquête", "code": "Codes", "theme": "Thèmes", "person": "Personnes", "session": "Entretiens",
    "passage": "Passages",
}
SIGNED = "{author}, {day}"
ON_CODE = "Codé : {code}"
WHERE, WHERE_TO = "{session}, tour de parole {first}", "{session}, tours de parole {first} à {last}"
BROKEN = "[[{name}]] (ce lien ne mène nulle part)"
RESERVED = "Passage réservé par la personne : il ne se cite pas."
LOST = "Ce passage ne se trouve plus dans l'entretien."
UNSIGNED = "Passage de {session} : ses mots restent ici tant que l'entretien ne peut pas sortir."
WAITING_ONE = "1 mémo reste ici : un mot y est à régler avant de sortir."
WAITING = "{count} mémos restent ici : un mot y est à régler avant de sortir."
NONE = "Aucun mémo n'est écrit pour l'instant."
NONE_YET = "Aucun mémo à écrire : {who} n'en a encore noté. Ils se notent en lisant (page Lecture) et au journal."
NOBODY = "personne"
DONE_ONE, DONE = "1 mémo écrit dans {path}.", "{count} mémos écrits dans {path}."


@dataclass(frozen=True)
class MemoSources:
    """
    What memos speak of, as it is called, and what of it may be quoted.

    Attributes:
        called: session → its title.
        held: what each interview waits for: its words are not quoted before.
        doubted: whether a word of a memo is to be settled: it stays.
    """

    title: str
    fictional: bool
    turns: Mapping[str, Turns]
    book: Codebook
    themes: Sequence[Theme]
    people: Sequence[str]
    called: Mapping[str, str]
    held: HeldBack = field(default_factory=HeldBack)
    doubted: Callable[[str], bool] = lambda _: False

    def subject(self, memo: Memo) -> str:
        """Name what a memo is about."""
        about = memo.subject
        if about.kind == "code":
            labels = {c.id: f"{c.id} {c.label}" for c in self.book.codes}
            return labels.get(self.book.in_force(about.key), about.key)
        if about.kind == "theme":
            return next((t.label for t in self.themes if t.id == about.key), about.key)
        return self.called.get(about.key, about.key)


def document(held: Sequence[Memo], of: MemoSources) -> list[Part]:
    """Lay memos out by what they are about: the study, codes, themes, people, interviews, then passages."""
    kept = [m for m in held if not of.doubted(m.text)]
    parts: list[Part] = [Title(f"{TITLE}, {of.title}" if of.title else TITLE, 1)]
    parts += [ParagraphBlock(quotes.FICTIONAL)] if of.fictional else []
    parts += [ParagraphBlock(quotes.PSEUDONYMISED), ParagraphBlock(WHAT if kept else NONE)]
    if left := len(held) - len(kept):
        parts.append(ParagraphBlock(WAITING_ONE if left == 1 else WAITING.format(count=left)))
    names = link_names(of.book, of.themes, of.people, of.called, kept)
    for kind, section in SECTIONS.items():
        about = [m for m in kept if m.subject.kind == kind]
        parts += [Title(section)] if about else []
        for subject in sorted({of.subject(m) for m in about}):
            parts += [Title(subject, 3)] if subject else []
            for memo in (m for m in about if of.subject(m) == subject):
                parts += _memo(memo, of, names)
    return [part if isinstance(part, Quotation) else typeset(part) for part in parts]


def _memo(memo: Memo, of: MemoSources, names: LinkNames) -> Iterator[Part]:
    line = memo.line
    code = getattr(line, "code", "") if memo.subject.kind == "passage" else ""
    if memo.subject.place:
        yield from _quoted(memo, of)
    if code:
        labels = {c.id: f"{c.id} {c.label}" for c in of.book.codes}
        yield ParagraphBlock(ON_CODE.format(code=labels.get(of.book.in_force(code), code)))
    yield from (ParagraphBlock(_linked(said, names)) for said in memo.text.splitlines() if said.strip())
    yield ParagraphBlock(SIGNED.format(author=line.author, day=line.at[:10]))


def _linked(said: str, names: LinkNames) -> str:
    told = (
        words if not link else f"« {target.label} »" if target else BROKEN.format(name=words)
        for words, target, link in pieces(said, names)
    )
    return "".join(told)


def _quoted(memo: Memo, of: MemoSources) -> Iterator[Part]:
    session, turns = memo.line.session, of.turns.get(memo.line.session, {})
    place = standing_place(memo.line, turns)
    if not isinstance(place, Place):
        yield ParagraphBlock(LOST)
        return
    level = strictest_on(turns, place)
    if not may_pass(level, "export"):
        yield ParagraphBlock(RESERVED)
        return
    called = of.called.get(session, session)
    if of.held.holds(UNATTRIBUTED if level == "unattributed" else session):
        yield ParagraphBlock(UNSIGNED.format(session=called))
        return
    for turn, (first, last) in words_by_turn(turns, place):
        spans = anchors.spans(turns[turn])
        yield Quotation(turns[turn].text[spans[first][0] : spans[last][1]])
    where = WHERE if place.turn == place.last_turn else WHERE_TO
    if level == "free":
        yield ParagraphBlock(where.format(session=called, first=place.turn, last=place.last_turn))


def sources(study: Study) -> MemoSources:
    """Gather what the memos of a study speak of, from what the last run made, and what of it may leave."""
    said = study.params("study")
    made = (study / "build/anonymised.parquet").exists()
    turns = turns_by_session(store.load(study, "anonymised")) if made else {}
    met: list[Participant] = store.load(study, "participants") if made else []
    return MemoSources(
        str(said.get("title", "")), bool(said.get("fictional")), turns, grid.codebook(study), grid.themes(study),
        sorted(people(p.participant for p in met)), study_titles(study), waiting(study), doubted_memo(study),
    )


def held_by(study: Study, by: str = "") -> list[Memo]:
    """Give the memos of everyone, or of one person."""
    return [m for m in memos(decisions.codings(study), decisions.themes(study)) if by in {"", m.line.author}]


def content(study: Study, kind: str, by: str = "") -> bytes:
    """Write the memos of everyone, or of one person, in a kind of file."""
    return written(document(held_by(study, by), sources(study)), kind)


def export(study: Study, path: Path, by: str = "") -> list[str]:
    """
    Write the memos of a study.

    Raises:
        FiligraneError: the kind of file is not known.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise FiligraneError(f"{path} : choisissez un nom qui finit par {', '.join(f'.{k}' for k in FORMATS)}.")
    count = len(held_by(study, by))
    write_whole(path, content(study, kind, by))
    done = [(DONE_ONE if count == 1 else DONE).format(count=count, path=path)]
    return done if count else [*done, NONE_YET.format(who=by or NOBODY)]
