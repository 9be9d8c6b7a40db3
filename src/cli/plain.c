#include "config.h"

#include "cli/plain.h"

#include <string.h>

struct str plain_text(struct str from, struct arena *arena)
{
	static const char *const quotes[] = {"“", "”", "„", "‘", "’", "‚", "\""};
	char *to = arena_alloc(arena, from.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < from.n;) {
		struct str rest = str_sub(from, i, from.n);
		size_t k = 0, kinds = sizeof quotes / sizeof *quotes;
		while (k < kinds && !str_starts(rest, str_of(quotes[k])))
			k++;
		bool blank = from.p[i] && strchr(" \t\r\n", from.p[i]);
		if (k < kinds)
			to[n++] = '\'';
		else if (blank && n && to[n - 1] != ' ')
			to[n++] = ' ';
		else if (!blank && !str_starts(rest, STR("\xE2\x80\x8B")))
			to[n++] = from.p[i];
		i += k < kinds ? strlen(quotes[k]) : str_starts(rest, STR("\xE2\x80\x8B")) ? 3 : 1;
	}
	return str_trim((struct str){to, n});
}

static struct str plain_backslashes(struct str from, struct arena *arena)
{
	char *to = arena_alloc(arena, from.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < from.n; i++) {
		if (from.p[i] == '\\' && i + 1 < from.n && from.p[i + 1] && strchr("\\`*_{}[]<>#|~&$!,;", from.p[i + 1]))
			i++;
		to[n++] = from.p[i];
	}
	return (struct str){to, n};
}

static struct str plain_html(struct str from, struct arena *arena)
{
	static const struct {
		const char *entity;
		char means;
	} rows[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
	char *to = arena_alloc(arena, from.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < from.n; i++) {
		size_t k = 0, kinds = sizeof rows / sizeof *rows;
		while (k < kinds && !str_starts(str_sub(from, i, from.n), str_of(rows[k].entity)))
			k++;
		to[n++] = k < kinds ? rows[k].means : from.p[i];
		i += k < kinds ? strlen(rows[k].entity) - 1 : 0;
	}
	return (struct str){to, n};
}

void plain_forms(struct str from, struct arena *arena, struct str out[static PLAIN_FORMS])
{
	out[0] = plain_text(from, arena);
	out[1] = plain_text(plain_backslashes(from, arena), arena);
	out[2] = plain_text(plain_html(from, arena), arena);
}
