#!/usr/bin/env python3
"""The knowledge base's commonest surface forms in a folder, one a line, the commonest first.

    isnad annotate --json FOLDER | benches/names.py N > names.txt

Counted is what `annotate` finds of entities that have an id: names and adjectives as written, without
titles, which are put together by rule and stand in no list. Where a folder has fewer than N such
forms, names of data/knowledge that do not occur in it make up the rest, in the order of the files.
"""

import collections
import json
import pathlib
import sys
import tomllib

wanted = int(sys.argv[1])
counts = collections.Counter()
for line in sys.stdin:
    article = json.loads(line)
    text = pathlib.Path(article["path"]).read_bytes()
    for mention in article["mentions"]:
        entity = mention["entity"]
        if entity and not entity.startswith("~") and mention["kind"] != "role":
            words = text[mention["start"] : mention["end"]].decode()
            if "\n" not in words:
                counts[words] += 1
forms = [form for form, _ in counts.most_common(wanted)]

known = set(forms)
for path in sorted((pathlib.Path(__file__).parent.parent / "data/knowledge").glob("*.toml")):
    for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for entry in entries if isinstance(entries, list) else []:
            for form in [entry.get("ar"), *entry.get("aliases", []), *entry.get("demonym", [])]:
                if form and form not in known and len(forms) < wanted:
                    known.add(form)
                    forms.append(form)
print(f"{len(forms)} forms, {min(len(counts), wanted)} of them in the folder", file=sys.stderr)
print("\n".join(forms))
