/* why: evidence written on the screen: lines of pieces with roles, and quotations with the words lit that gave a field. */
#ifndef DATELINE_UI_WHY_H
#define DATELINE_UI_WHY_H

#include "ui/pane.h"

/* A line being drawn; lines outside the rectangle are only counted. */
struct why {
	const struct model *m;
	const struct opened *o;
	struct canvas *c; /* NULL: count only */
	struct rect r;
	long y;           /* of the current line, from the rectangle's top; may be negative */
	int x;
	int lines;
};

void why_line(struct why *w); /* the next one */
/* Goes to the next line, and a little in, where so many columns are not left on this one. */
void why_need(struct why *w, int columns);
void why_put(struct why *w, enum style style, struct str text);
void why_printf(struct why *w, enum style style, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void why_tab(struct why *w, int x);
void why_dot(struct why *w);
void why_date(struct why *w, struct interval when, enum precision precision);
void why_date_as(struct why *w, enum style style, struct interval when, enum precision precision);
/* Text of any length, wrapped. */
void why_text(struct why *w, enum style style, struct str text);

/* “words before [the words] words after”: the words of the article lit; as much around them as `spare` columns leave, half
 * on either side. */
void why_quote(struct why *w, struct span s, int spare, enum style style);
/* The same of another text. */
void why_quote_of(struct why *w, struct str text, struct span s, int spare, enum style style);
/* The words alone. */
void why_words(struct why *w, struct span s, enum style style);

#endif
