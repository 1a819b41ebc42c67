#!/usr/bin/env bash
# Fetches Helix 25.01 of Debian trixie. Prints the path of a `hx` to run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"
source "$ISNAD_ROOT/.ci/unpack.sh"

place=$ISNAD_CACHE/helix-trixie
unpack_debian "$place" trixie hx usr/lib/hx/hx
cat >"$place/hx" <<SH
#!/bin/sh
HELIX_RUNTIME='$place/root/usr/lib/hx/runtime' exec '$place/root/usr/lib/hx/hx' "\$@"
SH
chmod +x "$place/hx"
echo "$place/hx"
