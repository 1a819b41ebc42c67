# shellcheck shell=bash
# Sourced after common.sh by the tests of editors that live in a terminal: one program in a tmux of its own,
# driven by keys and read from its screen. Needs $work, a folder.
have tmux || apt_install tmux

_tmux() { tmux -u -S "$work/tmux" -f /dev/null "$@"; }

# term_start COMMAND…: runs it in a terminal, in the folder of the seeds, with the home $work/home; each word is
# one argument.
term_start() {
  _tmux new-session -d -x 150 -y 45 -c "$work/seeds" \
    env HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config" LANG=C.UTF-8 TERM=screen-256color "$@"
}

screen() { _tmux capture-pane -p -J; }

keys() { _tmux send-keys "$@"; }

type_in() { _tmux send-keys -l "$1"; }

# escape: the key, and time for it to be told from the beginning of another (Escape g is Alt-g).
escape() {
  keys Escape
  sleep 0.5
}

# sees WORDS [SECONDS]: whether the words come to the screen.
sees() {
  local tries
  for tries in $(seq $((${2:-60} * 5))); do
    # Not by a pipe: `grep -q` would leave before all is written.
    grep -qF -- "$1" <<<"$(screen)" && return 0
    sleep 0.2
  done
  return 1
}

# expect WORDS WHAT: the words come to the screen, or the test ends with it shown.
expect() {
  if sees "$1"; then
    echo "  $2"
  else
    echo "waited in vain for '$1': $2" >&2
    screen >&2
    return 1
  fi
}

# note_servers FILE: the process ids of the editor's servers, a line each.
note_servers() {
  pgrep -P "$(_tmux display-message -p '#{pane_pid}')" -f 'isnad serve' >>"$1"
}

# ended: whether the editor ends.
ended() {
  local tries
  for tries in $(seq 100); do
    _tmux has-session 2>/dev/null || return 0
    sleep 0.1
  done
  echo "the editor did not end" >&2
  screen >&2
  return 1
}

term_stop() { _tmux kill-server 2>/dev/null || true; }
