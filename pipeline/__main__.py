"""``python -m pipeline STAGE``: load what its signature asks for, run, check, save."""

from __future__ import annotations

import os
import sys
from typing import Any

from pipeline.model import former_names, store, terminal
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import FiligraneError
from pipeline.model.study import HEADLINES, METRICS, Study
from pipeline.run import current_run
from pipeline.run.dvc_setup import shut_build, watch_over
from pipeline.run.flow import PLOTS, SESSION_ALONE, SOURCES, STAGES, TABLES, Stage, seal, sealed, stage
from pipeline.run.incremental import each_session, parts, refresh

# Turns with their anchors are the largest rows there are: stages go through them session by session.
PASSING = frozenset({"anonymised"})
OLDER = """
Cette enquête vient d'une version précédente de Filigrane : l'étape « {former} » s'appelle maintenant « {name} ».
Tapez « filigrane upgrade », puis relancez. Aucune décision n'est touchée.
"""


def main(arguments: list[str]) -> int:
    """Run one stage in the study of the current folder; gives the exit code."""
    if arguments and (name := former_names.STAGES.get(arguments[0])):
        print(OLDER.format(former=arguments[0], name=name), file=sys.stderr)
        return 2
    if len(arguments) != 1 or arguments[0] not in STAGES:
        print(f"Utilisation : python -m pipeline ÉTAPE, où ÉTAPE est : {', '.join(STAGES)}.", file=sys.stderr)
        return 2
    try:
        current_run.refuse_second(Study())
        if not os.environ.get(current_run.WITHIN):
            watch_over(Study())
        return run(Study(), arguments[0])
    except FiligraneError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last word is in French, whatever happened
        print(f"\n{terminal.told(error, terminal.recorded(error, Study()))}\n", file=sys.stderr)
        return 1


def run(study: Study, name: str) -> int:
    """Run one stage: load, compute, check, save."""
    refuse_other_code(study, name)
    shut_build(study)
    if name == STAGES[0]:
        # One stage of twenty needs it, and every one would wait for what it imports.
        from pipeline.changes.continuity.following import follow  # noqa: PLC0415

        # Those who type « dvc repro » are refused what those who type « filigrane run » are asked.
        follow(study)
    spec = stage(name)
    settings = settings_of(study, spec)
    if spec.by_session:
        brought = {i: parts(study, i) if i in ARTEFACTS else load(study, i) for i in spec.inputs}
        refused = refresh(study, spec, brought, settings)
        for refusal in refused:
            print(f"\nÀ reprendre : {refusal.message}", file=sys.stderr)
        if refused:
            left = f"{len(refused)} transcription(s) laissée(s) de côté ; les autres sont traitées."
            print(f"\n{left}", file=sys.stderr)
        return 0
    if name in SESSION_ALONE:
        store.save(study, name, each_session(study, spec, settings))
        return 0
    inputs = {i: load(study, i) for i in spec.inputs}
    return keep(study, spec, spec.function(*inputs.values(), **settings))


def refuse_other_code(study: Study, name: str) -> None:
    """Stop when the code installed is not the code the study was prepared for."""
    path = study / seal(name)
    if not path.exists() or path.read_text("utf-8") != sealed(name):
        raise FiligraneError(
            f"Le code installé pour l'étape « {name} » n'est pas celui que l'enquête connaît ({path}). "
            "Tapez « filigrane upgrade », puis relancez."
        )


def load(study: Study, name: str) -> Any:
    """Load an artefact, a metric or a source by its name."""
    if name in SOURCES:
        return SOURCES[name].load(study)
    if name in METRICS:
        return store.load_json(study / METRICS[name])
    if name in PLOTS:
        return store.load_json(study / PLOTS[name][0])
    if name in PASSING:
        return store.read_by_session(name, *store.files(study, name), kept=False)
    return store.load(study, name)


def settings_of(study: Study, spec: Stage) -> dict[str, Any]:
    """Give the settings of a stage, all there and none unknown."""
    given = study.params(spec.name)
    missing, unknown = set(spec.settings) - given.keys(), given.keys() - set(spec.settings)
    if missing or unknown:
        trouble = [f"il manque {m}" for m in sorted(missing)] + [f"{u} est inconnu" for u in sorted(unknown)]
        raise FiligraneError(f"params.yaml, section « {spec.name} » : {', '.join(trouble)}.")
    return given


def keep(study: Study, spec: Stage, result: Any) -> int:
    """Save what a stage made; the exit code is 1 when a metric says the run must stop."""
    if spec.name in METRICS:
        if spec.artefacts:
            result, *rows = result
            for name, of in zip(spec.artefacts, rows, strict=True):
                store.save(study, name, of)
        store.save_json(study / METRICS[spec.name], result)
        if spec.name in HEADLINES:
            store.save_json(study / HEADLINES[spec.name], result["headline"])
        if not result.get("stop"):
            return 0
        from pipeline.publish.pseudonymisation_words import stopped  # noqa: PLC0415 - only a run that stops needs it

        print(f"\n{stopped(result['found'], METRICS[spec.name])}\n", file=sys.stderr)
        return 1
    if spec.name == "tables":
        store.save_tables(study / TABLES, result)
        return 0
    made = (*spec.artefacts, *spec.plots)
    for name, rows in zip(made, result if len(made) > 1 else (result,), strict=True):
        if name in PLOTS:
            store.save_json(study / PLOTS[name][0], rows)
        else:
            store.save(study, name, rows)
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # All is written: to take word lists apart one by one would last as long as a short stage.
    os._exit(code)
