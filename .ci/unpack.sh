# shellcheck shell=bash
# Sourced after cache.sh by the scripts that fetch an editor newer than the system's.
# `unpack_debian` takes it from another suite of the machine's own Debian mirror, without touching the
# system; 15 to 60 seconds the first time, then nothing.

# unpack_debian PLACE SUITE PACKAGE PROGRAM: the package and all it depends on in PLACE/root; its program there
# (a path from that) finds the C library it was built for, which is newer than the system's.
unpack_debian() {
  local place=$1 suite=$2 package=$3 program=$4
  mkdir -p "$place"
  (
    flock 9 # two runs at a time fetch it once
    [ -e "$place/.done" ] && exit 0
    rm -rf "$place/root"
    _unpack "$place" "$suite" "$package"
    _relink "$place" "$program"
    touch "$place/.done"
  ) 9>"$place/.lock" >&2 </dev/null
}

# The system's own mirror, as apt itself reads its sources; the archive proper, not its security part.
_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    awk '!first { first = $0 } /\/debian\/?$/ && !archive { archive = $0 } END { print archive ? archive : first }'
}

_unpack() {
  local place=$1 suite=$2 package=$3 state=$1/apt packages deb
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/sources.d" "$place/debs" "$place/root"
  : >"$state/status"
  printf 'deb %s %s main\n' "$(_mirror)" "$suite" >"$state/sources.list"
  # A state of its own for apt.
  local apt=(-q -o "Dir::State=$state" -o "Dir::State::lists=$state/lists" -o "Dir::State::status=$state/status"
    -o "Dir::Cache=$state/cache" -o "Dir::Etc::sourcelist=$state/sources.list"
    -o "Dir::Etc::sourceparts=$state/sources.d" -o "APT::Sandbox::User=root" -o "Acquire::Retries=3")
  export DEBIAN_FRONTEND=noninteractive
  apt-get "${apt[@]}" update
  packages=$(apt-cache "${apt[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts \
    --no-breaks --no-replaces --no-enhances "$package" |
    grep -E '^[a-z0-9]' | grep -vE '^(perl|debconf|python3)' | sort -u)
  # shellcheck disable=SC2086 # package names hold no spaces
  (cd "$place/debs" && apt-get "${apt[@]}" download $packages)
  for deb in "$place"/debs/*.deb; do dpkg-deb -x "$deb" "$place/root"; done
  rm -rf "$place/debs" "$state"
}

_relink() {
  local root=$1/root program=$2
  have patchelf || apt_install patchelf
  patchelf --set-interpreter "$(echo "$root"/usr/lib*/ld-linux-*.so.*)" \
    --force-rpath --set-rpath "$root/usr/lib/$(uname -m)-linux-gnu" "$root/$program"
}
