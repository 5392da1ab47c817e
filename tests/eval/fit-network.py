#!/usr/bin/env python3
"""Fits the network of imaging/detect/bsr-appearance.h: which cells look like something concealed.

    fit-network.py --training TABLE.cells ... --validation TABLE.cells --out network.csv

The tables come from list-cells. Weights grow on the training scans; which epoch is kept comes from the
validation set, whose commodities and scanners the training set does not have. Nothing here may see
the test set. Needs python3-torch and numpy. A graphics processor takes minutes for what two cores take
hours for (--device cuda); the same tables, seed and machine give nearly the same file.
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
CROP = 128  # cells, 3.8 m: more than what is hidden and what it is judged by
BATCH = 32
WIDTHS = (32, 48, 64, 96)  # features at cells of 30, 60, 120 and 240 mm, unless others are asked for
LEVELS = len(WIDTHS)
RATE = 3e-3
DECAY = 1e-2  # of weights
LEAST_CNR = 0.7  # of a pixel: below, an object is neither to be learnt nor a false alarm
CLEAR_CNR = 1.5  # from here on an object counts fully
EMPTY_CROPS = 0.5  # crops anywhere, as a share of those about an object
STRONGEST = 12.0  # log odds beyond count as this
LEVEL = -1.0  # log odds above which cells are one part, for the figures
DENSITY = 0.25  # a crop's goods may be so much denser or lighter than they were simulated, as a share
ONE_ENERGY = 0.2  # crops of two energies of which only one is shown
TINY = 12.0  # cells: a smaller object weighs as one of so many


# Places in the order of bsr-appearance-input.h.
MIRRORED = [1, 0, 3, 2]  # the quarters of a cell
ATTENUATIONS = [0, 1, 2, 3, 7]
TWO_ENERGIES = [6, 7, 8, 9]


class Scan:
    """One scan: maps (int16), labels, and each object's kind, zone and contrast-to-noise ratio."""

    def __init__(self, maps, labels, objects):
        self.maps, self.labels, self.objects = maps, labels, objects
        self.columns = [np.flatnonzero((labels == i + 1).any(0)) for i in range(len(objects))]
        self.cnrs = [cnr for _, _, cnr in objects]


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

    def __init__(self, n_in, widths):
        super().__init__()
        layers = {}
        for level, width in enumerate(widths):
            layers[f"down{level}a"] = Block(n_in if level == 0 else widths[level - 1], width)
            layers[f"down{level}b"] = Block(width, width)
        for level in reversed(range(LEVELS - 1)):
            layers[f"narrow{level}"] = Block(widths[level + 1], widths[level], 1)
            layers[f"up{level}"] = Block(2 * widths[level], widths[level])
        layers["answer"] = nn.Conv2d(widths[0], 1, 1)
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


def up_to(n, step=2 ** (LEVELS - 1)):
    return (n + step - 1) // step * step


class Shelf:
    """All scans in one place on the device, so that a batch is cut out there."""

    def __init__(self, scans, device):
        self.scans = scans
        height = up_to(max(s.labels.shape[0] for s in scans))
        width = max(s.labels.shape[1] for s in scans)
        # Beside each scan nothing, a crop wide on either side: as beyond the maps' edge.
        size = (len(scans), height, width + 2 * CROP)
        maps = torch.zeros((len(scans), scans[0].maps.shape[0]) + size[1:], dtype=torch.int16)
        target, weight = torch.zeros(size, dtype=torch.uint8), torch.zeros(size, dtype=torch.float16)
        for i, scan in enumerate(scans):
            h, w = scan.labels.shape
            t, importance = target_and_weight(scan.labels, scan.objects)
            maps[i, :, :h, CROP:CROP + w] = torch.from_numpy(scan.maps.copy())
            target[i, :h, CROP:CROP + w] = torch.from_numpy(t.astype(np.uint8))
            weight[i, :h, CROP:CROP + w] = torch.from_numpy(importance).half()
        self.device = device
        self.maps, self.target, self.weight = maps.to(device), target.to(device), weight.to(device)

    def batch(self, chosen, random):
        """Maps, targets and weights of the crops, each turned and changed by chance."""
        n = len(chosen)

        def share(values):
            return torch.tensor(values, dtype=torch.float32, device=self.device)

        maps, target, weight = [], [], []
        for index, left in chosen:
            part = slice(left + CROP, left + 2 * CROP)
            maps.append(self.maps[index, :, :, part])
            target.append(self.target[index, :, part])
            weight.append(self.weight[index, :, part])
        maps = torch.stack(maps).float() / UNIT
        target, weight = torch.stack(target).float(), torch.stack(weight).float()
        turned = torch.from_numpy(random.random(n) < 0.5).to(self.device)  # containers stand either way round
        order = MIRRORED + list(range(len(MIRRORED), maps.shape[1]))
        maps = torch.where(turned[:, None, None, None], maps[:, order].flip(3), maps)
        target = torch.where(turned[:, None, None], target.flip(2), target)
        weight = torch.where(turned[:, None, None], weight.flip(2), weight)
        maps[:, ATTENUATIONS] *= share(1.0 + random.uniform(-DENSITY, DENSITY, n))[:, None, None, None]
        maps[:, TWO_ENERGIES] *= share(random.random(n) >= ONE_ENERGY)[:, None, None, None]
        return maps, target, weight


def crops_of(scans, random):
    """Where to look in one epoch: (scan, left edge), about each object and anywhere."""
    chosen = []
    for index, scan in enumerate(scans):
        width = scan.labels.shape[1]
        spots = []
        for columns, cnr in zip(scan.columns, scan.cnrs):
            if len(columns) and cnr >= LEAST_CNR:
                spots.append(random.choice(columns) - random.integers(CROP // 8, CROP - CROP // 8))
        for _ in range(random.poisson(EMPTY_CROPS * max(len(spots), 2))):
            spots.append(random.integers(-CROP // 4, max(width - 3 * CROP // 4, 1)))
        chosen += [(index, int(np.clip(s, -CROP // 4, max(width - CROP // 2, 0)))) for s in spots]
    return chosen


def loss_of(answer, target, weight):
    """Cross entropy that looks less at what is already sure (Lin and others, 2017, gamma 1), and how
    badly the areas overlap (Milletari and others, 2016)."""
    p = torch.sigmoid(answer)
    missed = torch.where(target > 0, 1 - p, p)
    entropy = functional.binary_cross_entropy_with_logits(answer, target, reduction="none")
    focal = (weight * missed.detach() * entropy).sum() / 1000.0 / len(answer)
    overlap = 1 - (2 * (weight * p * target).sum() + 50) / ((weight * (p + target)).sum() + 50)
    return focal + overlap


def rate_at(course):
    """The share of the rate to learn with: up over a tenth of the course, then down along a cosine."""
    return course / 0.1 if course < 0.1 else 0.5 * (1 + np.cos(np.pi * (course - 0.1) / 0.9))


def answers_of(network, shelf, at_once=8):
    network.eval()
    answers = []
    with torch.no_grad():
        for first in range(0, len(shelf.scans), at_once):
            maps = shelf.maps[first:first + at_once, :, :, CROP:].float() / UNIT
            width = up_to(maps.shape[3])
            out = network(functional.pad(maps, (0, width - maps.shape[3])))
            answers += [a.clip(-STRONGEST, STRONGEST) for a in out.cpu().numpy()]
    return [a[:s.labels.shape[0], :s.labels.shape[1]] for a, s in zip(answers, shelf.scans)]


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
            gain = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().cpu().numpy()
            weights = convolution.weight.detach().cpu().numpy() * gain[:, None, None, None]
            bias = norm.bias.detach().cpu().numpy() - norm.running_mean.cpu().numpy() * gain
        else:
            weights, bias = layer.weight.detach().cpu().numpy(), layer.bias.detach().cpu().numpy()
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
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--every", type=int, default=6, help="epochs between looks at the validation set")
    parser.add_argument("--minutes", type=float, default=1e9, help="no epoch begins after so many; the rate falls to them")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)), help="features at each level")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)

    training = [scan for path in options.training for scan in read(path)]
    validation = [scan for path in options.validation for scan in read(path)]
    learnable = sum(c >= LEAST_CNR for s in training for c in s.cnrs)
    print(f"training: {len(training)} scans, {learnable} objects to learn; validation: {len(validation)} scans", flush=True)
    shelf, other_shelf = Shelf(training, options.device), Shelf(validation, options.device)
    network = Network(training[0].maps.shape[0], [int(w) for w in options.widths.split(",")]).to(options.device)
    print(f"{sum(p.numel() for p in network.parameters())} weights", flush=True)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    best, start = -1.0, time.monotonic()
    for epoch in range(options.epochs):
        network.train()
        chosen = crops_of(training, random)
        random.shuffle(chosen)
        n_steps = len(chosen) // BATCH
        began, total = time.monotonic(), 0.0
        for step in range(n_steps):
            # How far the course is, by epochs or by time, whichever is further.
            course = max((epoch + step / n_steps) / options.epochs, (time.monotonic() - start) / 60 / options.minutes)
            for group in optimiser.param_groups:
                group["lr"] = RATE * rate_at(min(course, 1.0))
            maps, target, weight = shelf.batch(chosen[step * BATCH:(step + 1) * BATCH], random)
            loss = loss_of(network(maps), target, weight)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            total += loss.detach()
        is_last = epoch + 1 == options.epochs or time.monotonic() - start >= 60 * options.minutes
        if (epoch + 1) % options.every == 0 or is_last:
            value, text = figures(answers_of(network, other_shelf), validation)
            print(f"epoch {epoch + 1}: {time.monotonic() - began:.0f} s, loss {float(total) / max(n_steps, 1):.4f}; "
                  f"validation {text}", flush=True)
            if value >= best:
                best = value
                write(network, options.out, [
                    "The network of imaging/detect/bsr-appearance.c, fitted by tests/eval/fit-network.py on simulated scans.",
                    f"training: {len(training)} scans, {learnable} objects of a contrast-to-noise ratio of {LEAST_CNR} or more;"
                    f" validation: {len(validation)} scans",
                    f"validation (chose the epoch): {text}",
                ])
        if is_last:
            break


if __name__ == "__main__":
    main()
