"""What people say that singles someone out without a name → kinds of risk: markers of ``marker_patterns``."""

from __future__ import annotations

# Words that markers call by their list: <seul>, <métier>…
LISTS: dict[str, tuple[str, ...]] = {
    "seul": ("seul", "seule", "unique"),
    "métier": (
        "assistant social", "assistante sociale", "assistant de service social", "assistante de service social",
        "travailleur social", "travailleuse sociale", "directeur", "directrice", "chef", "cheffe",
        "responsable", "maire", "mairesse", "juge", "médecin", "infirmier", "infirmière", "psychologue", "psy",
        "éducateur", "éducatrice", "médiateur", "médiatrice", "conseiller", "conseillère", "secrétaire",
        "président", "présidente", "curé", "pasteur", "imam", "rabbin", "avocat", "avocate", "notaire",
        "pharmacien", "pharmacienne", "instituteur", "institutrice", "gardien", "gardienne", "délégué",
        "déléguée", "coordinateur", "coordinatrice", "bénévole", "interprète", "facteur", "factrice",
        "boulanger", "boulangère", "postier", "postière", "professeur", "professeure",
    ),
    "quelqu'un": (
        "femme", "homme", "fille", "garçon", "noir", "noire", "arabe", "étranger", "étrangère", "handicapé",
        "handicapée", "jeune", "ancien", "ancienne", "titulaire", "diplômé", "diplômée", "professionnel",
        "professionnelle", "salarié", "salariée",
    ),
    "lieu": (
        "commune", "village", "ville", "canton", "quartier", "bourg", "île", "vallée", "département", "mairie",
        "ccas", "centre", "foyer", "mission", "maison", "association", "collège", "lycée", "hôpital",
        "clinique", "préfecture", "résidence", "secteur", "équipe",
    ),
}
# Kind of risk → how it is said.
RISKS: dict[str, tuple[str, ...]] = {
    "only_one": (
        "(le|la) <seul> (<métier>|<quelqu'un>)", "(un|une) <seul> (<métier>|<quelqu'un>)",
        "(je suis|j etais|elle est|il est|elle etait|il etait) (le|la) <seul> (a|dans|de|du|ici|qui|sur|en)",
        "(on|il y|y) (a|avait|en a) qu (un|une) (<seul>)? (<métier>|<quelqu'un>)", "(on|il y|y) en a qu (un|une)",
        "(y en|il y en) a pas (deux|trente six|cinquante) … (ici|coin|<lieu>|comme moi)",
        "(le|la) (premier|premiere) <métier> (de|du|dans)",
        "(un|une) seule (fille|femme|personne) (dedans|dans|ici|du)",
    ),
    "office": (
        "(le|la|l) <métier> (de|du|des|d) (la|l|mon|ma|notre)? <lieu>", "je suis (le|la|l) (<métier>) (de|du|des|d)",
    ),
    "recognised": (
        "(tout le monde|on|les gens|ils) (va|vont)? (me|nous|le|la) (reconnait|reconnaitre|reconnaitra|reconnaitrait)",
        "(on|tout le monde|ils) (saura|saurait|va savoir|sauront) … que c est (moi|nous|lui|elle)",
        "tout le monde (se|le|la|me|nous) connait", "(que|dont) (toute la|tout le) … connait",
    ),
    "in_the_news": (
        "(dans|sur) (le journal|les journaux|la presse)", "(est|etait|a ete) (passe|passee) (a la tele|a la radio)",
        "(ont|a) (parle|raconte) … (a la tele|dans le journal|a la radio|aux infos)",
    ),
}
# Said of nobody in particular.
SPARED: tuple[str, ...] = (
    "(le|la) <seul> (personne|chose|endroit|moment|fois|question|problème|solution|moyen)",
    "(lire|lit|lis|lisent|regarder|regarde) … (dans|sur) (le journal|les journaux|la presse)",
)
