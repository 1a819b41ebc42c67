#!/usr/bin/env bash
# The server in a real Helix, in a terminal: findings, card, references, a quick fix, the end.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../test/common.sh"
program=$(realpath "${1:-$ISNAD_ROOT/target/release/isnad}")
hx=$("$here/fetch.sh")
work=$(fresh_work)
source "$here/../../test/tmux.sh"
trap 'term_stop; rm -rf "$work"' EXIT

# As the README has it: the program on the path, the lines in the settings.
mkdir -p "$work/bin" "$work/home/.config/helix"
ln -s "$program" "$work/bin/isnad"
cp "$here/../languages.toml" "$work/home/.config/helix/"
article=$work/seeds/004_636d4132464f3b98.txt
findings=$("$program" annotate --json "$article" | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["findings"]))')

# go_to WORDS: the cursor to their first place.
go_to() {
  escape
  keys g g /
  type_in "$1"
  sees "$1" && keys Enter
}

# asks KEYS WORDS: presses the keys until the words are seen: the folder is read in the background, and an
# answer that comes early knows less.
asks() {
  local tries
  for tries in $(seq 20); do
    # shellcheck disable=SC2086 # several keys
    keys $1
    sees "$2" 3 && return 0
    escape
  done
  screen >&2
  return 1
}

renames() {
  go_to 'كيم جونغ أون'
  asks 'Space r' 'rename-to:'
  keys C-u
  type_in 'كيم جونغ اون'
  keys Enter
  expect 'الزعيم الكوري الشمالي كيم جونغ اون' 'renames'
}

story() {
  echo "-- $("$hx" --version)"
  term_start PATH="$work/bin:$PATH" "$hx" "$(basename "$article")"
  expect 'من بقايا الصفحة' 'a finding is shown beside its line'
  note_servers "$work/pids"
  asks 'Space d' "$findings/$findings" || { echo "not $findings findings listed" >&2; return 1; }
  echo "  $findings findings, as many as on the command line"
  go_to 'كيم جونغ أون'
  asks 'Space k' 'Kim Jong Un' || { echo "no card" >&2; return 1; }
  expect 'زعيم كوريا الشمالية منذ' 'a card'
  escape
  asks 'g r' '003_0b3fa9cc17318718.txt:' || { echo "no reference in another article" >&2; return 1; }
  type_in '003_0b3fa9cc17318718'
  sees '> 003_0b3fa9cc17318718.txt' && keys Enter
  expect 'NOR   003_0b3fa9cc17318718.txt' 'a reference in another article'
  keys C-o
  expect 'NOR   004_636d4132464f3b98.txt' 'and back'
  go_to 'أكتوبر،وفق'
  asks 'Space a' 'افصل' || { echo "no quick fix" >&2; return 1; }
  keys Enter
  expect 'أكتوبر، وفق ما' 'a finding mended'
  renames
  escape
  keys :
  type_in 'quit-all!'
  keys Enter
  ended
}

export LANG=C.UTF-8
status=0
# An `if` would switch `set -e` off inside.
set +e
(set -e; story)
status=$?
set -e
term_stop
[ "$status" -eq 0 ] || cat "$work/home/.cache/helix/helix.log" >&2 || true
gone "$work/pids" || status=1
exit "$status"
