"""A function and sessions → each session with its result, as soon as it is there, wherever the work is done."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent import futures
from typing import Any, Literal, TypeVar

from pipeline.model.errors import FiligraneError

T = TypeVar("T")
R = TypeVar("R")
Engine = Literal["inline", "processes", "dask"]
Results = Iterator[tuple[str, Any]]
# Sessions handed out before a worker is free to take them: none waits for the next, and few are held at once.
AHEAD = 2


def map_sessions(  # noqa: PLR0913 - all but two are the settings of one section, by name
    work: Callable[[T], R], tasks: Mapping[str, T], *, engine: Engine = "inline", workers: int = 2,
    scheduler: str = "", label: str = "",
) -> Iterator[tuple[str, R]]:
    """
    Apply ``work`` to the task of each session; gives each session with its result, in the order they are ready.

    Nothing is kept of a result once it is given: what memory holds does not grow with the number of sessions.

    Args:
        work: a picklable function of one task.
        tasks: session → task.
        engine: ``inline``, ``processes`` on this machine, or ``dask``.
        workers: number of processes.
        scheduler: address of a Dask scheduler; the environment's ``DASK_SCHEDULER_ADDRESS`` when empty.
        label: what the progress bar says.

    Raises:
        FiligraneError: the engine is unknown, or not installed.
    """
    if engine not in RUNNERS:
        raise FiligraneError(f"params.yaml, executor.engine : « {engine} » est inconnu ({', '.join(RUNNERS)}).")
    run = RUNNERS["inline" if engine == "processes" and len(tasks) < 2 else engine]
    ordered = {session: tasks[session] for session in sorted(tasks)}
    if not ordered:
        return iter(())
    from tqdm import tqdm  # noqa: PLC0415 - most stages do not go by session, and would wait for it

    results = run(work, ordered, workers, scheduler)
    return iter(tqdm(results, total=len(ordered), desc=label, unit=" entretien", leave=False))


def _inline(work: Callable[[Any], Any], tasks: dict[str, Any], _workers: int, _scheduler: str) -> Results:
    for session, task in tasks.items():
        yield session, work(task)


def _processes(work: Callable[[Any], Any], tasks: dict[str, Any], workers: int, _scheduler: str) -> Results:
    # Spawned, not forked: native libraries hold threads that a fork would freeze.
    context = multiprocessing.get_context("spawn")
    with futures.ProcessPoolExecutor(min(workers, len(tasks)), mp_context=context) as pool:
        yield from _as_ready(lambda task: pool.submit(work, task), futures.wait, tasks, workers + AHEAD)


def _dask(work: Callable[[Any], Any], tasks: dict[str, Any], workers: int, scheduler: str) -> Results:
    try:
        from distributed import Client, wait  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise FiligraneError(
            "Le calcul réparti demande l'option « cluster » : uv sync --extra cluster, ou pip install dask distributed."
        ) from error
    address = scheduler or os.environ.get("DASK_SCHEDULER_ADDRESS", "")
    local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    options: dict[str, Any] = {"address": address} if address else local
    with Client(**options) as client:  # type: ignore[no-untyped-call]
        held = sum(client.nthreads().values()) + AHEAD
        yield from _as_ready(lambda task: client.submit(work, task, pure=False), wait, tasks, held)


def _as_ready(
    submit: Callable[[Any], Any], wait: Callable[..., Any], tasks: dict[str, Any], held: int
) -> Results:
    # Futures of Dask and of the standard library answer to the same gestures.
    waiting: dict[Any, str] = {}
    for session, task in tasks.items():
        waiting[submit(task)] = session
        if len(waiting) == held:
            yield from _ready(waiting, wait)
    while waiting:
        yield from _ready(waiting, wait)


def _ready(waiting: dict[Any, str], wait: Callable[..., Any]) -> Results:
    done, _ = wait(list(waiting), return_when=futures.FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()


Runner = Callable[[Callable[[Any], Any], dict[str, Any], int, str], Results]
RUNNERS: dict[str, Runner] = {"inline": _inline, "processes": _processes, "dask": _dask}
