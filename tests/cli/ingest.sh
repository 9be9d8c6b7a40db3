#!/bin/sh
# dateline ingest: what is kept, what is told, and what a kill, a second writer or a full disk cannot break.
. "$srcdir/tests/cli/lib.sh"

count() { # CORPUS: its articles
	clean "$dateline" articles --corpus "$1" --json | wc -l
}

articles() { # COUNT [WORD]: made-up articles, all different
	awk -v n="$1" -v word="${2:-drill}" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "{\"id\":\"%s-%d\",\"date\":\"20%02d-%02d-%02d\",\"title\":\"The %s number %d\",\"text\":\"India and Pakistan began the %s number %d in Lahore on Monday. It ends on %d May 2019.\"}\n",
				word, i, i % 20, i % 12 + 1, i % 28 + 1, word, i, word, i, i % 30 + 1
	}'
}

# text, Markdown and JSON Lines in one run; the summary counts
mkdir d
printf 'Experts met in Islamabad on 23 May 2018.\r\n' >d/a.txt
printf -- '---\ntitle: Talks end\ndate: 2018-05-25\nsource: desk\n---\nThe talks ended on Friday.\n' >d/b.md
articles 3 >d/c.jsonl
printf 'bad line\n' >>d/c.jsonl
printf 'caf\351 talks were held on 5 May 2018\n' >d/d.txt
run 3 ingest --corpus c.dateline --source 'the desk' d
says out '^6 new articles with [0-9]+ events, 1 bad file or line skipped, 1 bad UTF-8 sequence replaced; '
says err '^dateline: d/c.jsonl:4: .*; '
run 0 articles --corpus c.dateline --csv
says out ',2018-05-25,given,Talks end,desk,'
says out ',Experts met in Islamabad on 23 May 2018.,the desk,'

# one file is left, also by those who read it
run 0 events --corpus c.dateline
[ "$(echo c.dateline*)" = c.dateline ] || complain "left behind: $(echo c.dateline*)"

# again: all are known
run 3 ingest --corpus c.dateline d
says out '^0 new articles with 0 events, 6 already known, '
[ "$(count c.dateline)" = 6 ] || complain 'the same article twice is not one'

# nor is it another one when white space at its end differs, as after a copy or an editor
printf 'Experts met in Islamabad on 23 May 2018.' >e.txt
printf -- '---\ntitle: Talks end\n---\nThe talks ended on Friday.  \n\n' >e.md
run 0 ingest --corpus c.dateline e.txt e.md
says out '^0 new articles with 0 events, 2 already known; '

# by pipe as by file
articles 700 >many.jsonl
run 0 ingest --corpus file.dateline many.jsonl
run 0 ingest --corpus pipe.dateline - <many.jsonl
for c in file pipe; do
	clean "$dateline" events --corpus $c.dateline --json >$c.json
	clean "$dateline" links --corpus $c.dateline --json >$c.links
done
same file.json pipe.json
same file.links pipe.links

# a corpus that is no corpus is not written to
cp d/a.txt not.dateline
run 3 ingest --corpus not.dateline d/a.txt
says err '^dateline: not.dateline: .*; '
same d/a.txt not.dateline
run 3 ingest --corpus no/such/folder/c.dateline d/a.txt
says err '^dateline: no/such/folder/c.dateline: there is no folder no/such/folder; '
run 3 ingest --corpus fresh.dateline nothing
says err '^dateline: nothing: No such file or directory; '
[ ! -e fresh.dateline ] || complain 'a corpus was made for no article'

# two at once: one waits for the other, nothing is lost
articles 1500 march >m.jsonl
articles 1500 raid >r.jsonl
(become "$dateline" ingest --corpus two.dateline m.jsonl) >m.out 2>m.err &
clean "$dateline" ingest --corpus two.dateline r.jsonl >r.out 2>r.err
r=$?
wait $!
m=$?
[ "$r$m" = 00 ] || complain "two at once: exit status $r and $m: $(cat m.err r.err)"
[ "$(count two.dateline)" = 3000 ] || complain "two at once: $(count two.dateline) articles, not 3000"
run 0 check --corpus two.dateline

# killed in the middle: what was committed is there, the corpus opens, a second run completes it
articles 6000 talk >big.jsonl
mkfifo pipe
(become "$dateline" ingest --corpus kill.dateline -) <pipe >out 2>err &
pid=$!
exec 3>pipe
cat big.jsonl >&3
soon '[ "$(count kill.dateline 2>/dev/null)" -gt 0 ]' || complain 'nothing is committed while articles still come'
kill -9 $pid
wait $pid 2>/dev/null
exec 3>&-
before=$(count kill.dateline)
[ "$before" -gt 0 ] && [ "$before" -le 6000 ] || complain "after the kill: $before articles"
run 0 ingest --corpus kill.dateline big.jsonl
[ "$(count kill.dateline)" = 6000 ] || complain "after the second run: $(count kill.dateline) articles, not 6000"
run 0 check --corpus kill.dateline

# Ctrl-C: ends soon, with 130, and says so; what was read is kept. A shell without jobs lets its children
# ignore SIGINT, so it is SIGTERM here; both go the same way.
(become "$dateline" ingest --corpus int.dateline -) <pipe >out 2>err &
pid=$!
exec 3>pipe
head -n 1000 big.jsonl >&3
soon '[ -e int.dateline ]' || complain 'no corpus while articles come'
kill -TERM $pid
wait $pid
status=$?
exec 3>&-
[ $status = 130 ] || complain "interrupted: exit status $status, not 130"
says err '^dateline: interrupted; '
run 0 check --corpus int.dateline

# no room: told, and the corpus is as it was
run 0 ingest --corpus full.dateline d/a.txt
cp full.dateline full.before
(ulimit -f 400; clean "$dateline" ingest --corpus full.dateline big.jsonl >out 2>err; echo $? >status) 2>/dev/null
[ "$(cat status)" = 3 ] || complain "no room: exit status $(cat status)"
says err '^dateline: full.dateline: .*; '
mv out summary
run 0 check --corpus full.dateline
kept=$(count full.dateline)
[ "$kept" -ge 1 ] || complain 'no room: what was there is lost'
says summary "^$((kept - 1)) new articles" # those that were kept, not those that were tried

# articles of one byte, a word of a megabyte, all of one day with one vocabulary: all in, sound, and found
{
	printf '{"id":"%s","text":"%s"}\n' a x b y c 7
	printf '{"id":"long","date":"2018-05-22","text":"'
	head -c 1000000 /dev/zero | tr '\0' w
	printf ' and Pakistan met India in Lahore on 22 May 2018."}\n'
	i=0
	while [ $i -lt 300 ]; do
		printf '{"id":"d%s","date":"2018-05-22","text":"Ministers of Pakistan and India met in Lahore on 22 May 2018, desk %s says."}\n' $i $i
		i=$((i + 1))
	done
} >odd.jsonl
run 0 ingest --corpus odd.dateline odd.jsonl
says out '^304 new articles'
run 0 check --corpus odd.dateline
run 0 search --corpus odd.dateline --count 'desk 299 says'
run 0 search --corpus odd.dateline --count 'wwww and Pakistan'
# an event has few links, however many tell it
run 0 links --corpus odd.dateline --json
links=$(wc -l <out)
[ "$links" -le $((301 * 16)) ] || complain "one day: $links links"

# one text under several ids: the others are kept, in one run and in a later one, and lead to the article
cat >twice.jsonl <<'END'
{"id": "wire-1", "date": "2018-05-22", "source": "wire", "text": "Ministers of Pakistan and India met in Lahore on Monday."}
{"id": "paper-9", "date": "2018-05-23", "source": "paper", "text": "Ministers of Pakistan and India met in Lahore on Monday."}
END
run 0 ingest --corpus twice.dateline twice.jsonl
says out '^1 new article .*, 1 already known'
echo '{"id": "later", "text": "Ministers of Pakistan and India met in Lahore on Monday."}' >later.jsonl
run 0 ingest --corpus twice.dateline later.jsonl
run 0 ingest --corpus twice.dateline later.jsonl twice.jsonl
says out '^0 new articles .*, 3 already known'
for id in wire-1 paper-9 later; do
	run 0 show --corpus twice.dateline $id
	says out '^ *id +wire-1$'
	says out '^ *also as +later$'
	says out '^ *also as +paper-9$'
done
run 0 articles --corpus twice.dateline --json
says out '"id":"wire-1","also":\["later","paper-9"\]'
run 0 links --corpus twice.dateline --articles --json
says out '"id":"paper-9"'
says out '"id":"later"'
run 0 check --corpus twice.dateline

# articles without a text are not one article, though their texts are the same
cat >bare.jsonl <<'END'
{"id": "bare-1", "title": "Talks in Lahore", "text": ""}
{"id": "bare-2", "title": "Floods in Sindh", "text": ""}
END
run 0 ingest --corpus bare.dateline bare.jsonl
run 0 ingest --corpus bare.dateline bare.jsonl
says out '^0 new articles .*, 2 already known'
run 0 articles --corpus bare.dateline
says out 'Talks in Lahore'
says out 'Floods in Sindh'
run 0 check --corpus bare.dateline

# a read-only place
if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod a-w locked
	run 3 ingest --corpus locked/c.dateline d/a.txt
	says err '^dateline: locked/c.dateline: .*; '
fi

finish
