#include "config.h"

#include "app/date.h"

#include <stdint.h>
#include <string.h>

/* 1..12 for a month's name or its first three letters or more, else 0. */
static int date_month(struct str word)
{
	static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
					    "july",    "august",   "september", "october", "november", "december"};
	for (int i = 0; i < 12 && word.n >= 3; i++)
		if (word.n <= strlen(names[i]) && str_eq_nocase(word, (struct str){names[i], word.n}))
			return i + 1;
	return 0;
}

static bool date_number(struct str word, int *out)
{
	int value = 0;
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] < '0' || word.p[i] > '9' || i == 4)
			return false;
		value = value * 10 + (word.p[i] - '0');
	}
	*out = value;
	return word.n > 0;
}

/* A month's name, a year of four digits, and perhaps a day, in any order. */
static bool date_words(struct str text, struct interval *out)
{
	int month = 0, year = -1, day = 0, number;
	struct str word;
	while (str_split(&text, ' ', &word)) {
		while (word.n > 0 && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.'))
			word.n--;
		if (word.n == 0)
			continue;
		if (!month && (month = date_month(word)))
			continue;
		if (!date_number(word, &number))
			return false;
		if (word.n == 4 && year < 0)
			year = number;
		else if (word.n <= 2 && day == 0 && number > 0)
			day = number;
		else
			return false;
	}
	if (!month || year < 0 || (day && !day_is_valid(year, month, day)))
		return false;
	*out = day ? interval_day(day_of(year, month, day)) : interval_month(year, month);
	return true;
}

/* "2018-5-3", "2018/05/03": as typed in haste. */
static bool date_digits(struct str text, struct interval *out)
{
	int n[3] = {0, 1, 1}, count = 0;
	char joint = str_find(text, STR("/"), 0) != SIZE_MAX ? '/' : '-';
	struct str word;
	while (str_split(&text, joint, &word)) {
		if (count == 3 || (count == 0 ? word.n != 4 : word.n > 2) || !date_number(word, &n[count++]))
			return false;
	}
	if (count < 2 || !day_is_valid(n[0], n[1], n[2]))
		return false;
	*out = count == 3 ? interval_day(day_of(n[0], n[1], n[2])) : interval_month(n[0], n[1]);
	return true;
}

bool date_read(struct str text, struct interval *out, struct error *err)
{
	struct str s = str_trim(text);
	enum precision precision;
	if (interval_parse(s, out, &precision) || date_digits(s, out) || date_words(s, out))
		return true;
	return error_set_at(err, ERROR_USAGE, 0, "%.*s: no date; write 2018, 2018-05, 2018-05-23 or may 2018",
			    STR_ARG(s));
}
