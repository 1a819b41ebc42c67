"""Reads scores of labelled articles as JSON on standard input; fails where one is below its bar.

gold.py seeds|press|desk: the five seeds, 48 articles that nothing was tuned or learnt on, and what a desk editor
marked in those.
"""
import json
import sys

SEEDS = {
    "mentions F1": (lambda s: s["mentions_prf"][2], 0.985),
    "linked": (lambda s: s["linked"], 0.99),
    "times F1": (lambda s: s["times_prf"][2], 0.98),
    "times' values": (lambda s: s["times_value_of_gold"], 0.97),
    "date status": (lambda s: s["date"], 0.88),
    "claims found": (lambda s: s["claims_found"], 0.97),
    "claims none too many": (lambda s: 1 - s["claims_spurious"] / s["claims"], 1 - 3 / 78),
    "source": (lambda s: s["source"], 0.92),
    "no source": (lambda s: s["none_prf"][2], 0.88),
    "vague source": (lambda s: s["vague_prf"][2], 0.80),
    "source's entity": (lambda s: s["source_entity"], 0.93),
    "weight": (lambda s: s["weight"], 0.85),
}


# What was reached on articles that nothing was learnt on, less a hair.
PRESS = {
    "mentions F1": (lambda s: s["mentions_prf"][2], 0.785),
    "times F1": (lambda s: s["times_prf"][2], 0.915),
    "times' values": (lambda s: s["times_value_of_gold"], 0.90),
    "date status": (lambda s: s["date"], 0.725),
    "claims found": (lambda s: s["claims_found"], 0.985),
    "source": (lambda s: s["source"], 0.80),
    "no source": (lambda s: s["none_prf"][2], 0.835),
    "vague source": (lambda s: s["vague_prf"][2], 0.67),
    "source's entity": (lambda s: s["source_entity"], 0.40),
    "weight": (lambda s: s["weight"], 0.70),
}

# «Who and when»: warnings, and what is shown.
DESK = {
    "must, shown": (lambda s: s["who and when"]["recall_must"][1], 0.54),
    "all, shown": (lambda s: s["who and when"]["recall"][1], 0.46),
    "shown are right": (lambda s: s["who and when"]["precision"][1], 0.485),
    "warnings are right": (lambda s: s["who and when"]["precision"][0], 0.76),
}


def main(bars):
    scores = json.load(sys.stdin)
    below = 0
    for name, (pick, bar) in bars.items():
        value = pick(scores) or 0.0
        below += value < bar
        print(f"{name:20} {value:.4f}  bar {bar:.3f}  {'ok' if value >= bar else 'BELOW'}")
    sys.exit(1 if below else 0)


main({"seeds": SEEDS, "press": PRESS, "desk": DESK}[sys.argv[1]])
