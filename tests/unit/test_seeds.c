/* The five articles of ../shared/seeds against tests/text/seeds.tsv, which tells how its rows are read.
 * Skipped where the articles are absent: they are not ours to keep. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cases.h"
#include "text/extract.h"
#include "text/table.h"

enum { SEED_FILE, SEED_DATE, SEED_TELLINGS, SEED_WHEN, SEED_PRECISION, SEED_BASIS, SEED_MODALITY, SEED_KIND,
       SEED_COUNTRIES, SEED_NEED, SEED_FIELDS };

static char folder[4096];

/* The file whose name begins with the three digits. */
static bool read_seed(struct str digits, struct buf *out)
{
	bool found = false;
	DIR *d = opendir(folder);
	for (struct dirent *e; d && (e = readdir(d));) {
		char path[8192];
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		struct buf raw = BUF_INIT;
		if (!found && str_starts(str_of(e->d_name), digits) && cases_read_path(path, &raw)) {
			utf8_repair(buf_str(&raw), out);
			found = true;
		}
		buf_free(&raw);
	}
	if (d)
		closedir(d);
	return found;
}

/* Whether one of the alternatives between bars is `value`; "*" is any. */
static bool allows(struct str field, struct str value)
{
	struct str one;
	if (str_eq(field, STR("*")))
		return true;
	while (str_split(&field, '|', &one))
		if (str_eq(one, value))
			return true;
	return false;
}

static bool meets(struct str tellings, struct span s)
{
	struct str one;
	while (str_split(&tellings, ',', &one)) {
		unsigned begin = (unsigned)strtoul(one.p, NULL, 10);
		size_t dash = str_find(one, STR("-"), 0);
		unsigned end = (unsigned)strtoul(one.p + dash + 1, NULL, 10);
		if (s.begin < end && begin < s.end)
			return true;
	}
	return false;
}

/* Every country named in the field is there, in its role where one is given; no other is. */
static bool countries_fit(struct str field, const struct event *e)
{
	if (str_eq(field, STR("*")))
		return true;
	size_t known = 0;
	struct str one;
	while (str_split(&field, ' ', &one)) {
		bool optional = str_starts(one, STR("?")), found = false;
		struct str code = str_sub(one, optional, optional + 2), role = str_sub(one, optional + 3u, one.n);
		for (size_t i = 0; i < e->country_count; i++)
			found |= str_eq(code, str_of(e->countries[i].code)) &&
				 (!role.n || str_eq(role, str_of(event_role_name(e->countries[i].role))));
		if (!found && !optional)
			return false;
		known += found;
	}
	return known == e->country_count;
}

static struct str when_of(const struct event *e, char out[static 40])
{
	if (!interval_known(e->when))
		return STR("none");
	char from[16], to[16];
	day_format(e->when.from, from);
	day_format(e->when.to, to);
	snprintf(out, 40, "%s..%s", from, to);
	return str_of(out);
}

static bool row_fits(const struct table_row *r, const struct event *e)
{
	char when[40];
	return meets(r->field[SEED_TELLINGS], e->span) && allows(r->field[SEED_WHEN], when_of(e, when)) &&
	       (allows(r->field[SEED_PRECISION], str_of(precision_name(e->precision))) || !interval_known(e->when)) &&
	       allows(r->field[SEED_BASIS], str_of(event_basis_name(e->basis))) &&
	       allows(r->field[SEED_MODALITY], str_of(event_modality_name(e->modality))) &&
	       allows(r->field[SEED_KIND], str_of(event_kind_name(e->kind))) && countries_fit(r->field[SEED_COUNTRIES], e);
}

static void print_event(const char *what, struct str file, const struct event *e)
{
	char when[40];
	struct str w = when_of(e, when);
	print_error("%s %.*s %u-%u %.*s %s %s %s %s", what, STR_ARG(file), e->span.begin, e->span.end, STR_ARG(w),
		    precision_name(e->precision), event_basis_name(e->basis), event_modality_name(e->modality),
		    event_kind_name(e->kind));
	for (size_t i = 0; i < e->country_count; i++)
		print_error(" %s=%s", e->countries[i].code, event_role_name(e->countries[i].role));
	print_error("\n");
}

/* The rows of one article with one publication date, from *rows; the number of faults. */
static int check_article(const struct table_row *rows, size_t count)
{
	struct buf text = BUF_INIT;
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	assert_true(read_seed(rows[0].field[SEED_FILE], &text));
	struct extract_input in = {.text = buf_str(&text), .published = {.when = INTERVAL_NONE}};
	if (interval_parse(rows[0].field[SEED_DATE], &in.published.when, &in.published.precision))
		in.published.basis = PUBLISHED_GIVEN;
	struct extraction out;
	extract(&in, cases_lexicon, &scratch, &a, &out);
	int faults = 0;
	for (size_t k = 0; k < count; k++) {
		size_t found = 0;
		for (size_t i = 0; i < out.event_count; i++)
			found += row_fits(&rows[k], &out.events[i]);
		if (found == 1 || (found == 0 && str_eq(rows[k].field[SEED_NEED], STR("may"))))
			continue;
		faults++;
		print_error("seeds.tsv:%d: %s\n", rows[k].line, found ? "told twice" : "missing");
	}
	for (size_t i = 0; i < out.event_count; i++) {
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known |= row_fits(&rows[k], &out.events[i]);
		faults += !known;
		if (!known)
			print_event("no row has", rows[0].field[SEED_FILE], &out.events[i]);
	}
	arena_free(&a);
	arena_free(&scratch);
	buf_free(&text);
	return faults;
}

static void test_seeds(void **state)
{
	(void)state;
	struct buf table = BUF_INIT;
	VEC(struct table_row) rows = {0};
	struct str rest = cases_read("seeds.tsv", &table);
	struct table_row row;
	int line = 0, faults = 0;
	while (table_next(&rest, &line, &row)) {
		assert_int_equal(row.count, SEED_FIELDS);
		*vec_push(&rows) = row;
	}
	for (size_t i = 0, n; i < rows.n; i += n) {
		n = 1;
		while (i + n < rows.n && str_eq(rows.v[i + n].field[SEED_FILE], rows.v[i].field[SEED_FILE]) &&
		       str_eq(rows.v[i + n].field[SEED_DATE], rows.v[i].field[SEED_DATE]))
			n++;
		faults += check_article(rows.v + i, n);
	}
	vec_free(&rows);
	buf_free(&table);
	assert_int_equal(faults, 0);
}

int main(void)
{
	const char *shared = getenv("DATELINE_SHARED"), *source = getenv("srcdir");
	if (shared)
		snprintf(folder, sizeof folder, "%s/seeds", shared);
	else
		snprintf(folder, sizeof folder, "%s/../shared/seeds", source ? source : ".");
	DIR *d = opendir(folder);
	if (!d)
		return 77;
	closedir(d);
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_seeds)};
	return cmocka_run_group_tests(tests, cases_open, cases_close);
}
