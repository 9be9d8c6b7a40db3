# fish completion of dateline. Checked against the options of the program by tests/cli/completions.sh.

set -l commands ingest extract events articles countries search timeline links show verify check config notes browse
set -l none "not __fish_seen_subcommand_from $commands"

complete -c dateline -n $none -a ingest -d 'Add articles to a corpus'
complete -c dateline -n $none -a extract -d 'Print the dated events of articles as JSON Lines'
complete -c dateline -n $none -a events -d 'List the events that answer a query'
complete -c dateline -n $none -a articles -d 'List the articles that answer a query'
complete -c dateline -n $none -a countries -d 'Count the countries of the events that answer a query'
complete -c dateline -n $none -a search -d 'Find a regular expression in the articles'
complete -c dateline -n $none -a timeline -d 'Count events by day, month or year, or rank days'
complete -c dateline -n $none -a links -d 'List what belongs to an event, or all links'
complete -c dateline -n $none -a show -d 'Show an event with its evidence, or an article'
complete -c dateline -n $none -a verify -d 'Check that cited passages still stand'
complete -c dateline -n $none -a check -d 'Look for damage in a corpus'
complete -c dateline -n $none -a config -d 'Print the default settings, or check yours'
complete -c dateline -n $none -a notes -d 'Take the notes out, or in'
complete -c dateline -n $none -a browse -d 'Open the browser'

complete -c dateline -l help -d 'Tell of the options'
complete -c dateline -n $none -l version -d 'Tell the version'

# the browser, with its name and without
set -l browser "not __fish_seen_subcommand_from ingest extract events articles countries search timeline links show verify check config notes"
complete -c dateline -n $browser -l corpus -r -F -d 'The corpus; without it the sample'
complete -c dateline -n $browser -l filter -x -d 'The filter to begin with'
complete -c dateline -n $browser -l ascii -d 'Borders and marks in ASCII'
complete -c dateline -n $browser -l theme -x -a 'auto dark light high-contrast mono' -d 'The colours'
complete -c dateline -n $browser -l plain -d 'Print the first screen as text'
complete -c dateline -n $browser -l script -r -F -d 'Play the keys of a file'
complete -c dateline -n $browser -l size -x -a '80x24 120x40 200x60' -d 'Of the screen'
complete -c dateline -n $browser -l styles -d 'Print the looks too'

set -l of '__fish_seen_subcommand_from'
complete -c dateline -n "$of ingest events articles countries search timeline links show verify check" -l corpus -r -F -d 'The corpus; without it the sample'
complete -c dateline -n "$of ingest extract" -l format -x -a 'text markdown jsonl' -d 'Of the files'
complete -c dateline -n "$of ingest extract" -l date -x -d 'Of articles that give none'
complete -c dateline -n "$of ingest" -l source -x -d 'Of articles that name none'
complete -c dateline -n "$of events articles countries search timeline links show" -l json -d 'JSON Lines'
complete -c dateline -n "$of events articles countries timeline" -l csv -d 'A table, safe to open in a spreadsheet'
complete -c dateline -n "$of events articles countries timeline" -l md -d 'A report in Markdown'
complete -c dateline -n "$of events articles countries timeline" -l html -d 'A page that stands by itself'
complete -c dateline -n "$of events articles countries timeline" -l org -d 'An outline for Emacs'
complete -c dateline -n "$of events articles timeline" -l ics -d 'All-day events for a calendar'
complete -c dateline -n "$of events articles timeline" -l timelinejs -d 'JSON for TimelineJS'
complete -c dateline -n "$of search" -l count -d 'Print only how many'
complete -c dateline -n "$of timeline" -l by -x -a 'day week month quarter year decade' -d 'Unit'
complete -c dateline -n "$of timeline" -l rank -d 'Most important first'
complete -c dateline -n "$of links" -l articles -d 'The story of each article'
complete -c dateline -n "$of check" -l rebuild -d 'Make the links anew'
complete -c dateline -n "$of config" -l check -r -F -d 'Tell what is wrong in a config file'
complete -c dateline -n "$of notes" -x -a 'export import'

# the terms of a query; countries are those of the corpus that the line names
function __dateline_countries
	set -l token (commandline -ct)
	string match -qr '^-?country:' -- $token; or return
	set -l before (string replace -r '[^:+,]*$' '' -- $token)
	set -l words (commandline -opc)
	set -l corpus
	set -l at (contains -i -- --corpus $words); and set corpus --corpus $words[(math $at + 1)]
	dateline countries $corpus 2>/dev/null | string replace -r -- '^(\S+) +\d+ +(.*)$' "$before\$1\t\$2"
end
complete -c dateline -n "$of events articles countries search timeline links show" -f
complete -c dateline -n "$of events articles countries search timeline" -f -a '(__dateline_countries)'
for kind in meeting visit agreement exercise attack conflict statement accession election disaster other
	complete -c dateline -n "$of events articles countries search timeline" -f -a "kind:$kind"
end
for state in starred tagged noted corrected rejected report undated announced open denied doubtful hypothetical
	complete -c dateline -n "$of events articles countries search timeline" -f -a "is:$state"
end
for link in same series outcome background
	complete -c dateline -n "$of events articles countries search timeline" -f -a "link:$link"
end
complete -c dateline -n "$of events articles countries search timeline" -f -a 'country: from: to: on: source: tag:'
