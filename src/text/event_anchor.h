/* event_anchor: which head a date belongs to, and which days it gives it. */
#ifndef DATELINE_TEXT_EVENT_ANCHOR_H
#define DATELINE_TEXT_EVENT_ANCHOR_H

#include "text/event_head.h"

/* A date of a sentence: a calendar date or a time of day; no duration, no set, no "now", no date that
 * only bounds ("since 1998"). */
struct event_date {
	int timex;           /* that says it, */
	uint32_t begin, end; /* the tokens where it is said, */
	struct interval when;
	enum precision precision;
	enum event_basis basis;
	bool bound;          /* "since 1998": dates a noun beside it ("since last month's war"), never the clause */
	bool put_off;        /* "postponed until June": dates what is put off */
	bool inside;         /* its head lies among the tokens from..to; else outside of them */
	uint32_t from, to;   /* to 0: it may lie anywhere */
};

enum { EVENT_DATES = 16 }; /* of a sentence; later ones are not read */

/* The dates of tokens begin..end of a sentence, in order. */
size_t event_anchor_dates(const struct event_scan *s, uint32_t begin, uint32_t end,
			  struct event_date out[static EVENT_DATES]);

/* The head that a date belongs to: the noun that it stands at ("last month's war"), with *noun true, else
 * the verb or noun that is nearest with clauses and tenses weighed; NULL when the sentence has none for it. */
const struct event_head *event_anchor_head(const struct event_scan *s, const struct event_head *heads, size_t count,
					   const struct event_date *date, bool *noun);

/* Stretches one day to the length of an event of several days ("two-day"): to the days before it under a
 * verb of ending ("concluded on Thursday"), else to those after it. */
struct interval event_anchor_stretch(const struct event_scan *s, const struct event_head *head,
				     const struct event_head *verb, struct interval when);

#endif
