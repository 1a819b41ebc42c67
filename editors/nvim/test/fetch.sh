#!/usr/bin/env bash
# Fetches a newer Neovim than the system has: trixie has 0.10, sid 0.12. Prints the path of a `nvim` to run.
# Usage: fetch.sh trixie|sid.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"
source "$ISNAD_ROOT/.ci/unpack.sh"

suite=${1:?usage: fetch.sh trixie|sid}
place=$ISNAD_CACHE/neovim-$suite
unpack_debian "$place" "$suite" neovim usr/bin/nvim
cat >"$place/nvim" <<SH
#!/bin/sh
VIMRUNTIME='$place/root/usr/share/nvim/runtime' exec '$place/root/usr/bin/nvim' "\$@"
SH
chmod +x "$place/nvim"
echo "$place/nvim"
