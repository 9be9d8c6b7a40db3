#!/bin/sh
# dateline notes: out and in again, and what the other commands make of them.
. "$srcdir/tests/cli/lib.sh"

printf '{"date":"2018-05-25","text":"India and Pakistan met in Islamabad on 23 May 2018."}\n' >a.jsonl
run 0 ingest --corpus c a.jsonl
run 1 events --corpus c is:starred
run 1 notes export
silent out
[ ! -e share ] || complain 'what only reads has made a folder for notes'
id=$(clean "$dateline" events --corpus c --json | sed -n 's/^{"id":"dl:\([0-9a-f]*\)#b\([0-9]*\)-\([0-9]*\)".*/\1 \2 \3/p' | head -n 1)
# shellcheck disable=SC2086
set -- $id
cat >mine <<LINES
{"article":"$1","begin":$2,"end":$3,"field":"star","value":"1","time":"2026-05-01T10:00:00Z","change":1}
{"article":"$1","begin":$2,"end":$3,"field":"tag","value":"for \u001b[31m later","time":"2026-05-01T10:00:01Z","change":2}
{"article":"$1","begin":$2,"end":$3,"field":"date","value":"2018-05-24","time":"2026-05-01T10:00:02Z","change":3}

{"article":"$1","field":"colour","value":"red","time":"2026-05-01T10:00:03Z","change":4}
{"article":"$1","field":"text","value":"no time","change":5}
{"article":"$1","begin":5,"field":"text","value":"half a span","time":"2026-05-01T10:00:03Z","change":6}
not json
{"article":"$1","begin":$2,"end":$3,"field":"date","value":"soon","time":"2026-05-01T10:00:04Z","change":7}
LINES
run 3 notes import mine
says out '^3 notes added, 0 already known, 5 bad lines skipped$'
for line in 5 6 7 8; do
	says err "^dateline: mine:$line: .*; "
done
plain err
run 0 notes export
lines 3 out
says out "^\{\"article\":\"$1\",\"begin\":$2,\"end\":$3,\"field\":\"star\",\"value\":\"1\",\"time\":\"2026-05-01T10:00:00Z\",\"change\":[0-9]+\}$"
plain out
cp out exported
run 0 notes import exported
says out '^0 notes added, 3 already known, 0 bad lines skipped$'
run 0 notes import - <exported

# two equal lines say one thing; a star that was set, taken away and set again within a second is set
mv share kept
cat exported exported >twice
run 0 notes import twice
says out '^3 notes added, 3 already known, 0 bad lines skipped$'
rm -rf share
for turn in 1 2 3; do
	echo "{\"article\":\"$1\",\"field\":\"star\",\"value\":\"$([ $turn = 2 ] || echo 1)\",\"time\":\"2026-05-01T10:00:00Z\",\"change\":$turn}"
done >turns
run 0 notes import turns
says out '^3 notes added, 0 already known, 0 bad lines skipped$'
run 0 articles --corpus c is:starred
rm -rf share
mv kept share

# of a file that has nothing but bad lines the first are told, and how many more there are
awk 'BEGIN { for (i = 0; i < 5000; i++) print "not json" }' >flood
run 3 notes import flood
says out '^0 notes added, 0 already known, 5000 bad lines skipped$'
lines 11 err
says err '^dateline: flood:10: '
says err '^dateline: flood: 4990 more bad lines; '

# a merge that would close a ring is told by its line: with what is there, and with what the file itself has said
mv share kept
merge() { echo "{\"article\":\"$1\",\"begin\":$2,\"end\":$3,\"field\":\"merge\",\"value\":\"dl:$1#b$4-$5\",\"time\":\"2026-05-02T11:00:0$6Z\",\"change\":$6}"; }
{ merge "$1" 1 2 3 4 1 && merge "$1" 3 4 5 6 2 && merge "$1" 5 6 1 2 3 && merge "$1" 7 8 7 8 4; } >ring
run 3 notes import ring
says out '^2 notes added, 0 already known, 2 bad lines skipped$'
says err "^dateline: ring:3: merge: the one is merged into the other already; "
says err "^dateline: ring:4: merge: .*; "
merge "$1" 5 6 3 4 5 >ring
run 3 notes import ring
says err '^dateline: ring:1: merge: '
rm -rf share
mv kept share

# what shapes events, and saved searches, travel the same way
cat >shapes <<LINES
{"article":"$1","begin":$2,"end":$3,"field":"split","value":"$(($2 + 10)) Pakistan met","time":"2026-05-02T10:00:00Z","change":1}
{"field":"search","value":"border: country:PK /border/","time":"2026-05-02T10:00:01Z","change":2}
{"article":"$1","field":"search","value":"x: y","time":"2026-05-02T10:00:02Z","change":3}
{"article":"$1","begin":$2,"end":$3,"field":"split","value":"9999 Outside","time":"2026-05-02T10:00:03Z","change":4}
LINES
run 3 notes import shapes
says out '^2 notes added, 0 already known, 2 bad lines skipped$'
run 0 events --corpus c --json
lines 2 out
says out "\"id\":\"dl:$1#b$(($2 + 10))-$3\".*\"headline\":\"Pakistan met\""
run 0 notes export
says out '^\{"field":"search","value":"border: country:PK /border/","time":"2026-05-02T10:00:01Z","change":[0-9]+\}$'
run 0 show --corpus c "dl:$1#b$2-$3"
says out '^split +from byte [0-9]+: Pakistan met$'
rm -rf share
run 3 notes import mine

# a bad line is told by its own number and takes no line of the same action with it
cat >mixed <<LINES
{"article":"$1","begin":$2,"end":$3,"field":"kind","value":"party","time":"2026-05-01T11:00:00Z","change":1}
{"article":"$1","begin":$2,"end":$3,"field":"kind","value":"visit","time":"2026-05-01T11:00:00Z","change":1}
[{"article":"$1"}]
{"article":"../../elsewhere","field":"star","value":"1","time":"2026-05-01T11:00:00Z","change":2}
{"article":"$1","field":"star","value":"1","time":"2026-05-01T24:00:00Z","change":3}
LINES
run 3 notes import mixed
says out '^1 note added, 0 already known, 4 bad lines skipped$'
for line in 1 3 4 5; do
	says err "^dateline: mixed:$line: .*; "
done

# queries see them, and a corrected date is what the event has
run 0 events --corpus c --json is:starred
says out '"from":"2018-05-24","to":"2018-05-24"'
run 0 events --corpus c is:corrected on:2018-05-24

# a corpus made anew, other articles first, has them; and so has an event that another extractor cut otherwise
printf '{"date":"2019-01-05","text":"China and Russia met in Moscow on 3 January 2019."}\n' >first.jsonl
run 0 ingest --corpus anew first.jsonl a.jsonl
run 0 events --corpus anew --json is:corrected
says out "\"id\":\"dl:$1#b$2-$3\".*\"from\":\"2018-05-24\""
lines 1 out
mv share kept
sed "s/\"end\":$3/\"end\":$(($3 - 9))/" exported >otherwise
run 0 notes import otherwise
run 0 events --corpus anew --json is:starred
says out "\"id\":\"dl:$1#b$2-$3\".*\"from\":\"2018-05-24\""
run 0 show --corpus anew "dl:$1#b$2-$3"
says out "^corrected +by the user: date \\(read as 2018-05-23\\)"
rm -rf share
mv kept share

run 0 show --corpus c "dl:$1#b$2-$3"
says out '^when +2018-05-24 · day'
says out '^starred +yes$'
says out '^tags +for \^\[\[31m later$'
says out "^corrected +by the user: date \\(read as 2018-05-23\\)"
says out '^when +2018-05-24 · day · corrected$'
plain out

# the browser goes by them too: the star and the correction stand in the row that the filter finds
printf 'f\n"is:starred"\nEnter\n:snap\n' >keys
run 0 --script keys --size 80x24 c
says out '^│▌2018-05-24 +★ ✎ '
says out ' 1 of [0-9]+ ┐'

# a file of notes that is none is told and not written to
find share -name '*.db' | grep -q . || complain 'the notes are not in the data folder'
notes=$(find share -name '*.db')
echo 'not a database, but a file of some words that is long enough to be looked at' >"$notes"
cp "$notes" before
run 3 notes export
says err '^dateline: .*notes.*; '
run 0 events --corpus c
says err '^dateline: .*notes.*; '
run 3 --script keys --size 80x24 c
says err '^dateline: .*notes.*; '
same "$notes" before

finish
