"""Whether the trained tagger can run here. Loads nothing."""

from __future__ import annotations

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
