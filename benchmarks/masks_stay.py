"""Random histories of a study masked by hand and signed → masked words that the team could read, wrong signatures.

python -m benchmarks.masks_stay [HISTORIES] [FIRST SEED]
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.mask_histories import history


def main(histories: int, first: int) -> None:
    """Print what went wrong, as it goes, and the counts."""
    began, changes, bare, signatures = time.time(), 0, 0, 0
    for seed in range(first, first + histories):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            for told, made in history(Path(folder) / "study", seed):
                changes += 1
                shown, wrong = made.shown_bare(), list(made.wrongly_signed())
                bare += len(shown)
                signatures += len(wrong)
                if shown or wrong:
                    print(f"seed {seed}, {told}: {sorted(shown)} shown, {wrong} signed", file=sys.stderr)
    print(
        f"{histories} histories, {changes} states: {bare} masked words shown, {signatures} signatures on words that "
        f"nobody signed; {time.time() - began:.0f} s, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
