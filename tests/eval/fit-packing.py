#!/usr/bin/env python3
"""Fits the classes of packing of imaging/detect/bsr-packing.c and prints its table.

  fit-packing.py TRUTH=LOADS.csv ...

LOADS.csv is what list-loads writes of a set whose truths lie in the folder TRUTH. Scans of the test
split take no part in the fit: how they are told is printed at the end. So is how goods of the other
splits are told when they are left out of the fit. Needs python3-numpy.
"""
import collections
import csv
import json
import math
import sys

import numpy as np

TRAITS = 14
FREEDOM, INDEPENDENCE, LEAST_CONFIDENCE = 5, 0.6, 0.5
# Of one class's spread, and of the mean of all, as numbers of goods.
SPREAD_GOODS, MEAN_GOODS = 3.0, 0.5
CLASSES = {
    'pallets': 'frozen-sardines canned-sardines citrus tomatoes dates olive-oil olives-jars books cement '
               'polymer-sacks copy-paper ceramic-tiles aluminium-ingots copper-cathodes car-parts',
    'cartons': 'garments footwear toys handbags frozen-octopus kitchenware televisions washing-machines '
               'refrigerators',
    'bags': 'flour sugar rice coffee cocoa-beans',
    'bales': 'cotton-bales waste-paper worn-clothing fertiliser',
    'drums': 'lubricants tomato-paste polypropylene-octabins paper-reels tyres',
    'rolls': 'wire-rod cable-reels',
    'bulk': 'wine-bulk distillers-grains scrap-aluminium',
    'long': 'sawn-timber plywood steel-sections aluminium-profiles',
    'machines': 'machinery generators used-car',
}
CLASS_OF = {goods: name for name, all_goods in CLASSES.items() for goods in all_goods.split()}
NAMES = list(CLASSES)


def read(arguments):
    """(split, goods, class or '', traits) of each scan's load as a whole."""
    loads = []
    for argument in arguments:
        folder, path = argument.split('=')
        for row in csv.DictReader(open(path)):
            if row['part'] != '-1':
                continue
            truth = json.load(open('%s/%s.json' % (folder, row['scan'])))
            if not truth['commodities']:
                continue
            goods = truth['commodities'][0]['id']
            traits = np.array([float(row['trait-%d' % i]) for i in range(TRAITS)])
            loads.append((truth['split'], goods, CLASS_OF.get(goods, ''), traits))
    return loads


def fit_trait(loads, trait):
    """Mean and spread of one trait for each class: of goods among the class, and of loads of goods."""
    by_goods = collections.defaultdict(list)
    for _, goods, name, traits in loads:
        if not math.isnan(traits[trait]):
            by_goods[name, goods].append(traits[trait])
    everything = np.concatenate(list(by_goods.values()))
    within = np.mean([np.var(v, ddof=1) for v in by_goods.values() if len(v) > 1])
    between = []
    for name in NAMES:
        means = np.array([np.mean(v) for k, v in by_goods.items() if k[0] == name])
        if len(means) > 1:
            between += list((means - means.mean()) ** 2 * len(means) / (len(means) - 1))
    between, fitted = np.mean(between), []
    for name in NAMES:
        means = np.array([np.mean(v) for k, v in by_goods.items() if k[0] == name])
        n = len(means)
        if n == 0:
            fitted.append((everything.mean(), everything.std()))
            continue
        variance = (means.var() * n + SPREAD_GOODS * between) / (n + SPREAD_GOODS)
        mean = (means.sum() + MEAN_GOODS * everything.mean()) / (n + MEAN_GOODS)
        fitted.append((mean, math.sqrt(variance * (1 + 1 / (n + MEAN_GOODS)) + within)))
    return fitted


def fit(loads):
    known = [load for load in loads if load[2]]
    return np.array([fit_trait(known, trait) for trait in range(TRAITS)])  # trait, class, (mean, spread)


def classify(model, traits):
    told = ~np.isnan(traits)
    sigmas = (traits[told, None] - model[told, :, 0]) / model[told, :, 1]
    logs = -np.log(model[told, :, 1]) - (FREEDOM + 1) / 2 * np.log1p(sigmas ** 2 / FREEDOM)
    odds = INDEPENDENCE * logs.sum(axis=0)
    shares = np.exp(odds - odds.max())
    shares /= shares.sum()
    return NAMES[int(shares.argmax())], shares.max()


def report(title, answers):
    told = [a for a in answers if a[2] >= LEAST_CONFIDENCE]
    right = [a for a in told if a[0] == a[1]]
    print('%s: %d loads, %d told, %d of these right, mean confidence %.2f'
          % (title, len(answers), len(told), len(right), np.mean([a[2] for a in told])), file=sys.stderr)
    for name in NAMES + ['']:
        of = [a for a in answers if a[0] == name]
        said = collections.Counter(a[1] for a in of if a[2] >= LEAST_CONFIDENCE)
        print('  %-9s %3d loads: %s' % (name or 'others', len(of), dict(said)), file=sys.stderr)


def main():
    loads = read(sys.argv[1:])
    fitted_to = [load for load in loads if load[0] != 'test']
    left_out = []
    for goods in sorted({load[1] for load in fitted_to}):
        model = fit([load for load in fitted_to if load[1] != goods])
        left_out += [(load[2],) + classify(model, load[3]) for load in fitted_to if load[1] == goods]
    model = fit(fitted_to)
    for c, name in enumerate(NAMES):
        print('  [BSR_PACKING_%s] = {' % name.upper())
        for first in range(0, TRAITS, 5):
            print('    ' + ' '.join('{ %.2fF, %.2fF },' % tuple(model[t, c])
                                    for t in range(first, min(first + 5, TRAITS))))
        print('  },')
    report('goods left out of the fit', left_out)
    report('test goods', [(load[2],) + classify(model, load[3]) for load in loads if load[0] == 'test'])


main()
