#include "config.h"

#include "cli/columns.h"

#include "base/utf8.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS_DEFAULT = 80 };

int columns_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS_DEFAULT;
}

void columns_add(struct buf *out, struct str s, int width)
{
	struct buf seen = BUF_INIT;
	utf8_visible(s, false, &seen);
	struct str text = buf_str(&seen);
	int columns = width ? utf8_width(text) : 0;
	if (columns > width) {
		text = utf8_prefix(text, width - 1);
		columns = utf8_width(text) + 1;
		buf_add_str(out, text);
		buf_add_str(out, STR("…"));
	} else {
		buf_add_str(out, text);
	}
	for (; columns < width; columns++)
		buf_add_char(out, ' ');
	buf_free(&seen);
}

void columns_end(struct buf *out)
{
	while (out->n && out->p[out->n - 1] == ' ')
		out->n--;
	buf_add_char(out, '\n');
}
