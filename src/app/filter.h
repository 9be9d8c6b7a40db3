/* filter: what the user narrowed the timeline to, and its text in the query language.
 *
 * Three things make it up, each with a key of its own: the line (`f`), the pattern (`/`) and the countries
 * toggled in their pane (Space). One that is crossed out (-) is
 * left out of all. Together they are one query text; a text edited as a whole is taken
 * apart again, so that the pane shows what the line says. */
#ifndef DATELINE_APP_FILTER_H
#define DATELINE_APP_FILTER_H

#include "base/day.h"
#include "base/str.h"

enum { FILTER_COUNTRIES = 64 };

struct filter {
	struct buf line;    /* all that is neither of the others */
	struct buf pattern; /* a regular expression as typed, without slashes; empty: none */
	char countries[FILTER_COUNTRIES][3]; /* in the order in which they were chosen */
	size_t country_count;
	bool either;        /* countries: any of them, not all of them */
	char without[FILTER_COUNTRIES][3]; /* countries that must not be there */
	size_t without_count;
	bool off;           /* F: all of it switched off, kept for later */
};

void filter_free(struct filter *f);
void filter_copy(struct filter *to, const struct filter *from);
bool filter_is_empty(const struct filter *f);  /* nothing to switch off */
bool filter_has_country(const struct filter *f, const char *code);
bool filter_lacks_country(const struct filter *f, const char *code); /* it must not be there */
/* In or out of the filter; what was of the other sort becomes of this one. A 65th is not taken. */
void filter_toggle_country(struct filter *f, const char *code);
void filter_toggle_without(struct filter *f, const char *code);
/* All countries that it names, of either sort. */
size_t filter_countries(const struct filter *f);
const char *filter_country(const struct filter *f, size_t i);
/* from:, to: and on: of the line: is there one? */
bool filter_has_period(const struct filter *f);
/* Replaces them by a period (a day at the end of time: open there); when it is that period already, and not switched off,
 * takes it away and is false. */
bool filter_toggle_period(struct filter *f, struct interval when);
/* A pattern as a term of a query: between slashes, its own escaped. Appended to out. */
void filter_pattern_text(struct str pattern, struct buf *out);
/* Is it a term of the line, as it stands there? */
bool filter_has_term(const struct filter *f, struct str term);
/* Takes a term of the line away, or puts it behind the others; false: it was taken away. It is on afterwards. */
bool filter_toggle_term(struct filter *f, struct str term);
/* The query text, replacing what `out` held: "kind:meeting /border/ country:PK+IN"; empty when off. */
void filter_text(const struct filter *f, struct buf *out);
/* The same although it is off: what `f` edits. */
void filter_text_all(const struct filter *f, struct buf *out);
/* Takes an edited text apart; it is on afterwards. */
void filter_read(struct filter *f, struct str text);

#endif
