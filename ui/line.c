#include "config.h"

#include "ui/line.h"

#include "app/ask.h"
#include "app/edit.h"
#include "app/find.h"
#include "ui/style.h"

static const struct {
	enum action action;
	enum prompt_kind prompt;
	enum note_field field; /* of those that say something; NOTE_UNDO: none */
} line_rows[] = {
	{ACTION_SEARCH, PROMPT_SEARCH, NOTE_UNDO},
	{ACTION_FILTER, PROMPT_FILTER, NOTE_UNDO},
	{ACTION_SORT, PROMPT_SORT, NOTE_UNDO},
	{ACTION_DATE, PROMPT_DATE, NOTE_UNDO},
	{ACTION_FIND_COUNTRY, PROMPT_FIND, NOTE_UNDO},
	{ACTION_COMMAND, PROMPT_COMMAND, NOTE_UNDO},
	{ACTION_SAVED_SEARCH, PROMPT_SAVED, NOTE_UNDO},
	{ACTION_SAVE_SEARCH, PROMPT_SAVE, NOTE_SEARCH},
	{ACTION_FORGET_SEARCH, PROMPT_FORGET, NOTE_UNSEARCH},
	{ACTION_TAG, PROMPT_TAG, NOTE_TAG},
	{ACTION_NOTE, PROMPT_NOTE, NOTE_TEXT},
	{ACTION_CORRECT_DATE, PROMPT_WHEN, NOTE_DATE},
	{ACTION_CORRECT_COUNTRIES, PROMPT_COUNTRIES, NOTE_COUNTRIES},
	{ACTION_CORRECT_KIND, PROMPT_KIND, NOTE_KIND},
	{ACTION_SPLIT, PROMPT_SPLIT, NOTE_SPLIT},
	{ACTION_THEME, PROMPT_THEME, NOTE_UNDO},
};
enum { LINE_ROWS = sizeof line_rows / sizeof *line_rows };

int line_of_action(enum action a, enum pane focus)
{
	if (a == ACTION_SEARCH && focus == PANE_ARTICLE)
		return PROMPT_WITHIN;
	for (size_t i = 0; i < LINE_ROWS; i++)
		if (line_rows[i].action == a)
			return (int)line_rows[i].prompt;
	return -1;
}

struct str line_example(enum prompt_kind kind)
{
	struct str help = STR_NONE;
	for (size_t i = 0; i < LINE_ROWS; i++)
		if (line_rows[i].prompt == kind)
			help = str_of(action_info(line_rows[i].action)->help);
	size_t at = str_find(help, STR(": "), 0);
	return at == SIZE_MAX ? STR_NONE : str_sub(help, at + 2, help.n);
}

static enum note_field line_field(enum prompt_kind kind)
{
	for (size_t i = 0; i < LINE_ROWS; i++)
		if (line_rows[i].prompt == kind)
			return line_rows[i].field;
	return NOTE_UNDO;
}

static bool line_searches(enum prompt_kind kind)
{
	return kind == PROMPT_SEARCH || kind == PROMPT_FILTER;
}

static enum update_prompt line_search(enum prompt_kind kind)
{
	return kind == PROMPT_SEARCH ? UPDATE_SEARCH : UPDATE_FILTER;
}

void line_open(struct prompt *p, struct model *m, enum prompt_kind kind)
{
	struct buf text = BUF_INIT;
	enum note_field field = line_field(kind);
	bool can = field == NOTE_UNDO || edit_begin(m, field, &text);
	if (kind == PROMPT_FILTER)
		update_prompt_text(m, &text);
	if (line_searches(kind))
		update_prompt_begin(m, line_search(kind));
	if (kind == PROMPT_WITHIN)
		find_begin(m);
	m->fault = (struct error)ERROR_INIT;
	if (can) {
		ask_names(m);
		prompt_open(p, kind, buf_str(&text));
	}
	buf_free(&text);
}

/* ---- the command line ---- */

static struct str line_word(struct str text, struct str *rest)
{
	text = str_trim(text);
	size_t blank = str_find(text, STR(" "), 0);
	*rest = str_trim(str_sub(text, blank, text.n));
	return str_sub(text, 0, blank);
}

/* A name, or the beginning of one only. */
static int line_action(const struct prompt *p, struct str name)
{
	int a = action_of(name);
	if (a == ACTION_NONE && p->offers.v.n == 1)
		a = action_of(p->offers.v.v[0].text);
	return a;
}

static bool line_command_right(struct model *m, const struct prompt *p, struct str name)
{
	m->fault = (struct error)ERROR_INIT;
	if (line_action(p, name) != ACTION_NONE || !name.n)
		return true;
	return error_set_at(&m->fault, ERROR_USAGE, 0, p->offers.v.n > 1 ? "command: `%.*s` begins several; Tab goes through them"
									: "command: there is no `%.*s`; Tab lists what there is",
			    STR_ARG(name));
}

/* ---- events ---- */

static void line_changed(struct prompt *p, struct model *m)
{
	struct str text = buf_str(&p->text);
	enum note_field field = line_field(p->kind);
	m->fault = (struct error)ERROR_INIT;
	if (line_searches(p->kind))
		update_prompt_type(m, line_search(p->kind), text);
	else if (p->kind == PROMPT_WITHIN)
		find_type(m, text);
	else if (p->kind == PROMPT_FIND)
		update_country(m, text);
	else if (field != NOTE_UNDO && field != NOTE_SEARCH && field != NOTE_UNSEARCH && field != NOTE_SPLIT)
		edit_check(m, field, text);
	else if (field == NOTE_SPLIT && text.n)
		edit_check(m, field, text);
	if (p->kind == PROMPT_KIND && p->offers.v.n > 0) /* half of a name is no fault yet */
		m->fault = (struct error)ERROR_INIT;
}

/* Of names that are offered Enter takes the first, when it is not whole. */
static void line_take_offer(struct prompt *p, bool always)
{
	if (!always || p->offers.v.n == 0)
		return;
	for (size_t i = 0; i < p->offers.v.n; i++)
		if (str_eq(p->offers.v.v[i].text, str_trim(buf_str(&p->text))))
			return;
	if (!p->turn)
		prompt_key(p, "Tab");
}

/* Nothing is said of an empty line: it is told what to do. */
static bool line_typed(struct model *m, struct str text, const char *remedy)
{
	return text.n > 0 || error_set_at(&m->fault, ERROR_USAGE, 0, "%s", remedy);
}

static bool line_named(const struct prompt *p, struct model *m, struct str text)
{
	return line_typed(m, text, p->offers.v.n ? "Tab goes through what is listed; Esc leaves" : "there is none yet; Esc leaves");
}

/* The name that is meant, of those that are offered: the first that what is typed could become; of one alone, that one.
 * False, and the model says why, when nothing is typed and there are several or none. */
static bool line_choose(struct prompt *p, struct model *m, struct str *text)
{
	line_take_offer(p, text->n > 0 || p->offers.v.n == 1);
	*text = str_trim(buf_str(&p->text));
	return line_named(p, m, *text);
}

/* True: the prompt is done with. */
static bool line_keep(struct prompt *p, struct model *m, int *action, struct buf *argument)
{
	struct str text = str_trim(buf_str(&p->text)), rest;
	switch (p->kind) {
	case PROMPT_SEARCH:
	case PROMPT_FILTER:
		return update_prompt_keep(m);
	case PROMPT_WITHIN:
		return find_keep(m);
	case PROMPT_SORT:
		return line_choose(p, m, &text) && update_sort(m, text);
	case PROMPT_DATE:
		return !text.n || update_date(m, text);
	case PROMPT_FIND:
		return update_country(m, text);
	case PROMPT_COMMAND:
		if (!line_command_right(m, p, line_word(text, &rest)))
			return false;
		*action = line_action(p, line_word(text, &rest));
		buf_set(argument, rest);
		return true;
	case PROMPT_SAVED:
		return line_choose(p, m, &text) && update_prompt_saved(m, text);
	case PROMPT_FORGET:
		return line_named(p, m, text) && edit_keep(m, NOTE_UNSEARCH, text);
	case PROMPT_SAVE:
		return line_typed(m, text, "type a name to save it under; Esc leaves") && edit_keep(m, NOTE_SEARCH, text);
	case PROMPT_SPLIT:
		return line_typed(m, text, "type the words that the second event begins with; Esc leaves") && edit_keep(m, NOTE_SPLIT, text);
	case PROMPT_KIND:
		line_take_offer(p, text.n > 0);
		return edit_keep(m, NOTE_KIND, buf_str(&p->text));
	case PROMPT_THEME:
		line_take_offer(p, text.n > 0);
		text = str_trim(buf_str(&p->text));
		return !text.n || style_theme_of(text) >= 0 ||
		       error_set_at(&m->fault, ERROR_USAGE, 0, "theme: there is no `%.*s`; Tab goes through what there is", STR_ARG(text));
	case PROMPT_FILE:
	case PROMPT_PIPE:
		return true; /* the loop's own */
	case PROMPT_TAG:
	case PROMPT_NOTE:
	case PROMPT_WHEN:
	case PROMPT_COUNTRIES:
		return edit_keep(m, line_field(p->kind), text);
	}
	return true;
}

int line_event(struct prompt *p, struct model *m, enum prompt_event event, struct buf *argument)
{
	int action = ACTION_NONE;
	switch (event) {
	case PROMPT_NOTHING:
		break;
	case PROMPT_CHANGED:
		line_changed(p, m);
		break;
	case PROMPT_KEEP:
		if (line_keep(p, m, &action, argument))
			prompt_close(p, true);
		break;
	case PROMPT_DROP:
		if (line_searches(p->kind))
			update_prompt_drop(m);
		else if (p->kind == PROMPT_WITHIN)
			find_drop(m);
		m->fault = (struct error)ERROR_INIT;
		prompt_close(p, false);
		break;
	}
	return action;
}
