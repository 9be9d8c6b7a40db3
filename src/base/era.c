#include "config.h"

#include "base/era.h"

#include <stdio.h>
#include <string.h>

void era_year(int year, char out[static 16])
{
	if (year > 0)
		snprintf(out, 16, "%d", year);
	else
		snprintf(out, 16, "%d BC", 1 - year);
}

/* Is it told in whole periods of a unit: one of them, or several when it was said in such? */
static bool era_is_whole(struct interval i, enum precision p, enum precision unit)
{
	struct interval first = interval_around(i.from, unit);
	return first.from == i.from && interval_around(i.to, unit).to == i.to && (p >= unit || first.to == i.to);
}

/* "44", "44-03", "44-03-15", without what it shares with the day before it; of either era. */
static void era_put(int32_t day, enum precision unit, const struct civil *before, char out[static 40])
{
	struct civil c = day_civil(day);
	bool year = !before || before->year != c.year, month = year || before->month != c.month;
	int n = year ? snprintf(out, 40, "%d", c.year > 0 ? c.year : 1 - c.year) : 0;
	out[n] = '\0';
	if (unit < PRECISION_YEAR && month)
		n += snprintf(out + n, 40 - (size_t)n, "%s%02d", year ? "-" : "", c.month);
	if (unit < PRECISION_MONTH)
		snprintf(out + n, 40 - (size_t)n, "%s%02d", month ? "-" : "", c.day);
}

void era_interval(struct interval i, enum precision p, bool ascii, char out[static 40])
{
	struct civil first = interval_known(i) ? day_civil(i.from) : (struct civil){.year = 1};
	if (first.year > 0) {
		interval_format(i, p, ascii, out);
		return;
	}
	enum precision unit = era_is_whole(i, p, PRECISION_YEAR) ? PRECISION_YEAR : era_is_whole(i, p, PRECISION_MONTH) ? PRECISION_MONTH : PRECISION_DAY;
	char from[40], to[40];
	bool both = day_civil(i.to).year <= 0;
	era_put(i.from, unit, NULL, from);
	era_put(i.to, unit, both ? &first : NULL, to);
	if (interval_around(i.from, unit).to >= i.to)
		snprintf(out, 40, "%.30s BC", from);
	else
		snprintf(out, 40, "%.12s%s%s%s%.12s%s", from, both ? "" : " BC", ascii ? ".." : "…", both ? "" : "AD ", to, both ? " BC" : "");
}

void era_day(int32_t day, char out[static 40])
{
	era_interval(interval_day(day), PRECISION_DAY, false, out);
}
