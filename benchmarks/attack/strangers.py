"""A dashboard that is open, asked by another account and through a plain proxy → no page; and what it says to whom.

    python -m benchmarks.attack.strangers STUDY        (as root: another account is borrowed, uid 65534)

Every address of every page, and the socket, without the cookie; then with the cookie through a proxy that hides itself.
Files of the private half are tried too. What leaves the machine meanwhile is recorded (``test_door_browser.RECORDER``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.conftest import SCREENS, served
from tests.browser.proxy import forwarding, hiding, proxied
from tests.browser.test_door_browser import RECORDER, beyond, socket_refused
from tests.browser.test_hostile_browser import HOSTILE, answered

NOBODY = 65534
ASKING = """
import encodings.idna, os, sys  # before it loses the right to read Python itself
from urllib.request import urlopen
from urllib.error import HTTPError
os.setgroups([]); os.setgid({uid}); os.setuid({uid})
for address in sys.argv[1].split():
    try:
        print(urlopen(address).status, address)
    except HTTPError as error:
        print(error.code, address)
for place in sys.argv[2].split():
    try:
        print("read", place, len(open(place, "rb").read()))
    except OSError:
        pass
"""


def main(study: Path) -> int:
    """Ask as others would; gives the exit code."""
    wrong: list[str] = []
    private = [str(p) for p in (*(study / "build/private").rglob("*"), study / "secrets/study.key") if p.is_file()]
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "asked"
        (Path(folder) / "sitecustomize.py").write_text(RECORDER.format(file=str(record)), "utf-8")
        with served(study, (), {"PYTHONPATH": folder}) as address:
            port = urlsplit(address).port or 0
            pages = [f"{address}/{screen}" for screen in (*SCREENS, "_stcore/metrics", "media/x", "static/index.html")]
            asked = [sys.executable, "-I", "-c", ASKING.format(uid=NOBODY), " ".join(pages), " ".join(private)]
            told = subprocess.run(asked, check=True, capture_output=True, text=True, cwd="/").stdout.splitlines()
            wrong += [f"another account: {line}" for line in told if line[:3] not in {"403", "404"}]
            wrong += [] if socket_refused(address, {}) else ["a socket is open"]
            for way in (forwarding, hiding(port)):
                with proxied(port, way) as shown:
                    got = [answered(shown, f"/{screen}", {})[0] for screen in SCREENS]
                    wrong += [f"a proxy: {code}" for code in got if code not in {403, 404}]
            wrong += [one for one in HOSTILE if answered(port, one, {})[0] not in {400, 403, 404}]
        wrong += [f"left the machine: {line}" for line in beyond(record)]
    print(f"{len(pages)} pages, {len(private)} private files, 2 proxies, {len(HOSTILE)} addresses: {len(wrong)} wrong")
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(os.path.abspath(sys.argv[1]))))  # noqa: PTH100 - links are kept as they were typed
