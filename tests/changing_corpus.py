"""A study of three sessions whose every input can change, made by the very stages: for the causes of what changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.analysis.counts import summaries
from pipeline.anchoring import anchors
from pipeline.changes.causes import Cause
from pipeline.changes.past_tables import Tables
from pipeline.changes.recall import Ingredients, Settings, run
from pipeline.codebook.grid import Code, Codebook, Family, Marker, Theme
from pipeline.model.contracts import Excerpt, Proposal, Turn, Vectors
from pipeline.model.decision_rows import (
    CodingDecision,
    CodingVerb,
    ConsentDecision,
    IdentifierDecision,
    IdentifierVerb,
    Scope,
)
from pipeline.model.study import Study
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.stages.anonymised import anonymised
from pipeline.stages.definitions import definitions
from pipeline.stages.embeddings import embeddings
from pipeline.stages.identifiers import identifiers
from pipeline.stages.themes import themes
from tests.small_corpus import KEY, POLICY, session

HERE = Study(Path(__file__).parent.parent)
SAID: dict[str, tuple[str, ...]] = {
    "E01": (
        "Franchement nous n'avons pas le temps de recevoir tout le monde ici.",
        "Le matin je prends mon café avec les collègues du service social.",
        "Ce n'est pas mon rôle de remplir les formulaires à leur place.",
        "Les gens arrivent avec leur téléphone et ils attendent dans la salle.",
        "Nous n'avons pas le temps, et la liste des rendez-vous est pleine.",
    ),
    "E02": (
        "On leur demande le mot de passe et on le note sur un papier.",
        "Ici nous n'avons pas le Temps, c'est ce que tout le monde répète.",
        "Moi je trouve que ce n'est pas mon rôle de cliquer pour eux.",
        "La salle est petite, il fait chaud, et le chauffage ne marche plus.",
        "Il y a toujours un collègue pour dépanner quand la machine tombe.",
    ),
    "E03": (
        "Je garde leur mot de passe dans un carnet fermé à clé au bureau.",
        "Nous n'avons pas le temps de les former, alors on fait pour eux.",
        "Le midi nous mangeons ensemble dans la petite cuisine du fond.",
        "Il faut du courage pour dire que ce n'est pas mon rôle du tout.",
        "Et puis le soir je rentre chez moi par le bus de dix-huit heures.",
    ),
}
GRID = Codebook(
    (Family("A", "Métier"), Family("B", "Droit")),
    (
        Code("A1", "Rôle", "A", "Où finit le rôle.", markers=(Marker("pas mon rôle"),), version="1"),
        Code("A3", "Temps", "A", "Le temps manque.", markers=(Marker("pas le temps"),), version="1"),
        Code("B1", "Mots de passe", "B", "Les identifiants.", markers=(Marker("mot de passe"),), version="1"),
        Code("C2", "Vie du service", "B", "Le quotidien.", version="1"),
    ),
)
THEMES = (Theme("temps", "Temps", "Courir.", ("A3", "C2")), Theme("droit", "Droit", "Garder.", ("B1", "A1")))
SETTINGS: Settings = {name: HERE.params(name) for name in ("excerpts", "suggestions")}


@dataclass(frozen=True)
class World:
    """All that a run is made from."""

    said: dict[str, tuple[str, ...]] = field(default_factory=lambda: SAID)
    grid: Codebook = GRID
    themes: tuple[Theme, ...] = THEMES
    decided: tuple[CodingDecision, ...] = ()
    named: tuple[IdentifierDecision, ...] = ()
    consent: tuple[ConsentDecision, ...] = ()
    settings: Settings = field(default_factory=lambda: SETTINGS)


def coded(name: str, turn: int, code: str, decision: CodingVerb = CodingVerb.ADD) -> CodingDecision:
    """A code put on a whole turn, as it was first said."""
    text = SAID[name][turn]
    last = len(anchors.words(text)) - 1
    return CodingDecision(
        id=f"{name}-{turn}-{code}", at="2026-01-01", session=name, turn=turn, first_word=0, last_turn=turn,
        last_word=last, quote=text, code=code, decision=decision, mode="manual", definition="1", author="ana",
        check=anchors.check(text, KEY),
    )


KEPT = (
    coded("E01", 1, "C2"), coded("E01", 3, "C2"), coded("E02", 3, "C2"), coded("E03", 2, "C2"), coded("E03", 4, "C2"),
    coded("E02", 0, "B1"),
)
FIRST = World(decided=KEPT)


def transcript(world: World) -> World:
    """Someone corrects two turns: a marker goes, and words that were coded."""
    said = list(world.said["E01"])
    said[1:3] = ["Le matin je ne fais rien du tout.", "C'est bien à moi de remplir les formulaires à leur place."]
    return replace(world, said={**world.said, "E01": tuple(said)})


def pseudonyms(world: World) -> World:
    """Someone says that « Temps » names nobody: the word shows, and a marker with it."""
    said, word = SAID["E02"][1], "Temps"
    first = len(anchors.split(said[: said.index(word)]))
    keep = IdentifierDecision(
        id="n", at="2026-01-02", session="E02", turn=1, first_word=first, last_word=first, type="person",
        action=IdentifierVerb.KEEP, entity="", replacement="", scope=Scope.EVERYWHERE, check=check(KEY, word),
        author="ana",
    )
    return replace(world, named=(keep,))


def grid(world: World) -> World:
    """Someone defines a code anew, with another marker."""
    new = Code("B1", "Mots de passe", "B", "Ce que l'on garde d'eux.", markers=(Marker("collègue"),), version="2")
    return replace(world, grid=replace(world.grid, codes=tuple(new if c.id == "B1" else c for c in world.grid.codes)))


def decision(world: World) -> World:
    """A coder takes one coding back and makes another."""
    left = tuple(d for d in world.decided if d.id != "E03-4-C2")
    return replace(world, decided=(*left, coded("E01", 4, "A3"), coded("E02", 2, "A1", CodingVerb.REFUSE)))


def model(world: World) -> World:
    """Someone asks for suggestions only where much speaks for them."""
    learning = {**world.settings["suggestions"]["learning"], "lowest": -1.2}
    return replace(world, settings={
        **world.settings, "suggestions": {**world.settings["suggestions"], "learning": learning}})


def withdrawal(world: World) -> World:
    """A speaker takes two turns back: one that was coded, one where a code is suggested."""
    taken = [ConsentDecision(
        id=f"w{turn}", at="2026-01-03", session="E03", turn=turn, first_word=0, last_turn=turn,
        last_word=len(anchors.words(SAID["E03"][turn])) - 1, level="erased", reason="", author="ana",
        check=anchors.check(SAID["E03"][turn], KEY)) for turn in (2, 3)]
    return replace(world, consent=tuple(taken))


MAKERS = {
    "transcript": transcript, "identifiers": pseudonyms, "codebook": grid, "decision": decision, "model": model,
    "withdrawal": withdrawal,
}


def changed(*causes: Cause) -> World:
    """The study after some changes, one of each kind named."""
    world = FIRST
    for cause in causes:
        world = MAKERS[cause](world)
    return world


def ingredients(world: World) -> Ingredients:
    """What codings and suggestions are made from, pseudonymised by the stages themselves."""
    turns = [Turn(s, n, "L", "participant", None, None, t, "") for s, said in world.said.items()
             for n, t in enumerate(said)]
    start = SAID["E02"][1].index("Temps")
    seen = [Proposal("E02", 1, start, start + len("Temps"), "person", "trigger")]
    rows, _ = identifiers(turns, seen, [session(s) for s in world.said], list(world.named), KEY, **POLICY)
    shown = anonymised(turns, rows, list(world.named), list(world.consent), KEY)
    return Ingredients(
        shown, world.grid, _meanings(world.grid), world.decided, (), world.settings, _embed)


def _embed(cut: list[Excerpt]) -> tuple[Vectors, Vectors]:
    made = _vectors(tuple(cut))
    return made, made


@lru_cache
def _vectors(cut: tuple[Excerpt, ...]) -> Vectors:
    return embeddings(list(cut), backend="lexical", threads=1)


def _meanings(book: Codebook) -> Vectors:
    return definitions(book, backend="lexical", threads=1)


def tables(world: World) -> Tables:
    """The tables of a run, with what DVC would keep of its inputs."""
    made = run(ingredients(world))
    corpus = summaries.CountedRows(made.anonymised, [], made.excerpts, made.codings,
                              themes(made.excerpts, Vectors((), np.zeros((0, 0), np.float32)), made.codings, [],
                                     list(world.themes))[0])
    kept: dict[str, Any] = {
        "codebook/codebook.yaml": world.grid, "decisions/codings": world.decided, "decisions/consent": world.consent,
        "params:suggestions": world.settings["suggestions"],
    }
    return replace(
        made, run={"codes": {c.id: _digest(c) for c in world.grid.codes}},
        themes=summaries.themes(corpus, world.themes), inputs={name: _digest(what) for name, what in kept.items()},
    )


def _digest(what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()
