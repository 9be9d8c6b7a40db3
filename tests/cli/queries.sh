#!/bin/sh
# The commands that ask a corpus: what each prints, as text, JSON Lines and CSV, and its exit status.
. "$srcdir/tests/cli/lib.sh"

cat >a.jsonl <<'LINES'
{"id":"one","date":"2018-05-22","title":"Experts to meet","source":"desk A","text":"Legal experts from India and Pakistan will meet in Islamabad from May 23 to 25."}
{"id":"two","date":"2018-05-25","title":"Experts end talks","source":"desk B","url":"http://example.org/2","text":"Legal experts of India and Pakistan met in Islamabad on 23 May 2018. The talks were \"useful\", an official said."}
{"id":"three","date":"2019-06-14","title":"=Summit, in Bishkek","source":"desk A","text":"Leaders of Russia and China met in Bishkek on 13 June 2019."}
{"id":"four","title":"No date at all","text":"A bridge over the river."}
LINES
run 0 ingest --corpus c a.jsonl

# events
run 0 events --corpus c --json
says out '^\{"id":"dl:[0-9a-f]{20}#b[0-9]+-[0-9]+","begin":[0-9]+,"end":[0-9]+,"text":".*","headline":".*","kind":"meeting","from":"2018-05-23","to":"2018-05-2[35]","precision":"day","basis":"stated",'
says out '"countries":\[\{"code":"PK","role":"host"\},\{"code":"IN","role":"participant"\}\]'
says out '"article":"[0-9a-f]{20}","title":"Experts to meet","source":"desk A","published":"2018-05-22","published_from":"2018-05-22","published_to":"2018-05-22","published_basis":"given"\}$'
says out '"modality":"announced"'
cp out all
run 0 events --corpus c --json country:RU from:2019
lines 1 out
says out '"from":"2019-06-13"'
run 1 events --corpus c country:RU to:2018
silent out
silent err
run 0 events --corpus c --csv
says out '^id,from,to,precision,basis,kind,modality,headline,countries,place,confidence,article,title,source,published,text'
says out ",'=Summit|\"'=Summit, in Bishkek\""
run 0 events --corpus c
says out '^2018-05-23…25 +PK IN +.*announced.*  desk A$'

# a query may come in pieces, and negate
run 0 events --corpus c --json from:2018 -country:RU kind:meeting
says_not out '2019-06'

# articles
run 0 articles --corpus c --json
lines 4 out
says out '"title":"Experts end talks","source":"desk B","published":"2018-05-25","published_from":"2018-05-25","published_to":"2018-05-25","published_basis":"given","url":"http://example.org/2","language":.*,"events":[0-9]+,"id":"two"\}$'
says out '"title":"No date at all","source":null,"published":null,"published_from":null,"published_to":null,"published_basis":"unknown"'
tail -n 1 out >last
says last 'No date at all' # the undated stand at the end
run 0 articles --corpus c --csv source:'"desk A"'
lines 3 out
run 0 articles --corpus c
says out '^[0-9a-f]{20}  2018-05-22 +[0-9]+  Experts to meet  desk A$'

# in order of publication, whatever the order of what they tell
cat >late.jsonl <<'LINES'
{"id":"late","date":"2021-03-02","title":"Looking back","text":"Leaders of Russia and China met in Bishkek on 4 June 2001."}
{"id":"early","date":"2020-03-02","title":"Looking back again","text":"Leaders of Russia and China met in Bishkek on 5 June 2005."}
{"id":"never","title":"Of no day","text":"Leaders of Russia and China met in Bishkek on 6 June 1999."}
LINES
run 0 ingest --corpus late late.jsonl
for query in '' kind:meeting Bishkek; do
	run 0 articles --corpus late --json "$query"
	[ "$(sed 's/.*"id":"\([a-z]*\)".*/\1/' out | tr '\n' ' ')" = 'early late never ' ] || complain "articles $query: not by day of publication"
done
run 0 search --corpus late --json Bishkek kind:meeting
[ "$(sed 's/.*"title":"\([^"]*\)".*/\1/' out | head -n 1)" = 'Looking back again' ] || complain 'search: not by day of publication'

# an article is shown by the id that it came with as by its digest
run 0 show --corpus c two
says out '^title +Experts end talks'
says out '^id +two$'
run 1 show --corpus c tw
run 0 show --corpus c --json four
says out '^\{"id":"four",'

# countries
run 0 countries --corpus c
says out '^PK +[0-9]+  Pakistan$'
run 0 countries --corpus c --json country:RU
says out '^\{"code":"RU","name":"Russia","events":1\}$'
run 0 countries --corpus c --csv
says out '^code,name,events'
run 1 countries --corpus c kind:disaster

# search: the pattern as it is typed, slashes included
run 0 search --corpus c --json 'legal experts (from|of)'
lines 2 out
says out '"hits":\[\{"begin":0,"end":18,"text":"Legal experts from"\}\]\}$'
run 0 search --corpus c --count 'legal experts'
says out '^2$'
run 0 search --corpus c 'Bishkek'
says out '^    Leaders of Russia and China met in Bishkek on 13 June 2019\.$'
run 1 search --corpus c 'BISHKEK'
run 1 search --corpus c --count 'and/or'
says out '^0$'
run 1 search --corpus c '\Qand/or\E'
run 0 search --corpus c --count 'experts' from:2018-05-25
run 2 search --corpus c 'a(b'
says err '^  /a\(b/'
says err '^ +\^$'

# timeline
run 0 timeline --corpus c
says out '^2018-05 +[0-9]+ ▇+ +[^ ]'
says out '^ +12 empty$'
run 0 timeline --corpus c --rank --json
says out '^\{"date":"2018-05-23","score":[0-9]+,"events":2,"headline":".*"\}$'
head -n 1 out >first
says first '2018-05-23'
run 0 timeline --corpus c --by year --json
lines 2 out

# whose date is less than half sure, and the others
printf '{"text":"%s","date":"2018-05-25"}\n' 'Officials from eight states signed a treaty in Astana on 9 June 2017. China hosted the meeting.' 'The ministers signed a treaty.' >sure.jsonl
run 0 ingest --corpus sure sure.jsonl
run 0 events --corpus sure --json
sure=$(grep -cE '"confidence":([5-9][0-9]|100),' out)
run 0 events --corpus sure --json is:doubtful
says out '"confidence":[1-4]?[0-9],'
grep -vE '"confidence":[1-4]?[0-9],' out >not && complain 'is:doubtful finds what is sure'
run 0 events --corpus sure --json -is:doubtful
lines "$sure" out

# an event that is longer than the time that is asked for counts in that time alone
printf '{"text":"From 2001 to 2009 the two armies held exercises in Minsk.","date":"2010-01-05"}\n' >long.jsonl
run 0 ingest --corpus long long.jsonl
run 0 timeline --corpus long --by year from:2008
lines 2 out
says out '^2008 +1 '
says out '^2009 +1 '
run 0 timeline --corpus long --by year on:2003
lines 1 out

# show: an event with its evidence, an article by the beginning of its name
id=$(sed -n 's/^{"id":"\([^"]*\)".*"source":"desk B".*/\1/p' all | head -n 1)
run 0 show --corpus c "$id"
says out "^event +$id$"
says out '^when +2018-05-23 · day · stated$'
says out '^ +“23 May 2018” \(.*\)$'
says out '^countries +PK Pakistan, host  “.*” \(.*\)$'
says out '^published +2018-05-25 \(given\)$'
run 0 show --corpus c --json "$id"
lines 1 out
article=${id#dl:}
article=${article%%#*}
run 0 show --corpus c "$(printf '%.8s' "$article")"
says out '^title +Experts end talks$'
says out '^The talks|^Legal experts of India and Pakistan met'
run 0 show --corpus c --json "dl:$article"
says out '"url":"http://example.org/2","file":"a.jsonl:2","language":.*"text":"Legal experts of'

# links: of an event, of all, and the stories
run 0 links --corpus c "$id"
says out '^(same|announced) '
run 0 links --corpus c --json
says out '^\{"from":"dl:.*","to":"dl:.*","kind":"(same|outcome)","score":[0-9]+,"reason":".+"\}$'
run 0 links --corpus c --articles --json
lines 4 out
says out '^\{"id":"four","story":"[0-9a-f]{20}"\}$'
run 0 links --corpus c --articles
lines 4 out
says out '^[0-9a-f]{20}  four  +No date at all$'
[ "$(cut -d ' ' -f 1 out | sort | uniq -d | wc -l)" = 1 ] || complain 'links --articles: the two reports of one meeting are not one story'
run 1 links --corpus c "dl:$article#b0-1"

# verify: a citation that stands, one that was changed, events as they were printed
printf 'As the desk wrote: “Legal experts of India … met in Islamabad” (desk B) %s\n' "$id" >cited
run 0 verify --corpus c cited
says out '^1 citation stands, 0 do not; of 1 title, source and date are not told as dateline tells them, and were not compared$'
sed 's/Islamabad/Lahore/' cited >changed
run 3 verify --corpus c changed
says err "^dateline: changed:1: $id: the passage does not hold the quote; "
run 0 verify --corpus c all
run 1 verify --corpus c a.jsonl
# marks of other countries; a name alone, and a quote of nothing, prove nothing
while IFS='|' read -r status quote sum; do
	printf '%s %s\n' "$quote" "$id" >one
	run "$status" verify --corpus c one
	says out "^$sum"
done <<'ROWS'
0|«Legal experts of India»|1 citation stands, 0 do not$
3|«Legal experts of Nepal»|0 citations stand, 1 does not$
0|„Legal experts of India“|1 citation stands
3|“Legal experts” of „Nepal“|0 citations stand, 1 does not$
1|“”|0 citations stand, 0 do not; 1 name has no quote
1|“ … ”|0 citations stand, 0 do not; 1 name has no quote
1|Nepal attacked India|0 citations stand, 0 do not; 1 name has no quote
ROWS
printf '“Legal experts of India” dl:%s\n' "$article" >one
run 0 verify --corpus c one
printf '“Legal experts of Nepal” dl:%s\n' "$article" >one
run 3 verify --corpus c one
run 3 verify cited
says err 'the article is not in this corpus; '

# check
run 0 check --corpus c
says out '^4 articles, [0-9]+ events, [0-9]+ links?: no damage$'

echo '{"text":"A bridge."}' >one.jsonl
run 0 ingest --corpus one.dateline one.jsonl
run 0 check --corpus one.dateline
says out '^1 article, 0 events, 0 links: no damage$'
run 1 search --corpus one.dateline '(?R)'
says err '^dateline: 1 article: undecided, the pattern reached its limit in it; '
if [ -w /dev/full ]; then
	for option in '' --rebuild; do
		# shellcheck disable=SC2086
		clean "$dateline" check --corpus one.dateline $option >/dev/full 2>err
		[ $? = 3 ] || complain "check $option: a full disk was not noticed"
	done
fi

# without a corpus, the sample answers
run 0 articles
says out 'Qingdao'
run 0 check

# the sample cannot be read: told, with its name
(exec env -i PATH=/usr/bin:/bin DATELINE_DATA=nowhere "$dateline" events) >out 2>err
[ $? = 3 ] || complain 'a missing sample is no data error'
says err '^dateline: nowhere/sample.dateline: .*; '

# a day is a day: no time zone moves it
run 0 events --corpus c on:2018-05-23
cp out here
for zone in Asia/Tokyo America/Los_Angeles Pacific/Kiritimati; do
	clean env TZ=$zone "$dateline" events --corpus c on:2018-05-23 >out
	same out here
done

finish
