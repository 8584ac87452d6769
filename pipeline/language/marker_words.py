"""Words that markers call, and the pipeline's own markers: what people ask for their words, what singles them out."""

from __future__ import annotations

from pipeline.model.contracts import Consent

# Lists of words that every marker may call, in any codebook; a codebook's own list of the same name comes first.
LISTS: dict[str, tuple[str, ...]] = {
    "pronom": ("me", "m", "te", "t", "se", "s", "le", "la", "l", "les", "lui", "leur", "nous", "vous", "y", "en"),
    "sujet": ("je", "j", "tu", "il", "elle", "on", "ça", "nous", "vous", "ils", "elles"),
    "possessif": (
        "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs",
    ),
    "négation": ("pas", "plus", "jamais", "guère"),
}
# Words of spoken French that a marker passes over: the « ne » that speech drops, and hesitations.
UNHEARD = frozenset({"ne", "n", "euh", "heu", "hum", "hm", "hein", "ben", "bah", "bon", "voila", "enfin", "quoi"})
# What speakers say of what may be done with their words; ``tests/test_consent_asked.py`` holds marked examples.
# Words that markers call by their list.
ASK_LISTS: dict[str, tuple[str, ...]] = {
    "le": ("le", "la", "l", "les"),
    "ça": (
        "ça", "cela", "ceci", "ce passage", "cette partie", "cette histoire", "ce que je viens de dire",
        "ce que je vais dire", "ce que je vais vous dire", "ce que je dis là", "ce que je vous dis",
    ),
    "écrivez": ("écrivez", "notez", "mettez", "publiez", "marquez", "diffusez", "répétez"),
    "écrire": ("écrire", "noter", "mettre", "publier", "citer", "répéter", "diffuser"),
    "effacez": ("effacez", "supprimez", "enlevez", "retirez"),
    "effacer": ("effacer", "supprimer", "enlever", "retirer"),
    "effacerez": ("effacerez", "supprimerez", "enlèverez", "retirerez", "couperez"),
    "coupez": ("coupez", "arrêtez", "éteignez", "stoppez"),
    "couper": ("couper", "arrêter", "éteindre", "stopper"),
    "micro": ("micro", "enregistrement", "enregistreur", "magnéto", "magnétophone", "dictaphone", "appareil"),
    "instant": ("deux secondes", "une seconde", "une minute", "deux minutes", "un instant", "un moment"),
    "nom": ("nom", "noms", "prénom", "prénoms"),
    "moi": ("moi", "nous"),
}
# Level → what a participant says to ask for it.
ASKED: dict[Consent, tuple[str, ...]] = {
    "erased": (
        "vous <le> <effacerez>",
        "<effacez> (moi)? <ça>",
        "<effacez> <le>",
        "<ça> vous <le>? (<effacez>|coupez)",
        "<ça> (il)? (faut|faudra|faudrait) (<le>)? <effacer>",
        "vous (pouvez|pourrez|pourriez) (<le>)? <effacer> (<ça>)?",
    ),
    "not_quotable": (
        "(<le>|me) citez (surtout)? pas",
        "citez (surtout)? pas <ça>",
        "<écrivez> (surtout)? pas (tout)? <ça>",
        "<ça> <écrivez> (surtout)? pas",
        "<le> (écrivez|notez|publiez|marquez|diffusez|répétez) (surtout)? pas",
        "<le> mettez (surtout)? pas (dans (votre|le|vos|la)|là|s'il)",
        "<ça> vous (<le>)? (<écrivez>|gardez) (surtout)? pas",
        "<ça> (il)? faut pas (<le>)? <écrire>",
        "faut pas <écrire> <ça>",
        "(veux|voudrais|préfère|souhaite|aimerais) … pas … <ça> … (cité|écrit|publié|répété|noté|sorte)",
        "<ça> (doit|devra)? (rester|reste|restera) (vraiment|bien)? entre (nous|ces murs|vous et moi)",
        "<ça> (ça)? (sort|sorte|sortira) pas d'ici",
        "(gardez|garderez) <ça> pour vous",
        "<ça> c'est (entre nous|off|confidentiel)",
        "je (vous)? (<le>)? dis (ça)? (en off|entre nous)",
        "hors (micro|enregistrement)",
        "(c'est|est) en off",
        "<coupez> (<instant>|(le|la|l|votre) <micro>)",
        "(pouvez|pourriez|voulez) vous <couper> (<instant>|(le|la|l|votre) <micro>)",
        "vous (pouvez|pourriez) <couper> (<instant>|(le|la|l|votre) <micro>)",
    ),
    "unattributed": (
        "(<écrivez>|citez|donnez) (surtout)? pas (mon|nos|le|les) <nom>",
        "pas (sous|avec) (mon|nos) <nom>",
        "sans (mettre|citer|donner|dire) (mon|nos|de) <nom>",
        "sans (me|nous) (citer|nommer)",
        "(dites|précisez|écrivez|dire) (surtout)? pas que (c'est|ça vient de|c'était) <moi>",
        "pas qu'on (me|nous) reconnaisse",
        "qu'on (me|nous) reconnaisse pas",
        "vous changerez (mon|nos|le|les) <nom>",
        "que (ce soit|ça soit|ça reste) anonyme",
        "(on est|nous sommes) entre nous",
    ),
}
# What someone else said, or says to someone else: a request that follows in the sentence asks for nothing.
REPORTED: tuple[str, ...] = (
    "(il|elle|ils|elles|on) … (a|ont|avait|avaient) (dit|répondu|demandé)",
    "(il|elle|ils|elles) (me|m'|nous|lui|leur)? (dit|disent|disait|disaient|demande|demandait|répond)",
    "(je|on) (lui|leur) (dis|dit|disais|disait|ai dit|a dit|répète|explique)",
    "(le|la|les|mon|ma|mes) … (dit|disent|disait) (que|de)?",
)
# What opens a passage that is still to come, and what closes it.
AHEAD: tuple[str, ...] = (
    "ce que je vais (vous)? (dire|raconter)",
    "je vais vous (dire|raconter) (quelque chose|un truc|ça)",
    "<coupez>",
    "(pouvez|pourriez|voulez) vous <couper>",
    "vous (pouvez|pourriez) <couper>",
    "laissez … (citez|notez) pas",
)
BACK: tuple[str, ...] = (
    "on (peut)? (reprend|reprendre)",
    "(rallumez|réenregistrez)",
    "vous pouvez (rallumer|remettre|reprendre|réenregistrer|enregistrer)",
    "c'est (de nouveau)? officiel",
    "(retour|revenons|revenez|on revient) (à l'enregistrement|à l'entretien|au micro)",
)
# What an interviewer promises about the words just said.
PROMISED: dict[Consent, tuple[str, ...]] = {
    "erased": ("je (<le>|<ça>) (effacerai|supprimerai|couperai|enlèverai)", "je vais <effacer> <ça>"),
    "not_quotable": (
        "je (<le>|<ça>)? (citerai|écrirai|noterai|répéterai) pas",
        "je (coupe|vais couper) (le|l) <micro>",
    ),
    "unattributed": (
        "je (mettrai|citerai|donnerai) pas (votre|vos|ton) <nom>",
        "je changerai (votre|vos|ton) <nom>",
    ),
}
LONGEST_AHEAD = 8  # turns
# What people say that singles someone out without a name.
# Words that markers call by their list: <seul>, <métier>…
UNIQUE_LISTS: dict[str, tuple[str, ...]] = {
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
    # « Comme mon nom l'indique »: beside a pseudonym, the joke tells the name.
    "wordplay": (
        "comme (mon|son|le|leur|notre) (nom|prenom|surnom) (de famille)? l indique",
        "(porte|portes|portais|portait|portent) (bien|mal) (mon|son|ton|leur) (nom|prenom)",
        "(mon|son|ton) (nom|prenom) (de famille)? (ca|il)? (veut|voulait|voudrait) dire",
        "(jeu|jeux) de (mot|mots) (sur|avec) (mon|son|le|leur) (nom|prenom)",
        "(a cause de|rapport a) (mon|son) nom (on|ils|elles) (m|l|nous) (appelait|appelaient|charriait|charriaient)",
    ),
}
# What the name of a town becomes for who lives there, after its last letters are dropped.
DEMONYM_ENDINGS = (
    "ien", "ienne", "ais", "aise", "ois", "oise", "ain", "aine", "in", "ine", "een", "eenne", "ard", "arde", "iot",
    "iote",
)
# Said of nobody in particular.
SPARED: tuple[str, ...] = (
    "(le|la) <seul> (personne|chose|endroit|moment|fois|question|problème|solution|moyen)",
    "(lire|lit|lis|lisent|regarder|regarde) … (dans|sur) (le journal|les journaux|la presse)",
)
