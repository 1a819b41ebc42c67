#!/usr/bin/env bash
# Fetches what the page is tried in: Debian's chromium with Arabic fonts, and npm's playwright-core to drive
# it. Kept in the cache folder, which it prints: it holds `node_modules/`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"

PLAYWRIGHT=1.65.1

place=$ISNAD_CACHE/playwright-$PLAYWRIGHT
{
  apt_install chromium fonts-noto-core
  if [ ! -e "$place/.done" ]; then
    mkdir -p "$place"
    npm install --prefix "$place" --no-audit --no-fund "playwright-core@$PLAYWRIGHT"
    touch "$place/.done"
  fi
} >&2 </dev/null
echo "$place"
