#!/usr/bin/env python3
"""How many month names, weekday names and years of a folder of articles stand inside a time expression.

  scripts/time_coverage.py FOLDER [--isnad PROGRAM] [--show N] [--sample N --out FILE]

Runs `isnad annotate --json FOLDER` and looks every such word up among the expressions found.
Counted are: the month names of every set that are no everyday word, the seven weekday names with
their article, and figures of four digits from 1900 to 2099. Not counted, since they are no times:
  - words inside a name (a mention found, or one of [names] in data/lexicon/times.toml),
  - words in a hashtag, an address, an e-mail or a handle,
  - figures that count something ([years] after in the lexicon, or any indefinite noun of the
    counted kind behind them: ن/ا accusative), money, shares, scores, decimals, thousands,
  - figures up to five words behind one that makes them a number or a title (NAMING below: رقم, القرار,
    رؤية المملكة, خطة, برنامج, a model's name), or right behind a Latin word.
--sample writes N expressions at random (seed 4) as a table of file, offset, words and value.
"""
import argparse, json, os, random, re, subprocess, sys, tomllib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MONTHS = ("يناير فبراير مارس أبريل إبريل ابريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر "
          "شباط آذار أيار حزيران تموز أيلول جانفي فيفري جويلية غشت شتنبر نونبر دجنبر").split()
PAIRS = ["كانون الثاني", "كانون الأول", "تشرين الأول", "تشرين الثاني"]
DAYS = "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
NAMING = set("برنامج استراتيجية إستراتيجية مبادرة رؤيتها رؤيته أفد أفـد رقم القرار قرار رؤية رؤيه خطة أجندة الخطة طراز موديل القانون قانون المادة مادة هاتف بيجو كود فيفا الرقم غرفة شارع".split())


def words(text):
    """Every word to look up: kind, start, end in characters."""
    prefix = r"(?<![\w#@/])(?:[وف]?[بلك]?)"
    for kind, names in (("month", MONTHS + PAIRS), ("weekday", DAYS)):
        for m in re.finditer(prefix + "(" + "|".join(names) + r")(?!\w)", text):
            yield kind, m.start(1), m.end(1)
    for m in re.finditer(r"(?<![\w.,/:#@-])(?:[وف]?[بلك]?ـ?)((?:19|20)\d\d)(?![\d.,:]\d|\w|%|٪|\$)", text):
        yield "year", m.start(1), m.end(1)


def is_name(text, start, end, names):
    around = text[max(0, start - 40) : end + 40]
    return any(n in around and around.find(n) <= start - max(0, start - 40) < around.find(n) + len(n) for n in names)


def is_count(text, start, end, counted):
    after = re.match(r"\s*([^\s.,،؛:()]+)", text[end:])
    before = re.search(r"([^\s]+)\s+[وبل]?$", text[:start])
    word = after.group(1) if after else ""
    lead = before.group(1).strip("«»\"'()") if before else ""
    lately = re.split(r"[\s_#\"«»“()]+", text[max(0, start - 40) : start].replace("ـ", ""))[-6:]
    if any(w[k:] in NAMING for w in lately for k in range(3)):
        return True
    if word in counted or re.fullmatch(r"[^\Wا]\w{2,}(?:ا|ً|اً)", word):
        return True
    return lead in NAMING or bool(re.fullmatch(r"[A-Za-z][\w-]*", lead)) or text[start - 1 : start] in "$€£+" or text[end : end + 1] in "+-°"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder")
    ap.add_argument("--isnad", default=os.path.join(ROOT, "target/release/isnad"))
    ap.add_argument("--show", type=int, default=0)
    ap.add_argument("--sample", type=int, default=0)
    ap.add_argument("--out")
    args = ap.parse_args()
    lexicon = tomllib.load(open(os.path.join(ROOT, "data/lexicon/times.toml"), "rb"))
    names, counted = lexicon["names"]["words"], set(lexicon["years"]["after"])
    run = subprocess.Popen([args.isnad, "annotate", "--json", args.folder], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    seen, inside, left, missed, drawn = {}, {}, {}, [], []
    articles = 0
    for line in run.stdout:
        a = json.loads(line)
        articles += 1
        raw = open(a["path"], "rb").read()
        text = raw.decode("utf-8")
        offsets, n = [0], 0
        for c in text:
            n += len(c.encode("utf-8"))
            offsets.append(n)
        spans = [(t["start"], t["end"]) for t in a["times"]]
        mentions = [(m["start"], m["end"]) for m in a["mentions"]]
        front = 0
        if text.startswith("---\n"):
            front = text.find("\n---\n") + 5
        for kind, s, e in words(text):
            if s < front:
                continue
            bs, be = offsets[s], offsets[e]
            hit = any(x <= bs and be <= y for x, y in spans)
            if not hit:
                named = is_name(text, s, e, names) or any(x <= bs and be <= y for x, y in mentions)
                if named or (kind == "year" and is_count(text, s, e, counted)):
                    left[kind] = left.get(kind, 0) + 1
                    continue
            seen[kind] = seen.get(kind, 0) + 1
            inside[kind] = inside.get(kind, 0) + hit
            if not hit:
                missed.append((kind, text[max(0, s - 30) : e + 30].replace("\n", " ")))
        for t in a["times"]:
            drawn.append((os.path.basename(a["path"]), t["start"], raw[t["start"] : t["end"]].decode("utf-8"), t["value"], a["path"]))
    if run.wait() not in (0,):
        sys.exit("isnad annotate failed")
    print(f"{articles} articles, {len(drawn)} expressions")
    for kind in ("month", "weekday", "year"):
        n = seen.get(kind, 0)
        print(f"{kind:8} {inside.get(kind, 0)} of {n} inside an expression ({100 * inside.get(kind, 0) / max(n, 1):.2f}%), {left.get(kind, 0)} left out as no time")
    n = sum(seen.values())
    print(f"{'all':8} {sum(inside.values())} of {n} ({100 * sum(inside.values()) / max(n, 1):.2f}%)")
    for kind, around in missed[: args.show]:
        print(kind, "|", around)
    if args.sample:
        random.seed(4)
        rows = random.sample(drawn, min(args.sample, len(drawn)))
        with open(args.out, "w", encoding="utf-8") as out:
            for row in rows:
                out.write("\t".join(str(x) for x in row) + "\n")


main()
