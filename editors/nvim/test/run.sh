#!/usr/bin/env bash
# Runs test.lua in real Neovim, in each version and each way to attach, against a built server.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../test/common.sh"
program=$(realpath "${1:-$ISNAD_ROOT/target/release/isnad}")

# run SUITE ATTACH: a fresh copy of the seeds, a fresh home, one Neovim.
run() {
  local suite=$1 attach=$2 nvim work status=0
  nvim=$("$here/fetch.sh" "$suite")
  work=$(fresh_work)
  echo "-- $("$nvim" --version | head -n 1), attached by $attach"
  (
    cd "$work"
    HOME=$work/home XDG_CONFIG_HOME=$work/home XDG_DATA_HOME=$work/home XDG_STATE_HOME=$work/home \
      XDG_CACHE_HOME=$work/home NVIM_LOG_FILE=$work/nvim.log ISNAD_PLUGIN=$here/.. ISNAD_PROGRAM=$program \
      ISNAD_ATTACH=$attach ISNAD_PIDS=$work/pids \
      timeout 600 "$nvim" --headless -u NONE -i NONE -n -l "$here/test.lua" </dev/null
  ) || status=$?
  echo
  gone "$work/pids" || status=1
  if [ "$status" -ne 0 ]; then
    find "$work/home" -name 'lsp.log' -exec tail -n 20 {} +
  fi
  rm -rf "$work"
  return "$status"
}

# newcomer SUITE: a fresh home whose init.lua is what the project's README says.
newcomer() {
  local work status=0
  work=$(fresh_work)
  mkdir -p "$work/home/nvim" "$work/bin"
  ln -s "$program" "$work/bin/isnad"
  sed -n '/^```lua$/,/^```$/{/^```/!p}' "$ISNAD_ROOT/README.md" | sed "s|PATH/TO/isnad|$ISNAD_ROOT|" >"$work/home/nvim/init.lua"
  grep -q "enable('isnad')" "$work/home/nvim/init.lua"
  (
    cd "$work/seeds"
    HOME=$work/home XDG_CONFIG_HOME=$work/home XDG_DATA_HOME=$work/home XDG_STATE_HOME=$work/home \
      XDG_CACHE_HOME=$work/home PATH=$work/bin:$PATH \
      timeout 300 "$("$here/fetch.sh" "$1")" --headless 004_636d4132464f3b98.txt -S "$here/newcomer.lua" </dev/null
  ) || status=$?
  rm -rf "$work"
  return "$status"
}

failed=0
run trixie setup || failed=1
run sid setup || failed=1
run sid enable || failed=1
newcomer sid || failed=1
exit "$failed"
