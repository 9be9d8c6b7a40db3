/* hosts PROGRAM CORPUS TMUX SCREEN FOLDER: the browser under a shell in a terminal of another kind: what it leaves to the
 * shell, stopped and at its end, and the way to the clipboard. TMUX and SCREEN are paths, empty when not installed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "expect.h"

static char **hosts_given; /* the arguments */

#define FIRST "1 of 18"

/* The browser as a job of a shell: stopped, continued, ended, with a word in between. */
static void play(struct terminal *t)
{
	expect(t, FIRST);
	terminal_key(t, "j");
	expect(t, "2 of 18");
	terminal_key(t, "y"); /* "“Five neighbours signed a treaty" */
	assert_true(terminal_wait_log(t, "4oCcRml2ZSBuZWlnaGJvdXJzIHNpZ25lZCBhIHRyZWF0eS"));
	terminal_key(t, "C-z");
	expect(t, "STOPPED");
	terminal_send(t, STR("\r"));
	expect(t, "2 of 18");
	terminal_resize(t, 120, 40);
	expect(t, "┌ Countries ──────┐┌ Timeline · by day");
	terminal_key(t, "Q");
	expect(t, "DONE");
	/* on a row of its own, with nothing of the browser's last line behind it */
	struct buf now = BUF_INIT;
	terminal_text(t, &now);
	struct str rest = buf_str(&now), line;
	while (str_split(&rest, '\n', &line))
		if (str_starts(line, STR("DONE")))
			assert_int_equal(str_trim(line).n, 4);
	buf_free(&now);
	terminal_send(t, STR("\r"));
	assert_true(terminal_wait_end(t));
	terminal_free(t);
}

static void command(char *out, size_t n)
{
	snprintf(out, n, "sh -mc '%s %s; echo STOPPED; read x; fg >/dev/null; echo DONE; read x'", hosts_given[1], hosts_given[2]);
}

static void test_tmux(void **state)
{
	(void)state;
	char conf[600], inside[1000];
	if (!*hosts_given[3])
		skip();
	snprintf(conf, sizeof conf, "%s/tmux.conf", hosts_given[5]);
	expect_file(conf, "set -g status off\nset -sg escape-time 0\nset -g destroy-unattached on\nset -s set-clipboard on\n");
	command(inside, sizeof inside);
	char *argv[] = {hosts_given[3], (char *)(uintptr_t)"-u", (char *)(uintptr_t)"-L", (char *)(uintptr_t)"hosts",
			(char *)(uintptr_t)"-f", conf, (char *)(uintptr_t)"new-session", inside, NULL};
	struct terminal t;
	terminal_open(&t, argv, NULL, 80, 24);
	play(&t);
}

/* As tmux is when nobody has set it up: it takes the copy from its own command alone, and hands it on. */
static void test_tmux_by_default(void **state)
{
	(void)state;
	char conf[600], inside[1000];
	if (!*hosts_given[3])
		skip();
	snprintf(conf, sizeof conf, "%s/tmux.conf", hosts_given[5]);
	expect_file(conf, "set -g destroy-unattached on\n");
	snprintf(inside, sizeof inside, "%s %s", hosts_given[1], hosts_given[2]);
	char *argv[] = {hosts_given[3], (char *)(uintptr_t)"-u", (char *)(uintptr_t)"-L", (char *)(uintptr_t)"default",
			(char *)(uintptr_t)"-f", conf, (char *)(uintptr_t)"new-session", inside, NULL};
	struct terminal t;
	terminal_open(&t, argv, NULL, 80, 24);
	expect(&t, FIRST);
	terminal_key(&t, "j");
	expect(&t, "2 of 18");
	terminal_key(&t, "y");
	assert_true(terminal_wait_log(&t, "4oCcRml2ZSBuZWlnaGJvdXJzIHNpZ25lZCBhIHRyZWF0eS"));
	terminal_key(&t, "Q");
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
}

/* By its description a character in the last column moves the cursor on, in tmux it does not: no line may be torn. */
static void test_ansi(void **state)
{
	(void)state;
	char conf[600], inside[1000];
	if (!*hosts_given[3])
		skip();
	snprintf(conf, sizeof conf, "%s/tmux.conf", hosts_given[5]);
	expect_file(conf, "set -g status off\nset -sg escape-time 0\nset -g destroy-unattached on\n");
	snprintf(inside, sizeof inside, "env TERM=ansi %s %s", hosts_given[1], hosts_given[2]);
	char *argv[] = {hosts_given[3], (char *)(uintptr_t)"-u", (char *)(uintptr_t)"-L", (char *)(uintptr_t)"ansi",
			(char *)(uintptr_t)"-f", conf, (char *)(uintptr_t)"new-session", inside, NULL};
	struct terminal t;
	terminal_open(&t, argv, NULL, 80, 24);
	for (int round = 0; round < 2; round++) {
		expect(&t, "\n 1 of 18  1996-04-26 ");
		expect(&t, "------+\n");
		expect(&t, "TJ ####        3|\n");
		terminal_key(&t, "j");
		expect(&t, "\n 2 of 18  1996-04-26 ");
		terminal_key(&t, "k");
	}
	terminal_key(&t, "Q");
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
}

static void test_screen(void **state)
{
	(void)state;
	char conf[600], inside[1000];
	if (!*hosts_given[4])
		skip();
	snprintf(conf, sizeof conf, "%s/screenrc", hosts_given[5]);
	expect_file(conf, "startup_message off\nautodetach off\nmaptimeout 10\n");
	snprintf(inside, sizeof inside, "%s %s; echo STOPPED; read x; fg >/dev/null; echo DONE; read x", hosts_given[1], hosts_given[2]);
	char *argv[] = {hosts_given[4], (char *)(uintptr_t)"-U", (char *)(uintptr_t)"-c", conf, (char *)(uintptr_t)"sh",
			(char *)(uintptr_t)"-mc", inside, NULL};
	struct terminal t;
	terminal_open(&t, argv, NULL, 80, 24);
	play(&t);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tmux), cmocka_unit_test(test_tmux_by_default),
		cmocka_unit_test(test_ansi),
		cmocka_unit_test(test_screen),
	};
	if (argc != 6)
		return 99;
	hosts_given = argv;
	return cmocka_run_group_tests_name("hosts", tests, NULL, NULL);
}
