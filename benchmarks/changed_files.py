"""Five real interviews, 30 decisions of every kind on them → what ten ways of changing their files leave of it.

    FILIGRANE_SHARED=… python -m benchmarks.changed_files [FOLDER [WAY…]]

Two of the interviews are written as text, and name people (``PLANTED``): the corpus names hardly any.
Of each way, run to its end by real commands: whether somebody was asked before anything was written, pseudonyms that
changed, and for each kind the decisions before, those lost (their interview is no more there), detached (they stand on
no words) and moved (they stand on other words). A study is made once, and copied for each way.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import docx

from pipeline.anchoring import anchors, decisions, word_places
from pipeline.anchoring.anchors import Place, Turns
from pipeline.cli.coder_study import CoderStudy, coder_study
from pipeline.codebook import grid
from pipeline.coding import coding_writer as writing
from pipeline.coding.codings_in_place import standing_place, turns_by_session
from pipeline.ingest.readers.registry import sessions
from pipeline.ingest.speech import draft_turns
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.model import store
from pipeline.model.contracts import Identifier, Turn
from pipeline.model.decision_rows import (
    Arbitration,
    ArbitrationVerb,
    CodingDecision,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    InterviewDecision,
    InterviewVerb,
    QuoteDecision,
    QuoteVerb,
    RoleDecision,
    Scope,
    SummaryDecision,
    ThemeDecision,
    ThemeVerb,
)
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.people import titles
from pipeline.pseudonymise.resolve.mentions import check, span_of

KINDS = (
    CodingDecision, IdentifierDecision, ConsentDecision, RoleDecision, Arbitration, ThemeDecision, QuoteDecision,
    SummaryDecision, InterviewDecision,
)
ONE, TWO = "36-en-ligne.txt", "42a.txt"
PEOPLE = ("claire", "noe", "ines", "paul", "yao", "zoe")
EACH, WORDS, LETTERS = 6, 8, 4  # decisions of a kind on each interview, words of a passage, letters of a plain word
# Said by whoever answers, in the two interviews that are texts.
PLANTED = {
    ONE: ("Solveig Marchandeau", "Yannick Le Goff", "Aminata Diarra", "Bertrand Quéméneur", "Odile Fontanelle",
          "Karim Benhaddou", "Josiane Trévidic", "Mathurin Delorme", "Nolwenn Abgrall", "Hippolyte Garnier",
          "Fatoumata Sissoko", "Gwenaël Prigent", "Lucette Morvan", "Dragan Petrović", "Ninon Castelnau"),
    TWO: ("Basile Rougier", "Clotilde Vasseur", "Idrissa Camara", "Marguerite Tanguy", "Émile Fourcade",
          "Leïla Haddad", "Rozenn Le Bihan", "Octave Lambert", "Paulette Guéguen", "Souleymane Traoré",
          "Thérèse Aubanel", "Ulysse Kermarrec", "Viviane Dumoulin", "Wassim Chaouch", "Zélie Bonnafous"),
}
CHOSEN = {
    ONE: [f"{given} Aubrac" for given in ("Adèle", "Bruno", "Cécile", "Denis", "Élodie", "Franck", "Gilles", "Hélène",
                                          "Irène", "Jérôme", "Katia", "Lionel", "Muriel", "Noémie", "Olivier")],
    TWO: [f"{given} Verlhac" for given in ("Pascal", "Quentin", "Régine", "Sylvain", "Tatiana", "Urbain", "Valérie",
                                           "William", "Xavier", "Yvette", "Zacharie", "Armelle", "Benoît", "Carine",
                                           "Damien")],
}
SAYING = "Et là c'est {name} qui me l'a dit, {first} le sait bien."
BACKEND = re.compile(r"(backend: (?:&\w+ )?)(?!\*)\w+")
JUST_BEFORE = 20  # characters
# What comes after reads the same decisions at the same places; None runs all of it.
LAST: str | None = "anonymised"
ACCEPTED, NOT_WRITTEN = "--accepter", "Rien n'a été écrit"
Way = Callable[[Path], None]


def command(study: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    """Type a command in a study, with nobody there to answer."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *typed], cwd=study, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
    )


def must(study: Path, *typed: str) -> None:
    """Type a command that has to succeed."""
    done = command(study, *typed)
    if done.returncode:
        raise SystemExit(f"{' '.join(typed)}\n{done.stdout}{done.stderr}")


def made(root: Path, shared: Path) -> Path:
    """Set the study up, compute it, and work on it as people do."""
    study = root / "study"
    root.mkdir(parents=True, exist_ok=True)
    must(root, "new", str(study))
    files = sorted((shared / "corpora/entretiens_artisans").glob("*.docx"))[:6]
    for file in files[:3]:
        shutil.copy(file, study / "transcripts" / file.name)
    for name, file in ((ONE, files[3]), (TWO, files[5])):
        (study / "transcripts" / name).write_text(_as_text(file, PLANTED[name]), "utf-8")
    params = study / "params.yaml"
    params.write_text(BACKEND.sub(r"\1lexical", params.read_text("utf-8")), "utf-8")
    must(study, "run")
    work(Study(study))
    must(study, "run")
    return study


def _as_text(file: Path, names: Iterable[str]) -> str:
    lines, waiting = [], list(names)
    for said in (p.text.strip() for p in docx.Document(str(file)).paragraphs):
        lines += [said] if said else []
        if len(said) > 2 * WORDS * WORDS and waiting and lines[-2:-1] and lines[-2].startswith("[Interviewe"):
            name = waiting.pop()
            lines[-1] = f"{said} {SAYING.format(name=name, first=name.split()[0])}"
    # What found no long answer is said at the end.
    lines += ["[Interviewe] (59:00 - 59:30)", *(SAYING.format(name=n, first=n.split()[0]) for n in waiting)]
    return "\n".join(lines) + "\n"


def work(study: Study) -> None:
    """Decide thirty times in every way on the interviews."""
    at, key = coder_study(study), study_key(study)
    turns: list[Turn] = store.load(study, "turns")
    rows = store.load(study, "identifiers")
    for session in at.turns:
        _coded(study, at, session)
        own = [t for t in turns if t.session == session]
        decisions.append(study, "claire", _reserves(session, at.turns[session]))
        decisions.append(study, "claire", _voices(session, own))
        decisions.append(study, "claire", _reviewed(session, own, rows, key))
        for person in PEOPLE:
            decisions.append(study, person, [_signature(session)])
            decisions.append(study, person, [titles.line(person, session, f"Atelier {session[:4]}")])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _coded(study: Study, at: CoderStudy, session: str) -> None:
    """Code, star, write memos, rule, say what is typical, cut quotes, sum cases up, say that it was read."""
    turns, code = at.turns[session], at.codebook.codes[0].id
    theme = grid.themes(study)[0].id
    for person in PEOPLE:
        writer = writing.CodingWriter(author=person, mode="manual", codebook=at.codebook, turns=at.turns)
        decisions.append(
            study, person, [writing.read(writer, session), writing.memo(writer, session, None, "à relire")],
        )
        decisions.append(study, person, [SummaryDecision(
            id=writer.new_id(), at=writer.at, session=session, participant="", theme=theme, summary="En bref."
        )])
    writer = writing.CodingWriter(author="claire", mode="manual", codebook=at.codebook, turns=at.turns)
    lines = [writing.code(writer, session, place, code, memo="un mémo") for place in _passages(turns)]
    marks = [
        mark for p in _passages(turns)
        for mark in (writing.star(writer, session, p), writing.memo(writer, session, p, "là"))
    ]
    decisions.append(study, "claire", [*lines, *marks])
    decisions.append(study, "claire", [Arbitration(
        **_about(d, writer), code=code, decision=ArbitrationVerb.ADD, reason="r", about=d.id) for d in lines])
    decisions.append(study, "claire", [ThemeDecision(
        **_about(d, writer), theme=theme, decision=ThemeVerb.TYPICAL) for d in lines])
    decisions.append(study, "claire", [QuoteDecision(
        **_about(d, writer), decision=QuoteVerb.ATTRIBUTES, value="") for d in lines])


def _about(d: CodingDecision, writer: writing.CodingWriter) -> dict[str, Any]:
    names = ("session", "turn", "first_word", "last_turn", "last_word", "quote", "check")
    return {"id": writer.new_id(), "at": writer.at, **{name: getattr(d, name) for name in names}}


def _answers(turns: Turns) -> list[int]:
    return [n for n, t in turns.items() if t.role == "participant" and len(anchors.words(t.text)) > WORDS]


def _passages(turns: Turns) -> list[Place]:
    return [Place(n, 0, n, WORDS - 1) for n in _answers(turns)[:EACH]]


def _reserves(session: str, turns: Turns) -> list[ConsentDecision]:
    checks = {n: t.check for n, t in turns.items()}
    return [
        ConsentDecision(
            id=secrets.token_hex(16), at=_now(), session=session, turn=n, first_word=0, last_turn=n, last_word=-1,
            level="not_quotable", reason="", check=word_places.kept_checks(checks, n, n),
        ) for n in _answers(turns)[EACH : 2 * EACH]
    ]


def _voices(session: str, turns: list[Turn]) -> list[RoleDecision]:
    """Say who asks and who answers, and whose some turns are: what the machine had understood."""
    labels = {t.speaker: t.role for t in turns if t.speaker and t.role in {"interviewer", "participant"}}
    whole = [RoleDecision(
        id=secrets.token_hex(16), at=_now(), session=session, turn=-1, label=label, role=role, same_as=""
    ) for label, role in labels.items()]
    shapes = [DraftTurn(t.speaker, "", [t.text]) for t in turns]
    return whole + [RoleDecision(
        id=secrets.token_hex(16), at=_now(), session=session, turn=n, label=t.speaker, role="", same_as=t.speaker,
        check=draft_turns.check(shapes, n),
    ) for n, t in enumerate(turns) if t.speaker and len(t.text.split()) > WORDS][:EACH]


def _signature(session: str) -> IdentifierDecision:
    return IdentifierDecision(
        id=secrets.token_hex(16), at=_now(), session=session, turn=-1, first_word=-1, last_word=-1, type="",
        action=IdentifierVerb.SIGN, entity="", replacement="", scope=Scope.SESSION, check="",
    )


def _reviewed(session: str, turns: list[Turn], rows: Iterable[Identifier], key: bytes) -> list[IdentifierDecision]:
    """Keep words in clear, mask others, and choose the pseudonyms of the people who are named in full."""
    texts = {t.turn: t for t in turns}
    pseudonyms = {name: new for file, names in PLANTED.items() for name, new in zip(names, CHOSEN[file], strict=True)}
    found: dict[str, IdentifierDecision] = {}
    for row in (r for r in rows if r.session == session and r.turn in texts):
        name = texts[row.turn].text[row.start : row.end]
        if name in pseudonyms and name not in found:
            spans = anchors.words(texts[row.turn].text)
            covered = [n for n, (a, b) in enumerate(spans) if a < row.end and row.start < b]
            ruling = ("person", "replace", pseudonyms[name], "everywhere")
            found[name] = _ruled(texts[row.turn], (covered[0], covered[-1]), key, ruling)
    long = [t for t in turns if len(anchors.words(t.text)) > 2 * WORDS][:EACH]
    return [*found.values(), *(line for turn in long for line in _plain_words(turn, key))]


def _plain_words(turn: Turn, key: bytes) -> Iterator[IdentifierDecision]:
    words = [n for n, word in enumerate(anchors.split(turn.text)) if word.islower() and len(word) >= LETTERS]
    rulings = ("misc", "keep", "", "here"), ("misc", "replace", "[chose]", "here")
    for n, ruling in zip(words[:2], rulings, strict=True):
        yield _ruled(turn, (n, n), key, ruling)


def _ruled(turn: Turn, words: tuple[int, int], key: bytes, ruling: tuple[str, ...]) -> IdentifierDecision:
    spans, (kind, action, shown, scope) = anchors.words(turn.text), ruling
    said = turn.text[spans[words[0]][0] : spans[words[1]][1]]
    return IdentifierDecision(
        id=secrets.token_hex(16), at=_now(), session=turn.session, turn=turn.turn, first_word=words[0],
        last_word=words[1], type=cast("Any", kind), action=IdentifierVerb(action), entity="",
        replacement=shown, scope=Scope(scope), check=check(key, said),
    )


# What a study's owner may do to its files.


def sessions_added(folder: Path) -> None:
    """Write sessions.csv as the tutorial says, with identifiers."""
    files = sorted(p.name for p in folder.iterdir() if p.suffix in {".docx", ".txt"})
    rows = [f"E{n:02};{file}" for n, file in enumerate(files, 1)]
    (folder / "sessions.csv").write_text("\n".join(["session;fichier", *rows]) + "\n", "utf-8")


def renamed(folder: Path) -> None:
    """Give two files other names."""
    (folder / ONE).rename(folder / "un autre nom.txt")
    first(folder).rename(folder / "Atelier.docx")


def moved(folder: Path) -> None:
    """Put files into a folder."""
    (folder / "terrain").mkdir()
    for file in (folder / ONE, first(folder)):
        file.rename(folder / "terrain" / file.name)


def as_docx(folder: Path) -> None:
    """Save a text as a Word document."""
    written = docx.Document()
    for line in (folder / ONE).read_text("utf-8").splitlines():
        written.add_paragraph(line)
    written.save(str(folder / ONE.replace(".txt", ".docx")))
    (folder / ONE).unlink()


def typo_mended(folder: Path) -> None:
    """Mend a word in a passage that nobody coded, and another in one that somebody did."""
    for name in (ONE, TWO):
        text = (folder / name).read_text("utf-8")
        longest = max(re.findall(r"\b[a-zà-ÿ]{7,}\b", text), key=len)
        (folder / name).write_text(text.replace(longest, longest[:-1] + "x", 1), "utf-8")


def split(folder: Path) -> None:
    """Cut an interview in two files, between two paragraphs."""
    lines = (folder / TWO).read_text("utf-8").splitlines(keepends=True)
    half = next(n for n in range(len(lines) // 2, len(lines)) if lines[n].startswith("[Chercheur"))
    (folder / "42a suite.txt").write_text("".join(lines[half:]), "utf-8")
    (folder / TWO).write_text("".join(lines[:half]), "utf-8")


def merged(folder: Path) -> None:
    """Put two interviews into one file."""
    text = (folder / ONE).read_text("utf-8")
    (folder / ONE).unlink()
    (folder / TWO).write_text((folder / TWO).read_text("utf-8").rstrip() + "\n" + text, "utf-8")


def other_encoding(folder: Path) -> None:
    """Save texts as an old Windows does, and as UTF-16."""
    for name, encoding in ((ONE, "cp1252"), (TWO, "utf-16")):
        (folder / name).write_bytes((folder / name).read_text("utf-8").encode(encoding, "replace"))


def id_given(folder: Path) -> None:
    """Give an interview an identifier in its heading."""
    (folder / ONE).write_text(f"---\nsession: E12\n---\n{(folder / ONE).read_text('utf-8')}", "utf-8")


def id_changed(folder: Path) -> None:
    """Give interviews identifiers, then others to the same: done in two runs."""
    sessions_added(folder)
    must(folder.parent, "run", *([LAST] if LAST else []))
    path = folder / "sessions.csv"
    path.write_text(re.sub(r"^E0(\d)", r"P1\1", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def first(folder: Path) -> Path:
    """Give the first Word document."""
    return min(folder.glob("*.docx"))


WAYS: tuple[Way, ...] = (
    sessions_added, renamed, moved, as_docx, typo_mended, split, merged, other_encoding, id_given, id_changed,
)


class Standing:
    """A study as its last run left it: what is decided there, and the words in clear that each decision stands on."""

    def __init__(self, study: Study) -> None:
        self.study, self.key = study, study_key(study)
        self.turns: dict[tuple[str, int], Turn] = {(t.session, t.turn): t for t in store.load(study, "turns")}
        self.shown = turns_by_session(store.load(study, "anonymised"))
        self.live = {s.session for s in sessions(study)}

    @cached_property
    def held(self) -> dict[tuple[str, str], tuple[str, Decision]]:
        """Decisions in force with their kind, by author and identifier."""
        every = (d for kind in KINDS for d in decisions.in_force(decisions.read(self.study, kind)))
        return {(d.author, d.id): (what, d) for d in every if (what := kind_of(d))}

    @cached_property
    def words(self) -> dict[tuple[str, str], str]:
        """The words that each decision about words stands on; none of one that stands nowhere."""
        found = {key: self._of(d) for key, (_, d) in self.held.items() if d.turn >= 0}
        return {key: said for key, said in found.items() if said}

    def _of(self, d: Decision) -> str:
        if isinstance(d, CodingDecision | Arbitration | ThemeDecision | QuoteDecision):
            place = standing_place(d, self.shown.get(d.session, {}))
            return self._said(d.session, place) if isinstance(place, Place) else ""
        turn = self.turns.get((d.session, d.turn))
        if isinstance(d, IdentifierDecision):
            span = span_of(turn.text, d, self.key) if turn else None
            return turn.text[slice(*span)] if turn and span else ""
        if isinstance(d, ConsentDecision):
            checks = {n: t.check for n, t in self.shown.get(d.session, {}).items()}
            at = word_places.place_consent(d, checks).stretches
            return " ".join(self.turns[d.session, n].text for one in at for n in range(one.turn, one.last_turn + 1))
        return turn.text if turn else ""

    def _said(self, session: str, place: Place) -> str:
        words = anchors.split(self.turns[session, place.turn].text)
        return " ".join(words[place.first_word : place.last_word + 1])

    @cached_property
    def called(self) -> dict[tuple[str, str], str]:
        """The pseudonym under which each name said is read, by itself and what is said just before."""
        rows: list[Identifier] = store.load(self.study, "identifiers")
        return {
            (t.text[max(0, r.start - JUST_BEFORE) : r.start], t.text[r.start : r.end]): r.replacement for r in rows
            if r.action == "replace" and r.type == "person" and (t := self.turns.get((r.session, r.turn)))
        }


def kind_of(d: Decision) -> str:
    """Name the kind of a decision, as the table of results does; nothing for what the machine wrote."""
    place = "passage" if d.turn >= 0 else "whole"
    if isinstance(d, InterviewDecision):
        return "title" if d.decision == InterviewVerb.TITLE else ""
    if isinstance(d, IdentifierDecision):
        names = {"sign": "signature", "keep": "kept word", "fix": ""}
        chosen = "chosen pseudonym" if d.scope == "everywhere" else "masked word"
        return names.get(d.action, chosen)
    if isinstance(d, CodingDecision):
        return {"add": "coding", "memo": f"memo ({place})"}.get(d.decision, d.decision)
    name = type(d).__name__.removesuffix("Decision").lower()
    return f"{name} ({place})" if isinstance(d, RoleDecision) else name


@dataclass
class Fate:
    """What became of the decisions of one kind."""

    before: int = 0
    lost: int = 0
    detached: int = 0
    moved: int = 0


def fates(before: Standing, after: Standing) -> dict[str, Fate]:
    """Tell what became of all decisions, kind by kind."""
    found: dict[str, Fate] = defaultdict(Fate)
    for key, (kind, _) in before.held.items():
        fate, now = found[kind], after.held.get(key)
        fate.before += 1
        if now is None or (now[1].session and now[1].session not in after.live):
            fate.lost += 1
        elif key in before.words and key not in after.words:
            fate.detached += 1
        elif key in before.words and not alike(before.words[key], after.words[key]):
            fate.moved += 1
    return dict(sorted(found.items()))


def alike(was: str, now: str) -> bool:
    """Tell whether words are the same, but for one that a hand mended and for spaces."""
    one, other = anchors.split(was), anchors.split(now)
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def tried(study: Path, way: Way, place: Path) -> bool:
    """Change the files of a copy, run, and tell what became of the work; gives whether all is well."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(study, place, symlinks=True)
    before = Standing(Study(place))
    before.words, before.called  # noqa: B018 - read before the files change
    way(place / "transcripts")
    typed = ["run", *([LAST] if LAST else [])]
    done = command(place, *typed)
    asked = bool(done.returncode) and NOT_WRITTEN in done.stdout + done.stderr
    print(f"== {way.__name__}" + (" : asked first, nothing written; then accepted" if asked else ""), flush=True)
    if done.returncode:
        print("   " + "\n   ".join((done.stdout + done.stderr).splitlines()[-25:]), flush=True)
        again = command(place, *typed, ACCEPTED) if asked else done
        if again.returncode:
            print("   STOPPED\n" + (again.stdout + again.stderr)[-2000:], flush=True)
            return False
    after = Standing(Study(place))
    found = fates(before, after)
    for kind, fate in found.items():
        bad = "" if not (fate.lost or fate.detached or fate.moved) else "  <<<"
        told = f"n = {fate.before:>3}  lost {fate.lost}  detached {fate.detached}  moved {fate.moved}"
        print(f"   {kind:<18} {told}{bad}")
    shared = before.called.keys() & after.called.keys()
    changed = [key for key in shared if before.called[key] != after.called[key]]
    print(f"   pseudonyms n = {len(shared)} of {len(before.called)}, changed {len(changed)}", flush=True)
    unasked = 0 if asked else sum(f.lost + f.detached for f in found.values())
    return not (unasked or changed or any(f.moved for f in found.values()))


def main() -> int:
    """Try every way, or those named."""
    shared = Path(os.environ["FILIGRANE_SHARED"])
    root = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()).resolve()
    study = root / "study" if (root / "study").exists() else made(root, shared)
    ways = [way for way in WAYS if not sys.argv[2:] or way.__name__ in sys.argv[2:]]
    failed = [way.__name__ for way in ways if not tried(study, way, root / way.__name__)]
    print(f"{len(ways) - len(failed)} of {len(ways)} ways as they should be; not: {', '.join(failed) or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
