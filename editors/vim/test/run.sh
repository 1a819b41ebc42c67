#!/usr/bin/env bash
# The server in a real Vim with ALE, in a terminal: findings, card, references, the end.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../test/common.sh"
program=$(realpath "${1:-$ISNAD_ROOT/target/release/isnad}")
ale=$("$here/fetch.sh")
work=$(fresh_work)
source "$here/../../test/tmux.sh"
trap 'term_stop; rm -rf "$work"' EXIT

# The README's lines, and ALE on the path as a plugin manager puts it there.
mkdir -p "$work/bin"
ln -s "$program" "$work/bin/isnad"
{
  echo 'set nocompatible runtimepath+='"$ale"
  sed -n '/^```vim$/,/^```$/{/^```/!p}' "$here/../README.md" | sed "s|/path/to/isnad|$ISNAD_ROOT|"
  echo 'filetype plugin on'
} >"$work/home/.vimrc"

# command WORDS: as typed after a colon.
command_() {
  escape
  keys :
  type_in "$1"
  keys Enter
}

# asks COMMAND WORDS: gives the command until the words are seen: the folder is read in the background.
asks() {
  local tries
  for tries in $(seq 20); do
    command_ "$1"
    sees "$2" 3 && return 0
  done
  screen >&2
  return 1
}

story() {
  term_start PATH="$work/bin:$PATH" vim 004_636d4132464f3b98.txt
  expect 'من بقايا الصفحة' 'a finding is shown beside its line'
  note_servers "$work/pids"
  command_ 'call search("كيم جونغ أون", "w")'
  asks 'ALEHover' 'Kim Jong Un'
  expect 'زعيم كوريا الشمالية منذ' 'a card'
  command_ 'pclose'
  asks 'ALEFindReferences' '002_d24844dcb7092ee0.txt:'
  echo '  references in other articles'
  command_ 'pclose'
  command_ 'set nomore | lopen'
  expect 'glued-text' 'findings in a list'
  command_ 'qall!'
  ended
}

export LANG=C.UTF-8
echo "-- $(vim --version | head -n 1)"
set +e
(set -e; story)
status=$?
set -e
term_stop
gone "$work/pids" || status=1
exit "$status"
