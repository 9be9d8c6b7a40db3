/* redrawn MONKEY ARGUMENT...: the monkey in a real terminal. What it draws bit by bit must leave the screen that it would
 * have drawn from nothing: each cell with its looks, and the cursor. Exit status and words are the monkey's. */
#include "config.h"

#include "monkey_screen.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* Prints the lines that differ. */
static void redrawn_tell(struct str before, struct str after)
{
	struct str was, is;
	for (int y = 0; str_split(&before, '\n', &was) && str_split(&after, '\n', &is); y++)
		if (!str_eq(was, is))
			printf("redrawn: line %d was\n%.*s\nand is, drawn from nothing,\n%.*s\n", y, STR_ARG(was), STR_ARG(is));
}

static void redrawn_compare(struct terminal *t, struct str before)
{
	struct buf after = BUF_INIT;
	terminal_looks(t, &after);
	bool same = str_eq(before, buf_str(&after));
	if (!same)
		redrawn_tell(before, buf_str(&after));
	terminal_send(t, same ? STR("y") : STR("n"));
	buf_free(&after);
}

/* Does what the monkey asks for; false when it asks no more. */
static bool redrawn_answer(struct terminal *t, struct buf *kept)
{
	int w, h;
	if (!terminal_wait_log(t, "\a") || terminal_log_has(t, MONKEY_SCREEN_END))
		return false;
	struct str log = buf_str(&t->log);
	size_t size = str_find(log, STR("\033]size;"), 0);
	bool keep = terminal_log_has(t, MONKEY_SCREEN_KEEP), same = terminal_log_has(t, MONKEY_SCREEN_SAME);
	bool resize = size != SIZE_MAX && sscanf(buf_cstr(&t->log) + size, MONKEY_SCREEN_SIZE, &w, &h) == 2;
	buf_clear(&t->log);
	if (keep) {
		terminal_looks(t, kept);
		terminal_send(t, STR("y"));
	} else if (same)
		redrawn_compare(t, buf_str(kept));
	else if (resize) {
		terminal_look(t, false); /* a new screen, as in a new window: libvterm 0.1 does not survive every change of size */
		terminal_resize(t, w, h);
		terminal_look(t, true);
	}
	return keep || same || resize;
}

int main(int argc, char **argv)
{
	struct buf kept = BUF_INIT;
	struct terminal t;
	if (argc < 2)
		return 99;
	terminal_open(&t, argv + 1, NULL, 80, 24);
	while (redrawn_answer(&t, &kept))
		;
	terminal_wait_end(&t);
	size_t end = str_find(buf_str(&t.log), STR(MONKEY_SCREEN_END), 0);
	printf("%s", buf_cstr(&t.log) + (end == SIZE_MAX ? 0 : end + strlen(MONKEY_SCREEN_END)));
	int status = t.ended && WIFEXITED(t.status) ? WEXITSTATUS(t.status) : 1;
	terminal_free(&t);
	buf_free(&kept);
	return status;
}
