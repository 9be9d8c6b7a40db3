#include "config.h"

#include "ui/browser.h"

#include "app/nav.h"
#include "app/search.h"
#include "app/session.h"
#include "app/update.h"
#include "ui/history.h"
#include "ui/view.h"

#include <stdlib.h>
#include <string.h>

/* Most answers are there within a millisecond or two: waiting that long for them before drawing spares the eye a
 * picture without them, and costs less than half a frame. */
enum { SETTLE_MS = 100, LINGER_MS = 3, LINGER_ROUNDS = 2, START_ROUNDS = 30, END_ROUNDS = 10 };

/* Called from the searching threads, which have nothing to do before the terminal is there. */
static void browse_wake(void *ctx)
{
	struct browse *b = ctx;
	b->term->driver->wake(b->term);
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
	view_fit(&b->model, b->term->w, b->term->h); /* the first answer is taken by a model that knows its room */
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

/* The first picture of a large corpus needs few of its rows; what a key does may need any, and then waits for them: a few
 * ms for a million. A step from there, and what only opens something, needs no more rows than the picture. */
static bool browse_waits(const struct browse *b, const struct input *in)
{
	bool over = b->prompt.open || b->away.menu.open || b->away.question != AWAY_NOTHING || which_is_open(&b->which);
	long screenful = b->model.room.list_h;
	if (in->type != INPUT_KEY || over)
		return true;
	if (b->help.open)
		return false;
	switch (keymap_action(&b->settings.keys, in->key, b->model.focus)) {
	case ACTION_DOWN:
	case ACTION_UP: return !nav_reaches(&b->model, 1);
	case ACTION_PAGE_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_HALF_DOWN:
	case ACTION_HALF_UP: return !nav_reaches(&b->model, screenful);
	case ACTION_PANE_NEXT:
	case ACTION_PANE_PREVIOUS:
	case ACTION_PANE_LEFT:
	case ACTION_PANE_RIGHT:
	case ACTION_GO_TIMELINE:
	case ACTION_GO_COUNTRIES:
	case ACTION_GO_ARTICLE:
	case ACTION_SEARCH:
	case ACTION_FILTER:
	case ACTION_DATE:
	case ACTION_COMMAND:
	case ACTION_HELP:
	case ACTION_REDRAW:
	case ACTION_SUSPEND:
	case ACTION_QUIT: return false;
	default: return true;
	}
}

static void browse_whole(struct browse *b, const struct input *in)
{
	if (in->type != INPUT_KEY && in->type != INPUT_TEXT && in->type != INPUT_MOUSE)
		return;
	update_whole(&b->model);
	if (model_is_beginning(&b->model) && browse_waits(b, in))
		browse_settle(b, -1);
}

/* Takes one input; false at the end. */
static bool browse_take(struct browse *b, const struct input *in)
{
	browse_whole(b, in);
	switch (in->type) {
	case INPUT_KEY: browse_key(b, in->key); break;
	case INPUT_TEXT: browse_key_paste(b, str_of(in->key)); break;
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
			update_say(&b->model, true, "%zu wrong lines (dateline config --check): %s%.*s", wrong, home, STR_ARG(first));
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
	if (b->scripted)
		return term_script_open(o->script, o->w, o->h, o->plain ? TERM_SCRIPT_PLAIN : o->styles ? TERM_SCRIPT_STYLES : TERM_SCRIPT_CELLS,
					&b->term, err);
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
	enum settings_switch ascii = b->settings.ascii;
	return b->options->ascii || (ascii == SETTINGS_AUTO ? b->term->ascii : ascii == SETTINGS_ON);
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
		b.mouse = b.settings.mouse == SETTINGS_AUTO ? !b.term->no_mouse : b.settings.mouse == SETTINGS_ON;
		b.term->driver->mouse(b.term, b.mouse);
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
