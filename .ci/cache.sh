# shellcheck shell=bash
# Sourced by the scripts that fetch something: where fetched things are kept, outside the tree.
# Sets ISNAD_CACHE (a folder) and ISNAD_ROOT (the repository), and defines `have` and `apt_install`.

ISNAD_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ISNAD_CACHE=${ISNAD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/isnad-ci}
mkdir -p "$ISNAD_CACHE"
export ISNAD_ROOT ISNAD_CACHE

# have PROGRAM: whether it is on PATH.
have() { command -v "$1" >/dev/null 2>&1; }

# apt_install PACKAGE…: installs those that are missing; says what to do where it may not.
apt_install() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "missing packages, install them as root: apt-get install ${missing[*]}" >&2
    return 1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null
}
