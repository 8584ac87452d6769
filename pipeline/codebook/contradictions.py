"""A codebook or themes → what contradicts itself in them, in a sentence with the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.codebook.codes import Codebook, Theme
from pipeline.codebook.marker_patterns import BadPattern, compiled, expanded


def in_codebook(book: Codebook) -> Iterator[str]:
    """Name what is there twice, what leads nowhere, and the markers that cannot be understood."""
    families = {f.id for f in book.families}
    codes = {c.id for c in book.codes}
    for twice in _twice(c.id for c in book.codes):
        yield f"le code « {twice} » est là deux fois. Renommez ou retirez l'un des deux."
    for twice in _twice(f.id for f in book.families):
        yield f"la famille « {twice} » est là deux fois. Renommez ou retirez l'une des deux."
    for code in book.codes:
        if code.family not in families:
            yield (
                f"le code « {code.id} » a pour famille « {code.family} », qui n'existe pas. "
                f"Ajoutez-la sous « families: » ou choisissez parmi : {', '.join(sorted(families))}."
            )
        yield from _parent_troubles(book, code.id, code.parent, codes)
    for old in book.aliases:
        yield from _alias_troubles(book, old, codes)
    yield from _pattern_troubles(book)


def _parent_troubles(book: Codebook, code: str, parent: str, codes: set[str]) -> Iterator[str]:
    if parent and parent not in codes:
        yield f"le code « {code} » précise « {parent} », qui n'existe pas. Corrigez « parent: » ou retirez-le."
    above, parents = parent, {c.id: c.parent for c in book.codes}
    for _ in range(len(parents)):
        above = parents.get(above, "") if above != code else above
    if above == code:
        yield f"le code « {code} » se précise lui-même. Corrigez « parent: » dans l'un des codes de cette boucle."


def _alias_troubles(book: Codebook, old: str, codes: set[str]) -> Iterator[str]:
    seen, code = {old}, book.aliases[old]
    while code in book.aliases and code not in seen:
        seen.add(code)
        code = book.aliases[code]
    if old in codes:
        yield f"« {old} » est à la fois un code et un ancien nom. Retirez-le de « aliases: » ou de « codes: »."
    if code not in codes:
        yield f"l'ancien nom « {old} » mène au code « {code} », qui n'existe pas. Corrigez « aliases: »."


def _pattern_troubles(book: Codebook) -> Iterator[str]:
    written = [("terme d'ancrage", p) for p in book.anchors]
    for code in book.codes:
        written += [(f"code « {code.id} », indice", m.pattern) for m in code.markers]
        written += [(f"code « {code.id} », exclusion", p) for p in code.exclusions]
    for where, pattern in written:
        try:
            compiled(expanded(pattern, book.lists))
        except BadPattern as error:
            yield f"{where} « {pattern} » : {error}. Corrigez-le (l'en-tête du fichier dit comment écrire un indice)."


def in_themes(read: list[Theme], book: Codebook) -> Iterator[str]:
    """Name the themes that are there twice and those that gather a code the grid does not hold."""
    codes = {c.id for c in book.codes}
    for twice in _twice(t.id for t in read):
        yield f"le thème « {twice} » est là deux fois. Renommez ou retirez l'un des deux."
    for theme in read:
        for code in theme.codes:
            if book.in_force(code) not in codes:
                yield f"le thème « {theme.id} » réunit le code « {code} », que la grille ne contient pas. Corrigez-le."


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
