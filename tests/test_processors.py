"""What stages with a model make is the same, byte for byte, on processors that this machine is not."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
EMULATOR = "qemu-x86_64"
# Of two makers: one without wide instructions, one with those of 256 bits. An EPYC, whose fused products are emulated
# one by one, took more than nine minutes on one machine and less than two on another.
PROCESSORS = ("Nehalem", "Opteron_G4")
COMMAND = [sys.executable, "-W", "ignore", "-m", "tests.computed"]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="seuls des processeurs x86_64 s'émulent ici")
@pytest.mark.skipif(shutil.which(EMULATOR) is None, reason="qemu-user n'est pas installé (sous Debian : qemu-user)")
def test_emulated_processors_make_the_same_bytes() -> None:
    """Vectors of both kinds, proposed spans and scores of ten sentences: the same here and on two other processors."""
    here = subprocess.run(COMMAND, cwd=HERE, capture_output=True, text=True, check=True).stdout
    started = [
        subprocess.Popen([EMULATOR, "-cpu", processor, *COMMAND], cwd=HERE, env=os.environ | {"OMP_NUM_THREADS": "1"},
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for processor in PROCESSORS
    ]
    made = {processor: running.communicate()[0] for processor, running in zip(PROCESSORS, started, strict=True)}
    assert here.count("\n") == 2
    assert made == dict.fromkeys(PROCESSORS, here)
