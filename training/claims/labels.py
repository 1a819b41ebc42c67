#!/usr/bin/env python3
"""Labels of articles as offsets: labels.py SENTENCES.py FOLDER… > labels.tsv.

A folder has an article's text (NAME.txt), its claims (NAME.claims.tsv) and what a desk editor marked
(NAME.desk.tsv), by sentence ids. SENTENCES.py has the function that gives the sentences of a text with those ids.
Written is a line a claim: the article's name, where its sentence begins and ends in bytes of UTF-8, source, weight,
date, and how badly an editor asks for a source (unsourced) and for the name of one (unnamed): must, should or -.
"""
import csv
import importlib.util
import pathlib
import sys

COLUMNS = ["article", "start", "end", "source", "weight", "date", "unsourced", "unnamed"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main(sentences_file, *folders):
    spec = importlib.util.spec_from_file_location("sentences", sentences_file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(*COLUMNS, sep="\t")
    for path in sorted(p for folder in folders for p in pathlib.Path(folder).glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        claims = {row["id"]: row for row in rows(path.with_suffix(".claims.tsv"))}
        marks = {}
        for row in rows(path.with_suffix(".desk.tsv")):
            key = (row["id"], row["rule"])
            marks[key] = "must" if "must" in (row["force"], marks.get(key)) else row["force"]
        for sid, start, end, _ in module.sentences(text):
            claim = claims[sid]
            if claim["claim"] != "yes":
                continue
            offset = lambda at: len(text[:at].encode("utf-8"))
            asks = [marks.get((sid, rule), "-") for rule in ("unsourced", "vague-source")]
            print(path.stem, offset(start), offset(end), claim["source"], claim["weight"], claim["date"], *asks, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
