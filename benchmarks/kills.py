"""
A small study, killed in the middle of all it does → the next time ends, with the same bytes, and no line is lost.

Run: ``uv run python -m benchmarks.kills [KILLS [FOLDER [KIND…]]]`` (200; one that is thrown away; all kinds):
« lock » kills while ``dvc.lock`` is written, « repro » the same under DVC itself, « run » anywhere in a run, « cancel »
by the page, « import », « grid », « withdraw », « backup ». What a folder tells as done is not done again: stopped and
typed again, it goes on.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from benchmarks.interruptions import COMMAND, content, study
from pipeline import cli
from pipeline.model.study import Study
from pipeline.model.terminal import VARIABLE
from pipeline.run import background_run
from pipeline.run.current_run import environment
from pipeline.run.dvc_setup import LOCK
from pipeline.vault.withdrawal.carrying_out import LEFT
from tests.followed_study import said, text_of

SEED = 20150317
SHARES = {"lock": 35, "repro": 15, "run": 40, "cancel": 10, "import": 25, "grid": 25, "withdraw": 25, "backup": 25}
FIRST, LAST = "turns", "anonymised"  # a run that stops there takes seconds
UNTOLD = ("build/private/run", "build/private/dvc", "build/previous", ".filigrane/", ".dvc/", ".git/")
PHRASE = "quatre mots et un cheval"
PATIENCE = 900.0  # seconds, on a machine that does other things
MISSED = "ended before"
KNOWN = ".imported"  # what a command imported, one a line
GONE = "Casimir"  # who leaves


class Forked:
    """
    ``filigrane`` in a process born of this one, which has imported all already: most of what a command takes.

    It is waited for and ended as ``subprocess.Popen`` is.
    """

    def __init__(self, place: Path, words: tuple[str, ...]) -> None:
        self.heard = TemporaryFile()  # noqa: SIM115 - read when the process has ended
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            self._live(place, words)
        os.set_blocking(self.heard.fileno(), False)

    def _live(self, place: Path, words: tuple[str, ...]) -> None:
        os.setsid()
        for number in (1, 2):
            os.dup2(self.heard.fileno(), number)
        os.chdir(place)
        os.environ |= environment() | {VARIABLE: PHRASE}
        sys.argv = ["filigrane", *words]
        code = 1
        try:
            code = cli.main()
            (place.parent / KNOWN).write_text("\n".join(sorted(sys.modules)), "utf-8")
        except BaseException as error:  # noqa: BLE001 - argparse leaves so; what else comes out is a fault
            code = error.code if isinstance(error, SystemExit) and isinstance(error.code, int) else 70
        finally:
            os._exit(code)

    def poll(self) -> int | None:
        """Give its exit code, nothing while it lives."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)

    def communicate(self, timeout: float) -> tuple[str, None]:
        """Wait for its end; gives what it said."""
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                os.killpg(self.pid, signal.SIGKILL)
            time.sleep(0.005)
        self.heard.seek(0)
        return self.heard.read().decode("utf-8", "replace"), None


@dataclass
class Kills:
    """A study that was computed, what its commands make when nobody stops them, and the chance of it all."""

    ready: Path
    chance: random.Random

    def draw(self, kind: str, numbers: Iterable[int]) -> Iterator[int]:
        """Give the number of each kill of a kind, and its own chance."""
        for number in numbers:
            self.chance.seed(f"{SEED} {kind} {number}")
            yield number

    def warm(self) -> None:
        """Import here what the command that ended last had imported: those born of this process have it."""
        known = self.ready.with_name(KNOWN)
        for name in known.read_text("utf-8").splitlines() if known.exists() else ():
            if name.startswith(("pipeline.", "pandas", "pyarrow", "yaml", "numpy", "docx", "openpyxl")):
                importlib.import_module(name)

    def place(self) -> Path:
        """Copy the study, as it was."""
        there = self.ready.with_name("killed")
        shutil.rmtree(there, ignore_errors=True)
        return Path(shutil.copytree(self.ready, there, symlinks=True))

    def start(self, place: Path, *words: str, own: list[str] | None = None) -> subprocess.Popen[str] | Forked:
        """Start a command in a group of its own."""
        if not own:
            return Forked(place, words)
        return subprocess.Popen(
            [*own, *words], cwd=place, env=environment() | {VARIABLE: PHRASE}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )

    def kill(self, process: subprocess.Popen[str] | Forked) -> str:
        """Kill all that was started, as a power cut does, or ask the command alone to end; gives which."""
        how = self.chance.choice(("KILL", "KILL", "TERM", "INT"))
        if process.poll() is not None:
            return MISSED
        if how == "TERM":
            process.terminate()
        else:
            os.killpg(process.pid, signal.Signals[f"SIG{how}"])
        said, _ = process.communicate(timeout=PATIENCE)
        return how if "Traceback" not in said else f"{how} TRACEBACK"

    def wait(self, process: subprocess.Popen[str] | Forked, took: float, wanted: Path) -> None:
        """Wait for some instant of a command, or for one just after a file is there, while it writes."""
        if self.chance.random() < 0.3:
            time.sleep(self.chance.uniform(took / 3, took))
            return
        while process.poll() is None and not wanted.exists():
            time.sleep(0.0005)
        time.sleep(self.chance.choice((0, self.chance.uniform(0, took / 20), self.chance.uniform(0, took))))

    def again(self, place: Path, *words: str, own: list[str] | None = None) -> str:
        """Do the same to its end; gives what went wrong, nothing when all is well."""
        done = self.start(place, *words, own=own)
        said, _ = done.communicate(timeout=PATIENCE * 3)
        return "" if done.returncode == 0 and "Traceback" not in said else f"code {done.returncode}: {said[-600:]}"

    def measured(self, *words: str, own: list[str] | None = None, made: Path | None = None) -> tuple[Path, float]:
        """Do something to its end in a copy, which is kept apart; gives it, and how long it took."""
        for _ in ("cold", "warm"):
            place = self.place()
            if made:
                made.unlink(missing_ok=True)  # nothing is ever replaced
            began = time.monotonic()
            if wrong := self.again(place, *words, own=own):
                raise RuntimeError(wrong)
            took = time.monotonic() - began
            self.warm()
        kept = self.ready.with_name(f"whole-{'-'.join(words)[:40].replace('/', '_')}")
        shutil.rmtree(kept, ignore_errors=True)
        return place.rename(kept), took

    # Each kind: what is killed and done again, as many times as asked; yields how, and what went wrong.

    def lock(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill « filigrane run » in the instant in which the lock is written."""
        yield from self._in_the_lock(kills, ["run", FIRST], None, [signal.SIGKILL])

    def repro(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill « dvc repro » so, and type it again."""
        own = [sys.executable, "-P", "-m", "dvc"]
        yield from self._in_the_lock(kills, ["repro", FIRST], own, [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])

    def _in_the_lock(
        self, kills: Iterable[int], words: list[str], own: list[str] | None, signals: list[signal.Signals]
    ) -> Iterator[tuple[str, str]]:
        expected = content(self.measured(*words, own=own)[0])
        for _ in kills:
            place = self.place()
            process = self.start(place, *words, own=own)
            seen = self._written(place, process)
            if process.poll() is None:
                os.killpg(process.pid, self.chance.choice(signals))
            process.communicate(timeout=PATIENCE)
            cut = " and cut" if (place / LOCK).stat().st_size < 20_000 else ""
            yield f"{seen}{cut}", self._same(place, expected, *words, own=own)

    def _written(self, place: Path, process: subprocess.Popen[str] | Forked) -> str:
        """Wait until the lock is being written: emptied, or written beside."""
        lock, beside = place / LOCK, place / f".{LOCK}.part"
        size, same = lock.stat().st_size, lock.stat().st_ino
        while process.poll() is None:
            now = lock.stat()
            if beside.exists():
                return "beside"
            if now.st_size < size and now.st_ino == same:
                time.sleep(self.chance.uniform(0, 0.03))
                return "in place"
        return MISSED

    def _same(
        self, place: Path, expected: dict[str, bytes], *words: str, own: list[str] | None = None,
        of: Iterable[str] = (),
    ) -> str:
        time.sleep(1.0)
        wrong = self.again(place, *words, own=own)
        made = content(place)
        made = {f: made[f] for f in of if f in made} or made
        differ = sorted(f for f in made.keys() | expected.keys() if made.get(f) != expected.get(f) and told(f))
        return wrong or (f"DIFFERENT: {differ[:5]}" if differ else "")

    def run(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill « filigrane run » anywhere."""
        whole, took = self.measured("run", LAST)
        expected = content(whole)
        for _ in kills:
            place = self.place()
            process = self.start(place, "run", LAST)
            time.sleep(self.chance.uniform(0, took))
            how = self.kill(process)
            yield how, self._same(place, expected, "run", LAST)

    def cancel(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Ask the page for a run, and stop it as its button does: what the first stages make is compared."""
        whole, took = self.measured("run", LAST)
        before = content(self.ready)
        expected = {f: c for f, c in content(whole).items() if before.get(f) != c and f != LOCK}
        for _ in kills:
            at = Study(self.place())
            background_run.start(at)
            time.sleep(self.chance.uniform(0.5, took))
            background_run.cancel(at)
            yield background_run.last(at).state, self._same(at.root, expected, "run", LAST, of=expected)

    def imports(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill an import: what is in ``transcripts/`` is whole, and the next import brings the rest."""
        brought = self.ready.with_name("received")
        brought.mkdir(exist_ok=True)
        for n in range(12):
            lines = said(f"0{n % 4 + 1}", 100)
            (brought / f"entretien {n}.txt").write_text(text_of([(f"VOIX{n}", w) for _, w in lines]), "utf-8")
        words = ("import", *map(str, sorted(brought.iterdir())))
        _, took = self.measured(*words)
        sources = {p.name: p.read_bytes() for p in brought.iterdir()}
        for _ in kills:
            place = self.place()
            process = self.start(place, *words)
            self.wait(process, took, place / "transcripts/entretien 0.txt")
            how = self.kill(process)
            there = {p.name: p.read_bytes() for p in (place / "transcripts").iterdir() if p.name[0] != "."}
            cut = [name for name in there if name in sources and there[name] != sources[name]]
            wrong = self.again(place, *words)
            after = {p.name for p in (place / "transcripts").iterdir()}
            left = [name for name in after if name.endswith(".part")]
            yield how, wrong or "".join(f"{w} " for w in (cut, sources.keys() - after, left) if w)

    def grid(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill an operation on the grid: before or after, never between; the next one ends."""
        words = ("codes", "rename", "A1", "--label", "Autre nom", "--by", "claire", "--yes")
        whole, took = self.measured(*words)
        places = ("codebook/codebook.yaml", "codebook/themes.yaml")
        states = [{p: (of / p).read_bytes() for p in places} for of in (self.ready, whole)]
        for _ in kills:
            place = self.place()
            process = self.start(place, *words)
            self.wait(process, took, place / "codebook/.codebook.yaml.part")
            how = self.kill(process)
            between = {p: (place / p).read_bytes() for p in places} not in states
            wrong = self.again(place, "codes", "rename", "A2", "--label", "Deux", "--by", "c", "--yes")
            yield how, wrong or ("BETWEEN" if between else "")

    def withdraw(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill a withdrawal: typed again, it does what was left, and nothing of what was said is found any more."""
        words = ("withdraw", f"E03:{GONE}", "--from", "everything", "--by", "claire", "--yes", "--sans-calcul")
        whole, took = self.measured(*words)
        expected = {f: c for f, c in files_of(whole).items() if told(f) and not f.startswith("decisions/")}
        lines = Counter(f for f, c in files_of(whole).items() for _ in c.splitlines() if f.startswith("decisions/"))
        for _ in kills:
            place = self.place()
            process = self.start(place, *words)
            self.wait(process, took, place / LEFT)
            how = self.kill(process)
            wrong = self.again(place, *words)
            if "lancez « dvc repro »" in wrong:  # it had been done to its end, and nothing was computed since
                how, wrong = f"{how} once done", ""
            made = {f: c for f, c in files_of(place).items() if told(f) and not f.startswith("decisions/")}
            differ = sorted(f for f in made.keys() | expected.keys() if made.get(f) != expected.get(f))
            now = Counter(f for f, c in files_of(place).items() for _ in c.splitlines() if f.startswith("decisions/"))
            lost = sorted(f for f in lines if now[f] < lines[f])
            yield how, wrong or (f"DIFFERENT: {differ[:5]} {lost}" if differ or lost else "")

    def backup(self, kills: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Kill a backup: its file is whole or is not there; made again, it brings the study back."""
        copy, back = self.ready.with_name("copie.filigrane"), self.ready.with_name("rétablie")
        _, took = self.measured("backup", str(copy), made=copy)
        for _ in kills:
            copy.unlink(missing_ok=True)
            shutil.rmtree(back, ignore_errors=True)
            place = self.place()
            process = self.start(place, "backup", str(copy))
            self.wait(process, took, copy.with_name(f".{copy.name}.part"))
            how = self.kill(process)
            wrong = "" if copy.exists() else self.again(place, "backup", str(copy))
            wrong = wrong or self.again(place, "restore", str(copy), str(back))
            same = not wrong and all(
                (back / f).read_bytes() == c for f, c in files_of(place).items()
                if f.startswith(("transcripts/", "decisions/", "codebook/", "secrets/"))
            )
            yield how, wrong if wrong or same else "NOT THE SAME"


def told(file: str) -> bool:
    """Tell whether a file says something of the study: neither clock, nor copy of the run before, nor lock."""
    return not file.startswith(UNTOLD)


def files_of(place: Path) -> dict[str, bytes]:
    """Give every file of a study by its path in it."""
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()}


def ready(root: Path) -> Path:
    """Make a study of three interviews, compute it, then change it: a run has something to do."""
    made = study(root, 0)
    for n, name in enumerate(("Awa", "Bertille", GONE)):
        lines = [(label if label == "ENQ" else name, words) for label, words in said(f"0{n + 1}", 8)]
        (made / f"transcripts/E0{n + 1}.txt").write_text(text_of(lines), "utf-8")
    subprocess.run([*COMMAND, "run"], cwd=made, env=environment(), check=True, stdout=subprocess.DEVNULL)
    (made / "transcripts/E04.txt").write_text(text_of(said("04", 8)), "utf-8")
    return made


def main(kills: int, folder: Path, kinds: list[str]) -> int:
    """Kill as many times, each kind its share; print each that went wrong, then the counts; gives the exit code."""
    began = time.monotonic()
    share = sum(SHARES[kind] for kind in kinds)
    record, made = folder / "kills.jsonl", folder / "ready"
    if not (made / LOCK).exists():
        shutil.rmtree(made, ignore_errors=True)
        ready(made)
    of = Kills(made, random.Random())  # noqa: S311 - instants, the same at every run
    wrong = 0
    for kind in kinds:
        lines = record.read_text("utf-8").splitlines() if record.exists() else []
        done = [one for one in map(json.loads, lines) if one["kind"] == kind]
        way: Callable[[Iterable[int]], Iterator[tuple[str, str]]]
        way = of.imports if kind == "import" else getattr(of, kind)
        wanted = round(kills * SHARES[kind] / share)
        killed = sum(MISSED not in one["how"] for one in done)
        for how, trouble in way(of.draw(kind, count(len(done)))) if killed < wanted else ():
            done.append({"kind": kind, "how": how, "wrong": trouble})
            killed += MISSED not in how
            with record.open("a", encoding="utf-8") as opened:
                opened.write(json.dumps(done[-1]) + "\n")
            if trouble or "TRACEBACK" in how:
                print(f"  {kind}, {how}: {trouble}", flush=True)
            if killed == wanted:
                break
        counted = ", ".join(f"{n} {how}" for how, n in Counter(one["how"] for one in done).most_common())
        bad = sum(bool(one["wrong"]) or "TRACEBACK" in one["how"] for one in done)
        wrong += bad
        spent = time.monotonic() - began
        print(f"{kind}: {killed} kills ({counted}), {bad} wrong; {spent:.0f} s", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    typed = sys.argv[1:]
    with TemporaryDirectory() as thrown:
        sys.exit(main(int(typed[0]) if typed else 200, Path(typed[1] if typed[1:] else thrown), typed[2:] or [*SHARES]))
