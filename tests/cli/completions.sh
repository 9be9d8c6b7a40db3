#!/bin/sh
# The completions know every command and option that the program has, and no other; bash's are tried, zsh's and fish's
# where these are installed.
. "$srcdir/tests/cli/lib.sh"
folder=$srcdir/data/completions
command -v bash >/dev/null || exit 77

clean "$dateline" --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' >commands
[ "$(wc -l <commands)" -ge 10 ] || complain "dateline --help names only $(tr '\n' ' ' <commands)"
echo browse >>commands
while read -r command; do
	for file in dateline _dateline dateline.fish; do
		grep -qw -- "$command" "$folder/$file" || complain "$file lacks the command $command"
	done
	clean "$dateline" "$command" --help | sed -n 's/^  --\([a-z]*\).*/\1/p' | sort >options
	while read -r option; do
		for file in _dateline dateline.fish; do
			grep -qE -- "(--|-l )$option\b" "$folder/$file" || complain "$file lacks --$option of $command"
		done
	done <options
	# bash's: the very list
	clean bash --norc -c '. "$0"; _dateline_options "$1"' "$folder/dateline" "$command" | tr ' ' '\n' | sed 's/^--//' | grep -vx version | sort >known
	cmp -s known options || complain "bash has other options of $command: $(diff known options | grep "^[<>]" | tr '\n' ' ')"
done <commands

# tries WORDS...: what bash offers for the last of them, sorted, on one line
tries() {
	clean bash --norc -c '
		. "$0"
		dateline() { printf "PK     74  Pakistan\nIN      3  India\n"; [ "$2" != --corpus ] || echo "XK      1  in $3"; }
		COMP_LINE="dateline $*" COMP_POINT=$((${#COMP_LINE})) COMP_WORDS=(dateline)
		for word; do
			# the shell cuts at colons
			while [[ $word == *:* ]]; do
				[ -z "${word%%:*}" ] || COMP_WORDS+=("${word%%:*}")
				COMP_WORDS+=(:)
				word=${word#*:}
			done
			COMP_WORDS+=("$word")
		done
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_dateline
		printf "%s\n" "${COMPREPLY[@]}"' "$folder/dateline" "$@" 2>&1 | sort | tr '\n' ' '
}
offers() { # WANTED WORDS...
	wanted=$1
	shift
	now=$(tries "$@")
	[ "$now" = "$wanted" ] || complain "bash offers for 'dateline $*': $now, not $wanted"
}
touch my.dateline
offers 'events extract ' e
offers 'my.dateline ' my
offers '--help --html ' events --h
offers '--by ' timeline --b
offers 'markdown ' ingest --format m
offers 'week ' timeline --by w
offers 'my.dateline ' events --corpus my
offers 'kind: ' events k
offers 'meeting ' events kind:me
offers 'denied ' events is:de
offers '-country: ' events -c
offers 'PK ' events country:P
offers 'PK+IN ' search drill country:PK+I
offers 'XK ' events --corpus my.dateline country:X
offers ' ' show my
offers 'export import ' notes ''
offers 'dark ' --theme d
offers 'my.dateline ' check my
offers '--version ' --v

if command -v zsh >/dev/null; then
	zsh -n "$folder/_dateline" || complain 'zsh does not read _dateline'
fi
if command -v fish >/dev/null; then
	fish --no-execute "$folder/dateline.fish" || complain 'fish does not read dateline.fish'
	HOME=$place fish -c "source '$folder/dateline.fish'; complete -C 'dateline timeline --b'" >out 2>&1
	says out '^--by'
	HOME=$place fish -c "source '$folder/dateline.fish'; complete -C 'dateline events kind:me'" >out 2>&1
	says out '^kind:meeting'
	HOME=$place fish -c "function dateline; echo 'PK     74  Pakistan'; end; source '$folder/dateline.fish'; complete -C 'dateline events -country:IN,'" >out 2>&1
	says out '^-country:IN,PK.*Pakistan$'
fi
finish
