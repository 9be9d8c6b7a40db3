/* event_pair: the pairs of countries that an article names together, and how often: whom "the two countries" means. */
#ifndef DATELINE_TEXT_EVENT_PAIR_H
#define DATELINE_TEXT_EVENT_PAIR_H

#include "text/event.h"

enum { EVENT_PAIRS = 24 };

/* Of the places up to a byte; zeroed: of none. Two stand together when they are no more than a line apart. */
struct event_pairs {
	struct event_pair {
		const struct place *place[2];
		unsigned count;
	} seen[EVENT_PAIRS];
	size_t n, best;           /* best: index + 1; 0: there is none */
	size_t next;              /* the first place that is not among them */
	const struct place *last; /* the last one that has a country */
};

/* Adds the places up to a byte. One goes on from sentence to sentence: all of them anew for each would take hours of a
 * text of 100 MB. */
void event_pair_read(struct event_pairs *p, const struct event_input *in, uint32_t before);
/* The pair that was named together most often, of two as frequent the one named last. */
bool event_pair_most(const struct event_pairs *p, const struct place *pair[static 2]);

#endif
