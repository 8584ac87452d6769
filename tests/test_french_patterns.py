"""Structured identifiers, titles and introductions, organisations: sentences that hold one, and that hold none."""

from __future__ import annotations

import pytest

from pipeline.pseudonymise.detect import name_rules, patterns

HOLD = [
    ("mon numéro c'est le 06 39 98 12 34 le soir", "phone", "06 39 98 12 34"),
    ("au 0465710000 ou alors", "phone", "0465710000"),
    ("depuis l'Espagne, +33 6 39 98 12 34", "phone", "+33 6 39 98 12 34"),
    ("zéro six, trente-neuf, quatre-vingt-dix-huit, douze, dix", "phone", None),
    ("mon numéro de sécu, 2 84 07 59 350 123 73", "nir", "2 84 07 59 350 123 73"),
    ("le 1 62 03 13 207 418 sans la clé", "nir", "1 62 03 13 207 418"),
    ("fr76 3000 6000 0112 3456 7890 189 je crois", "iban", "fr76 3000 6000 0112 3456 7890 189"),
    ("c'est awa.fournel@example.org", "email", "awa.fournel@example.org"),
    ("awa point fournel arobase gmail point com", "email", "awa point fournel arobase gmail point com"),
    ("née le 12 juillet 1958 à Lens", "date", "12 juillet 1958"),
    ("le 1er avril, elle est venue", "date", "1er avril"),
    ("né le 03/05/1961", "date", "03/05/1961"),
    ("au 12 rue des Tanneurs, 59000 Lille", "address", "12 rue des Tanneurs, 59000 Lille"),
    ("j'habite 3 bis avenue du Général-Leclerc", "address", "3 bis avenue du Général-Leclerc"),
    ("allocataire 3 412 058 W", "case_number", "3 412 058 W"),
    ("le dossier 48-7730-215-B est bloqué", "case_number", "48-7730-215-B"),
    ("CFN-2014-00873", "case_number", "CFN-2014-00873"),
    ("numéro d'allocataire, c'est le 4823917", "case_number", "4823917"),
    ("récépissé 59B1234567", "case_number", "59B1234567"),
    ("le titre AB 1234567", "case_number", "AB 1234567"),
    ("c'est le 9306 123 456", "case_number", "9306 123 456"),
    ("une Clio, BN-482-TK", "plate", "BN-482-TK"),
    ("immatriculée 7418 xk 59", "plate", "7418 xk 59"),
    ("sur insta c'est @lou.k_cuisine", "handle", "@lou.k_cuisine"),
    ("son pseudo : loup_du_48", "handle", "loup_du_48"),
    ("sur https://example.org/awa-fournel.", "url", "https://example.org/awa-fournel"),
    ("c'est plus trente-trois six douze trente-quatre dix", "phone", "plus trente-trois six douze trente-quatre dix"),
    ("awa point fournel quatre-vingt arobase mail point fr", "email", None),
    ("sur entraide-tiret point fr", "url", "entraide-tiret point fr"),
    ("né en mars 84", "date", "mars 84"),
    ("née le 3 5 61", "date", "3 5 61"),
    ("j'habite au 12 rue des lilas", "address", "12 rue des lilas"),
    ("au 3 bis avenue jean kervadec", "address", "3 bis avenue jean kervadec"),
    ("au trois bis avenue de la république", "address", "trois bis avenue de la république"),
    ("14 rue jules-kermal 59100 wattrelos ensuite", "address", "14 rue jules-kermal 59100 wattrelos"),
    ("c'est rue kervadec à gauche", "place", "rue kervadec"),
    ("59000 Lille", "place", "59000 Lille"),
    ("sur snap c'est awa93", "handle", "awa93"),
    ("deux huit quatre zéro sept cinq neuf", "case_number", "deux huit quatre zéro sept cinq neuf"),
]
HOLD_NONE = [
    "il y en avait 20 ou 30 qui attendaient", "en 2014 et 2015 on a tout refait", "ça coûte 1 500 000 euros",
    "on est passé de 300 à 450 dossiers en 3 mois", "le 115 ne répond plus", "il faut aller sur caf.fr ou ameli.fr",
    "on met ça à la place et on part", "au bout de la rue on tourne", "il a pris la rue", "une rue de la ville",
    "un deux trois quatre", "j'ai vu 12000 personnes", "ça a fermé en 1984 je crois", "caf point fr",
    "deux à trois heures par jour", "zéro papier, zéro contact", "on ouvre de 9 h 30 à 12 h", "12 rendez-vous par jour",
]


@pytest.mark.parametrize(("sentence", "kind", "said"), HOLD)
def test_a_structured_identifier_is_found_whole(sentence: str, kind: str, said: str | None) -> None:
    """What has the shape of an identifier is one span of its type."""
    found = {(s.type, sentence[s.start : s.end]) for s in patterns.propose_structured(sentence)}
    assert (kind, said) in found if said else kind in {k for k, _ in found}


@pytest.mark.parametrize("sentence", HOLD_NONE)
def test_ordinary_figures_are_no_identifier(sentence: str) -> None:
    """Quantities, years and public numbers are left alone."""
    assert patterns.propose_structured(sentence) == []


@pytest.mark.parametrize(("sentence", "cased", "names"), [
    ("J'ai vu Mme Fournel hier", True, {"Fournel"}),
    ("M. de Castel est passé", True, {"de Castel"}),
    ("moi c'est Awa, je suis assistante sociale", True, {"Awa"}),
    ("ma collègue Awa Fournel l'a reçu", True, {"Awa Fournel"}),
    ("mon chef c'est Gilles", True, {"Gilles"}),
    ("je m'appelle awa fournel et je", False, {"awa fournel"}),
    ("madame delattre elle m'a dit", False, {"delattre"}),
    ("mon collègue nordine il sait", False, {"nordine"}),
    ("Monsieur le maire est venu", True, set()),
    ("bonjour madame vous êtes là", False, set()),
    ("madame il faut attendre", False, set()),
    ("ma collègue est partie", False, set()),
])
def test_what_announces_a_name_is_followed_by_it(sentence: str, cased: bool, names: set[str]) -> None:
    """Titles, relations and introductions give the name after them, in lower case too."""
    assert {sentence[s.start : s.end] for s in name_rules.propose_announced(sentence, cased=cased)} == names


@pytest.mark.parametrize(("sentence", "cased", "names"), [
    ("au foyer Les Mascarets", True, {"foyer Les Mascarets"}),
    ("à l'association Mots Croisés", True, {"association Mots Croisés"}),
    ("le centre social de la Palmeraie", True, {"centre social de la Palmeraie"}),
    ("au lycée delbreil avec elle", False, {"lycée delbreil"}),
    ("à l'EHPAD Les Jonquilles", True, {"EHPAD Les Jonquilles"}),
    ("une association, « Une place pour tous »", True, {"association, « Une place pour tous"}),
    ("Budget Bellerive, ça s'appelle.", True, {"Budget Bellerive"}),
    ("à l'école à Talence, au lycée à Mende", True, set()),
    ("à l'esat la croix neuve en cuisine", False, {"esat la croix neuve"}),
    ("c'est l'association solidarité femmes 93 qui", False, {"association solidarité femmes 93"}),
    ("le gaec des trois chênes", False, {"gaec des trois chênes"}),
    ("au foyer les mascarets", False, {"foyer les mascarets"}),
    ("au foyer les gens ils attendent", False, set()),
    ("au collège le matin", False, set()),
    ("l'association sportive du coin", False, set()),
    ("l'entreprise est partie", False, set()),
    ("à l'hôpital les infirmières", False, set()),
    ("le foyer est fermé", True, set()),
    ("l'association ferme demain", False, set()),
])
def test_local_organisations_are_found_with_their_kind(sentence: str, cased: bool, names: set[str]) -> None:
    """A kind and a proper name make an organisation; a kind alone does not."""
    assert {sentence[s.start : s.end] for s in patterns.propose_organisations(sentence, cased=cased)} == names
