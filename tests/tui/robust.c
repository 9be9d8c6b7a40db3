/* robust PROGRAM CORPUS HOSTILE: what a terminal can do to the browser, and a corpus through it to the
 * terminal. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "expect.h"

static const char *robust_program, *robust_corpus, *robust_hostile;

#define MOUSE_ON_BYTES "\033[?1000h"
#define FIRST "1 of 18" /* in the status line when the corpus is there */

static void open_with(struct terminal *t, const char *corpus, const char *const env[], int w, int h)
{
	char *argv[] = {(char *)(uintptr_t)robust_program, (char *)(uintptr_t)corpus, NULL};
	terminal_open(t, argv, env, w, h);
}

static void open_first(struct terminal *t, const char *const env[])
{
	open_with(t, robust_corpus, env, 80, 24);
	expect(t, FIRST);
}

/* Down to 1x1 and back, with keys between: the picture at the end is that of the beginning. */
static void test_resize_storm(void **state)
{
	(void)state;
	static const int sizes[][2] = {{120, 40}, {1, 1}, {2, 2}, {200, 60}, {19, 3}, {60, 16}, {1, 50}, {300, 1}, {59, 15}, {3, 3}};
	struct terminal t;
	struct buf before = BUF_INIT;
	open_first(&t, NULL);
	while (terminal_pump(&t, 200))
		; /* the whole of the first picture, not what has come of it so far */
	terminal_text(&t, &before);
	terminal_look(&t, false);
	for (int round = 0; round < 12; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			terminal_resize(&t, sizes[i][0], sizes[i][1]);
			terminal_key(&t, i % 2 ? "k" : "j");
			terminal_pump(&t, round == 0 ? 30 : 0);
		}
	terminal_key(&t, "g");
	terminal_resize(&t, 80, 24);
	while (terminal_pump(&t, 200))
		;
	terminal_look(&t, true);
	terminal_key(&t, "C-l");
	if (!terminal_wait_picture(&t, buf_str(&before)))
		expect(&t, buf_cstr(&before));
	buf_free(&before);
	expect_quit(&t);
}

/* newsboat and others spin for ever. */
static void test_terminal_gone(void **state)
{
	(void)state;
	struct terminal t;
	open_first(&t, NULL);
	terminal_hang_up(&t);
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
}

static void ends_by(int sig)
{
	struct terminal t;
	open_first(&t, NULL);
	t.log.n = 0;
	kill(t.pid, sig);
	assert_true(terminal_wait_end(&t));
	if (sig == SIGTERM || sig == SIGINT || sig == SIGHUP)
		assert_int_equal(WEXITSTATUS(t.status), 130);
	assert_true(terminal_modes_restored(&t));
	assert_true(terminal_log_has(&t, "\033[?1049l")); /* the screen of before */
	assert_true(terminal_log_has(&t, "\033[?2004l"));
	assert_true(terminal_log_has(&t, "\033[?1000l"));
	terminal_free(&t);
}

static void test_signals(void **state)
{
	(void)state;
	ends_by(SIGTERM);
	ends_by(SIGHUP);
	ends_by(SIGINT);
	ends_by(SIGSEGV); /* a crash */
	ends_by(SIGABRT);
}

/* Nothing of an article acts on the terminal, wherever it is shown. */
static void test_hostile(void **state)
{
	(void)state;
	static const char *const keys[] = {"Enter", ")", "w", "Esc", "l", "Esc", "]", "[", "q", "Z", "Z", "Z", "2", "?", "Esc"};
	static const char *const forbidden[] = {"\033]", "\033P", "\033c", "\033_", "\033^", "\033X", "\xC2\x9B", "\xC2\x9D",
						"\xC2\x90", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBB\xBF", "\033[2JPWNED",
						"\033[31mPWNED", "\033[5m", "\x01", "\x02"};
	struct terminal t;
	open_with(&t, robust_hostile, NULL, 80, 24);
	expect(&t, "^[]0;PWNED^G");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		terminal_key(&t, keys[i]);
		while (terminal_pump(&t, 60))
			;
	}
	terminal_resize(&t, 200, 60);
	expect(&t, "PWNED");
	terminal_key(&t, "/");
	terminal_send(&t, STR("PWNED"));
	expect(&t, "/PWNED");
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		if (terminal_log_has(&t, forbidden[i]))
			fail_msg("the terminal was sent row %zu of what is forbidden", i);
	terminal_key(&t, "Esc");
	expect_quit(&t);
}

/* Colours are SGR 30-49 and 90-107 (https://no-color.org); 39 and 49 only take them back. */
static bool has_colour(const struct buf *log)
{
	for (size_t i = 0; i + 2 < log->n; i++) {
		if (log->p[i] != '\033' || log->p[i + 1] != '[')
			continue;
		size_t end = i + 2;
		while (end < log->n && strchr("0123456789;:", log->p[end]))
			end++;
		for (const char *p = log->p + i + 2; log->p[end] == 'm' && p < log->p + end;) {
			char *next;
			long n = strtol(p, &next, 10);
			if ((n >= 30 && n <= 48 && n != 39) || (n >= 90 && n <= 107))
				return true;
			p = next + 1;
		}
	}
	return false;
}

static void test_no_color(void **state)
{
	(void)state;
	static const struct {
		const char *env[2];
		bool colour;
	} rows[] = {
		{{NULL}, true}, {{"NO_COLOR=1"}, false}, {{"NO_COLOR="}, true}, {{"TERM=vt100"}, false}, {{"TERM=linux"}, true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct terminal t;
		open_first(&t, rows[i].env);
		terminal_send(&t, STR("/Pak\r"));
		expect(&t, "/Pak/");
		terminal_send(&t, STR("n"));
		while (terminal_pump(&t, 60))
			;
		if (has_colour(&t.log) != rows[i].colour)
			fail_msg("row %zu: colours %s", i, rows[i].colour ? "missing" : "sent");
		expect_quit(&t);
	}
}

static void test_poor_terminals(void **state)
{
	(void)state;
	static const struct {
		const char *env[2], *message;
	} rows[] = {
		{{"TERM=dumb"}, "TERM=dumb: this terminal cannot place the cursor"},
		{{"TERM=nonsense"}, "TERM=nonsense: unknown terminal"},
		{{"TERM="}, "TERM: not set"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct terminal t;
		open_with(&t, robust_corpus, rows[i].env, 80, 24);
		assert_true(terminal_wait_end(&t));
		assert_int_equal(WEXITSTATUS(t.status), 3);
		assert_true(terminal_log_has(&t, rows[i].message));
		assert_false(terminal_log_has(&t, "\033"));
		terminal_free(&t);
	}
}

/* A paste is text, never keys. */
static void test_paste(void **state)
{
	(void)state;
	struct terminal t;
	open_first(&t, NULL);
	terminal_send(&t, STR("\033[200~qQ\r\033[201~"));
	expect(&t, "pasted text does nothing here");
	terminal_send(&t, STR("/"));
	terminal_send(&t, STR("\033[200~a long text, longer than one piece of a paste\nis\tgiven \033[2J on\033[201~X"));
	expect(&t, "/a long text, longer than one piece of a paste is given ^[[2J onX");
	terminal_key(&t, "Esc");
	expect_quit(&t);
}

/* The citation goes to the clipboard as base64: of the hostile passage, nothing else. */
static void test_copy(void **state)
{
	(void)state;
	struct terminal t;
	open_first(&t, NULL);
	terminal_key(&t, "j");
	expect(&t, "2 of 18");
	expect(&t, "event 1 of 1");
	terminal_key(&t, "y");
	expect(&t, "Copied, if the terminal lets it (OSC 52): “Five neighbours signed");
	/* "“Five neighbours signed a treaty" */
	assert_true(terminal_log_has(&t, "\033]52;c;4oCcRml2ZSBuZWlnaGJvdXJzIHNpZ25lZCBhIHRyZWF0eS"));
	expect_quit(&t);
}

static void test_odd_keys(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *told;
	} rows[] = {
		{"\xC3\xA9", "é: this key does nothing"},
		{"\033x", "M-x: this key does nothing"},
		{"\033[24~", "F12: this key does nothing"},
		{"\033[1;3D", "There is nowhere to go back to"},
		{"\x1d", "C-]: this key does nothing"},
		{"\033[999;9Z\033[<99;99;99M\033[<0;0;0M\xFF\xFE+", "Works in the countries: Several countries: all of them, or any of them"},
	};
	struct terminal t;
	open_first(&t, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		terminal_send(&t, str_of(rows[i].bytes));
		expect(&t, rows[i].told);
	}
	expect_quit(&t);
}

/* The user's config: what is right holds, what is wrong is told on the screen and locks nobody out. */
static void test_config(void **state)
{
	(void)state;
	const char *home = getenv("HOME");
	char path[3][600];
	const char *env[] = {path[0], NULL};
	struct terminal t;
	snprintf(path[0], sizeof path[0], "XDG_CONFIG_HOME=%s", home);
	snprintf(path[1], sizeof path[1], "%s/dateline", home);
	snprintf(path[2], sizeof path[2], "%s/dateline/config", home);
	mkdir(path[1], 0700);
	expect_file(path[2], "[options]\nmouse off\nascii on\ntheme mono\n[keys]\ndown\tX\n");
	open_first(&t, env);
	terminal_key(&t, "X");
	expect(&t, "2 of 18");
	expect(&t, "| |"); /* frames */
	assert_false(terminal_log_has(&t, MOUSE_ON_BYTES));
	assert_false(has_colour(&t.log));
	terminal_send(&t, STR(":theme dark\r:mouse\r"));
	expect(&t, "The mouse works here again");
	assert_true(has_colour(&t.log) && terminal_log_has(&t, MOUSE_ON_BYTES));
	expect_quit(&t);
	expect_file(path[2], "[keys]\ndown\tX\nfly\ty\nquit\nback\nhelp\ncommand\nup jj\n");
	open_with(&t, robust_corpus, env, 160, 24);
	expect(&t, "3 wrong lines (dateline config --check): ");
	expect(&t, "dateline/config:3: no action fly; dateline's help (?) lists them");
	terminal_key(&t, "X");
	expect(&t, "2 of 18");
	expect_quit(&t); /* Q is still there */
	unlink(path[2]);
	rmdir(path[1]);
}

/* Was it taken back as often as asked for, at the end of all? */
static bool is_over(const struct buf *log, const char *on, const char *off)
{
	size_t last = 0, at;
	for (at = 0; (at = str_find(buf_str(log), str_of(on), at)) != SIZE_MAX; at++)
		last = at;
	return str_find(buf_str(log), str_of(off), last) != SIZE_MAX;
}

static const char mouse_on[] = "\033[?1002h", mouse_off[] = "\033[?1002l", paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static const struct kind {
	const char *term;
	bool ascii, colour, mouse, copies;
} kinds[] = {
	{"vt100", true, false, false, false},       {"vt102", true, false, false, false},
	{"vt220", true, false, false, false},       {"linux", true, true, false, false},
	{"linux-16color", true, true, false, false}, {"xterm", false, true, true, true},
	{"xterm-256color", false, true, true, true}, {"xterm-direct", false, true, true, true},
	{"screen", false, true, true, true},        {"screen-256color", false, true, true, true},
	{"tmux", false, true, true, true},          {"tmux-256color", false, true, true, true},
	{"rxvt", false, true, true, true},          {"rxvt-256color", false, true, true, true},
	{"rxvt-unicode", false, true, true, true},  {"alacritty", false, true, true, true},
	{"st-256color", false, true, true, true},   {"xterm-kitty", false, true, true, true},
	{"foot", false, true, true, true},
};

/* The first screen, keys, another size, a citation. */
static void use_kind(struct terminal *t, const struct kind *kind)
{
	expect(t, kind->ascii ? "+ Timeline - by day" : "┌ Timeline · by day");
	terminal_key(t, "j");
	expect(t, "2 of 18");
	terminal_key(t, "y");
	expect(t, kind->copies ? "Copied, if the terminal lets it" : "Not copied: this terminal has no clipboard");
	terminal_send(t, STR("/treat"));
	expect(t, "/treat");
	terminal_send(t, STR("y\r"));
	expect(t, "/treaty/");
	terminal_resize(t, 120, 40);
	expect(t, "why");
	terminal_key(t, "?");
	expect(t, "type to search");
	terminal_key(t, "Esc");
	terminal_key(t, "Q");
	assert_true(terminal_wait_end(t));
}

/* What it was sent that it does not know, or what it was not given back. NULL: nothing. */
static const char *kind_fault(const struct terminal *t, const struct kind *kind)
{
	if (!WIFEXITED(t->status) || WEXITSTATUS(t->status) != 0 || !terminal_modes_restored(t))
		return "it did not end well";
	if (has_colour(&t->log) != kind->colour)
		return "colours";
	if (terminal_log_has(t, "38:2::0:0:") || terminal_log_has(t, "48:2::0:0:"))
		return "numbers of colours taken for blue";
	if (terminal_log_has(t, mouse_on) != kind->mouse || (kind->mouse && !is_over(&t->log, mouse_on, mouse_off)))
		return "the mouse";
	if (terminal_log_has(t, "\033]52") != kind->copies)
		return "the clipboard";
	if (!is_over(&t->log, paste_on, paste_off))
		return "pasting";
	return NULL;
}

/* Every kind of terminal that terminfo knows here. What cannot be asked for (no terminfo) is told by the program itself,
 * in words. */
static void test_terminals(void **state)
{
	(void)state;
	int tried = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct terminal t;
		char term[64];
		const char *env[] = {term, NULL};
		snprintf(term, sizeof term, "TERM=%s", kinds[i].term);
		open_with(&t, robust_corpus, env, 80, 24);
		if (!terminal_wait_text(&t, FIRST)) {
			snprintf(term, sizeof term, "TERM=%s: unknown terminal", kinds[i].term);
			if (!terminal_log_has(&t, term))
				fail_msg("%s: no screen and no word", kinds[i].term);
			terminal_free(&t);
			continue;
		}
		tried++;
		use_kind(&t, &kinds[i]);
		const char *fault = kind_fault(&t, &kinds[i]);
		if (fault)
			fail_msg("%s: %s", kinds[i].term, fault);
		terminal_free(&t);
	}
	assert_true(tried >= 2); /* vt100 and xterm are wherever terminfo is */
}

/* What the terminal shows after many keys is what it shows when all is drawn from nothing. */
static void test_redrawn(void **state)
{
	(void)state;
	static const char *const keys[] = {"j", "k", "G", "g", "Enter", "Esc", "Tab", "z", "Z", "2", "1", "3", "?", "Esc", "l", "Esc", "w", "Esc",
					   "C-d", "M", "Esc", "]", "[", "<", ">", "}", "{", "O", "v", "C-w", "+", "C-w", "-", "1", "e", "Esc",
					   "p", "Esc", "t", "Esc", "=", "Esc", "F", "Space", "/", "a", "Enter", "Esc", "n", "i", "Enter", "S", "Esc"};
	static const int sizes[][2] = {{80, 24}, {120, 40}, {200, 60}};
	struct terminal t;
	struct buf before = BUF_INIT, after = BUF_INIT;
	uint32_t random = 5;
	open_first(&t, NULL);
	for (int round = 0; round < 36; round++) {
		if (round % 12 == 0)
			terminal_resize(&t, sizes[round / 12][0], sizes[round / 12][1]);
		for (int i = 0; i < 8; i++) {
			random = random * 1664525 + 1013904223; /* Numerical Recipes */
			terminal_key(&t, keys[(random >> 8) % (sizeof keys / sizeof *keys)]);
		}
		while (terminal_pump(&t, 200))
			;
		terminal_text(&t, &before);
		terminal_key(&t, "C-l");
		if (!terminal_wait_picture(&t, buf_str(&before))) {
			terminal_text(&t, &after);
			printf("before\n%sredrawn\n%s", buf_cstr(&before), buf_cstr(&after));
			fail();
		}
		while (terminal_pump(&t, 60))
			;
		terminal_text(&t, &after);
		assert_string_equal(buf_cstr(&after), buf_cstr(&before));
	}
	terminal_key(&t, "Esc");
	expect_quit(&t);
	buf_free(&before);
	buf_free(&after);
}

/* Ctrl-Z gives the terminal to the shell, fg takes it again. */
static void test_job_control(void **state)
{
	(void)state;
	struct terminal t;
	char command[1000];
	char *argv[] = {(char *)(uintptr_t)"/bin/sh", (char *)(uintptr_t)"-mc", command, NULL};
	snprintf(command, sizeof command, "%s %s; echo STOPPED; fg >/dev/null; echo DONE", robust_program, robust_corpus);
	terminal_open(&t, argv, NULL, 80, 24);
	expect(&t, FIRST);
	terminal_key(&t, "/"); /* also while text is typed */
	terminal_key(&t, "C-z");
	assert_true(terminal_wait_log(&t, "STOPPED")); /* on the screen it stands for a moment only */
	expect(&t, FIRST);
	terminal_key(&t, "Esc");
	terminal_key(&t, "j");
	expect(&t, "2 of 18");
	terminal_key(&t, "Q");
	expect(&t, "DONE");
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
}

/* ---- what is kept, and what others do ---- */

/* Runs the program with these arguments to its end; its exit status. */
static int run(const char *first, const char *second, const char *third, const char *fourth)
{
	pid_t pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(98);
		execl(robust_program, robust_program, first, second, third, fourth, (char *)NULL);
		_exit(97);
	}
	int status = -1;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Another process ingests: the browser says what came, and the row under the cursor stays. */
static void test_background_refresh(void **state)
{
	(void)state;
	struct terminal t;
	char corpus[600], file[600];
	snprintf(corpus, sizeof corpus, "%s/others.dateline", getenv("HOME"));
	snprintf(file, sizeof file, "%s/others.txt", getenv("HOME"));
	unlink(corpus);
	expect_file(file, "The two ministers met in Tashkent on 4 May 2014.\n\nThey signed a treaty in Astana on 6 May 2014.\n");
	assert_int_equal(run("ingest", "--corpus", corpus, file), 0);
	open_with(&t, corpus, NULL, 80, 24);
	expect(&t, "1 of");
	terminal_key(&t, "j");
	terminal_key(&t, "/");
	terminal_send(&t, STR("treaty\r"));
	expect(&t, "hit 1 of 1");
	expect_file(file, "The envoys talked in Bishkek on 2 March 2010.\n");
	assert_int_equal(run("ingest", "--corpus", corpus, file), 0);
	expect(&t, "+1 article");
	expect(&t, "hit 1 of 1");
	terminal_key(&t, "Esc");
	expect(&t, "2010-03-02");
	expect_quit(&t);
	unlink(corpus);
	unlink(file);
}

/* A word is kept although the user leaves at once; what was typed and marked is there the next time. */
static void test_kept(void **state)
{
	(void)state;
	struct terminal t;
	char folder[2][600];
	const char *home = getenv("HOME");
	snprintf(folder[0], sizeof folder[0], "XDG_STATE_HOME=%s/.kept-%d", home, (int)getpid());
	snprintf(folder[1], sizeof folder[1], "XDG_DATA_HOME=%s/.kept-%d", home, (int)getpid());
	const char *env[] = {folder[0], folder[1], NULL};
	open_first(&t, env);
	terminal_send(&t, STR("jsmbf"));
	expect(&t, "filter");
	terminal_send(&t, STR("kind:meeting\r"));
	expect(&t, "(18)");
	terminal_send(&t, STR("jsQ"));
	assert_true(terminal_wait_end(&t));
	terminal_free(&t);
	open_with(&t, robust_corpus, env, 80, 24);
	expect(&t, "of 18");
	terminal_send(&t, STR("g'"));
	expect(&t, "Five neighbours sign"); /* in the list of marks */
	terminal_key(&t, "b");
	expect(&t, "2 of 18");
	terminal_send(&t, STR("f\025"));
	terminal_key(&t, "Up");
	expect(&t, "filter kind:meeting");
	terminal_send(&t, STR("\025is:starred\r"));
	expect(&t, "of 2 (18)");
	expect_quit(&t);
}

static void expect_cursor(struct terminal *t, int x, int y)
{
	int at_x = -1, at_y = -1;
	for (int i = 0; i < 400 && (at_x != x || at_y != y); i++) {
		terminal_pump(t, 50);
		terminal_cursor(t, &at_x, &at_y);
	}
	assert_int_equal(at_x, x);
	assert_int_equal(at_y, y);
}

/* The terminal's cursor, which screen readers follow, rests on the row that is chosen, or where text is typed. */
static void test_cursor(void **state)
{
	(void)state;
	struct terminal t;
	open_first(&t, NULL);
	expect_cursor(&t, 1, 2); /* below the strip */
	terminal_key(&t, "j");
	expect_cursor(&t, 1, 3);
	terminal_key(&t, "e"); /* what can follow lies below; the row is still the row */
	expect(&t, "Correct the date");
	expect_cursor(&t, 1, 3);
	terminal_key(&t, "d");
	expect(&t, "date 1996-04-26");
	expect_cursor(&t, 16, 22);
	terminal_key(&t, "Esc");
	terminal_key(&t, "2");
	expect_cursor(&t, 62, 1);
	terminal_key(&t, "?");
	expect_cursor(&t, 1, 4);
	terminal_key(&t, "Esc");
	expect_quit(&t);
}

/* In every view the row of the terminal's cursor is the one that is marked as chosen. */
static void test_cursor_in_views(void **state)
{
	(void)state;
	static const struct {
		const char *keys, *row; /* keys with blanks between; what stands where the cursor rests, to the end of the line */
	} rows[] = {
		{"f l i n k : s a m e Enter l", "▌⇄ same event"},
		{"f l i n k : s a m e Enter =", "Harbour Desk · 2018-05-22"},
		{"2 j p", "▌ 2016 "},
		{"2 j p j", "▌ 2017 "},
		{"t", "· × "},
		{"t j", "· × "},
		{"M", "PK"},
		{"x", "▌ m   Markdown"},
		{"x j", "▌ h   Web page"},
		{"? j u m p", "▌"},
		{"3", "Five neighbours signed"},
		{"w", " 1996-04-26 · day"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct terminal t;
		struct buf now = BUF_INIT;
		struct str rest = str_of(rows[i].keys), key, line = STR_NONE;
		char name[16];
		int x, y;
		open_first(&t, NULL);
		terminal_key(&t, "j");
		while (str_split(&rest, ' ', &key)) {
			snprintf(name, sizeof name, "%.*s", STR_ARG(key));
			terminal_key(&t, name);
		}
		while (terminal_pump(&t, 200))
			;
		terminal_text(&t, &now);
		terminal_cursor(&t, &x, &y);
		rest = buf_str(&now);
		for (int k = 0; k <= y; k++)
			str_split(&rest, '\n', &line);
		for (uint32_t cp; x > 0; x--) /* each is one column wide here */
			line = str_sub(line, utf8_decode(line, &cp, NULL), line.n);
		if (!str_starts(line, str_of(rows[i].row)))
			fail_msg("%s: the cursor rests on %.*s", rows[i].keys, STR_ARG(line));
		buf_free(&now);
		terminal_key(&t, "Esc");
		expect_quit(&t);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resize_storm),
		cmocka_unit_test(test_terminal_gone),
		cmocka_unit_test(test_signals),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_no_color),
		cmocka_unit_test(test_poor_terminals),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_odd_keys),
		cmocka_unit_test(test_copy),
		cmocka_unit_test(test_config),
		cmocka_unit_test(test_terminals),
		cmocka_unit_test(test_redrawn),
		cmocka_unit_test(test_job_control),
		cmocka_unit_test(test_background_refresh),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_cursor),
		cmocka_unit_test(test_cursor_in_views),
	};
	if (argc != 4)
		return 99;
	robust_program = argv[1];
	robust_corpus = argv[2];
	robust_hostile = argv[3];
	return cmocka_run_group_tests_name("robust", tests, NULL, NULL);
}
