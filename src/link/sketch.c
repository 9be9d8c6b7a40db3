#include "config.h"

#include "link/sketch.h"

/* Whether it happened, and if so, whether it was told as news. */
enum sketch_how { SKETCH_NEWS, SKETCH_LATER, SKETCH_ANNOUNCED, SKETCH_HOWS };

/* The dates that have a number, by where they begin as seen from the month's first day. An event is looked for a day
 * around its own days, and a third of a month around its month (link.c: link_months). */
enum {
	SKETCH_EARLIEST_DAY = -1,
	SKETCH_EARLIEST_WEEK = -7,
	SKETCH_LATEST = 31,
	SKETCH_DAY = 1, /* 0: other dates */
	SKETCH_MONTH = SKETCH_DAY + SKETCH_LATEST - SKETCH_EARLIEST_DAY + 1, /* before this one, this, the next */
	SKETCH_WEEK = SKETCH_MONTH + 3,
	SKETCH_SHAPES = SKETCH_WEEK + SKETCH_LATEST - SKETCH_EARLIEST_WEEK + 1,
};
_Static_assert(SKETCH_SHAPES * SKETCH_HOWS <= UINT8_MAX + 1, "a sketch is a byte");

struct sketch sketch_of(const struct link_event *e)
{
	return (struct sketch){e->when, e->precision, e->modality, link_is_news(e)};
}

static struct interval sketch_month(int32_t first, int distance)
{
	return (struct interval){day_add_months(first, distance), day_add_months(first, distance + 1) - 1};
}

static int sketch_shape(const struct sketch *s, int32_t first)
{
	int32_t days = s->when.to - s->when.from + 1, at = s->when.from - first;
	for (int i = 0; s->precision > PRECISION_WEEK && i < 3; i++) {
		struct interval month = sketch_month(first, i - 1);
		if (month.from == s->when.from && month.to == s->when.to)
			return SKETCH_MONTH + i;
	}
	if (s->precision > PRECISION_WEEK || at > SKETCH_LATEST)
		return 0;
	if (days == 1 && at >= SKETCH_EARLIEST_DAY)
		return SKETCH_DAY + at - SKETCH_EARLIEST_DAY;
	return days == 7 && at >= SKETCH_EARLIEST_WEEK ? SKETCH_WEEK + at - SKETCH_EARLIEST_WEEK : 0;
}

uint8_t sketch_pack(const struct sketch *s, int32_t first)
{
	enum sketch_how how = s->modality == MODALITY_ANNOUNCED ? SKETCH_ANNOUNCED : s->news ? SKETCH_NEWS : SKETCH_LATER;
	return (uint8_t)(sketch_shape(s, first) * SKETCH_HOWS + (int)how);
}

struct sketch sketch_unpack(uint8_t packed, int32_t first)
{
	int shape = packed / SKETCH_HOWS, how = packed % SKETCH_HOWS;
	struct sketch s = {.when = INTERVAL_NONE, .modality = how == SKETCH_ANNOUNCED ? MODALITY_ANNOUNCED : MODALITY_HAPPENED,
			   .news = how != SKETCH_LATER};
	if (shape >= SKETCH_WEEK) {
		s.when.from = first + SKETCH_EARLIEST_WEEK + shape - SKETCH_WEEK;
		s.when.to = s.when.from + 6;
	} else if (shape >= SKETCH_MONTH) {
		s.when = sketch_month(first, shape - SKETCH_MONTH - 1);
		s.precision = PRECISION_MONTH;
	} else if (shape >= SKETCH_DAY) {
		s.when.from = s.when.to = first + SKETCH_EARLIEST_DAY + shape - SKETCH_DAY;
	}
	return s;
}
