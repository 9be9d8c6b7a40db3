#include "config.h"

#include "ui/browser.h"

#include "app/cite.h"
#include "app/mark.h"
#include "app/update.h"
#include "ui/line.h"

#include <stdlib.h>

static void browse_do_open_prompt(struct browse *b, enum prompt_kind kind)
{
	struct buf text = BUF_INIT;
	if (kind == PROMPT_FILE)
		away_name(&b->away, &b->model, &text);
	b->model.fault = (struct error)ERROR_INIT;
	prompt_open(&b->prompt, kind, buf_str(&text));
	buf_free(&text);
}

/* Where an action works, and what it does there, for the one who pressed its key elsewhere. */
static void browse_do_say_where(struct browse *b, enum action a)
{
	const struct action_info *info = action_info(a);
	for (int p = 0; p < PANE_COUNT; p++)
		if (info->panes & (1u << p)) {
			update_say(&b->model, false, "Works in the %s: %s", action_pane_name((enum pane)p), info->help);
			return;
		}
}

/* By its defaults tmux takes no text for the clipboard from what runs in it, only from its own commands. False: not in
 * tmux. */
static bool browse_do_copy_to_tmux(struct browse *b, struct str text)
{
	const char *tmux = getenv("TMUX");
	static char name[] = "tmux", load[] = "load-buffer", on[] = "-w", input[] = "-";
	char *argv[] = {name, load, on, input, NULL};
	return tmux && *tmux && launch_feed(&b->away.launched, argv, text, NULL);
}

static void browse_do_copy(struct browse *b)
{
	struct buf text = BUF_INIT;
	if (!cite_shown(&b->model, &text)) {
		update_say(&b->model, false, "Nothing is shown that could be copied");
	} else if (b->term->driver->copy(b->term, buf_str(&text))) {
		bool tmux = browse_do_copy_to_tmux(b, buf_str(&text));
		if (b->model.chosen.n > 1) /* the others are not read: their quotes take an export */
			update_say(&b->model, false, "Copied this one alone; %s exports the %zu chosen. %s",
				   keymap_key(&b->settings.keys, ACTION_EXPORT), b->model.chosen.n, buf_cstr(&text));
		else
			update_say(&b->model, false, "Copied%s, if the terminal lets it (OSC 52): %s", tmux ? " to tmux and on" : "", buf_cstr(&text));
	} else {
		update_say(&b->model, false, "Not copied: this terminal has no clipboard; export or pipe it. %s", buf_cstr(&text));
	}
	buf_free(&text);
}

static void browse_do_pipe(struct browse *b)
{
	if (away_pipe_what(&b->model))
		browse_do_open_prompt(b, PROMPT_PIPE);
	else
		update_say(&b->model, false, "Nothing is shown that could be piped");
}

/* ---- how it looks ---- */

static void browse_do_wear(struct browse *b, enum style_theme theme)
{
	if (b->settings.style.theme == theme)
		return;
	b->settings.style.theme = theme;
	b->term->driver->style(b->term, &b->settings.style);
}

/* The theme that is typed, or the only one that begins so, is worn at once; cancelling takes it off again. */
static void browse_do_theme(struct browse *b, enum prompt_event event)
{
	int typed = style_theme_of(str_trim(buf_str(&b->prompt.text)));
	if (typed < 0 && b->prompt.text.n && b->prompt.offers.v.n == 1)
		typed = style_theme_of(b->prompt.offers.v.v[0].text);
	if (event == PROMPT_DROP)
		browse_do_wear(b, b->theme_before);
	else if (event != PROMPT_NOTHING)
		browse_do_wear(b, typed >= 0 ? (enum style_theme)typed : b->theme_before);
	if (event == PROMPT_KEEP && typed >= 0)
		b->settings.kept = (enum style_theme)typed;
}

static void browse_do_mouse(struct browse *b)
{
	b->mouse = !b->mouse;
	b->term->driver->mouse(b->term, b->mouse);
	if (b->mouse)
		update_say(&b->model, false, "The mouse works here again");
	else
		update_say(&b->model, false, "The mouse is the terminal's, to select and copy; %s takes it again",
			   keymap_key(&b->settings.keys, ACTION_MOUSE));
}

/* by 0: as it was at first. */
static void browse_do_grow(struct browse *b, int by)
{
	struct layout l = browse_draw_layout(b);
	if (by)
		layout_grow(&l, b->model.focus, by, b->model.focus, &b->model.sizes);
	else
		b->model.sizes = (struct sizes){0};
	b->model.message[0] = '\0';
	if (l.kind != LAYOUT_SIDE && l.kind != LAYOUT_STACKED)
		update_say(&b->model, false, "One pane has the whole screen; on a larger one they stand side by side");
}

static void browse_do_beside(struct browse *b, int way)
{
	struct layout l = browse_draw_layout(b);
	int pane = layout_beside(&l, b->model.focus, way);
	if (pane >= 0)
		update_action(&b->model, (enum action)(ACTION_GO_TIMELINE + pane));
	else
		update_say(&b->model, false, "No pane stands on the %s of this one; %s goes through all of them", way < 0 ? "left" : "right",
			   keymap_key(&b->settings.keys, ACTION_PANE_NEXT));
}

void browse_do(struct browse *b, enum action a)
{
	struct term *t = b->term;
	int line = line_of_action(a, b->model.focus);
	if (!(action_info(a)->panes & (1u << b->model.focus))) {
		browse_do_say_where(b, a);
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
	case ACTION_COPY: browse_do_copy(b); break;
	case ACTION_EXPORT: away_export(&b->away, &b->model); break;
	case ACTION_BROWSE: away_open(&b->away, &b->model); break;
	case ACTION_EDIT: away_edit(&b->away, &b->model, t); break;
	case ACTION_PIPE: browse_do_pipe(b); break;
	case ACTION_HELP: help_open(&b->help); break;
	case ACTION_REDRAW: t->driver->redraw(t); break;
	case ACTION_MOUSE: browse_do_mouse(b); break;
	case ACTION_LARGER: browse_do_grow(b, 1); break;
	case ACTION_SMALLER: browse_do_grow(b, -1); break;
	case ACTION_EQUAL: browse_do_grow(b, 0); break;
	case ACTION_PANE_LEFT: browse_do_beside(b, -1); break;
	case ACTION_PANE_RIGHT: browse_do_beside(b, 1); break;
	case ACTION_SUSPEND: t->driver->stop(t); break;
	case ACTION_QUIT: b->model.quit = true; break;
	default: update_action(&b->model, a); break;
	}
}

/* The one key that an action waited for. */
void browse_do_with(struct browse *b, enum action a, const char *key)
{
	if (a == ACTION_MARK)
		mark_set(&b->model, key);
	else
		mark_go(&b->model, key);
}

/* What stood behind the name of a command, for the prompt or the key that its action waits for; a wrong one stays in the
 * prompt to be mended. */
static void browse_do_give(struct browse *b, enum action a, struct str argument)
{
	if (b->prompt.open) {
		prompt_key(&b->prompt, "End");
		prompt_key(&b->prompt, "C-u");
		browse_do_prompt(b, prompt_type(&b->prompt, argument));
		prompt_offer(&b->prompt);
		browse_do_prompt(b, PROMPT_KEEP);
	} else if (which_is_open(&b->which)) {
		struct buf key = BUF_INIT;
		buf_add_str(&key, argument);
		which_close(&b->which);
		browse_do_with(b, a, buf_cstr(&key));
		buf_free(&key);
	}
}

void browse_do_prompt(struct browse *b, enum prompt_event event)
{
	struct buf argument = BUF_INIT;
	enum prompt_kind kind = b->prompt.kind;
	int a = line_event(&b->prompt, &b->model, event, &argument);
	if (kind == PROMPT_THEME)
		browse_do_theme(b, event);
	else if (event == PROMPT_KEEP && kind == PROMPT_FILE)
		away_write(&b->away, &b->model, buf_str(&b->prompt.text));
	else if (event == PROMPT_KEEP && kind == PROMPT_PIPE)
		away_pipe(&b->away, &b->model, b->term, buf_str(&b->prompt.text));
	if (a != ACTION_NONE) {
		browse_do(b, (enum action)a);
		if (argument.n)
			browse_do_give(b, (enum action)a, buf_str(&argument));
	}
	buf_free(&argument);
}

void browse_do_menu(struct browse *b, enum menu_event event)
{
	if (event == MENU_NOTHING)
		return;
	b->away.menu.open = false;
	if (event == MENU_TAKE)
		browse_do_open_prompt(b, PROMPT_FILE);
}

void browse_do_help(struct browse *b, enum help_event event, enum action a)
{
	if (event == HELP_NOTHING)
		return;
	b->help.open = false;
	if (event == HELP_DO)
		browse_do(b, a);
}
