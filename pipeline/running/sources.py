"""Names of what people wrote → how each is loaded: transcripts, decisions, codebook, secret."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from pipeline.study import Study


@dataclass(frozen=True)
class Source:
    """Something a person wrote: the paths to watch, and the ``module:function`` that reads it."""

    paths: list[str]
    loader: str

    @property
    def module(self) -> str:
        return self.loader.split(":")[0]

    def load(self, study: Study) -> Any:
        module, function = self.loader.split(":")
        return cast("Callable[[Study], Any]", getattr(importlib.import_module(module), function))(study)


# A transcript that someone took back is not read again.
RECEIVED = ["transcripts", "decisions/withdrawals"]
SOURCES = {
    "transcripts": Source(RECEIVED, "pipeline.readers.registry:transcripts"),
    "sessions": Source(RECEIVED, "pipeline.readers.registry:sessions"),
    "questionnaires": Source(RECEIVED, "pipeline.readers.registry:questionnaires"),
    "guide": Source(["transcripts"], "pipeline.readers.registry:asked"),
    "role_decisions": Source(["decisions/roles"], "pipeline.decisions:roles"),
    "identifier_decisions": Source(["decisions/identifiers"], "pipeline.decisions:identifiers"),
    "consent_decisions": Source(["decisions/consent"], "pipeline.decisions:consent"),
    "coding_decisions": Source(["decisions/codings"], "pipeline.decisions:codings"),
    "arbitrations": Source(["decisions/arbitrations"], "pipeline.decisions:arbitrations"),
    "withdrawals": Source(["decisions/withdrawals"], "pipeline.decisions:withdrawals"),
    "codebook": Source(["codebook/codebook.yaml"], "pipeline.codebook:codebook"),
    "theme_definitions": Source(["codebook/themes.yaml"], "pipeline.codebook:themes"),
    "named_groupings": Source(["codebook/themes.yaml"], "pipeline.codebook:named_groupings"),
    "leak_decisions": Source(["decisions/leaks"], "pipeline.decisions:leaks"),
    "study_key": Source(["secrets"], "pipeline.secret:study_key"),
    "made": Source(
        ["build/quality.json", "build/tables", "codebook", "decisions", "build/embeddings", "build/gists"],
        "pipeline.safety.made:made",
    ),
}
