#!/bin/sh
# Random keys, resizes and mouse events on each corpus. MONKEY=100000 and SEED=7 in the environment for more.
. "${srcdir:-.}/tests/tui/lib.sh"
for name in corpus empty hostile wide; do
	"$out/monkey" "$out/$name.dateline" "${MONKEY:-1500}" "${SEED:-1}" || { echo "FAIL $name, seed ${SEED:-1}"; exit 1; }
done
