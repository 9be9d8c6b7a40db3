#!/bin/sh
# Every rule of time has its sentence in data/rule_words.tsv, every rule of places and of an event's countries in
# data/place_words.tsv, once, and no sentence is of a rule that is gone. Time rules of the kind "nothing" are never shown.
set -eu
cd "${srcdir:-.}"
status=0

# compare TABLE RULES TOLD
compare() {
	[ "$2" = "$3" ] && return
	echo "names of rules, each of which should stand in the sources and, with a sentence, once in $1:"
	printf '%s\n%s\n' "$2" "$3" | sort | uniq -c | awk '$1 != 2 { print "  " $2 }'
	status=1
}

compare data/rule_words.tsv "$(awk -F'\t' '!/^#/ && NF > 1 && $2 != "nothing" { print $1 }' data/time_rules.en.tsv | sort -u)" \
	"$(awk -F'\t' '!/^#/ && $2 != "" { print $1 }' data/rule_words.tsv | sort)"

told() { # WHAT
	awk -F'\t' -v what="$1" '$1 == what && $3 != "" { print $2 }' data/place_words.tsv | sort
}
# the places: what place_rule_of returns, and what is written down elsewhere
compare data/place_words.tsv "$({
	sed -n '/^static const char \*place_rule_of/,/^}/p' src/text/place.c | grep -o '"[a-z-]*"'
	sed -n 's/.*rule = \(.*\)/\1/p' src/text/place.c | grep -o '"[a-z-]*"'
} | tr -d '"' | sort -u)" "$(told place)"
# the roles: rules of their own, and the kinds of places that have a country
compare data/place_words.tsv "$({
	grep -hoE '(ROLE_[A-Z]+, |rule = )[^;]*' src/text/event_role.c src/text/event_host.c src/text/event_scene.c | grep -o '"[a-z-]*"'
	sed -n '/^static const char \*const place_kinds/,/};/p' src/record.c | grep -o '"[a-z]*"' | grep -v -e organisation -e area
} | tr -d '"' | sort -u)" "$(told role)"
exit $status
