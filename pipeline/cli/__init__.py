"""``filigrane COMMAND``: the words typed → one command, everything that is seen in French."""

from __future__ import annotations

import argparse
import importlib
import io
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.cli import cli_words
from pipeline.model import former_names, terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

# Commands → the module of ``pipeline.cli.commands`` that tells them.
COMMANDS = {
    "new": "study_setup", "run": "run", "dashboard": "dashboard", "import": "imports", "changes": "run",
    "sign": "pseudonymisation", "role": "interviews", "withdraw": "withdraw", "backup": "backups",
    "restore": "backups", "doctor": "inspection", "consent": "interviews", "fiche": "inspection",
    "key": "study_setup", "upgrade": "study_setup", "close": "backups", "agreement": "double_coding",
    "arbitrate": "double_coding", "export": "exports", "review": "review", "codes": "grid", "codebook": "grid",
    "leaks": "pseudonymisation", "version": "backups", "title": "interviews",
    "correct": "interviews", "cite": "projects",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    speak_french()
    write_utf8()
    write_unheard()
    if arguments is None:
        end_as_interrupted()
    words = sys.argv[1:] if arguments is None else list(arguments)
    # One command is asked: to import the others takes as long as it does.
    parsed = parser(words[:1] if words and words[0] in COMMANDS else COMMANDS).parse_args(words)
    try:
        if (Study() / former_names.PARAMS).exists():
            former_names.carry_over(Study())
        code = int(parsed.execute(parsed))
        sys.stdout.flush()
    except FiligraneError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
        return 130
    except Exception as error:  # noqa: BLE001 - the last word is in French, whatever happened
        print(f"\n{terminal.told(error, terminal.recorded(error, Study()))}\n", file=sys.stderr)
        return 1
    return code


def write_utf8() -> None:
    """Print in UTF-8 whatever the console asks for: code pages of old have neither « → » nor every name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")


def end_as_interrupted() -> None:
    """End in order when the machine stops, or the window closes: as with Ctrl+C, and with all that was started."""

    def interrupted(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows lacks the second
        if number and signal.getsignal(number) is signal.SIG_DFL:  # « nohup » keeps it
            signal.signal(number, interrupted)


class Unheard(io.FileIO):
    """Standard output that lets a command end when nobody listens any more: « withdraw … | head » does it whole."""

    refused = False

    def write(self, content: Buffer, /) -> int:
        """Write, or do as if it were read; a full disk is told once."""
        try:
            return int(super().write(content) or 0)
        except BrokenPipeError:
            pass
        except OSError:
            if not self.refused:
                self.refused = True
                raise
        return memoryview(content).nbytes


def write_unheard() -> None:
    """Write to a pipe through what does not stop when it is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is getattr(sys, f"__{name}__") and stream and not stream.isatty():
            stream.flush()
            raw = io.BufferedWriter(Unheard(stream.fileno(), "wb", closefd=False))
            wrapped = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", line_buffering=name == "stderr")
            setattr(sys, name, wrapped)


def speak_french() -> None:
    """Give argparse its words in French: it looks them up one by one, as translations."""
    setattr(argparse, "_", _in_french)  # noqa: B010 - a name that argparse's stub does not list
    setattr(argparse, "ngettext", lambda one, several, n: _in_french(one if n == 1 else several))  # noqa: B010 - the same


def _in_french(words: str) -> str:
    return cli_words.ARGPARSE.get(words, words)


def parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Gather commands, each telling its arguments."""
    whole = argparse.ArgumentParser("filigrane", description=cli_words.DESCRIPTION, epilog=cli_words.EPILOGUE)
    commands = whole.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    for name in names:
        command = importlib.import_module(f"pipeline.cli.commands.{COMMANDS[name]}").COMMANDS[name]
        one = commands.add_parser(name, help=command.help, description=command.help)
        command.register(one)
        one.set_defaults(execute=command.execute)
    return whole
