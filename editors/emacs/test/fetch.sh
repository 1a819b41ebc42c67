#!/usr/bin/env bash
# Fetches Emacs 30.1 of Debian trixie, which has eglot in it. Prints the path of an `emacs` to run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../../.ci/cache.sh"
source "$ISNAD_ROOT/.ci/unpack.sh"

place=$ISNAD_CACHE/emacs-trixie
unpack_debian "$place" trixie emacs-nox usr/bin/emacs-nox
root=$place/root/usr
cat >"$place/emacs" <<SH
#!/bin/sh
export EMACSLOADPATH='$root/share/emacs/30.1/lisp' EMACSDATA='$root/share/emacs/30.1/etc' \\
  EMACSDOC='$root/share/emacs/30.1/etc' EMACSPATH='$(echo "$root"/libexec/emacs/30.1/*)'
exec '$root/bin/emacs-nox' --dump-file='$(echo "$root"/libexec/emacs/30.1/*/emacs-*.pdmp)' "\$@"
SH
chmod +x "$place/emacs"
echo "$place/emacs"
