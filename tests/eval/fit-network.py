#!/usr/bin/env python3
"""Fits the network of imaging/detect/bsr-appearance.h: which cells look like something concealed.

    fit-network.py --training TABLE.cells ... --validation TABLE.cells --out network.csv

The tables come from list-cells. Weights grow on the training scans; which epoch is kept comes from the
validation set, whose commodities and scanners the training set does not have. Nothing here may see
the test set. Needs python3-torch and numpy; the same tables, seed and machine give the same file.
"""

import argparse
import struct
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

UNIT = 2048.0
EDGE = 255
CROP = 96  # cells, 2.9 m: more than what is hidden and what it is judged by
BATCH = 8
WIDTHS = (20, 28, 40, 48)  # features at cells of 30, 60, 120 and 240 mm
LEVELS = len(WIDTHS)
RATE = 3e-3
DECAY = 1e-4  # of weights
LEAST_CNR = 0.7  # of a pixel: below, an object is neither to be learnt nor a false alarm
CLEAR_CNR = 1.5  # from here on an object counts fully
EMPTY_CROPS = 0.35  # crops anywhere, as a share of those about an object
STRONGEST = 12.0  # log odds beyond count as this
LEVEL = -1.0  # log odds above which cells are one part, for the figures
DENSITY = 0.15  # a crop's goods may be so much denser or lighter than they were simulated, as a share
ONE_ENERGY = 0.15  # crops of two energies of which only one is shown
TINY = 12.0  # cells: a smaller object weighs as one of so many


# Places in the order of bsr-appearance-input.h.
MIRRORED = [1, 0, 3, 2]  # the quarters of a cell
ATTENUATIONS = [0, 1, 2, 3, 7]
TWO_ENERGIES = [6, 7, 8, 9]


class Scan:
    """One scan: maps (int16), labels, and each object's kind, zone and contrast-to-noise ratio."""

    def __init__(self, maps, labels, objects):
        self.maps, self.labels, self.objects = maps, labels, objects


def read(path):
    scans = []
    with open(path, "rb") as file:
        while file.read(4) == b"cell":
            width, height, n_maps, n_objects = struct.unpack("4i", file.read(16))
            objects = []
            for _ in range(n_objects):
                kind, zone, cnr = struct.unpack("32s16sf", file.read(52))
                objects.append((kind.split(b"\0")[0].decode(), zone.split(b"\0")[0].decode(), abs(cnr)))
            labels = np.frombuffer(file.read(width * height), np.uint8).reshape(height, width)
            maps = np.frombuffer(file.read(2 * n_maps * width * height), np.int16)
            scans.append(Scan(maps.reshape(n_maps, height, width), labels, objects))
    return scans


def target_and_weight(labels, objects):
    """What each cell should answer and how much it counts."""
    target = np.zeros(labels.shape, np.float32)
    weight = np.ones(labels.shape, np.float32)
    weight[labels == EDGE] = 0.0
    for i, (_, _, cnr) in enumerate(objects):
        cells = labels == i + 1
        n = cells.sum()
        if n == 0:
            continue
        target[cells] = 1.0
        worth = np.clip((cnr - LEAST_CNR) / (CLEAR_CNR - LEAST_CNR), 0.0, 1.0)
        # Large things have many cells and are one find each.
        weight[cells] = worth * (60.0 / max(n, TINY)) ** 0.5 if worth > 0 else 0.0
    return target, weight


class Block(nn.Sequential):
    def __init__(self, n_in, n_out, size=3):
        super().__init__(nn.Conv2d(n_in, n_out, size, padding=size // 2, bias=False), nn.BatchNorm2d(n_out), nn.ReLU())


class Network(nn.Module):
    """Layers are named as bsr-network.c names them."""

    def __init__(self, n_in):
        super().__init__()
        layers = {}
        for level, width in enumerate(WIDTHS):
            layers[f"down{level}a"] = Block(n_in if level == 0 else WIDTHS[level - 1], width)
            layers[f"down{level}b"] = Block(width, width)
        for level in reversed(range(LEVELS - 1)):
            layers[f"narrow{level}"] = Block(WIDTHS[level + 1], WIDTHS[level], 1)
            layers[f"up{level}"] = Block(2 * WIDTHS[level], WIDTHS[level])
        layers["answer"] = nn.Conv2d(WIDTHS[0], 1, 1)
        self.layers = nn.ModuleDict(layers)
        nn.init.constant_(self.layers["answer"].bias, -3.0)

    def forward(self, x):
        seen = []
        for level in range(LEVELS):
            if level > 0:
                x = functional.max_pool2d(x, 2)
            x = self.layers[f"down{level}b"](self.layers[f"down{level}a"](x))
            seen.append(x)
        for level in reversed(range(LEVELS - 1)):
            x = self.layers[f"narrow{level}"](x)
            x = functional.interpolate(x, scale_factor=2, mode="nearest")
            x = self.layers[f"up{level}"](torch.cat([x, seen[level]], 1))
        return self.layers["answer"](x)[:, 0]


def padded(array, height, width):
    out = np.zeros(array.shape[:-2] + (height, width), np.float32)
    out[..., :array.shape[-2], :array.shape[-1]] = array
    return out


def up_to(n, step=2 ** (LEVELS - 1)):
    return (n + step - 1) // step * step


def crops_of(scans, random):
    """Where to look in one epoch: (scan, left edge), about each object and anywhere."""
    chosen = []
    for index, scan in enumerate(scans):
        width = scan.labels.shape[1]
        spots = []
        for i, (_, _, cnr) in enumerate(scan.objects):
            columns = np.flatnonzero((scan.labels == i + 1).any(0))
            if len(columns) and cnr >= LEAST_CNR:
                spots.append(random.choice(columns) - random.integers(CROP // 8, CROP - CROP // 8))
        for _ in range(random.poisson(EMPTY_CROPS * max(len(spots), 2))):
            spots.append(random.integers(-CROP // 4, max(width - 3 * CROP // 4, 1)))
        chosen += [(index, int(np.clip(s, -CROP // 4, max(width - CROP // 2, 0)))) for s in spots]
    return chosen


def batch_of(scans, chosen, random):
    height = up_to(max(scans[i].labels.shape[0] for i, _ in chosen))
    maps = np.zeros((len(chosen), scans[0].maps.shape[0], height, CROP), np.float32)
    target = np.zeros((len(chosen), height, CROP), np.float32)
    weight = np.zeros((len(chosen), height, CROP), np.float32)
    for k, (index, left) in enumerate(chosen):
        scan = scans[index]
        first, last = max(left, 0), min(left + CROP, scan.labels.shape[1])
        part = slice(first, last)
        here = slice(first - left, last - left)
        rows = scan.labels.shape[0]
        maps[k, :, :rows, here] = scan.maps[:, :, part] / UNIT
        t, w = target_and_weight(scan.labels[:, part], scan.objects)
        target[k, :rows, here], weight[k, :rows, here] = t, w
        if random.random() < 0.5:  # containers stand either way round
            maps[k] = maps[k, MIRRORED + list(range(len(MIRRORED), maps.shape[1])), :, ::-1]
            target[k], weight[k] = target[k, :, ::-1].copy(), weight[k, :, ::-1].copy()
        maps[k, ATTENUATIONS] *= 1.0 + random.uniform(-DENSITY, DENSITY)
        if random.random() < ONE_ENERGY:
            maps[k, TWO_ENERGIES] = 0.0
    return torch.from_numpy(maps), torch.from_numpy(target), torch.from_numpy(weight)


def loss_of(answer, target, weight):
    """Cross entropy that looks less at what is already sure (Lin and others, 2017, gamma 1), and how
    badly the areas overlap (Milletari and others, 2016)."""
    p = torch.sigmoid(answer)
    missed = torch.where(target > 0, 1 - p, p)
    entropy = functional.binary_cross_entropy_with_logits(answer, target, reduction="none")
    focal = (weight * missed.detach() * entropy).sum() / 4000.0
    overlap = 1 - (2 * (weight * p * target).sum() + 50) / ((weight * (p + target)).sum() + 50)
    return focal / BATCH * 4 + overlap


def answers_of(network, scans):
    network.eval()
    out = []
    with torch.no_grad():
        for scan in scans:
            height, width = scan.labels.shape
            maps = padded(scan.maps / UNIT, up_to(height), up_to(width))[None]
            out.append(network(torch.from_numpy(maps))[0, :height, :width].numpy().clip(-STRONGEST, STRONGEST))
    return out


def parts_of(mask):
    """Connected parts (by edges) of a mask: a label each cell, 1 and up."""
    labels = np.zeros(mask.shape, np.int32)
    n = 0
    for y, x in zip(*np.nonzero(mask)):
        if labels[y, x]:
            continue
        n += 1
        stack = [(y, x)]
        labels[y, x] = n
        while stack:
            v, u = stack.pop()
            for b, a in ((v + 1, u), (v - 1, u), (v, u + 1), (v, u - 1)):
                if 0 <= b < mask.shape[0] and 0 <= a < mask.shape[1] and mask[b, a] and not labels[b, a]:
                    labels[b, a] = n
                    stack.append((b, a))
    return labels, n


def figures(answers, scans):
    """What an epoch is worth, and in words: the AUC of whole scans, and objects found at false alarms a
    clean scan: parts of cells above LEVEL, the strongest cell's answer
    their score; a part hits what it shares a fifth of the union with, or half of which it covers."""
    alarms, found, best = [], [], []
    n_clean = sum(not s.objects for s in scans)
    for answer, scan in zip(answers, scans):
        labels, n = parts_of(answer > LEVEL)
        seen = {}
        top = answer.max()
        for part in range(1, n + 1):
            cells = labels == part
            score = answer[cells].max()
            hit = False
            for i in range(len(scan.objects)):
                thing = scan.labels == i + 1
                common = (cells & thing).sum()
                if common and (common >= 0.2 * (cells | thing).sum()
                               or (common >= 0.5 * thing.sum() and cells.sum() <= 6 * thing.sum())):
                    seen[i] = max(seen.get(i, -99.0), score)
                    hit = True
            if not hit and not scan.objects:
                alarms.append(score)
        best.append((len(scan.objects), top))
        found += [(kind, zone, cnr, seen.get(i, -99.0)) for i, (kind, zone, cnr) in enumerate(scan.objects)]
    alarms = np.sort(alarms)[::-1]
    clean = np.array([t for n, t in best if n == 0])
    full = np.array([t for n, t in best if n > 0])
    auc = np.mean((full[:, None] > clean[None]) + 0.5 * (full[:, None] == clean[None])) if len(clean) else np.nan
    text = [f"AUC {auc:.3f}"]
    value = auc
    for least in (0.0, 1.0, 3.0, 5.0):
        scores = np.array([s for _, _, c, s in found if c >= least])
        line_text = []
        for rate in (0.1, 0.25, 0.5, 1.0):
            k = int(rate * n_clean)
            at = alarms[k] if k < len(alarms) else -50.0
            line_text.append(f"{np.mean(scores > at):.3f}")
            if least == 1.0:
                value += np.mean(scores > at) / 4
        text.append(f"cnr>={least:.0f} ({len(scores)}): {' '.join(line_text)}")
    return value, "; ".join(text)


def write(network, path, comments):
    """Weights as whole numbers of -127...127 and a scale for each feature, normalisation folded in."""
    lines = [f"# {c}" for c in comments]
    for name, layer in network.layers.items():
        if isinstance(layer, Block):
            convolution, norm = layer[0], layer[1]
            gain = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy()
            weights = convolution.weight.detach().numpy() * gain[:, None, None, None]
            bias = norm.bias.detach().numpy() - norm.running_mean.numpy() * gain
        else:
            weights, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
        n_out, n_in, size, _ = weights.shape
        lines.append(f"layer,{name},{n_in},{n_out},{size}")
        for k in range(n_out):
            scale = max(np.abs(weights[k]).max() / 127.0, 1e-12)
            numbers = np.rint(weights[k] / scale).astype(int).ravel()
            lines.append(f"{bias[k]:.6g},{scale:.6g}," + ",".join(map(str, numbers)))
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", nargs="+", required=True)
    parser.add_argument("--validation", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", help="weights that a run before saved (OUT.pt)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)

    training = [scan for path in options.training for scan in read(path)]
    validation = [scan for path in options.validation for scan in read(path)]
    learnable = sum(c >= LEAST_CNR for s in training for _, _, c in s.objects)
    print(f"training: {len(training)} scans, {learnable} objects to learn; validation: {len(validation)} scans", flush=True)
    network = Network(training[0].maps.shape[0])
    if options.start:
        network.load_state_dict(torch.load(options.start))
    print(f"{sum(p.numel() for p in network.parameters())} weights")
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    n_steps = options.epochs * (len(crops_of(training, np.random.default_rng(0))) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=int(n_steps * 1.1) + 10, pct_start=0.15)
    best = -1.0
    for epoch in range(options.epochs):
        network.train()
        chosen = crops_of(training, random)
        random.shuffle(chosen)
        began, total = time.monotonic(), 0.0
        for at in range(0, len(chosen) - BATCH + 1, BATCH):
            maps, target, weight = batch_of(training, chosen[at:at + BATCH], random)
            loss = loss_of(network(maps), target, weight)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        value, text = figures(answers_of(network, validation), validation)
        print(f"epoch {epoch + 1}: {time.monotonic() - began:.0f} s, loss {total / max(len(chosen) // BATCH, 1):.4f}; "
              f"validation {text}", flush=True)
        if value >= best:
            best = value
            torch.save(network.state_dict(), options.out + ".pt")
            write(network, options.out, [
                "The network of imaging/detect/bsr-appearance.c, fitted by tests/eval/fit-network.py on simulated scans.",
                f"training: {len(training)} scans, {learnable} objects of a contrast-to-noise ratio of {LEAST_CNR} or more;"
                f" validation: {len(validation)} scans",
                f"validation (chose the epoch): {text}",
            ])


if __name__ == "__main__":
    main()
