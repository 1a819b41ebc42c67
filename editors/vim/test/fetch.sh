#!/usr/bin/env bash
# Fetches ALE, as Debian packs it, without touching the system; Vim is installed where it is missing. Prints ALE's folder.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"

place=$ISNAD_CACHE/vim-ale
if [ ! -e "$place/.done" ]; then
  {
    apt_install vim
    mkdir -p "$place"
    (cd "$place" && apt-get -q -o APT::Sandbox::User=root download vim-ale && dpkg-deb -x vim-ale_*.deb root)
    rm "$place"/vim-ale_*.deb
    touch "$place/.done"
  } >&2 </dev/null
fi
echo "$place/root/usr/share/vim-ale"
