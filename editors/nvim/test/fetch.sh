#!/usr/bin/env bash
# Fetches a newer Neovim than the system has, from another suite of the machine's own Debian mirror,
# without touching the system: trixie has 0.10, sid 0.12. Prints the path of a `nvim` to run.
# Usage: fetch.sh trixie|sid. Takes 15 to 20 seconds the first time, then nothing; kept in the cache folder.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"

suite=${1:?usage: fetch.sh trixie|sid}
place=$ISNAD_CACHE/nvim-$suite

# The system's own mirror, as apt itself reads its sources; the archive proper, not its security part.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    awk '!first { first = $0 } /\/debian\/?$/ && !archive { archive = $0 } END { print archive ? archive : first }'
}

apt_in() { # apt_in PLACE: the options that give apt a state of its own
  local state=$1/apt
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/sources.d"
  : >"$state/status"
  printf 'deb %s %s main\n' "$(mirror)" "$suite" >"$state/sources.list"
  apt=(-q -o "Dir::State=$state" -o "Dir::State::lists=$state/lists" -o "Dir::State::status=$state/status"
    -o "Dir::Cache=$state/cache" -o "Dir::Etc::sourcelist=$state/sources.list"
    -o "Dir::Etc::sourceparts=$state/sources.d" -o "APT::Sandbox::User=root")
}

fetch() {
  local root=$place/root packages
  rm -rf "$place"
  apt_in "$place"
  export DEBIAN_FRONTEND=noninteractive
  apt-get "${apt[@]}" update
  packages=$(apt-cache "${apt[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts \
    --no-breaks --no-replaces --no-enhances neovim | grep -E '^[a-z0-9]' | grep -vE '^(perl|debconf|python3)' | sort -u)
  mkdir -p "$place/debs" "$root"
  # shellcheck disable=SC2086 # package names hold no spaces
  (cd "$place/debs" && apt-get "${apt[@]}" download $packages)
  local deb
  for deb in "$place"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
  relink "$root"
  rm -rf "$place/debs" "$place/apt"
  touch "$place/.done"
}

# relink ROOT: lets the binary find the C library it was built for, which is newer than the system's.
relink() {
  local root=$1 libs
  libs=$root/usr/lib/$(uname -m)-linux-gnu
  have patchelf || apt_install patchelf
  cp "$root/usr/bin/nvim" "$place/nvim.bin"
  patchelf --set-interpreter "$(echo "$root"/usr/lib*/ld-linux-*.so.*)" --force-rpath --set-rpath "$libs" "$place/nvim.bin"
  cat >"$place/nvim" <<SH
#!/bin/sh
VIMRUNTIME='$root/usr/share/nvim/runtime' exec '$place/nvim.bin' "\$@"
SH
  chmod +x "$place/nvim"
  "$place/nvim" --version | head -n 1
}

if [ ! -e "$place/.done" ]; then fetch >&2 </dev/null; fi
echo "$place/nvim"
