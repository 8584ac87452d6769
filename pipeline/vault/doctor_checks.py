"""A study → what is not as it should be in it: rights, decisions, git's history, caches and remotes."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.anchoring import decisions
from pipeline.changes.change_words import kind_of, sign_again
from pipeline.changes.continuity import putting_back
from pipeline.codebook import grid
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.coding.theme_decisions import said
from pipeline.ingest.withdrawals import LEVELS, SESSION, restricted
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.decision_files import author_of
from pipeline.model.files import OWNER_ONLY, normalised
from pipeline.model.study import Study, typed
from pipeline.model.study_key import PLACE, study_key
from pipeline.pseudonymise.leak_search.made_files import beside, document, files
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.pseudonymise.review import left_open as words
from pipeline.pseudonymise.review.identities import unanswered
from pipeline.publish.fiche.fiche import lost
from pipeline.publish.pseudonymisation_words import NOT_PLACED
from pipeline.run import dvc_setup
from pipeline.run.dvc_setup import BUILD, RIGHTS, closed
from pipeline.vault import copies, private_names
from pipeline.vault.copies import holding, remotes
from pipeline.vault.private_names import SHOWN, lines_of

# A shut folder shuts what it holds.
FOLDERS = ("secrets", "transcripts", "build/private", "decisions/roles", "decisions/corrections")
OWN_FOLDER = 0o700


def wanted(study: Study) -> dict[Path, int]:
    """Give the private places of a study with the rights each should have."""
    private = {study / PLACE: OWNER_ONLY} | {study / folder: OWN_FOLDER for folder in FOLDERS}
    return private | {study / BUILD: RIGHTS[BUILD]}


def opened(study: Study) -> Iterator[tuple[str, int]]:
    """List what others may open or write, with the rights it should have; Windows has no such rights."""
    for path, rights in wanted(study).items():
        if sys.platform != "win32" and path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode != (shut := closed(mode, rights)):
                yield path.relative_to(study.root).as_posix(), shut


def shut(study: Study) -> list[str]:
    """Shut to others what they may open; gives the places."""
    found = list(opened(study))
    for place, rights in found:
        (study / place).chmod(rights)
    return [place for place, _ in found]


def check_consents(study: Study) -> Iterator[str]:
    """List the passages reserved by a speaker that are not known again: more than they asked is held meanwhile."""
    decided = decisions.consent(study)
    if not decided or not (study / ARTEFACTS["identifiers"].path("identifiers")).exists():
        return
    called = study_titles(study)
    for line in lost(store.load(study, "turns"), decided, study_key(study)):
        name = called.get(line.session, line.session)
        yield NOT_PLACED.format(file=line.file, line=line.line, session=name, typed=typed(name), id=line.id)


def check_signed(study: Study) -> Iterator[str]:
    """Tell which sessions changed since they were signed, and which hold names that may be one person's."""
    lines = decisions.identifiers(study)
    signed = sorted({d.session for d in lines if d.signs})
    called = study_titles(study)
    for session in sorted({d.session for d in lines if d.signed_before} - set(signed)):
        yield sign_again(called.get(session, session), len(decisions.unsigned_turns(study, session)))
    waiting = unanswered(study) if signed else None
    for session in signed if waiting else ():
        if waiting and waiting.of(session):
            yield words.signed_with(called.get(session, session), len(waiting.of(session)))


COPIED = "{place} est une copie de {author}.csv : ses lignes comptent comme celles de {author}, une seule fois chacune"
NOT_READ = "{place} n'est pas lu : un fichier de décisions finit par .csv"
IN_THE_CACHE = "{place} contient un nom privé : « dvc gc -w » vide le cache de ce qui ne sert plus."
LEFT = "{place} contient un nom privé : corrigez ce fichier, ou supprimez-le."
SEARCHED = (".dvc/cache", ".dvc/tmp", ".dvc/site", "build/previous", "exports", ".filigrane/lock")
PRIVATE = ("transcripts", "secrets", "build/private")
UNTOLD = (":(exclude)*.gitkeep", ":(exclude)*LISEZMOI.md")
LISTED = 10
PAGES = {False: "page Lecture", True: "page Pseudonymisation"}
TO_PUT_BACK = "decisions/{file}, ligne {line} : {what} à replacer ({reason}) : {page}, « À replacer »"


# Windows refuses a longer path; a file has some signs more while it is written.
MOST_SIGNS, SPARE_SIGNS = 260, 20
LONG_PATH = (
    "{path} : son chemin entier compte {count} signes, et Windows s'arrête à {most}. Mettez l'enquête plus près de la "
    "racine (C:\\enquetes\\hopital), ou donnez aux fichiers de transcripts/ des noms plus courts."
)


def check_modes(study: Study) -> Iterator[str]:
    """Look whether other accounts of the machine may open what is private."""
    for place, rights in opened(study):
        yield f"{place} s'ouvre ou s'écrit depuis d'autres comptes de cette machine : chmod {rights:o} {place}"
    for place in RIGHTS:
        yield from dvc_setup.strangers(study, study / place)


def check_dvc(study: Study) -> Iterator[str]:
    """Look whether DVC can run: its folder is there, and nobody cut its lock."""
    if not (study / dvc_setup.SETTINGS).is_file():
        yield dvc_setup.WITHOUT_DVC
    if dvc_setup.lock_is_damaged(study):
        yield dvc_setup.DAMAGED


def check_long_paths(study: Study) -> Iterator[str]:
    """Warn of the longest path where Windows would soon refuse it; elsewhere paths may be as long as one likes."""
    root = study.root.resolve()
    windows = bool(sys.platform == "win32")
    paths = (p for p in root.rglob("*") if ".git" not in p.relative_to(root).parts) if windows else ()
    longest = max(paths, key=lambda p: len(str(p)), default=root)
    if windows and len(str(longest)) >= MOST_SIGNS - SPARE_SIGNS:
        yield LONG_PATH.format(path=longest.relative_to(root).as_posix(), count=len(str(longest)), most=MOST_SIGNS)


def check_past_quotes(study: Study) -> Iterator[str]:
    """Look whether a name confirmed since stands in what people wrote beside their decisions."""
    searched_names = private_names.searched_names(study)
    for line in lines_of(private_names.cells(study, searched_names)) if searched_names else ():
        yield f"{line} : un nom privé, confirmé depuis, y est écrit. « filigrane doctor --mend --by NOM » le remplace."


def check_history(study: Study) -> Iterator[str]:
    """Look for private files and names in what git holds of the past; gives commits, never names."""
    if not copies.under_git(study):
        return
    kept = copies.git(study, "log", "--all", "--format=%h", "--", *PRIVATE, *UNTOLD).split()
    if kept:
        yield (
            f"L'historique de git garde des fichiers de {', '.join(PRIVATE)} ({_some(kept)}) : git filter-repo "
            f"--invert-paths {' '.join(f'--path {p}' for p in PRIVATE)}, sur un clone neuf, avant tout partage."
        )
    searched_names = private_names.searched_names(study)
    if searched_names is None:
        return
    past = copies.search(study, lambda text: private_names.stand_in(text, searched_names))
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
    for path in sorted({*files(study, SEARCHED), *beside(study)}) if searched_names else ():
        one = document(study, path)
        if searched_names and any(private_names.stand_in(text, searched_names) for text in (one.text, one.path)):
            said = IN_THE_CACHE if path.is_relative_to(study / ".dvc") else LEFT
            yield said.format(place=one.path)


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


def check_copies(study: Study) -> Iterator[str]:
    """Name the files of decisions that a synchroniser, or a person, copied, and those that nothing reads."""
    for path in sorted((study / "decisions").glob("*/*")):
        place = path.relative_to(study.root).as_posix()
        if path.suffix == ".csv" and (author := author_of(path)) != normalised(path.stem):
            yield COPIED.format(place=place, author=author)
        elif path.suffix != ".csv" and path.name != ".gitkeep":
            yield NOT_READ.format(place=place)


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
    lines = decisions.themes(study) if path.exists() else []
    if not lines:
        return
    turns = turns_by_session(store.load(study, "anonymised"))
    for passage in said(lines, (t.id for t in grid.themes(study)), turns, store.load(study, "excerpts")).lost:
        line = passage.line
        if (line.file, line.line) not in told and line.quote != SHOWN:
            yield f"decisions/{line.file}, ligne {line.line} : passage d'un thème à replacer ({passage.reason})"
