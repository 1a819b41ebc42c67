#!/usr/bin/env bash
# Packs the extension into isnad.vsix beside this script.
# With a path as argument, that program is bundled: package.sh ../../target/release/isnad
set -euo pipefail
program=
[ $# -eq 0 ] || program=$(realpath -e "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"

npm ci --no-audit --no-fund
npm run check
npm run build
cp ../../LICENSE* . 2>/dev/null || true
rm -rf server
if [ -n "$program" ]; then
  install -D -m 755 "$program" "server/$(basename "$program")"
fi
npx vsce package --no-dependencies --skip-license --allow-missing-repository --out isnad.vsix
