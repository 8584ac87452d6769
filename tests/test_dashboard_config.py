"""The dashboard serves this machine alone and tells nobody anything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_server_stays_on_this_machine() -> None:
    """Loopback only, no usage statistics, no menu to deploy it."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))

    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["toolbarMode"] == "minimal"


def test_nothing_is_fetched_from_elsewhere() -> None:
    """No style, script or setting of the dashboard names another machine."""
    files = [p for p in (ROOT / "dashboard").rglob("*") if p.suffix in {".py", ".css", ".js"}]

    assert not [p for p in [*files, ROOT / ".streamlit/config.toml"] if re.search(r"https?://|@import", p.read_text())]


def test_one_module_of_the_dashboard_opens_the_private_half() -> None:
    """One module reads tables, one what is private, one what was received; only the review asks the second."""
    modules = {p: p.read_text("utf-8") for p in (ROOT / "dashboard").rglob("*.py")}
    imports = re.compile(r"^from dashboard(.*\.private import|.* import .*\bprivate\b)", re.MULTILINE)
    asking = [p for p, text in modules.items() if imports.search(text)]

    opening = sorted(p.name for p, text in modules.items() if re.search(r"(?<!no-)\bstore\b", text))
    assert opening == ["describing.py", "private.py", "study_data.py"]
    assert all(p.name == "menu.py" or p.parent.name == "pseudonymisation" for p in asking)
