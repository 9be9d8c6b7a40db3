#include "config.h"

#include "link/outcome.h"

/* Lower than that of same: an announcement has fewer words for what is not known yet. */
static const float outcome_threshold = 8;

static float outcome_dates(const struct comparison *c)
{
	switch (c->dates) {
	case COMPARE_EQUAL:
		return 4;
	case COMPARE_MEET:
		return 3;
	case COMPARE_WITHIN:
		return 2;
	case COMPARE_NEAR:
		return 0;
	case COMPARE_APART:
		break;
	}
	return 0;
}

bool outcome_judge(const struct comparison *c, const struct link_event *a, const struct link_event *b, float *bits)
{
	if (a->modality != MODALITY_ANNOUNCED || b->modality != MODALITY_HAPPENED || c->dates == COMPARE_APART)
		return false;
	if (interval_known(a->published) && interval_known(b->published) && a->published.from >= b->published.from)
		return false;
	if (interval_known(a->published) && a->published.from > a->when.to)
		return false;
	if (!link_is_news(b))
		return false;
	*bits = compare_evidence(c) + outcome_dates(c) - outcome_threshold;
	return true;
}
