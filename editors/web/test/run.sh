#!/usr/bin/env bash
# Opens the page of `isnad play` in a real Chromium (see fetch.sh) and uses it as a reader would.
# Usage: run.sh [PROGRAM [FOLDER]]; PROGRAM is target/release/isnad where it is not given, FOLDER takes pictures
# of the page at the size of a desk and of a phone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:-$here/../../../target/release/isnad}")
shots=${2:+$(realpath -m "$2")}

place=$("$here/fetch.sh")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/../../../seeds" "$work/seeds"
ISNAD_WORK=$work ISNAD_PLACE=$place ISNAD_PROGRAM=$program ISNAD_SHOTS=$shots \
  timeout 300 node "$here/page.mjs"
