"""``filigrane backup``, ``restore``, ``version``, ``close`` → what is kept of a study, destroyed at its end."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from pathlib import Path

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli.commands import Command
from pipeline.cli.commands.study_setup import refresh, settle
from pipeline.model import study_key, terminal
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError
from pipeline.model.files import all_or_nothing, write_whole
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE
from pipeline.model.terminal import answer
from pipeline.pseudonymise.leak_search.made_files import files
from pipeline.run.dvc_setup import shut_build
from pipeline.vault import copies, doctor_checks
from pipeline.vault.versions import returning, saving, wording
from pipeline.vault.versions.wording import moment

HELP_BACKUP = "sauvegarde l'enquête dans un fichier chiffré : transcriptions, secret, décisions, grille, réglages"
BACKED_UP = """
{file} est écrit et relu : {size} Ko, chiffrés sous la phrase de passe.
Il contient :
{inside}
Il ne contient pas : build/ (se recalcule par « filigrane run »), le cache de DVC, exports/, ni l'historique de git.
Gardez-le hors de cette machine, et la phrase ailleurs que lui : sans elle, rien ne l'ouvre.
Pour le relire : filigrane restore {name} DOSSIER
"""


def register_backup(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("fichier", metavar="FICHIER", help="fichier à créer, hors du dossier de l'enquête")


def execute_backup(arguments: argparse.Namespace) -> int:
    """Write the encrypted copy, read it again, and say what it holds."""
    study = Study()
    path = Path(arguments.fichier)
    study.params("study")
    refuse(study, path)
    words = terminal.new_passphrase()
    write_whole(path, study_key.seal(copies.pack(study), words), owner_only=True)
    # What is told is what the disk holds, not what was meant.
    inside = copies.unpack(study_key.unseal(path.read_bytes(), words, path.name), path.name)
    lines = [f"  {place} : {number} fichier(s)" for place, number in copies.counted(inside).items()]
    print(BACKED_UP.format(file=path, size=path.stat().st_size // 1024 + 1, inside="\n".join(lines), name=path.name))
    return 0


def refuse(study: Study, path: Path) -> None:
    """
    Refuse a place where a copy would replace something, or perish with the study.

    Raises:
        FiligraneError: the file exists, its folder does not, or it lies in the study.
    """
    if path.exists():
        raise FiligraneError(f"{path} existe déjà : donnez un autre nom, rien n'est jamais remplacé.")
    if not path.parent.is_dir():
        raise FiligraneError(f"Le dossier {path.parent} n'existe pas : créez-le, ou donnez un autre chemin.")
    if path.resolve().is_relative_to(study.root.resolve()):
        raise FiligraneError(f"{path} est dans l'enquête, et périrait avec elle : choisissez un autre disque.")


HELP_RESTORE = "rétablit dans un dossier vide une enquête sauvegardée par « filigrane backup »"
RESTORED = """
L'enquête est rétablie dans {root} :
{inside}
Ce qui n'était pas dans la sauvegarde : build/, le cache de DVC, exports/, l'historique de git.
  cd {root}
  filigrane run          recalcule tout ; les pseudonymes sont les mêmes, car le secret est le même
"""


def register_restore(parser: argparse.ArgumentParser) -> None:
    """Take the file and the folder."""
    parser.add_argument("fichier", metavar="FICHIER", help="sauvegarde écrite par « filigrane backup »")
    parser.add_argument("dossier", metavar="DOSSIER", help="dossier à créer, ou dossier vide")


def execute_restore(arguments: argparse.Namespace) -> int:
    """Check the whole file first, then write; refuses a folder that holds anything."""
    path = Path(arguments.fichier)
    root = Path(arguments.dossier)
    if not path.is_file():
        raise FiligraneError(f"{path} est introuvable : vérifiez le chemin de la sauvegarde.")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FiligraneError(f"{root} n'est pas vide : choisissez un autre dossier, rien n'a été touché.")
    contents = copies.unpack(study_key.unseal(path.read_bytes(), terminal.passphrase(path.name), path.name), path.name)
    with all_or_nothing(root):
        copies.write(root, contents)
        complete(Study(root))
    lines = [f"  {place} : {number} fichier(s)" for place, number in copies.counted(contents).items()]
    print(RESTORED.format(root=root, inside="\n".join(lines)))
    return 0


def complete(study: Study) -> None:
    """Make what a study needs and a copy does not hold: empty folders, the graph and the seals of the code."""
    for folder in ("transcripts", "codebook/memos", *(f"decisions/{f}" for f in FOLDERS.values())):
        (study / folder).mkdir(parents=True, exist_ok=True)
    shut_build(study)
    doctor_checks.shut(study)
    refresh(study)
    settle(study)


HELP_VERSION = wording.HELP
MOST, LINES = 20, 12


def register_version(parser: argparse.ArgumentParser) -> None:
    """Take the action: to list, to keep, to go back."""
    parser.set_defaults(action="list", most=MOST)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    for name, about in wording.ACTIONS.items():
        one = actions.add_parser(name, help=about, description=about)
        one.set_defaults(action=name)
        if name == "list":
            one.add_argument("--most", type=int, default=MOST, metavar="N", help=wording.MOST)
            continue
        if name == "back":
            one.add_argument("version", metavar="VERSION", help=wording.VERSION)
            one.add_argument("--yes", action="store_true", help=wording.YES)
        else:
            one.add_argument("--message", default="", metavar="PHRASE", help=wording.SENTENCE)
            one.add_argument("--anyway", action="store_true", help=wording.ANYWAY)
        one.add_argument("--by", default="", metavar="NOM", help=wording.BY)


def execute_version(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    study = Study()
    study.params("study")
    if arguments.action == "save":
        made = saving.save(study, _name(arguments), arguments.message, anyway=arguments.anyway)
        print(told(study, made))
        return 0
    return _back(study, arguments) if arguments.action == "back" else _list(study, arguments.most)


def _list(study: Study, most: int) -> int:
    left = saving.unsaved(study)
    found = saving.versions(study, most)
    print(wording.UNSAVED.format(said=left) if left else wording.ALL_SAVED)
    for one in found:
        print(f"  {one.short}  {moment(one.at.astimezone())} — {one.said} ({one.author})")
    if not found:
        print(wording.NOT_YET)
    return 0


def told(study: Study, made: saving.StudyVersion | None) -> str:
    """Say that a version was kept, or that there was nothing to keep."""
    if made:
        return wording.SAVED.format(name=made.short, said=made.said)
    last = saving.versions(study, 1)
    return wording.NOTHING.format(said=moment(last[0].at.astimezone()) if last else "")


def _back(study: Study, arguments: argparse.Namespace) -> int:
    one = saving.version(study, arguments.version)
    wanted = returning.look(study, one)
    print(wording.WOULD.format(when=moment(one.at.astimezone()), said=one.said))
    for line in wanted.told or (wording.SAME,):
        print(f"  – {line}")
    for path, lines in wanted.lines.items():
        print(f"\n  {path}", *(f"    {line}" for line in lines[:LINES]), sep="\n")
        if len(lines) > LINES:
            print(wording.MORE_LINES.format(n=len(lines) - LINES))
    print(f"\n{wording.STAYS}")
    if wanted.becomes and arguments.yes:
        before, made = returning.go_back(study, wanted, _name(arguments))
        print(wording.WENT_BACK.format(said=made.said if made else "", before=before.short if before else ""))
    elif wanted.becomes:
        print(wording.NOT_DONE)
    return 0


def _name(arguments: argparse.Namespace) -> str:
    return coder_name(arguments.by) if arguments.by else ""


HELP_CLOSE = "détruit, à la fin de l'enquête, le secret et la correspondance entre noms et pseudonymes"
CORRESPONDENCE = "build/private"
BEFORE_CLOSING = """
Vont être détruits, sans retour possible :
  {key}
  {correspondence}/ ({number} fichier(s) : qui se cache sous quel pseudonyme)
Ensuite, plus rien de nouveau ne pourra être pseudonymisé, et « filigrane run » refusera de partir.
"""
CONFIRM_CLOSING = "Pour confirmer, tapez le titre de l'enquête ({title}) : "
CLOSED = """
Détruits : {key} et {number} fichier(s) de {correspondence}/, remplis de hasard avant d'être effacés.
Un disque SSD ou une sauvegarde automatique peut garder d'anciennes copies : seul un disque chiffré en protège.

Ce qui reste, et que cette commande ne touche pas :
{remains}
  • les copies du secret et les sauvegardes (filigrane backup) faites ailleurs : à détruire là où elles sont
Les textes restent pseudonymisés : avec les transcriptions reçues, chacun s'y retrouve encore.
"""
REMAINS = {
    "transcripts": "les transcriptions reçues, noms compris : à détruire ou à archiver, selon votre notice",
    "build": "les textes pseudonymisés et les tables",
    "decisions": "les décisions, sans nom en clair",
    "exports": "ce qui a été exporté",
    ".dvc/cache": "les versions passées des tables pseudonymisées (dvc gc -w)",
    ".git": "l'historique de l'enquête",
}


def register_close(parser: argparse.ArgumentParser) -> None:
    """Take the title that confirms."""
    parser.add_argument("--titre", default="", help="le titre de l'enquête, qui confirme (sinon, il est demandé)")


def execute_close(arguments: argparse.Namespace) -> int:
    """Ask for the title, destroy the secret and the correspondence, and say what remains."""
    study = Study()
    title = str(study.params("study").get("title", ""))
    doomed = [study / PLACE, *files(study, (CORRESPONDENCE,))]
    if not doomed[0].exists():
        raise FiligraneError(f"{PLACE} n'existe pas, ou plus : il n'y a rien à détruire.")
    words = {"key": PLACE, "correspondence": CORRESPONDENCE, "number": len(doomed) - 1}
    print(BEFORE_CLOSING.format(**words))
    if (arguments.titre or answer(CONFIRM_CLOSING.format(title=title))).strip() != title.strip():
        raise FiligraneError("Ce n'est pas le titre de l'enquête : rien n'a été détruit.")
    for path in doomed:
        destroy(path)
    shutil.rmtree(study / CORRESPONDENCE, ignore_errors=True)
    remains = "\n".join(
        f"  • {place}/ : {about}" for place, about in REMAINS.items()
        if (study / place).is_dir() and any(p.name != ".gitkeep" for p in (study / place).rglob("*") if p.is_file())
    )
    print(CLOSED.format(**words, remains=remains))
    return 0


def destroy(path: Path) -> None:
    """Fill a file with random bytes, on disk, before deleting it."""
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


COMMANDS = {
    "backup": Command(HELP_BACKUP, register_backup, execute_backup),
    "restore": Command(HELP_RESTORE, register_restore, execute_restore),
    "version": Command(HELP_VERSION, register_version, execute_version),
    "close": Command(HELP_CLOSE, register_close, execute_close),
}
