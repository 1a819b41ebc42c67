"""Reads the scores of names in tagged text on standard input; fails where one is below its bar."""
import sys

BARS = {"PERS": 0.76, "LOC": 0.82, "ORG": 0.62}


def main():
    below, met = 0, set()
    for line in sys.stdin:
        kind, *rest = line.split()
        f1 = float(rest[rest.index("F1") + 1])
        met.add(kind)
        below += f1 < BARS[kind]
        print(f"{kind:14} {f1:.3f}  bar {BARS[kind]:.2f}  {'ok' if f1 >= BARS[kind] else 'BELOW'}")
    sys.exit(1 if below or met != set(BARS) else 0)


main()
