#!/bin/sh
# The same keys and the same golden screens inside tmux and inside screen, which are terminals of their own kind in a
# terminal that libvterm reads; then the clipboard, Ctrl-Z and what the shell finds afterwards. What is not installed is
# left out, and said.
. "${srcdir:-.}/tests/tui/lib.sh"
[ -x "$out/play" ] && [ -x "$out/hosts" ] || { echo "libvterm or cmocka is not there"; exit 77; }
failed=0 tried=0
place=$(mktemp -d "${TMPDIR:-/tmp}/dateline-hosts-XXXXXX") # a socket's path must be short
trap 'rm -rf "$place"' EXIT
mkdir -m 700 "$place/screen"
SCREENDIR=$place/screen TMUX_TMPDIR=$place
export SCREENDIR TMUX_TMPDIR
unset STY

# inside HOST TERM NAME [ENVIRONMENT]: the keys of NAME
inside() {
	host=$1 term=$2 name=$3
	keys=$here/$name.keys
	tried=$((tried + 1))
	# each is a new user: the one before may still be ending
	run="env HOME=$place/$tried $4 ./dateline $(options_of "$keys") $(corpus_of "$keys")"
	case $host in
	tmux)
		printf 'set -g default-terminal %s\nset -g status off\nset -sg escape-time 0\nset -g destroy-unattached on\n' "$term" >"$place/tmux.conf"
		set -- -u -L "$name" -f "$place/tmux.conf" new-session "$run" ;;
	screen)
		printf 'term %s\nstartup_message off\nautodetach off\nmaptimeout 10\n' "$term" >"$place/screenrc"
		set -- -U -c "$place/screenrc" sh -c "$run" ;;
	esac
	"$out/play" "$keys" "$here/$name.screen" "$(command -v $host)" "$@" || { echo "FAIL $name in $host, TERM=$term $run"; failed=1; }
}

# has HOST TERM
has() {
	command -v "$1" >/dev/null || { echo "$1 is not installed"; return 1; }
	tput -T "$2" cup 1 1 >/dev/null 2>&1 || { echo "terminfo has no $2"; return 1; }
}

for pair in tmux:tmux-256color tmux:screen screen:screen-256color screen:screen; do
	host=${pair%%:*} term=${pair#*:}
	has "$host" "$term" || continue
	for keys in read find map; do
		inside "$host" "$term" "$keys"
	done
	# screen has the mouse for itself, and at 1x1 draws nothing now and then
	[ "$host" = screen ] || for keys in first mouse; do inside "$host" "$term" "$keys"; done
done
# what tmux understands beside its own names: terminals of old, whose fonts have no lines and signs
for term in vt100 linux; do
	has tmux "$term" && inside tmux screen ascii TERM=$term
done
[ $tried -gt 0 ] || exit 77
: >"$out/home/file"
XDG_STATE_HOME=$HOME/file "$out/hosts" ./dateline "$out/corpus.dateline" "$(command -v tmux)" "$(command -v screen)" "$place" || failed=1
exit $failed
