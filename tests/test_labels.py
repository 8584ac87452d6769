"""Ordinary labels in every layout, all believed; sentences that hold a colon, none believed."""

from __future__ import annotations

import pytest

from pipeline.ingest.readers.text import paragraphs
from pipeline.ingest.session import Paragraph
from pipeline.ingest.speech.dialogue import dialogue

QUESTIONS = ("Vous êtes arrivée quand ?", "Et avant ?", "Et aujourd'hui, vous faites quoi ?", "Qui décide de ça ?")
ANSWERS = (
    "En 2009, par hasard.", "Avant j'étais serveuse.", "Je remplis des formulaires pour les gens.", "Personne, voilà.",
)
LABELS = """
Petit|Le Goff|La Rocca|De Oliveira|N'Diaye|L'Hostis|D'Angelo|Mai Linh|Avril|AS|CESF|Elle|La mère|Le directeur
Une collègue|Tous|Mme D. (AS, 34 ans)|Julie*|N°2|Mars|Lui|Moi|Nous|Rose|Pierre|Martin|Blanc|Legrand|Grand|Roy
Leroy|Lebrun|Noël|Dimanche|Juillet|Dupont|Du Pont|Des Forges|Da Silva|Dos Santos|El Amrani|Ben Salah|Van Damme
Von Trapp|O'Connor|L'Helgouach|D'Hondt|M'Bappé|N'Guyen|Ait Ahmed|Aït Ouarab|Saint-Martin|Sainte-Rose|Jean-Paul
Marie-Ange|J-P|JP|J.-P.|J. P.|MP|M. P.|M.|Mme|Mme L|Mlle Riou|M. Le Bras|Monsieur X|Madame Y|Dr House
Docteur Lenoir|Maître Leblanc|Sœur Thérèse|Père Jean|Le père|La fille|Le fils|Mon mari|Le mari|Sa femme
L'infirmière|L'éducateur spécialisé|Assistante sociale|Assistante sociale 1|Éducatrice|Chef de service|Cheffe
Directrice|La présidente|Le maire|Secrétaire|Bénévole|Stagiaire 2|Étudiante|Usager|Usagère A|Parent 1|Enfant|Ado
Jeune 3|Homme|Femme|Femme 2|F1|H2|P3|Part. 4|Participante 5|Personne A|Intervenant B|Locutrice 2|Voix 3
Voix d'homme|Une voix|Quelqu'un|Plusieurs|Ensemble|Le groupe|La salle|Inconnu|?|X|Y|Z|A|B|C|CDI|RH|DRH|ATSEM|TISF
IDE|ASE|PDG|Chauffeur|Client|Vendeur|La vendeuse|Voisin|Voisine du 3e|Un monsieur|Une dame|Le gardien|Collègue 1
Collègue (F)|Référent RSA|Responsable|Coordinatrice|Interprète|Traductrice|Un autre participant|Emma L.|Emma L
Luc D.|LUC|LUC DURAND|Durand Luc|DURAND Luc|luc|julie d.|Fatou|Aïcha|Nguyễn|Zoé & Léa|Zoé/Léa|Paul et Léa|Papa
Maman|Mamie|Tonton Yves|Loc1|loc_2|SPK_3|SPEAKER 4|spk01|S1|E1|E2|Enquêté 1|Enquêtée B|Enquêté·e|Interviewée
Répondante|Rép|Sujet 7|Témoin|Informatrice|ENT1|R1|A1|Nord|Sud|Lundi|Printemps|Olivier|Prudence|Constant|Victoire
Aimée|Désiré|Parfait|Juste|Bon|Bonnet|Lemoine|Boulanger|Meunier|Berger|Fontaine|Rivière|Dubois|Lacroix|Paris
Lorraine|France|Chantal|Carole|Reine|Perle|Ange|M. d'Estaing|L'aide à domicile|Demandeuse d'emploi|Interv. 3|Micro 1
Youcef B.|Chargée de mission à la région|DES ROCHES Luc|MARCHAND Odile|Marcel « Lulu » Rey|Öztürk|Łukasz
Mei Ling|Lalla Zohra|Père de famille|Fille de M. Roux|Résidente (chambre 12)|Garde-champêtre|Belle-mère|Exilée
"""
LAYOUTS = (
    "{label} : {words}", "{label}: {words}", "{label} :\n{words}\n", "{label}\n{words}\n",
    "[00:01:02] {label} : {words}",
    "{label}  0:12\n{words}\n", "[{label}] {words}", "{label} — {words}", "{label} - {words}", "{label}\t{words}",
    "{label}    {words}", "**{label}** {words}", "**{label} :** {words}", "- {label} : {words}",
)
SENTENCES = """
Autre question : et le soir ?|Je lui ai dit : c'est fini.|Résultat : plus personne.|Par exemple : le loyer.
14 : 30, on ferme.|Paul Ricœur : Temps et récit, voilà ce que je lis.|Le problème : on n'a pas de place.
La preuve : ils reviennent.|Ma mère me disait : fais attention.|Il m'a répondu : non.|Elle a dit : d'accord.
On m'a dit : revenez demain.|Bref : rien.|Donc : voilà.|Alors : le matin, j'ouvre.|Premièrement : le temps.
Deuxièmement : l'argent.|Conclusion : on ne fait rien.|Bilan : trois départs.|Le pire : les écrans.
Le mieux : la retraite.|Ce que je veux dire : c'est long.|C'est simple : il n'y a plus de bus.
Il y a deux choses : le temps et l'argent.|Je résume : ça ne marche pas.|Attention : ce n'est pas pareil.
Exemple : la CAF.|Question : qui paye ?|Réponse : personne.|Remarque : ce n'est pas moi.|Note : il pleuvait.
Objectif : tenir.|Avantage : on est près.|Inconvénient : c'est cher.|Prix : douze euros.|Budget : zéro.
Salaire : le SMIC.|Horaires : huit heures, midi.|Lieu : la mairie.|Date : le 12 mars.|Le matin : les dossiers.
L'après-midi : les rendez-vous.|Le soir : plus rien.|Lundi : la permanence.|Mardi : le marché.
En 2009 : la fermeture.|À midi : la cantine.|Et puis : la maladie.|Sauf que : non.|Moi : je n'y crois pas.
Eux : ils partent.|Nous : on reste.|Les jeunes : ils savent.|Les vieux : ils attendent.|Les collègues : pareil.
Les gens : ils viennent quand même.|Le chef : jamais là.|Mon mari : lui, il bricole.|Ma fille : elle m'aide.
RSA : toujours la même histoire.|CAF : fermée le mercredi.|APL : pareil.|CDI : jamais vu.|N.B. : elle sourit.
PS : j'ai oublié.|NB : c'était avant.|Autrement dit : on se débrouille.|En résumé : c'est dur.
En gros : on bricole.|Grosso modo : la moitié.|Pour finir : merci.|Pour moi : c'est clair.|D'abord : le dossier.
Ensuite : l'attente.|Enfin : la réponse.|D'un côté : les papiers.|De l'autre : les gens.
Première chose : s'asseoir.|Deuxième point : le téléphone.|Dernière chose : la clé.|Une chose : le respect.
Un truc : ne jamais dire non.|Mon conseil : appelez.|Mon idée : un bus.|Mon avis : c'est trop tard.
Ma question : pourquoi ?|Ma réponse : je ne sais pas.|Leur réponse : attendez.|Sa phrase : on verra.
Son mot : patience.|Notre règle : jamais seul.|Votre question : elle est difficile.|Ils ont écrit : refusé.
Elle criait : au secours !|Je me suis dit : tant pis.|Je me disais : ça ira.|On se demande : à quoi bon ?
J'ai pensé : c'est perdu.|J'ai compris : il fallait payer.|J'ajoute : c'est gratuit.|Je précise : sans ordinateur.
Je répète : sans ordinateur.|Vous savez : c'est long.|Tu vois : c'est là.|Comment dire : c'est flou.
Comme on dit : qui dort dîne.|Comme disait mon père : on verra bien.|Le proverbe dit : patience.
Simone de Beauvoir : Le Deuxième Sexe, je l'ai lu.|Victor Hugo : Les Misérables, à l'école.
Pierre Bourdieu : La Misère du monde.|Annie Ernaux : La Place, c'est ma mère.|Jean Rouch : Moi, un Noir.
Le Monde : un article entier.|Ouest-France : la photo.|Facebook : je n'y vais plus.|Internet : une catastrophe.
Windows : rien compris.|Ameli : le mot de passe.|Doctolib : complet.|Pôle emploi : radiée.|Paris : trop cher.
Brest : la pluie.|Rennes : les études.|La Poste : fermée.|La mairie : à gauche.|L'école : au bout.
Le bus : toutes les heures.|Le train : supprimé.|La voiture : en panne.|Téléphone : coupé.|Adresse : rue de Siam.
Âge : 54 ans.|Profession : mareyeur.|Nom : on ne le dira pas.|Total : trois cents euros.|Moyenne : deux par jour.
Effectif : douze.|Verdict : non.|Solution : partir.|Motif : absence.|Cause : la grève.|Conséquence : on attend.
Règle numéro un : sourire.|Étape 2 : le formulaire.|Point 3 : la signature.|Chapitre 4 : la chute.
Article 7 : inapplicable.|Page 12 : le tableau.|1 : le nom. 2 : l'âge.|8 h : le café.|10:30 : la pause.
17 : 45 : le bus.|Rapport 3 : 1, on a perdu.|Score final : deux à un.|Oui : enfin, presque.|Non : jamais.
Peut-être : à voir.|Voilà : c'est tout.|Bon : on y va.|Ben : c'est-à-dire que…|Euh : attendez.
Ah : ça, c'est autre chose.|Eh bien : il est parti.|Parce que : voilà.|Si : une fois.|Tout : les murs, les portes.
Rien : pas un mot.|Personne : le désert.|Tout le monde : les vieux, les jeunes.|Certains : ils reviennent.
Beaucoup : surtout des femmes.|Toujours : la même chose.|Jamais : pas une fois.|Souvent : le lundi.
Aujourd'hui : plus rien.|Hier : encore.|Demain : on verra.|Avant : le papier.|Après : l'écran.|Ici : la cuisine.
Là-bas : la mer.|Dehors : le froid.|Chez nous : pareil.|Chez moi : rien.|Dans le dossier : trois pages.
Sur la porte : fermé.|Au guichet : la queue.|Au téléphone : une musique.|À la fin : plus personne.
Au début : l'envie.|Au fond : la peur.|En fait : non.|En plus : il neigeait.|En tout cas : merci.
Du coup : je suis partie.|Quand même : c'est triste.|Surtout : ne rien signer.|Justement : c'est ça.
Franchement : non.|Honnêtement : je ne sais pas.|Évidemment : rien.|Voici : la clé.|Ça veut dire : attendre.
Ce qui compte : les gens.|Ce qui manque : le temps.|Ce que j'aime : le matin.|Celui-là : un cas.
Il disait toujours : ça va aller.|Elle m'écrit : viens.|Le médecin a dit : repos.
La dame du guichet : « revenez ».|Le type : il ne bouge pas.|Le monsieur : il pleurait.
Le directeur m'a dit : signez.|La loi : tout le monde pareil.|Les faits : les voici.|Les horaires : variables.
Les mots : durs.|Deux solutions : partir ou rester.|Trois mots : on s'en va.|Une seule chose : dormir.
Mot pour mot : dehors.|Morale : se taire.|Secret : ne pas répondre.|Astuce : le 115.|Rappel : le jeudi.
Petit détail : la porte était ouverte.|Gros souci : le code.|Grand classique : le mot de passe.
Dernier exemple : la laverie.|Côté salaire : rien.|Niveau transport : zéro.|Question temps : impossible.
Versant numérique : tout.|Mission : accueillir.|Métier : facteur.|Formation : aucune.|Diplôme : le CAP.
La question : jusqu'où aller ?|Nouveau chef : nouvelle loi.|Retraite : dans six mois.|Rien à faire : ça bloque.
Quelle époque : tout est noté.|Seul problème : le loyer.|Option B : rester.|Secundo : le temps.|ANPE : à l'époque.
Enfants : deux.|Situation : mariée.|Logement : un T2.|Chauffage : électrique.
"""
PAIRS = (
    ("ENQ", "R"), ("ENQ", "MARTHE"), ("Enquêtrice", "Mme B."), ("Nadia", "Le Goff"), ("Anne Weber", "Bruno Petit"),
    ("I", "E"), ("ENQ", "Marthe"),
)


def listed(text: str) -> list[str]:
    return [item for line in text.strip().split("\n") for item in line.split("|")]


def speakers(text: str, known: dict[str, str] | None = None) -> list[str]:
    """Read a text, and give who speaks each turn of it."""
    said = [Paragraph(p, f"paragraphe {n}") for n, p in enumerate(paragraphs(text), 1)]
    return [d.speaker for d in dialogue(said, known or {}, 2).drafts if d.role is None and d.text]


def exchange(label: str, layout: str, asking: str) -> str:
    turns = (words for pair in zip(QUESTIONS, ANSWERS, strict=True) for words in pair)
    who = (asking, label) * len(QUESTIONS)
    return "\n".join(layout.format(label=one, words=words) for one, words in zip(who, turns, strict=True))


def believed(label: str, layout: str, asking: str) -> bool:
    found = speakers(exchange(label, layout, asking))
    return len(found) == 2 * len(QUESTIONS) and len(set(found[::2])) == len(set(found[1::2])) == 1 < len(set(found))


@pytest.mark.parametrize("asking", ["ENQ", "Nadia"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_ordinary_label_is_believed(layout: str, asking: str) -> None:
    """Names that are words, kin, professions, pronouns, initials, numbers: what answers again and again is a label."""
    labels = [label for label in listed(LABELS) if not ("*" in layout and "*" in label)]

    assert [label for label in labels if not believed(label, layout, asking)] == []


@pytest.mark.parametrize(("asking", "answering"), PAIRS)
def test_sentences_with_a_colon_are_no_labels(asking: str, answering: str) -> None:
    """Met once or in several turns, what somebody says before a colon opens no turn."""
    wrong = []
    for sentence in listed(SENTENCES):
        turns = [f"{asking} : Oui ?", f"{answering} : Voilà.", sentence, f"{asking} : Et là ?", f"{answering} : Non."]
        again = [*turns, sentence, "Bon.", f"{asking} : Ah ?", f"{answering} : Si."]
        wrong += [sentence for text in (turns, again) if set(speakers("\n".join(text))) != {asking, answering}]

    assert wrong == []


def test_declared_people_are_believed_in_every_shape() -> None:
    """Whoever the metadata declare speaks under their label in any layout, be it once."""
    said = ("ENQ", "Et ?"), ("Petit", "Rien.")
    texts = {layout: "\n".join(layout.format(label=who, words=words) for who, words in said) for layout in LAYOUTS}

    assert [layout for layout, text in texts.items() if speakers(text, {"petit": "Petit"}) != ["ENQ", "Petit"]] == []
