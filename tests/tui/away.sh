#!/bin/sh
# What leaves the browser, through a real terminal.
. "${srcdir:-.}/tests/tui/lib.sh"
[ -x "$out/away" ] || { echo "libvterm or cmocka is not there"; exit 77; }
rm -rf "$HOME/.local/state" "$HOME/away"
: >"$out/home/file"
XDG_STATE_HOME=$HOME/file "$out/away" ./dateline "$out/away.dateline"
