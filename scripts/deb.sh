#!/usr/bin/env bash
# Makes the Debian package: target/debian/isnad_VERSION_ARCH.deb, and prints its path.
#
#   scripts/deb.sh            builds the program first, in target/package, free of this machine's paths
#   scripts/deb.sh PROGRAM    packs a program that was built already (paths of the crates stay in it)
#
# Needs cargo-deb (cargo install cargo-deb) and dpkg-dev, which finds the libraries the program needs.
set -euo pipefail
program=${1:+$(realpath "$1")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CARGO_TARGET_DIR=$PWD/target/package
built=$CARGO_TARGET_DIR/release/isnad

if [ -z "$program" ]; then
  cargo fetch --locked --quiet
  # Messages of a panic name the source file: as it is called in its crate, not where it lay.
  flags=(--remap-path-prefix="$PWD=/isnad")
  for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
    flags+=(--remap-path-prefix="$registry=/crates")
  done
  CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f' && echo "${flags[*]}") cargo build --release --locked --bin isnad
elif [ ! "$program" -ef "$built" ]; then
  mkdir -p "$(dirname "$built")"
  install -m 755 "$program" "$built"
fi

rm -rf target/generated
"$built" generate man target/generated/man
"$built" generate completions target/generated/completions
mkdir -p target/debian
cargo deb --no-build --locked --output target/debian/
