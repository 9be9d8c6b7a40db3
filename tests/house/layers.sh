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

# Every include, a line each: FILE "HEADER" or FILE <HEADER>. One pass, for files are many and processes dear.
includes() {
	find -H src ui -name '*.[ch]' -exec grep -HE '^#[[:space:]]*include[[:space:]]*[<"]' {} + |
		sed 's/:#[[:space:]]*include[[:space:]]*/ /'
}

layers=$(layers) doors=$(doors)
export layers doors
complaints=$(
	includes | awk '
	BEGIN {
		n = split(ENVIRON["layers"], rows, "\n")
		for (i = 1; i <= n; i++) {
			folder = rows[i]
			sub(/ .*/, "", folder)
			allowed[folder] = substr(rows[i], length(folder) + 1) " "
		}
		count = split(ENVIRON["doors"], rows, "\n")
		for (i = 1; i <= count; i++) {
			split(rows[i], pair, " ")
			door[i] = pair[1]
			owner[i] = pair[2]
		}
	}
	{
		file = folder = $1
		sub(/\/[^\/]*$/, "", folder)
		header = layer = substr($2, 2, match($2, /.[">]/) ? RSTART - 1 : 0)
		sub(/\/.*/, "", layer)
		if (file ~ /\.c$/ && !seen[file]++ && header != "config.h")
			print file ": config.h must come first"
		if ($2 ~ /^"/ && folder in allowed && header != "config.h" && header != "record.h") {
			if (header !~ /\//)
				print file ": \"" header "\": say which layer it is of"
			else if (!index(allowed[folder], " " layer " "))
				print file ": may not include " header ": its layer does not stand on that one"
		}
		for (i = 1; i <= count; i++)
			if (index(header, door[i]) == 1 && index(file, owner[i]) != 1)
				print file ": only " owner[i] " may include " door[i]
	}'
	find -H src ui -name '*.c' -exec grep -L '^#include' {} + | sed 's/$/: config.h must come first/'
	# the extractor and the linker are pure: no clock, no environment, no file
	grep -nE '\b(time|clock_gettime|getenv|setlocale|fopen|open|localtime|gettimeofday)\(' $(find -H src/text src/link -name "*.c") /dev/null || true
	# SQL stands in src/store only
	grep -nE '"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA) ' $(find -H src ui -name "*.c" ! -path "src/store/*") || true
)
[ -z "$complaints" ] || { printf '%s\n' "$complaints"; exit 1; }
