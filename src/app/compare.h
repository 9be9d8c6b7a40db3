/* compare: the reports of one event side by side, and what differs between them.
 *
 * The first report is the event's own. The others are the events that the user chose, the link under his cursor, or what is
 * linked to it as the same. */
#ifndef DATELINE_APP_COMPARE_H
#define DATELINE_APP_COMPARE_H

#include "app/model.h"

/* What two reports are held against each other by. */
enum compare_field { COMPARE_WHEN, COMPARE_WHERE, COMPARE_HOST, COMPARE_WHO, COMPARE_KIND, COMPARE_STATE, COMPARE_NUMBERS };
enum { COMPARE_FIELDS = COMPARE_NUMBERS + 1 };
const char *compare_field_name(enum compare_field f); /* "when" */
/* What a report says of it, as a line; empty: nothing. */
void compare_value(const struct report *r, enum compare_field f, bool ascii, struct buf *out);
/* Do two dates say the same, one perhaps only vaguer? "2018-05" and "2018-05-24…25" do, "2018-05-23…25" and "2018-05-24…25" do not. */
bool compare_agree(struct interval a, enum precision of_a, struct interval b, enum precision of_b);
/* Finds in all of them what is unlike: what no more than half of those say that tell the field at all. So of two that differ
 * both are, of three the odd one; what a report does not tell (a place, a host, a number) is no difference. */
void compare_judge(struct compared *c);
bool compare_is_unlike(const struct report *r, enum compare_field f);

/* The numbers of a passage but those of its dates (spans of the text that the passage is of): "1,200" and "twelve hundred" are not
 * the same to it, "5" and "five" are. In order of size, none twice. */
void compare_numbers(struct str text, struct span passage, const struct timex3 *dates, size_t n, struct arena *arena, struct report *out);

/* The next of them in a passage, from byte *at of the text on, which moves behind it; false: there is none. */
struct compare_number {
	struct span span;
	char digits[24]; /* "1200", also of "1,200" */
};
bool compare_next_number(struct str text, struct span passage, size_t *at, const struct timex3 *dates, size_t n, struct compare_number *out);

/* Of the event that is shown, with the chosen ones; from the list of links, with the one under the cursor; else with its
 * other reports. False: no event is shown, or there is nothing to hold against it. */
bool compare_open(struct model *m);
void compare_ask(struct model *m);
void compare_take(struct model *m, struct compared *c); /* c's owner is the model now */
/* To another report; and to other lines of all of them. */
void compare_move(struct model *m, long reports);
void compare_scroll(struct model *m, long lines);
/* The answer, when it is of what the view is about. */
const struct compared *compare_reports(const struct model *m);

#endif
