#!/usr/bin/env bash
# Packs the extension for one platform, with the program in it, into isnad-PLATFORM.vsix beside this script, and
# prints that file's path.
#   package.sh [PROGRAM [PLATFORM]]   PROGRAM is target/release/isnad where it is not given, and built where it is
#                                     missing; PLATFORM is this machine's, as linux-x64 or darwin-arm64
#   package.sh --without-program      into isnad.vsix: the program is then to be on PATH
set -euo pipefail

this_platform() {
  local system machine
  case $(uname -s) in
    Linux) system=linux ;;
    Darwin) system=darwin ;;
    *) system=win32 ;;
  esac
  case $(uname -m) in
    aarch64 | arm64) machine=arm64 ;;
    armv7l) machine=armhf ;;
    *) machine=x64 ;;
  esac
  echo "$system-$machine"
}

program=${1:-}
platform=${2:-$(this_platform)}
[ "$program" = "--without-program" ] || [ -z "$program" ] || program=$(realpath -e "$program")
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ -z "$program" ]; then
  program=../../target/release/isnad
  [ -e "$program" ] || cargo build --release --locked --manifest-path ../../Cargo.toml >&2
fi

{
  npm ci --no-audit --no-fund
  npm run check
  npm run build
  cp ../../LICENSE* .
  rm -rf server
} >&2
if [ "$program" = "--without-program" ]; then
  file=isnad.vsix target=()
else
  file=isnad-$platform.vsix target=(--target "$platform")
  name=isnad
  [[ $platform == win32-* ]] && name=isnad.exe
  install -D -m 755 "$program" "server/$name"
fi
npx vsce package --no-dependencies --skip-license --allow-missing-repository "${target[@]}" --out "$file" >&2
realpath "$file"
