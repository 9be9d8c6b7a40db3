#include "config.h"

#include "ui/browser.h"

#include "app/pair.h"
#include "app/update.h"
#include "ui/pane_pair.h"

#include <stdio.h>
#include <string.h>

enum { WHEEL_LINES = 3 };

static bool browse_mouse_holds(struct rect r, int x, int y)
{
	return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

static int browse_mouse_wheel_lines(enum mouse_button button)
{
	return button == MOUSE_WHEEL_DOWN ? WHEEL_LINES : button == MOUSE_WHEEL_UP ? -WHEEL_LINES : 0;
}

static void browse_mouse_help(struct browse *b, const struct layout *l, const struct input *in)
{
	struct rect r = browse_draw_help_rect(b, l);
	int lines = browse_mouse_wheel_lines(in->button);
	enum action wanted = ACTION_HELP;
	if (lines)
		help_wheel(&b->help, &b->settings.keys, lines);
	else if (!browse_mouse_holds(r, in->x, in->y))
		b->help.open = false;
	else {
		enum help_event event = help_click(&b->help, &b->settings.keys, in->y - r.y - 1, in->twice, &wanted);
		browse_do_help(b, event, wanted);
	}
}

/* A period of the pair view: a click takes the cursor there, a second one reads it, wherever the list has gone. */
static void browse_mouse_pair(struct browse *b, struct rect inside, const struct input *in)
{
	size_t period;
	if (in->twice)
		update_action(&b->model, ACTION_OPEN);
	else if (pane_pair_at(&b->model, inside, in->y - inside.y, &period))
		pair_move(&b->model, (long)period - (long)b->model.pair.at);
}

static void browse_mouse_pane(struct browse *b, const struct layout *l, enum pane p, const struct input *in)
{
	struct rect inside = layout_inside(l, p);
	int lines = browse_mouse_wheel_lines(in->button);
	if (lines)
		update_wheel(&b->model, p, lines);
	else if (p == PANE_PAIR && browse_mouse_holds(inside, in->x, in->y))
		browse_mouse_pair(b, inside, in);
	else if (browse_mouse_holds(inside, in->x, in->y))
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
static bool browse_mouse_take_border(struct browse *b, const struct layout *l, const struct input *in)
{
	b->dragged = layout_border_at(l, in->x, in->y);
	b->drag_x = layout_border_at(l, in->x - 1, in->y) == b->dragged ? 0 : 1;
	b->drag_y = layout_border_at(l, in->x, in->y - 1) == b->dragged ? 0 : 1;
	b->drag_moved = false;
	return b->dragged != LAYOUT_NO_BORDER;
}

/* The border goes along with the mouse; one that was only clicked is as good as the pane behind it. */
static void browse_mouse_drag(struct browse *b, const struct layout *l, const struct input *in)
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

/* A click on a hint presses its keys; false where there is none. */
static bool browse_mouse_button(struct browse *b, const struct input *in)
{
	const char *button = in->button == MOUSE_LEFT ? canvas_button_at(&b->canvas, in->x, in->y) : NULL;
	char keys[CANVAS_KEY_BYTES], *key = keys;
	if (!button)
		return false;
	snprintf(keys, sizeof keys, "%s", button);
	while (*key) {
		char *end = strchr(key + 1, ','); /* the comma may be a key itself */
		if (end)
			*end = '\0';
		browse_key(b, key);
		key = end ? end + 1 : key + strlen(key);
	}
	return true;
}

void browse_mouse(struct browse *b, const struct input *in)
{
	struct layout l = browse_draw_layout(b);
	enum pane focus = b->model.focus;
	if (b->dragged != LAYOUT_NO_BORDER && (in->button == MOUSE_DRAG || in->button == MOUSE_RELEASE)) {
		browse_mouse_drag(b, &l, in);
		return;
	}
	b->dragged = LAYOUT_NO_BORDER;
	if (browse_mouse_button(b, in))
		return;
	if (in->button == MOUSE_RELEASE || in->button == MOUSE_DRAG || b->prompt.open)
		return;
	which_close(&b->which);
	if (b->away.question != AWAY_NOTHING) {
		away_answer(&b->away, &b->model, b->term, "");
	} else if (b->away.menu.open) {
		struct rect r = menu_rect(b->term->w, b->term->h);
		bool inside = browse_mouse_holds(r, in->x, in->y);
		browse_do_menu(b, inside ? menu_click(&b->away.menu, in->x - r.x - 1, in->y - r.y - 1, in->twice) : MENU_CLOSE);
	} else if (b->help.open) {
		browse_mouse_help(b, &l, in);
	} else if (focus > PANE_ARTICLE) {
		if (browse_mouse_holds(l.pane[focus], in->x, in->y))
			browse_mouse_pane(b, &l, focus, in);
		else if (in->button == MOUSE_LEFT)
			update_action(&b->model, ACTION_CANCEL);
	} else if (in->button != MOUSE_LEFT || !browse_mouse_take_border(b, &l, in)) {
		browse_mouse_at(b, &l, in);
	}
}
