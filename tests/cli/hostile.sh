#!/bin/sh
# Whatever an article, its metadata or the name of its file holds, none of it reaches the terminal raw.
. "$srcdir/tests/cli/lib.sh"

# every C0 control but line feed and tab, DEL, all of C1, bidi marks, zero-width marks, a BOM in the middle
controls=$(awk 'BEGIN {
	for (i = 1; i < 32; i++) if (i != 9 && i != 10) printf "\\u%04x", i
	for (i = 127; i < 160; i++) printf "\\u%04x", i
	printf "\\u00ad\\u061c\\u200b\\u200e\\u200f\\u202a\\u202e\\u2060\\u2066\\u2069\\ufeff\\u2028\\ud83d"
}')
osc='\u001b]0;owned\u0007\u001b[31m\u001b[2J\u009b31m'
cat >a.jsonl <<LINES
{"id":"i$controls","date":"2018-05-22","title":"T$controls$osc","source":"s$controls$osc","url":"http://e/$osc;touch PWNED;\$(id)","text":"India$osc and Pakistan$controls met in Islamabad on 23 May 2018.$osc A second$controls sentence.\u0000 End."}
{"id":"nul","date":"x$osc","title":"100% %n%s <b>&amp;{}","source":"a\u202eb","text":"Russia and China held a drill %s%n in Lahore on 24 May 2018."}
bad line $(printf '\033[31m\033]0;owned\007')
{"title":"$osc"}
LINES
name=$(printf 'file\033[31m\302\233\342\200\256.jsonl')
cp a.jsonl "$name"

checked() { # STATUS ARGUMENT...
	run "$@"
	plain out
	plain err
}

checked 3 extract a.jsonl
checked 3 extract "$name"
checked 3 ingest --corpus c.dateline "$name"
checked 3 ingest --corpus c.dateline a.jsonl
article=$(clean "$dateline" articles --corpus c.dateline --json | sed -n 's/^{"article":"\([0-9a-f]*\)".*/\1/p' | head -n 1)
for command in events articles countries; do
	checked 0 $command --corpus c.dateline
	checked 0 $command --corpus c.dateline --json
	run 0 $command --corpus c.dateline --csv
	tr -d '\r' <out >table # its line ends are CR LF
	plain table
	for format in md html org; do
		run 0 $command --corpus c.dateline --$format
		sed 's/\xe2\x80\x8b//g' <out >page # Org's own way of escaping
		plain page
	done
done
for command in events articles; do
	run 0 $command --corpus c.dateline --ics
	tr -d '\r' <out >table
	plain table
	checked 0 $command --corpus c.dateline --timelinejs
done
run 0 events --corpus c.dateline --html
says_not out 'href="http://e/'
for format in '' --json; do
	# shellcheck disable=SC2086
	checked 0 search --corpus c.dateline $format 'second|drill'
	# shellcheck disable=SC2086
	checked 0 timeline --corpus c.dateline $format
	# shellcheck disable=SC2086
	checked 0 show --corpus c.dateline $format "$article"
	clean "$dateline" events --corpus c.dateline --json | sed -n 's/^{"id":"\([^"]*\)".*/\1/p' | while read -r id; do
		# shellcheck disable=SC2086
		checked 0 show --corpus c.dateline $format "$id"
		[ $complaints = 0 ] || exit 1
	done || complaints=1
done
clean "$dateline" links --corpus c.dateline >out 2>err
plain out

# nor does a line feed in a file's name pass for a space
printf 'Two met on 5 May 2018.\n' >'two
lines.txt'
checked 0 ingest --corpus n.dateline 'two
lines.txt'
run 0 show --corpus n.dateline "$(clean "$dateline" articles --corpus n.dateline --json | sed -n 's/.*"article":"\([0-9a-f]*\)".*/\1/p')"
says out '^file +two\^Jlines.txt$'

# the content itself is kept: JSON gives every character back
clean "$dateline" search --corpus c.dateline --json 'Islamabad' >out
says out 'T\\u0001\\u0002.*\\u001f\\u007f\\u0080.*\\u009f\\u00ad.*\\u202e.*\\u001b\]0;owned\\u0007'

# arguments come back in messages: a hostile one must not
esc=$(printf 'x\033[31m\302\233y')
checked 2 "$esc"
checked 2 "--$esc"
checked 2 events "--$esc"
checked 2 events "kind:$esc"
checked 2 events "from:$esc"
checked 3 events --corpus "$esc"
checked 3 extract "$esc"
checked 2 search "($esc"
checked 1 show "$esc"
checked 2 timeline --by "$esc"
checked 2 extract --date "$esc" a.jsonl
checked 3 verify "$esc"
checked 2 search --corpus c.dateline "nothing like $esc"
checked 1 search --corpus c.dateline "nothing like \\Q$esc"

[ ! -e PWNED ] || complain 'something of an article was run'
finish
