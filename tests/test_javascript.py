"""Scripts of the dashboard: joined without a tool, and what is pure in them tested by Node where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.ui.component import DASHBOARD, joined

ROOT = Path(__file__).parent.parent
NODE = shutil.which("node")
with_node = pytest.mark.skipif(not NODE, reason="node n'est pas installé : les scripts ne sont pas essayés à part")
MODULES = sorted(p for p in DASHBOARD.rglob("*.js") if "export " in p.read_text("utf-8"))
SHOWN = [p for p in MODULES if "export default" in p.read_text("utf-8")]
NAMES = re.compile(r"^(?:export )?(?:const|let|function|class) (\w+)", re.MULTILINE)


def test_a_module_comes_once_after_those_it_needs(tmp_path: Path) -> None:
    """Two modules that need a third get it once, before them; nothing is left of what joined them."""
    (tmp_path / "ground.js").write_text("export const ground = 1;\n", "utf-8")
    (tmp_path / "left.js").write_text('import { ground } from "./ground.js";\nexport const left = ground;\n', "utf-8")
    (tmp_path / "top.js").write_text(
        'import {\n  left,\n} from "./left.js";\nimport { ground } from "./ground.js";\n'
        "export default left + ground;\n", "utf-8",
    )

    script = joined(tmp_path / "top.js")

    assert [line for line in script.splitlines() if line] == [
        "const ground = 1;", "const left = ground;", "export default left + ground;",
    ]


@pytest.mark.parametrize("module", SHOWN, ids=lambda p: p.name)
def test_a_joined_component_names_each_thing_once(module: Path) -> None:
    """Modules share one scope once they are joined: no name means two things there, and no import is left."""
    script = joined(module)
    names = NAMES.findall(script)

    assert sorted(names) == sorted(set(names))
    assert not re.search(r"^import ", script, re.MULTILINE)


@with_node
@pytest.mark.parametrize("module", SHOWN, ids=lambda p: p.name)
def test_a_joined_component_is_one_module(module: Path, tmp_path: Path) -> None:
    """What Streamlit is given is a module that a browser can read."""
    script = tmp_path / "component.mjs"
    script.write_text(joined(module), "utf-8")

    checked = subprocess.run([str(NODE), "--check", str(script)], capture_output=True, text=True, check=False)

    assert not checked.stderr


def test_what_knows_no_page_touches_none() -> None:
    """A module that says it knows no page reads neither the document nor the window: it can be tested alone."""
    pure = {p.name: p.read_text("utf-8") for p in MODULES if "Knows no page." in p.read_text("utf-8")}

    assert len(pure) >= 9
    assert not [name for name, script in pure.items() if re.search(r"\b(document|window|getSelection)\b", script)]


@with_node
def test_what_is_pure_does_what_its_tests_say() -> None:
    """Offsets in code points, keys, lanes, searches: the tests of Node pass."""
    tests = sorted(str(p) for p in (ROOT / "tests/js").glob("*.test.js"))
    command = [str(NODE), "--test", "--test-reporter=tap", *tests]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout[-4000:]
    assert int(re.findall(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)[0]) > 40
