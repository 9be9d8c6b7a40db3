# Fills @KEYS@ of dateline.1.in: awk -f keys.awk config.default action.h dateline.1.in. The keys of an action are
# those of config.default, the order and the sentences are those of the action table.
FILENAME ~ /config\.default$/ {
	if ($0 ~ /^\[/)
		within = $0 == "[keys]"
	if (within && $0 !~ /^#/ && NF > 1) {
		action = $1
		sub(/^[^\t]*\t/, "")
		keys[action] = $0
	}
	next
}
FILENAME ~ /action\.h$/ {
	if ($0 ~ /^\tX\([A-Z_]+, "/) {
		split($0, parts, /", "|, "|", /)
		sentence = $0
		sub(/"\) *\\?$/, "", sentence)
		sub(/^.*[^\\]", "/, "", sentence)
		gsub(/\\"/, "\"", sentence)
		gsub(/"/, "\\(dq", sentence)
		order[++n] = parts[2]
		told[parts[2]] = sentence
	}
	next
}
$0 == "@KEYS@" {
	for (i = 1; i <= n; i++) {
		if (!(order[i] in keys))
			continue
		shown = keys[order[i]]
		gsub(/\\/, "\\e", shown)
		gsub(/"/, "\\(dq", shown)
		printf ".It Li \"\\&%s\"\n\\&%s\n", shown, told[order[i]]
	}
	next
}
{ print }
