#!/usr/bin/env bash
# Runs test.lua in real Neovim, in each version and each way to attach, against a built server.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:-$here/../../../target/release/isnad}")

# run SUITE ATTACH: a fresh copy of the seeds, a fresh home, one Neovim.
run() {
  local suite=$1 attach=$2 nvim work status=0
  nvim=$("$here/fetch.sh" "$suite")
  work=$(mktemp -d)
  cp -r "$here/../../../seeds" "$work/seeds"
  mkdir -p "$work/home"
  echo "-- $("$nvim" --version | head -n 1), attached by $attach"
  (
    cd "$work"
    HOME=$work/home XDG_CONFIG_HOME=$work/home XDG_DATA_HOME=$work/home XDG_STATE_HOME=$work/home \
      XDG_CACHE_HOME=$work/home NVIM_LOG_FILE=$work/nvim.log ISNAD_PLUGIN=$here/.. ISNAD_PROGRAM=$program \
      ISNAD_ATTACH=$attach ISNAD_PIDS=$work/pids \
      timeout 180 "$nvim" --headless -u NONE -i NONE -n -l "$here/test.lua" </dev/null
  ) || status=$?
  echo
  gone "$work/pids" || status=1
  if [ "$status" -ne 0 ]; then
    find "$work/home" -name 'lsp.log' -exec tail -n 20 {} +
  fi
  rm -rf "$work"
  return "$status"
}

# gone FILE: whether the processes listed in it have ended, within five seconds.
gone() {
  local tries pid
  [ -s "$1" ] || { echo "no server was started" >&2; return 1; }
  while read -r pid; do
    for tries in $(seq 50); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 0.1
    done
    echo "the server ($pid) outlived the editor by ${tries}00 ms" >&2
    return 1
  done <"$1"
}

failed=0
run trixie setup || failed=1
run sid setup || failed=1
run sid enable || failed=1
exit "$failed"
