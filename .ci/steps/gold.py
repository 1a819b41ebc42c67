"""Reads the scores of the labelled articles as JSON on standard input; fails where one is below its bar."""
import json
import sys

BARS = {
    "mentions F1": (lambda s: s["mentions_prf"][2], 0.93),
    "linked": (lambda s: s["linked"], 0.97),
    "times F1": (lambda s: s["times_prf"][2], 0.90),
    "times' values": (lambda s: s["times_value_of_gold"], 0.90),
    "claims found": (lambda s: s["claims_found"], 0.92),
    "source": (lambda s: s["source"], 0.80),
}


def main():
    scores = json.load(sys.stdin)
    below = 0
    for name, (pick, bar) in BARS.items():
        value = pick(scores) or 0.0
        below += value < bar
        print(f"{name:14} {value:.4f}  bar {bar:.2f}  {'ok' if value >= bar else 'BELOW'}")
    print(f"also: {json.dumps({k: scores[k] for k in ('published_right', 'weight', 'date', 'claims_spurious')})}")
    sys.exit(1 if below else 0)


main()
