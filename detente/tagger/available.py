"""Whether the trained tagger can run here, and what it is called. Loads nothing."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec

MODELS = files("detente") / "models"


def unavailable() -> str | None:
    """Why the tagger cannot run here, in a line, or None where it can."""
    if find_spec("onnxruntime") is None:
        return "the trained tagger needs onnxruntime, which is not installed: pip install onnxruntime, or read with --fast, which is rules alone"
    if not (MODELS / "tagger.json").is_file():
        return f"the trained tagger's model is missing ({MODELS / 'tagger.json'}): install detente anew, or read with --fast, which is rules alone"
    return None


def model() -> str:
    """The model as the run row names it: its name and the beginning of its card's SHA-256, which stands for all its files' own."""
    card = (MODELS / "tagger.json").read_bytes()
    return f"{json.loads(card)['name']} {sha256(card).hexdigest()[:16]}"
