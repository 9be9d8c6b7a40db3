#!/bin/sh
# Every key in every pane, of a corpus and of an empty one; then random keys, resizes and mouse events on each corpus,
# 100,000 of them in all. MONKEY=1000000 and SEED=7 in the environment for others. Where libvterm is, the random
# ones in a real terminal, with each 20th picture compared with itself drawn from nothing.
. "${srcdir:-.}/tests/tui/lib.sh"
play() {
	if [ -x "$out/redrawn" ]; then
		"$out/redrawn" "$out/monkey" "$@" 20
	else
		"$out/monkey" "$@"
	fi
}
each=$((${MONKEY:-100000} / 4))
for name in corpus empty; do
	"$out/monkey" "$out/$name.dateline" 0 1 >"$out/monkey.now" ||
		{ cat "$out/monkey.now"; echo "FAIL $name, every key"; exit 1; }
done
for name in corpus empty hostile wide; do
	play "$out/$name.dateline" $each "${SEED:-1}" >"$out/monkey.now" ||
		{ cat "$out/monkey.now"; echo "FAIL $name, seed ${SEED:-1}"; exit 1; }
	# a few hundred inputs may miss a view, thousands may not
	if [ "$name" = corpus ] && [ $each -ge 10000 ] && grep '^[0-9] ' "$out/monkey.now"; then
		echo "FAIL the monkey seldom sees every view"
		exit 1
	fi
done
