"""Numbers, addresses and spelt names as people say and type them → how many are masked, with capitals and without.

Run: ``python -m benchmarks.structured_sayings``. What identifies stands between ``{`` and ``}``; sentences without any
must lose nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.resolve.masking import masked
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals

SAYINGS = """
Vous pouvez m'écrire à {jean.dupont42@gmail.com} quand vous voulez.
C'est {jean point dupont quarante-deux arobase gmail point com}, tout attaché.
Mon adresse c'est {lamia tiret bas b arobase orange point fr} je crois.
Alors {m.kerdoncuff at laposte.net}, avec un k.
Notez {s underscore benali zéro sept arobase hotmail point fr} s'il vous plaît.
Écrivez-lui à {contact@ccas-merlieux.fr}, elle répond vite.
Mon mail, {paul.lerat [at] sfr [dot] fr}, ne marche plus.
On m'a créé une adresse, {nadia quatre-vingt-cinq arobase yahoo point fr}.
Son adresse c'est {gerard douze point petit arobase free point fr}.
Mon numéro c'est le {06 12 34 56 78}, le soir.
Appelez le {06.12.34.56.78} ou laissez un message.
Il a noté {0612345678} sur un bout de papier.
C'est le {+33 6 12 34 56 78}, depuis l'étranger.
Le fixe c'est {01-44-55-66-77}, au bureau.
Je lui ai donné mon {zéro six douze trente-quatre cinquante-six soixante-dix-huit} et puis rien.
Mon portable c'est {zéro sept quatre-vingt-deux onze quarante trois}.
Son numéro, {06 12
34 56 78}, était à cheval sur deux lignes.
Ma sécu c'est {2 84 05 75 108 234 62}, je le sais par cœur.
Le numéro de sécu {184057510823462} n'est pas passé.
Il fallait donner {FR76 3000 4000 0312 3456 7890 143} à la caisse.
Mon IBAN c'est {FR7630006000011234567890189}.
Elle habite au {12 rue des Lilas}, au fond de la cour.
On m'a mis au {4 bis avenue Jean Jaurès, 59100 Roubaix}.
J'habite {douze rue des Lilas}, au troisième.
Le dossier numéro {2816507} s'est perdu.
Elle avait écrit dessus {2816507}, au feutre.
Sur la chemise il y avait marqué {45-2017-B}, en rouge.
Mon numéro d'allocataire, {1234567 K}, ils le connaissent.
Mon matricule c'était {B4512}, je m'en souviens.
Votre matricule {45127}, on vous appelait comme ça.
La référence {AZ/45/2016} du courrier.
Il m'a dit dossier {4512}, bureau six.
J'ai le récépissé numéro {7503123456} dans le sac.
L'identifiant c'est {mkerd75}, et le mot de passe je sais plus.
Le numéro de dossier, c'est {deux huit un six cinq zéro sept}.
Le matricule {quarante-cinq douze trente}, toujours.
Ma plaque c'est {AB-123-CD}, une vieille Clio.
Le numéro de contrat {XK4512879}, chez le bailleur.
Mon compte insta c'est {lea.gdn_75}, si vous voulez.
Elle est sur {@nadia.b}, elle poste tout.
C'est sur {intranet.merlieux-social.fr/charte}, la charte.
Le site {www.asso-le-gue.org} n'est pas à jour.
Allez sur {ccas-roubaix.fr}, il y a tout.
C'est {legue tiret vermeil point fr}, le site de chez nous.
Tapez {portail.legue.bzh} dans la barre.
Mon nom ça s'écrit {K.E.R.D.O.N.C.U.F.F}, tout le monde se trompe.
Alors {G U I O T}, comme ça se prononce.
Kerdoncuff, ça s'écrit {K comme Kléber, E, R, D comme Denis, O, N}, et la suite.
C'est {D comme Denis, U, P, O, N, T}, pas avec un D.
Ça s'écrit {b, e, deux n, a}, comme ça.
Elle s'appelle {محمد علي}, elle l'a écrit elle-même.
Sur la porte il y a {Шевченко}, en cyrillique.
Il a signé {王建国} au bas de la feuille.
On a vu {GUIOT} (2) dans la liste des présents.
C'est {KAYA} qui a signé à ma place.
Avec {Ben- Benali} on s'est compris tout de suite.
C'est {Le
Goff} qui m'a reçue ce jour-là.
C'est monsieur {Falc'hun} qui tenait le guichet.
Je suis né le {12 mars 1977}, un samedi.
"""
INNOCENT = """
On traite trois cents dossiers par mois, parfois 350 dossiers.
Le budget était de 120000 euros, puis de 250 000 euros.
En 2016 on a fait 1500 entretiens, et 12000 appels.
Le dossier 2016 était plus épais que le dossier de 2017.
Vous faites le 115, ou le 3949, et vous attendez.
J'ai donné mon IBAN et mon RIB, deux fois.
On va sur caf.fr, ou sur impots.gouv.fr, et on recommence.
Le formulaire Cerfa, la page 12, la case 7, la version 2.
C'est le plan B, le plan C, et puis voilà.
Les lettres A, B, C et D du tableau.
Il y a, y a, à y réfléchir, des gens.
La température est de 25 °C, la valeur α est de 0,05 et le Ω aussi.
Le mar- le mardi matin on ferme, et le mer- mercredi aussi.
On est passé de trois à quatre, puis cinq, six, sept dans le bureau.
Un dossier complet, un matricule oublié, une référence perdue.
J'ai une référence de douze ans d'expérience, et mon dossier trois fois refusé.
Elle cueillait des roses. Petit à petit on a compris.
C'est le numéro un des motifs, le numéro deux c'est l'attente.
Le logiciel tourne depuis 10 heures 30, il plante à 11 heures 45.
"""
MARKED = re.compile(r"\{(?P<secret>[^}]*)\}", re.DOTALL)


def hidden(texts: list[str]) -> list[set[int]]:
    """Give the characters that are masked in each text, each an interview of its own."""
    study = Study(Path(__file__).parent.parent)
    settings = study.params("proposals")
    names = [f"E{n}" for n in range(len(texts))]
    sessions = [Session(s, f"{s}.txt", "entretien", "", "", (Person("X1", ""),), ("ENQ",)) for s in names]
    turns = [Turn(s, 0, "X1", "participant", None, None, text, "") for s, text in zip(names, texts, strict=True)]
    found = [p for s, turn in zip(sessions, turns, strict=True) for p in proposals([turn], [s], **settings)]
    rows, _ = identifiers(turns, found, sessions, [], bytes(32), **study.params("identifiers"))
    places = masked(turns, rows, [], bytes(32))
    return [
        {c for i in places[turn.session, 0] if i.action != "keep" for c in range(i.start, i.end)} for turn in turns
    ]


def sentences(text: str) -> list[str]:
    """Cut a list of sentences; one whose secret is cut by a line goes on."""
    found: list[str] = []
    for line in text.strip().split("\n"):
        if found and found[-1].count("{") > found[-1].count("}"):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def main() -> None:
    """Print what is missed, what is torn, and the counts."""
    for manner in ("cased", "lower case"):
        marked = [s if manner == "cased" else s.lower() for s in sentences(SAYINGS)]
        secrets = [found["secret"] for s in marked if (found := MARKED.search(s))]
        plain = [MARKED.sub(lambda found: found["secret"], s) for s in marked]
        seen = 0
        for text, secret, places in zip(plain, secrets, hidden(plain), strict=True):
            start = text.index(secret)
            whole = all(c in places for c in range(start, start + len(secret)) if text[c].isalnum())
            seen += whole
            if not whole:
                print(f"missed ({manner}): {secret!r} in « {text} »")
        print(f"{manner}: {seen} of {len(secrets)} masked whole")
        innocent = [s if manner == "cased" else s.lower() for s in sentences(INNOCENT)]
        for text, places in zip(innocent, hidden(innocent), strict=True):
            if places:
                print(f"torn ({manner}): {''.join(c for n, c in enumerate(text) if n in places)!r} in « {text} »")


if __name__ == "__main__":
    main()
