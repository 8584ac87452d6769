"""Documents → their named entities by spaCy's French, quick to start, the same whatever processor it runs on.

The packaged class of French compiles sixteen thousand hyphenated words into one pattern, most of the time of a start;
named entities read the same without them.
spaCy's own arithmetic (thinc, blis) is in single precision, and adds in the order that suits the processor: where two
decisions are nearly as good, makers of processors may decide otherwise.
Here its products and sums are of whole numbers (``exact``); its weights and its steps are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_ELLIPSES, LIST_PUNCT, LIST_QUOTES
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES
from spacy.language import BaseDefaults, Language
from spacy.util import registry
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from pipeline.language.encoders.exact import product, total

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

APOSTROPHES = "'’"
HYPHENS = "-–—‐‑"
ELIDED = "dDlLnN"
AFTER_HYPHEN = "|".join("ce elle elles en il ils je la là le les moi toi lui nous vous leur on t tu y ci".split())


class Tokens(BaseDefaults):
    """Where French words end: elisions, inverted pronouns, punctuation."""

    prefixes: ClassVar[list[str]] = [*TOKENIZER_PREFIXES, rf"[{ELIDED}][{APOSTROPHES}](?=[{ALPHA}])"]  # type: ignore[misc]
    infixes: ClassVar[list[str]] = [*TOKENIZER_INFIXES, rf"(?<=[{ALPHA}][{APOSTROPHES}])(?=[{ALPHA}])"]  # type: ignore[misc]
    suffixes: ClassVar[list[str]] = [  # type: ignore[misc]
        *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES,
        rf"(?<=[0-9{ALPHA_LOWER}%)\]])\.", rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.", r"(?<=[0-9])[%€]",
        rf"(?<=[{ALPHA}])[{HYPHENS}](?:{AFTER_HYPHEN})",
    ]


@registry.languages("fr")
class SpokenFrench(Language):  # type: ignore[no-untyped-call]
    """French as spaCy's models expect it, quick to start."""

    lang = "fr"
    Defaults = Tokens


Array = np.ndarray
RECOGNISER = "ner"
EPSILON = 1e-8  # what thinc's LayerNorm adds to a variance


class ExactOps(NumpyOps):  # type: ignore[misc]  # thinc says nothing of its types
    """The operations of thinc on NumPy, whose products do not depend on the processor."""

    name = "exact"

    def gemm(
        self, x: Array, y: Array, *, out: Array | None = None, trans1: bool = False, trans2: bool = False
    ) -> Array:
        left, right = (x.T if trans1 else x), (y.T if trans2 else y)
        made = product(left.astype(np.float64), right.astype(np.float64)).astype(np.float32)
        if out is None:
            return made
        out[...] = made
        return out


def make_exact(language: Language) -> None:
    """Have the recogniser of a pipeline multiply and normalise exactly, and leave out what it does not listen to."""
    parts: dict[str, Any] = dict(language.pipeline)
    for node in parts[RECOGNISER].model.walk() if RECOGNISER in parts else ():
        node.ops = ExactOps()
        if node.name == "layernorm":
            node._func = _layer_normalised  # noqa: SLF001 - thinc has no other way to change how a layer computes
    if "tok2vec" in parts and not parts["tok2vec"].listening_components:
        language.disable_pipe("tok2vec")


def find_entities(language: Language, documents: Sequence[Doc]) -> None:
    """Set the entities of documents, which are read together and do not depend on one another."""
    read = list(documents)
    parts: dict[str, Any] = dict(language.pipeline)
    with threadpool_limits(1, user_api="blas"):  # small products: threads would wait for one another
        for name, component in parts.items():
            if name == RECOGNISER:
                _recognise(component, [document for document in read if len(document)])
            else:
                read = list(component.pipe(read))


def _recognise(recogniser: EntityRecognizer, documents: list[Doc]) -> None:
    # spaCy's own loop, in which the scores of transitions are multiplied outside of thinc.
    if not documents:
        return
    states = moving = recogniser.moves.init_batch(documents)
    scoring = recogniser.model.predict(documents)
    while moving:
        moving = recogniser.transition_states(moving, np.ascontiguousarray(scoring.predict(moving)))
    recogniser.set_annotations(documents, states)


def _layer_normalised(
    model: Model[Any, Any], x: Array, is_train: bool  # noqa: ARG001, FBT001 - thinc's
) -> tuple[Array, None]:
    width = x.shape[1]
    centred = x.astype(np.float64)
    centred -= total(centred, axis=1) / width
    centred /= np.sqrt(total(centred * centred, axis=1) / width + EPSILON)
    made = centred * model.get_param("G") + model.get_param("b")
    return made.astype(np.float32), None
