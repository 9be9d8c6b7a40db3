#include "config.h"

#include "cli/message.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void message_line(struct str prefix, struct str text)
{
	struct buf line = BUF_INIT;
	buf_add_str(&line, prefix);
	utf8_visible(text, false, &line);
	buf_add_char(&line, '\n');
	fflush(stdout); /* what was printed before the message stands before it */
	fwrite(line.p, 1, line.n, stderr);
	buf_free(&line);
}

void message_print(const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&text, fmt, ap);
	va_end(ap);
	message_line(STR("dateline: "), buf_str(&text));
	buf_free(&text);
}

void message_bad(const char *where, const char *reason)
{
	message_print("%s%s%s", where ? where : "", where ? ": " : "", reason);
}

int message_error(const struct error *err)
{
	message_print("%s", err->msg);
	return error_exit_status(err->code);
}

int message_error_in(const struct error *err, struct str typed)
{
	message_print("%s", err->msg);
	if (err->column >= 0) {
		struct buf before = BUF_INIT, caret = BUF_INIT;
		utf8_visible(str_sub(typed, 0, (size_t)err->column), false, &before);
		for (int i = utf8_width(buf_str(&before)); i > 0; i--)
			buf_add_char(&caret, ' ');
		buf_add_char(&caret, '^');
		message_line(STR("  "), typed);
		message_line(STR("  "), buf_str(&caret));
		buf_free(&before);
		buf_free(&caret);
	}
	return error_exit_status(err->code);
}

/* Edits (insert, delete, replace, swap of neighbours) from a to b; lengths are capped. */
static int message_distance(const char *a, const char *b)
{
	enum { MAX = 32 };
	size_t n = strlen(a), m = strlen(b);
	int d[MAX + 1][MAX + 1];
	if (n > MAX || m > MAX)
		return MAX;
	for (size_t i = 0; i <= n; i++) {
		for (size_t j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = (int)(i + j);
				continue;
			}
			int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	}
	return d[n][m];
}

const char *message_suggest(const char *typed, const char *const *names, size_t n)
{
	const char *found = NULL;
	int best = ((int)strlen(typed) + 2) / 3 + 1; /* farther than that is another word */
	for (size_t i = 0; i < n; i++) {
		int distance = message_distance(typed, names[i]);
		if (distance < best) {
			best = distance;
			found = names[i];
		}
	}
	return found;
}
