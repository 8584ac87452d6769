"""What speakers say of what may be done with their words → the level they ask for: markers of ``marker_patterns``.

Written from general knowledge of interviews; ``tests/test_consent_asked.py`` holds marked examples.
A request is about the turn it stands in, unless one of ``AHEAD`` does too (« ce que je vais dire… »): then until
``BACK``.
"""

from __future__ import annotations

from pipeline.model.contracts import Consent

# Words that markers call by their list.
LISTS: dict[str, tuple[str, ...]] = {
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
