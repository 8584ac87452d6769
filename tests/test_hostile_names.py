"""Names of files dropped on the page: each lands in the folder of transcripts or is refused in French, none fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.attack.folders import GOOD, OTHER, SAID, template
from dashboard.ui import deposit
from pipeline.ingest.readers import received_files
from pipeline.ingest.readers import registry as readers
from pipeline.model.study import Study

DROPPED = [
    "", ".", "..", "/", "\\", "../../E02.txt", "..\\..\\secrets\\study.key", "/etc/passwd", "C:\\Windows\\win.ini",
    "a/b/E02.txt", "E02.txt\x00.docx", "e" * 300 + ".txt", "é" * 200 + ".txt", "entre\ntien.txt", "\x1b[31mE02.txt",
    "en\u202etxt.exe",
    "<img src=x onerror=alert(1)>.txt", "$(touch x).txt", "-rf.txt", "CON.txt", "E02.txt ", "E02.txt.",
    ".E02.txt", "~$E02.docx", "E01.txt", "moitié \udce9.txt", "E02", ".txt", "LISEZMOI.md", "Thumbs.db",
]


@dataclass
class Dropped:
    """A file as a browser, or who plays one, gives it."""

    name: str
    said: str = SAID

    def getvalue(self) -> bytes:
        return self.said.encode()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    made = template(tmp_path / "study")
    (made / "transcripts/E01.txt").write_text(GOOD, "utf-8")
    monkeypatch.setattr(deposit, "study", lambda: Study(made))
    return Study(made)


def test_no_name_of_a_file_leads_out_or_fails(study: Study) -> None:
    """One after the other, then all at once: nothing outside of the folder changes, and each is told of by name."""
    before = outside(study)
    for name in DROPPED:
        told = deposit.bring([Dropped(name, OTHER)])
        assert "<img" not in told
        assert outside(study) == before
    deposit.bring([Dropped(name, OTHER) for name in DROPPED])
    brought = [p.name for p in (study / "transcripts").rglob("*")]

    assert len(brought) > len(DROPPED) / 3
    assert max(len(name.encode()) for name in brought) <= received_files.LONGEST_NAME
    assert outside(study) == before
    assert (study / "transcripts/E01.txt").read_text("utf-8") == GOOD
    assert "E01" in readers.transcripts(study)


def outside(study: Study) -> list[str]:
    """List all that is not in the folder of transcripts, and what leads out of it."""
    root = study.root.parent
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if "transcripts" not in p.parts)


@pytest.mark.parametrize("name", ["~$E02.docx", ".E02.txt", "LISEZMOI.md"])
def test_what_would_never_be_read_is_said(study: Study, name: str) -> None:
    """A hidden file, the lock of Word, a notice: copied, nobody would ever hear of them."""
    told = deposit.bring([Dropped(name)])

    assert name in told
    assert not (study / "transcripts" / name).exists()
