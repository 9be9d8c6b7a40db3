# lib: what the tests of the command line share. Sourced, from the build folder.
#
#     . "$srcdir/tests/cli/lib.sh"
#     run 0 events --json       # dateline must exit with 0; its words are in ./out and ./err
#     says out '"id":"dl:'      # an extended regular expression that a line of the file must match
#     silent err                # the file must be empty
#     finish
#
# Every test works in a folder of its own with an empty environment: nothing of the user's is read.
set -u
build=$(pwd)
case $srcdir in /*) ;; *) srcdir=$build/$srcdir ;; esac
dateline=$build/dateline
place=$(mktemp -d "$build/cli-test-XXXXXX") || exit 99
trap 'chmod -R u+w "$place" 2>/dev/null; rm -rf "$place"' EXIT
cd "$place" || exit 99
complaints=0

become() { # COMMAND...: this shell becomes it, in an empty environment; for ( ... ) &
	exec env -i PATH=/usr/bin:/bin HOME="$place" XDG_DATA_HOME="$place/share" XDG_CONFIG_HOME="$place/config" LC_ALL=C.UTF-8 TZ=UTC \
		TERM=dumb DATELINE_DATA="$build/data" ASAN_OPTIONS="${ASAN_OPTIONS:-}" "$@"
}

clean() { # COMMAND...
	(become "$@")
}

complain() {
	printf '%s\n' "$*" >&2
	complaints=$((complaints + 1))
}

run() { # STATUS ARGUMENT...: dateline must end with that status
	wanted=$1
	shift
	last=$*
	clean "$dateline" "$@" >out 2>err
	status=$?
	[ "$status" = "$wanted" ] || complain "dateline $*: exit status $status, not $wanted: $(head -c 300 err)"
}

says() { # FILE PATTERN
	grep -qE -- "$2" "$1" || complain "dateline ${last:-}: $1 does not say /$2/ but: $(head -c 400 "$1")"
}

says_not() { # FILE PATTERN
	! grep -qE -- "$2" "$1" || complain "$1 says /$2/: $(grep -E -- "$2" "$1" | head -c 400)"
}

silent() { # FILE
	[ ! -s "$1" ] || complain "$1 is not empty: $(head -c 400 "$1")"
}

same() { # FILE FILE
	cmp -s "$1" "$2" || complain "$1 and $2 differ: $(diff "$1" "$2" | head -n 6)"
}

lines() { # COUNT FILE
	[ "$(wc -l <"$2")" = "$1" ] || complain "$2 has $(wc -l <"$2") lines, not $1"
}

plain() { # FILE: nothing in it but text, line feeds and tabs, and no mark that turns text around
	if LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$1" || LC_ALL=C grep -qP '\xc2[\x80-\x9f]' "$1" ||
	   LC_ALL=C grep -qP '\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf' "$1"; then
		complain "dateline ${last:-}: $1 holds control characters: $(LC_ALL=C grep -P '[\x00-\x08\x0b-\x1f\x7f]' "$1" | head -n 1 | cat -v | head -c 300)"
	fi
}

soon() { # CONDITION: holds within half a minute, however busy the machine is
	for _ in $(seq 300); do
		eval "$1" 2>/dev/null && return 0
		sleep 0.1
	done
	return 1
}

finish() {
	[ $complaints = 0 ] || exit 1
	exit 0
}
