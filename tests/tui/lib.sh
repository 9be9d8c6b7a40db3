# For the screen tests: the program, the corpora, and where things are. Sourced.
: "${srcdir:=.}"
here="$srcdir/tests/tui"
out=tests/tui
mkdir -p "$out/home"
HOME=$(cd "$out/home" && pwd)
export HOME
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME NO_COLOR || true
for name in corpus empty hostile wide away why reports; do
	if [ ! -e "$out/$name.dateline" ] || [ "$here/$name.txt" -nt "$out/$name.dateline" ] ||
		[ "$out/corpus" -nt "$out/$name.dateline" ]; then
		"$out/corpus" "$here/$name.txt" "$out/$name.new.$$" && mv "$out/$name.new.$$" "$out/$name.dateline" || exit 99
	fi
done

# corpus_of KEYS: the corpus that a script is for; "# corpus: hostile" in it says so
corpus_of() {
	name=$(sed -n 's/^# corpus: //p' "$1" | head -n 1)
	echo "$out/${name:-corpus}.dateline"
}

# options_of KEYS: what the program is to be started with; "# options: --ascii"
options_of() {
	sed -n 's/^# options: //p' "$1"
}
