"""The trained network: two ONNX graphs run by onnxruntime on one core, loaded once a process.

The graphs are 8-bit and scale what runs through them by the window that they see. So each window is run alone: its numbers depend on its own
words only, never on what stands beside it in a batch.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from detente.tagger.available import MODELS
from detente.tagger.spans import Floats, Whole
from detente.tagger.windows import Window
from detente.tagger.words import Pieces

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the model is (`tagger.json`): its name, the score from which a cue counts, its files with their SHA-256."""

    name: str
    least: float
    files: dict[str, str]


class Read(NamedTuple):
    """A window read: how sure each of its cues is, and for each what every word is to it (cues, words)."""

    sure: Floats
    labels: Whole


class Network:
    """The graphs and the vocabulary of a folder."""

    def __init__(self, folder: Traversable) -> None:
        self.card = msgspec.json.decode((folder / "tagger.json").read_bytes(), type=Card)
        self.pieces = Pieces((folder / "vocabulary.txt").read_text("utf8").splitlines())
        self.encoder, self.linker = (session((folder / name).read_bytes()) for name in ("encoder.onnx", "linker.onnx"))

    def read(self, window: Window) -> Read:
        ids, first = window.numbers(self.pieces)
        vectors, sure = self.encoder.run(None, {"ids": np.array(ids, np.int64), "first": np.array(first, np.int64)})
        cues = np.flatnonzero(sure > self.card.least)
        if not len(cues):
            return Read(sure[cues], np.zeros((0, len(first)), np.int64))
        (logits,) = self.linker.run(None, {"vectors": vectors, "cues": cues})
        return Read(sure[cues], logits.argmax(-1))


@cache
def network() -> Network:
    """The network that the package ships."""
    return Network(MODELS)


def session(graph: bytes) -> Any:
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3  # errors only
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
