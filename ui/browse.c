#include "config.h"

#include "ui/browse.h"

#include "app/cite.h"
#include "app/mark.h"
#include "app/search.h"
#include "app/session.h"
#include "app/update.h"
#include "ui/away.h"
#include "ui/help.h"
#include "ui/history.h"
#include "ui/layout.h"
#include "ui/line.h"
#include "ui/settings.h"
#include "ui/status.h"
#include "ui/term.h"
#include "ui/view.h"
#include "ui/which.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most answers are there within a millisecond or two: waiting that long for them before drawing spares the eye a
 * picture without them, and costs less than half a frame. */
enum { WHEEL_LINES = 3, SETTLE_MS = 100, LINGER_MS = 3, LINGER_ROUNDS = 2, START_ROUNDS = 30, END_ROUNDS = 10 };

struct browse {
	const struct browse_options *options;
	struct model model;
	struct search *search;
	struct term *term;
	struct canvas canvas;
	struct settings settings;
	struct prompt prompt;
	struct help help;
	struct away away;
	struct which which;
	bool scripted;
	enum style_theme theme_before; /* the theme prompt was opened: what cancelling it returns to */
	enum layout_border dragged;    /* the border that the mouse holds, */
	int drag_x, drag_y;            /* how far beside it, */
	bool drag_moved;               /* and whether it was more than a click */
};

/* Called from the searching threads, which have nothing to do before the terminal is there. */
static void browse_wake(void *ctx)
{
	struct browse *b = ctx;
	b->term->driver->wake(b->term);
}

/* ---- drawing ---- */

static struct layout browse_layout(const struct browse *b)
{
	return view_layout(&b->model, b->term->w, b->term->h);
}

static struct rect browse_help_rect(const struct browse *b, const struct layout *l)
{
	if (l->kind == LAYOUT_BARE)
		return (struct rect){0, 0, b->term->w, b->term->h};
	/* as tall as a popup can be, whatever popup it lies over */
	return layout_of(b->term->w, b->term->h, b->model.focus, b->model.under).pane[PANE_WHY];
}

static void browse_draw_prompt(struct browse *b, const struct layout *l)
{
	struct buf info = BUF_INIT;
	const struct error *fault = b->model.fault.code == ERROR_NONE ? NULL : &b->model.fault;
	if (b->prompt.kind == PROMPT_SEARCH || b->prompt.kind == PROMPT_FILTER)
		status_count(&b->model, fault ? "last good: " : "", &info);
	else if (b->prompt.kind == PROMPT_PIPE && away_pipe_what(&b->model))
		buf_addf(&info, "it gets the %s", away_pipe_what(&b->model));
	else if (b->prompt.kind == PROMPT_THEME)
		buf_addf(&info, "now %s", style_theme_name(b->theme_before));
	else if (b->model.chosen.n)
		buf_addf(&info, "%zu chosen", b->model.chosen.n);
	prompt_draw_offers(&b->prompt, &b->canvas, l->message.y);
	prompt_draw(&b->prompt, &b->canvas, l->message, l->status, buf_str(&info), fault);
	buf_free(&info);
}

/* An export goes on when what was said of it has gone. */
static void browse_draw_progress(struct browse *b, struct rect r)
{
	struct buf text = BUF_INIT;
	away_progress(&b->away, &text);
	if (text.n)
		canvas_text_cut(&b->canvas, r.x + 1, r.y, r.w - 2, STYLE_DIM, buf_str(&text));
	buf_free(&text);
}

static void browse_draw(struct browse *b)
{
	struct canvas *c = &b->canvas;
	away_ask_again(&b->away, &b->model);
	view_fit(&b->model, b->term->w, b->term->h);
	if (c->w != b->term->w || c->h != b->term->h)
		canvas_resize(c, b->term->w, b->term->h);
	canvas_clear(c);
	view_draw(&b->model, c);
	struct layout l = browse_layout(b);
	bool own_row = l.message.y != l.status.y;
	if (b->help.open) {
		struct rect r = browse_help_rect(b, &l);
		help_fit(&b->help, r);
		help_draw(&b->help, &b->settings.keys, c, r);
	}
	if (b->away.menu.open)
		menu_draw(&b->away.menu, c, menu_rect(c->w, c->h));
	if (b->prompt.open)
		status_draw_prompt(&b->model, b->prompt.kind, c, l.status);
	else
		status_draw(&b->model, &b->settings.keys, c, l.status);
	if (b->prompt.open)
		browse_draw_prompt(b, &l);
	else if ((own_row || b->model.message[0]) && !status_draw_message(&b->model, c, l.message))
		browse_draw_progress(b, l.message);
	if (which_is_open(&b->which))
		which_draw(&b->which, &b->settings.keys, &b->model, c, l.message.y);
	b->term->driver->blit(b->term, c);
	if (b->options->watch)
		b->options->watch(b->options->ctx, &b->model, c);
}

/* A question would not be seen under what lies over the message line. */
static void browse_collect_away(struct browse *b)
{
	if (!b->prompt.open && !b->help.open && !b->away.menu.open)
		away_collect(&b->away, &b->model, b->term);
}

/* Hands on what the model asks for and takes the answers, until all are there or `rounds` of waiting are over;
 * -1: as long as it takes, so that what is drawn next is final. */
static void browse_settle(struct browse *b, int rounds)
{
	for (; rounds != 0; rounds--) {
		search_collect(b->search, &b->model);
		browse_collect_away(b);
		view_fit(&b->model, b->term->w, b->term->h);
		search_post(b->search, &b->model);
		if (model_is_idle(&b->model) && (rounds > 0 || !save_is_running(b->away.save)))
			return;
		search_wait(b->search, rounds < 0 ? SETTLE_MS : LINGER_MS);
	}
}

/* ---- what is done ---- */

static void browse_open_prompt(struct browse *b, enum prompt_kind kind)
{
	struct buf text = BUF_INIT;
	if (kind == PROMPT_FILE)
		away_name(&b->away, &b->model, &text);
	b->model.fault = (struct error)ERROR_INIT;
	prompt_open(&b->prompt, kind, buf_str(&text));
	buf_free(&text);
}

/* Where an action works, for the one who pressed its key elsewhere. */
static void browse_say_where(struct browse *b, enum action a)
{
	const struct action_info *info = action_info(a);
	for (int p = 0; p < PANE_COUNT; p++)
		if (info->panes & (1u << p)) {
			update_say(&b->model, false, "%s: works in the %s", info->name, action_pane_name((enum pane)p));
			return;
		}
}

static void browse_copy(struct browse *b)
{
	struct buf text = BUF_INIT;
	if (cite_shown(&b->model, &text)) {
		b->term->driver->copy(b->term, buf_str(&text));
		update_say(&b->model, false, "Copied, if the terminal lets it (OSC 52): %s", buf_cstr(&text));
	} else {
		update_say(&b->model, false, "Nothing is shown that could be copied");
	}
	buf_free(&text);
}

static void browse_pipe(struct browse *b)
{
	if (away_pipe_what(&b->model))
		browse_open_prompt(b, PROMPT_PIPE);
	else
		update_say(&b->model, false, "Nothing is shown that could be piped");
}

/* ---- how it looks ---- */

static void browse_wear(struct browse *b, enum style_theme theme)
{
	if (b->settings.style.theme == theme)
		return;
	b->settings.style.theme = theme;
	b->term->driver->style(b->term, &b->settings.style);
}

/* The theme that is typed, or the only one that begins so, is worn at once; cancelling takes it off again. */
static void browse_theme(struct browse *b, enum prompt_event event)
{
	int typed = style_theme_of(str_trim(buf_str(&b->prompt.text)));
	if (typed < 0 && b->prompt.text.n && b->prompt.offers.v.n == 1)
		typed = style_theme_of(b->prompt.offers.v.v[0].text);
	if (event == PROMPT_DROP)
		browse_wear(b, b->theme_before);
	else if (event != PROMPT_NOTHING)
		browse_wear(b, typed >= 0 ? (enum style_theme)typed : b->theme_before);
	if (event == PROMPT_KEEP && typed >= 0)
		b->settings.kept = (enum style_theme)typed;
}

static void browse_switch_mouse(struct browse *b)
{
	b->settings.mouse = !b->settings.mouse;
	b->term->driver->mouse(b->term, b->settings.mouse);
	if (b->settings.mouse)
		update_say(&b->model, false, "The mouse works here again");
	else
		update_say(&b->model, false, "The mouse is the terminal's, to select and copy; %s takes it again",
			   keymap_key(&b->settings.keys, ACTION_MOUSE));
}

/* by 0: as it was at first. */
static void browse_grow(struct browse *b, int by)
{
	struct layout l = browse_layout(b);
	if (by)
		layout_grow(&l, b->model.focus, by, b->model.focus, &b->model.sizes);
	else
		b->model.sizes = (struct sizes){0};
	b->model.message[0] = '\0';
	if (l.kind != LAYOUT_SIDE && l.kind != LAYOUT_STACKED)
		update_say(&b->model, false, "One pane has the whole screen; on a larger one they stand side by side");
}

static void browse_do(struct browse *b, enum action a)
{
	struct term *t = b->term;
	int line = line_of_action(a);
	if (!(action_info(a)->panes & (1u << b->model.focus))) {
		browse_say_where(b, a);
		return;
	}
	if (line >= 0) {
		b->theme_before = b->settings.style.theme;
		line_open(&b->prompt, &b->model, (enum prompt_kind)line);
		return;
	}
	switch ((int)a) {
	case ACTION_MARK:
	case ACTION_GO_MARK: which_wait(&b->which, a, keymap_key(&b->settings.keys, a)); break;
	case ACTION_COPY: browse_copy(b); break;
	case ACTION_EXPORT: away_export(&b->away, &b->model); break;
	case ACTION_BROWSE: away_open(&b->away, &b->model); break;
	case ACTION_EDIT: away_edit(&b->away, &b->model, t); break;
	case ACTION_PIPE: browse_pipe(b); break;
	case ACTION_HELP: help_open(&b->help); break;
	case ACTION_REDRAW: t->driver->redraw(t); break;
	case ACTION_MOUSE: browse_switch_mouse(b); break;
	case ACTION_LARGER: browse_grow(b, 1); break;
	case ACTION_SMALLER: browse_grow(b, -1); break;
	case ACTION_EQUAL: browse_grow(b, 0); break;
	case ACTION_SUSPEND: t->driver->stop(t); break;
	case ACTION_QUIT: b->model.quit = true; break;
	default: update_action(&b->model, a); break;
	}
}

/* The one key that an action waited for. */
static void browse_do_with(struct browse *b, enum action a, const char *key)
{
	if (a == ACTION_MARK)
		mark_set(&b->model, key);
	else
		mark_go(&b->model, key);
}

static void browse_give(struct browse *b, enum action a, struct str argument);

static void browse_prompt_event(struct browse *b, enum prompt_event event)
{
	struct buf argument = BUF_INIT;
	enum prompt_kind kind = b->prompt.kind;
	int a = line_event(&b->prompt, &b->model, event, &argument);
	if (kind == PROMPT_THEME)
		browse_theme(b, event);
	else if (event == PROMPT_KEEP && kind == PROMPT_FILE)
		away_write(&b->away, &b->model, buf_str(&b->prompt.text));
	else if (event == PROMPT_KEEP && kind == PROMPT_PIPE)
		away_pipe(&b->away, &b->model, b->term, buf_str(&b->prompt.text));
	if (a != ACTION_NONE) {
		browse_do(b, (enum action)a);
		if (argument.n)
			browse_give(b, (enum action)a, buf_str(&argument));
	}
	buf_free(&argument);
}

/* What stood behind the name of a command, for the prompt or the key that its action waits for; a wrong one stays in the
 * prompt to be mended. */
static void browse_give(struct browse *b, enum action a, struct str argument)
{
	if (b->prompt.open) {
		prompt_key(&b->prompt, "End");
		prompt_key(&b->prompt, "C-u");
		browse_prompt_event(b, prompt_type(&b->prompt, argument));
		prompt_offer(&b->prompt);
		browse_prompt_event(b, PROMPT_KEEP);
	} else if (which_is_open(&b->which)) {
		struct buf key = BUF_INIT;
		buf_add_str(&key, argument);
		which_close(&b->which);
		browse_do_with(b, a, buf_cstr(&key));
		buf_free(&key);
	}
}

static void browse_menu_event(struct browse *b, enum menu_event event)
{
	if (event == MENU_NOTHING)
		return;
	b->away.menu.open = false;
	if (event == MENU_TAKE)
		browse_open_prompt(b, PROMPT_FILE);
}

static void browse_help_event(struct browse *b, enum help_event event, enum action a)
{
	if (event == HELP_NOTHING)
		return;
	b->help.open = false;
	if (event == HELP_DO)
		browse_do(b, a);
}

/* What works also while text is typed, when its key is no character. */
static bool browse_key_anywhere(struct browse *b, const char *key)
{
	int a = keymap_action(&b->settings.keys, key);
	if ((a != ACTION_SUSPEND && a != ACTION_REDRAW) || strncmp(key, "C-", 2) != 0)
		return false;
	browse_do(b, (enum action)a);
	return true;
}

static void browse_which(struct browse *b, const char *key)
{
	int a = ACTION_NONE;
	enum which_event event = which_key(&b->which, &b->settings.keys, key, &a);
	b->model.message[0] = '\0';
	if (event == WHICH_NOTHING)
		update_say(&b->model, false, "%s: this key does nothing; %s lists the keys", b->which.keys,
			   keymap_key(&b->settings.keys, ACTION_HELP));
	if (event == WHICH_NOTHING || event == WHICH_DO)
		which_close(&b->which);
	if (event == WHICH_DO)
		browse_do(b, (enum action)a);
	else if (event == WHICH_TAKEN)
		browse_do_with(b, (enum action)a, strcmp(key, "Space") == 0 ? " " : key);
}

static void browse_key(struct browse *b, const char *key)
{
	enum action wanted = ACTION_HELP;
	if (browse_key_anywhere(b, key))
		return;
	if (b->help.open) {
		enum help_event event = help_key(&b->help, &b->settings.keys, key, &wanted);
		browse_help_event(b, event, wanted);
		return;
	}
	if (b->prompt.open) {
		browse_prompt_event(b, prompt_key(&b->prompt, key));
		return;
	}
	if (b->away.menu.open) {
		browse_menu_event(b, menu_key(&b->away.menu, key));
		return;
	}
	if (b->away.question != AWAY_NOTHING) {
		away_answer(&b->away, &b->model, b->term, key);
		return;
	}
	int a = keymap_action(&b->settings.keys, key);
	if (a == ACTION_CANCEL && !which_is_open(&b->which) && save_is_running(b->away.save))
		save_cancel(b->away.save);
	browse_which(b, key);
}

static void browse_paste(struct browse *b, struct str text)
{
	if (b->help.open)
		help_type(&b->help, &b->settings.keys, text);
	else if (b->prompt.open)
		browse_prompt_event(b, prompt_type(&b->prompt, text));
	else
		update_say(&b->model, false, "pasted text does nothing here; first press %s to search or %s to filter",
			   keymap_key(&b->settings.keys, ACTION_SEARCH), keymap_key(&b->settings.keys, ACTION_FILTER));
}

/* ---- the mouse ---- */

static bool browse_holds(struct rect r, int x, int y)
{
	return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

static int browse_wheel_lines(enum mouse_button button)
{
	return button == MOUSE_WHEEL_DOWN ? WHEEL_LINES : button == MOUSE_WHEEL_UP ? -WHEEL_LINES : 0;
}

static void browse_mouse_help(struct browse *b, const struct layout *l, const struct input *in)
{
	struct rect r = browse_help_rect(b, l);
	int lines = browse_wheel_lines(in->button);
	enum action wanted = ACTION_HELP;
	if (lines)
		help_wheel(&b->help, &b->settings.keys, lines);
	else if (!browse_holds(r, in->x, in->y))
		b->help.open = false;
	else {
		enum help_event event = help_click(&b->help, &b->settings.keys, in->y - r.y - 1, in->twice, &wanted);
		browse_help_event(b, event, wanted);
	}
}

static void browse_mouse_pane(struct browse *b, const struct layout *l, enum pane p, const struct input *in)
{
	struct rect inside = layout_inside(l, p);
	int lines = browse_wheel_lines(in->button);
	if (lines)
		update_wheel(&b->model, p, lines);
	else if (browse_holds(inside, in->x, in->y))
		update_click(&b->model, p, in->x - inside.x, in->y - inside.y, in->twice);
	else if (p <= PANE_ARTICLE)
		update_action(&b->model, (enum action)(ACTION_GO_TIMELINE + (int)p));
}

static void browse_mouse_at(struct browse *b, const struct layout *l, const struct input *in)
{
	int p = layout_at(l, in->x, in->y);
	if (p >= 0)
		browse_mouse_pane(b, l, (enum pane)p, in);
}

/* Takes hold of the border under the mouse. */
static bool browse_take_border(struct browse *b, const struct layout *l, const struct input *in)
{
	b->dragged = layout_border_at(l, in->x, in->y);
	b->drag_x = layout_border_at(l, in->x - 1, in->y) == b->dragged ? 0 : 1;
	b->drag_y = layout_border_at(l, in->x, in->y - 1) == b->dragged ? 0 : 1;
	b->drag_moved = false;
	return b->dragged != LAYOUT_NO_BORDER;
}

/* The border goes along with the mouse; one that was only clicked is as good as the pane behind it. */
static void browse_drag(struct browse *b, const struct layout *l, const struct input *in)
{
	if (in->button == MOUSE_DRAG) {
		layout_move(l, b->dragged, in->x + b->drag_x, in->y + b->drag_y, b->model.focus, &b->model.sizes);
		b->drag_moved = true;
		return;
	}
	b->dragged = LAYOUT_NO_BORDER;
	struct input click = *in;
	click.button = MOUSE_LEFT;
	if (!b->drag_moved)
		browse_mouse_at(b, l, &click);
}

static void browse_mouse(struct browse *b, const struct input *in)
{
	struct layout l = browse_layout(b);
	enum pane focus = b->model.focus;
	if (b->dragged != LAYOUT_NO_BORDER && (in->button == MOUSE_DRAG || in->button == MOUSE_RELEASE)) {
		browse_drag(b, &l, in);
		return;
	}
	b->dragged = LAYOUT_NO_BORDER;
	if (in->button == MOUSE_RELEASE || in->button == MOUSE_DRAG || b->prompt.open)
		return;
	which_close(&b->which);
	if (b->away.question != AWAY_NOTHING) {
		away_answer(&b->away, &b->model, b->term, "");
	} else if (b->away.menu.open) {
		struct rect r = menu_rect(b->term->w, b->term->h);
		bool inside = browse_holds(r, in->x, in->y);
		browse_menu_event(b, inside ? menu_click(&b->away.menu, in->x - r.x - 1, in->y - r.y - 1, in->twice) : MENU_CLOSE);
	} else if (b->help.open) {
		browse_mouse_help(b, &l, in);
	} else if (focus > PANE_ARTICLE) {
		if (browse_holds(l.pane[focus], in->x, in->y))
			browse_mouse_pane(b, &l, focus, in);
		else if (in->button == MOUSE_LEFT)
			update_action(&b->model, ACTION_CANCEL);
	} else if (in->button != MOUSE_LEFT || !browse_take_border(b, &l, in)) {
		browse_mouse_at(b, &l, in);
	}
}

/* ---- the loop ---- */

/* The first picture of a large corpus needs few of its rows; what a key does may need any. */
static void browse_whole(struct browse *b)
{
	update_whole(&b->model);
	if (model_is_beginning(&b->model))
		browse_settle(b, -1);
}

/* Takes one input; false at the end. */
static bool browse_take(struct browse *b, const struct input *in)
{
	if (in->type == INPUT_KEY || in->type == INPUT_TEXT || in->type == INPUT_MOUSE)
		browse_whole(b);
	switch (in->type) {
	case INPUT_KEY: browse_key(b, in->key); break;
	case INPUT_TEXT: browse_paste(b, str_of(in->key)); break;
	case INPUT_MOUSE: browse_mouse(b, in); break;
	case INPUT_RESIZE: break; /* the next picture has the new size */
	case INPUT_WAKE:
		search_collect(b->search, &b->model);
		browse_collect_away(b);
		break;
	case INPUT_SNAP:
	case INPUT_WAIT: browse_settle(b, -1); break;
	case INPUT_END: return false;
	}
	if (b->model.quit && !away_lets_go(&b->away, &b->model))
		b->model.quit = false;
	return !b->model.quit;
}

/* The names that completion offers are as new as the model's. */
static void browse_know(struct browse *b)
{
	b->prompt.known = (struct complete_known){b->model.names, b->model.all ? b->model.all->result : NULL};
	if (b->prompt.open)
		prompt_offer(&b->prompt);
}

/* What the user said last is written before the program ends, however he leaves; what cannot be is told, for there is no
 * screen any more to tell it on. */
static bool browse_finish(struct browse *b, struct error *err)
{
	if (!model_is_writing(&b->model))
		return true;
	update_say(&b->model, false, "%s", "");
	while (model_is_writing(&b->model))
		browse_settle(b, END_ROUNDS);
	return !b->model.message_is_error || error_set(err, ERROR_IO, "%s", b->model.message);
}

static bool browse_loop(struct browse *b, struct error *err)
{
	struct input in;
	bool going = true;
	browse_settle(b, START_ROUNDS); /* the first picture is whole, unless the corpus is slow */
	do {
		/* a script has no eye to wait for: each of its keys finds what the ones before it led to */
		browse_settle(b, b->scripted ? -1 : LINGER_ROUNDS);
		browse_know(b);
		browse_draw(b);
		search_post(b->search, &b->model);
		if (!b->term->driver->next(b->term, &in, err))
			break;
		going = browse_take(b, &in);
	} while (going);
	if (!browse_finish(b, going ? NULL : err))
		return false;
	return !going;
}

/* A path under the user's home begins with "~": there is one line for it. True when it does. */
static bool browse_below_home(struct str *text)
{
	const char *home = getenv("HOME");
	struct str folder = str_of(home ? home : "");
	if (folder.n < 2 || !str_starts(*text, folder) || folder.n >= text->n || text->p[folder.n] != '/')
		return false;
	*text = str_sub(*text, folder.n, text->n);
	return true;
}

/* The user's own settings; what is wrong in them is said, and the rest holds. */
static void browse_settings(struct browse *b)
{
	struct buf faults = BUF_INIT;
	size_t wrong;
	settings_load(&b->settings, NULL, &wrong, &faults);
	settings_recall(&b->settings, &b->model.sizes);
	struct str rest = buf_str(&faults), first;
	if (str_split(&rest, '\n', &first) && first.n > 0) {
		const char *home = browse_below_home(&first) ? "~" : "";
		if (wrong > 1)
			update_say(&b->model, true, "%s%.*s (%zu lines are wrong: dateline config --check)", home, STR_ARG(first), wrong);
		else
			update_say(&b->model, true, "%s%.*s", home, STR_ARG(first));
	}
	buf_free(&faults);
}

static bool browse_begin(struct browse *b, const struct browse_options *o, struct error *err)
{
	if (o->query.n) {
		update_prompt_begin(&b->model, UPDATE_FILTER);
		update_prompt_type(&b->model, UPDATE_FILTER, o->query);
		if (!update_prompt_keep(&b->model)) {
			if (err)
				*err = b->model.fault;
			return false;
		}
	}
	if (!search_open(o->corpus, browse_wake, b, &b->search, err))
		return false;
	b->scripted = b->away.alone = o->plain || o->script.p != NULL;
	if (o->plain) {
		term_script_plain(o->w, o->h, &b->term);
		return true;
	}
	if (b->scripted)
		return term_script_open(o->script, o->w, o->h, o->styles, &b->term, err);
	b->term = o->term;
	if (b->term)
		return true;
	session_load(o->corpus, &b->model);
	history_load(&b->prompt);
	browse_settings(b);
	return term_curses_open(&b->term, err);
}

static bool browse_is_ascii(const struct browse *b)
{
	enum settings_ascii ascii = b->settings.ascii;
	return b->options->ascii || (ascii == SETTINGS_ASCII_AUTO ? b->term->ascii : ascii == SETTINGS_ASCII_ON);
}

bool browse_run(const struct browse_options *o, struct error *err)
{
	struct browse b = {.options = o};
	model_init(&b.model);
	settings_init(&b.settings);
	away_begin(&b.away, o->corpus, browse_wake, &b);
	b.away.harmless = o->harmless;
	which_close(&b.which);
	bool ok = browse_begin(&b, o, err);
	if (ok) {
		if (!model_starts_plain(&b.model))
			update_whole(&b.model);
		canvas_init(&b.canvas, b.term->w, b.term->h);
		b.canvas.ascii = browse_is_ascii(&b);
		if (o->theme)
			b.settings.style.theme = *o->theme;
		b.term->driver->style(b.term, &b.settings.style);
		b.term->driver->mouse(b.term, b.settings.mouse);
		ok = browse_loop(&b, err);
		if (!b.scripted && !o->term) {
			session_save(o->corpus, &b.model);
			history_save(&b.prompt);
			settings_remember(&b.settings, &b.model.sizes);
		}
	}
	search_close(b.search);
	away_end(&b.away);
	if (b.term)
		b.term->driver->close(b.term);
	canvas_free(&b.canvas);
	help_free(&b.help);
	prompt_free(&b.prompt);
	settings_free(&b.settings);
	model_free(&b.model);
	return ok;
}
