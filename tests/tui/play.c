/* play KEYS SCREENS PROGRAM [ARGUMENT]...: the keys of a script sent through a real terminal, each :snap
 * compared with its picture in SCREENS (what `dateline --script` printed). Exit status 1 names the first
 * picture that did not come, and shows both. */
#include "config.h"

#include "terminal.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void play_read(const char *path, struct buf *out)
{
	char bytes[4096];
	FILE *f = fopen(path, "re");
	if (!f) {
		perror(path);
		exit(99);
	}
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(out, bytes, n);
	fclose(f);
}

/* Cuts the next picture off: the lines after ":snap" up to the next such line. */
static struct str play_picture(struct str *rest)
{
	size_t begin = str_find(*rest, STR("\n"), 0);
	if (begin == SIZE_MAX)
		return STR_NONE;
	size_t end = str_find(*rest, STR("\n:snap"), begin);
	end = end == SIZE_MAX ? rest->n : end + 1;
	struct str picture = str_sub(*rest, begin + 1, end);
	*rest = str_sub(*rest, end, rest->n);
	return picture;
}

static void play_snap(struct terminal *t, struct str name, struct str picture)
{
	if (terminal_wait_picture(t, picture))
		return;
	struct buf now = BUF_INIT;
	terminal_text(t, &now);
	printf("%.*s: the terminal shows\n%s", STR_ARG(name), buf_cstr(&now));
	if (t->ended)
		printf("(the program has ended, status %d)\n", t->status);
	printf("but the script showed\n%.*s", STR_ARG(picture));
	buf_free(&now);
	terminal_free(t);
	exit(1);
}

static void play_type(struct terminal *t, struct str text)
{
	while (text.n) {
		uint32_t cp;
		size_t n = utf8_decode(text, &cp, NULL);
		terminal_send(t, str_sub(text, 0, n));
		text = str_sub(text, n, text.n);
	}
}

static void play_command(struct terminal *t, struct str line, struct str *pictures)
{
	int a, b, to[2];
	char text[128];
	snprintf(text, sizeof text, "%.*s", STR_ARG(line));
	if (str_starts(line, STR(":snap")))
		play_snap(t, line, play_picture(pictures));
	else if (sscanf(text, ":size %dx%d", &a, &b) == 2)
		terminal_resize(t, a, b);
	else if (sscanf(text, ":drag %d %d %d %d", &a, &b, &to[0], &to[1]) == 4)
		terminal_drag(t, a, b, to[0], to[1]);
	else if (sscanf(text, ":click2 %d %d", &a, &b) == 2) {
		terminal_mouse(t, 0, a, b);
		terminal_mouse(t, 0, a, b);
	} else if (sscanf(text, ":click %d %d", &a, &b) == 2)
		terminal_mouse(t, 0, a, b);
	else if (sscanf(text, ":wheel-up %d %d", &a, &b) == 2)
		terminal_mouse(t, 64, a, b);
	else if (sscanf(text, ":wheel-down %d %d", &a, &b) == 2)
		terminal_mouse(t, 65, a, b);
}

static void play_line(struct terminal *t, struct str line, struct str *pictures)
{
	char key[64];
	line = str_trim(line);
	if (!line.n || (line.p[0] == '#' && line.n > 1))
		return;
	if (line.p[0] == '"' && line.n > 1)
		play_type(t, str_sub(line, 1, line.n - 1));
	else if (line.p[0] == ':' && line.n > 1)
		play_command(t, line, pictures);
	else {
		snprintf(key, sizeof key, "%.*s", STR_ARG(line));
		terminal_key(t, key);
	}
}

int main(int argc, char **argv)
{
	struct buf keys = BUF_INIT, screens = BUF_INIT;
	struct terminal t;
	if (argc < 4)
		return 99;
	play_read(argv[1], &keys);
	play_read(argv[2], &screens);
	struct str lines = buf_str(&keys), pictures = buf_str(&screens), line;
	terminal_open(&t, argv + 3, NULL, 80, 24);
	terminal_wait_text(&t, "Timeline"); /* nobody types before; and a terminal in between would swallow clicks */
	while (str_split(&lines, '\n', &line))
		play_line(&t, line, &pictures);
	terminal_hang_up(&t);
	bool ended = terminal_wait_end(&t);
	if (!ended)
		printf("the program lives on without its terminal\n");
	terminal_free(&t);
	buf_free(&keys);
	buf_free(&screens);
	return !ended;
}
