#include "config.h"

#include "ui/mouse.h"

#include "ui/term.h"

#include <stdio.h>

enum { DOUBLE_CLICK_MS = 400, SHIFTS = 4 | 8 | 16 /* Shift, Alt, Ctrl held: the same */, MOVED = 32, WHEEL = 64 };

static bool mouse_click(struct mouse *m, long ms, struct input *in)
{
	in->button = MOUSE_LEFT;
	in->twice = in->x == m->x && in->y == m->y && ms - m->ms < DOUBLE_CLICK_MS;
	m->x = in->twice ? -1 : in->x; /* a third click is a first one again */
	m->y = in->y;
	m->ms = ms;
	return true;
}

bool mouse_read(struct mouse *m, const char *report, long ms, struct input *in)
{
	int button, x, y;
	char kind;
	if (sscanf(report, "%4d;%5d;%5d%c", &button, &x, &y, &kind) != 4 || x < 1 || y < 1)
		return false;
	*in = (struct input){.type = INPUT_MOUSE, .x = x - 1, .y = y - 1};
	button &= ~SHIFTS;
	if (kind == 'm') {
		in->button = MOUSE_RELEASE;
		return true;
	}
	switch (button) {
	case 0: return mouse_click(m, ms, in);
	case MOVED: in->button = MOUSE_DRAG; return true;
	case 2: in->button = MOUSE_RIGHT; return true;
	case WHEEL: in->button = MOUSE_WHEEL_UP; return true;
	case WHEEL + 1: in->button = MOUSE_WHEEL_DOWN; return true;
	default: return false;
	}
}
