/* What counts as a given publication date, and what does not. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ingest/reader.h"

static const struct {
	const char *text, *day; /* day NULL: not read */
} dates_rows[] = {
	{"2018-05-22", "2018-05-22"},
	{"2018-05", "2018-05"},
	{"2018", "2018"},
	{" 2018-05-22 ", "2018-05-22"},
	{"2018-05-22T10:00:00Z", "2018-05-22"},
	{"2018-05-22T23:59:00-11:00", "2018-05-22"}, /* the day as it is written */
	{"2018-05-22 10:00", "2018-05-22"},
	{"2018-5-2", "2018-05-02"},
	{"2018/05/22", "2018-05-22"},
	{"20180522", "2018-05-22"},
	{"20180522T100000", NULL},                   /* a time without colons */
	{"22 May 2018", "2018-05-22"},
	{"2 May 2018", "2018-05-02"},
	{"May 22, 2018", "2018-05-22"},
	{"May 22 2018", "2018-05-22"},
	{"Sept. 5, 2018", "2018-09-05"},
	{"september 2018", "2018-09"},
	{"Tue, 22 May 2018 10:00:00 +0500", "2018-05-22"},
	{"Tuesday, 22 May 2018", "2018-05-22"},
	{"-0044-03-15", "-0044-03-15"},
	{"05/06/2018", NULL},                        /* two readings */
	{"05-06-2018", NULL},
	{"22/05/2018", "2018-05-22"},
	{"05/22/2018", "2018-05-22"},
	{"5-22-2018 10:00", "2018-05-22"},
	{"05/05/2018", "2018-05-05"},
	{"3.4.2018", "2018-04-03"},                  /* nobody writes the month before a full stop */
	{"22/23/2018", NULL},
	{"22/05-2018", NULL},
	{"22/05/18", NULL},
	{"2018-02-30", NULL},
	{"2018-13-01", NULL},
	{"30 February 2018", NULL},
	{"May 2018 or so", NULL},
	{"22 Mayonnaise 2018", NULL},
	{"not a date", NULL},
	{"1526947200", NULL},                        /* seconds of a time zone that is not told */
	{"2018-05-22x", NULL},
	{"May", NULL},
	{"", NULL},
};

static void test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof dates_rows / sizeof *dates_rows; i++) {
		struct published p = {.basis = PUBLISHED_UNKNOWN};
		bool read = reader_date(str_of(dates_rows[i].text), &p);
		if (!dates_rows[i].day) {
			if (read)
				fail_msg("\"%s\" was read", dates_rows[i].text);
			assert_int_equal(p.basis, PUBLISHED_UNKNOWN);
			continue;
		}
		if (!read)
			fail_msg("\"%s\" was not read", dates_rows[i].text);
		char day[40];
		interval_format(p.when, p.precision, true, day);
		assert_string_equal(day, dates_rows[i].day);
		assert_int_equal(p.basis, PUBLISHED_GIVEN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
