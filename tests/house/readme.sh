#!/bin/sh
# README shows the program as it is: its picture is the screen that these keys lead to, and each of its
# commands ("$ dateline ...") runs and finds something. GENERATE=1 draws the picture anew.
set -eu
: "${srcdir:=.}"
srcdir=$(cd "$srcdir" && pwd)
readme=$srcdir/README
here=$PWD/readme.tmp
rm -rf "$here"; mkdir "$here"
trap 'rm -rf "$here"' EXIT
HOME=$here; export HOME; unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME

cat >"$here/keys" <<'EOF_KEYS'
d
"2018-05-23"
Enter
:snap
EOF_KEYS
./dateline --script "$here/keys" --size 80x24 | sed 1d >"$here/screen"
# the picture: from the first frame to the heading after it
awk '/^┌/ {on = 1} /^Set up$/ {exit} on' "$readme" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$here/picture"
if [ -n "${GENERATE:-}" ]; then
	awk -v screen="$here/screen" '
		/^┌/ && !done {while ((getline line < screen) > 0) print line; print ""; on = 1; done = 1}
		/^Set up$/ {on = 0}
		!on' "$readme" >"$here/README" && cat "$here/README" >"$readme"
else
	diff "$here/picture" "$here/screen" || { echo 'README: the picture is not the screen; GENERATE=1 draws it anew'; exit 1; }
fi

program=$PWD/dateline
cd "$here"
sed -n 's/^    \$ dateline //p' "$readme" >commands
while read -r line; do
	case $line in my.dateline) continue ;; esac # opens the browser
	sh -c "$(printf '%s' "'$program' $line" | sed "s|ARTICLES|'$srcdir/data/sample'|")" >out 2>err </dev/null ||
		{ echo "README: \$ dateline $line: exit $?"; cat err; exit 1; }
done <commands
[ -s commands ]
