#!/bin/sh
# Every exported name of foo.c starts with foo_, so that a call says where to look; and no variable is
# exported, but for the files that src/base/embed.h compiles in. Reads the layers' libraries in the build folder.
set -eu
libraries=$(ls lib*.a)

# file: further families of names that it may export
families() {
	case $1 in
	day) echo interval precision ;;
	str) echo buf ;;
	article | article_add | check | event | given | glance | links | linking | prepare | rebuild) echo store ;;
	query_match | query_parse | query_plan | query_row | query_scan | query_count | query_fields) echo query ;;
	query_run) echo query result ;;
	keys_page) echo keys_draft ;;
	notes_field | notes_sum) echo notes ;;
	plan_read | plan_run) echo plan ;;
	terms) echo term ;;
	utf8_show) echo utf8 ;;
	words_index) echo words ;;
	away_text) echo away ;;
	update_mouse) echo update ;;
	pack) echo unpack ;;
	record) echo timex place event published link ;;
	esac
}

complaints=$(
	for library in $libraries; do
		# sanitizers add names of their own, with leading underscores or dots
		nm -g --defined-only "$library" 2>/dev/null | while read -r a b c; do
			case $a in
			*.o:) file=${a%.o:}; file=${file##*-}; continue ;;
			'') continue ;;
			esac
			case $c in _* | .* | embed_*) continue ;; esac
			case $b in
			T | W) ;;
			*) echo "$library: $file.c: $c: a variable of file scope is exported"; continue ;;
			esac
			good=no
			for family in "$file" $(families "$file"); do
				case $c in "$family"_* | "$family") good=yes ;; esac
			done
			[ $good = yes ] || echo "$library: $file.c exports $c, which does not start with ${file}_"
		done
	done
)
# A function of ours that the program exports is one that a shared library calls by the same name, and would get.
# (The sanitizers do so on purpose.)
if ! nm dateline | grep -q ' __asan_init'; then
	complaints=$complaints$(nm -D --defined-only dateline | awk '$2 == "T" && $3 !~ /^_|@/ { print "dateline: " $3 "() takes the place of one in a library" }')
fi
[ -z "$complaints" ] || { printf '%s\n' "$complaints"; exit 1; }
