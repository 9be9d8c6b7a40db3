#include "config.h"

#include "text/timex.h"

struct interval timex_interval(const struct timex3 *list, size_t count, size_t i)
{
	struct interval own = list[i].when;
	int other = list[i].range_with;
	if (other < 0 || (size_t)other >= count || !interval_known(own) || !interval_known(list[other].when))
		return own;
	struct interval far = list[other].when;
	struct interval both = {own.from < far.from ? own.from : far.from, own.to > far.to ? own.to : far.to};
	return both;
}

int timex_days(const struct timex3 *t)
{
	int n = 0;
	size_t i = 1;
	if (t->type != TIMEX_DURATION || t->value.n < 3 || t->value.p[0] != 'P')
		return 0;
	for (; i < t->value.n && t->value.p[i] >= '0' && t->value.p[i] <= '9' && n < 10000; i++)
		n = n * 10 + (t->value.p[i] - '0');
	if (i + 1 != t->value.n)
		return 0;
	return t->value.p[i] == 'D' ? n : t->value.p[i] == 'W' ? 7 * n : 0;
}
