"""What figures of agreement, disagreements and suggestions are called in French, wherever they are shown."""

from __future__ import annotations

UNITS = {"turns": "tours de parole", "sentences": "phrases", "spans": "passages libres"}
COUNTED = {"turns": "tours", "sentences": "phrases", "spans": "mots"}
MACHINES = {"machine_probable": "suggestions probables", "machine_all": "toutes les suggestions"}
COLUMNS = {
    "code": "Code", "n": "n", "positives": "codés", "prevalence": "prévalence", "agreement": "accord brut",
    "kappa": "κ", "alpha": "α", "ac1": "AC1", "u_alpha": "uα", "cu_alpha": "cuα", "u_alpha_binary": "|uα",
}
# In the order they are shown: counts first, since no coefficient is read without them.
OF_UNITS = ("prevalence", "agreement", "kappa", "alpha", "ac1")
OF_SPANS = ("prevalence", "agreement", "u_alpha", "cu_alpha")
COEFFICIENTS = ("kappa", "alpha", "ac1", "u_alpha", "cu_alpha", "u_alpha_binary")
TOO_FEW = "trop peu d'exemples pour conclure"
FEW_SIGN = "†"
FEW_LEGEND = "† moins de 20 unités codées : trop peu d'exemples pour conclure."
OVERALL, MEAN = "Tous les codes ensemble", "Moyenne des {codes} codes assez fréquents"
BINARY = "|uα (codé ou non, quel que soit le code)"
DECISIONS = "Ces chiffres comptent des décisions de codage, pas des faits."
GOLD = "Ce que valent ces codages : {gold}."
HIDDEN = (
    "Les coefficients ne sont pas montrés : c'est le choix de l'enquête (study.coefficients: hidden dans params.yaml)."
)
BOOTSTRAP = "Entre crochets, l'intervalle à 95 %, par tirage des entretiens ({draws} tirages)."
SHORT = (
    "« codés » : unités qu'une personne au moins a codées ; κ : Cohen (à plus de deux, moyenne des paires) ; "
    "α : Krippendorff nominal ; AC1 : Gwet."
)
SHORT_SPANS = (
    "n compte des mots ; « codés » : passages qu'une personne au moins a codés ; uα : codes et bornes ensemble ; "
    "cuα : le code, là où deux personnes ont codé ; |uα : où l'on code, quel que soit le code "
    "(Krippendorff et al. 2016)."
)
NOBODY_TWICE = (
    "Aucun entretien n'a été lu par deux personnes sans suggestions sous les yeux : il n'y a rien à comparer. "
    "Marquez comme lus les mêmes entretiens, ou importez un second codage (filigrane import codings)."
)
UNKNOWN = (
    "{name} n'a marqué aucun entretien comme lu sans suggestions sous les yeux. Ont lu : {known}."
)
NOBODY = "personne"
WRITTEN = "Chiffres écrits dans {file}."
# Les désaccords
KINDS = {
    "first_only": "une seule personne a posé ce code", "second_only": "une seule personne a posé ce code",
    "ends": "même code, autres bornes", "code": "autre code sur les mêmes mots",
}
NOTHING = "rien"
LEFT = "{open} à arbitrer sur {total} désaccords."
HOW_TO_RULE = (
    "Tapez : filigrane arbitrate NOM --keep first|second|both|neither --reason « pourquoi » --by NOM ; "
    "« filigrane arbitrate » liste les désaccords."
)
RULED = "Noté dans decisions/arbitrations/{file} ; les deux lectures restent."
NO_SUCH = "« {name} » nomme {number} désaccord(s) : reprenez un nom de la liste (filigrane arbitrate)."
NOTHING_TO_UNDO = "Aucun arbitrage à reprendre sous ce nom."
SOMEONE = "quelqu'un"
DEFINITION = "définition"
