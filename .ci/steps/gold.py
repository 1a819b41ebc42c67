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


# What was reached on articles that nothing was learnt on, less a hair. Openings of other articles behind an
# article are not read; in one of the five that have such a tail they are labelled as its text, five claims and
# fifteen times.
PRESS = {
    "mentions F1": (lambda s: s["mentions_prf"][2], 0.895),
    "links right": (lambda s: s["link_precision"], 0.978),
    "links found": (lambda s: s["link_recall"], 0.775),
    "times F1": (lambda s: s["times_prf"][2], 0.94),
    "times' values": (lambda s: s["times_value_of_gold"], 0.88),
    "date status": (lambda s: s["date"], 0.715),
    "claims found": (lambda s: s["claims_found"], 0.98),
    "source": (lambda s: s["source"], 0.79),
    "no source": (lambda s: s["none_prf"][2], 0.835),
    "vague source": (lambda s: s["vague_prf"][2], 0.67),
    "source's entity": (lambda s: s["source_entity"], 0.43),
    "weight": (lambda s: s["weight"], 0.70),
}

# «Who and when»: warnings, and what is shown.
DESK = {
    "must, shown": (lambda s: s["who and when"]["recall_must"][1], 0.54),
    "all, shown": (lambda s: s["who and when"]["recall"][1], 0.46),
    "shown are right": (lambda s: s["who and when"]["precision"][1], 0.50),
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
