#include "config.h"

#include "ui/term_curses_keys.h"

#include "base/utf8.h"
#include "ui/keymap.h"
#include "ui/term_curses_info.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

enum {
	PIECE_MS = 500,       /* how long the rest of a paste or of a mouse report may take */
	CODE_PASTE_BEGIN = KEY_MAX + 1000, /* above those that curses gives to terminfo's own extensions */
	CODE_PASTE_END,
	CODE_MOUSE,
	CODE_ALT_FIRST,
};

static const struct {
	const char *capability, *key; /* a capability of terminfo (or NULL: `code` is curses' own) */
	int code;
} term_curses_keys_rows[] = {
	{NULL, "Up", KEY_UP},	      {NULL, "Down", KEY_DOWN},	  {NULL, "Left", KEY_LEFT},  {NULL, "Right", KEY_RIGHT},
	{NULL, "Home", KEY_HOME},     {NULL, "End", KEY_END},	  {NULL, "PgUp", KEY_PPAGE}, {NULL, "PgDn", KEY_NPAGE},
	{NULL, "Home", KEY_FIND},     {NULL, "End", KEY_SELECT},  {NULL, "S-Tab", KEY_BTAB}, {NULL, "Delete", KEY_DC},
	{NULL, "Insert", KEY_IC},     {NULL, "Enter", KEY_ENTER}, {NULL, "Backspace", KEY_BACKSPACE},
	{"kUP3", "M-Up", 0},	      {"kDN3", "M-Down", 0},	  {"kLFT3", "M-Left", 0},    {"kRIT3", "M-Right", 0},
	{"kHOM3", "M-Home", 0},	      {"kEND3", "M-End", 0},	  {"kPRV3", "M-PgUp", 0},    {"kNXT3", "M-PgDn", 0},
};
enum { CURSES_KEYS = sizeof term_curses_keys_rows / sizeof *term_curses_keys_rows };

/* Sequences that curses does not know by itself get codes of ours. */
static void term_curses_keys_define(void)
{
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
	define_key("\033[<", CODE_MOUSE);
	for (int i = 0; i < CURSES_KEYS; i++) {
		const char *sequence = term_curses_keys_rows[i].capability ? term_curses_info_string(term_curses_keys_rows[i].capability) : NULL;
		if (sequence)
			define_key(sequence, CODE_ALT_FIRST + i);
	}
}

/* A key of curses (KEY_CODE_YES), or a character (OK) put together from its bytes here, because curses waits for more
 * after a byte that begins no character, and loses what comes then. */
static int term_curses_keys_get(struct term_curses_keys *k, wint_t *out)
{
	char bytes[4];
	size_t n = 0;
	uint32_t cp = 0;
	int ch = wgetch(k->pad);
	if (ch == ERR || ch > 0xFF) {
		*out = (wint_t)ch;
		return ch == ERR ? ERR : KEY_CODE_YES;
	}
	bytes[n++] = (char)ch;
	size_t whole = ch < 0xC2 || ch >= 0xF5 ? 1 : ch < 0xE0 ? 2 : ch < 0xF0 ? 3 : 4;
	if (whole > 1)
		wtimeout(k->pad, ESCAPE_MS);
	while (n < whole) {
		ch = wgetch(k->pad);
		if (ch < 0x80 || ch > 0xBF) {
			if (ch != ERR)
				ungetch(ch);
			break;
		}
		bytes[n++] = (char)ch;
	}
	utf8_decode((struct str){bytes, n}, &cp, NULL);
	*out = (wint_t)cp;
	return OK;
}

void term_curses_keys_name(struct input *in, const char *prefix, struct str name)
{
	snprintf(in->key, sizeof in->key, "%s%.*s", prefix, STR_ARG(name));
	in->type = INPUT_KEY;
}

/* A key that is a code of curses; false when it is none that has a name. */
static bool term_curses_keys_code(struct input *in, const char *prefix, int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		char name[8];
		snprintf(name, sizeof name, "F%d", code - KEY_F0);
		term_curses_keys_name(in, prefix, str_of(name));
		return true;
	}
	for (int i = 0; i < CURSES_KEYS; i++)
		if (code == (term_curses_keys_rows[i].capability ? CODE_ALT_FIRST + i : term_curses_keys_rows[i].code)) {
			term_curses_keys_name(in, prefix, str_of(term_curses_keys_rows[i].key));
			return true;
		}
	return false;
}

/* The rest of a mouse report, which the terminal sends in one piece. */
static bool term_curses_keys_mouse(struct term_curses_keys *k, struct input *in)
{
	char report[32];
	struct timespec now;
	size_t n = 0;
	wint_t ch = 0;
	wtimeout(k->pad, PIECE_MS);
	while (ch != 'M' && ch != 'm' && n + 1 < sizeof report && term_curses_keys_get(k, &ch) == OK && ch < 0x7F)
		report[n++] = (char)ch;
	report[n] = 0;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return mouse_read(&k->mouse, report, now.tv_sec * 1000 + now.tv_nsec / 1000000, in);
}

/* Pasted text, as much as one input holds; what stands for no character is left out. */
static void term_curses_keys_paste(struct term_curses_keys *k, struct input *in, wint_t first)
{
	size_t n = 0;
	wint_t ch = first;
	int rc = OK;
	wtimeout(k->pad, PIECE_MS);
	while (k->pasting) {
		if (rc == KEY_CODE_YES && ch == CODE_PASTE_END)
			k->pasting = false;
		else if (rc == OK && ch)
			n += utf8_encode(ch == '\r' || ch == '\n' || ch == '\t' ? ' ' : (uint32_t)ch, in->key + n);
		if (!k->pasting || n + 5 > sizeof in->key)
			break;
		rc = term_curses_keys_get(k, &ch);
		if (rc == ERR)
			k->pasting = false;
	}
	in->key[n] = 0;
	in->type = INPUT_TEXT;
}

/* After "ESC [": the rest of a sequence that curses does not know, up to its final byte. False: there is none,
 * it was Alt-[. */
static bool term_curses_keys_skip(struct term_curses_keys *k)
{
	wint_t ch;
	bool any = false;
	while (term_curses_keys_get(k, &ch) == OK) {
		any = true;
		if (ch < 0x20 || ch >= 0x40)
			break;
	}
	return any;
}

/* One key of curses; false when it means nothing here. */
static bool term_curses_keys_key(struct term_curses_keys *k, struct input *in, int rc, wint_t ch)
{
	if (rc == KEY_CODE_YES && (ch == CODE_PASTE_BEGIN || ch == CODE_PASTE_END)) {
		k->pasting = ch == CODE_PASTE_BEGIN;
		ch = 0;
	}
	if (k->pasting) {
		term_curses_keys_paste(k, in, rc == OK ? ch : 0);
		return in->key[0] != 0;
	}
	if (rc == KEY_CODE_YES && ch == CODE_MOUSE)
		return term_curses_keys_mouse(k, in);
	const char *prefix = "";
	wint_t next;
	wtimeout(k->pad, ESCAPE_MS);
	if (rc == OK && ch == 0x1B && (rc = term_curses_keys_get(k, &next)) != ERR) {
		if (rc == OK && next == '[' && term_curses_keys_skip(k))
			return false;
		prefix = "M-";
		ch = next;
	}
	if (rc == ERR)
		rc = OK; /* nothing followed: the Esc itself */
	if (rc == KEY_CODE_YES)
		return term_curses_keys_code(in, prefix, (int)ch);
	in->type = INPUT_KEY;
	return keymap_name(ch, *prefix != 0, in->key);
}

/* The next key that curses has, without waiting. */
bool term_curses_keys_read(struct term_curses_keys *k, struct input *in)
{
	for (;;) {
		wint_t ch;
		wtimeout(k->pad, 0);
		int rc = term_curses_keys_get(k, &ch);
		if (rc == ERR)
			return false;
		if (term_curses_keys_key(k, in, rc, ch))
			return true;
	}
}

void term_curses_keys_open(struct term_curses_keys *k)
{
	set_escdelay(ESCAPE_MS);
	k->pad = newpad(1, 1);
	assert(k->pad);
	keypad(k->pad, TRUE);
	term_curses_keys_define();
}

void term_curses_keys_close(struct term_curses_keys *k)
{
	delwin(k->pad);
}
