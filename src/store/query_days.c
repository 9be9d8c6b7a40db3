#include "config.h"

#include "store/terms.h"

struct interval query_days(const struct query *q)
{
	struct interval days = {DAY_MIN, DAY_MAX};
	for (size_t i = 0; i < q->terms.n; i++) {
		const struct term *t = &q->terms.v[i];
		bool from = t->type == TERM_FROM || t->type == TERM_ON, to = t->type == TERM_TO || t->type == TERM_ON;
		if (from && !t->negated && t->when.from > days.from)
			days.from = t->when.from;
		if (to && !t->negated && t->when.to < days.to)
			days.to = t->when.to;
	}
	return days;
}

bool query_days_check(const struct query *q, struct error *err)
{
	const struct term *from = NULL, *to = NULL;
	for (size_t i = 0; i < q->terms.n; i++) {
		const struct term *t = &q->terms.v[i];
		from = t->type == TERM_FROM && !t->negated ? t : from;
		to = t->type == TERM_TO && !t->negated ? t : to;
	}
	if (!from || !to || from->when.from <= to->when.to)
		return true;
	const struct term *last = from->column > to->column ? from : to;
	return error_set_at(err, ERROR_USAGE, last->column,
			    "query: to:%.*s is before from:%.*s, at column %d; nothing lies between them", STR_ARG(to->text),
			    STR_ARG(from->text), last->column + 1);
}
