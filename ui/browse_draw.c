#include "config.h"

#include "ui/browser.h"

#include "app/find.h"
#include "ui/line.h"
#include "ui/status.h"
#include "ui/view.h"

struct layout browse_draw_layout(const struct browse *b)
{
	return view_layout(&b->model, b->term->w, b->term->h);
}

struct rect browse_draw_help_rect(const struct browse *b, const struct layout *l)
{
	if (l->kind == LAYOUT_BARE)
		return (struct rect){0, 0, b->term->w, b->term->h};
	/* as tall as a popup can be, whatever popup it lies over */
	return layout_of(b->term->w, b->term->h, b->model.focus, b->model.under).pane[PANE_WHY];
}

static void browse_draw_prompt(const struct browse *b, const struct layout *l, struct canvas *c)
{
	struct buf info = BUF_INIT;
	const struct error *fault = b->model.fault.code == ERROR_NONE ? NULL : &b->model.fault;
	if (b->prompt.kind == PROMPT_SEARCH || b->prompt.kind == PROMPT_FILTER)
		status_count(&b->model, fault ? "last good: " : "", &info);
	else if (b->prompt.kind == PROMPT_WITHIN)
		find_count(&b->model, &info);
	else if (b->prompt.kind == PROMPT_DATE)
		status_date(&b->model, buf_str(&b->prompt.text), c->ascii, &info);
	else if (b->prompt.kind == PROMPT_PIPE && away_pipe_what(&b->model))
		buf_addf(&info, "it gets the %s", away_pipe_what(&b->model));
	else if (b->prompt.kind == PROMPT_THEME)
		buf_addf(&info, "now %s", style_theme_name(b->theme_before));
	else if (b->model.chosen.n)
		buf_addf(&info, "%zu chosen", b->model.chosen.n);
	if (!info.n && !prompt_info(b->prompt.kind)->offered)
		buf_add_str(&info, line_example(b->prompt.kind));
	prompt_draw_offers(&b->prompt, c, l->message.y);
	prompt_draw(&b->prompt, c, l->message, l->status, buf_str(&info), fault);
	buf_free(&info);
}

/* Whom the next key goes to; asked in the order of browse_key. */
static enum hint_of browse_draw_hints(const struct browse *b)
{
	if (b->help.open)
		return HINT_HELP;
	if (b->prompt.open) {
		bool query = b->prompt.kind == PROMPT_SEARCH || b->prompt.kind == PROMPT_WITHIN || b->prompt.kind == PROMPT_FILTER;
		bool names = prompt_info(b->prompt.kind)->what != COMPLETE_NOTHING;
		return query ? names ? HINT_QUERY : HINT_SEARCH : names ? HINT_NAMES : HINT_WORDS;
	}
	if (b->away.menu.open)
		return HINT_MENU;
	if (b->away.question != AWAY_NOTHING)
		return HINT_QUESTION;
	return which_is_open(&b->which) ? HINT_WHICH : HINT_PANE;
}

/* An export goes on when what was said of it has gone. */
static void browse_draw_progress(const struct browse *b, struct rect r, struct canvas *c)
{
	struct buf text = BUF_INIT;
	away_progress(&b->away, &text);
	if (text.n)
		canvas_text_cut(c, r.x + 1, r.y, r.w - 2, STYLE_DIM, buf_str(&text));
	buf_free(&text);
}

void browse_draw_on(struct browse *b, struct canvas *c)
{
	away_ask_again(&b->away, &b->model);
	view_fit(&b->model, b->term->w, b->term->h);
	if (c->w != b->term->w || c->h != b->term->h)
		canvas_resize(c, b->term->w, b->term->h);
	canvas_clear(c);
	view_draw(&b->model, c);
	struct layout l = browse_draw_layout(b);
	bool own_row = l.message.y != l.status.y;
	if (b->help.open) {
		struct rect r = browse_draw_help_rect(b, &l);
		help_fit(&b->help, r);
		help_draw(&b->help, &b->settings.keys, c, r);
	}
	if (b->away.menu.open)
		menu_draw(&b->away.menu, c, menu_rect(c->w, c->h));
	status_draw(&b->model, &b->settings.keys, browse_draw_hints(b), c, l.status);
	if (b->prompt.open)
		browse_draw_prompt(b, &l, c);
	else if ((own_row || b->model.message[0]) && !status_draw_message(&b->model, c, l.message))
		browse_draw_progress(b, l.message, c);
	if (which_is_open(&b->which))
		which_draw(&b->which, &b->settings.keys, &b->model, c, l.message.y);
}

void browse_draw(struct browse *b)
{
	browse_draw_on(b, &b->canvas);
	b->term->driver->blit(b->term, &b->canvas);
	if (b->options->watch)
		b->options->watch(b->options->ctx, b);
}
