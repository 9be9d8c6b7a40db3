/* What an article without a title is called. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/title.h"

static void test_titles(void **state)
{
	(void)state;
	static const struct {
		const char *text, *furniture, *title; /* furniture: a line of the text to pass over */
	} rows[] = {
		{"Ministers meet in Bishkek\n\nThe ministers met.", NULL, "Ministers meet in Bishkek"},
		{"# Ministers meet\n\nThe ministers met.", NULL, "Ministers meet"},
		{"The ministers met in Bishkek on Friday. They parted.", NULL, "The ministers met in Bishkek on Friday."},
		{"The ministers\nmet in   Bishkek on\tFriday. They parted.", NULL, "The ministers met in Bishkek on Friday."},
		{"Members only\n\nMinisters meet in Bishkek\n\nThey met.", "Members only", "Ministers meet in Bishkek"},
		{"The delegates of the U.S. and of Japan met Gen. Smith in Rome. He left.", NULL,
		 "The delegates of the U.S. and of Japan met Gen. Smith in Rome."},
		{"Drill ends.\n\nIt was long.", NULL, "Drill ends."},
		{"The first drill of the two armies since the autumn of the year before last ended in the rain near the old town today.",
		 NULL, "The first drill of the two armies since the autumn of the year before last ended in the…"},
		{"\n\n  \nDrill ends early\n", NULL, "Drill ends early"},
		{"word", NULL, "word"},
		{"", NULL, ""},
		{" \n\n ", NULL, ""},
		{"日本と中国の外相が北京で会談した。日本と中国の外相が北京で会談した。日本と中国の外相が北京で会談した。日本と中国の外相が北京で会談した。",
		 NULL, "日本と中国の外相が北京で会談した。日本と中国の外相が北京で会談した。日本と中国の外相が北京…"},
	};
	struct arena arena = ARENA_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct span aside = SPAN_NONE;
		const char *at = rows[i].furniture ? strstr(rows[i].text, rows[i].furniture) : NULL;
		if (at)
			aside = (struct span){(uint32_t)(at - rows[i].text), (uint32_t)(at - rows[i].text + strlen(rows[i].furniture))};
		struct str title = title_of(str_of(rows[i].text), &aside, at != NULL, SPAN_NONE, &arena);
		if (!str_eq(title, str_of(rows[i].title)))
			fail_msg("\"%s\" is called \"%.*s\"", rows[i].text, STR_ARG(title));
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
