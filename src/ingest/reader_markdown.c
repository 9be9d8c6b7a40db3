#include "config.h"

#include "ingest/reader_run.h"

#include <string.h>

/* A value of front matter: "quoted", 'quoted', or plain up to a comment. Of YAML only this much. */
static struct str reader_markdown_value(struct reader_run *r, struct str v)
{
	v = str_trim(v);
	char quote = v.n >= 2 && (v.p[0] == '"' || v.p[0] == '\'') ? v.p[0] : 0;
	if (!quote) {
		size_t comment = str_find(v, STR(" #"), 0);
		return str_trim(str_sub(v, 0, comment));
	}
	struct str out = {arena_alloc(&r->arena, v.n, 1), 0};
	char *to = (char *)(uintptr_t)out.p;
	for (size_t i = 1; i < v.n; i++) {
		if (v.p[i] == quote && quote == '\'' && i + 1 < v.n && v.p[i + 1] == '\'')
			i++;
		else if (v.p[i] == quote)
			break;
		else if (v.p[i] == '\\' && quote == '"' && i + 1 < v.n && strchr("\"\\/", v.p[i + 1]))
			i++;
		to[out.n++] = v.p[i];
	}
	return out;
}

static void reader_markdown_field(struct reader_run *r, uint64_t line, struct str key, struct str value, struct article *a)
{
	if (str_eq_nocase(key, STR("title")))
		a->title = value;
	else if (str_eq_nocase(key, STR("source")))
		a->source = value;
	else if (str_eq_nocase(key, STR("url")) || str_eq_nocase(key, STR("link")))
		a->url = value;
	else if (str_eq_nocase(key, STR("id")))
		a->given_id = value;
	else if (str_eq_nocase(key, STR("date")))
		reader_date_field(r, line, value, a);
	/* other keys belong to other programs */
}

static bool reader_markdown_is_fence(struct str line)
{
	return str_eq(str_trim(line), STR("---"));
}

/* "---", lines, "---" at the front of a text: the lines, and what follows without the empty lines between.
 * False when they do not stand there. */
static bool reader_markdown_split(struct str text, struct str *front, struct str *body)
{
	struct str rest = text, line;
	if (!str_split(&rest, '\n', &line) || !reader_markdown_is_fence(line))
		return false;
	const char *begin = rest.p;
	while (str_split(&rest, '\n', &line)) {
		if (!reader_markdown_is_fence(line) && !str_eq(str_trim(line), STR("...")))
			continue;
		while (rest.n && rest.p[0] == '\n')
			rest = str_sub(rest, 1, rest.n);
		*front = (struct str){begin, (size_t)(line.p - begin)};
		*body = rest.p ? rest : STR("");
		return true;
	}
	return false;
}

/* Does a text begin with a fence and a field, so that front matter was meant? A rule is a fence too. */
static bool reader_markdown_begins(struct str text)
{
	struct str rest = text, line;
	if (!str_split(&rest, '\n', &line) || !reader_markdown_is_fence(line) || !str_split(&rest, '\n', &line))
		return false;
	size_t colon = str_find(line, STR(":"), 0);
	return colon != SIZE_MAX && colon > 0 && str_find(str_sub(line, 0, colon), STR(" "), 0) == SIZE_MAX;
}

static void reader_markdown_fields(struct reader_run *r, struct str front, struct article *a)
{
	struct str line;
	for (uint64_t n = 2; str_split(&front, '\n', &line); n++) {
		size_t colon = str_find(line, STR(":"), 0);
		if (colon != SIZE_MAX && line.p[0] != ' ' && line.p[0] != '#')
			reader_markdown_field(r, n, str_trim(str_sub(line, 0, colon)),
					      reader_markdown_value(r, str_sub(line, colon + 1, line.n)), a);
	}
}

void reader_markdown(struct reader_run *r)
{
	struct article a = {.reader = "markdown"};
	struct str whole, front, body;
	size_t repaired;
	if (!reader_text_whole(r, &whole, &a.original, &repaired))
		return;
	a.repaired = (uint32_t)repaired;
	a.text = whole;
	if (reader_markdown_split(whole, &front, &body)) {
		reader_markdown_fields(r, front, &a);
		if (!a.original.n)
			a.original = whole;
		a.text = body;
	} else if (reader_markdown_begins(whole)) {
		r->counts->flawed++;
		reader_report(r, 1, "front matter without an end, kept as text; write --- below it");
	}
	if (str_trim(a.text).n == 0) {
		r->counts->bad++;
		reader_report(r, 0, "has front matter but no text; write the article below it");
		return;
	}
	a.text = reader_text_end(a.text);
	reader_emit(r, &a, 0);
}
