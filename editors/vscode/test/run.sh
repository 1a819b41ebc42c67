#!/usr/bin/env bash
# Runs smoke.mjs in a real VS Code (see fetch.sh) with the extension packed and a built server in it.
# Usage: run.sh [PROGRAM [SCREENSHOT.png]]; PROGRAM is target/release/isnad where it is not given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:-$here/../../../target/release/isnad}")
shot=${2:+$(realpath -m "$2")}

place=$("$here/fetch.sh")
"$here/../package.sh" "$program"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/../../../seeds" "$work/seeds"
ISNAD_WORK=$work ISNAD_PLACE=$place ISNAD_VSIX=$here/../isnad.vsix ISNAD_SHOT=$shot \
  timeout 300 "$place/bin/node" "$here/smoke.mjs"
