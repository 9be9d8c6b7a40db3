/* No view without its golden screens: what there is to be seen, by the tables that the program itself has, is looked for in
 * tests/tui/sizes.screen at each of three sizes. That the screens are right is for tests/tui. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/action.h"
#include "ui/prompt.h"
#include "ui/settings.h"

static struct buf screens = BUF_INIT;

static int read_screens(void **state)
{
	(void)state;
	char path[600], bytes[4096];
	const char *folder = getenv("srcdir");
	snprintf(path, sizeof path, "%s/tests/tui/sizes.screen", folder ? folder : ".");
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(&screens, bytes, n);
	fclose(f);
	return 0;
}

static int free_screens(void **state)
{
	(void)state;
	buf_free(&screens);
	return 0;
}

/* Has a screen of that size a line with these words, at its beginning or anywhere in it? */
static bool shown_at(const char *size, const char *words, bool begins)
{
	struct str rest = buf_str(&screens), line;
	bool right = false;
	while (str_split(&rest, '\n', &line)) {
		if (str_starts(line, STR(":snap ")))
			right = line.n > strlen(size) && str_eq(str_sub(line, line.n - strlen(size), line.n), str_of(size));
		else if (right && (begins ? str_starts(line, str_of(words)) : str_find(line, str_of(words), 0) != SIZE_MAX))
			return true;
	}
	return false;
}

static void expect_shown(const char *words, bool begins)
{
	static const char *const sizes[] = {" 80x24", " 120x40", " 200x60"};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (!shown_at(sizes[i], words, begins))
			fail_msg("\"%s\" is in no golden screen of %s: add it to tests/tui/sizes.keys", words, sizes[i]);
}

static void test_panes(void **state)
{
	(void)state;
	static const char *const titles[] = {
		[PANE_TIMELINE] = "┌ Timeline",  [PANE_COUNTRIES] = "┌ Countries ─", [PANE_ARTICLE] = "┌ Article",
		[PANE_LINKS] = "┌ Links",        [PANE_WHY] = "┌ Why",               [PANE_MAP] = "┌ Map",
		[PANE_PAIR] = "┌ Pakistan × ",   [PANE_GRID] = "┌ Countries by",     [PANE_COMPARE] = "┌ Reports",
	};
	_Static_assert(sizeof titles / sizeof *titles == PANE_COUNT, "a pane without a title here");
	for (size_t i = 0; i < PANE_COUNT; i++)
		expect_shown(titles[i], false);
	expect_shown("┌ Help", false);
}

static void test_prompts(void **state)
{
	(void)state;
	for (int kind = 0; kind < PROMPT_KINDS; kind++) {
		char label[80];
		struct str own = str_trim(str_of(prompt_info((enum prompt_kind)kind)->label)); /* blanks at an end are not in a golden */
		snprintf(label, sizeof label, " %.*s", STR_ARG(own));
		expect_shown(label, true);
	}
}

/* "e,d": what can follow the e is shown after it. */
static void test_keys_that_follow(void **state)
{
	(void)state;
	struct settings s;
	settings_init(&s);
	for (size_t i = 0; i < s.keys.n; i++) {
		const char *comma = strchr(s.keys.v[i].key + 1, ',');
		char title[80];
		if (!comma)
			continue;
		snprintf(title, sizeof title, "┌ %.*s, and then", (int)(comma - s.keys.v[i].key), s.keys.v[i].key);
		expect_shown(title, false);
	}
	settings_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_panes),
		cmocka_unit_test(test_prompts),
		cmocka_unit_test(test_keys_that_follow),
	};
	return cmocka_run_group_tests_name("screens", tests, read_screens, free_screens);
}
