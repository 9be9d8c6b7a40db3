/* Events, by tables: tests/text/event*.cases, a text and the events that it tells.
 *
 *     2024-03-10 | The ministers met in Tashkent on Monday.
 *     	2024-03-04 meeting happened stated UZ=host @Tashkent
 *
 * Before the bar the publication date, or "-"; "\n" in the text is a line end. Each indented line is an event:
 * interval, kind, modality, basis, countries (a participant has no "=role"), "@" and the place, and after
 * " | " the headline, which may be left out. A text without such lines tells nothing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/vec.h"
#include "cases.h"
#include "text/extract.h"

static void describe(const struct event *e, bool headline, struct buf *out)
{
	char when[40] = "none";
	if (interval_known(e->when))
		interval_format(e->when, e->precision, true, when);
	buf_addf(out, "%s %s %s %s", when, event_kind_name(e->kind), event_modality_name(e->modality),
		 event_basis_name(e->basis));
	for (size_t i = 0; i < e->country_count; i++) {
		buf_addf(out, " %s", e->countries[i].code);
		if (e->countries[i].role != ROLE_PARTICIPANT)
			buf_addf(out, "=%s", event_role_name(e->countries[i].role));
	}
	if (e->place.n)
		buf_addf(out, " @%.*s", STR_ARG(e->place));
	if (headline)
		buf_addf(out, " | %.*s", STR_ARG(e->headline));
}

/* The text of a case: after the bar, with "\n" made a line end. */
static struct str case_text(struct str line, struct arena *a)
{
	char *p = arena_alloc(a, line.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < line.n; i++) {
		bool escape = line.p[i] == '\\' && i + 1 < line.n && line.p[i + 1] == 'n';
		p[n++] = escape ? '\n' : line.p[i];
		i += escape;
	}
	return (struct str){p, n};
}

static bool run_case(const char *file, int number, struct str head, const struct str *want, size_t want_count)
{
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	size_t bar = str_find(head, STR("|"), 0);
	struct extract_input in = {.text = case_text(str_trim(str_sub(head, bar + 1, head.n)), &a)};
	in.published.when = INTERVAL_NONE;
	struct str date = str_trim(str_sub(head, 0, bar));
	if (interval_parse(date, &in.published.when, &in.published.precision))
		in.published.basis = PUBLISHED_GIVEN;
	struct extraction out;
	extract(&in, cases_lexicon, &scratch, &a, &out);
	struct buf got = BUF_INIT;
	bool same = out.event_count == want_count;
	for (size_t i = 0; i < out.event_count; i++) {
		struct buf one = BUF_INIT;
		bool headline = i < want_count && str_find(want[i], STR("|"), 0) != SIZE_MAX;
		describe(&out.events[i], headline, &one);
		same &= i < want_count && str_eq(buf_str(&one), str_trim(want[i]));
		buf_addf(&got, "\n\t%s", buf_cstr(&one));
		buf_free(&one);
	}
	if (!same)
		print_error("%s:%d: %.*s%s\n", file, number, STR_ARG(head), got.n ? buf_cstr(&got) : "\n\t(nothing)");
	buf_free(&got);
	arena_free(&a);
	arena_free(&scratch);
	return same;
}

static void run_file(const char *name)
{
	struct buf text = BUF_INIT;
	struct str rest = cases_read(name, &text), line, head = STR_NONE;
	VEC(struct str) want = {0};
	int number = 0, head_number = 0, wrong = 0, cases = 0;
	for (bool more = true; more;) {
		more = str_split(&rest, '\n', &line);
		number++;
		if (more && line.n && line.p[0] == '\t') {
			*vec_push(&want) = line;
			continue;
		}
		if (more && (str_trim(line).n == 0 || line.p[0] == '#'))
			continue;
		if (head.p) {
			wrong += !run_case(name, head_number, head, want.v, want.n);
			cases++;
		}
		head = line;
		head_number = number;
		want.n = 0;
	}
	vec_free(&want);
	buf_free(&text);
	assert_true(cases > 0);
	if (wrong)
		fail_msg("%s: %d of %d cases are wrong", name, wrong, cases);
}

static void test_cases(void **state)
{
	(void)state;
	run_file("event.cases");
}

/* The title and the lead tell one event: its passage begins with the title, though the words differ. */
static void test_title(void **state)
{
	(void)state;
	const char *text = "Fiat posts unexpected profits\n\nThe Italian manufacturer Fiat said on Thursday that it earned a net "
			   "900 million euros in the spring.\n";
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	struct extract_input in = {.text = str_of(text)};
	in.published = (struct published){.when = interval_day(day_of(2009, 5, 7)), .basis = PUBLISHED_GIVEN};
	struct extraction x;
	extract(&in, cases_lexicon, &scratch, &a, &x);
	assert_true(x.event_count > 0);
	assert_int_equal(x.events[0].span.begin, 0);
	arena_free(&scratch);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_title)};
	return cmocka_run_group_tests(tests, cases_open, cases_close);
}
