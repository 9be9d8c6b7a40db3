/* Rows counted by periods: countries against periods, and two countries with the time between. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/rows_batch.h"
#include "store/tally.h"

/* One article each: when it appeared, and its event. The first country hosts where its code stands before a colon. */
static const struct told {
	const char *published, *when;
	enum precision precision;
	const char *countries;
	enum event_kind kind;
} told[] = {
	{"2001-03-01", "2001-02-20", PRECISION_DAY, "PK:IN", EVENT_MEETING},
	{"2001-04-01", "2001", PRECISION_YEAR, "IN PK", EVENT_OTHER},
	{"2003-05-01", "2003-04-30", PRECISION_DAY, "RU:IN PK CN", EVENT_MEETING},
	{"2003-06-01", "2003-05", PRECISION_MONTH, "IN PK", EVENT_VISIT},
	{"2003-07-01", "2003-06-30", PRECISION_DAY, "RU IN", EVENT_ATTACK},
	{"2006-01-01", "", PRECISION_DAY, "IN PK", EVENT_STATEMENT},
	{"2006-01-02", "1990s", PRECISION_DECADE, "IN", EVENT_OTHER},
};
enum { TOLD = sizeof told / sizeof *told };

static struct interval interval_of(const char *text)
{
	struct interval i = INTERVAL_NONE;
	enum precision p;
	if (*text)
		assert_true(interval_parse(str_of(text), &i, &p));
	return i;
}

static void add(struct rows_batch *b, const struct told *list, int i)
{
	struct event_country countries[8];
	memset(countries, 0, sizeof countries);
	struct event e = {.when = interval_of(list[i].when), .precision = list[i].precision, .kind = list[i].kind, .countries = countries};
	e.modality = e.kind == EVENT_VISIT ? MODALITY_ANNOUNCED : MODALITY_HAPPENED; /* visits are announced */
	for (const char *p = list[i].countries; *p; p += 2 + (p[2] != '\0')) {
		memcpy(countries[e.country_count].code, p, 2);
		countries[e.country_count++].role = p[2] == ':' ? ROLE_HOST : ROLE_PARTICIPANT;
	}
	struct extraction x = {.published = {.when = interval_of(list[i].published)}, .events = &e, .event_count = 1};
	rows_batch_add(b, i + 1, &x, 0);
}

static struct result result_of_list(const struct told *list, int n, struct country_count *countries)
{
	struct rows_batch b = {0};
	for (int i = 0; i < n; i++)
		add(&b, list, i);
	struct rows_table *t = rows_batch_seal(&b);
	rows_batch_free(&b);
	uint32_t counts[ROWS_CODES] = {0};
	struct result r = {.count = t->n, .total = t->n, .table = t, .runs = t->runs.v, .run_count = t->runs.n, .countries = countries};
	rows_count_countries(t, counts);
	for (uint16_t code = 0; code < ROWS_CODES; code++)
		if (counts[code]) {
			rows_code_name(code, countries[r.country_count].code);
			countries[r.country_count++].events = counts[code];
		}
	return r;
}

static struct result result_of_told(struct country_count *countries)
{
	return result_of_list(told, TOLD, countries);
}

/* A line a country: its code and its events by period; then articles and rows. */
static void test_grid(void **state)
{
	(void)state;
	struct country_count countries[8];
	struct result r = result_of_told(countries);
	struct interval years[5];
	for (int i = 0; i < 5; i++)
		years[i] = interval_year(2000 + i);
	struct tally_grid g;
	tally_grid(&r, &r, years, 5, &g);
	struct buf got = BUF_INIT;
	for (size_t c = 0; c < g.country_count; c++) {
		buf_addf(&got, "%s", g.countries[c].code);
		for (size_t p = 0; p < g.period_count; p++)
			buf_addf(&got, " %u", g.events[c * g.period_count + p]);
		buf_add_char(&got, '\n');
	}
	for (size_t p = 0; p < g.period_count; p++)
		buf_addf(&got, "%u/%u ", g.articles[p], g.rows[p]);
	assert_string_equal(buf_cstr(&got), "CN 0 0 0 1 0\nIN 0 2 0 3 0\nPK 0 2 0 2 0\nRU 0 0 0 2 0\n0/0 2/4 0/0 3/6 0/0 ");
	assert_int_equal(g.most, 3);
	assert_int_equal(g.outside, 4); /* the undated one, the nineties, and the two articles of 2006 */
	assert_int_equal(result_row(&r, g.first[3 * 5 + 3]).article, 3); /* Russia in 2003 */
	buf_free(&got);
	tally_grid_free(&g);
	rows_free(r.table);
}

/* "2003 2 (0 0 1 1) gap 434": a period, its contacts, by host, and the days before it. */
static void test_pair(void **state)
{
	static const struct {
		enum precision unit;
		const char *want;
	} rows[] = {
		{PRECISION_YEAR, "2001 2 (0 1 0 1)\n2003 2 (0 0 1 1) gap 484\nnone 1 (0 0 0 1)\n"},
		{PRECISION_MONTH, "2001 1 (0 0 0 1)\n2001-02 1 (0 1 0 0)\n2003-04 1 (0 0 1 0) gap 484\n2003-05 1 (0 0 0 1)\nnone 1 (0 0 0 1)\n"},
		{PRECISION_DECADE, "2000s 4 (0 1 1 2)\nnone 1 (0 0 0 1)\n"},
	};
	(void)state;
	struct country_count countries[8];
	struct result r = result_of_told(countries);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tally_pair p;
		struct buf got = BUF_INIT;
		tally_pair(&r, &r, &r, (const char[2][3]){"IN", ""}, rows[i].unit, &p);
		assert_string_equal(p.codes[1], "PK");
		for (size_t k = 0; k < p.periods.n; k++) {
			const struct tally_period *at = &p.periods.v[k];
			char name[40] = "none";
			if (interval_known(at->when))
				interval_format(at->when, at->precision, true, name);
			buf_addf(&got, "%s %u (%u %u %u %u)", name, at->sum.contacts, at->sum.hosts[0], at->sum.hosts[1], at->sum.hosts[2],
				 at->sum.hosts[3]);
			if (at->gap)
				buf_addf(&got, " gap %d", at->gap);
			buf_add_char(&got, '\n');
		}
		assert_string_equal(buf_cstr(&got), rows[i].want);
		assert_int_equal(p.sum.contacts, 5);
		assert_int_equal(p.sum.kinds[EVENT_MEETING], 2);
		assert_int_equal(p.beside_count, 3);
		assert_string_equal(p.elsewhere[0].code, "RU");
		assert_int_equal(p.announced.n, 1);
		assert_int_equal(p.announced.v[0].article, 4);
		assert_true(p.longest.from == interval_of("2002").from && p.longest.to == interval_of("2003-04-29").to);
		buf_free(&got);
		tally_pair_free(&p);
	}
	rows_free(r.table);
}

static void test_pair_since(void **state)
{
	(void)state;
	struct country_count countries[8];
	struct result r = result_of_told(countries);
	struct tally_pair p;
	tally_pair(&r, &r, &r, (const char[2][3]){"IN", "PK"}, PRECISION_YEAR, &p);
	assert_true(p.since.from == interval_of("2003-06-01").from && p.since.to == interval_of("2006-01-02").to);
	tally_pair_free(&p);
	/* nobody beside, and nobody at all */
	tally_pair(&r, &r, &r, (const char[2][3]){"US", ""}, PRECISION_YEAR, &p);
	assert_int_equal(p.sum.contacts, 0);
	assert_string_equal(p.codes[1], "");
	tally_pair_free(&p);
	tally_pair(&r, &r, &r, (const char[2][3]){"", ""}, PRECISION_YEAR, &p);
	assert_int_equal(p.periods.n, 0);
	tally_pair_free(&p);
	rows_free(r.table);
}

/* "In the 1970s they met": behind the decade nothing is told until the next; but a year within it ends no gap. */
static void test_pair_vague(void **state)
{
	(void)state;
	struct country_count countries[8];
	static const struct told vague[] = {
		{"1999-01-01", "1970s", PRECISION_DECADE, "IN PK", EVENT_OTHER},
		{"1999-01-01", "1990s", PRECISION_DECADE, "IN PK", EVENT_OTHER},
		{"1999-01-01", "1992", PRECISION_YEAR, "IN PK", EVENT_OTHER},
		{"2003-05-01", "2003-05", PRECISION_MONTH, "IN PK", EVENT_OTHER},
	};
	struct result r = result_of_list(vague, 4, countries);
	struct tally_pair p;
	tally_pair(&r, &r, &r, (const char[2][3]){"IN", "PK"}, PRECISION_YEAR, &p);
	assert_int_equal(p.periods.v[1].gap, interval_of("1990").from - interval_of("1979").to - 1);
	assert_int_equal(p.periods.v[1].silent, 0); /* nobody wrote in the eighties */
	assert_int_equal(p.periods.v[3].silent, 3);
	assert_true(p.longest.from == interval_of("1993").from && p.longest.to == interval_of("2003-04").to);
	tally_pair_free(&p);
	rows_free(r.table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_pair),
		cmocka_unit_test(test_pair_since),
		cmocka_unit_test(test_pair_vague),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
