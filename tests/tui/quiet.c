/* quiet PROGRAM CORPUS: who waits for a key sends nothing to the terminal, uses no time and does not even wake, whatever he
 * shows; and an input that changes nothing draws nothing.
 *
 * Some browsers at once go from view to view and are watched together. Nothing is said of how soon a view comes to rest:
 * only that it does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "app/action.h"
#include "expect.h"

enum { BROWSERS = 4, WINDOW_MS = 300, LONG_WINDOW_MS = 1500, TRIES = 40, CPU_MS = 20 };

static const char *quiet_program, *quiet_corpus;

static const struct quiet_view {
	const char *keys; /* with blanks between, from the timeline */
	const char *text; /* that the view shows */
} quiet_views[] = {
	{"j", "2 of 18"},
	{"Z Z Z Z", "by year"},
	{"A", "is:announced"},
	{"/ z z z Enter", "Nothing matches"},
	{"F12", "F12"},
	{"2", "Space"},
	{"2 i p a k", "pak"},
	{"3", ")( event"},
	{"O", "as it was read"},
	{"f l i n k : s a m e Enter l", "⇄ same event"},
	{"f l i n k : s a m e Enter =", "Reports"},
	{"w", "Why"},
	{"M", "Map"},
	{"p", "7 contacts"},
	{"t", "Countries by year"},
	{"? z o o m", "Zoom out"},
	{"/ d r", "/dr"},
	{"f k i Tab", "kind:"},
	{"d 2 0 1 8", "2018"},
	{": c o r r", "correct-kind"},
	{"T x", "tag"},
	{"c x", "note"},
	{"j e d", "date 1996"},
	{"j e k C-u m e", "meeting"},
	{"x", "Markdown"},
	{"x Enter", ".md"},
	{"e", "Correct the date"},
	{"V", "Choose all"},
	{"m", "mark"},
	{"C-w t", "light"},
	{"a", "newest"},
	{"S o", "saved"},
	{"|", "pipe"},
};
enum { VIEWS = sizeof quiet_views / sizeof *quiet_views };
_Static_assert(PANE_COUNT == 9, "a pane that is not among the views");

/* What a process has done so far. */
struct quiet_sum {
	long cpu_ms;
	long drawing; /* how often the thread that draws went to sleep: it wakes before it does so again; */
	long others;  /*   all others */
};

static long quiet_sleeps(pid_t pid, const char *task)
{
	char path[300], line[200];
	long n = 0;
	snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, task);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof line, f))
		sscanf(line, "voluntary_ctxt_switches: %ld", &n);
	if (f)
		fclose(f);
	return n;
}

static struct quiet_sum quiet_take(pid_t pid)
{
	struct quiet_sum sum = {0};
	clockid_t clock;
	struct timespec used;
	char path[64];
	assert_int_equal(clock_getcpuclockid(pid, &clock), 0);
	assert_int_equal(clock_gettime(clock, &used), 0);
	sum.cpu_ms = used.tv_sec * 1000 + used.tv_nsec / 1000000;
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *tasks = opendir(path);
	assert_non_null(tasks);
	for (struct dirent *task; (task = readdir(tasks));) {
		if (task->d_name[0] == '.')
			continue;
		long sleeps = quiet_sleeps(pid, task->d_name);
		*(strtol(task->d_name, NULL, 10) == pid ? &sum.drawing : &sum.others) += sleeps;
	}
	closedir(tasks);
	return sum;
}

static double quiet_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Nothing comes, nobody wakes; but one thread looks each second whether another process has written. */
static bool quiet_watch(struct terminal *t, int n, int milliseconds, int *loud)
{
	struct quiet_sum before[BROWSERS];
	double began = quiet_clock();
	bool quiet = true;
	for (int i = 0; i < n; i++)
		before[i] = quiet_take(t[i].pid);
	quiet &= !terminal_pump(&t[0], milliseconds);
	*loud = 0;
	for (int i = 0; i < n; i++) {
		bool sent = terminal_pump(&t[i], 0);
		struct quiet_sum now = quiet_take(t[i].pid);
		double seconds = quiet_clock() - began;
		if (sent || now.drawing != before[i].drawing || now.others - before[i].others > 2 * (long)(seconds + 1) ||
		    now.cpu_ms - before[i].cpu_ms > CPU_MS) {
			quiet = false;
			*loud = i;
		}
	}
	return quiet;
}

static void quiet_expect(struct terminal *t, int n, int milliseconds, const struct quiet_view *views)
{
	int loud = 0;
	for (int i = 0; i < TRIES; i++)
		if (quiet_watch(t, n, milliseconds, &loud))
			return;
	fail_msg("%s: it never comes to rest", views[loud].keys);
}

/* The browser takes an input that means nothing, and sends nothing. */
static void quiet_expect_nothing(struct terminal *t, const struct quiet_view *view)
{
	struct str released = STR("\033[<0;5;5m"); /* a mouse button that nobody pressed */
	struct quiet_sum before = quiet_take(t->pid);
	terminal_send(t, released);
	for (int i = 0; i < TERMINAL_DEADLINE_MS / 10 && quiet_take(t->pid).drawing == before.drawing; i++)
		if (terminal_pump(t, 10))
			fail_msg("%s: what changes nothing is drawn", view->keys);
	if (terminal_pump(t, 20))
		fail_msg("%s: what changes nothing is drawn", view->keys);
	assert_int_not_equal(quiet_take(t->pid).drawing, before.drawing);
}

static void quiet_press(struct terminal *t, const char *keys)
{
	struct str rest = str_of(keys), key;
	char name[16];
	while (str_split(&rest, ' ', &key)) {
		snprintf(name, sizeof name, "%.*s", STR_ARG(key));
		terminal_key(t, name);
	}
}

static void quiet_open(struct terminal *t)
{
	char *argv[] = {(char *)(uintptr_t)quiet_program, (char *)(uintptr_t)quiet_corpus, NULL};
	terminal_open(t, argv, NULL, 80, 24);
}

static void test_views(void **state)
{
	(void)state;
	struct terminal t[BROWSERS];
	int n = 0;
	for (int view = 0; view < VIEWS; view += n) {
		n = VIEWS - view < BROWSERS ? VIEWS - view : BROWSERS;
		for (int i = 0; i < n; i++)
			quiet_open(&t[i]);
		for (int i = 0; i < n; i++) {
			expect(&t[i], "1 of 18");
			quiet_press(&t[i], quiet_views[view + i].keys);
			expect(&t[i], quiet_views[view + i].text);
		}
		quiet_expect(t, n, view + n < VIEWS ? WINDOW_MS : LONG_WINDOW_MS, &quiet_views[view]);
		for (int i = 0; i < n; i++)
			quiet_expect_nothing(&t[i], &quiet_views[view + i]);
		for (int i = 0; i < n; i++)
			terminal_free(&t[i]);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views),
	};
	if (argc != 3)
		return 99;
	quiet_program = argv[1];
	quiet_corpus = argv[2];
	return cmocka_run_group_tests_name("quiet", tests, NULL, NULL);
}
