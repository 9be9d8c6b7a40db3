#include "config.h"

#include "ui/help.h"

#include "base/utf8.h"
#include "ui/pane.h"

#include <string.h>

enum { HELP_KEYS_W = 18, HELP_HEAD = 2 /* the search line and a blank one */ };

void help_free(struct help *h)
{
	buf_free(&h->words);
}

void help_open(struct help *h)
{
	h->open = true;
	buf_clear(&h->words);
	h->top = 0;
	h->cursor = 1; /* under the first heading */
}

/* ---- the rows ---- */

enum help_type { HELP_HEADING, HELP_ACTION, HELP_NOTE };

struct help_row {
	enum help_type type;
	enum action action;  /* of an ACTION */
	int mark;            /* of a NOTE: enum pane_mark, or -1: */
	const char *key;     /*   what stands in the column of keys */
	const char *text;
};

/* The actions in the order of their table, a heading before each of these. */
static const struct {
	enum action first;
	const char *heading;
} help_groups[] = {
	{ACTION_DOWN, "Moving"},
	{ACTION_SEARCH, "Finding"},
	{ACTION_LINK_NEXT, "Walking"},
	{ACTION_MARK, "Marking"},
	{ACTION_CHOOSE, "Choosing, noting, correcting"},
	{ACTION_COPY, "The program"},
};

static const struct help_row help_notes[] = {
	{HELP_HEADING, 0, -1, "", "The filter line: terms, all of which must hold; Tab completes one"},
	{HELP_NOTE, 0, -1, "words \"a phrase\"", "As they stand; capital letters count when you type one"},
	{HELP_NOTE, 0, -1, "/regex/", "A regular expression (Perl's)"},
	{HELP_NOTE, 0, -1, "country:PK+IN", "Both countries; with a comma, either"},
	{HELP_NOTE, 0, -1, "from: to: on:", "2018, 2018-05, 2018-05-23"},
	{HELP_NOTE, 0, -1, "kind:meeting", "visit agreement exercise attack conflict statement accession ..."},
	{HELP_NOTE, 0, -1, "source:\"desk A\"", "Whose report it is"},
	{HELP_NOTE, 0, -1, "is:announced", "Also open (nothing came of it), starred, tagged, noted, undated ..."},
	{HELP_NOTE, 0, -1, "tag:key", "What you tagged so"},
	{HELP_NOTE, 0, -1, "link:same", "What has a link: same, series, outcome, background"},
	{HELP_NOTE, 0, -1, "-term", "Not this"},
	{HELP_HEADING, 0, -1, "", "Marks"},
	{HELP_NOTE, 0, PANE_REPORT, "", "A report: an article at its publication date"},
	{HELP_NOTE, 0, PANE_ABOUT, "", "The date is approximate: about, early, late, mid-"},
	{HELP_NOTE, 0, PANE_DOUBT, "", "Less than half sure: why tells from what it was read"},
	{HELP_NOTE, 0, PANE_STARRED, "", "You starred it"},
	{HELP_NOTE, 0, PANE_CORRECTED, "", "You corrected it"},
	{HELP_NOTE, 0, PANE_TAGGED, "", "You tagged it"},
	{HELP_NOTE, 0, PANE_NOTED, "", "You wrote a note"},
	{HELP_NOTE, 0, PANE_SAME, "", "Told by so many others, too"},
	{HELP_NOTE, 0, PANE_BEFORE, "", "Announced before"},
	{HELP_NOTE, 0, PANE_AFTER, "", "Came to pass later"},
	{HELP_NOTE, 0, PANE_BAR, "", "The event's passage in its article"},
	{HELP_NOTE, 0, PANE_EVENT, "", "Another event begins on this line"},
	{HELP_NOTE, 0, PANE_CHOSEN, "", "A country of the filter; an event that you chose"},
	{HELP_NOTE, 0, PANE_DIFFERS, "", "Told otherwise in the report beside it"},
	{HELP_NOTE, 0, PANE_WITHOUT, "", "A country that the filter leaves out"},
};
enum {
	HELP_GROUPS = sizeof help_groups / sizeof *help_groups,
	HELP_NOTES = sizeof help_notes / sizeof *help_notes,
	HELP_ROWS = ACTION_COUNT + HELP_GROUPS + HELP_NOTES,
};

/* All words stand in the row, whatever their case. */
static bool help_matches(const struct help *h, const struct keymap *k, const struct help_row *r)
{
	struct buf row = BUF_INIT, folded = BUF_INIT, words = BUF_INIT;
	if (r->type == HELP_ACTION) {
		keymap_keys(k, r->action, &row);
		buf_addf(&row, " %s", action_info(r->action)->name);
	}
	buf_addf(&row, " %s %s", r->key, r->text);
	utf8_fold(buf_str(&row), &folded);
	utf8_fold(buf_str(&h->words), &words);
	struct str rest = buf_str(&words), word;
	bool all = true;
	while (all && str_split(&rest, ' ', &word))
		all = str_find(buf_str(&folded), word, 0) != SIZE_MAX;
	buf_free(&row);
	buf_free(&folded);
	buf_free(&words);
	return all;
}

static void help_add(const struct help *h, const struct keymap *k, const struct help_row *r, struct help_row *rows,
		     size_t *n)
{
	if (h->words.n ? r->type != HELP_HEADING && help_matches(h, k, r) : true)
		rows[(*n)++] = *r;
}

/* The rows that hold what is searched for; without a search all, under headings. */
static size_t help_rows(const struct help *h, const struct keymap *k, struct help_row rows[static HELP_ROWS])
{
	size_t n = 0, group = 0;
	int named = action_of(str_trim(buf_str(&h->words))); /* whose name is typed stands first */
	if (named != ACTION_NONE)
		rows[n++] = (struct help_row){HELP_ACTION, (enum action)named, -1, "", action_info((enum action)named)->help};
	for (int a = 0; a < ACTION_COUNT; a++) {
		struct help_row r = {HELP_ACTION, (enum action)a, -1, "", action_info((enum action)a)->help};
		if (group < HELP_GROUPS && help_groups[group].first == r.action) {
			struct help_row heading = {HELP_HEADING, 0, -1, "", help_groups[group++].heading};
			help_add(h, k, &heading, rows, &n);
		}
		if (a != named)
			help_add(h, k, &r, rows, &n);
	}
	for (size_t i = 0; i < HELP_NOTES; i++)
		help_add(h, k, &help_notes[i], rows, &n);
	return n;
}

/* The cursor passes over headings; the first row's heading stays in sight. */
static void help_go(struct help *h, const struct keymap *k, long to)
{
	struct help_row rows[HELP_ROWS];
	long n = (long)help_rows(h, k, rows);
	int way = to < (long)h->cursor ? -1 : 1;
	if (to > n - 1)
		to = n - 1;
	if (to < 0)
		to = 0;
	if (to < n && rows[to].type == HELP_HEADING)
		to += to == 0 ? 1 : way;
	h->cursor = (size_t)to;
	if (h->cursor < h->top)
		h->top = h->cursor;
	if (h->top == 1 && rows[0].type == HELP_HEADING)
		h->top = 0;
	if (h->rows && h->cursor >= h->top + h->rows)
		h->top = h->cursor - h->rows + 1;
}

void help_fit(struct help *h, struct rect r)
{
	int rows = r.h - 2 - HELP_HEAD;
	h->rows = rows > 1 ? (size_t)rows : 1;
	if (h->cursor >= h->top + h->rows)
		h->top = h->cursor - h->rows + 1;
}

/* ---- what is done to it ---- */

static enum help_event help_do(const struct help *h, const struct keymap *k, enum action *action)
{
	struct help_row rows[HELP_ROWS];
	size_t n = help_rows(h, k, rows);
	if (h->cursor >= n || rows[h->cursor].type != HELP_ACTION)
		return HELP_NOTHING;
	*action = rows[h->cursor].action;
	return HELP_DO;
}

enum help_event help_type(struct help *h, const struct keymap *k, struct str text)
{
	if (h->words.n + text.n < 200)
		utf8_repair(text, &h->words);
	h->top = h->cursor = 0;
	help_go(h, k, 0);
	return HELP_NOTHING;
}

static enum help_event help_erase(struct help *h, const struct keymap *k, bool all)
{
	if (!h->words.n)
		return HELP_CLOSE;
	do
		h->words.n--;
	while (h->words.n && (all || ((unsigned char)h->words.p[h->words.n] & 0xC0) == 0x80));
	h->words.p[h->words.n] = 0;
	return help_type(h, k, STR(""));
}

/* Moves by the keys that are no characters: all characters search. */
static bool help_move(struct help *h, const struct keymap *k, const char *key)
{
	long page = (long)h->rows, cursor = (long)h->cursor;
	const struct {
		const char *key;
		long to;
	} moves[] = {
		{"Down", cursor + 1},	     {"Up", cursor - 1},	  {"C-n", cursor + 1},	   {"C-p", cursor - 1},
		{"PgDn", cursor + page},     {"PgUp", cursor - page},	  {"C-f", cursor + page},  {"C-b", cursor - page},
		{"C-d", cursor + page / 2},  {"C-u", cursor - page / 2},  {"Home", 0},		   {"End", HELP_ROWS},
		{"Tab", cursor + 1},	     {"S-Tab", cursor - 1},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (strcmp(moves[i].key, key) == 0) {
			help_go(h, k, moves[i].to);
			return true;
		}
	return false;
}

enum help_event help_key(struct help *h, const struct keymap *k, const char *key, enum action *action)
{
	struct str name = str_of(key);
	uint32_t cp;
	if (help_move(h, k, key))
		return HELP_NOTHING;
	if (strcmp(key, "Enter") == 0)
		return help_do(h, k, action);
	if (strcmp(key, "Esc") == 0 || strcmp(key, "C-c") == 0)
		return HELP_CLOSE;
	if (strcmp(key, "Backspace") == 0 || strcmp(key, "C-w") == 0)
		return help_erase(h, k, key[0] == 'C');
	int a = keymap_action(k, key, PANE_TIMELINE); /* the two work in every pane */
	if (!h->words.n && (a == ACTION_HELP || a == ACTION_BACK))
		return HELP_CLOSE;
	if (strcmp(key, "Space") == 0)
		return help_type(h, k, STR(" "));
	if (name.n && utf8_decode(name, &cp, NULL) == name.n)
		return help_type(h, k, name);
	return HELP_NOTHING;
}

void help_wheel(struct help *h, const struct keymap *k, int lines)
{
	help_go(h, k, (long)h->cursor + lines);
}

enum help_event help_click(struct help *h, const struct keymap *k, int y, bool twice, enum action *action)
{
	struct help_row rows[HELP_ROWS];
	size_t at = h->top + (size_t)(y - HELP_HEAD);
	if (y < HELP_HEAD || at >= help_rows(h, k, rows) || rows[at].type == HELP_HEADING)
		return HELP_NOTHING;
	help_go(h, k, (long)h->top + y - HELP_HEAD);
	return twice ? help_do(h, k, action) : HELP_NOTHING;
}

/* ---- drawing ---- */

/* Where an action means something, when that is not everywhere: "timeline, article". */
static void help_panes(unsigned panes, struct buf *out)
{
	const char *between = "";
	if ((panes & IN_MAIN) == IN_MAIN)
		return;
	for (int p = 0; p < PANE_COUNT; p++)
		if (panes & (1u << p)) {
			buf_addf(out, "%s%s", between, action_pane_name((enum pane)p));
			between = ", ";
		}
}

static void help_row_keys(const struct keymap *k, const struct canvas *c, const struct help_row *r, struct buf *out)
{
	if (r->type == HELP_ACTION)
		keymap_keys(k, r->action, out);
	else if (r->mark >= 0)
		buf_add_str(out, pane_mark(c, (enum pane_mark)r->mark));
	else
		buf_add_cstr(out, r->key);
}

static void help_draw_row(const struct keymap *k, struct canvas *c, int y, int w, const struct help_row *r, bool marked)
{
	struct buf keys = BUF_INIT, panes = BUF_INIT;
	int x = 3 + HELP_KEYS_W, room = w - x - 1;
	if (r->type == HELP_HEADING) {
		canvas_text_cut(c, 1, y, w - 2, STYLE_TITLE, str_of(r->text));
		return;
	}
	help_row_keys(k, c, r, &keys);
	if (r->type == HELP_ACTION)
		help_panes(action_info(r->action)->panes, &panes);
	canvas_text(c, 0, y, 1, STYLE_HINT_KEY, marked ? pane_mark(c, PANE_CURSOR) : STR(" "));
	canvas_text_cut(c, 2, y, HELP_KEYS_W, STYLE_HINT_KEY, buf_str(&keys));
	int used = canvas_text_cut(c, x, y, room, STYLE_TEXT, str_of(r->text));
	int wide = utf8_width(buf_str(&panes));
	if (wide && used + 2 + wide <= room)
		canvas_text(c, w - wide - 1, y, wide, STYLE_DIM, buf_str(&panes));
	if (marked) {
		canvas_restyle(c, (struct rect){0, y, w, 1}, STYLE_SELECTED);
		canvas_cursor(c, 0, y);
	}
	buf_free(&keys);
	buf_free(&panes);
}

void help_draw(const struct help *h, const struct keymap *k, struct canvas *c, struct rect r)
{
	struct help_row rows[HELP_ROWS];
	size_t n = help_rows(h, k, rows);
	struct rect old = canvas_clip(c, r);
	canvas_fill(c, (struct rect){0, 0, r.w, r.h}, STYLE_TEXT, STR(" "));
	canvas_frame(c, (struct rect){0, 0, r.w, r.h}, STYLE_BORDER_FOCUS, STYLE_TITLE, STR("Help"));
	if (h->words.n && r.w > 30)
		canvas_printf(c, r.w - (n > 9 ? 12 : 11), 0, 10, STYLE_TITLE, " %zu found ", n);
	canvas_clip(c, (struct rect){r.x + 1, r.y + 1, r.w - 2, r.h - 2});
	canvas_text(c, 2, 0, r.w - 4, STYLE_PROMPT, buf_str(&h->words));
	if (!h->words.n)
		canvas_text_cut(c, 2, 0, r.w - 6, STYLE_DIM, STR("type to search; Enter does it; Esc closes"));
	for (size_t i = 0; i < h->rows && h->top + i < n; i++)
		help_draw_row(k, c, HELP_HEAD + (int)i, r.w - 2, &rows[h->top + i], h->top + i == h->cursor);
	if (!n)
		canvas_text_cut(c, 2, HELP_HEAD, r.w - 4, STYLE_DIM,
				STR("Nothing here has these words. Backspace takes them back."));
	canvas_clip(c, old);
}
