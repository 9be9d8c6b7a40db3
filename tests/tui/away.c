/* away PROGRAM CORPUS: what leaves the browser through a real terminal: the page, the editor, the pipe, the export. The
 * programs are scripts of this test that write down what they were given. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "expect.h"

static const char *away_program, *away_corpus;
static char away_folder[600]; /* where all of it happens */

static void path_of(const char *name, char out[static 700])
{
	snprintf(out, 700, "%s/%s", away_folder, name);
}

static void put(const char *name, const char *text)
{
	char path[700];
	path_of(name, path);
	expect_file(path, text);
}

static bool exists(const char *name)
{
	char path[700];
	path_of(name, path);
	return access(path, F_OK) == 0;
}

static void read_all(const char *name, struct buf *out)
{
	char path[700], bytes[1000];
	path_of(name, path);
	buf_clear(out);
	FILE *f = fopen(path, "re");
	for (size_t n; f && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(out, bytes, n);
	if (f)
		fclose(f);
}

/* Waits until a script has written all of its log. */
static void expect_log(struct terminal *t, const char *words)
{
	struct buf log = BUF_INIT;
	for (int ms = 0; ms < TERMINAL_DEADLINE_MS; ms += 20) {
		read_all("log", &log);
		if (str_find(buf_str(&log), STR("\nend\n"), 0) != SIZE_MAX)
			break;
		terminal_pump(t, 20);
	}
	if (str_find(buf_str(&log), str_of(words), 0) == SIZE_MAX) {
		printf("the log says\n%sbut not\n%s\n", buf_cstr(&log), words);
		buf_free(&log);
		fail();
	}
	buf_free(&log);
}

static void forget(void)
{
	char path[700];
	path_of("log", path);
	unlink(path);
}

/* First what it was given; then what a child may not inherit: descriptors (3 is the folder that ls reads),
 * blocked or ignored signals (but 32 and 33, which are glibc's own). */
#define SCRIPT_HEAD                                                                            \
	"#!/bin/sh\nlog=${0%/*}/log.new\nexec >\"$log\"\nfor a in \"$@\"; do echo \"<$a>\"; done\n" \
	"ls /proc/self/fd\n"                                                                   \
	"grep '^SigBlk' /proc/self/status\n"                                                   \
	"grep '^SigIgn' /proc/self/status | sed 's/0000000180000000/0000000000000000/'\n"
#define SCRIPT_END "echo end >>\"$log\"; mv \"$log\" \"${log%.new}\"\n"

static void open_away(struct terminal *t, const char *const more[])
{
	static char env[5][800];
	const char *all[16];
	size_t n = 0;
	char *argv[] = {(char *)(uintptr_t)away_program, (char *)(uintptr_t)away_corpus, NULL};
	snprintf(env[0], sizeof env[0], "TMPDIR=%s/tmp", away_folder);
	snprintf(env[1], sizeof env[1], "BROWSER=nothing-of-that-name:%s/browser --flag 'two words' %%s --x", away_folder);
	snprintf(env[2], sizeof env[2], "EDITOR=%s/vi -n", away_folder);
	snprintf(env[3], sizeof env[3], "PAGER=%s/pager", away_folder);
	for (; n < 4; n++)
		all[n] = env[n];
	all[n++] = "XDG_RUNTIME_DIR=";
	all[n++] = "VISUAL=";
	all[n++] = "WAYLAND_DISPLAY=";
	if (!more)
		all[n++] = "DISPLAY=";
	for (; more && *more; more++)
		all[n++] = *more;
	all[n] = NULL;
	terminal_open(t, argv, all, 80, 24);
	expect(t, " of 10"); /* five events and their reports */
	terminal_key(t, "g");
	terminal_key(t, "j");
	expect(t, "2 of 10");
	expect(t, "event 1 of 1");
	forget();
}

static void test_page(void **state)
{
	(void)state;
	static const char *const windows[] = {"DISPLAY=:99", NULL};
	struct terminal t;
	for (int round = 0; round < 2; round++) {
		open_away(&t, round ? windows : NULL);
		terminal_key(&t, "o");
		expect(&t, "Open “example.org:8443”? y opens it, any other key does not: https://reader");
		terminal_key(&t, "n");
		expect(&t, "Not opened");
		assert_false(exists("log"));
		terminal_key(&t, "o");
		terminal_key(&t, "y");
		/* argv, no descriptor, no signal blocked or ignored */
		expect_log(&t, "<--flag>\n<two words>\n<https://reader@example.org:8443/a?b=1&c=%20d#e>\n<--x>\n0\n1\n2\n3\nSigBlk:\t0000000000000000\n"
			       "SigIgn:\t0000000000000000\nend\n");
		expect(&t, "Opened with ");
		terminal_key(&t, "j");
		expect(&t, "3 of 10");
		expect_quit(&t);
	}
	static const char *const failing[] = {"DISPLAY=", "BROWSER=false", NULL}; /* on the terminal, where nobody else tells */
	open_away(&t, failing);
	terminal_key(&t, "o");
	terminal_key(&t, "y");
	expect(&t, "false: ended with status 1; $BROWSER names another program");
	expect_quit(&t);
}

static void test_bad_pages(void **state)
{
	(void)state;
	struct terminal t;
	open_away(&t, NULL);
	terminal_send(&t, STR("/closed\r"));
	expect(&t, "1 of ");
	expect(&t, "An address with words");
	terminal_key(&t, "o");
	expect(&t, "Open “example.net”?");
	terminal_key(&t, "y");
	expect_log(&t, "<http://example.net/;touch$%7BIFS%7DPWNED;$(id)%60id%60'%22%C3%A9%5C%7C>\n");
	assert_true(access("PWNED", F_OK) != 0);
	forget();
	terminal_send(&t, STR("/painted\r"));
	expect(&t, "No address of the web");
	terminal_key(&t, "o");
	expect(&t, "“javascript:alert(1)”: no address of the web");
	terminal_key(&t, "y"); /* a citation, not an answer */
	expect(&t, "Copied");
	terminal_send(&t, STR("/was sold\r"));
	expect(&t, "An address with a blank");
	terminal_key(&t, "o");
	expect(&t, "no address of the web");
	assert_false(exists("log"));
	expect_quit(&t);
}

static size_t files_in(const char *name)
{
	char path[700];
	size_t n = 0;
	path_of(name, path);
	DIR *d = opendir(path);
	for (struct dirent *e; d && (e = readdir(d));)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

/* The editor gets a private copy, the terminal as the shell had it, and begins at the passage. */
static void test_editor(void **state)
{
	(void)state;
	struct terminal t;
	open_away(&t, NULL);
	terminal_key(&t, "E");
	expect_log(&t, "<-n>\n<+3>\n<");
	expect_log(&t, "drwx------ -r--------\n");
	expect_log(&t, "The first line is not the passage.\n\nOn 1 January 2001 the port opened its gates.\n");
	expect_log(&t, " icanon ");
	expect_log(&t, "SigIgn:\t0000000000000000\n");
	terminal_key(&t, "j"); /* the browser has the terminal again, and the file is gone */
	expect(&t, "3 of 10");
	assert_int_equal(files_in("tmp"), 0);
	forget();
	/* what an article could try on the terminal of a pager is made harmless before */
	terminal_send(&t, STR("/painted\r"));
	expect(&t, "No address of the web");
	terminal_key(&t, "E");
	expect_log(&t, "On 1 March 2001 ^[]0;PWNED^G the port was painted.\n");
	expect_quit(&t);
}

static void test_pipe(void **state)
{
	(void)state;
	struct terminal t;
	open_away(&t, NULL);
	terminal_key(&t, "|");
	expect(&t, "it gets the passage");
	terminal_send(&t, STR("tr a-z A-Z; printf '\\033]0;PWNED\\007'; echo wrong >&2\r"));
	expect_log(&t, "ON 1 JANUARY 2001 THE PORT OPENED ITS GATES.^[]0;PWNED^Gwrong\n");
	terminal_key(&t, "j");
	expect(&t, "3 of 10");
	assert_int_equal(files_in("tmp"), 0);
	terminal_key(&t, "3");
	terminal_key(&t, "|");
	expect(&t, "it gets the article");
	terminal_send(&t, STR("wc -l >/dev/null\r"));
	expect(&t, "Given to “wc -l >/dev/null”, which printed nothing");
	terminal_key(&t, "|");
	terminal_send(&t, STR("exit 7\r"));
	expect(&t, "ended with status 7");
	forget();
	terminal_key(&t, "1");
	terminal_key(&t, "j"); /* from the report to the event */
	terminal_key(&t, "v");
	expect(&t, "1 chosen");
	terminal_key(&t, "|");
	expect(&t, "it gets the chosen events as Markdown");
	terminal_send(&t, STR("grep '^> '\r"));
	expect_log(&t, "> “On 1 February 2001 the port closed its gates.” ");
	terminal_key(&t, "g");
	expect(&t, "1 of 10");
	assert_int_equal(files_in("tmp"), 0);
	expect_quit(&t);
}

/* An editor that is put to sleep takes the browser along, and both come back. */
static void test_sleep(void **state)
{
	(void)state;
	struct terminal t;
	char command[1500];
	char *argv[] = {(char *)(uintptr_t)"/bin/sh", (char *)(uintptr_t)"-mc", command, NULL};
	snprintf(command, sizeof command, "EDITOR=%s/sleeper TMPDIR=%s/tmp VISUAL= %s %s; echo STOPPED; fg >/dev/null; echo DONE", away_folder,
		 away_folder, away_program, away_corpus);
	terminal_open(&t, argv, NULL, 80, 24);
	expect(&t, " of 10");
	forget();
	terminal_key(&t, "E");
	assert_true(terminal_wait_log(&t, "STOPPED"));
	expect_log(&t, "awake\n");
	terminal_key(&t, "g");
	expect(&t, "1 of 10");
	terminal_key(&t, "Q");
	expect(&t, "DONE");
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
}

/* The file is whole, and one that is there is kept until it was asked. */
static void test_export(void **state)
{
	(void)state;
	struct terminal t;
	struct buf text = BUF_INIT;
	char line[800];
	put("there.md", "mine\n");
	open_away(&t, NULL);
	terminal_key(&t, "x");
	expect(&t, "[all 5]");
	terminal_key(&t, "Enter");
	expect(&t, "write to away.md");
	terminal_key(&t, "C-u");
	snprintf(line, sizeof line, "%s/there.md\r", away_folder);
	terminal_send(&t, str_of(line));
	expect(&t, "There is such a file; y writes over it");
	terminal_key(&t, "n");
	expect(&t, "Not written");
	read_all("there.md", &text);
	assert_string_equal(buf_cstr(&text), "mine\n");
	terminal_key(&t, "x");
	terminal_key(&t, "Enter");
	expect(&t, "write to away.md");
	terminal_key(&t, "C-u");
	terminal_send(&t, str_of(line));
	expect(&t, "There is such a file; y writes over it");
	terminal_key(&t, "y");
	expect(&t, "5 events written to ");
	read_all("there.md", &text);
	assert_true(str_find(buf_str(&text), STR("“On 1 May 2001 the port"), 0) != SIZE_MAX);
	terminal_key(&t, "x");
	terminal_key(&t, "h");
	expect(&t, "write to away.html");
	terminal_key(&t, "C-u");
	terminal_send(&t, STR("/nowhere/at/all.html\r"));
	expect(&t, "/nowhere/at/all.html: No such file or directory");
	/* what was chosen, and nothing else */
	terminal_key(&t, "g");
	terminal_key(&t, "j");
	terminal_key(&t, "v");
	expect(&t, "1 chosen");
	terminal_key(&t, "x");
	terminal_key(&t, "m");
	expect(&t, "write to away-chosen.md");
	terminal_key(&t, "C-u");
	snprintf(line, sizeof line, "%s/chosen.md\r", away_folder);
	terminal_send(&t, str_of(line));
	expect(&t, "1 event written to ");
	read_all("chosen.md", &text);
	assert_true(str_find(buf_str(&text), STR("“On 1 January 2001 the port opened"), 0) != SIZE_MAX);
	assert_true(str_find(buf_str(&text), STR("1 May 2001"), 0) == SIZE_MAX);
	buf_free(&text);
	expect_quit(&t);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),   cmocka_unit_test(test_bad_pages), cmocka_unit_test(test_editor),
		cmocka_unit_test(test_pipe),   cmocka_unit_test(test_sleep),	 cmocka_unit_test(test_export),
	};
	char path[700];
	if (argc != 3)
		return 99;
	away_program = argv[1];
	away_corpus = argv[2];
	snprintf(away_folder, sizeof away_folder, "%s/away", getenv("HOME"));
	mkdir(away_folder, 0700);
	path_of("tmp", path);
	mkdir(path, 0700);
	put("browser", SCRIPT_HEAD SCRIPT_END);
	put("vi", SCRIPT_HEAD "for f in \"$@\"; do :; done\n"
			      "ls -ld \"$f\" \"${f%/*}\" | cut -c1-10 | tr '\\n' ' ' | sed 's/ $//' >>\"$log\"; echo >>\"$log\"\n"
			      "cat \"$f\" >>\"$log\"; echo >>\"$log\"; stty -a >>\"$log\"\n" SCRIPT_END);
	put("sleeper", SCRIPT_HEAD "kill -TSTP 0\necho awake\n" SCRIPT_END);
	put("pager", SCRIPT_HEAD "for f in \"$@\"; do :; done\ncat \"$f\" >>\"$log\"\n" SCRIPT_END);
	return cmocka_run_group_tests_name("away", tests, NULL, NULL);
}
