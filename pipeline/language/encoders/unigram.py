"""A text → the numbers of its pieces: SentencePiece's unigram segmentation (Kudo 2018), the likeliest one."""

from __future__ import annotations

from collections.abc import Mapping

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
        return _followed_back(last)


def _followed_back(last: list[tuple[int, int]]) -> list[int]:
    found, end = [], len(last) - 1
    while end > 0:
        end, piece = last[end]
        found.append(piece)
    return found[::-1]
