"""Markers fire on what they say and on nothing else; brackets in the sentences mark what must be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook.fired_markers import MarkerContext, matches
from pipeline.codebook.grid import Codebook, codebook
from pipeline.codebook.markers import BadPattern, compiled, expanded, find, hear
from pipeline.model.study import Study

GRID = codebook(Study(Path(__file__).resolve().parent.parent))
# Invented sentences; « [ ] » around the words of each match.
POSITIVE = [
    ("A1", "Moi je dis que ce n’est [pas mon rôle] de gérer les boîtes de messagerie."),
    ("A1", "On ne sait plus [où commence] notre travail."),
    ("A2", "Je l'ai [faite à sa place], la demande."),
    ("A2", "C'est elle qui a gardé [la souris]."),
    ("A3", "Franchement on n'a [pas vraiment le temps]."),
    ("A4", "J'ai peur de [devenir une simple secrétaire]."),
    ("B1", "Elle m'a donné son [mot de passe] sur un bout de papier."),
    ("B2", "Sans [mandat] je ne touche à rien."),
    ("C1", "Nous n'avons [pas été formés] aux nouveaux sites."),
    ("C3", "Je les envoie à l'[espace public numérique] du quartier."),
    ("C4", "Il n'y a [pas de consigne], alors j'improvise."),
    ("D1", "Chez lui, il n'y a [pas d'ordinateur]."),
    ("D2", "Il [ne sait pas se servir] d'une souris."),
    ("D3", "Elle a [peur de l'ordinateur]."),
    ("E1", "Tout a été [dématérialisé] en un an."),
    ("E2", "Le [non-recours], c'est d'abord ça."),
    ("E3", "Il revoit sa mère [grâce à internet]."),
]
NEGATIVE = [
    ("A2", "On a mis le buffet à la place du lit."),
    ("A2", "Il a trouvé une place pour se garer devant la mairie."),
    ("A3", "Je travaillais et en même temps je gardais mes frères."),
    ("A3", "La plupart du temps on se voit le mardi."),
    ("A4", "Ma voisine était secrétaire dans un lycée."),
    ("B1", "Le code postal a changé."),
    ("C1", "Des associations dont le métier est de les former nous aident."),
    ("C4", "Il faut bien se débrouiller dans la vie."),
    ("D2", "À dix-huit ans il a su se débrouiller."),
    ("D2", "Elle est très autonome dans son logement."),
    ("D3", "Je ne crains pas de dire que c'était une belle époque."),
    ("D3", "Elle avait peur des chiens."),
    ("E2", "Il a été exclu de son club de football."),
    ("E3", "C'est plus simple de venir à pied."),
]


def fired(text: str, code: str, context: MarkerContext | None = None) -> list[tuple[int, int]]:
    (wanted,) = (c for c in GRID.codes if c.id == code)
    return [(m.start, m.end) for m in matches(text, wanted, GRID, context or MarkerContext())]


@pytest.mark.parametrize(("code", "marked"), POSITIVE)
def test_a_marker_fires_on_what_it_says(code: str, marked: str) -> None:
    """The code's registre meets the words between brackets."""
    text = re.sub(r"[\[\]]", "", marked)
    words = re.findall(r"\[([^]]*)\]", marked)[-1]
    start = text.index(words)
    assert any(s < start + len(words) and start < e for s, e in fired(text, code))


@pytest.mark.parametrize(("code", "text"), NEGATIVE)
def test_a_trap_is_not_taken(code: str, text: str) -> None:
    """The same words in another sense make no marker fire."""
    assert fired(text, code) == []


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("On bricole.", MarkerContext(), False),
        ("On bricole avec l'ordinateur.", MarkerContext(), True),
        ("On bricole. Le formulaire change tout le temps.", MarkerContext(), True),
        ("On bricole. Il pleut. Le formulaire change.", MarkerContext(), False),
        ("On bricole.", MarkerContext(before="Et pour les démarches en ligne ?"), True),
        ("On bricole.", MarkerContext(after="La CAF a tout changé."), True),
        ("On bricole. Il pleut.", MarkerContext(after="La CAF a tout changé."), False),
        ("On bricole.", MarkerContext(anchored=True), True),
    ],
)
def test_a_faint_marker_counts_near_an_anchor_only(text: str, context: MarkerContext, *, expected: bool) -> None:
    """Its own sentence and the two next to it are near; further is not."""
    assert bool(fired(text, "C4", context)) is expected


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("pas le temps", "Je N’AI PAS LE TEMPS.", ["PAS LE TEMPS"]),
        ("pas (vraiment)? le temps", "pas euh vraiment le temps", ["pas euh vraiment le temps"]),
        ("dématérialis*", "La dematerialisation, dématérialisée", ["dematerialisation", "dématérialisée"]),
        ("d'accord", "D’accord, d'accord", ["D’accord", "d'accord"]),
        ("faire … place", "faire un peu tout à leur place", []),
        ("faire … place", "faire tout à leur place", ["faire tout à leur place"]),
        ("cœur", "au coeur du métier", ["coeur"]),
        ("pas le temps", "Pas. Le temps passe.", []),
        ("pas le temps", "pas… le temps", ["pas… le temps"]),
        ("temps", "printemps", []),
        ("<faire> tout", "on fait tout", ["fait tout"]),
        ("rendez-vous", "un rendez vous, un rendez-vous", ["rendez vous", "rendez-vous"]),
        ("demarche", "une de\u0301marche", ["de\u0301marche"]),
    ],
)
def test_the_language_of_markers(pattern: str, text: str, found: list[str]) -> None:
    """Accents, capitals, apostrophes, « ne » and hesitations never count; a sentence's end always does."""
    heard = hear(text)
    assert [text[slice(*heard.original(*s))] for s in find(pattern, heard, {"faire": ("faire", "fait")})] == found


@pytest.mark.parametrize("pattern", ["(a", "a)", "a % b", "", "(a)?", "…", "quoi", "a? b?"])
def test_a_marker_that_says_nothing_is_refused(pattern: str) -> None:
    """A marker that cannot be understood, or that any text would meet, is an error."""
    with pytest.raises(BadPattern):
        compiled(pattern)


def test_an_unknown_list_is_refused() -> None:
    """A marker that calls a list the codebook lacks is an error."""
    with pytest.raises(BadPattern, match="dire"):
        expanded("<dire> tout", {})


def test_the_longer_marker_is_the_reason() -> None:
    """Where two markers meet only the longer one is shown."""
    assert len(fired("J'ai fait la demande à sa place.", "A2")) == 1


def test_an_empty_codebook_finds_nothing() -> None:
    """Without anchors, faint markers never count."""
    code = next(c for c in GRID.codes if c.id == "C4")
    assert matches("On bricole sur l'ordinateur.", code, Codebook((), (code,), lists=GRID.lists)) == []


@given(st.text(alphabet="aé'’ .!?…\u0301\u00a0😀LeŒ-[]0", max_size=60))
def test_offsets_are_code_points_of_the_original(text: str) -> None:
    """Whatever the text, a match is a piece of it."""
    whole = f"{text} pas le temps {text}"
    heard = hear(whole)
    assert "pas le temps" in [whole[slice(*heard.original(*s))] for s in find("pas le temps", heard, {})]
