#!/bin/sh
# Every rule of time has its sentence in data/rule_words.tsv, once, and no sentence is of a rule that is gone. Rules of the kind
# "nothing" are never shown.
set -eu
cd "${srcdir:-.}"
rules=$(awk -F'\t' '!/^#/ && NF > 1 && $2 != "nothing" { print $1 }' data/time_rules.en.tsv | sort -u)
told=$(awk -F'\t' '!/^#/ && $2 != "" { print $1 }' data/rule_words.tsv | sort)
[ "$rules" = "$told" ] && exit 0
echo 'names of rules, each of which should stand in data/time_rules.en.tsv and, with a sentence, once in data/rule_words.tsv:'
printf '%s\n%s\n' "$rules" "$told" | sort | uniq -c | awk '$1 != 2 { print "  " $2 }'
exit 1
