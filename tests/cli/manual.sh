#!/bin/sh
# The manual tells of every command and option that the program has, and of every action and its keys.
. "$srcdir/tests/cli/lib.sh"
manual=$build/data/dateline.1
[ -s "$manual" ] || complain 'there is no data/dateline.1'

clean "$dateline" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' >commands
[ "$(wc -l <commands)" -ge 10 ] || complain "dateline --help names only $(tr '\n' ' ' <commands)"
for command in $(cat commands) browse; do
	grep -q "^\.It Nm Cm $command" "$manual" || complain "the manual lacks the command $command"
	for option in $(clean "$dateline" "$command" --help | sed -n 's/^  --\([a-z]*\).*/\1/p'); do
		grep -q -- "-$option" "$manual" || complain "the manual lacks --$option of $command"
	done
done

sed -n '/^\[keys\]/,/^\[colours\]/s/^\([a-z-]*\)	\(.*\)/\1 \2/p' "$srcdir/data/config.default" | while read -r action keys; do
	grep -qF "\"\\&$keys\"" "$manual" || echo "the manual lacks the keys of $action, $keys"
done >lacking
[ ! -s lacking ] || complain "$(cat lacking)"

if command -v mandoc >/dev/null; then
	# of the installed manuals it may say what it likes
	mandoc -T lint -W warning "$manual" 2>&1 | grep -v 'outdated mandoc.db\|No such file\|unable to find' >lint
	[ ! -s lint ] || complain "$(cat lint)"
fi

finish
