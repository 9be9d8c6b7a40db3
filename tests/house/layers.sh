#!/bin/sh
# The house stands in layers (src/ARCHITECTURE.md): a file includes only headers of its own layer and of
# those it may stand on, config.h comes first, and a library that has a door stays behind it.
set -eu
cd "${srcdir:-.}"

# folder: the layers it may include
layers() {
	cat <<-EOF_LAYERS
	src/base base
	src/text text base
	src/link link base
	src/store store base
	src/ingest ingest text link store base
	src/export export store base
	src/app app export link store base
	ui ui app export link store base
	src/cli cli ui app export ingest link store text base
	EOF_LAYERS
}

# header: the files that alone may include it
doors() {
	cat <<-EOF_DOORS
	curses.h ui/term_curses
	ncurses.h ui/term_curses
	ncursesw/curses.h ui/term_curses
	term.h ui/term_curses_info.c
	sqlite3.h src/store/
	archive.h src/ingest/
	pcre2.h src/base/regex
	nettle/ src/base/digest.c
	idn2.h src/base/host.c
	EOF_DOORS
}

includes() { # FILE: the headers it includes, one a line
	sed -n 's/^#[[:space:]]*include[[:space:]]*[<"]\([^>"]*\)[>"].*/\1/p' "$1"
}

complaints=$(
	layers | while read -r folder allowed; do
		for f in "$folder"/*.[ch]; do
			[ -e "$f" ] || continue
			sed -n 's/^#include "\([^"]*\)".*/\1/p' "$f" | while read -r header; do
				case $header in
				config.h | record.h) ;;
				*/*) case " $allowed " in
					*" ${header%%/*} "*) ;;
					*) echo "$f: may not include $header: its layer does not stand on that one" ;;
					esac ;;
				*) echo "$f: \"$header\": say which layer it is of" ;;
				esac
			done
		done
	done
	find -H src ui -name '*.c' | while read -r f; do
		[ "$(includes "$f" | head -n 1)" = config.h ] || echo "$f: config.h must come first"
	done
	doors | while read -r header owner; do
		find -H src ui -name '*.[ch]' | while read -r f; do
			case $f in "$owner"*) continue ;; esac
			includes "$f" | grep -q "^$header" && echo "$f: only $owner may include $header" || true
		done
	done
	# the extractor and the linker are pure: no clock, no environment, no file
	grep -nE '\b(time|clock_gettime|getenv|setlocale|fopen|open|localtime|gettimeofday)\(' $(find -H src/text src/link -name "*.c") /dev/null || true
	# SQL stands in src/store only
	grep -nE '"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA) ' $(find -H src ui -name "*.c" ! -path "src/store/*") || true
)
[ -z "$complaints" ] || { printf '%s\n' "$complaints"; exit 1; }
