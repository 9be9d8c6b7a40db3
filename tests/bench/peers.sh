#!/bin/sh
# dateline beside its peers on the same articles: starting, searching, adding, and how all that grows.
#
#     make bench                                 made-up articles, drawn from the sample corpus
#     make bench BENCH_TEXT=news.jsonl.gz        drawn from those of a file or folder
#     make bench BENCH_ARTICLES='10000 100000 1000000' BENCH_RUNS=5
#     make bench BENCH_DIR=/big/disk             where the corpora are made, and removed
#     make bench BENCH_KEEP=1                    they stay, and the next run takes them as they are
#
# Peers that are installed take part: rg, ugrep, csearch, sqlite3 (FTS5), lnav. Commands are timed as whole
# processes with a warm page cache, in pairs, dateline and peer in turn; each figure is the median of the
# runs, each ratio the median of the pairs' ratios (dateline / peer: below 1 dateline is faster). The table goes to
# bench.txt too, the figures of growth to growth.tsv, and their plot to growth.svg, in the build folder.
#
# What the comparisons leave out:
#   rg, ugrep   search one file of an article a line: no dates, no countries, no index to keep; rg's threads serve
#               many files, so one file is read by one of them
#   csearch     has files of one article each and prints their names (-l) where dateline counts; an index by
#               trigrams, made by cindex, which must be made anew from all files
#   FTS5        words and phrases only, no regular expressions; holds no text here (content='')
#   lnav        reads and filters lines, no index
# Cold: both files are dropped from the page cache before each run (measure -c). Typing: every prefix of the patterns, from
# the key to the first 50 hits, in one process that has the rows in memory, and then what the keys before left there (typing).
# dateline also extracts and links while it makes its index, which no peer does.
# dateline's count is of articles whose title or text answers, as the lines of the peers hold both; a pattern that runs
# over a line's end may differ.
set -eu
build=$(pwd)
text=${BENCH_TEXT:-$srcdir/data/sample}
few=200000                        # articles: above, three runs instead of five, and no peer that would take minutes
file_limit=${BENCH_FILES:-200000} # more articles than that are no files of their own for csearch
place=${BENCH_DIR:-${TMPDIR:-/tmp}}/dateline-bench
measure=$build/tests/bench/measure
dateline=$build/dateline
DATELINE_DATA=$build/data
export DATELINE_DATA
[ -n "${BENCH_KEEP:-}" ] || trap 'rm -rf "$place"' EXIT
mkdir -p "$place"
: >growth.tsv

has() { command -v "$1" >/dev/null; }
note() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>growth.tsv; } # PANEL SERIES ARTICLES VALUE
say() { printf '%s\n' "$*"; }
# The nth word of the mth line of a measurement.
of() { printf '%s\n' "$3" | awk -v l="$1" -v w="$2" 'NR == l { print $w }'; }
ms() { awk -v s="$1" 'BEGIN { printf s < 0.01 ? "%.1f" : "%.0f", s * 1000 }'; }

# NAME ARTICLES COMMAND...: one run, its articles a second and memory.
build_row() {
	name=$1 n=$2
	shift 2
	m=$("$measure" "$@") || say "  $name: exit status $?"
	awk -v name="$name" -v n="$n" -v s="$(of 1 1 "$m")" -v c="$(of 1 2 "$m")" -v p="$(of 1 3 "$m")" 'BEGIN {
		printf "  %-34s %9.2f s %9.2f s CPU %9.0f articles/s %6d MB\n", name, s, c, n / s, p }'
	seconds=$(of 1 1 "$m")
}

make_corpora() { # ARTICLES
	n=$1 at=$place/$1
	say "$n articles"
	mkdir -p "$at"
	if [ ! -s "$at/a.jsonl" ]; then
		"$build/tests/bench/generate" "$n" 7 "$text" >"$at/a.jsonl"
		"$build/tests/bench/generate" 100 8 "$text" >"$at/more.jsonl"
	fi
	files=
	[ "$n" -le "$file_limit" ] && has csearch && files=$at/files
	if [ ! -s "$at/a.txt" ]; then
		[ -z "$files" ] || mkdir -p "$files"
		"$build/tests/bench/lines" ${files:+-d "$files"} "$at/a.jsonl" >"$at/a.txt"
	fi
	bytes=$(wc -c <"$at/a.txt")
	if [ ! -s "$at/c.dateline" ]; then
		build_row 'dateline ingest' "$n" "$dateline" ingest --corpus "$at/c.dateline" "$at/a.jsonl"
		note 'making the index, articles/s' dateline "$n" "$(awk -v n="$n" -v s="$seconds" 'BEGIN { print n / s }')"
		[ -n "${BENCH_KEEP:-}" ] || : >"$at/a.jsonl" # its room is needed
	fi
	if [ -n "$files" ] && [ ! -s "$at/csearch" ]; then
		build_row 'cindex' "$n" env CSEARCHINDEX="$at/csearch" cindex "$files"
		note 'making the index, articles/s' cindex "$n" "$(awk -v n="$n" -v s="$seconds" 'BEGIN { print n / s }')"
	fi
	if has sqlite3 && [ ! -s "$at/fts.db" ]; then
		printf '%s\n' "CREATE VIRTUAL TABLE t USING fts5(title, text, content='', tokenize='unicode61');" \
			'CREATE TABLE a (id, title, text);' '.mode ascii' '.separator "\t" "\n"' ".import '$at/a.txt' a" \
			'INSERT INTO t (rowid, title, text) SELECT id, title, text FROM a;' 'DROP TABLE a;' 'VACUUM;' >"$at/fts.sql"
		build_row 'sqlite3 FTS5, with .import' "$n" sqlite3 "$at/fts.db" ".read '$at/fts.sql'"
		note 'making the index, articles/s' FTS5 "$n" "$(awk -v n="$n" -v s="$seconds" 'BEGIN { print n / s }')"
	fi
	awk -v b="$bytes" -v c="$(wc -c <"$at/c.dateline")" 'BEGIN {
		printf "  text %.1f MB; corpus file %.1f MB, %.2f of it\n", b / 1e6, c / 1e6, c / b }'
	index=$(sqlite3 "$at/c.dateline" 'SELECT coalesce(sum(size), 0) FROM word_segment' 2>/dev/null || true)
	[ -z "$index" ] || awk -v b="$bytes" -v i="$index" -v f="$(wc -c <"$at/fts.db")" 'BEGIN {
		printf "  word index %.1f MB, %.3f of the text; FTS5 %.1f MB, %.3f\n", i / 1e6, i / b, f / 1e6, f / b }'
}

start_rows() { # ARTICLES
	at=$place/$1
	printf ':snap\n' >"$at/first.keys"
	m=$("$measure" -n "$runs" "$dateline" --script "$at/first.keys" --size 200x60 "$at/c.dateline")
	cold=$("$measure" -n "$runs" -c "$at/c.dateline" "$dateline" --script "$at/first.keys" --size 200x60 "$at/c.dateline")
	say "  start to the first full screen: $(ms "$(of 1 1 "$m")") ms warm, $(ms "$(of 1 1 "$cold")") ms with the file out of cache, $(of 1 3 "$m") MB"
	note 'start, ms' dateline "$1" "$(ms "$(of 1 1 "$m")")"
	note 'start, ms' 'dateline, from disk' "$1" "$(ms "$(of 1 1 "$cold")")"
	if has lnav && [ "$1" -le 20000 ]; then
		m=$("$measure" -n "$runs" lnav -n "$at/a.txt")
		say "  lnav -n on the lines: $(ms "$(of 1 1 "$m")") ms (and prints them all)"
	fi
	cp "$at/c.dateline" "$at/grown.dateline"
	before=$("$dateline" search --count --corpus "$at/grown.dateline" '.' || true)
	m=$("$measure" "$dateline" ingest --corpus "$at/grown.dateline" "$at/more.jsonl")
	after=$("$dateline" search --count --corpus "$at/grown.dateline" '.' || true)
	say "  adding 100: $(ms "$(of 1 1 "$m")") ms; a search finds $before, then $after"
	note 'adding 100 articles, ms' dateline "$1" "$(ms "$(of 1 1 "$m")")"
	rm -f "$at/grown.dateline" "$at/grown.dateline-wal" "$at/grown.dateline-shm"
}

# PEER COMMAND...: beside dateline's search for $pattern; adds to the line.
beside() {
	peer=$1
	shift
	m=$("$measure" -n "$runs" "$dateline" search --count --corpus "$at/c.dateline" "$pattern" -- "$@") || true
	ours=$(of 1 1 "$m")
	failed=
	case $(of 2 4 "$m") in 0 | 1) ;; *) failed=' (fails)' ;; esac
	line="$line  $peer $(ms "$(of 2 1 "$m")")$failed x$(of 3 1 "$m")"
	[ -z "$panel" ] || note "$panel" "$peer" "$articles" "$(ms "$(of 2 1 "$m")")"
}

# PATTERN FTS5-QUERY RG-FLAGS PANEL
search_row() {
	pattern=$1 words=$2 flags=$3 panel=$4 line=
	case $pattern in *[A-Z]*) fold= ;; *) fold='(?i)' ;; esac
	# shellcheck disable=SC2086  # flags are words
	has rg && beside rg rg -S $flags -c -e "$pattern" "$at/a.txt"
	has ugrep && [ -z "$flags" ] && [ "$articles" -le "$few" ] && beside ugrep ugrep -j -c -e "$pattern" "$at/a.txt"
	[ -n "$files" ] && [ -z "$flags" ] && beside csearch env CSEARCHINDEX="$at/csearch" csearch -l "$fold$pattern"
	has sqlite3 && [ -n "$words" ] && beside FTS5 sqlite3 "$at/fts.db" "SELECT count(*) FROM t WHERE t MATCH '$words'"
	has lnav && [ "$articles" -le 20000 ] && [ -z "$flags" ] && beside lnav lnav -n -c ":filter-in $pattern" "$at/a.txt"
	if [ -z "$line" ]; then
		m=$("$measure" -n "$runs" "$dateline" search --count --corpus "$at/c.dateline" "$pattern") || true
		ours=$(of 1 1 "$m")
	fi
	[ -z "$panel" ] || note "$panel" dateline "$articles" "$(ms "$ours")"
	hits=$("$dateline" search --count --corpus "$at/c.dateline" "$pattern" 2>/dev/null || true)
	printf '  %-42s %9s  %7s %s\n' "$pattern" "$hits" "$(ms "$ours")" "$line"
}

# PATTERN: both from the disk.
cold_row() {
	has rg || return 0
	m=$("$measure" -n 3 -c "$at/c.dateline" -c "$at/a.txt" "$dateline" search --count --corpus "$at/c.dateline" "$1" -- \
		rg -S -c -e "$1" "$at/a.txt") || true
	printf '  %-42s            %7s   rg %s x%s\n' "$1, cold" "$(ms "$(of 1 1 "$m")")" "$(ms "$(of 2 1 "$m")")" "$(of 3 1 "$m")"
}

typing_row() {
	say '  typing, from a key to the first 50 hits: median, 95 %, worst; of the clock, of CPU; the slowest prefixes'
	"$build/tests/bench/typing" "$at/c.dateline" Xanthorrhoea government 'prime minister said' '(?i)Prime minister said' \
		'India|Pakistan|Kazakhstan' 'QUORN[- ]RATS' 'sign(ed|s)? (a|the) (treaty|pact|accord)' \
		'[A-Z][a-z]+ (met|meets) [A-Z][a-z]+' 'Zzyzxq[uv]orn' '(a+)+$' '(\w+) \1' '\d{3} killed' | sed 's/^/  /'
}

search_rows() { # ARTICLES
	articles=$1 at=$place/$1
	say '  pattern                                         hits       ms   peer ms xratio'
	search_row 'Xanthorrhoea' 'Xanthorrhoea' '' 'a rare word, ms'
	search_row 'government' 'government' '' 'a common word, ms'
	search_row 'prime minister said' '"prime minister said"' '' ''
	search_row 'India|Pakistan|Kazakhstan' 'India OR Pakistan OR Kazakhstan' '' ''
	search_row 'QUORN[- ]RATS' '"QUORN RATS"' '' ''
	search_row 'sign(ed|s)? (a|the) (treaty|pact|accord)' '' '' 'a phrase with alternatives, ms'
	search_row '[A-Z][a-z]+ (met|meets) [A-Z][a-z]+' '' '' ''
	search_row 'Zzyzxq[uv]orn' '' '' ''
	search_row '(a+)+$' '' '' 'a pattern without a plan, ms'
	search_row '(\w+) \1' '' -P ''
	search_row '(?<!\w)(?=[a-z]*ing\b)s\w+' '' -P ''
	cold_row 'Xanthorrhoea'
	cold_row 'government'
	cold_row 'sign(ed|s)? (a|the) (treaty|pact|accord)'
	typing_row
}

{
	for n in ${BENCH_ARTICLES:-1000 10000}; do
		runs=${BENCH_RUNS:-$([ "$n" -le "$few" ] && echo 5 || echo 3)}
		make_corpora "$n"
		start_rows "$n"
		search_rows "$n"
		[ -n "${BENCH_KEEP:-}" ] || rm -rf "${place:?}/$n"
	done
} | tee bench.txt
awk -f "$srcdir/tests/bench/plot.awk" growth.tsv >growth.svg
say 'table: bench.txt; growth: growth.tsv, growth.svg'
