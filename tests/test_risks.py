"""What singles someone out without a name is proposed for review, and ordinary talk is not."""

from __future__ import annotations

import pytest

from pipeline.model.contracts import Turn
from pipeline.pseudonymise.recognisable import risks


def kinds(said: str) -> list[str]:
    return [r.kind for r in risks([Turn("E01", 0, "L", "participant", None, None, said, "")])]


@pytest.mark.parametrize(("said", "kind"), [
    ("Je suis la seule assistante sociale de la vallée.", "only_one"),
    ("C'était l'unique fois, mais lui c'est le seul médecin ici.", "only_one"),
    ("Il n'y en a qu'un dans le coin.", "only_one"),
    ("Il n'y a qu'une seule infirmière.", "only_one"),
    ("C'est la première femme. La première directrice de la maison.", "only_one"),
    ("La directrice du foyer est passée.", "office"),
    ("Je suis la maire de ce village.", "office"),
    ("Tout le monde va me reconnaître.", "recognised"),
    ("On saurait tout de suite que c'est moi.", "recognised"),
    ("C'était dans le journal.", "in_the_news"),
])
def test_what_only_one_person_fits_is_found(said: str, kind: str) -> None:
    """The kind of risk is told."""
    assert kind in kinds(said)


@pytest.mark.parametrize("said", [
    "C'est la seule chose qui compte.", "Le directeur est passé.", "J'ai vu une assistante sociale.",
    "Il était tout seul dans la ville.", "On lit dans le journal des bêtises.", "Je suis la dernière à partir.",
])
def test_ordinary_talk_singles_nobody_out(said: str) -> None:
    """Nothing is proposed."""
    assert kinds(said) == []
