"""``filigrane COMMAND``: the words typed → one command, everything that is seen in French."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Iterable, Sequence

from pipeline.cli import cli_words
from pipeline.model import breakdowns, former_names
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

# Commands → the module of ``pipeline.cli.commands`` that tells them.
COMMANDS = {
    "new": "study_setup", "run": "run", "dashboard": "dashboard", "import": "exchange", "changes": "run",
    "sign": "pseudonymisation", "role": "interviews", "withdraw": "withdraw", "backup": "backups",
    "restore": "backups", "doctor": "inspection", "consent": "interviews", "fiche": "inspection",
    "key": "study_setup", "upgrade": "study_setup", "close": "backups", "agreement": "double_coding",
    "arbitrate": "double_coding", "export": "exchange", "review": "review", "codes": "grid", "codebook": "grid",
    "leaks": "pseudonymisation", "version": "backups", "title": "interviews",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    speak_french()
    write_utf8()
    words = sys.argv[1:] if arguments is None else list(arguments)
    # One command is asked: to import the others takes as long as it does.
    parsed = parser(words[:1] if words and words[0] in COMMANDS else COMMANDS).parse_args(words)
    try:
        if (Study() / former_names.PARAMS).exists():
            former_names.carry_over(Study())
        return int(parsed.execute(parsed))
    except FiligraneError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # « filigrane … | head »: nobody listens any more, and nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the last word is in French, whatever happened
        print(f"\n{breakdowns.told(error, breakdowns.recorded(error, Study()))}\n", file=sys.stderr)
        return 1


def write_utf8() -> None:
    """Print in UTF-8 whatever the console asks for: code pages of old have neither « → » nor every name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")


def speak_french() -> None:
    """Give argparse its words in French: it looks them up one by one, as translations."""
    setattr(argparse, "_", _in_french)  # noqa: B010 - a name that argparse's stub does not list
    setattr(argparse, "ngettext", _in_french_by_number)  # noqa: B010 - the same


def _in_french(words: str) -> str:
    return cli_words.ARGPARSE.get(words, words)


def _in_french_by_number(one: str, several: str, number: int) -> str:
    return _in_french(one if number == 1 else several)


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
