"""A study → where something private could be read: rights, decisions, git's history, caches and remotes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.anchoring import decisions
from pipeline.changes.continuity import putting_back
from pipeline.changes.continuity.words import kind_of
from pipeline.codebook import grid
from pipeline.coding.placing import turns_by_session
from pipeline.coding.theme_decisions import Lost, said
from pipeline.ingest.withdrawals import LEVELS, SESSION, restricted
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.study import Study
from pipeline.model.study_key import study_key
from pipeline.pseudonymise.leak_search.made_files import document, files
from pipeline.vault import file_modes, git_history, private_names
from pipeline.vault.decision_migrations import SHOWN
from pipeline.vault.remotes import holding, remotes
from pipeline.vault.withdrawal.kept_quotes import lines_of

SEARCHED = (".dvc/cache", ".dvc/tmp", ".dvc/site", "build/previous", "exports", ".filigrane/lock")
PRIVATE = ("transcripts", "secrets", "build/private")
UNTOLD = (":(exclude)*.gitkeep", ":(exclude)*LISEZMOI.md")
LISTED = 10
PAGES = {False: "page Lecture", True: "page Pseudonymisation"}
TO_PUT_BACK = "decisions/{file}, ligne {line} : {what} à replacer ({reason}) : {page}, « À replacer »"


def check_modes(study: Study) -> Iterator[str]:
    """Look whether other accounts of the machine may open what is private."""
    for place, rights in file_modes.opened(study):
        yield f"{place} s'ouvre depuis d'autres comptes de cette machine : chmod {rights:o} {place}"


def check_past_quotes(study: Study) -> Iterator[str]:
    """Look whether a name confirmed since stands in what people wrote beside their decisions."""
    searched_names = private_names.searched_names(study)
    for line in lines_of(private_names.cells(study, searched_names)) if searched_names else ():
        yield f"{line} : un nom privé, confirmé depuis, y est écrit. « filigrane doctor --mend --by NOM » le remplace."


def check_history(study: Study) -> Iterator[str]:
    """Look for private files and names in what git holds of the past; gives commits, never names."""
    if not git_history.under_git(study):
        return
    kept = git_history.git(study, "log", "--all", "--format=%h", "--", *PRIVATE, *UNTOLD).split()
    if kept:
        yield (
            f"L'historique de git garde des fichiers de {', '.join(PRIVATE)} ({_some(kept)}) : git filter-repo "
            f"--invert-paths {' '.join(f'--path {p}' for p in PRIVATE)}, sur un clone neuf, avant tout partage."
        )
    yield from _names_in_history(study)


def _names_in_history(study: Study) -> Iterator[str]:
    searched_names = private_names.searched_names(study)
    if searched_names is None:
        return
    past = git_history.search(study, lambda text: private_names.stand_in(text, searched_names))
    if past.found:
        yield (
            f"L'historique de git tient un nom privé ({_some(past.found)} ; « git show COMMIT » dit où) : retirez les "
            "fichiers touchés par git filter-repo --invert-paths --path FICHIER, puis remettez ceux d'aujourd'hui."
        )
    if not past.whole:
        yield f"L'historique de git est long : {past.read} commits lus, les plus récents ; relancez pour le reste."


def _some(commits: list[str]) -> str:
    more = f" et {len(commits) - LISTED} autres" if len(commits) > LISTED else ""
    return f"{len(commits)} commit(s) : {', '.join(commits[:LISTED])}{more}"


def check_caches(study: Study) -> Iterator[str]:
    """Search the caches and the exports for private names; gives places, never names."""
    searched_names = private_names.searched_names(study)
    for path in files(study, SEARCHED) if searched_names else ():
        one = document(study, path)
        if searched_names and any(private_names.stand_in(text, searched_names) for text in (one.text, one.path)):
            yield f"{one.path} contient un nom privé : « dvc gc -w » vide le cache de ce qui ne sert plus."


def check_remotes(study: Study) -> Iterator[str]:
    """Search the remotes that are folders of this machine for private names."""
    searched_names = private_names.searched_names(study)
    if searched_names is None:
        return
    for remote in remotes(study):
        for place in holding(remote, lambda text: private_names.stand_in(text, searched_names)):
            yield (
                f"Le dépôt distant « {remote.name} » contient un nom privé ({place}) : mettez l'enquête en ordre, "
                f"puis dvc push -r {remote.name} et dvc gc --workspace --cloud -r {remote.name}"
            )


def remotes_out_of_reach(study: Study) -> Iterator[str]:
    """Say how to search the remotes that are elsewhere."""
    for remote in remotes(study):
        if remote.folder is None:
            yield (
                f"Le dépôt distant « {remote.name} » ({remote.url}) ne se lit pas d'ici : tapez dvc fetch "
                f"-r {remote.name} --all-commits --run-cache, puis relancez : ce qu'il tient sera dans le cache."
            )


def check_withdrawals(study: Study) -> Iterator[str]:
    """Look whether each withdrawal still finds what it is about."""
    lines = [w for w in decisions.withdrawals(study) if w.extent in LEVELS and not w.who.startswith(SESSION)]
    if not lines or not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return
    turns = store.load(study, "turns")
    identifiers = store.load(study, "identifiers")
    key = study_key(study)
    present = {t.session for t in turns}
    for w in lines:
        if w.session in {"", *present} and not restricted(turns, identifiers, [w], key):
            yield f"decisions/{w.file}, ligne {w.line} : ce retrait ne trouve plus ni voix ni mots : vérifiez-le."


def check_orphans(study: Study) -> Iterator[str]:
    """
    List the human decisions that stand nowhere any more, and where each is put back.

    Those about withdrawn passages are only counted; those about a code or a theme that is no more are the grid's.
    """
    path = study / ARTEFACTS["orphans"].path("orphans")
    told = set()
    for one in putting_back.of_study(study):
        d = one.decision
        told.add((d.file, d.line))
        if getattr(d, "quote", "") != SHOWN:
            page = PAGES[isinstance(d, putting_back.PRIVATE)]
            yield TO_PUT_BACK.format(file=d.file, line=d.line, what=kind_of(d), reason=one.reason, page=page)
    for orphan in store.load(study, "orphans") if path.exists() else ():
        if (orphan.file, orphan.line) not in told and orphan.quote != SHOWN:
            yield f"decisions/{orphan.file}, ligne {orphan.line} : codage à replacer ({orphan.reason})"
    for lost in _lost_of_themes(study) if path.exists() else ():
        if (lost.line.file, lost.line.line) not in told:
            yield f"decisions/{lost.line.file}, ligne {lost.line.line} : passage d'un thème à replacer ({lost.reason})"


def _lost_of_themes(study: Study) -> tuple[Lost, ...]:
    lines = decisions.themes(study)
    if not lines:
        return ()
    turns = turns_by_session(store.load(study, "anonymised"))
    cut = store.load(study, "excerpts")
    found = said(lines, (t.id for t in grid.themes(study)), turns, cut).lost
    return tuple(one for one in found if one.line.quote != SHOWN)
