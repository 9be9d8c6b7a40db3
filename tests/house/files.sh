#!/bin/sh
# Every source, test and table is in Makefile.am, so that a release holds it, and every file of the program
# is told in src/ARCHITECTURE.md, which tells of none that is gone.
set -eu
cd "${srcdir:-.}"
told=src/ARCHITECTURE.md
complaints=$(
	{ find -H src ui tests -name '*.[ch]' -o -name '*.sh' -o -name '*.sql'; find -H data tests -name '*.tsv' -o -name '*.cases'; } | sort -u |
		while read -r f; do
			grep -qF "$f" Makefile.am || echo "$f: not in Makefile.am"
		done
	find -H src ui -name '*.[ch]' | sed 's|.*/||; s|\.[ch]$||; s|^command_.*|command_NAME|' | sort -u | while read -r name; do
		grep -qE "\`([a-z/]+/)?$name(\.[ch])?\`" $told || echo "$name: not told in $told"
	done
	grep -oE '`[a-z_0-9/]{2,}(\.[ch])?`' $told | tr -d '`' | sed 's|.*/||; s|\.[ch]$||' | sort -u | while read -r name; do
		[ -n "$(find -H src ui data tests -name "$name.*" -o -name "$name" | head -n 1)" ] ||
			grep -qw "$name" configure.ac || echo "$told tells of $name, which is gone"
	done
)
[ -z "$complaints" ] || { printf '%s\n' "$complaints"; exit 1; }
