/* action: everything a user can do, once. Keys, help, hint bar and manual are made from this table.
 *
 * A row is X(NAME, "name", panes, "hint", "sentence"): the name is what data/config.default (and a user's
 * own config file) binds keys to; the panes are those that the action means something in; the hint is its
 * label in the hint bar; the sentence stands in the help. A row exists when the program does what
 * it says: the help lists nothing else. The order is that of the help.
 *
 * Who does it: the actions from COPY on, and those that open a prompt or wait for one more key (SEARCH, FILTER, SORT,
 * DATE, MARK, NOTE ...), are the loop's (ui/browse.c); all others go to model_update. */
#ifndef DATELINE_APP_ACTION_H
#define DATELINE_APP_ACTION_H

#include "base/str.h"

/* Where the keys go. The first three stand on the screen side by side or one above the other; LINKS,
 * WHY and what follows lie over them while they are open. */
enum pane { PANE_TIMELINE, PANE_COUNTRIES, PANE_ARTICLE, PANE_LINKS, PANE_WHY, PANE_MAP, PANE_PAIR, PANE_GRID, PANE_COMPARE };
enum { PANE_COUNT = PANE_COMPARE + 1 };

#define IN_TIMELINE  (1u << PANE_TIMELINE)
#define IN_COUNTRIES (1u << PANE_COUNTRIES)
#define IN_ARTICLE   (1u << PANE_ARTICLE)
#define IN_LINKS     (1u << PANE_LINKS)
#define IN_WHY       (1u << PANE_WHY)
#define IN_MAP       (1u << PANE_MAP)
#define IN_PAIR      (1u << PANE_PAIR)
#define IN_GRID      (1u << PANE_GRID)
#define IN_COMPARE   (1u << PANE_COMPARE)
#define IN_MAIN      (IN_TIMELINE | IN_COUNTRIES | IN_ARTICLE)
#define IN_VIEWS     (IN_MAP | IN_PAIR | IN_GRID)
#define IN_ALL       (IN_MAIN | IN_LINKS | IN_WHY | IN_MAP | IN_PAIR | IN_GRID | IN_COMPARE)
#define IN_LISTS     (IN_TIMELINE | IN_COUNTRIES | IN_LINKS | IN_PAIR | IN_GRID | IN_COMPARE)

#define ACTION_TABLE(X)                                                                                            \
	X(DOWN, "down", IN_ALL, "down", "Go one row down")                                                         \
	X(UP, "up", IN_ALL, "up", "Go one row up")                                                                 \
	X(PAGE_DOWN, "page-down", IN_ALL, "page down", "Go one screenful down")                                    \
	X(PAGE_UP, "page-up", IN_ALL, "page up", "Go one screenful up")                                            \
	X(HALF_DOWN, "half-page-down", IN_ALL, "half down", "Go half a screenful down")                            \
	X(HALF_UP, "half-page-up", IN_ALL, "half up", "Go half a screenful up")                                    \
	X(FIRST, "first", IN_ALL, "first", "Go to the first row")                                                  \
	X(LAST, "last", IN_ALL, "last", "Go to the last row")                                                      \
	X(LEFT, "left", IN_VIEWS | IN_COMPARE, "move", "Go left: to a country, a period, a pair, a report") \
	X(RIGHT, "right", IN_VIEWS | IN_COMPARE, "move", "Go right: to a country, a period, a pair, a report") \
	X(OPEN, "open", IN_LISTS | IN_MAP, "read", "Read the event in its article; take link or country") \
	X(BACK, "back", IN_ALL, "back", "Leave this view; from the timeline, quit")                                \
	X(CANCEL, "cancel", IN_ALL, "cancel", "Close what is open; stop a search or take it back")                 \
	X(PANE_NEXT, "next-pane", IN_MAIN, "pane", "Go to the next pane")                                          \
	X(PANE_PREVIOUS, "previous-pane", IN_MAIN, "pane", "Go to the previous pane")                              \
	X(PANE_LEFT, "pane-left", IN_MAIN, "pane", "Go to the pane on the left")                                   \
	X(PANE_RIGHT, "pane-right", IN_MAIN, "pane", "Go to the pane on the right")                                \
	X(GO_TIMELINE, "timeline", IN_MAIN, "timeline", "Go to the timeline")                                      \
	X(GO_COUNTRIES, "countries", IN_MAIN, "countries", "Go to the countries")                                  \
	X(GO_ARTICLE, "article", IN_MAIN, "article", "Go to the article")                                          \
	X(SEARCH, "search", IN_MAIN, "search", "Search with a regular expression; in the article, in it")       \
	X(HIT_NEXT, "next-hit", IN_MAIN | IN_COMPARE, "next hit", "Go to the next hit of the search")              \
	X(HIT_PREVIOUS, "previous-hit", IN_MAIN | IN_COMPARE, "last hit", "Go to the previous hit of the search")  \
	X(FILTER, "filter", IN_MAIN, "filter", "Filter: country:PK from:2018 kind:meeting /regex/")                \
	X(FILTERS_TOGGLE, "toggle-filters", IN_MAIN | IN_PAIR | IN_GRID, "filters off/on", "Switch all filters off, and on again") \
	X(SAVED_SEARCH, "saved-search", IN_MAIN, "saved", "Choose a saved search")                                 \
	X(SAVE_SEARCH, "save-search", IN_MAIN, "save", "Save the filter as a search with a name")                  \
	X(FORGET_SEARCH, "forget-search", IN_MAIN, "forget", "Forget a saved search")                              \
	X(TOGGLE, "toggle-country", IN_COUNTRIES | IN_MAP | IN_PAIR | IN_GRID, "filter by it", "Filter by the country, or no longer") \
	X(WITHOUT, "without-country", IN_COUNTRIES | IN_MAP, "not", "Leave out what names the country, or no longer") \
	X(FIND_COUNTRY, "find-country", IN_COUNTRIES | IN_MAP, "find", "Find a country by its name or code, as you type") \
	X(EITHER, "any-country", IN_COUNTRIES | IN_MAP, "and/or", "Several countries: all of them, or any of them")        \
	X(MAP, "map", IN_MAIN | IN_VIEWS, "map", "The countries on a map of the world")                            \
	X(PAIR, "pair", IN_MAIN | IN_VIEWS, "pair", "Two countries: their contacts, the gaps, who hosted") \
	X(GRID, "grid", IN_MAIN | IN_VIEWS, "grid", "Countries by periods: no events, or no sources?")             \
	X(LINK_NEXT, "next-link", IN_TIMELINE | IN_ARTICLE, "link", "Follow the event's next link")                \
	X(LINK_PREVIOUS, "previous-link", IN_TIMELINE | IN_ARTICLE, "link", "Follow the event's previous link")    \
	X(LINKS, "links", IN_TIMELINE | IN_ARTICLE, "links", "List the event's links, with kind, score and reason") \
	X(COMPARE, "compare", IN_TIMELINE | IN_ARTICLE | IN_LINKS, "compare", "Its reports or the chosen events side by side") \
	X(SERIES_NEXT, "next-of-series", IN_TIMELINE | IN_ARTICLE, "series", "Go to the next of the series that the event belongs to") \
	X(SERIES_PREVIOUS, "previous-of-series", IN_TIMELINE | IN_ARTICLE, "series", "Go to the last before it in the series") \
	X(WHY, "why", IN_TIMELINE | IN_ARTICLE, "why", "Show the evidence: words and rules behind each field")     \
	X(HISTORY_BACK, "history-back", IN_MAIN, "back", "Go back to where you were")                              \
	X(HISTORY_FORWARD, "history-forward", IN_MAIN, "forward", "Go forward again")                              \
	X(PERIOD_NEXT, "next-period", IN_TIMELINE | IN_GRID, "next period", "Go to the next day, month or year with events") \
	X(PERIOD_PREVIOUS, "previous-period", IN_TIMELINE | IN_GRID, "last period", "Go to the previous one")      \
	X(ZOOM_IN, "zoom-in", IN_TIMELINE | IN_PAIR | IN_GRID, "zoom", "Zoom in: decade, year, quarter, month, week, day") \
	X(ZOOM_OUT, "zoom-out", IN_TIMELINE | IN_PAIR | IN_GRID, "zoom", "Zoom out: day, week, month, quarter, year, decade") \
	X(BAR, "filter-bar", IN_TIMELINE, "filter bar", "Filter by the time of the bar above, or no longer") \
	X(SORT, "sort", IN_MAIN, "sort", "Sort: oldest, newest, importance, reports, published")                    \
	X(ANNOUNCED, "announced", IN_MAIN, "announced", "What was announced; then what of it is open; then all") \
	X(DATE, "go-to-date", IN_MAIN, "date", "Go to a date: 2018-05, may 2018, last may, 3 weeks ago")            \
	X(EVENT_NEXT, "next-event", IN_ARTICLE, "event", "Go to the article's next event")                         \
	X(EVENT_PREVIOUS, "previous-event", IN_ARTICLE, "event", "Go to the article's previous event")             \
	X(ORIGINAL, "original", IN_TIMELINE | IN_ARTICLE, "original", "Show the article byte for byte, or its text again") \
	X(MARK, "mark", IN_MAIN, "mark", "Mark this place with a letter")                                          \
	X(GO_MARK, "go-to-mark", IN_MAIN, "to mark", "Go to a mark; again ': where the last jump began")           \
	X(CHOOSE, "choose", IN_TIMELINE | IN_ARTICLE, "choose", "Choose the event, or no longer")                  \
	X(CHOOSE_PERIOD, "choose-period", IN_TIMELINE, "period", "Choose all events of the day or period")         \
	X(CHOOSE_ALL, "choose-all", IN_TIMELINE, "all", "Choose all that the filter leaves")                       \
	X(CHOOSE_NONE, "choose-none", IN_MAIN, "none", "Choose nothing any more")                                  \
	X(STAR, "star", IN_TIMELINE | IN_ARTICLE, "star", "Star, or no longer")                                    \
	X(TAG, "tag", IN_TIMELINE | IN_ARTICLE, "tag", "Tag: some words, more after a comma; -word goes")          \
	X(NOTE, "note", IN_TIMELINE | IN_ARTICLE, "note", "Write a note")                                          \
	X(CORRECT_DATE, "correct-date", IN_TIMELINE | IN_ARTICLE, "date", "Correct the date: 2018-05-23, 2018-05, none") \
	X(CORRECT_COUNTRIES, "correct-countries", IN_TIMELINE | IN_ARTICLE, "countries", "Correct the countries: PK:host IN RU:mentioned") \
	X(CORRECT_KIND, "correct-kind", IN_TIMELINE | IN_ARTICLE, "kind", "Correct the kind of event")             \
	X(REJECT, "reject", IN_TIMELINE | IN_ARTICLE, "no event", "This is no event; or it is one after all")      \
	X(MERGE, "merge", IN_TIMELINE | IN_ARTICLE, "merge", "Merge the chosen events into this one")              \
	X(SPLIT, "split", IN_TIMELINE | IN_ARTICLE, "split", "Split: from some words on it is another event")      \
	X(REJECT_LINK, "reject-link", IN_LINKS, "reject", "Reject the link; or no longer")                         \
	X(UNDO, "undo", IN_ALL, "undo", "Take back what you said last")                                            \
	X(REDO, "redo", IN_ALL, "redo", "Say it again")                                                            \
	X(COPY, "copy", IN_TIMELINE | IN_ARTICLE | IN_WHY, "copy", "Copy a citation: the quote, its source, date and id") \
	X(EXPORT, "export", IN_MAIN, "export", "Export events: Markdown, HTML, CSV, calendar, Org ...") \
	X(BROWSE, "open-url", IN_TIMELINE | IN_ARTICLE, "open", "Open the article's address in $BROWSER, after a question") \
	X(EDIT, "edit", IN_TIMELINE | IN_ARTICLE, "editor", "Read the article in $EDITOR or $PAGER, at the passage") \
	X(PIPE, "pipe", IN_TIMELINE | IN_ARTICLE, "pipe", "Pipe the passage, article or chosen ones to a command") \
	X(COMMAND, "command", IN_ALL, "command", "Do something by its name")                                       \
	X(HELP, "help", IN_ALL, "help", "This help; typing in it searches")                                        \
	X(REDRAW, "redraw", IN_ALL, "redraw", "Draw the screen anew")                                              \
	X(THEME, "theme", IN_ALL, "theme", "Choose the colours: dark, light, high contrast ...")           \
	X(MOUSE, "mouse", IN_ALL, "mouse", "Leave the mouse to the terminal, or take it again") \
	X(LARGER, "larger-pane", IN_MAIN, "larger", "Make this pane larger; or drag its border")                   \
	X(SMALLER, "smaller-pane", IN_MAIN, "smaller", "Make this pane smaller")                                   \
	X(EQUAL, "equal-panes", IN_MAIN, "as at first", "Give the panes the sizes that they had at first")         \
	X(SUSPEND, "suspend", IN_ALL, "suspend", "Back to the shell; fg comes back here")                          \
	X(QUIT, "quit", IN_ALL, "quit", "Quit at once")

enum action {
#define X(id, name, panes, hint, help) ACTION_##id,
	ACTION_TABLE(X)
#undef X
};
enum { ACTION_COUNT = ACTION_QUIT + 1, ACTION_NONE = -1 };

struct action_info {
	const char *name;
	unsigned panes; /* IN_... */
	const char *hint, *help;
};

const struct action_info *action_info(enum action a);
/* ACTION_NONE (-1, so compare as int) when there is no action of that name. */
int action_of(struct str name);
const char *action_pane_name(enum pane p); /* "timeline" */

#endif
