"""A function and sessions → its results in order of session, wherever the work is done."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Literal, TypeVar

from tqdm import tqdm

from pipeline.errors import FiligraneError

T = TypeVar("T")
R = TypeVar("R")
Engine = Literal["inline", "processes", "dask"]


def map_sessions(  # noqa: PLR0913 - all but two are the settings of one section, by name
    work: Callable[[T], R], tasks: Mapping[str, T], *, engine: Engine = "inline", workers: int = 2,
    scheduler: str = "", label: str = "",
) -> dict[str, R]:
    """
    Apply ``work`` to the task of each session; results come sorted by session, whatever the engine.

    Args:
        work: a picklable function of one task.
        tasks: session → task.
        engine: ``inline``, ``processes`` on this machine, or ``dask``.
        workers: number of processes.
        scheduler: address of a Dask scheduler; the environment's ``DASK_SCHEDULER_ADDRESS`` when empty.
        label: what the progress bar says.
    """
    ordered = sorted(tasks)
    if engine not in RUNNERS:
        raise FiligraneError(f"params.yaml, executor.engine : « {engine} » est inconnu ({', '.join(RUNNERS)}).")
    run = RUNNERS["inline" if engine == "processes" and len(ordered) < 2 else engine]
    results = run(work, [tasks[s] for s in ordered], workers, scheduler)
    shown = tqdm(results, total=len(ordered), desc=label, unit=" entretien", leave=False, disable=not ordered)
    return dict(zip(ordered, shown, strict=True))


def _inline(work: Callable[[Any], Any], tasks: list[Any], _workers: int, _scheduler: str) -> Iterator[Any]:
    return map(work, tasks)


def _processes(work: Callable[[Any], Any], tasks: list[Any], workers: int, _scheduler: str) -> Iterator[Any]:
    # Spawned, not forked: native libraries hold threads that a fork would freeze.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=context) as pool:
        yield from pool.map(work, tasks)


def _dask(work: Callable[[Any], Any], tasks: list[Any], workers: int, scheduler: str) -> Iterable[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise FiligraneError(
            "Le calcul réparti demande l'option « cluster » : uv sync --extra cluster, ou pip install dask distributed."
        ) from error
    address = scheduler or os.environ.get("DASK_SCHEDULER_ADDRESS", "")
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    options: dict[str, Any] = {"address": address} if address else local
    with Client(**options) as client:  # type: ignore[no-untyped-call]
        yield from (f.result() for f in client.map(work, tasks, pure=False))


RUNNERS: dict[str, Callable[[Callable[[Any], Any], list[Any], int, str], Iterable[Any]]] = {
    "inline": _inline, "processes": _processes, "dask": _dask,
}
