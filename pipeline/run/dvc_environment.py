"""This process → the variables under which DVC runs the stages with the same Python; what DVC says when it is busy."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

LOCKED = re.compile(r"Unable to acquire lock|is busy, it is being blocked by")


def environment() -> dict[str, str]:
    """
    Give the variables under which ``python`` is this very environment's, and DVC reports nothing.

    No module is taken from the folder one works in: a ``yaml.py`` lying in a study is nobody's.
    """
    scripts = str(Path(sys.executable).parent)
    first = {"PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    return os.environ | first | {"PYTHONUTF8": "1", "PYTHONSAFEPATH": "1", "DVC_NO_ANALYTICS": "1"}
