"""The floors of the house: imports run one way, a page is a folder, a class name means one thing."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = tomllib.loads((ROOT / "layers.toml").read_text("utf-8"))
FLOORS: dict[str, list[str]] = LAYERS["floors"]
EXCEPTIONS: dict[str, str] = LAYERS["exceptions"]
HEIGHT = {f"{top}.{room}": floor for top in FLOORS for floor, room in enumerate(FLOORS[top])}
Arrow = tuple[str, str]


@cache
def modules() -> dict[str, ast.Module]:
    paths = [p for top in FLOORS for p in sorted((ROOT / top).rglob("*.py"))]
    return {name(p): ast.parse(p.read_text("utf-8")) for p in paths}


def name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def arrows() -> frozenset[Arrow]:
    """Every import inside the house, those of functions included, but those let be in ``layers.toml``."""
    return frozenset(a for a in every_arrow() if " -> ".join(a) not in EXCEPTIONS)


@cache
def every_arrow() -> frozenset[Arrow]:
    return frozenset((module, to) for module, tree in modules().items() for to in imported(tree) if to != module)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module in modules():
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (i if i in modules() else str(node.module) for i in inner)


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def folder(module: str) -> str:
    """Give the folder a module stands in; a folder's own face stands in it."""
    return module if (ROOT / module.replace(".", "/")).is_dir() else module.rpartition(".")[0]


def climbs(arrow: Arrow) -> bool:
    start, end = (HEIGHT.get(room(module)) for module in arrow)
    if arrow[0].startswith("pipeline") and arrow[1].startswith("dashboard"):
        return True
    same_top = arrow[0].split(".")[0] == arrow[1].split(".")[0]
    return same_top and start is not None and end is not None and end > start


def page(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["dashboard", "pages"] and len(parts) > 2 else ""


def test_every_room_has_its_floor() -> None:
    """Each folder of the pipeline and of the dashboard is named in ``layers.toml``, and no module stands between."""
    outside = {m for m in modules() if m.count(".") and room(m) not in HEIGHT}
    assert outside == {"pipeline.__main__"}
    assert {room(m) for m in modules() if m.count(".")} - outside == HEIGHT.keys()


def test_no_import_climbs() -> None:
    """A module imports from its own floor and from those below it."""
    assert sorted(filter(climbs, arrows())) == []


def test_folders_import_each_other_in_no_circle() -> None:
    """What a folder imports never leads back to it, at any distance."""
    graph: dict[str, set[str]] = {}
    for start, end in arrows():
        if folder(start) != folder(end) and {folder(start), folder(end)}.isdisjoint(FLOORS):
            graph.setdefault(folder(start), set()).add(folder(end))
    circle: list[str] = []
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


def test_no_page_imports_another() -> None:
    """What two pages share stands below them."""
    assert sorted(a for a in arrows() if page(a[0]) and page(a[1]) and page(a[0]) != page(a[1])) == []


def test_a_page_is_a_folder() -> None:
    """Every folder of ``pages`` holds its page; no script stands beside them, which Streamlit would serve by itself."""
    place = ROOT / "dashboard/pages"
    folders = [p for p in place.iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert folders
    assert all((p / "page.py").exists() for p in folders)
    assert [p.name for p in place.glob("*.py")] == ["__init__.py"]
    assert not (ROOT / "dashboard/app/pages").exists()


def test_a_class_name_means_one_thing() -> None:
    """No two classes of the house bear one name."""
    names = Counter(n.name for tree in modules().values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef))
    assert [n for n, count in names.items() if count > 1] == []


def test_exceptions_are_still_needed() -> None:
    """An arrow let be in ``layers.toml`` exists, and says why."""
    standing = {" -> ".join(a) for a in every_arrow()}
    assert EXCEPTIONS.keys() <= standing
    assert all(EXCEPTIONS.values())
