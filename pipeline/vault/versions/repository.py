"""A study → its own git repository: what a version of it holds, what comes back, what git must never hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.new_study import HERE
from pipeline.model.study import Study
from pipeline.vault.versions import wording

GITIGNORE = ".gitignore"


def content_now(study: Study, path: str) -> bytes | None:
    """Give a file as it is, None when it is not there."""
    place = study / path
    return place.read_bytes() if place.is_file() else None


def put_content(study: Study, path: str, new: bytes | None) -> None:
    """Make a file what is given, at one stroke; None takes it away."""
    place = study / path
    if new is None:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, new)


def listed(study: Study, folders: Sequence[str]) -> Iterator[str]:
    """List the files of some folders, those left by systems and programs put apart."""
    for folder in folders:
        for found in sorted((study / folder).rglob("*")):
            if found.is_file() and not found.name.startswith("."):
                yield found.relative_to(study.root).as_posix()


def ignore_again(study: Study) -> None:
    """Add to ``.gitignore`` the rules that a new study has."""
    there = (content_now(study, GITIGNORE) or b"").decode("utf-8", "replace")
    ours = (HERE / "gitignore").read_text("utf-8")
    write_whole(study / GITIGNORE, f"{there.rstrip()}\n{ours}".lstrip().encode())


# Variables by which a git that started us would send us to another repository.
ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
# One's own habits must not change what a version holds: accents in names, ends of lines, files that one ignores.
SAME_FOR_ALL = (
    "core.quotepath=false", "core.autocrlf=false", "core.safecrlf=false", "core.excludesFile=", "commit.gpgsign=false",
    "i18n.commitEncoding=utf-8", "i18n.logOutputEncoding=utf-8", "gc.auto=0",
)
UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
NOBODY, ADDRESS = "Filigrane", "filigrane@localhost"


def installed() -> bool:
    """Tell whether git is on this machine."""
    return shutil.which("git") is not None


class Repository:
    """The repository whose root is the study; one around it, of something else, is not the study's."""

    def __init__(self, study: Study) -> None:
        if not installed():
            raise FiligraneError(wording.NO_GIT)
        self.root = study.root.resolve()

    @property
    def present(self) -> bool:
        """Tell whether the study is a repository of its own."""
        top = self.asked("rev-parse", "--show-toplevel").strip()
        return bool(top) and Path(top).resolve() == self.root

    @property
    def head(self) -> str:
        """Give the last version, empty before any."""
        return self.asked("rev-parse", "--verify", "--quiet", "HEAD").strip() if self.present else ""

    def make(self) -> None:
        """Put the study under git where it is not."""
        if not self.present:
            self.told("init", "--quiet")

    def refuse_under_way(self) -> None:
        """
        Stop where somebody who knows git is in the middle of something.

        Raises:
            FiligraneError: a merge, or the like, is under way.
        """
        if any(Path(self.root, self.told("rev-parse", "--git-path", name).strip()).exists() for name in UNDER_WAY):
            raise FiligraneError(wording.UNDER_WAY)

    @contextmanager
    def beside(self, paths: Sequence[str]) -> Iterator[Mapping[str, str]]:
        """Gather the last version with some paths as they are on disk, aside: what somebody staged stays theirs."""
        with tempfile.TemporaryDirectory() as folder:
            aside = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if self.head:
                self.told("read-tree", self.head, variables=aside)
            known = set(self.told("ls-files", "-z", variables=aside).split("\0"))
            there = [p for p in paths if (self.root / p).exists() or any(f"{k}/".startswith(f"{p}/") for k in known)]
            if there:
                self.told("add", "--all", "--", *there, variables=aside)
            yield aside

    def leave_out(self, paths: str, aside: Mapping[str, str]) -> None:
        """Take files out of what was gathered, and leave them where they are."""
        self.told("rm", "--cached", "--quiet", "-r", "--ignore-unmatch", "--", paths, variables=aside)

    def changed(self, aside: Mapping[str, str]) -> list[str]:
        """List the paths of what was gathered that are not as in the last version."""
        differing = ("diff", "--cached", "--name-only", "--no-renames", "-z", self.head)
        listed = self.told(*(differing if self.head else ("ls-files", "-z")), variables=aside)
        return sorted(p for p in listed.split("\0") if p)

    def commit(self, aside: Mapping[str, str], message: str, author: str) -> str:
        """
        Make a version of what was gathered; gives its name.

        Args:
            aside: variables of git that point to the index where files were gathered; one's own index is not touched.
            message: in French, told in the list of versions.
            author: of the version; empty, whoever git knows.

        Raises:
            FiligraneError: somebody made a version meanwhile, or git refuses.
        """
        tree = self.told("write-tree", variables=aside).strip()
        parent = self.head
        name = self.asked("config", "user.name").strip() or NOBODY
        address = self.asked("config", "user.email").strip() or ADDRESS
        new = self.told(
            "commit-tree", tree, *(["-p", parent] if parent else []), "-F", "-",
            said=message, variables={
            "GIT_AUTHOR_NAME": author or name, "GIT_AUTHOR_EMAIL": address,
            "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address,
        },
        ).strip()
        # Refused when somebody else made a version meanwhile.
        self.told("update-ref", "-m", "filigrane version", "HEAD", new, parent)
        return new

    def settle(self, paths: Sequence[str]) -> None:
        """Let what is staged agree with the version just made; somebody's own git may hold it, and does it later."""
        self.asked("reset", "--quiet", "--", *paths)

    def content(self, revision: str, path: str) -> bytes | None:
        """Give a file as a version holds it, None when it holds none."""
        done = self._run(("cat-file", "blob", f"{revision}:{path}"), b"", {})
        return done.stdout if done.returncode == 0 else None

    def files(self, revision: str, paths: Sequence[str]) -> list[str]:
        """List the files of a version that stand under some paths."""
        return [p for p in self.told("ls-tree", "-r", "-z", "--name-only", revision, "--", *paths).split("\0") if p]

    def told(self, *arguments: str, said: str = "", variables: Mapping[str, str] | None = None) -> str:
        """
        Have git do something; gives what it answers.

        Raises:
            FiligraneError: it does not, in its own words.
        """
        done = self._run(arguments, said.encode(), variables or {})
        if done.returncode:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise FiligraneError(wording.GIT_SAYS.format(said=" ".join(last)))
        return done.stdout.decode("utf-8", "replace")

    def asked(self, *arguments: str) -> str:
        """Ask git, which answers nothing where it does not know."""
        done = self._run(arguments, b"", {})
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    def _run(
        self, arguments: Sequence[str], said: bytes, variables: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        # A study on a stick or a share may belong, for the system, to another account.
        settings = [part for one in (*SAME_FOR_ALL, f"safe.directory={self.root}") for part in ("-c", one)]
        around = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
        return subprocess.run(
            ["git", *settings, "-C", str(self.root), *arguments], input=said, capture_output=True, check=False,
            env=around | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} | dict(variables),
        )


DECISIONS, CODEBOOK, SETTINGS = "decisions", "codebook", "params.yaml"
# Named one by one: a recording or a list of names left at the root of the study goes into no version.
KEPT = (
    DECISIONS, CODEBOOK, SETTINGS, "dvc.yaml", "dvc.lock", ".filigrane/code", ".gitignore", ".gitattributes",
    ".filigrane/key-fingerprint", ".dvcignore", ".dvc/config", ".dvc/.gitignore", ".streamlit/config.toml",
    "secrets/LISEZMOI.md", "transcripts/.gitkeep",
)
PRIVATE = re.compile(
    r"^(?:transcripts/(?!\.gitkeep$)|decisions/(?:roles|corrections)/(?!\.gitkeep$)|secrets/(?!LISEZMOI\.md$)|build/|exports/|\.streamlit/secrets\.toml$)|\.key$"
)
# Decisions about voices, and corrections of words, name people as their transcripts do, and serve only where these are.
VOICES = "decisions/roles"
CORRECTIONS = "decisions/corrections"
# What protects people never goes back: reviewed names, what they allow, what they took back. Voices are in no version.
STAYING = ("identifiers", "consent", "withdrawals", "roles", "corrections")
# One path that each rule must hold back.
PROBES = {
    "transcripts/entretien.txt": "/transcripts/*", "secrets/study.key": "/secrets/*", "build/private/turns": "/build/",
    f"{VOICES}/ana.csv": f"/{VOICES}/*", f"{CORRECTIONS}/ana.csv": f"/{CORRECTIONS}/*",
    "exports/citations.docx": "/exports/",
    ".streamlit/secrets.toml": "/.streamlit/secrets.toml",
}


def restored(path: str) -> bool:
    """
    Tell whether a file comes back with a former version.

    >>> [restored(p) for p in ("params.yaml", "codebook/memos/a.md", "decisions/codings/a.csv")]
    [True, True, True]
    >>> [restored(p) for p in ("decisions/consent/a.csv", "dvc.lock", ".gitignore")]
    [False, False, False]
    """
    folder, _, rest = path.partition("/")
    return path == SETTINGS or folder == CODEBOOK or (folder == DECISIONS and rest.split("/")[0] not in STAYING)


def voices(path: str) -> bool:
    """
    Tell whether a file says who the voices of interviews are, or what they said where it was mistyped.

    >>> voices("decisions/roles/ana.csv"), voices("decisions/roles/.gitkeep")
    (True, False)
    """
    return path.startswith((f"{VOICES}/", f"{CORRECTIONS}/")) and path.endswith(".csv")


def private(path: str) -> bool:
    """
    Tell whether git must never hold a file of a study of real people.

    >>> [private(p) for p in ("transcripts/a.txt", "secrets/study.key", "decisions/roles/ana.csv")]
    [True, True, True]
    >>> [private(p) for p in ("transcripts/.gitkeep", "secrets/LISEZMOI.md", "decisions/codings/ana.csv")]
    [False, False, False]
    """
    return bool(PRIVATE.search(path))


def protect(study: Study, repository: Repository) -> list[str]:
    """Put back in ``.gitignore`` the rules without which git would see what is private; gives those put back."""
    if study.params("study").get("fictional"):
        return []
    gone = [rule for path, rule in PROBES.items() if not repository.asked("check-ignore", "--no-index", "-v", path)]
    if gone:
        ignore_again(study)
    return gone
