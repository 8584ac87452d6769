"""What a place or an organisation is said to be when its name is not: nouns, with their gender."""

from __future__ import annotations

from pipeline.language.nominal import Nominal

TOWNS = {
    "village": Nominal("village", other="commune", plural="villages"),
    "small": Nominal("petite ville", feminine=True, other="bourg", plural="petites villes"),
    "medium": Nominal("ville moyenne", feminine=True, other="chef-lieu", plural="villes moyennes"),
    "large": Nominal("grande ville", feminine=True, other="grand centre", plural="grandes villes"),
}
TOWN = Nominal("ville", feminine=True, other="lieu", plural="villes")
COUNTRY = Nominal("pays", other="nation", plural="pays")
DEPARTMENT = Nominal("département", other="campagne", plural="départements")
REGION = Nominal("région", feminine=True, other="territoire", plural="régions")
PLACE = Nominal("lieu", other="commune", plural="lieux")
ORGANISATION = Nominal("structure", feminine=True, other="service", plural="structures")
SOMEONE = Nominal("personne", feminine=True, other="proche", plural="personnes")
OF_A_LARGE_TOWN = "d'une grande ville"
LIE_IN_TOWNS = frozenset({"quartier", "gare"})
# Kinds of places and organisations that are feminine; the others are masculine.
FEMININE = frozenset("""
rue avenue av. impasse allée allées place route traverse montée esplanade promenade résidence résidences cité villa
voie chaussée ruelle venelle porte rocade gare barre association asso école crèche maison médiathèque bibliothèque
clinique polyclinique fondation mission pharmacie boulangerie entreprise société ferme université fac église mosquée
paroisse pension épicerie entraide régie boutique usine scierie ressourcerie brasserie agence mecs mjc
""".split())
