#!/bin/sh
# The golden screens: each NAME.keys played by --script gives NAME.screen, and where there is a NAME.styles,
# with --styles that. GENERATE=1 writes them anew; read the difference as you read code.
. "${srcdir:-.}/tests/tui/lib.sh"
failed=0
for keys in "$here"/*.keys; do
	name=$(basename "$keys" .keys)
	for kind in screen styles; do
		golden="$here/$name.$kind"
		rm -rf "$HOME"/.[!.]* # each starts as a new user: no notes of the one before
		[ $kind = screen ] || [ -e "$golden" ] || continue
		option=$([ $kind = styles ] && echo --styles)
		if ! ./dateline --script "$keys" $option $(options_of "$keys") "$(corpus_of "$keys")" >"$out/$name.$kind.now"; then
			echo "FAIL $name: exit status"
			failed=1
		elif [ -n "$GENERATE" ]; then
			cp "$out/$name.$kind.now" "$golden"
		elif ! diff -u "$golden" "$out/$name.$kind.now"; then
			echo "FAIL $name.$kind"
			failed=1
		fi
	done
done
exit $failed
