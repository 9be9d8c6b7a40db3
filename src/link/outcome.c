#include "config.h"

#include "link/outcome.h"

static const float outcome_threshold = 9.4f;

/* That both speak of one matter is not enough: what happens next week is often of the matter that an
 * announcement was of. It must be the same act, or the same meeting. */
static bool outcome_same_act(const struct comparison *c)
{
	return c->head_equal || c->series_equal || (c->kind_equal && c->cosine >= 0.2f) ||
	       (c->dates == COMPARE_EQUAL && c->cosine >= 0.4f) || (c->dates == COMPARE_MEET && c->cosine >= 0.6f);
}

static float outcome_dates(const struct comparison *c, const struct link_event *a, const struct link_event *b)
{
	switch (c->dates) {
	case COMPARE_EQUAL:
		return 4;
	case COMPARE_MEET:
		return 3;
	case COMPARE_WITHIN:
		return compare_vague_dates(a, b);
	case COMPARE_NEAR:
		return -2; /* announced for September, held at the end of August */
	case COMPARE_APART:
		break;
	}
	return 0;
}

bool outcome_may(const struct sketch *a, const struct sketch *b)
{
	int32_t gap;
	if (a->modality != MODALITY_ANNOUNCED || b->modality != MODALITY_HAPPENED || !b->news || !compare_may_meet(a, b, &gap))
		return false;
	/* a day that was named may be missed by one, and not be run ahead of */
	return gap == 0 || a->precision > PRECISION_WEEK || (gap == 1 && b->when.from > a->when.from);
}

bool outcome_judge(const struct comparison *c, const struct link_event *a, const struct link_event *b, float *bits)
{
	struct sketch x = sketch_of(a), y = sketch_of(b);
	if (!outcome_may(&x, &y))
		return false;
	if (interval_known(a->published) && interval_known(b->published) && a->published.from >= b->published.from)
		return false;
	if (interval_known(a->published) && a->published.from > a->when.to)
		return false;
	/* told before its day, it was still to come, however it was told */
	if (interval_known(b->published) && b->published.from < b->when.from)
		return false;
	if (!outcome_same_act(c))
		return false;
	*bits = compare_evidence(c) + outcome_dates(c, a, b) - outcome_threshold;
	return true;
}
