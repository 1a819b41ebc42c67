#!/usr/bin/env python3
"""Learns the claims model: learn.py SIGNALS.jsonl LABELS.tsv… [--beside LABELS.tsv…] [--out claims.tsv] [--folds N].

SIGNALS.jsonl is what `claim-signals` writes, LABELS.tsv what labels.py does. Those after --beside were given by
people who are stricter or milder than the others: how much so is learnt with them and left out of the model. Each question is a logistic regression
over the signals; the weights are written in hundredths, a signal a line. With --folds the model is measured by
cross-validation over articles instead: no article is seen by the model it is measured with.
"""
import argparse
import collections
import csv
import json

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

SOURCE = ["named", "carried", "vague", "none"]
DATE = ["own", "inherited", "vague", "none", "-"]
COLUMNS = SOURCE + ["strong", "own", "inherited", "undatable", "undated", "state", "unsourced", "unnamed"]
# A signal that fewer claims have is noise: of 3, 6, 8 and 12 the middle ones measure alike, 8 makes the smaller file.
LEAST = 8
# How far weights may go (the inverse of the strength of L2): of 0.01 to 0.1 what measured best.
FREEDOM = {"source": 0.03, "weight": 0.03, "date": 0.03, "asks": 0.02}
# An editor who sends a claim back counts as two who would rather have a source.
MUST = 2
# How far what an editor asks follows from what the claim lacks and weighs: above 0.6 the odds say too much.
FOLLOWS = 0.6
# Rows all of whose weights are smaller than this, in hundredths, are left out.
SMALLEST = 2


# What begins the names of the signals that only those labels have that are learnt from beside the others.
BESIDE = "beside|"


def load(signals, labels, beside=()):
    """The claims that have labels: (article, signals, label), each label with its nearest claim."""
    wanted = collections.defaultdict(list)
    for path in [*labels, *beside]:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                wanted[row["article"]].append((int(row["start"]), int(row["end"]), row, path in beside))
    out = []
    with open(signals, encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            for start, end, label, apart in wanted[article["name"]]:
                shared = lambda claim: min(end, claim["end"]) - max(start, claim["start"])
                best = max(article["claims"], key=shared, default=None)
                if best is not None and shared(best) > 0:
                    found = best["signals"] + ["always"]
                    out.append((article["name"], found + (manner(found) if apart else []), label))
    return out


def manner(signals):
    """How whoever labelled differs: in all, and where the rules find the same source or date."""
    return [BESIDE + s for s in signals if s == "always" or s.startswith(("rules|", "rules-date|"))]


def matrix(claims, vocabulary):
    columns, rows = [], [0]
    for _, signals, _ in claims:
        columns += sorted({vocabulary[s] for s in signals if s in vocabulary})
        rows.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, rows), shape=(len(claims), len(vocabulary)))


def vocabulary(claims):
    counts = collections.Counter(s for _, signals, _ in claims for s in signals)
    return {s: i for i, s in enumerate(sorted(s for s, n in counts.items() if n >= LEAST))}


def regression(x, y, freedom, weights=None):
    model = LogisticRegression(C=freedom, max_iter=200, fit_intercept=False)
    return model.fit(x, y, sample_weight=weights)


def learn(claims):
    """The vocabulary and a column of weights a question."""
    known = vocabulary(claims)
    x = matrix(claims, known)
    weights = np.zeros((len(known), len(COLUMNS)))
    label = lambda key: np.array([claim[2][key] for claim in claims])
    for key, classes, first in (("source", SOURCE, 0), ("date", DATE, 5)):
        model = regression(x, label(key), FREEDOM[key])
        for at, name in enumerate(model.classes_):
            weights[:, first + classes.index(name)] = model.coef_[at]
    weights[:, 4] = regression(x, label("weight") == "strong", FREEDOM["weight"]).coef_[0]
    for column, key in ((10, "unsourced"), (11, "unnamed")):
        force = label(key)
        must = np.where(force == "must", MUST, 1)
        weights[:, column] = FOLLOWS * regression(x, force != "-", FREEDOM["asks"], must).coef_[0]
    return known, calibrate(x, weights, label, known)


def calibrate(x, weights, label, known):
    """Moves what an editor asks, so that on the average it comes true as often as it says."""
    for column, key in ((10, "unsourced"), (11, "unnamed")):
        asked = np.mean(label(key) != "-")
        low, high = -10.0, 10.0
        for _ in range(40):
            move = (low + high) / 2
            trial = weights.copy()
            trial[known["always"], column] += move
            low, high = (low, move) if odds(x, trial)[key].mean() > asked else (move, high)
        weights[known["always"], column] += move
    return weights


def odds(x, weights):
    """As `Scores::odds` of the program."""
    score = x @ weights
    share = lambda s: np.exp(s - s.max(1, keepdims=True)) / np.exp(s - s.max(1, keepdims=True)).sum(1, keepdims=True)
    sigmoid = lambda s: 1 / (1 + np.exp(-s))
    source, strong = share(score[:, :4]), sigmoid(score[:, 4])
    asks = lambda s, lacks: sigmoid(s + FOLLOWS * (np.log(np.maximum(lacks, 1e-4)) + np.log(np.maximum(strong, 1e-4))))
    return {
        "source": source,
        "strong": strong,
        "date": share(score[:, 5:10]),
        "unsourced": asks(score[:, 10], source[:, 3]),
        "unnamed": asks(score[:, 11], source[:, 2]),
    }


def followed(signals):
    """The signals that the program has too."""
    return [s for s in signals if not s.startswith(BESIDE)]


def f1(gold, got, name):
    both = np.sum((gold == name) & (got == name))
    return 2 * both / max(1, np.sum(gold == name) + np.sum(got == name))


def measure(claims, folds):
    articles = {name: i for i, name in enumerate(sorted({claim[0] for claim in claims}))}
    fold = np.array([articles[claim[0]] % folds for claim in claims])
    answers = {}
    for k in range(folds):
        known, weights = learn([c for c, f in zip(claims, fold) if f != k])
        mine = [(name, followed(signals), label) for (name, signals, label), f in zip(claims, fold) if f == k]
        for key, values in odds(matrix(mine, known), weights).items():
            answers.setdefault(key, np.zeros((len(claims),) + values.shape[1:]))[fold == k] = values
    label = lambda key: np.array([claim[2][key] for claim in claims])
    print(len(claims), "claims of", len(articles), "articles,", folds, "folds by article")
    for key, classes in (("source", SOURCE), ("date", DATE)):
        got = np.array(classes)[answers[key].argmax(1)]
        each = " ".join(f"{name} {f1(label(key), got, name):.3f}" for name in classes)
        print(f"{key}: right {np.mean(label(key) == got):.3f}; F1 {each}")
    print(f"weight: right {np.mean((label('weight') == 'strong') == (answers['strong'] >= 0.5)):.3f}")
    for key in ("unsourced", "unnamed"):
        asked, must = label(key) != "-", label(key) == "must"
        for level in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
            shown = answers[key] >= level
            hit = np.sum(shown & asked)
            print(f"{key} from {level}: shown {shown.sum()} precise {hit / max(1, shown.sum()):.2f} "
                  f"found {hit / asked.sum():.2f} must {np.sum(shown & must) / must.sum():.2f}")


def write(path, known, weights):
    hundredths = np.clip(np.rint(weights * 100), -127, 127).astype(int)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        print("signal", *COLUMNS, sep="\t", file=file)
        for name, at in known.items():
            if name == "always" or followed([name]) and np.abs(hundredths[at]).max() >= SMALLEST:
                print(name, *hundredths[at], sep="\t", file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("signals")
    parser.add_argument("labels", nargs="+")
    parser.add_argument("--beside", nargs="+", default=[])
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int)
    arguments = parser.parse_args()
    claims = load(arguments.signals, arguments.labels, arguments.beside)
    if arguments.folds:
        measure(claims, arguments.folds)
    if arguments.out:
        write(arguments.out, *learn(claims))


if __name__ == "__main__":
    main()
