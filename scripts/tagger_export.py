"""From trained weights to what the package loads: two ONNX graphs with 8-bit weights, the vocabulary, and what they are.

The matrices of the encoder become 8-bit with a scale a column, the embeddings 8-bit with a scale a word; what runs through them is made 8-bit
as it comes ("dynamic"), with a scale for each window. Weights use 7 of the 8 bits, so that processors without VNNI add up without overflow.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger_net import Encoder, Linker, base_folder
from torch import Tensor, nn


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


def export(weights: Path, vocabulary: list[str], out: Path) -> float:
    """Write encoder.onnx, linker.onnx and vocabulary.txt; gives the threshold that was best on dev."""
    saved = torch.load(weights)
    encoder, linker = Encoder(len(vocabulary), saved["layers"]), Linker()
    encoder.load_state_dict(saved["encoder"])
    linker.load_state_dict(saved["linker"])
    kept = [n for n, piece in enumerate(vocabulary) if usual(piece)]
    (out / "vocabulary.txt").write_text("".join(vocabulary[n] + "\n" for n in kept), "utf8")
    reading, linking = Reading(encoder, kept).eval(), Linking(linker).eval()
    ids, first, cues = torch.arange(100, 140), torch.arange(1, 31), torch.tensor([3, 7])
    axes = {"ids": {0: "pieces"}, "first": {0: "words"}, "vectors": {0: "words"}, "sure": {0: "words"}, "cues": {0: "cues"}, "logits": {0: "cues", 1: "words"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        torch.onnx.export(reading, (ids, first), plain, input_names=["ids", "first"], output_names=["vectors", "sure"], dynamic_axes=axes, opset_version=17, dynamo=False)
        quantize_dynamic(plain, out / "encoder.onnx", op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        (out / "encoder32.onnx").write_bytes(plain.read_bytes())
    torch.onnx.export(
        linking, (torch.rand(30, 384), cues), out / "linker.onnx", input_names=["vectors", "cues"], output_names=["logits"], dynamic_axes=axes, opset_version=17, dynamo=False
    )
    return float(saved["least"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    print(export(a.weights, (base_folder() / "vocab.txt").read_text("utf8").splitlines(), a.out))
