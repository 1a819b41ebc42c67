#!/usr/bin/env bash
# Runs test.el in a real Emacs against a built server, with a fresh copy of the seeds and a fresh home.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../test/common.sh"
program=$(realpath "${1:-$ISNAD_ROOT/target/release/isnad}")

emacs=$("$here/fetch.sh")
work=$(fresh_work)
trap 'rm -rf "$work"' EXIT
echo "-- $("$emacs" --version | head -n 1)"
status=0
(
  cd "$work"
  HOME=$work/home XDG_CONFIG_HOME=$work/home LANG=C.UTF-8 ISNAD_PROGRAM=$program ISNAD_PIDS=$work/pids \
    timeout 300 "$emacs" --batch -L "$here/.." -l "$here/test.el" </dev/null
) || status=$?
gone "$work/pids" || status=1
exit "$status"
