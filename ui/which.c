#include "config.h"

#include "ui/which.h"

#include "base/era.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "ui/pane.h"

#include <stdio.h>
#include <string.h>

void which_close(struct which *w)
{
	*w = (struct which){.waiting = ACTION_NONE};
}

bool which_is_open(const struct which *w)
{
	return w->keys[0] != '\0';
}

void which_wait(struct which *w, enum action a, const char *keys)
{
	snprintf(w->keys, sizeof w->keys, "%s", *keys ? keys : action_info(a)->name);
	w->waiting = (int)a;
}

enum which_event which_key(struct which *w, const struct keymap *k, enum pane pane, const char *key, int *action)
{
	char keys[KEY_BYTES];
	bool open = which_is_open(w);
	if (open && (strcmp(key, "Esc") == 0 || strcmp(key, "C-c") == 0)) {
		which_close(w);
		return WHICH_DROP;
	}
	if (w->waiting != ACTION_NONE) {
		*action = w->waiting;
		which_close(w);
		return WHICH_TAKEN;
	}
	bool fits = keymap_join(w->keys, key, keys);
	*action = fits ? keymap_action(k, keys, pane) : ACTION_NONE;
	memcpy(w->keys, keys, sizeof keys);
	if (*action != ACTION_NONE)
		return WHICH_DO;
	return fits && keymap_begins(k, keys) ? WHICH_MORE : WHICH_NOTHING;
}

/* ---- what can follow ---- */

struct which_row {
	char key[KEY_BYTES];
	struct buf words;
	bool here; /* it means something in the pane that has the focus */
};

struct which_rows {
	VEC(struct which_row) of;
};

static struct which_row *which_add(struct which_rows *rows, struct str key, const char *words)
{
	struct which_row *r = vec_push(&rows->of);
	*r = (struct which_row){.here = true};
	snprintf(r->key, sizeof r->key, "%.*s", STR_ARG(key));
	buf_add_cstr(&r->words, words);
	return r;
}

static void which_bindings(const struct which *w, const struct keymap *k, const struct model *m, struct which_rows *rows)
{
	size_t n = strlen(w->keys);
	for (int here = 1; here >= 0; here--)
		for (size_t i = 0; i < k->n; i++) {
			struct str keys = str_of(k->v[i].key);
			const struct action_info *info = action_info(k->v[i].action);
			if (keys.n <= n + 1 || memcmp(keys.p, w->keys, n) != 0 || keys.p[n] != ',')
				continue;
			if (!!(info->panes & (1u << m->focus)) != here)
				continue;
			which_add(rows, str_sub(keys, n + 1, keys.n), info->help)->here = here;
		}
}

static void which_marks(const struct model *m, bool ascii, struct which_rows *rows)
{
	for (size_t i = 0; i < m->marks.n; i++) {
		const struct mark *mark = &m->marks.v[i];
		char date[48] = "no date";
		if (interval_known(mark->spot.when))
			era_interval(mark->spot.when, PRECISION_DAY, ascii, date);
		struct which_row *r = which_add(rows, str_of(mark->key), date);
		buf_addf(&r->words, "  %s", mark->words);
	}
}

static void which_rows_of(const struct which *w, const struct keymap *k, const struct model *m, bool ascii, struct which_rows *rows)
{
	if (w->waiting == ACTION_NONE) {
		which_bindings(w, k, m, rows);
		return;
	}
	which_marks(m, ascii, rows);
	if (w->waiting == ACTION_GO_MARK && m->last.id)
		which_add(rows, STR("'"), "back to where the last jump began");
	if (rows->of.n == 0)
		which_add(rows, STR(""), w->waiting == ACTION_MARK ? "a letter marks this place" : "there are no marks yet");
}

/* ---- drawing ---- */

/* "e, and then", or what waits for a letter: "m: Mark this place with a letter" */
static void which_title(const struct which *w, struct buf *out)
{
	buf_add_cstr(out, w->keys);
	if (w->waiting == ACTION_NONE) {
		buf_add_cstr(out, ", and then");
		return;
	}
	struct str rest = str_of(action_info((enum action)w->waiting)->help), first;
	str_split(&rest, ';', &first);
	buf_addf(out, ": %.*s", STR_ARG(first));
}

enum { WHICH_KEY_W = 8, WHICH_MOST = 100 };

static void which_draw_row(struct canvas *c, int y, int w, const struct which_row *r)
{
	enum style style = r->here ? STYLE_TEXT : STYLE_DIM;
	canvas_text_cut(c, 2, y, WHICH_KEY_W, r->here ? STYLE_HINT_KEY : STYLE_DIM, str_of(r->key));
	canvas_text_cut(c, 2 + WHICH_KEY_W, y, w - 4 - WHICH_KEY_W, style, buf_str(&r->words));
	canvas_button(c, 1, y, w - 2, str_of(r->key));
}

void which_draw(const struct which *w, const struct keymap *k, const struct model *m, struct canvas *c, int bottom)
{
	struct which_rows rows = {0};
	struct buf title = BUF_INIT;
	which_title(w, &title);
	which_rows_of(w, k, m, c->ascii, &rows);
	int n = (int)rows.of.n, width = utf8_width(buf_str(&title)) + 6, most = bottom > 3 ? bottom - 2 : 0;
	n = n < most ? n : most;
	for (int i = 0; i < n; i++) {
		int own = utf8_width(buf_str(&rows.of.v[i].words)) + WHICH_KEY_W + 5;
		width = own > width ? own : width;
	}
	width = width < WHICH_MOST ? width : WHICH_MOST;
	width = width < c->w ? width : c->w;
	struct rect old = canvas_clip(c, (struct rect){0, bottom - n - 2, width, n + 2});
	if (n > 0) {
		canvas_fill(c, (struct rect){0, 0, width, n + 2}, STYLE_TEXT, STR(" "));
		canvas_frame(c, (struct rect){0, 0, width, n + 2}, STYLE_BORDER_FOCUS, STYLE_TITLE, buf_str(&title));
		for (int i = 0; i < n; i++)
			which_draw_row(c, i + 1, width, &rows.of.v[i]);
	}
	canvas_clip(c, old);
	for (size_t i = 0; i < rows.of.n; i++)
		buf_free(&rows.of.v[i].words);
	buf_free(&title);
	vec_free(&rows.of);
}
