"""What was said before a name, the name, what stands for it → the same with the little word that French wants."""

from __future__ import annotations

import re

from pipeline.language.elision import elides

ELIDED = re.compile(r"(?<![\w'’-])(?P<stem>d|qu|lorsqu|puisqu)['’]$", re.IGNORECASE)
WHOLE = re.compile(r"(?<![\w'’-])(?P<stem>d|qu|lorsqu|puisqu)e[ ]$", re.IGNORECASE)
IN = re.compile(r"(?<![\w'’-])(?P<word>en|à)[ ]$", re.IGNORECASE)
SOMEWHERE = re.compile(
    r"\[?une?[ ](?:(?:petite|grande)[ ])?(?:arrondissement|département|lieu|pays|quartier|région|village|ville)\b"
)
# « grâce à Lille », « je pense à Dakar »: nobody is there.
NOT_THERE = re.compile(
    r"\b(?:grâce|face|quant|rapport|contrairement|suite|pens\w+|ressembl\w+|tien\w+|jusque|appartien\w+)[ ]à[ ]$",
    re.IGNORECASE,
)


def joined(before: str, said: str, shown: str) -> tuple[int, str]:
    """
    Give how many characters of ``before`` must change with the name, and the text that stands for both.

    Where the name said and what stands for it elide alike, nothing does.

    >>> joined("le dossier d'", "Amina", "Louise"), joined("le dossier de ", "Samir", "Émile")
    ((2, 'de Louise'), (3, "d'Émile"))
    >>> joined("la mairie de ", "Mende", "[une petite ville]"), joined("partie en ", "Guinée", "[un pays]")
    ((3, "d'[une petite ville]"), (3, 'dans [un pays]'))
    >>> joined("le dossier d'", "Amina", "Élodie"), joined("avec ", "Amina", "Louise")
    ((0, 'Élodie'), (0, 'Louise'))
    """
    inside = IN.search(before)
    if inside and SOMEWHERE.match(shown) and not NOT_THERE.search(before):
        return len(inside["word"]) + 1, f"{'Dans' if inside['word'].istitle() else 'dans'} {shown}"
    if elides(said) and not elides(shown):
        return _changed(ELIDED.search(before), "e ", shown)
    if elides(shown) and not elides(said):
        return _changed(WHOLE.search(before), "'", shown)
    return 0, shown


def _changed(found: re.Match[str] | None, ending: str, shown: str) -> tuple[int, str]:
    return (found.end() - found.start(), f"{found['stem']}{ending}{shown}") if found else (0, shown)
