#include "config.h"

#include "link/same.h"

enum { SAME_LATER = 14 }; /* days after which a report is no news any more */

/* Where the evidence of an unrelated pair of one day ends and that of one event begins, in bits. */
static const float same_threshold = 11.5f;

bool same_is_later(const struct link_event *e)
{
	return interval_known(e->published) && e->published.from - e->when.to > SAME_LATER;
}

static float same_dates(const struct comparison *c, const struct link_event *a, const struct link_event *b)
{
	bool published = a->basis == BASIS_PUBLISHED && b->basis == BASIS_PUBLISHED;
	switch (c->dates) {
	case COMPARE_EQUAL:
		/* all news of a day share its date; a day of long ago is named by who means what happened on it */
		return published ? 1 : same_is_later(a) || same_is_later(b) ? 5.5f : 4;
	case COMPARE_MEET:
		return 3;
	case COMPARE_WITHIN:
		return compare_vague_dates(a, b);
	case COMPARE_NEAR:
		/* the day before the report, or the first and the last day of one meeting; but the news of two days
		 * are two events before they are one */
		return published ? -4 : 0.5f;
	case COMPARE_APART:
		break;
	}
	return 0;
}

bool same_may(const struct sketch *a, const struct sketch *b)
{
	int32_t gap;
	if (a->modality != b->modality || a->modality > MODALITY_ANNOUNCED || !compare_may_meet(a, b, &gap))
		return false;
	/* this month's figures are not last month's */
	return gap == 0 || (gap == 1 && a->precision <= PRECISION_WEEK && b->precision <= PRECISION_WEEK);
}

bool same_judge(const struct comparison *c, const struct link_event *a, const struct link_event *b, float *bits)
{
	struct sketch x = sketch_of(a), y = sketch_of(b);
	if (!same_may(&x, &y))
		return false;
	*bits = compare_evidence(c) + same_dates(c, a, b) - same_threshold;
	return true;
}
