#!/bin/sh
# Every key in every pane, of a corpus and of an empty one; then random keys, resizes and mouse events on each corpus,
# 100,000 of them in all. MONKEY=1000000 and SEED=7 in the environment for others. Where libvterm is, the random
# ones in a real terminal, with each 20th picture compared with itself drawn from nothing. All of them side by side: most of the
# time a monkey waits for an answer.
. "${srcdir:-.}/tests/tui/lib.sh"
each=$((${MONKEY:-100000} / 4))
seed=${SEED:-1}
rm -f "$out"/monkey.*.failed

# run NAME COMMAND...: what it says is in monkey.NAME.now, that it failed in monkey.NAME.failed
run() {
	name=$1
	shift
	"$@" >"$out/monkey.$name.now" || echo "$name, seed $seed" >"$out/monkey.$name.failed"
}

for name in corpus empty; do
	run "$name-every-key" "$out/monkey" "$out/$name.dateline" 0 1 &
done
for name in corpus empty hostile wide; do
	if [ -x "$out/redrawn" ]; then
		run $name "$out/redrawn" "$out/monkey" "$out/$name.dateline" $each "$seed" 20 &
	else
		run $name "$out/monkey" "$out/$name.dateline" $each "$seed" &
	fi
done
wait

failed=0
for file in "$out"/monkey.*.failed; do
	[ -e "$file" ] || continue
	cat "${file%.failed}.now"
	echo "FAIL $(cat "$file")"
	failed=1
done
# a few hundred inputs may miss a view, thousands may not
if [ $each -ge 10000 ] && grep '^[0-9] ' "$out/monkey.corpus.now"; then
	echo "FAIL the monkey seldom sees every view"
	failed=1
fi
exit $failed
