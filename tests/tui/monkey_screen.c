#include "config.h"

#include "monkey_screen.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void monkey_screen_say(const char *sequence)
{
	size_t n = strlen(sequence);
	if (write(STDOUT_FILENO, sequence, n) != (ssize_t)n)
		_exit(99); /* the other side has gone */
}

static bool monkey_screen_ask(const char *sequence)
{
	struct pollfd fd = {STDIN_FILENO, POLLIN, 0};
	char answer;
	monkey_screen_say(sequence);
	if (poll(&fd, 1, -1) != 1 || read(STDIN_FILENO, &answer, 1) != 1)
		_exit(99);
	return answer == 'y';
}

void monkey_screen_close(struct term *real)
{
	real->driver->close(real);
	monkey_screen_say(MONKEY_SCREEN_END);
}

void monkey_screen_size(struct term *real, int w, int h)
{
	struct error err = ERROR_INIT;
	struct input in = {.type = INPUT_WAKE};
	char sequence[64];
	if (real->w == w && real->h == h)
		return;
	snprintf(sequence, sizeof sequence, MONKEY_SCREEN_SIZE, w, h);
	monkey_screen_say(sequence);
	while (in.type != INPUT_RESIZE)
		if (!real->driver->next(real, &in, &err) || in.type == INPUT_END)
			_exit(99);
}

bool monkey_screen_blit(struct term *real, const struct canvas *c, bool compare)
{
	real->driver->blit(real, c);
	if (!compare)
		return true;
	monkey_screen_ask(MONKEY_SCREEN_KEEP);
	real->driver->redraw(real);
	real->driver->blit(real, c);
	return monkey_screen_ask(MONKEY_SCREEN_SAME);
}
