/* event_reader: what the reading of an article and of a sentence has come to, and what its three parts do.
 *
 *   event_make       a draft from a head, a verb and a date
 *   event_date       the dates of a sentence, each with the event that it dates
 *   event_main       what a sentence without a date tells first of all
 *   event_narrative  the sentence without a date: the news of the day, a date carried on, an event told again */
#ifndef DATELINE_TEXT_EVENT_READER_H
#define DATELINE_TEXT_EVENT_READER_H

#include "text/event_anchor.h"
#include "text/event_draft.h"

/* What the reading of one article has come to. */
struct event_reader {
	struct event_scan scan;
	struct event_drafts drafts;
	size_t body;          /* sentences of the body read so far, headings and furniture not counted */
	size_t lead;          /* index of the event that is the article's news, or SIZE_MAX */
	struct event_gist title; /* of the first heading; count 0: none */
	uint32_t title_sentence;
	struct event_subject subject, firm; /* of the sentence before; the last that named a firm */
	size_t previous;      /* index of the event told last, or SIZE_MAX */
	bool present;         /* the news is told in the present: "Two ministers meet in Lima" */
};

/* The sentence that is being read. */
struct event_reading {
	uint32_t index;
	const struct sentence *sentence;
	struct event_head heads[EVENT_HEADS];
	size_t head_count;
	struct event_scope scope;
	const struct event_head *told[2 * EVENT_DATES + 2]; /* heads and verbs of the events that it gave so far */
	const struct event_head *verbs[2 * EVENT_DATES + 2];
	size_t told_count;
	int entry;            /* the date that the sentence is an entry of, "12 May 1998 - ...": timex, or -1 */
	bool lead;            /* it can be the article's news: the first of the body, or the second after a first without */
	bool summed;          /* the gist is known */
	struct event_gist gist; /* see event_make_gist */
};

/* What a draft is made of. */
struct event_make {
	const struct event_head *head, *verb;
	int date;                /* timex or -1 */
	struct interval when;
	enum precision precision;
	enum event_basis basis;
	const struct event_head *shown, *shown_verb; /* what the headline shows instead of the head; or NULL */
	bool narrow;
	uint32_t from;           /* token that the headline begins at, 0 for that of the clause */
	int confidence;
};

/* ---- event_make.c ---- */

/* Makes the event and adds it to the drafts, or joins it with the one that it tells again; the index of either. */
size_t event_make_draft(struct event_reader *r, struct event_reading *n, const struct event_make *m);
/* The gist of the sentence, read when it is first asked for. */
const struct event_gist *event_make_gist(const struct event_reader *r, struct event_reading *n);
/* "the meeting", "the two-day SCO conclave": spoken of as known. */
bool event_make_is_definite(const struct event_scan *s, const struct event_head *h);
/* A sentence of weak words right after an event belongs to its passage. */
void event_make_extend(struct event_reader *r, const struct event_reading *n, size_t event);
/* Whether the sentence has told this head, or the verb that it hangs on. */
bool event_make_is_told(const struct event_reading *n, const struct event_head *head, const struct event_head *verb);
/* What a reporting verb reports: the strongest verb with a tense in another clause. */
const struct event_head *event_make_content(const struct event_scan *s, const struct event_reading *n,
					    const struct event_head *report);

/* ---- event_date.c ---- */

/* One event a date: "met in Bonn in 2001 and in Rome in 2003" tells two events, each with the place that stands
 * at its date. What is reported goes before who said so when, if it has a date of its own. */
void event_date_read(struct event_reader *r, struct event_reading *n);

/* ---- event_main.c ---- */

/* The head of a sentence without a date: what its first verb with a tense tells that has happened, a strong one
 * before a weak one, those of inner clauses last; else whatever the first one tells; for a title without a verb
 * its first strong noun. */
const struct event_head *event_main_read(const struct event_reader *r, const struct event_reading *n,
					 const struct event_head **verb, struct event_mood *mood);
/* Whether a verb stands in an inner clause: "whose term expires", "if it rains". */
bool event_main_is_inner(const struct event_scan *s, const struct event_head *verb);

/* ---- event_narrative.c ---- */

/* What a sentence tells beside its dates, if anything. */
void event_narrative_read(struct event_reader *r, struct event_reading *n);

#endif
