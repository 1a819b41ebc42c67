#!/usr/bin/env bash
# isnad beside what a user could take instead, in one session and on the same files; prints tables in
# Markdown. Needs rg and Python 3.11, and a release build.
#
#   benches/peers.sh FOLDER [RUNS]        each command RUNS times (5), turn by turn
#
# Reading a folder: `isnad index --fast` (its first pass) and `isnad index` (both), each with no index
# file there, beside `rg` looking for the 10,000 commonest surface forms of the knowledge base in the
# folder (benches/names.py says which those are), which counts lines and tells no one from another.
#
# From an edit to the diagnostics: isnad beside the language servers for prose harper-ls and codebook-lsp
# where they are installed, on an article of 2,000 words made of the folder's. They know nothing of
# Arabic beyond its letters, so what they do with it is the least they do:
#
#   CFLAGS=-O1 cargo install --locked harper-ls codebook-lsp
set -euo pipefail
folder=$(realpath "${1:?which folder?}")
runs=${2:-5}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
isnad=$(realpath "${ISNAD:-target/release/isnad}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$isnad" annotate --json "$folder" >"$scratch/annotated" || [ $? -eq 2 ]
benches/names.py 10000 <"$scratch/annotated" >"$scratch/names.txt"

# isnad gives 2 where some file was no text, rg 1 where nothing was found.
index() { "$isnad" index "$folder" --cache "$scratch/cache" "$@" || [ $? -eq 2 ]; }
fast() { index --fast; }
whole() { index; }
search() { rg --count-matches -j2 -F -f "$scratch/names.txt" "$folder" || [ $? -eq 1 ]; }

# Seconds of one run of a command, at the end of its own list.
measure() {
  rm -rf "$scratch/cache"
  local began=$EPOCHREALTIME
  "$1" >/dev/null 2>&1
  echo "$began $EPOCHREALTIME" | awk '{ print $2 - $1 }' >>"$scratch/$1.times"
}

search >/dev/null # the files are in memory from here on
for ((run = 0; run < runs; run++)); do
  for command in fast whole search; do measure "$command"; done
done

best() { sort -g "$scratch/$1.times" | head -n 1; }
middle() { sort -g "$scratch/$1.times" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
bytes=$(find "$folder" -type f \( -name '*.txt' -o -name '*.md' \) -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
row() {
  awk -v what="$2" -v best="$(best "$1")" -v middle="$(middle "$1")" -v bytes="$bytes" \
    -v rg_best="$(best search)" -v rg_middle="$(middle search)" 'BEGIN {
      printf "| %s | %.3f | %.3f | %.1f | %.2f | %.2f |\n", what, best, middle, bytes / best / 1e6,
        best / rg_best, middle / rg_middle }'
}
echo "| | best of $runs, s | median, s | MB/s at best | best: rg = 1 | median: rg = 1 |"
echo "| --- | --- | --- | --- | --- | --- |"
row fast "isnad index --fast"
row whole "isnad index"
row search "rg --count-matches -j2 -F -f names.txt"

echo
echo "| ms from didChange to publishDiagnostics | times | p50 | p90 | p99 |"
echo "| --- | --- | --- | --- | --- |"
edits() { cargo bench --quiet --locked --bench server -- "$folder" --server "$@"; }
edits plaintext "$isnad" serve
if command -v harper-ls >/dev/null; then edits plaintext harper-ls --stdio; fi
if command -v codebook-lsp >/dev/null; then edits plaintext codebook-lsp serve; fi
