"""Syllables → invented place names; brackets around them say that no such place exists."""

from __future__ import annotations

from functools import cache

CONSONANT = (
    "Bram Brel Cal Clar Cor Dam Dor Fal Fer Gal Gor Jar Jor Kel Lam Lor Lur Mar Mel Nar Nor Pal Pel Quer Ral Ron Sar "
    "Sor Tal Tor Val Ver Vor"
).split()
VOWEL = "Ar Aub Av Al Ab Er El Es Ev Il Ir Or Ol Ul Ur Am Om Em Ald Eld".split()
MIDDLES = "a e i o an en".split()
ENDINGS = "beuil court dane fonge gnac grève lande mont nay quille roche sac vaire vesse".split()


@cache
def toponyms(*, vowel: bool) -> tuple[str, ...]:
    """Give the invented names that begin with a vowel, or with a consonant."""
    starts = VOWEL if vowel else CONSONANT
    return tuple(s + m + e for s in starts for m in MIDDLES for e in ENDINGS)
