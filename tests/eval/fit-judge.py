#!/usr/bin/env python3
"""Fits the judge: gradient-boosted trees over the features of candidates, then a calibration. Candidates of
the appearance and those of all other detectors have trees of their own: weighed together, the many places
that merely stick out crowded out the better boxes of the few that look like something concealed.

    fit-judge.py --training TABLE.csv ... --validation TABLE.csv ... --out judge.csv

The tables come from list-candidates. Trees grow on the training set alone; how many are kept and
the calibration come from the validation set, whose commodities and scanners the training set does
not have. Nothing here may see the test set. Needs numpy; the same tables give the same file.
"""

import argparse
import copy
import csv

import numpy as np

BINS = 64  # thresholds tried for a feature
DEPTH = 3
RATE = 0.06  # of learning
LEAST_LEAF = 25.0  # sum of weights
RIDGE = 8.0
ROW_SHARE = 0.7  # of the scans that a tree grows on
FEATURE_SHARE = 0.6
MOST_TREES = 280
MISS_SHARE = 0.25  # of the candidates that hit nothing, taken into the fit
LINE_RATE = 0.08  # false alarms a clean validation scan at the shipped line; of three real scans 1.0
APPEARANCE = 5  # place of that detector in bsr_detectors[]
# What another detector names and the appearance does not was looked at by the latter, too: so much lower are
# its log odds. Of 1, 2 and 4 the least that cost nothing on the validation set.
NOT_SEEN = 2.0
# Which detector named a place says nothing that its own evidence does not; where it lies and what the
# load as a whole is like are learnt by heart, not weighed: other goods and scanners differ.
LEFT_OUT = {"detector", "reason", "planes", "fill", "load-mm", "load-opaque", "clutter", "around-mm",
            "roof-mm", "floor-mm", "end-mm"}


class Table:
    def __init__(self, paths):
        self.scans, self.objects, rows = {}, {}, []
        for index, path in enumerate(paths):
            with open(path, newline="") as file:
                lines = csv.reader(file)
                self.features = next(lines)[9:]
                for line in lines:
                    line[1] = f"{index}/{line[1]}"  # sets of other seeds use the same names
                    if line[0] == "scan":
                        self.scans[line[1]] = int(line[3])
                    elif line[0] == "object":
                        self.objects[(line[1], int(line[2]))] = (line[3], line[4], float(line[5]))
                    else:
                        rows.append(line)
        self.names = np.array([r[1] for r in rows])
        self.hit = np.array([int(r[2]) for r in rows])
        self.near = np.array([int(r[3]) for r in rows])
        self.boxes = np.array([[int(v) for v in r[5:9]] for r in rows], float)
        self.values = np.array([[float(v) for v in r[9:]] for r in rows], np.float32)
        self.is_hit = self.hit >= 0
        # Neither a find nor a false alarm: no part in the fit.
        self.weight = np.where(~self.is_hit & (self.near > 0), 0.0, 1.0)
        # Many candidates of one object are one find: together they weigh as much as a few.
        keys = np.array([f"{n}/{h}" for n, h in zip(self.names, self.hit)])
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        self.weight[self.is_hit] *= 3.0 / np.maximum(counts[inverse], 3)[self.is_hit]

    def part(self, rows):
        """The same scans and objects with these candidates alone."""
        part = copy.copy(self)
        for name in ("names", "hit", "near", "boxes", "values", "is_hit", "weight"):
            setattr(part, name, getattr(self, name)[rows])
        return part


def quantile_edges(values):
    edges = []
    for column in values.T:
        quantiles = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]))
        edges.append(quantiles.astype(np.float32))
    return edges


def to_bins(values, edges):
    return np.stack([np.searchsorted(e, c, side="right") for e, c in zip(edges, values.T)], 1)


class Tree:
    """Nodes: (feature, threshold, left, right) or a value; grown level by level."""

    def __init__(self):
        self.nodes = []

    def grow(self, bins, edges, gradient, hessian, features):
        self.nodes = [None]
        level = [(0, np.arange(len(gradient)))]
        for depth in range(DEPTH + 1):
            following = []
            for node, rows in level:
                split = self.best(bins, edges, gradient, hessian, features, rows) if depth < DEPTH else None
                if split is None:
                    self.nodes[node] = RATE * -gradient[rows].sum() / (hessian[rows].sum() + RIDGE)
                    continue
                feature, cut = split
                left = bins[rows, feature] < cut
                self.nodes[node] = (feature, edges[feature][cut - 1], len(self.nodes), len(self.nodes) + 1)
                for part in (left, ~left):
                    following.append((len(self.nodes), rows[part]))
                    self.nodes.append(None)
            level = following

    @staticmethod
    def best(bins, edges, gradient, hessian, features, rows):
        g, h = gradient[rows], hessian[rows]
        if h.sum() < 1e-6 or len(rows) < 20:
            return None
        total_g, total_h = g.sum(), h.sum()
        base = total_g**2 / (total_h + RIDGE)
        best_gain, best = 1e-3, None
        weight = (np.abs(g) > 0).astype(float)
        for feature in features:
            if len(edges[feature]) == 0:
                continue
            column = bins[rows, feature]
            sum_g = np.cumsum(np.bincount(column, g, BINS + 1))[:-1]
            sum_h = np.cumsum(np.bincount(column, h, BINS + 1))[:-1]
            n = np.cumsum(np.bincount(column, weight, BINS + 1))[:-1]
            gain = sum_g**2 / (sum_h + RIDGE) + (total_g - sum_g) ** 2 / (total_h - sum_h + RIDGE) - base
            gain[(n < LEAST_LEAF) | (weight.sum() - n < LEAST_LEAF)] = 0.0
            gain[len(edges[feature]):] = 0.0
            at = int(np.argmax(gain))
            if gain[at] > best_gain:
                best_gain, best = gain[at], (feature, at + 1)
        return best

    def predict(self, bins, edges):
        at = np.zeros(len(bins), int)
        for _ in range(DEPTH):
            for node in np.unique(at):
                entry = self.nodes[node]
                if isinstance(entry, tuple):
                    rows = np.flatnonzero(at == node)
                    cut = np.searchsorted(edges[entry[0]], entry[1], side="left") + 1
                    at[rows] = np.where(bins[rows, entry[0]] < cut, entry[2], entry[3])
        return np.array([self.nodes[node] for node in at])


def logistic(x):
    return 1.0 / (1.0 + np.exp(-np.clip(x, -40, 40)))


def merge(table, score):
    """What bsr_findings_merge () keeps, by scan: the highest of those that overlap."""
    kept = np.zeros(len(score), bool)
    order = np.lexsort((np.arange(len(score)), -score))
    x0, y0 = table.boxes[:, 0], table.boxes[:, 1]
    x1, y1 = x0 + table.boxes[:, 2], y0 + table.boxes[:, 3]
    area = (x1 - x0) * (y1 - y0)
    by_scan = {}
    for i in order:
        others = by_scan.setdefault(table.names[i], [])
        if others:
            o = np.array(others)
            wide = np.minimum(x1[i], x1[o]) - np.maximum(x0[i], x0[o])
            high = np.minimum(y1[i], y1[o]) - np.maximum(y0[i], y0[o])
            common = np.maximum(wide, 0) * np.maximum(high, 0)
            if np.any((common >= 0.2 * (area[i] + area[o] - common)) | (common >= 0.5 * np.minimum(area[i], area[o]))):
                continue
        others.append(i)
        kept[i] = True
    return kept


def figures(table, score, kept):
    """AUC over scans, and the share of objects of |cnr| >= 3 found at false alarms a clean scan."""
    best = {name: -50.0 for name in table.scans}
    for name, value in zip(table.names, score):
        best[name] = max(best[name], value)
    clean = np.array([best[n] for n, k in table.scans.items() if k == 0])
    full = np.array([best[n] for n, k in table.scans.items() if k > 0])
    auc = np.mean((full[:, None] > clean[None, :]) + 0.5 * (full[:, None] == clean[None, :]))
    is_clean = np.array([table.scans[n] == 0 for n in table.names])
    alarms = np.sort(score[kept & is_clean])[::-1]
    seen = {}
    for i in np.flatnonzero(kept & table.is_hit):
        key = (table.names[i], table.hit[i])
        seen[key] = max(seen.get(key, -50.0), score[i])
    result = [f"AUC {auc:.3f}"]
    for least in (-1.0, 3.0, 5.0):
        chosen = [k for k, o in table.objects.items() if abs(o[2]) >= least]
        values = np.array([seen.get(k, -50.0) for k in chosen])
        line = []
        for rate in (0.1, 0.25, 0.5, 1.0):
            n = int(rate * len(clean))
            at = alarms[n] if n < len(alarms) else -49.0
            line.append(f"{np.mean(values > at):.3f}")
        result.append(f"|cnr|>={max(least, 0):.0f} ({len(chosen)}): " + " ".join(line))
    return auc, "; ".join(result)


def calibrate(x, y):
    """Platt's logistic curve by Newton's method, with his targets; steps are halved until they gain."""
    n_hit, n_miss = y.sum(), (1 - y).sum()
    target = np.where(y > 0, (n_hit + 1) / (n_hit + 2), 1 / (n_miss + 2))

    def loss(values):
        z = values[0] + values[1] * x
        return (np.logaddexp(0.0, z) - target * z).sum()

    values = np.array([np.log(n_hit / n_miss), 0.0])
    for _ in range(50):
        p = logistic(values[0] + values[1] * x)
        g = np.array([(p - target).sum(), ((p - target) * x).sum()])
        w = p * (1 - p)
        h = np.array([[w.sum() + 1e-6, (w * x).sum()], [(w * x).sum(), (w * x * x).sum() + 1e-6]])
        step = np.linalg.solve(h, g)
        while loss(values - step) > loss(values) and np.abs(step).max() > 1e-9:
            step /= 2
        values = values - step
        if np.abs(step).max() < 1e-9:
            break
    return values


def grow(training, validation, chosen, other):
    """The trees for some of the candidates, and their log odds on the validation set, calibrated.

    chosen, other: which candidates of the training and of the validation set."""
    random = np.random.default_rng(1)
    part, judged = training.part(chosen), validation.part(other)
    edges = quantile_edges(part.values)
    bins, other_bins = to_bins(part.values, edges), to_bins(judged.values, edges)
    usable = [i for i, f in enumerate(training.features) if f not in LEFT_OUT]
    names = sorted(part.scans)
    scan_of = np.searchsorted(names, part.names)
    y, trees = part.is_hit.astype(float), []
    start = np.log(np.average(y, weights=part.weight))
    total, other_total = np.full(len(y), start), np.zeros(len(judged.hit))
    best = (-9.0, 0, None)
    for i in range(MOST_TREES):
        rows = random.random(len(names)) < ROW_SHARE
        weight = part.weight * rows[scan_of]
        p = logistic(total)
        features = random.choice(usable, int(FEATURE_SHARE * len(usable)), replace=False)
        tree = Tree()
        tree.grow(bins, edges, weight * (p - y), weight * p * (1 - p), sorted(features))
        trees.append(tree)
        total += tree.predict(bins, edges)
        other_total += tree.predict(other_bins, edges)
        if (i + 1) % 40 == 0:
            kept = merge(judged, other_total)
            counted, v = kept & (judged.weight > 0), judged.is_hit.astype(float)
            a, b = calibrate(other_total[counted], v[counted])
            p = np.clip(logistic(a + b * other_total), 1e-6, 1 - 1e-6)
            loss = -np.mean((v * np.log(p) + (1 - v) * np.log(1 - p))[counted])
            auc, text = figures(judged, other_total, kept)
            print(f"{i + 1:4d} trees: loss {loss:.4f} {text}", flush=True)
            if auc - loss > best[0]:
                best = (auc - loss, i + 1, (a, b), other_total.copy())
    _, n, (a, b), totals = best
    print(f"{n} trees kept; Platt's curve: {a:.3f} + {b:.3f} x", flush=True)
    return trees[:n], (a, b), a + b * totals


def lines_of(table, trees, calibration, of_appearance):
    """Trees that speak of one kind of candidates alone, calibrated: the first has what is added to all."""
    a, b = calibration

    def guarded(nodes):
        # Two nodes before: left are the others, right the appearance's.
        rest = f"split,detector,{APPEARANCE - 0.5:g}," + ("1,2" if of_appearance else "2,1")
        out = ["tree", rest, "leaf,0"]
        for node in nodes:
            if isinstance(node, tuple):
                feature, threshold, left, right = node
                out.append(f"split,{table.features[feature]},{float(threshold):.9g},{left + 2},{right + 2}")
            else:
                out.append(f"leaf,{b * node:.6g}")
        return out

    lines = guarded([a / b])
    for tree in trees:
        lines += guarded(tree.nodes)
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", nargs="+", required=True)
    parser.add_argument("--validation", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    training, validation = Table(options.training), Table(options.validation)
    n_candidates = len(training.hit)
    print(f"training: {len(training.scans)} scans, {n_candidates} candidates, {training.is_hit.sum()} hits")
    reached = {(n, h) for n, h in zip(training.names, training.hit) if h >= 0}
    for least in (0.0, 3.0, 5.0):
        chosen = [k for k, o in training.objects.items() if abs(o[2]) >= least]
        print(f"objects of |cnr| >= {least:.0f} that any candidate hits: "
              f"{sum(k in reached for k in chosen)} of {len(chosen)}", flush=True)

    detector = training.features.index("detector")
    looks, other_looks = (t.values[:, detector] == APPEARANCE for t in (training, validation))
    # The others' misses are many and alike: a part of them stands for all.
    kept = training.is_hit | (training.near > 0) | (np.random.default_rng(1).random(n_candidates) < MISS_SHARE)
    training.weight[~training.is_hit & ~looks] /= MISS_SHARE
    score = np.empty(len(validation.hit))
    print("candidates of the appearance:")
    trees, calibration, score[other_looks] = grow(training, validation, looks, other_looks)
    lines = lines_of(training, trees, calibration, True)
    print("of the other detectors:")
    trees, (a, b), odds = grow(training, validation, kept & ~looks, ~other_looks)
    score[~other_looks] = odds - NOT_SEEN
    lines += lines_of(training, trees, (a - NOT_SEEN, b), False)

    kept = merge(validation, score)
    _, text = figures(validation, score, kept)
    # A miss weighs more than a false alarm: the line lies where so many of these remain.
    n_clean = sum(k == 0 for k in validation.scans.values())
    is_clean = np.array([validation.scans[n] == 0 for n in validation.names])
    alarms = np.sort(score[kept & is_clean])[::-1]
    line = alarms[min(int(LINE_RATE * n_clean), len(alarms) - 1)]
    at_line = logistic(line)
    print(f"both: {text}; at the line the odds say {at_line:.3f}")
    comments = [
        "The judge of imaging/detect/bsr-judge.c, fitted by tests/eval/fit-judge.py on simulated scans.",
        f"training: {len(training.scans)} scans, {n_candidates} candidates; "
        f"validation: {len(validation.scans)} scans",
        f"validation (chose the number of trees and the calibration): {text}",
        f"the line of 0.5 leaves {LINE_RATE} false alarms a clean validation scan; there a finding is a concealed "
        f"object with probability {at_line:.2f} where half of the scans hold one: a miss is taken to weigh "
        f"{1 / at_line - 1:.1f} times a false alarm",
    ]
    with open(options.out, "w") as file:
        file.write("\n".join([f"# {c}" for c in comments] + [f"calibration,{-line:.9g},1"] + lines) + "\n")


if __name__ == "__main__":
    main()
