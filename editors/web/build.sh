#!/usr/bin/env bash
# Builds the page of `isnad play` into dist/, which is committed and part of the program. The same
# sources give the same bytes. `build.sh DIR` builds elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=${1:-dist}

npm ci --silent --no-audit --no-fund
npm run --silent check
mkdir -p "$out"
npx esbuild src/app.ts --bundle --minify --format=esm --target=es2022 --charset=utf8 --legal-comments=none \
  --log-level=warning --outfile="$out/play.js"
npx esbuild src/play.css --minify --charset=utf8 --log-level=warning --outfile="$out/play.css"
cp src/index.html src/icon.svg "$out/"
node licences.mjs >"$out/licences.txt"
