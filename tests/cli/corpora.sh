#!/bin/sh
# Files that are no corpus, a newer one, damaged ones: named, told what to do, never written to.
. "$srcdir/tests/cli/lib.sh"

i=0
while [ $i -lt 400 ]; do
	printf '{"id":"%d","date":"2018-05-22","title":"Drill %d","text":"India and Pakistan began drill %d in Lahore on 23 May 2018. It is the largest of the year, and ends in June."}\n' $i $i $i
	i=$((i + 1))
done >a.jsonl
run 0 ingest --corpus good a.jsonl
size=$(wc -c <good)
page=16384

told() { # STATUS NAME [WORDS]: what every command says of that file
	sum=$(cat "$2" 2>/dev/null | cksum)
	for command in events check 'show 00' 'timeline' 'search drill'; do
		# shellcheck disable=SC2086
		set -- "$1" "$2" "${3:-}" $command
		wanted=$1 name=$2 words=$3
		shift 3
		first=$1
		shift
		run "$wanted" "$first" --corpus "$name" "$@"
		says err "^dateline: $name: .*$words.*; "
		plain err
		set -- "$wanted" "$name" "$words"
	done
	[ "$sum" = "$(cat "$2" 2>/dev/null | cksum)" ] || complain "$2 was written to"
}

echo 'a text file, and no corpus at all, though long enough to have a head of a hundred bytes and then some more' >text
told 3 text
: >empty
told 3 empty
mkdir folder
told 3 folder
told 3 nothing
head -c 100 good >short
told 3 short
sqlite=$(command -v sqlite3 || true)
if [ -n "$sqlite" ]; then
	sqlite3 other 'CREATE TABLE article (id INTEGER); INSERT INTO article VALUES (1);'
	told 3 other
	cp good newer
	sqlite3 newer 'PRAGMA user_version = 999;' >/dev/null
	told 3 newer version
	# what is derived: told when it is damaged, and made again
	for sql in 'DELETE FROM word_segment' 'DELETE FROM row_segment' 'DELETE FROM row_part' 'UPDATE total SET events = 999' \
		'UPDATE word_piece SET lists = zeroblob(4)' 'UPDATE link_page SET entries = zeroblob(5)'; do
		cp good broken
		sqlite3 broken "$sql" >/dev/null
		run 3 check --corpus broken
		says err 'damages?; no article is lost: make the rest again with `dateline check --rebuild`'
		run 0 check --corpus broken --rebuild
		run 0 check --corpus broken
	done
	rm -f broken
fi

# cut off in the middle, and any page of it overwritten: check says so, nothing crashes, nothing hangs
head -c $((size / 2)) good >half
run 3 check --corpus half
says err "^dateline: half: file: cut off, $((size / 2)) of $size bytes are there"
says err '^dateline: half: file: .*[Pp]age [0-9]+' # SQLite's own lines
says err '^dateline: half: [0-9]+ damages; '
says_not err 'dateline check'
run 3 events --corpus half
says err "^dateline: half: cut off, $((size / 2)) of $size bytes are there; "
head -c 20000 good >stump
run 3 check --corpus stump
says err "^dateline: stump: .*cut off, 20000 of $size bytes are there"
says_not err 'dateline check'
at=0
while [ $at -lt $((size / page)) ]; do
	cp good shot
	head -c $page /dev/zero | tr '\0' Z | dd of=shot bs=$page seek=$at conv=notrunc iflag=fullblock 2>/dev/null
	run 3 check --corpus shot
	says err '^dateline: shot: '
	says_not err 'dateline check'
	for command in events articles countries timeline; do
		clean "$dateline" $command --corpus shot >out 2>err
		status=$?
		[ $status -le 3 ] || complain "dateline $command on a damaged corpus: exit status $status: $(tail -n 3 err)"
		plain err
	done
	at=$((at + 1))
done

# whatever a corpus is called, it is a file of that name
head -n 3 a.jsonl >few.jsonl
for name in :memory: file:x 'file:y?mode=memory' 'a b%41#?c' -dash "$(printf 'two\nlines')"; do
	run 0 ingest --corpus "$name" few.jsonl
	[ -s "./$name" ] || complain "ingest made no file $name"
	run 0 articles --corpus "$name" --json
	lines 3 out
	run 0 check --corpus "$name"
done

# a corpus on a read-only medium is read, by anybody
mkdir locked
cp good locked/c
chmod a-w locked/c locked
run 0 articles --corpus locked/c --json
lines 400 out
chmod u+w locked

# links are derived: made again they are the same
"$dateline" links --corpus good --json >before
run 0 check --rebuild --corpus good
"$dateline" links --corpus good --json >after
cmp -s before after || complain 'links made again are other links'
run 3 check --rebuild --corpus nothing
[ ! -e nothing ] || complain 'check --rebuild made a corpus'
run 3 check --rebuild --corpus text

# whoever reads sees what was committed, while another one writes
run 0 ingest --corpus good a.jsonl
run 0 check --corpus good

finish
