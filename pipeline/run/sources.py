"""Names of what people wrote → how each is loaded: transcripts, decisions, codebook, secret."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from pipeline.model.study import Study


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


# What was decided follows the words of interviews, whatever their files are called since.
INTERVIEWS = "decisions/interviews"
# A transcript that someone took back is not read again.
RECEIVED = ["transcripts", "decisions/withdrawals", INTERVIEWS]
SOURCES = {
    "transcripts": Source(RECEIVED, "pipeline.ingest.readers.registry:transcripts"),
    "sessions": Source(RECEIVED, "pipeline.ingest.readers.registry:sessions"),
    "questionnaires": Source(RECEIVED, "pipeline.ingest.readers.registry:questionnaires"),
    "guide": Source(["transcripts", INTERVIEWS], "pipeline.ingest.readers.registry:asked"),
    "role_decisions": Source(["decisions/roles", INTERVIEWS], "pipeline.anchoring.decisions:roles"),
    "identifier_decisions": Source(["decisions/identifiers", INTERVIEWS], "pipeline.anchoring.decisions:identifiers"),
    "consent_decisions": Source(["decisions/consent", INTERVIEWS], "pipeline.anchoring.decisions:consent"),
    "coding_decisions": Source(["decisions/codings", INTERVIEWS], "pipeline.anchoring.decisions:codings"),
    "arbitrations": Source(["decisions/arbitrations", INTERVIEWS], "pipeline.anchoring.decisions:arbitrations"),
    "withdrawals": Source(["decisions/withdrawals", INTERVIEWS], "pipeline.anchoring.decisions:withdrawals"),
    "codebook": Source(["codebook/codebook.yaml"], "pipeline.codebook.grid:codebook"),
    "theme_definitions": Source(["codebook/themes.yaml"], "pipeline.codebook.grid:themes"),
    "named_groupings": Source(["codebook/themes.yaml"], "pipeline.codebook.grid:named_groupings"),
    "leak_decisions": Source(["decisions/leaks"], "pipeline.anchoring.decisions:leaks"),
    "study_key": Source(["secrets"], "pipeline.model.study_key:study_key"),
    "made": Source(
        ["build/quality.json", "build/tables", "codebook", "decisions", "build/embeddings", "build/topic_embeddings"],
        "pipeline.pseudonymise.leak_search.made_files:made",
    ),
}
