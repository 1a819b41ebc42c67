#!/usr/bin/env bash
# Runs smoke.mjs in a real VS Code (see fetch.sh) with the extension packed and a built server in it.
# Usage: run.sh [PROGRAM]; PROGRAM is target/release/isnad where it is not given. Pictures of the window are kept
# in $ISNAD_SHOTS, by default $ISNAD_CACHE/shots.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../test/common.sh"
program=$(realpath "${1:-$ISNAD_ROOT/target/release/isnad}")
shots=${ISNAD_SHOTS:-$ISNAD_CACHE/shots}
mkdir -p "$shots"

place=$("$here/fetch.sh")
package=$("$here/../package.sh" "$program")
work=$(fresh_work)
trap 'rm -rf "$work"' EXIT
ISNAD_WORK=$work ISNAD_PLACE=$place ISNAD_VSIX=$package ISNAD_SHOTS=$shots \
  timeout 900 "$place/bin/node" "$here/smoke.mjs"
