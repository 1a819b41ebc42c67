"""Reads the scores of the labelled articles as JSON on standard input; fails where one is below its bar."""
import json
import sys

BARS = {
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


def main():
    scores = json.load(sys.stdin)
    below = 0
    for name, (pick, bar) in BARS.items():
        value = pick(scores) or 0.0
        below += value < bar
        print(f"{name:20} {value:.4f}  bar {bar:.3f}  {'ok' if value >= bar else 'BELOW'}")
    print(f"also: {json.dumps({k: scores[k] for k in ('published_right', 'claims_spurious')})}")
    sys.exit(1 if below else 0)


main()
