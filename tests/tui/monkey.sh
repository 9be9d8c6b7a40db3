#!/bin/sh
# Every key in every pane, of a corpus and of an empty one; then random keys, resizes and mouse events on each corpus,
# 100,000 of them in all. MONKEY=1000000 and SEED=7 in the environment for others.
. "${srcdir:-.}/tests/tui/lib.sh"
each=$((${MONKEY:-100000} / 4))
for name in corpus empty; do
	"$out/monkey" "$out/$name.dateline" 0 1 || { echo "FAIL $name, every key"; exit 1; }
done
for name in corpus empty hostile wide; do
	"$out/monkey" "$out/$name.dateline" $each "${SEED:-1}" || { echo "FAIL $name, seed ${SEED:-1}"; exit 1; }
done
