#!/bin/sh
# What a wrong command line is told, and with which status; and that --help tells of every option.
. "$srcdir/tests/cli/lib.sh"

printf '{"text":"Two met."}\n' >a.jsonl

# status | what standard error says | arguments
while IFS='|' read -r status words arguments; do
	# shellcheck disable=SC2086
	run "$status" $arguments </dev/null
	says err "^dateline: $words"
	plain err
done <<'ROWS'
2|evnts: no such command, did you mean events|evnts
2|xyzzy: no such command or corpus; see dateline --help|xyzzy
2|browse: no option --jsn|--jsn
2|browse: no option --hlep, did you mean --help\? See dateline browse --help$|--hlep
2|events: no option --jsno, did you mean --json\? See dateline events --help$|events --jsno
2|countries: no option --ics; see|countries --ics
2|events: --json takes no value|events --json=yes
2|events: --corpus needs FILE|events --corpus
2|--json, --csv: two formats at once; |events --json --csv
2|--json, --csv: two formats at once; |articles --csv --json
2|--json, --csv: two formats at once; |countries --json --csv
3|nothing.dateline: .*; |events --corpus nothing.dateline
3|nothing.dateline: .*; |nothing.dateline
2|ingest: names no corpus; |ingest a.jsonl
2|ingest: names no articles; |ingest --corpus c
2|ingest: --format xml is unknown, |ingest --corpus c --format xml a.jsonl
2|ingest: --date soon is no date, |ingest --corpus c --date soon a.jsonl
2|extract: names no articles; |extract
3|nothing: No such file or directory; check the path|extract nothing
2|search: no pattern|search
2|query: /\[/: missing .* at column 3; put a |search [
2|query: nothing between the slashes at column 1; |events //
2|query: nothing between the quotes at column 1; |events ""
2|query: nothing to leave out after the - at column 3; |events a -
2|query: unknown field .contry:. at column 1; did you mean .country:|events contry:Kenya
2|query: .*no date|events from:tomorrow
2|query: to:2018 is before from:2020, at column 11; |events from:2020 to:2018
2|query: to:2018-05 is before from:2018-06, at column 12; |events to:2018-05 from:2018-06
2|query: |events kind:meting
3|a.jsonl: some other file, not a corpus; .dateline ingest --corpus FILE PATH\.\.\.. makes one|a.jsonl
3|\.: a folder, not a corpus; .dateline ingest|events --corpus .
2|query: |events country:Atlantis
2|query: |events "
2|query: |search (a
2|timeline: --by hour is unknown, |timeline --by hour
2|show: give the name of one|show
1|00000000000000000000: no such event or article|show 00000000000000000000
1|dl:x#b1-2: no such event|show dl:x#b1-2
2|.*dl:xyz|links dl:xyz
2|links: give the name of one event|links a b
2|links: give the name of one event, or none|links --articles a
2|verify: give one file|verify
1|a.jsonl: cites nothing; a citation ends with |verify a.jsonl
3|nothing: No such file or directory|verify nothing
2|notes: give export|notes
2|notes: give export|notes improt x
3|nothing: No such file or directory|notes import nothing
2|.*not a terminal|
2|browse: --theme pink is unknown, give auto|--theme pink
2|config: x: a FILE needs --check; |config x
2|config: y: one file is checked at a time; |config --check x y
3|x: No such file or directory; |config --check x
ROWS

# no sample, as in a folder where the program was built and not installed
clean env DATELINE_DATA=nowhere "$dateline" events >out 2>err </dev/null && complain 'no sample: exit status 0'
says err '^dateline: nowhere/sample.dateline: the sample is not there; name a corpus, or '

# a script
printf 'j\n:snap the name of a screen is a line in the output\n' >keys
run 0 ingest --corpus script a.jsonl
run 2 --script keys script
says err '^dateline: script:2: a name of more than 31 bytes: the name of a screen'

# a fault in a query stands above the query, with a caret under its column
run 2 events 'country:PK contry:IN'
says err '^  country:PK contry:IN$'
says err '^             \^$'

# help goes to standard output, names the command and every option that the manual has, and is no error
for command in ingest extract events articles countries search timeline links show verify notes check browse; do
	run 0 "$command" --help
	says out "^Usage: dateline $command"
	says_not out '^.{81}'
	silent err
done
run 0 --help
says out '^  events '

# a screen as plain text: no frames, nothing that acts on a terminal, also where there is none
run 0 --plain --size 100x40 --filter country:PK
plain out
says out 'Timeline'
says out 'Countries'
says out '✓PK'
says_not out '│|┌|─'
run 2 --plain --styles
# and of any other view, by its keys: the last screen, or each that is asked for
printf 'w\n' >keys
run 0 --plain --script keys
says out '^ +Why · '
says out '^ +kind '
says_not out '[┌│┘]|^:snap'
printf 'M\n:snap the map\nq\n?\n:snap\n' >keys
run 0 --plain --script keys --size 100x40
says out '^the map$'
says out '^ +Map'
says out '^ +Help'
run 0 --version
says out '^dateline [0-9]'

# the defaults are a config file, all of it right; wrong lines are told, all of them
run 0 config
cp out defaults
run 0 config --check defaults
silent err
run 0 config --check # there is none
mkdir -p config/dateline
printf '[keys]\ndown j\nfly x\n\n[colours]\ndate puce\n' >config/dateline/config
run 2 config --check
says err '^dateline: .*/dateline/config:3: no action fly; '
says err '^dateline: .*/dateline/config:6: no look puce; '
lines 2 err
plain err

finish
