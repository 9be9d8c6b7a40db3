#include "config.h"

#include "cli/options.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cli/message.h"
#include "cli/output.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { OPTIONS_MAX = 24, OPTIONS_COLUMN = 22, OPTIONS_WIDTH = 80 };

/* The words of a text in lines that fit a terminal, from the column `indent` on, where the cursor is. */
static void options_fill(const char *text, int indent)
{
	int at = indent;
	while (*text) {
		size_t n = strcspn(text, " \n");
		int width = utf8_width((struct str){text, n}), blank = at > indent;
		if (blank && at + 1 + width > OPTIONS_WIDTH) {
			printf("\n%*s", indent, "");
			at = indent;
			blank = 0;
		}
		if (n)
			printf("%s%.*s", blank ? " " : "", (int)n, text);
		at += n ? blank + width : 0;
		text += n + (text[n] != '\0');
	}
	putchar('\n');
}

static void options_help(const struct command *c, const struct options_row *rows, size_t n, const char *details)
{
	printf("Usage: dateline %s %s\n%s.\n\n", c->name, c->arguments, c->summary);
	for (size_t i = 0; i < n; i++) {
		int used = printf("  --%s%s%s", rows[i].name, rows[i].value ? " " : "", rows[i].value ? rows[i].value : "");
		int pad = used < OPTIONS_COLUMN ? OPTIONS_COLUMN - used : 2;
		printf("%*s", pad, "");
		options_fill(rows[i].help, used + pad);
	}
	printf("  %-*s%s\n", OPTIONS_COLUMN - 2, "--help", "this text");
	if (!details)
		return;
	putchar('\n');
	options_fill(details, 0);
}

int options_wrong(const struct command *c, const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&text, fmt, ap);
	va_end(ap);
	message_print("%s: %s; see dateline %s --help", c->name, buf_cstr(&text), c->name);
	buf_free(&text);
	return 2;
}

bool options_reading(const struct command *c, const char *format, const char *date, enum reader_format *out_format,
		     struct published *out_date)
{
	if (format && !reader_format_parse(str_of(format), out_format)) {
		options_wrong(c, "--format %s is unknown, give text, markdown or jsonl", format);
		return false;
	}
	if (date && !reader_date(str_of(date), out_date)) {
		options_wrong(c, "--date %s is no date, write 2018-05-22, 2018-05 or 2018", date);
		return false;
	}
	return true;
}

static void options_unknown(const struct command *c, const struct options_row *rows, size_t n,
					    const char *typed, size_t length)
{
	const char *names[OPTIONS_MAX] = {"help"};
	struct buf name = BUF_INIT;
	size_t count = 1;
	for (size_t i = 0; i < n && count < OPTIONS_MAX; i++)
		names[count++] = rows[i].name;
	buf_add(&name, typed, length);
	const char *meant = message_suggest(buf_cstr(&name), names, count);
	if (meant)
		message_print("%s: no option --%s, did you mean --%s? See dateline %s --help", c->name, buf_cstr(&name), meant,
			      c->name);
	else
		options_wrong(c, "no option --%s", buf_cstr(&name));
	buf_free(&name);
}

/* One option at argv[*at]; a value may be the next argument. False: the fault was printed. */
static bool options_one(const struct command *c, const struct options_row *rows, size_t n, int argc, char **argv, int *at)
{
	const char *typed = argv[*at] + 2;
	size_t length = strcspn(typed, "=");
	for (size_t i = 0; i < n; i++) {
		if (strlen(rows[i].name) != length || memcmp(rows[i].name, typed, length) != 0)
			continue;
		bool inside = typed[length] != '\0';
		if (!rows[i].value && inside)
			return options_wrong(c, "--%s takes no value", rows[i].name) == 0;
		if (rows[i].value && !inside && *at + 1 >= argc)
			return options_wrong(c, "--%s needs %s", rows[i].name, rows[i].value) == 0;
		if (!rows[i].value)
			*rows[i].flag = true;
		else
			*rows[i].text = inside ? typed + length + 1 : argv[++*at];
		return true;
	}
	options_unknown(c, rows, n, typed, length);
	return false;
}

bool options_read(const struct command *c, const struct options_row *rows, size_t n, const char *details, int *argc,
		  char **argv, int *status)
{
	int kept = 1;
	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			while (++i < *argc)
				argv[kept++] = argv[i];
		} else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			options_help(c, rows, n, details);
			*status = output_end(0);
			return false;
		} else if (strncmp(argv[i], "--", 2) == 0) {
			if (!options_one(c, rows, n, *argc, argv, &i)) {
				*status = 2;
				return false;
			}
		} else {
			argv[kept++] = argv[i];
		}
	}
	*argc = kept;
	return true;
}
