#!/bin/sh
# What a terminal can do to the browser; and without a terminal it ends at once.
. "${srcdir:-.}/tests/tui/lib.sh"
failed=0

# refused INPUT OUTPUT WORDS: exit status 2 and a message, where others hang or spin
refused() {
	timeout 20 ./dateline "$out/corpus.dateline" <"$1" >"$2" 2>"$out/refused.now"
	status=$?
	if [ $status != 2 ] || ! grep -q "$3: not a terminal" "$out/refused.now"; then
		echo "FAIL without a terminal on $3: status $status"
		cat "$out/refused.now"
		failed=1
	fi
}
refused /dev/null /dev/null "standard input"
if [ ! -x "$out/robust" ]; then
	echo "libvterm or cmocka is not there"
	[ $failed = 1 ] || exit 77
	exit 1
fi
# no session can be kept where a file stands: each test starts as a new user
: >"$out/home/file"
XDG_STATE_HOME=$HOME/file "$out/robust" ./dateline "$out/corpus.dateline" "$out/hostile.dateline" || failed=1
XDG_STATE_HOME=$HOME/file "$out/quiet" ./dateline "$out/corpus.dateline" || failed=1
exit $failed
