#!/bin/sh
# dateline extract: articles in, an object a line out, in order, and what bad lines cost.
. "$srcdir/tests/cli/lib.sh"

cat >a.jsonl <<'LINES'
{"id":"one","date":"2018-05-22","title":"Experts to meet","text":"Legal experts will meet in Islamabad from May 23 to 25."}
{"id":2,"text":"A text \u0001 with a control, a \u202e mark and a quote \"."}

not json
{"id":"four","date":"soon","text":"Ministers of India and Pakistan met in Astana on 9 June 2017."}
{"title":"no text"}
LINES
run 3 extract a.jsonl
lines 3 out
says out '^\{"id":"one","title":"Experts to meet","published":"2018-05-22","published_from":"2018-05-22","published_to":"2018-05-22","published_basis":"given","dates":\['
says out '"type":"DATE","value":"2017-06-09","from":"2017-06-09","to":"2017-06-09","rule":"'
says out '"text":"India","country":"IN"'
says out '"places":\[.*"events":\[.*\]\}$'
says err '^dateline: a.jsonl:4: .*; '
says err '^dateline: a.jsonl:5: "soon" is no date'
says err '^dateline: a.jsonl:6: has no text; '
lines 3 err
plain out
head -n 1 out | tr -d '\n' | cut -c1-9 >first
printf '{"id":"on\n' | cut -c1-9 >want
same first want

# what chose the day, where the tense did
printf '{"date":"2018-05-23","text":"The mayors will meet on Monday. They met on 2 May 2018."}\n' >tense.jsonl
run 0 extract tense.jsonl
says out '"value":"2018-05-28",.*"tense":\{"begin":11,"end":15,"text":"will","is":"future"\}\},\{'
says_not out '"value":"2018-05-02"[^}]*"tense"'

# the same bytes by pipe and by file, plain and packed
run 3 extract - <a.jsonl
mv out by-pipe
gzip -k a.jsonl
run 3 extract a.jsonl.gz
same out by-pipe
(cat a.jsonl | (become "$dateline" extract /dev/fd/0) >out 2>err) # what a shell puts for <(...)
same out by-pipe
xz -k a.jsonl && run 3 extract a.jsonl.xz && same out by-pipe

# a folder in order of name; hidden files and what is no article left aside
mkdir -p d/sub d/.hidden
printf 'Beta comes second.\n' >d/b.txt
printf -- '---\ntitle: Alpha\ndate: 2019-01-02\n---\nAlpha comes first.\n' >d/a.md
printf 'Gamma comes last.\n' >d/sub/c.txt
printf 'Never.\n' >d/.hidden/x.txt
printf 'Never.\n' >d/.x.txt
run 0 extract d
lines 3 out
says out '"title":"Alpha","published":"2019-01-02","published_from":"2019-01-02","published_to":"2019-01-02","published_basis":"given"'
says out '"title":"Gamma comes last."'

# a publication date for those that give none
run 0 extract --date 2020-02 d
says out '"title":"Beta comes second.","published":null,"published_from":"2020-02-01","published_to":"2020-02-29","published_basis":"given"'
says out '"published":"2019-01-02"'

# nothing in, nothing out
run 1 extract - </dev/null
silent out
mkdir empty
run 3 extract empty
says err '^dateline: empty: a folder without articles; '

# what is no article costs itself only: a line of 140 MB, zeros for ever, a folder by its name
{
	printf '{"text":"'
	head -c 140000000 /dev/zero | tr '\0' a
	printf '"}\n{"text":"Two met on 6 May 2018."}\n'
} >long.jsonl
run 3 extract long.jsonl
lines 1 out
says err '^dateline: long.jsonl:1: longer than 128 MiB; '
head -c 140000000 /dev/zero >zeros.txt
run 3 extract zeros.txt
says err '^dateline: zeros.txt: longer than 128 MiB; '
run 3 extract - <zeros.txt
says err '^dateline: -: holds nothing; '
run 3 extract /dev/zero
says err '^dateline: /dev/zero: is no regular file; '
rm long.jsonl zeros.txt

# writing to a full disk is told; a reader that goes away is not
if [ -w /dev/full ]; then
	clean "$dateline" extract d >/dev/full 2>err
	[ $? = 3 ] || complain 'a full disk was not noticed'
	says err 'No space left on device; '
fi
i=0
while [ $i -lt 3000 ]; do
	echo '{"text":"Ministers of India and Pakistan met in Astana on 9 June 2017, and again on 10 June 2018."}'
	i=$((i + 1))
done >many.jsonl
clean "$dateline" extract many.jsonl 2>err | head -n 1 >out
lines 1 out
silent err

finish
