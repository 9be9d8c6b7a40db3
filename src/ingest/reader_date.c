#include "config.h"

#include "ingest/reader_run.h"

#include <string.h>

static bool reader_date_digit(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* A number of `min` to `max` digits at the front of *s, cut off. */
static bool reader_date_number(struct str *s, size_t min, size_t max, int *out)
{
	size_t n = 0;
	int value = 0;
	while (n < max && reader_date_digit(*s, n))
		value = value * 10 + (s->p[n++] - '0');
	if (n < min || reader_date_digit(*s, n))
		return false;
	*out = value;
	*s = str_sub(*s, n, s->n);
	return true;
}

/* "May", "Sept.", "september", with the point and spaces after it. */
static bool reader_date_month(struct str *s, int *out)
{
	static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
					     "august", "september", "october", "november", "december"};
	size_t n = 0;
	while (n < s->n && ((s->p[n] | 0x20) >= 'a' && (s->p[n] | 0x20) <= 'z'))
		n++;
	struct str word = str_sub(*s, 0, n);
	for (int m = 0; m < 12; m++) {
		struct str name = str_of(months[m]);
		if (n < 3 || n > name.n || !str_eq_nocase(word, str_sub(name, 0, n)))
			continue;
		*s = str_sub(*s, n, s->n);
		if (str_starts(*s, STR(".")))
			*s = str_sub(*s, 1, s->n);
		*s = str_trim(*s);
		*out = m + 1;
		return true;
	}
	return false;
}

/* Nothing, or a time of day after a blank, comma or T: "T10:00:00Z", ", 10:00", " 10:00:00 +0500". */
static bool reader_date_only_time_left(struct str s)
{
	if (s.n == 0)
		return true;
	if (!strchr("Tt ,", s.p[0]))
		return false;
	s = str_trim(str_sub(s, 1, s.n));
	int hour;
	struct str minutes = s;
	return reader_date_number(&minutes, 1, 2, &hour) && hour <= 24 && str_starts(minutes, STR(":"));
}

static bool reader_date_day(int year, int month, int day, struct published *out)
{
	if (!day_is_valid(year, month, day))
		return false;
	out->when = interval_day(day_of(year, month, day));
	out->precision = PRECISION_DAY;
	return true;
}

/* "22/05/2018", "5-22-2018", "22.5.2018": read when it can be read in one way only. With full stops the day
 * always stands first. */
static bool reader_date_year_last(struct str s, struct published *out)
{
	int first, second, year;
	if (!reader_date_number(&s, 1, 2, &first) || s.n == 0 || !strchr("-/.", s.p[0]))
		return false;
	char sep = s.p[0];
	s = str_sub(s, 1, s.n);
	if (!reader_date_number(&s, 1, 2, &second) || s.n == 0 || s.p[0] != sep)
		return false;
	s = str_sub(s, 1, s.n);
	if (!reader_date_number(&s, 4, 4, &year) || !reader_date_only_time_left(s))
		return false;
	bool day_first = sep == '.' || first > 12 || first == second;
	if (!day_first && second <= 12)
		return false;
	return reader_date_day(year, day_first ? second : first, day_first ? first : second, out);
}

/* "2018-05-22T10:00", "2018/05/22", "20180522" */
static bool reader_date_numeric(struct str s, struct published *out)
{
	int year, month, day;
	if (s.n >= 8 && reader_date_digit(s, 7) && !reader_date_digit(s, 8)) {
		struct str y = str_sub(s, 0, 4), m = str_sub(s, 4, 6), d = str_sub(s, 6, 8);
		if (reader_date_number(&y, 4, 4, &year) && reader_date_number(&m, 2, 2, &month) &&
		    reader_date_number(&d, 2, 2, &day))
			return reader_date_only_time_left(str_sub(s, 8, s.n)) && reader_date_day(year, month, day, out);
	}
	if (!reader_date_number(&s, 4, 4, &year) || s.n == 0 || !strchr("-/", s.p[0]))
		return false;
	char sep = s.p[0];
	s = str_sub(s, 1, s.n);
	if (!reader_date_number(&s, 1, 2, &month) || s.n == 0 || s.p[0] != sep)
		return false;
	s = str_sub(s, 1, s.n);
	return reader_date_number(&s, 1, 2, &day) && reader_date_only_time_left(s) && reader_date_day(year, month, day, out);
}

/* "Tue, 22 May 2018 10:00:00 +0500", "22 May 2018", "May 22, 2018", "May 2018" */
static bool reader_date_words(struct str s, struct published *out)
{
	size_t comma = str_find(s, STR(","), 0);
	if (comma != SIZE_MAX && comma >= 3 && comma <= 9 && str_find(s, STR(" "), 0) > comma)
		s = str_trim(str_sub(s, comma + 1, s.n)); /* the day of the week */
	int year, month, day = 0;
	struct str rest = s;
	if (reader_date_number(&rest, 1, 2, &day))
		s = str_trim(rest);
	if (!reader_date_month(&s, &month))
		return false;
	rest = s;
	if (day == 0 && reader_date_number(&rest, 1, 2, &day)) {
		if (str_starts(rest, STR(",")))
			rest = str_sub(rest, 1, rest.n);
		s = str_trim(rest);
	}
	if (!reader_date_number(&s, 4, 4, &year) || !reader_date_only_time_left(s))
		return false;
	if (day)
		return reader_date_day(year, month, day, out);
	out->when = interval_month(year, month);
	out->precision = PRECISION_MONTH;
	return true;
}

bool reader_date(struct str s, struct published *out)
{
	s = str_trim(s);
	struct published p = {.basis = PUBLISHED_GIVEN};
	if (!interval_parse(s, &p.when, &p.precision) && !reader_date_numeric(s, &p) &&
	    !reader_date_year_last(s, &p) && !reader_date_words(s, &p))
		return false;
	*out = p;
	return true;
}

void reader_date_field(struct reader_run *r, uint64_t line, struct str s, struct article *a)
{
	if (str_trim(s).n == 0 || reader_date(s, &a->published))
		return;
	r->counts->flawed++;
	s = str_sub(s, 0, 60);
	reader_report(r, line, "\"%.*s\" is no date that can be read, the article is kept undated; write YYYY-MM-DD",
		      STR_ARG(s));
}
