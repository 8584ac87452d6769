"""What a version of a study holds, what comes back with a former one, and what git must never hold."""

from __future__ import annotations

import re

from pipeline.model.study import Study
from pipeline.vault.versions.on_disk import ignore_again
from pipeline.vault.versions.repository import Repository

DECISIONS, CODEBOOK, SETTINGS = "decisions", "codebook", "params.yaml"
# Named one by one: a recording or a list of names left at the root of the study goes into no version.
KEPT = (
    DECISIONS, CODEBOOK, SETTINGS, "dvc.yaml", "dvc.lock", ".filigrane/code", ".gitignore", ".gitattributes",
    ".dvcignore", ".dvc/config", ".dvc/.gitignore", ".streamlit/config.toml", "secrets/LISEZMOI.md",
    "transcripts/.gitkeep",
)
PRIVATE = re.compile(
    r"^(?:transcripts/(?!\.gitkeep$)|decisions/roles/(?!\.gitkeep$)|secrets/(?!LISEZMOI\.md$)|build/|exports/|\.streamlit/secrets\.toml$)|\.key$"
)
# Decisions about voices name people as their transcripts do, and serve only where these are.
VOICES = "decisions/roles"
# What protects people never goes back: reviewed names, what they allow, what they took back. Voices are in no version.
STAYING = ("identifiers", "consent", "withdrawals", "roles")
# One path that each rule must hold back.
PROBES = {
    "transcripts/entretien.txt": "/transcripts/*", "secrets/study.key": "/secrets/*", "build/private/turns": "/build/",
    f"{VOICES}/ana.csv": f"/{VOICES}/*", "exports/citations.docx": "/exports/",
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
    Tell whether a file says who the voices of interviews are.

    >>> voices("decisions/roles/ana.csv"), voices("decisions/roles/.gitkeep")
    (True, False)
    """
    return path.startswith(f"{VOICES}/") and path.endswith(".csv")


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
