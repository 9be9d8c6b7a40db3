#!/bin/sh
# What is taken away: each format, what is left out of it and where that is told, what hostile words become in it, and
# that every quote in it can be proved. Where chromium is installed it opens the page.
. "$srcdir/tests/cli/lib.sh"

cat >a.jsonl <<'LINES'
{"id":"one","date":"2018-05-22","title":"Experts to meet","source":"desk A","url":"https://example.org/one?a=1&b=2","text":"Legal experts from India and Pakistan will meet in Islamabad from May 23 to 25."}
{"id":"two","date":"2018-05-25","title":"A \"quoted\" title","source":"desk B","url":"javascript:alert(1)","text":"Legal experts of India and Pakistan met in Islamabad on 23 May 2018. The talks were \"useful\", an official said."}
{"id":"three","date":"2019-06-14","title":"=Summit, in Bishkek; \\ end","source":"<b>desk</b>","url":"http://example.org/[x](y)<z>\"'","text":"Leaders of Russia and China met in <script>alert(1)</script> Bishkek on 13 June 2019 for [talks](javascript:x) *and* `code` [[shell:id]] {{{m}}} src_sh{id} <2019-06-01 Sat>."}
{"id":"four","date":"2017-07-02","title":"In June","source":"desk A","text":"The ministers of India and China held a meeting in Astana in June 2017."}
{"id":"five","title":"No date at all","text":"Ministers of Nepal and Bhutan met in Kathmandu."}
{"id":"six","date":"2018-05-26","title":"An old war","source":"desk A","text":"Athens and Sparta fought a battle in 431 BC."}
LINES
run 0 ingest --corpus c.dateline a.jsonl
run 0 events --corpus c.dateline --json
cp out all
undated=$(grep -c '"from":null' all)
old=$(grep -c '"from":"-' all)
dated=$(($(wc -l <all) - undated - old))
[ "$undated" -gt 0 ] || complain 'nothing is undated: the test is to be written anew'
[ "$old" -gt 0 ] || complain 'nothing is before the year 1: the test is to be written anew'
run 0 events --corpus c.dateline --csv to:0000
says out "^dl:[^,]*,'-0430-01-01,'-0430-12-31,year,"

# every quote that is written can be proved, and a changed one cannot
for format in json md html org csv ics timelinejs; do
	run 0 events --corpus c.dateline --$format
	left=0
	case $format in
	ics) left=$((undated + old)) ;; # of which below
	timelinejs) left=$undated ;;
	*) silent err ;;
	esac
	cp out "x.$format"
	run 0 verify --corpus c.dateline "x.$format"
	says out "^$(($(wc -l <all) - left)) citations stand, 0 do not\$"
	sed 's/ in / near /g' "x.$format" >changed
	run 3 verify --corpus c.dateline changed
	says err 'does not hold the quote'
done
# a true quote with a source or a date that is not the article's is wrong, too; where neither is told, it was not compared
run 0 events --corpus c.dateline --md country:RU
cp out x.md
for change in 's/desk/office/' 's/, 2019-06-14\./, 2019-06-15./' 's/” .*Summit/” A secret Summit/'; do
	sed "$change" x.md >changed
	run 3 verify --corpus c.dateline changed
	says err 'the quote stands, but the .* not the article.s; '
done
# the same where what is told stands in fields: those of the article, and those that were read in the event
while IFS='|' read -r format change what; do
	run 0 events --corpus c.dateline --$format country:IN
	sed "$change" out >changed
	cmp -s out changed && complain "$change changes nothing in $format"
	run 3 verify --corpus c.dateline changed
	says err "the quote stands, but not what is told beside it: $what; "
done <<'ROWS'
json|s/"title":"Experts to meet"/"title":"Experts part"/|title
json|s/"source":"desk A"/"source":"desk C"/|source
json|s/"source":"desk A"/"source":null/|source
json|s/"published":"2018-05-22"/"published":"2018-05-21"/|published
json|s/"published_from":"2018-05-22"/"published_from":"2018-05-21"/|published
json|s/"from":"2018-05-23","to"/"from":"2018-05-22","to"/|from
json|s/"to":"2018-05-25"/"to":"2018-05-26"/|to
json|s/{"code":"IN","role":"participant"}/{"code":"NP","role":"participant"}/|countries
json|s/"role":"host"/"role":"participant"/|countries
csv|s/,Experts to meet,/,Experts part,/|title
csv|s/,desk A,/,desk C,/|source
csv|s/,2018-05-22,/,2018-05-21,/|published
csv|s/,2017-06-01,/,2017-06-02,/|from
csv|s/,2017-06-30,/,2017-06-29,/|to
csv|s/,PK IN,/,PK,/|countries
md|s/^### 2018-05-23…25 /### 2018-05-24…25 /|date
md|s/^### 2017-06 /### 2017-06-01 /|date
md|s/(host), India; Is/(host), Nepal; Is/|countries
md|s/(host), India; Islamabad/(host), India; Lahore/|countries
md|s/ · Pakistan.*//|countries
md|s/^\(### 2017\)-06 \(.*\)$/\1 \2/; s/Kazakhstan (host)/Kazakhstan/|date, countries
html|s/>2018-05-23</>2018-05-22</|date
html|s/<span>2018-05-23/<span>2018-05-22/|date
html|s/Pakistan (host), India/Pakistan, India/|countries
org|s/^:DATE: 2017-06/:DATE: 2017-07/|date
org|s/<2018-05-25 Fri>/<2018-05-26 Sat>/|to
org|s/^\(\*\* <2018-05-2\)3/\12/|from
org|s/^:COUNTRIES: .*; Astana/:COUNTRIES: India; Astana/|countries
org|/^:COUNTRIES:/d|countries
ics|s/^\(DTSTART;VALUE=DATE:201805\)23/\122/|from
ics|s/^\(DTEND;VALUE=DATE:201805\)26/\127/|to
ics|s/^\(CATEGORIES:meeting,Pakistan\),India/\1/|countries
timelinejs|s/"display_date":"2017-06"/"display_date":"2017"/|date
ROWS
# a heading of one's own above a quote tells no date of the event
sed 's/^### .*/### 2003 · What we know/; s/^meeting.*/Some say that they met./' x.md >changed
run 0 verify --corpus c.dateline changed
says out ' 0 do not$'
sed 's/” .*`dl/” as was read in `dl/' x.md >changed
run 0 verify --corpus c.dateline changed
says out ' 0 do not; of [0-9]+ title, source and date are not told'
run 0 articles --corpus c.dateline --md
cp out x.md
run 0 verify --corpus c.dateline x.md
says out '^6 citations stand, 0 do not$'
run 0 articles --corpus c.dateline --html # which has quotes in its markup alone
cp out x.html
run 0 verify --corpus c.dateline x.html
says out '^6 citations stand, 0 do not$'
printf '<p class="a">"Legal experts from Nepal" <code class="b">%s</code>\n' "$(sed -n 's/^{"id":"\(dl:[^"]*\)".*Experts to meet.*/\1/p' all | head -n 1)" >page.html
run 3 verify --corpus c.dateline page.html
# also where an editor has broken the lines, and where somebody has added a backslash too few
clean "$dateline" events --corpus c.dateline --md country:IN | fold -s -w 60 >folded
run 0 verify --corpus c.dateline folded
says out ' 0 do not$'

# Markdown
run 0 events --corpus c.dateline --md
says out '^# Chronology of c$'
says out '^## 431 BC$'
says out '^## Undated$'
says out '^### 2018-05-23…25 · '
says out '^### 2017-06 · '
says out '^meeting.*named to the month'
says out '^> “Legal experts from India and Pakistan will meet in Islamabad from May 23 to 25.” Experts to meet, desk A, 2018-05-22. <https://example.org/one\?a=1&b=2> `dl:[0-9a-f]{20}#b[0-9]+-[0-9]+`$'
says out '\\<script\\>'
says out '\\\[talks\\\]\(javascript:x\) \\\*and'
says out '<http://example.org/\[x\]\(y\)%3Cz%3E%22'
says_not out '<javascript|<b>'

# Org
run 0 events --corpus c.dateline --org
says out '^\*\* <2018-05-23 Wed>--<2018-05-25 Fri> '
says out '^:DATE: 2017-06$'
says_not out '\[\[shell|\{\{\{|src_sh\{|[^*] <2019-06-01'
says out '\[\[https://example.org/one\?a=1&b=2\]\]'

# HTML
run 0 events --corpus c.dateline --html
says out '^<meta http-equiv="Content-Security-Policy" content="default-src '
says out '<svg .*role="img" aria-label="Bar chart of events by '
says out '<h2 id="y-430">431 BC</h2>'
says out 'href="https://example.org/one\?a=1&amp;b=2"'
says out '&lt;script&gt;'
says_not out '<script|href="javascript|<b>|<z>|<link|src='
cp out x.html

# CSV and JSON Lines
run 0 events --corpus c.dateline --csv
says out ",\"'=Summit, in Bishkek; "
lines $(($(wc -l <all) + 1)) out

# iCalendar: CR LF, lines of 75 bytes, text escaped, the day after the last; what it cannot hold is told
run 0 events --corpus c.dateline --ics
says err "^dateline: ics: left out: $undated undated, $old outside the years"
[ "$(grep -c '^BEGIN:VEVENT' out)" = "$dated" ] || complain "ics has $(grep -c '^BEGIN:VEVENT' out) events, not $dated"
[ "$(grep -c "$(printf '\r')\$" out)" = "$(wc -l <out)" ] || complain 'ics: a line does not end in CR LF'
LC_ALL=C awk '{ sub(/\r$/, ""); if (length($0) > 75) exit 1 }' out || complain 'ics: a line is longer than 75 bytes'
tr -d '\r' <out >lines
sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' lines >unfolded
says unfolded '^X-WR-CALDESC:.*Left out: '
says unfolded '^UID:dl:[0-9a-f]{20}#b[0-9]+-[0-9]+$'
says unfolded '^DTSTART;VALUE=DATE:20180523$'
says unfolded '^DTEND;VALUE=DATE:20180526$'
says unfolded '^DTSTAMP:[0-9]{8}T[0-9]{6}Z$'
says unfolded '^DESCRIPTION:.*=Summit\\, in Bishkek\\; \\\\ end'
says unfolded '^DESCRIPTION:.*\\nDate: 2017-06 \(named to the month'
says unfolded '^STATUS:TENTATIVE$'
says unfolded '^URL:https://example.org/one\?a=1&b=2$'
says_not unfolded 'URL:javascript'
iconv -f UTF-8 -t UTF-8 lines >/dev/null 2>&1 || complain 'ics: folded within a character'
(SOURCE_DATE_EPOCH=86400 && export SOURCE_DATE_EPOCH && env -i SOURCE_DATE_EPOCH=86400 LC_ALL=C.UTF-8 HOME="$place" "$dateline" events --corpus c.dateline --ics) >stamped 2>/dev/null
says stamped '^DTSTAMP:19700102T000000Z'

# TimelineJS: HTML in JSON; years before 1 are negative, and no field is more than was said
run 0 events --corpus c.dateline --timelinejs
says err "^dateline: timelinejs: left out: $undated undated\$"
says out '^\{"title":\{"text":\{"headline":"Chronology of c","text":"<p>.*Left out: '
says out '^\{"start_date":\{"year":-431\},"display_date"'
says out '^\{"start_date":\{"year":2018,"month":5,"day":23\},"end_date":\{"year":2018,"month":5,"day":25\},"display_date":"2018-05-23…25"'
says out '^\{"start_date":\{"year":2017,"month":6\},"display_date":"2017-06"'
says out '&lt;script&gt;'
says_not out '<script|href=\\"javascript'
# its documented shape, whole: https://timeline.knightlab.com/docs/json-format.html
if command -v python3 >/dev/null; then
	python3 - out <<'PYTHON' || complain 'timelinejs: not of the documented shape'
import json, sys
def dated(d):
    ok = set(d) <= {"year", "month", "day"} and isinstance(d["year"], int) and ("month" in d or "day" not in d)
    return ok and 1 <= d.get("month", 1) <= 12 and 1 <= d.get("day", 1) <= 31
def texted(t):
    return set(t) <= {"headline", "text"} and all(isinstance(v, str) for v in t.values())
def slide(e):
    ends = "end_date" not in e or (dated(e["end_date"]) and tuple(e["end_date"].values()) >= tuple(e["start_date"].values()))
    return (set(e) <= {"start_date", "end_date", "display_date", "text", "unique_id", "group"} and dated(e["start_date"]) and ends
            and isinstance(e.get("display_date", ""), str) and texted(e["text"]) and e["unique_id"].startswith("dl:"))
t = json.load(open(sys.argv[1]))
bad = [e for e in t["events"] if not slide(e)]
print(bad)
ids = [e["unique_id"] for e in t["events"]]
sys.exit(bool(bad) or not set(t) <= {"title", "events", "eras", "scale"} or not texted(t["title"]["text"]) or len(set(ids)) < len(ids))
PYTHON
fi

# tables
run 0 countries --corpus c.dateline --md
says out '^\| IN \| India \| [0-9]+ \|$'
run 0 countries --corpus c.dateline --html
says out '<th scope="row">IN</th><td>India</td>'
run 0 timeline --corpus c.dateline --csv --by day
says err "^dateline: csv: left out: $undated undated events?, [0-9]+ events? vaguer than a period"
run 0 timeline --corpus c.dateline --csv
says out '^period,events,headline'
says out '^2018-05,[0-9]+,'
run 0 timeline --corpus c.dateline --org
says out '^\|---\+---\+---\|$'
run 0 timeline --corpus c.dateline --ics
tr -d '\r' <out >lines
says lines '^DTSTART;VALUE=DATE:20180501$'
run 2 countries --corpus c.dateline --ics
run 2 events --corpus c.dateline --ics --md
says err '^dateline: --md, --ics: two formats at once; '

# what the user said goes along; what was rejected is told
id=$(sed -n 's/^{"id":"\(dl:[^"]*\)".*Experts to meet.*/\1/p' all | head -n 1)
other=$(sed -n 's/^{"id":"\(dl:[^"]*\)".*In June.*/\1/p' all | head -n 1)
name() { printf '"article":"%s","begin":%s,"end":%s' "$(echo "$1" | sed 's/dl:\(.*\)#.*/\1/')" "$(echo "$1" | sed 's/.*#b\(.*\)-.*/\1/')" "$(echo "$1" | sed 's/.*-//')"; }
run 1 notes export
{
	echo "{$(name "$id"),\"field\":\"star\",\"value\":\"1\",\"time\":\"2026-05-01T10:00:00Z\",\"change\":1}"
	echo "{$(name "$id"),\"field\":\"note\",\"value\":\"ask <them> again\",\"time\":\"2026-05-01T10:00:00Z\",\"change\":1}"
	echo "{$(name "$other"),\"field\":\"reject\",\"value\":\"1\",\"time\":\"2026-05-01T10:00:00Z\",\"change\":1}"
} >notes
run 0 notes import notes
run 0 events --corpus c.dateline --md is:starred
says out 'Note: ask \\<them\\> again'
says out '1 event, .* Left out: 1 rejected by the user'
says err '^dateline: md: left out: 1 rejected by the user'
run 0 events --corpus c.dateline --html is:starred
says out '<p class="note">★ starred. Note: ask &lt;them&gt; again</p>'

# what was corrected says so, and what it was read as; what was merged keeps its source
first=$(sed -n 's/^{"id":"\(dl:[^"]*\)".*"source":"desk A".*Experts to meet.*/\1/p; s/^{"id":"\(dl:[^"]*\)".*Experts to meet.*/\1/p' all | head -n 1)
second=$(sed -n 's/^{"id":"\(dl:[^"]*\)".*Legal experts of India and Pakistan met.*/\1/p' all | head -n 1)
{
	echo "{$(name "$first"),\"field\":\"date\",\"value\":\"2018-05-24\",\"time\":\"2026-05-02T10:00:00Z\",\"change\":2}"
	echo "{$(name "$first"),\"field\":\"countries\",\"value\":\"NP:host\",\"time\":\"2026-05-02T10:00:01Z\",\"change\":3}"
	echo "{$(name "$first"),\"field\":\"kind\",\"value\":\"visit\",\"time\":\"2026-05-02T10:00:02Z\",\"change\":4}"
	echo "{$(name "$second"),\"field\":\"merge\",\"value\":\"$first\",\"time\":\"2026-05-02T10:00:03Z\",\"change\":5}"
} >notes
run 0 notes import notes
for format in md html org csv ics timelinejs json; do
	run 0 events --corpus c.dateline --$format is:corrected
	tr -d '\r' <out | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' >unfolded
	case $format in
	json) says unfolded '"precision":"day","basis":"corrected",.*"starred":true,"note":"ask <them> again","read_as":\{"from":"2018-05-23","to":"2018-05-25","precision":"day","basis":"stated","countries":\[.*"kind":"meeting"\},"told_again":\["dl:' ;;
	*) says unfolded 'date \(read as 2018-05-23…25\)\\?, countries \(read as .*Pakistan.*\)\\?, kind \(read as meeting\)' ;;
	esac
	says unfolded "$second"
	cp out "y.$format"
	run 0 verify --corpus c.dateline "y.$format"
	sed -e 's/read as 2018-05-23/read as 2018-05-22/' -e 's/\("read_as":{"from":"2018-05-2\)3/\12/' "y.$format" >changed
	run 3 verify --corpus c.dateline changed
	says err 'not what is told beside it: (from|date)'
done
run 0 events --corpus c.dateline --csv is:corrected
says out ",2018-05-24,2018-05-24,day,corrected,"
says out ',text,starred,tags,note,corrected,told_again'
run 0 show --corpus c.dateline "$first"
says out '^corrected +by the user: date \(read as 2018-05-23'
says out "^told again +$second\$"
run 0 show --corpus c.dateline --json "$first"
says out '"read_as":\{"from":"2018-05-23",.*"told_again":\["dl:'
run 0 show --corpus c.dateline "$second"
says out "^merged +into $first\$"

# the page in a real browser: it draws, no script ran, and nothing was fetched
browser=$(command -v chromium || command -v chromium-browser) || browser=
if [ -n "$browser" ]; then
	for width in 400 1200; do
		timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run --hide-scrollbars \
			--user-data-dir="$place/profile" --window-size=$width,900 --screenshot="$place/page$width.png" \
			"file://$place/x.html" >/dev/null 2>&1
		[ -s "page$width.png" ] || complain "the browser drew no picture $width wide"
	done
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run \
		--user-data-dir="$place/profile" --dump-dom "file://$place/x.html" >dom 2>/dev/null
	says dom '<main>'
	[ "$(grep -c '<article id="dl-' dom)" = "$(wc -l <all)" ] || complain "the browser sees $(grep -c '<article id=' dom) events"
	says_not dom '<script'
fi

finish
