/* found_format: what found_pack.c writes and found_unpack.c reads alike. */
#ifndef DATELINE_STORE_FOUND_FORMAT_H
#define DATELINE_STORE_FOUND_FORMAT_H

#include "record.h"

enum { FOUND_ZERO = '0' }; /* of a number in a kind: so that names stay text */

/* What a date has beside its span, its kind and its interval. */
enum {
	FOUND_APPROXIMATE = 1,
	FOUND_USUAL = 2,
	FOUND_SYMBOLIC = 4,
	FOUND_RANGE = 8,
	FOUND_ANCHOR = 16,
	FOUND_TENSE = 32,
	FOUND_FLAGS = 64,
};

/* What an event has beside its passage. */
enum {
	FOUND_DATED = 1,
	FOUND_SAME_DAYS = 2, /* those of its date */
	FOUND_PLACE = 4,
	FOUND_MODALITY = 8,
	FOUND_EVENT_FLAGS = 16,
};

/* What most dates are: their interval written out. Such a value is not kept. */
static inline void found_usual_value(const struct timex3 *t, char out[static 40])
{
	interval_format(t->when, t->precision, true, out);
}

/* Of a passage, where its headline has a space. */
static inline bool found_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* The day from which those of an article count. */
static inline int32_t found_first_day(const struct extraction *x)
{
	return interval_known(x->published.when) ? x->published.when.from : 0;
}

#endif
