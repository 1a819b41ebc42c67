#!/usr/bin/env python3
"""Word classes for the name tagger: clusters.py CORPUS.jsonl.xz OUT.tsv TEXT.txt

Skip-gram vectors of the folded words of a news corpus (80 dimensions, window 3, words seen five
times or more, four epochs), normed and grouped by k-means into 256 and into 1,024 classes. OUT has
a line `word<TAB>class of 256<TAB>class of 1024` for each word, to be given to the training program
(training/README.md). TEXT is the corpus as plain text, a paragraph a line. One thread and fixed seeds: the same corpus gives the same file.
"""
import json
import lzma
import os
import re
import sys

if os.environ.get("PYTHONHASHSEED") != "0":
    os.environ.update(PYTHONHASHSEED="0", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    os.execv(sys.executable, [sys.executable, *sys.argv])

import numpy as np  # noqa: E402
from gensim.models import Word2Vec  # noqa: E402
from sklearn.cluster import KMeans  # noqa: E402

# As src/text/fold.rs folds: marks dropped, letters levelled.
MARKS = re.compile("[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
                   "\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad]")
LEVEL = str.maketrans("أإآٱىیېئےۓؤۆۇۋةەہھۀۃکڪگڭپڤڥچژ",
                      "ااااييييييووووهههههه" "كككك" "بففجز")
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[^\w\s]|_")


def tokens(text):
    text = MARKS.sub("", text).translate(LEVEL).lower()
    return [re.sub(r"\d", "0", t) for t in TOKEN.findall(text)]


def lines(path):
    for row in lzma.open(path, "rt", encoding="utf-8"):
        article = json.loads(row)
        for line in [article["title"], *article["text"].splitlines()]:
            if line.strip():
                yield line.strip()


def main():
    corpus, out, plain = sys.argv[1:]
    with open(plain, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines(corpus))
    sentences = [found for line in lines(corpus) if (found := tokens(line))]
    print(sum(map(len, sentences)), "tokens", file=sys.stderr)
    model = Word2Vec(sentences, vector_size=80, window=3, min_count=5, epochs=4, sg=1, negative=5,
                     seed=1, workers=1, max_vocab_size=None)
    words = model.wv.index_to_key
    vectors = model.wv.get_normed_vectors().astype(np.float32)
    print(len(words), "words", file=sys.stderr)
    classes = []
    for k in (256, 1024):
        means = KMeans(k, n_init=1, max_iter=20, random_state=1).fit(vectors)
        classes.append(means.labels_)
        print(k, "classes", file=sys.stderr)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for word, a, b in sorted(zip(words, *classes)):
            file.write(f"{word}\t{a}\t{b}\n")


if __name__ == "__main__":
    main()
