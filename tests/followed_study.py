"""A study of three interviews on which all kinds of decisions were made, and what its owner may do to its files."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import excerpt_id, kept_checks
from pipeline.ingest.readers.registry import sessions, transcripts
from pipeline.ingest.speech import draft_turns
from pipeline.ingest.speech.draft_turns import DraftTurn
from pipeline.ingest.withdrawals import voice
from pipeline.model.contracts import AnonymisedTurn, Consent, Identifier, Turn
from pipeline.model.decision_rows import (
    Arbitration,
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    Decision,
    Extent,
    IdentifierDecision,
    IdentifierVerb,
    QuoteDecision,
    RoleDecision,
    Scope,
    SummaryDecision,
    ThemeDecision,
    WithdrawalDecision,
)
from pipeline.model.store import save
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, study_key
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.run.flow import stage
from pipeline.stages.anonymised import anonymised
from pipeline.stages.identifiers import identifiers

HERE = Path(__file__).parent.parent
LONG = 120  # characters
AT = "2026-01-02T10:00:00.000001+00:00"
ASKED = ("Vous êtes arrivée quand ici ?", "Et comment se passe une journée ?", "Qui décide de ça dans le service ?",
         "Et le numérique dans tout cela ?", "Qu'est-ce qui vous manque le plus ?", "Et pour finir ?")
WORDS = (
    "dossier guichet usager collègue réunion permanence formulaire écran planning accueil secteur hiérarchie "
    "urgence logement budget famille école quartier courrier tampon archive couloir bureau téléphone imprimante "
    "attestation consigne contrat équipe stagiaire binôme rapport visite tournée atelier jardin cantine mairie "
    "commission partenaire association bénévole médiateur juriste comptable directrice standard badge parking"
).split()
VERBS = "porte range cherche montre garde oublie refait surveille transmet reprend annule signe trie classe".split()
NAMES = {"01": "Awa", "02": "Bertille", "03": "Casimir", "04": "Dora"}
FILES = {"entretien awa.txt": "01", "entretien bertille.txt": "02", "entretien casimir.txt": "03"}
MARKED = (CodingVerb.STAR, CodingVerb.MEMO, CodingVerb.UNSURE, CodingVerb.MODIFY)


def said(name: str, turns: int = 12) -> list[tuple[str, str]]:
    """Make up an interview: questions that all are asked, answers of its own, and « Oui. » now and then."""
    chance = random.Random(f"study {name}")  # noqa: S311 - made up, and the same at every run
    lines: list[tuple[str, str]] = []
    for number in range(turns):
        lines.append(("ENQ", ASKED[number % len(ASKED)]))
        sentences = [_sentence(chance) for _ in range(chance.randint(2, 4))]
        if number % 4 == 1:
            sentences.insert(1, f"Là {NAMES[name]} m'a dit que Solveig viendrait demain.")
        lines.append((NAMES[name], " ".join(sentences)))
        if number % 3 == 2:
            lines += [("ENQ", "D'accord."), (NAMES[name], "Oui.")]
    return lines


def _sentence(chance: random.Random) -> str:
    one, other, third = chance.sample(WORDS, 3)
    return f"Ici le {one} {chance.choice(VERBS)} toujours le {other}, et moi je {chance.choice(VERBS)} le {third}."


def text_of(lines: list[tuple[str, str]]) -> str:
    """Write an interview as a file of text."""
    return "\n".join(f"{label} : {words}" for label, words in lines) + "\n"


@dataclass
class Followed:
    """The study, and what each decision was about when it was written: its words, or its interview."""

    study: Study
    words: dict[str, list[str]] = field(default_factory=dict)
    interview: dict[str, str] = field(default_factory=dict)
    cut: dict[tuple[str, ...], list[Turn]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.study / "transcripts"

    def turns(self) -> dict[str, list[Turn]]:
        settings = {s: self.study.params("turns")[s] for s in stage("turns").settings}
        roles, mended = decisions.roles(self.study), decisions.corrections(self.study)
        found: dict[str, list[Turn]] = {}
        for name, part in transcripts(self.study).items():
            of = [[d for d in lines if d.session == name] for lines in (roles, mended)]
            # A change leaves most files as they are: a history cuts each text once.
            key = (part.digest, *(f"{d.id} {d.session} {d.turn}" for lines in of for d in lines))
            if key not in self.cut:
                self.cut[key] = stage("turns").function(part.load(), *of, **settings)
            found[name] = self.cut[key]
        return found

    def identified(self) -> list[Identifier]:
        every = [t for turns in self.turns().values() for t in turns]
        found, _ = identifiers(
            every, [], sessions(self.study), decisions.identifiers(self.study), study_key(self.study),
            **self.study.params("identifiers"),
        )
        return found

    def shown(self) -> dict[str, dict[int, AnonymisedTurn]]:
        every = [t for turns in self.turns().values() for t in turns]
        made = anonymised(
            every, self.identified(), decisions.identifiers(self.study), decisions.consent(self.study),
            study_key(self.study), decisions.withdrawals(self.study),
        )
        found: dict[str, dict[int, AnonymisedTurn]] = {}
        for turn in made:
            found.setdefault(turn.session, {})[turn.turn] = turn
        return found

    def called(self) -> dict[str, str]:
        """Give the pseudonym under which each long turn is read, by its last words."""
        every = [t for turns in self.shown().values() for t in turns.values()]
        return {t.text[-30:].replace("’", "'"): t.speaker for t in every if len(t.text) > LONG}

    def whose(self) -> dict[str, str]:
        """Tell which interview each session holds most of."""
        told: dict[str, str] = {}
        for name, turns in self.turns().items():
            own = {n: sum(t.text in {w for _, w in said(n)} for t in turns if len(t.text) > 50) for n in NAMES}
            told[name] = max(own, key=lambda n: own[n])
        return told

    def decide(self, author: str, *made: Decision) -> None:
        decisions.append(self.study, author, made)
        whose, turns = self.whose(), self.turns()
        for d in made:
            self.interview[d.id] = whose.get(d.session, "")
            if d.turn >= 0:
                self.words[d.id] = source_words(turns[d.session], d)


def source_words(turns: list[Turn], d: Decision) -> list[str]:
    """Give the words of the transcript that a decision stands on."""
    last_turn = max(d.turn, getattr(d, "last_turn", d.turn))
    words = [(n, i, w) for n in range(d.turn, last_turn + 1) for i, w in enumerate(anchors.split(turns[n].text))]
    first, last = max(0, getattr(d, "first_word", 0)), getattr(d, "last_word", -1)
    last = last if last >= 0 else max(i for n, i, _ in words if n == last_turn)
    return [w for n, i, w in words if (d.turn, first) <= (n, i) <= (last_turn, last)]


def followed_study(root: Path, asked: int = 12) -> Followed:
    """Write the study and its files, as someone starts who has no metadata yet; nothing is decided."""
    (root / "transcripts").mkdir(parents=True)
    (root / "secrets").mkdir()
    (root / PLACE).write_text("7" * 64 + "\n", "ascii")
    (root / "params.yaml").write_text((HERE / "params.yaml").read_text("utf-8"), "utf-8")
    for file, name in FILES.items():
        (root / "transcripts" / file).write_text(text_of(said(name, asked)), "utf-8")
    return Followed(Study(root))


def work(on: Followed) -> None:
    """Decide something of every kind on every interview."""
    shown, key = on.shown(), study_key(on.study)
    rows = on.identified()
    save(on.study, "identifiers", rows)
    for session in sorted(shown):
        _work(on, session, shown[session], key)


def _work(on: Followed, session: str, shown: dict[int, AnonymisedTurn], key: bytes) -> None:
    whole: dict[str, Any] = {"first_word": -1, "last_turn": -1, "last_word": -1}
    about: dict[str, Any] = {"at": AT, "session": session}
    long = [n for n, t in sorted(shown.items()) if len(t.text) > LONG]
    oui = next(n for n, t in shown.items() if t.text == "Oui.")
    places = [
        Place(long[0], 0, long[0], 12), Place(long[1], 5, long[1], 9), Place(long[2], 0, long[2] + 1, 3),
        Place(long[3], 0, long[3], 0), Place(long[4], 2, long[5], 4), Place(oui, 0, oui, 0), Place(oui, 0, oui, 1),
        Place(long[7], 10, long[7], 27),
    ]
    lines = [_coding(session, shown, place, CodingVerb.ADD) for place in places]
    suggested = f"{excerpt_id(session, long[0], 0, 12)}|A1"
    answered = replace(lines[0], id=_new(), decision=CodingVerb.ACCEPT, replaces=suggested)
    marks = [_coding(session, shown, places[1], d) for d in MARKED]
    of_all = [replace(lines[0], id=_new(), turn=-1, quote="", check="", code="", decision=d, memo="m", **whole)
              for d in (CodingVerb.READ, CodingVerb.MEMO)]
    on.decide("claire", *lines, answered, *marks, *of_all)
    on.decide("noe", _coding(session, shown, places[2], CodingVerb.ADD), _coding(session, shown, places[1],
                                                                                 CodingVerb.REFUSE))
    on.decide("claire", _said(Arbitration, lines[2], code="A1", decision="add", reason="r", about=lines[2].id))
    on.decide("claire", _said(ThemeDecision, lines[1], theme="temps", decision="typical"),
              _said(ThemeDecision, lines[3], theme="temps", decision="contrary"))
    on.decide("claire", _said(QuoteDecision, lines[7], decision="attributes", value="age"))
    on.decide("claire", SummaryDecision(**about, id=_new(), participant="", theme="temps", summary="Court.",
                                        quotes=excerpt_id(session, long[1], 0, 9)))
    checks = {n: t.check for n, t in shown.items()}
    reserved: list[tuple[int, int, Consent]] = [(long[6], 0, "not_quotable"), (long[8], 3, "erased")]
    on.decide("claire", *(ConsentDecision(**about, id=_new(), turn=n, first_word=f, last_turn=n, last_word=-1,
                                          level=level, reason="", check=kept_checks(checks, n, n))
                          for n, f, level in reserved))
    turns = on.turns()[session]
    label = next(t.speaker for t in turns if t.speaker != "ENQ")
    on.decide("claire", RoleDecision(**about, id=_new(), turn=-1, label=label, role="participant", same_as=""))
    shapes = [DraftTurn(t.speaker, "", [t.text]) for t in turns]
    on.decide("claire", *(
        RoleDecision(
            **about, id=_new(), turn=n, label=label, role="", same_as=label, check=draft_turns.check(shapes, n)
        )
        for n in (long[1], long[7])
    ))
    on.decide("claire", *_names(about, turns, key))
    withdrawn = [t for t in turns if t.turn == long[9]]
    on.decide("claire", *(
        WithdrawalDecision(**about, id=_new(), turn=t.turn, first_word=0, last_word=-1, who="",
                                            extent=Extent.PUBLICATION,
                           reason="", check=anchors.check(t.text, key)) for t in withdrawn
    ))
    # Someone who said too little to be known by their words.
    on.decide("claire", WithdrawalDecision(
        **about, id=_new(), turn=-1, first_word=-1, last_word=-1, who=voice(key, session, label),
        extent=Extent.PUBLICATION,
        reason="", check="",
    ))


def _new() -> str:
    return secrets.token_hex(16)


def _coding(session: str, shown: dict[int, AnonymisedTurn], place: Place, decision: CodingVerb) -> CodingDecision:
    return CodingDecision(
        id=_new(), at=AT, session=session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=anchors.quote(shown, place), code="A1", decision=decision, mode="manual",
        definition="1", memo="un mémo", check=anchors.checks(shown, place),
    )


def _said(kind: Callable[..., Decision], like: CodingDecision, **said: str) -> Decision:
    return kind(
        id=_new(), at=AT, session=like.session, turn=like.turn, first_word=like.first_word, last_turn=like.last_turn,
        last_word=like.last_word, quote=like.quote, check=like.check, **said,
    )


def _names(about: dict[str, Any], turns: list[Turn], key: bytes) -> list[IdentifierDecision]:
    found = []
    for turn in turns:
        words = anchors.split(turn.text)
        for name, action, shown in (("Solveig", IdentifierVerb.KEEP, ""), ("Là", IdentifierVerb.KEEP, ""),
                                    ("demain", IdentifierVerb.REPLACE, "[date]")):
            found += [
                IdentifierDecision(**about, id=_new(), turn=turn.turn, first_word=n, last_word=n, type="misc",
                                   action=action, entity="", replacement=shown, scope=Scope.HERE, check=check(key,
                                                                                                              name))
                for n, word in enumerate(words) if word == name
            ]
    sign = IdentifierDecision(**about, id=_new(), turn=-1, first_word=-1, last_word=-1, type="",
                              action=IdentifierVerb.SIGN, entity="", replacement="", scope=Scope.SESSION, check="")
    return [*found, sign]


def table(folder: Path, *, ids: dict[str, str], named: bool = True) -> None:
    """Write ``sessions.csv`` as the tutorial says."""
    files = {name: file for file, name in FILES.items()}
    surnames = {"01": "Awa Fournel", "02": "Bertille Ozanne", "03": "Casimir Veyrat"}
    rows = [f"{ids[n]};{files[n]};{NAMES[n]};{surnames[n] if named else ''}" for n in ids]
    (folder / "sessions.csv").write_text("session;fichier;locuteur;nom\n" + "\n".join(rows) + "\n", "utf-8")
