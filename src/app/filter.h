/* filter: what the user narrowed the timeline to, and its text in the query language.
 *
 * Three things make it up, each with a key of its own: the line (`f`), the pattern (`/`) and the countries
 * toggled in their pane (Space). Together they are one query text; a text edited as a whole is taken
 * apart again, so that the pane shows what the line says. */
#ifndef DATELINE_APP_FILTER_H
#define DATELINE_APP_FILTER_H

#include "base/str.h"

enum { FILTER_COUNTRIES = 64 };

struct filter {
	struct buf line;    /* all that is neither of the others */
	struct buf pattern; /* a regular expression as typed, without slashes; empty: none */
	char countries[FILTER_COUNTRIES][3]; /* in the order in which they were chosen */
	size_t country_count;
	bool either;        /* countries: any of them, not all of them */
	bool off;           /* F: all of it switched off, kept for later */
};

void filter_free(struct filter *f);
void filter_copy(struct filter *to, const struct filter *from);
bool filter_is_empty(const struct filter *f);  /* nothing to switch off */
bool filter_has_country(const struct filter *f, const char *code);
void filter_toggle_country(struct filter *f, const char *code); /* a 65th is not taken */
/* The query text, replacing what `out` held: "kind:meeting /border/ country:PK+IN"; empty when off. */
void filter_text(const struct filter *f, struct buf *out);
/* The same although it is off: what `f` edits. */
void filter_text_all(const struct filter *f, struct buf *out);
/* Takes an edited text apart; it is on afterwards. */
void filter_read(struct filter *f, struct str text);

#endif
