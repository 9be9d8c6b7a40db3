#!/bin/sh
# The same keys and the same golden screens through a real terminal: a pty that libvterm reads.
. "${srcdir:-.}/tests/tui/lib.sh"
[ -x "$out/play" ] || { echo "libvterm is not there"; exit 77; }
failed=0
for keys in "$here"/*.keys; do
	name=$(basename "$keys" .keys)
	rm -rf "$HOME"/.[!.]* # each starts as a new user: no session of the one before
	grep -q '^# script only' "$keys" && continue
	rm -rf "$HOME/.local/state" # each script begins as on a first visit
	"$out/play" "$keys" "$here/$name.screen" ./dateline $(options_of "$keys") \
		"$(corpus_of "$keys")" || { echo "FAIL $name"; failed=1; }
done
exit $failed
