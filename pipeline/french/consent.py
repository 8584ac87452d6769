"""What speakers say of what may be done with their words → the level they ask for: markers of ``pipeline.patterns``.

Written from general knowledge of interviews; each list has marked examples in ``tests/test_consent_asked.py``.
A marker is about the turn it stands in, unless it stands in ``AHEAD`` (« ce que je vais dire… »): then until ``BACK``.
"""

from __future__ import annotations

from pipeline.contracts import Consent

IT = "(ca|cela|le|la|l|les|ceci)"
THIS = "(ca|cela|ceci|ce que je (viens de|vais) (vous)? dire|ce passage|cette partie|cette histoire|ce que je dis la)"
# Level → what a participant says to ask for it.
ASKED: dict[Consent, tuple[str, ...]] = {
    "erased": (
        "vous (l|les|le|la) effacerez", "(vous)? effacez (le|la|les|moi|ca|cela|ce passage|cette partie|tout)",
        "(vous)? supprimez (le|la|les|moi ca|ca|cela|ce passage|cette partie)", f"{THIS} (vous)? (faut|faudra|il faut|il "
        "faudra) (le|la|l)? (effacer|supprimer)", "(il)? faut (pas garder|effacer) (ca|cela|ce passage)",
        "(vous)? pouvez (l|le|la)? effacer", "vous (le|la|l|les) (enleverez|supprimerez|couperez|retirerez)",
        "(enlevez|retirez|coupez) (ca|cela|ce passage|cette partie)", f"{THIS} vous (l|le|la)? (enlevez|effacez|coupez)",
        "(vous)? pouvez (enlever|retirer|couper|effacer) (ca|cela|ce passage|cette partie)",
    ),
    "not_quotable": (
        "(le|la|les|me) citez (surtout)? pas", f"citez (surtout)? pas {THIS}", "pas (le|me) citer la dessus",
        f"(je)? (veux|voudrais|prefere|souhaite|aimerais) … pas … {THIS} … (cite|ecrit|publie|repete|note|sorte)",
        f"(ecrivez|notez|mettez|publiez|repetez|marquez|diffusez) (surtout)? pas {IT} (s il|svp|hein|dans|merci|la)?",
        f"{IT} (ecrivez|notez|mettez|publiez|repetez) (surtout)? pas", f"{THIS} vous (le|l)? (mettez|notez|ecrivez|gardez) "
        "(surtout)? pas", f"(il)? faut pas (le)? (ecrire|noter|citer|publier) {IT}?",
        f"{THIS} (il)? faut pas (l|le)? (ecrire|noter|citer|publier|mettre)",
        f"{THIS} … (reste|restera) entre (nous|ces murs)", "(que|qui) (ca|cela) (reste|restera) entre nous",
        "(ca|cela) (doit)? (rester|reste|restera) (vraiment|bien)? entre nous", f"{THIS} (ca)? (sort|sorte|sortira) pas d ici",
        "(gardez|vous gardez|vous garderez) (ca|cela) pour vous", "(vous)? repetez (le|la)? pas (hein|a personne)",
        "(ca|cela) c est (entre nous|off|hors micro|hors enregistrement|confidentiel)", "je (vous)? (le|la)? dis (ca)? (en "
        "off|hors micro|entre nous)", "hors (micro|enregistrement|interview|entretien)", "(c est|la c est|on est|je parle) "
        "en off", "(coupez|arretez|eteignez|stoppez|fermez) (deux secondes|une seconde|une minute|un instant|le micro|l "
        "enregistrement|l enregistreur|le magneto|le magnetophone|le dictaphone|votre appareil|la machine)",
        "(pouvez|pourriez|voulez) vous (couper|arreter|eteindre|stopper)", "vous (pouvez|pourriez) (couper|arreter|eteindre) "
        "(la|deux|un|une|le|l|s)", "c est pas enregistre (ca|la|hein)?",
    ),
    "unattributed": (
        "(mettez|ecrivez|notez|citez|donnez|marquez) (surtout)? pas (mon|le|nos) noms?", "pas (sous|avec) (mon|nos) noms?",
        "sans (mettre|citer|donner|dire) (mon|nos|de) noms?", "sans (me|nous) (citer|nommer)",
        "(dites|precisez|ecrivez) (surtout)? pas que (c est|ca vient de|c etait) (moi|nous)", "pas dire que (c est|ca vient de) "
        "(moi|nous)", "pas qu on (sache|puisse) … (moi|nous|reconnaitre)", "pas qu on (me|nous) reconnaisse",
        "qu on (me|nous) reconnaisse pas", "(ca)? vient pas de moi (hein)?", "(vous)? changerez (mon|le|nos) noms?",
        "(sur|bien)? que (ce soit|c est|ca soit|ca reste) anonyme", "(on est|nous sommes) entre nous",
    ),
}
# Others' words, an order to someone else, a general truth: the marker beside it asks for nothing.
REPORTED: tuple[str, ...] = (
    "(il|elle|ils|elles|on|lui|leur|chef|cheffe|monsieur|madame) … (m|nous|lui|leur)? (a|ont|avait) (dit|repondu|demande)",
    "(il|elle|ils|elles) (me|nous|lui|leur)? (dit|disent|disait|disaient|demande|demandait|repond)",
    "(je)? (lui|leur) (dis|disais|ai dit|repete|explique)", "(les gens|les collegues|la dame|le monsieur) … (dit|disent)",
    "(on|je) (se)? (dit|disait|leur dit|lui dit)",
)
# What opens a passage that is still to come, what closes it.
AHEAD: tuple[str, ...] = (
    "ce que je vais (vous)? (dire|raconter)", "je vais (vous)? (dire|raconter) (quelque chose|un truc|ca)",
    "(coupez|arretez|eteignez|stoppez)", "(pouvez|pourriez|voulez) vous (couper|arreter|eteindre|stopper)",
    "vous pouvez (couper|arreter|eteindre)", "laissez … (citez|notez) pas",
)
BACK: tuple[str, ...] = (
    "on (peut)? (reprend|reprendre)", "(vous)? pouvez (rallumer|remettre|reprendre|reenregistrer|enregistrer)",
    "(rallumez|reenregistrez)", "(la)? c est (de nouveau)? officiel", "(retour|revenons|revenez|on revient) (a l "
    "enregistrement|a l entretien|au micro|au sujet)", "vous pouvez (de nouveau)? (le)? (citer|noter)",
)
# What an interviewer promises about the words just said.
PROMISED: dict[Consent, tuple[str, ...]] = {
    "erased": (f"je (vais)? {IT}? (effacerai|supprimerai|couperai|enleverai|effacer|supprimer)",),
    "not_quotable": (f"je {IT}? (citerai|ecrirai|noterai|repeterai) pas", "je (vais)? couper? (le micro|l enregistrement)"),
    "unattributed": ("je (mettrai|citerai|donnerai) pas (votre|vos|ton) noms?", "je changerai (votre|vos|ton) noms?"),
}
LONGEST_AHEAD = 8  # turns
