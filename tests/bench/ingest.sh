#!/bin/sh
# How fast articles are read, extracted, linked and stored, and in how much memory; how soon the browser answers keys.
#
#     make bench                            articles made from the sample corpus
#     make bench BENCH_TEXT=news.jsonl.gz   made from those of a file or folder
#     make bench BENCH_ARTICLES='1000 100000'
#
# One core is by taskset; CPU time is that of all threads. Each row is one run: the machine should have nothing
# else to do. The text repeats paragraphs, so the figures say how the program scales more than what an
# article costs; BENCH_FILE names articles to be read as they are.
set -eu
build=$(pwd)
text=${BENCH_TEXT:-$srcdir/data/sample}
place=$(mktemp -d "${TMPDIR:-/tmp}/dateline-bench-XXXXXX")
trap 'rm -rf "$place"' EXIT

row() { # NAME FILE ARTICLES COMMAND...
	name=$1 file=$2 articles=$3
	shift 3
	# shellcheck disable=SC2046
	set -- $("$build/tests/bench/measure" "$@" 2>/dev/null)
	bytes=$(wc -c <"$file")
	awk -v name="$name" -v n="$articles" -v b="$bytes" -v wall="$1" -v cpu="$2" -v peak="$3" 'BEGIN {
		printf "%-22s %9d %8.1f %8.2f %8.2f %10.0f %8.1f %9.2f %8d\n", name, n, b / 1e6, wall, cpu, n / wall, b / wall / 1e6, cpu * 1000 / n, peak
	}'
}

rows() { # FILE
	n=$(wc -l <"$1")
	row 'extract, all cores' "$1" "$n" "$build/dateline" extract --format jsonl "$1"
	rm -f "$place/c"*
	row 'ingest, all cores' "$1" "$n" "$build/dateline" ingest --format jsonl --corpus "$place/c" "$1"
	if command -v taskset >/dev/null; then
		row 'extract, one core' "$1" "$n" taskset -c 0 "$build/dateline" extract --format jsonl "$1"
		rm -f "$place/c"*
		row 'ingest, one core' "$1" "$n" taskset -c 0 "$build/dateline" ingest --format jsonl --corpus "$place/c" "$1"
	fi
	row 'the same once more' "$1" "$n" "$build/dateline" ingest --format jsonl --corpus "$place/c" "$1"
	printf '  the extractor alone, one core: '
	"$build/tests/bench/stages" "$1"
	awk -v c="$(wc -c <"$place/c")" -v t="$(wc -c <"$1")" 'BEGIN { printf "  corpus file %.1f MB, %.2f of the input\n", c / 1e6, c / t }'
	echo "  keys, from the press to the picture, at 200x60:"
	XDG_DATA_HOME=$place XDG_STATE_HOME=$place "$build/tests/bench/keys" "$place/c" | sed 's/^/  /'
}

printf '%-22s %9s %8s %8s %8s %10s %8s %9s %8s\n' '' articles MB seconds CPU articles/s MB/s CPU-ms/art peak-MB
for n in ${BENCH_ARTICLES:-1000 10000}; do
	"$build/tests/bench/generate" "$n" 7 "$text" >"$place/a.jsonl"
	rows "$place/a.jsonl"
done
if [ -n "${BENCH_FILE:-}" ]; then
	echo "$BENCH_FILE, as it is:"
	case $BENCH_FILE in
	*.gz) gzip -dc "$BENCH_FILE" >"$place/f.jsonl" ;;
	*) cp "$BENCH_FILE" "$place/f.jsonl" ;;
	esac
	rows "$place/f.jsonl"
fi
