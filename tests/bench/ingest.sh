#!/bin/sh
# How fast articles are read, extracted, linked and stored, in how much memory, and how that grows.
#
#     make bench-ingest                            articles made from the sample corpus; `make bench` asks the peers, too
#     make bench-ingest BENCH_TEXT=news.jsonl.gz   made from those of a file or folder
#     make bench-ingest BENCH_ARTICLES=1000000     10,000, 100,000 and 1,000,000: about 15 minutes, and 8 GB of disk
#     make bench-ingest BENCH_DIR=/big/disk        where the corpora are made, and removed
#
# CPU time is that of all threads; one core is by taskset. Each row is one run: the machine should have nothing
# else to do. The text repeats paragraphs, so the figures say how the program scales more than what an
# article costs; BENCH_FILE names articles to be read as they are. file/text: the corpus file with all that is in it,
# as a share of the articles' texts; asked of sqlite3, where that is installed.
set -eu
build=$(pwd)
text=${BENCH_TEXT:-$srcdir/data/sample}
place=$(mktemp -d "${BENCH_DIR:-${TMPDIR:-/tmp}}/dateline-bench-XXXXXX")
trap 'rm -rf "$place"' EXIT
export XDG_DATA_HOME="$place"

dateline=$build/dateline

share() { # CORPUS: its size as a share of its texts
	bytes=$(sqlite3 "$1" 'SELECT text_bytes FROM total' 2>/dev/null || true)
	awk -v c="$(wc -c <"$1")" -v t="${bytes:-0}" 'BEGIN { if (t) printf "%.3f", c / t; else printf "-" }'
}

row() { # NAME FILE ARTICLES SHARE COMMAND...
	name=$1 file=$2 articles=$3 of=$4
	shift 4
	# shellcheck disable=SC2046
	set -- $("$build/tests/bench/measure" "$@" 2>/dev/null)
	[ -z "$of" ] || of=$(share "$of")
	awk -v name="$name" -v n="$articles" -v b="$(wc -c <"$file")" -v wall="$1" -v cpu="$2" -v peak="$3" -v of="$of" 'BEGIN {
		printf "%-22s %9d %8.1f %8.2f %8.2f %10.0f %8.1f %10.3f %8d %9s\n", name, n, b / 1e6, wall, cpu, n / wall, b / wall / 1e6, cpu * 1000 / n, peak, of
	}'
}

head_line() {
	printf '%-22s %9s %8s %8s %8s %10s %8s %10s %8s %9s\n' '' articles MB seconds CPU articles/s MB/s CPU-ms/art peak-MB file/text
}

corpus() { # FILE CORES COMMAND...: ingests it, by that command, into a new corpus
	from=$1 cores=$2
	shift 2
	rm -f "$place/c"*
	row "ingest, $cores" "$from" "$(wc -l <"$from")" "$place/c" "$@" "$dateline" ingest --format jsonl --corpus "$place/c" "$from"
}

# How it grows: each corpus from nothing, then a hundred articles more.
growth() { # ARTICLES...
	"$build/tests/bench/generate" 100 8 "$text" >"$place/more.jsonl"
	for n; do
		"$build/tests/bench/generate" "$n" 7 "$text" >"$place/a.jsonl"
		corpus "$place/a.jsonl" 'all cores'
		row '  adding 100' "$place/more.jsonl" 100 "$place/c" "$dateline" ingest --format jsonl --corpus "$place/c" "$place/more.jsonl"
	done
}

# What its parts take, on one file.
parts() { # FILE
	n=$(wc -l <"$1")
	row 'extract, all cores' "$1" "$n" '' "$dateline" extract --format jsonl "$1"
	if command -v taskset >/dev/null; then
		row 'extract, one core' "$1" "$n" '' taskset -c 0 "$dateline" extract --format jsonl "$1"
		corpus "$1" 'one core' taskset -c 0
	else
		corpus "$1" 'all cores'
	fi
	row 'the same once more' "$1" "$n" "$place/c" "$dateline" ingest --format jsonl --corpus "$place/c" "$1"
	row 'check' "$1" "$n" '' "$dateline" check --corpus "$place/c"
	row 'check --rebuild' "$1" "$n" "$place/c" "$dateline" check --rebuild --corpus "$place/c"
	printf '  the extractor alone, one core: '
	"$build/tests/bench/stages" "$1"
}

# Each size, and before it the powers of ten from 10,000 on.
sizes() {
	for most; do
		n=10000
		while [ "$n" -lt "$most" ]; do
			echo "$n"
			n=$((n * 10))
		done
		echo "$most"
	done | sort -n -u
}

head_line
# shellcheck disable=SC2046,SC2086
growth $(sizes ${BENCH_ARTICLES:-1000 10000})
"$build/tests/bench/generate" 10000 7 "$text" >"$place/a.jsonl"
parts "$place/a.jsonl"
if [ -n "${BENCH_FILE:-}" ]; then
	echo "$BENCH_FILE, as it is:"
	case $BENCH_FILE in
	*.gz) gzip -dc "$BENCH_FILE" >"$place/f.jsonl" ;;
	*) cp "$BENCH_FILE" "$place/f.jsonl" ;;
	esac
	corpus "$place/f.jsonl" 'all cores'
	parts "$place/f.jsonl"
fi
