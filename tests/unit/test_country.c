/* The table of countries: every row is sound, every name finds its code. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/country.h"
#include "base/outline.h"
#include "base/utf8.h"

static void test_rows_are_sound(void **state)
{
	(void)state;
	struct str rest = country_all();
	struct country c;
	struct str last = STR("");
	int count = 0;
	while (country_next(&rest, &c)) {
		assert_int_equal(c.code.n, 2);
		assert_int_equal(c.alpha3.n, 3);
		assert_true(c.name.n > 0);
		assert_true(str_cmp(last, c.code) < 0); /* sorted, none twice */
		last = c.code;
		count++;
	}
	assert_int_equal(rest.n, 0);
	assert_true(count > 250);
	struct buf nfc = BUF_INIT;
	utf8_nfc(country_all(), &nfc);
	assert_true(str_eq(buf_str(&nfc), country_all()));
	buf_free(&nfc);
}

/* No name is of two countries, and each code is found from each of its names. */
static void test_names_find_their_code(void **state)
{
	(void)state;
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c)) {
		struct str names = c.others, name = c.name;
		do {
			char code[3] = "";
			if (name.n == 0)
				continue;
			assert_true(country_code(name, code));
			if (!str_eq(str_of(code), c.code))
				fail_msg("%.*s is %s, not %.*s", STR_ARG(name), code, STR_ARG(c.code));
		} while (str_split(&names, '|', &name));
		struct country again;
		assert_true(country_find(c.code, &again));
		assert_true(str_eq(again.name, c.name));
	}
}

static void test_what_users_type(void **state)
{
	(void)state;
	static const struct {
		const char *typed, *code; /* NULL: unknown */
	} rows[] = {
		{"PK", "PK"}, {"pk", "PK"}, {"pak", "PK"}, {"Pakistan", "PK"}, {"the Netherlands", "NL"},
		{"Holland", "NL"}, {" U.S. ", "US"}, {"uk", "GB"}, {"GBR", "GB"}, {"Zaire", "CD"}, {"USSR", "SU"},
		{"West Germany", "DE"}, {"GDR", "DD"}, {"Türkiye", "TR"}, {"Atlantis", NULL}, {"", NULL},
		{"P", NULL}, {"the ", NULL}, {"|", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char code[3] = "--";
		bool found = country_code(str_of(rows[i].typed), code);
		assert_int_equal(found, rows[i].code != NULL);
		assert_string_equal(code, rows[i].code ? rows[i].code : "--");
	}
}

static void test_names_of_codes(void **state)
{
	(void)state;
	assert_true(str_eq(country_name(STR("PK")), STR("Pakistan")));
	assert_true(str_eq(country_name(STR("AD")), STR("Andorra")));
	assert_true(str_eq(country_name(STR("ZW")), STR("Zimbabwe")));
	assert_true(str_eq(country_name(STR("SU")), STR("Soviet Union")));
	static const char *const unknown[] = {"", "A", "AA", "ZZ", "pk", "PAK"};
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		assert_true(str_eq(country_name(str_of(unknown[i])), str_of(unknown[i])));
}

/* Dots of a world of one dot a degree, by the places that lie under them. */
static void test_outlines(void **state)
{
	(void)state;
	static const struct {
		const char *place;
		double longitude, latitude;
		const char *code; /* "": the sea */
	} rows[] = {
		{"Islamabad", 73.0, 33.7, "PK"}, {"Delhi", 77.2, 28.6, "IN"}, {"Chita", 113.5, 52.0, "RU"},
		{"Chukotka, past 180 degrees", -175.5, 67.0, "RU"}, {"the middle of Canada", -100.5, 62.5, "CA"},
		{"Brasilia", -47.9, -15.8, "BR"}, {"Lesotho, a hole in another", 28.2, -29.5, "LS"},
		{"Singapore, smaller than a dot", 103.9, 1.4, "SG"}, {"Atlantic", -40.5, 30.5, ""}, {"south of Madagascar", 45.5, -40.5, ""},
	};
	struct outline o;
	outline_make(&o, 360);
	assert_int_equal(o.h, outline_height(360));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int x = (int)(rows[i].longitude + 180), y = (int)(84 - rows[i].latitude);
		uint16_t at = o.at[y * o.w + x];
		assert_string_equal(at == OUTLINE_SEA ? "" : o.countries[at - 1].code, rows[i].code);
	}
	for (size_t i = 0; i < o.count; i++) {
		struct country c;
		assert_true(country_find(str_of(o.countries[i].code), &c));
		assert_int_equal(outline_find(&o, str_of(o.countries[i].code)), (int)i);
		assert_true(o.countries[i].x >= 0 && o.countries[i].x < o.w && o.countries[i].y >= 0 && o.countries[i].y < o.h);
	}
	assert_int_equal(outline_find(&o, STR("SU")), -1);
	outline_free(&o);
	outline_make(&o, 1); /* the smallest world */
	assert_int_equal(o.h, 1);
	outline_free(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_are_sound),
		cmocka_unit_test(test_names_find_their_code),
		cmocka_unit_test(test_what_users_type),
		cmocka_unit_test(test_names_of_codes),
		cmocka_unit_test(test_outlines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
