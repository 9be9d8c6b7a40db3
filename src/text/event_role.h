/* event_role: the countries of an event and where it took place.
 *
 * Only what stands in the event's own part of its sentence counts (event_own). The host is where it takes place ("in Dushanbe")
 * or who is named as host; participants act or are named with the event. An organisation gives no country. */
#ifndef DATELINE_TEXT_EVENT_ROLE_H
#define DATELINE_TEXT_EVENT_ROLE_H

#include "text/event_head.h"

/* The subject of a sentence's main clause; begin == end: none. What it can stand for is told when it is found, as the
 * sentence is forgotten before it is asked for. See event_subject. */
struct event_subject {
	uint32_t begin, end; /* tokens of its sentence */
	uint32_t sentence;   /* index */
	bool pronoun;        /* it begins with one, and stands for nothing itself */
	bool person, thing, several;
	uint32_t firm; /* where in it the name of a firm begins, or `end`: "shares of [Norda Corp]" */
};

/* What a sentence is to its event. */
struct event_scope {
	uint32_t begin;       /* first token after a dateline ("ISLAMABAD (AP) --"); its place counts only as a
	                         last resort */
	uint32_t end;         /* past the last token that is read */
	uint32_t part_begin, part_end; /* after the head only names in here count: those at its date */
	const struct event_head *heads;
	size_t head_count;
	bool narrow;          /* only the head's own clause: it is told in passing ("since last month's war") */
	bool lead;            /* the article's first sentence: a dateline may give the place */
	struct event_subject own, before; /* this sentence's subject, and that of the one before: what pronouns stand for */
	struct event_subject firm; /* the last one that names a firm, a few sentences before: what "the company" is */
};

/* Fills countries, place and their spans in *out. */
void event_role_read(const struct event_scan *s, const struct event_scope *scope, const struct event_head *head,
		     struct event *out);

/* Adds the countries of `from` to those of `to`: a code once, with the stronger role, hosts first. */
void event_role_join(struct event *to, const struct event *from, struct arena *arena);

/* Adds only those named by the subject of `from`, bytes of the text: what "he" does next. */
void event_role_join_actors(struct event *to, const struct event *from, struct span subject, struct arena *arena);

/* Adds only the host and the place: a day of a meeting is where the meeting is. */
void event_role_join_host(struct event *to, const struct event *from, struct arena *arena);

#endif
