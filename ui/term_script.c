#include "config.h"

#include "ui/term.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "ui/keymap.h"

#include <stdio.h>
#include <string.h>

enum { TERM_SCRIPT_LARGEST = 1000 };

struct script {
	struct term term;
	VEC(struct input) inputs;
	size_t next;
	const struct input *snap; /* the next picture is to be printed under this name */
	enum term_script_print print;
};

static bool term_script_fault(struct error *err, int line, const char *what, struct str at)
{
	return error_set(err, ERROR_USAGE,
			 "script:%d: %s: %.*s; write a key (j, Enter, C-f), a \"text\", :snap [NAME], :size 120x40, :wait, "
			 ":click X Y, :click2 X Y, :drag X Y X Y, :wheel-up X Y or :wheel-down X Y",
			 line, what, STR_ARG(at));
}

static struct input *term_script_add(struct script *s, enum input_type type, struct str key)
{
	struct input *in = vec_push(&s->inputs);
	*in = (struct input){.type = type};
	memcpy(in->key, key.p, key.n);
	return in;
}

/* Typed text is what a keyboard would send: a key a character. */
static void term_script_type(struct script *s, struct str text)
{
	while (text.n) {
		uint32_t cp;
		size_t n = utf8_decode(text, &cp, NULL);
		struct str key = str_sub(text, 0, n);
		term_script_add(s, INPUT_KEY, str_eq(key, STR(" ")) ? STR("Space") : key);
		text = str_sub(text, n, text.n);
	}
}

/* Two numbers with `between` in the middle, each from `least` to TERM_SCRIPT_LARGEST. */
static bool term_script_pair(struct str text, char between, int least, int *a, int *b)
{
	int value[2] = {0, 0};
	for (int part = 0; part < 2; part++) {
		size_t i = 0;
		for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9' && value[part] <= TERM_SCRIPT_LARGEST; i++)
			value[part] = value[part] * 10 + (text.p[i] - '0');
		if (i == 0 || value[part] < least || value[part] > TERM_SCRIPT_LARGEST)
			return false;
		if (part == 0 && (i == text.n || text.p[i++] != between))
			return false;
		text = str_sub(text, i, text.n);
	}
	*a = value[0];
	*b = value[1];
	return text.n == 0;
}

static struct input *term_script_point(struct script *s, enum mouse_button button, int x, int y)
{
	struct input *in = term_script_add(s, INPUT_MOUSE, STR(""));
	in->button = button;
	in->x = x;
	in->y = y;
	return in;
}

/* "X Y TO_X TO_Y": pressed, moved, let go. */
static bool term_script_drag(struct script *s, struct str rest, int number, struct error *err)
{
	int from[2], to[2];
	size_t middle = str_find(rest, STR(" "), str_find(rest, STR(" "), 0) + 1);
	if (!term_script_pair(str_sub(rest, 0, middle), ' ', 0, &from[0], &from[1]) ||
	    !term_script_pair(str_trim(str_sub(rest, middle, rest.n)), ' ', 0, &to[0], &to[1]))
		return term_script_fault(err, number, "no two places on the screen", rest);
	term_script_point(s, MOUSE_LEFT, from[0], from[1]);
	term_script_point(s, MOUSE_DRAG, to[0], to[1]);
	term_script_point(s, MOUSE_RELEASE, to[0], to[1]);
	return true;
}

static bool term_script_mouse(struct script *s, struct str word, struct str rest, int number, struct error *err)
{
	static const struct {
		const char *word;
		enum mouse_button button;
		bool twice;
	} rows[] = {
		{":click", MOUSE_LEFT, false},
		{":click2", MOUSE_LEFT, true},
		{":wheel-up", MOUSE_WHEEL_UP, false},
		{":wheel-down", MOUSE_WHEEL_DOWN, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!str_eq(word, str_of(rows[i].word)))
			continue;
		int x, y;
		if (!term_script_pair(rest, ' ', 0, &x, &y))
			return term_script_fault(err, number, "no place on the screen", rest);
		term_script_point(s, rows[i].button, x, y)->twice = rows[i].twice;
		if (rows[i].button == MOUSE_LEFT)
			term_script_point(s, MOUSE_RELEASE, x, y);
		return true;
	}
	return term_script_fault(err, number, "unknown command", word);
}

static bool term_script_command(struct script *s, struct str line, int number, struct error *err)
{
	size_t space = str_find(line, STR(" "), 0);
	struct str word = str_sub(line, 0, space);
	struct str rest = str_trim(str_sub(line, word.n, line.n));
	if (str_eq(word, STR(":snap"))) {
		if (rest.n >= KEY_BYTES)
			return term_script_fault(err, number, "a name of more than 31 bytes", rest);
		term_script_add(s, INPUT_SNAP, rest);
	} else if (str_eq(word, STR(":wait")) && !rest.n) {
		term_script_add(s, INPUT_WAIT, STR(""));
	} else if (str_eq(word, STR(":size"))) {
		int w, h;
		if (!term_script_pair(rest, 'x', 1, &w, &h))
			return term_script_fault(err, number, "no size from 1x1 to 1000x1000", rest);
		struct input *in = term_script_add(s, INPUT_RESIZE, STR(""));
		in->w = w;
		in->h = h;
	} else if (str_eq(word, STR(":drag"))) {
		return term_script_drag(s, rest, number, err);
	} else {
		return term_script_mouse(s, word, rest, number, err);
	}
	return true;
}

static bool term_script_line(struct script *s, struct str line, int number, struct error *err)
{
	if (!line.n || (line.p[0] == '#' && line.n > 1))
		return true;
	if (line.p[0] == '"' && line.n > 1) {
		if (line.p[line.n - 1] != '"')
			return term_script_fault(err, number, "the text has no closing quote", line);
		term_script_type(s, str_sub(line, 1, line.n - 1));
		return true;
	}
	if (line.p[0] == ':' && line.n > 1)
		return term_script_command(s, line, number, err);
	if (!keymap_is_key(line))
		return term_script_fault(err, number, "no such key", line);
	term_script_add(s, INPUT_KEY, line);
	return true;
}

static bool term_script_next(struct term *t, struct input *in, struct error *err)
{
	struct script *s = (struct script *)t;
	s->snap = NULL;
	if (s->next == s->inputs.n) {
		*in = (struct input){.type = INPUT_END};
		if (fflush(stdout) != 0 || ferror(stdout))
			return error_set(err, ERROR_IO, "standard output: cannot be written; check the disk or the pipe");
		return true;
	}
	const struct input *now = &s->inputs.v[s->next++];
	*in = *now;
	if (in->type == INPUT_RESIZE) {
		t->w = in->w;
		t->h = in->h;
	} else if (in->type == INPUT_SNAP) {
		s->snap = now;
	}
	return true;
}

static void term_script_blit(struct term *t, const struct canvas *c)
{
	struct script *s = (struct script *)t;
	if (!s->snap)
		return;
	struct buf out = BUF_INIT;
	if (s->print == TERM_SCRIPT_PLAIN) {
		buf_addf(&out, "%s%s", s->snap->key, *s->snap->key ? "\n" : "");
		canvas_dump_plain(c, &out);
	} else {
		buf_addf(&out, ":snap%s%s\n", *s->snap->key ? " " : "", s->snap->key);
		canvas_dump(c, &out);
	}
	if (s->print == TERM_SCRIPT_STYLES) {
		buf_add_cstr(&out, ":styles\n");
		canvas_dump_styles(c, &out);
	}
	fwrite(out.p, 1, out.n, stdout);
	buf_free(&out);
	s->snap = NULL;
}

static bool term_script_copy(struct term *t, struct str text)
{
	(void)t;
	(void)text;
	return true;
}

static void term_script_style(struct term *t, const struct style_set *set)
{
	(void)t;
	(void)set;
}

static void term_script_mouse_on(struct term *t, bool on)
{
	(void)t;
	(void)on;
}

static void term_script_nothing(struct term *t)
{
	(void)t;
}

static void term_script_close(struct term *t)
{
	struct script *s = (struct script *)t;
	vec_free(&s->inputs);
	mem_free(s);
}

static struct script *term_script_new(int w, int h)
{
	static const struct term_driver driver = {
		.next = term_script_next,
		.blit = term_script_blit,
		.copy = term_script_copy,
		.redraw = term_script_nothing,
		.style = term_script_style,
		.mouse = term_script_mouse_on,
		.suspend = term_script_nothing,
		.resume = term_script_nothing,
		.stop = term_script_nothing,
		.wake = term_script_nothing,
		.close = term_script_close,
	};
	struct script *s = mem_zero(1, sizeof *s);
	s->term = (struct term){.driver = &driver, .w = w, .h = h};
	return s;
}

static bool term_script_snaps(const struct script *s)
{
	size_t i = 0;
	while (i < s->inputs.n && s->inputs.v[i].type != INPUT_SNAP)
		i++;
	return i < s->inputs.n;
}

bool term_script_open(struct str script, int w, int h, enum term_script_print print, struct term **out, struct error *err)
{
	struct script *s = term_script_new(w, h);
	s->print = print;
	struct str line;
	for (int number = 1; str_split(&script, '\n', &line); number++)
		if (!term_script_line(s, str_trim(line), number, err)) {
			term_script_close(&s->term);
			return false;
		}
	if (print == TERM_SCRIPT_PLAIN && !term_script_snaps(s))
		term_script_add(s, INPUT_SNAP, STR(""));
	*out = &s->term;
	return true;
}
