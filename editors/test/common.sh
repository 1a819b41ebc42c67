# shellcheck shell=bash
# Sourced by the editors' run.sh: what the tests in real editors share.
source "$(dirname "${BASH_SOURCE[0]}")/../../.ci/cache.sh"

# fresh_work: makes a folder with a fresh copy of the seeds and a fresh home, and prints it.
fresh_work() {
  local work
  work=$(mktemp -d)
  cp -r "$ISNAD_ROOT/seeds" "$work/seeds"
  mkdir -p "$work/home"
  echo "$work"
}

# gone FILE: whether the processes listed in it have ended, within ten seconds.
gone() {
  local tries pid
  [ -s "$1" ] || { echo "no server was started" >&2; return 1; }
  while read -r pid; do
    for tries in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 0.1
    done
    echo "the server ($pid) outlived the editor by $((tries / 10)) s" >&2
    return 1
  done <"$1"
}
