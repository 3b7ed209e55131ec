"""From trained weights to what the package loads: two ONNX graphs with 8-bit weights, the vocabulary, and what they are.

The matrices of the encoder become 8-bit with a scale a column, the embeddings 8-bit with a scale a word; what runs through them is made 8-bit
as it comes ("dynamic"), with a scale for each window. Weights use 7 of the 8 bits, so that processors without VNNI add up without overflow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger_net import WIDTH, Encoder, Linker, base_folder, vocabulary_of
from torch import Tensor, nn

FILES = ("encoder.onnx", "linker.onnx", "vocabulary.txt")
LEAST = 0.3  # from which a cue is told; who asks may want surer ones


class Reading(nn.Module):
    """The encoder as it is asked: numbers (pieces), first pieces (words) → vectors (words, width), how likely each begins a cue (words)."""

    def __init__(self, encoder: Encoder, kept: list[int]) -> None:
        super().__init__()
        self.encoder = encoder
        table = encoder.word.weight.data[kept]
        self.scale = nn.Parameter(table.abs().amax(1, keepdim=True) / 127, requires_grad=False)
        self.table = nn.Parameter((table / self.scale).round().to(torch.int8), requires_grad=False)

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        e = self.encoder
        x = e.norm((self.table[ids].float() * self.scale[ids] + e.place.weight[: ids.shape[0]]).unsqueeze(0))
        for layer in e.layers:
            x = layer(x, None)
        x = x[0][first]
        return x, e.cue(x).squeeze(-1).sigmoid()


class Linking(nn.Module):
    """The linker as it is asked: vectors (words, width), words that begin cues (cues) → logits (cues, words, labels)."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, vectors: Tensor, cues: Tensor) -> Tensor:
        out: Tensor = self.linker(vectors.unsqueeze(0), torch.zeros_like(cues), cues)
        return out


def usual(piece: str) -> bool:
    """Pieces that English news can hold: no spare places, no other alphabets."""
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in piece)


def export(weights: Path, vocabulary: list[str], out: Path) -> None:
    """Write encoder.onnx, linker.onnx, vocabulary.txt, and tagger.json that says what they are."""
    saved = torch.load(weights)
    encoder, linker = Encoder(len(vocabulary), saved["layers"]), Linker()
    encoder.load_state_dict(saved["encoder"])
    linker.load_state_dict(saved["linker"])
    kept = [n for n, piece in enumerate(vocabulary) if usual(piece)]
    reading, linking = Reading(encoder, kept).eval(), Linking(linker).eval()
    ids, first, cues = torch.arange(100, 140), torch.arange(1, 31), torch.tensor([3, 7])
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocabulary.txt").write_text("".join(vocabulary[n] + "\n" for n in kept), "utf8")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        graph(reading, (ids, first), plain, {"ids": ["pieces"], "first": ["words"]}, {"vectors": ["words"], "sure": ["words"]})
        quantize_dynamic(plain, out / "encoder.onnx", op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    graph(linking, (torch.rand(30, WIDTH), cues), out / "linker.onnx", {"vectors": ["words"], "cues": ["cues"]}, {"logits": ["cues", "words"]})
    card = {"name": f"attributions, {saved['layers']} layers", "least": LEAST, "files": {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in FILES}}
    (out / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", "utf8")


def graph(net: nn.Module, example: tuple[Tensor, ...], path: Path, inputs: dict[str, list[str]], outputs: dict[str, list[str]]) -> None:
    """Write a network as ONNX, with the names of what goes in and out and of their first lengths, which may be any."""
    axes = {name: dict(enumerate(lengths)) for name, lengths in (inputs | outputs).items()}
    torch.onnx.export(net, example, path, input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes, opset_version=17, dynamo=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="tagger.pt of train_tagger.py")
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    export(a.weights, vocabulary_of(base_folder()), a.out)
