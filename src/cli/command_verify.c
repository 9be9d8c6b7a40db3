#include "config.h"

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERIFY_PARAGRAPH = 1 << 20, VERIFY_ID = 3 + 8 /* bytes of a name without a passage, at least */ };

struct command_verify {
	struct store *store;
	const char *file;
	unsigned long line;  /* of the name that is looked at */
	struct buf paragraph;
	unsigned long begin; /* its first line */
	struct arena arena;
	size_t right, wrong;
};

/* "dl:HEX#bN-M" somewhere at or after *at: the name, and *at behind it. */
static bool command_verify_name(struct str line, size_t *at, struct str *name)
{
	size_t begin = str_find(line, STR("dl:"), *at);
	if (begin == SIZE_MAX)
		return false;
	size_t end = begin + 3;
	while (end < line.n && line.p[end] && strchr("0123456789abcdef#b-", line.p[end]))
		end++;
	*at = end;
	*name = str_sub(line, begin, end);
	/* "model:a" is a word */
	return str_find(*name, STR("#"), 0) != SIZE_MAX || name->n >= VERIFY_ID || command_verify_name(line, at, name);
}

/* The last text in quotes before the name: “...”, or "..."; p NULL when there is none. */
static struct str command_verify_quote(struct str before)
{
	static const struct str open = {"“", 3}, close = {"”", 3};
	struct str found = STR_NONE;
	size_t begin, end;
	for (size_t at = 0; (begin = str_find(before, open, at)) != SIZE_MAX; at = end + close.n) {
		end = str_find(before, close, begin);
		if (end == SIZE_MAX)
			break;
		found = str_sub(before, begin + open.n, end);
	}
	if (found.p)
		return found;
	for (size_t at = 0; (begin = str_find(before, STR("\""), at)) != SIZE_MAX; at = end + 1) {
		end = str_find(before, STR("\""), begin + 1);
		if (end == SIZE_MAX)
			break;
		found = str_sub(before, begin + 1, end);
	}
	return found;
}

static void command_verify_tell(struct command_verify *v, struct str name, const char *reason)
{
	v->wrong++;
	message_print("%s:%lu: %.*s: %s", v->file, v->line, STR_ARG(name), reason);
}

/* ---- does the quote stand in the passage? ---- */

/* One kind of quotes and blanks, so that neither the breaking of lines nor the habit of who quotes matters; Org's
 * zero width space is no text. */
static struct str command_verify_plain(struct command_verify *v, struct str from)
{
	static const char *const quotes[] = {"“", "”", "„", "‘", "’", "‚", "\""};
	char *to = arena_alloc(&v->arena, from.n + 1, 1);
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

/* Without the backslashes of Markdown. */
static struct str command_verify_markdown(struct command_verify *v, struct str from)
{
	char *to = arena_alloc(&v->arena, from.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < from.n; i++) {
		if (from.p[i] == '\\' && i + 1 < from.n && from.p[i + 1] && strchr("\\`*_{}[]<>#|~&$!", from.p[i + 1]))
			i++;
		to[n++] = from.p[i];
	}
	return (struct str){to, n};
}

/* With the five entities that an export writes as what they stand for. */
static struct str command_verify_html(struct command_verify *v, struct str from)
{
	static const struct {
		const char *entity;
		char means;
	} rows[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
	char *to = arena_alloc(&v->arena, from.n + 1, 1);
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

/* Part by part, where it was shortened with "…". */
static bool command_verify_holds(struct str passage, struct str quote)
{
	size_t at = 0;
	struct str rest = quote, ellipsis = STR("…");
	while (rest.n) {
		size_t cut = str_find(rest, ellipsis, 0);
		struct str part = str_trim(str_sub(rest, 0, cut));
		rest = cut == SIZE_MAX ? STR("") : str_sub(rest, cut + ellipsis.n, rest.n);
		at = str_find(passage, part, at);
		if (at == SIZE_MAX)
			return false;
		at += part.n;
	}
	return true;
}

/* The quote as it is, or as Markdown or HTML wrote it; the passage as it is, or with its controls made visible. */
static bool command_verify_stands(struct command_verify *v, struct str passage, struct str quote)
{
	struct buf visible = BUF_INIT;
	utf8_visible(passage, true, &visible);
	const struct str passages[] = {command_verify_plain(v, passage), command_verify_plain(v, buf_str(&visible))};
	const struct str quotes[] = {command_verify_plain(v, quote), command_verify_plain(v, command_verify_markdown(v, quote)),
				     command_verify_plain(v, command_verify_html(v, quote))};
	bool stands = false;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < 3; k++)
			stands = stands || command_verify_holds(passages[i], quotes[k]);
	buf_free(&visible);
	return stands;
}

/* BEGIN and END of "dl:HEX#bBEGIN-END", and HEX. */
static bool command_verify_parse(struct str name, struct str *article, struct span *span)
{
	size_t hash = str_find(name, STR("#b"), 0);
	if (hash == SIZE_MAX)
		return false;
	char numbers[32];
	struct str rest = str_sub(name, hash + 2, name.n);
	if (rest.n == 0 || rest.n >= sizeof numbers)
		return false;
	memcpy(numbers, rest.p, rest.n);
	numbers[rest.n] = '\0';
	char end;
	*article = str_sub(name, 3, hash);
	return sscanf(numbers, "%u-%u%c", &span->begin, &span->end, &end) == 2;
}

/* One citation. quote.p NULL: only whether the passage is there. */
static bool command_verify_one(struct command_verify *v, struct str name, struct str quote, struct error *err)
{
	struct str id;
	struct span span;
	struct article a;
	int64_t row;
	bool whole = str_find(name, STR("#"), 0) == SIZE_MAX; /* "dl:ARTICLE" names no passage */
	if (whole) {
		id = str_sub(name, 3, name.n);
	} else if (!command_verify_parse(name, &id, &span)) {
		command_verify_tell(v, name, "no name of a passage; it is written dl:ARTICLE#bBEGIN-END");
		return true;
	}
	if (!store_find_article(v->store, id, &row, err))
		return false;
	if (!row) {
		command_verify_tell(v, name, "the article is not in this corpus; name the one that was cited from");
		return true;
	}
	if (whole) {
		v->right++;
		return true;
	}
	if (!store_article(v->store, row, &v->arena, &a, err))
		return false;
	if (span.begin >= span.end || span.end > a.text.n)
		command_verify_tell(v, name, "the article has no such passage; the citation was changed");
	else if (quote.p && !command_verify_stands(v, str_sub(a.text, span.begin, span.end), quote))
		command_verify_tell(v, name, "the passage does not hold the quote; dateline show tells what it says");
	else
		v->right++;
	return true;
}

/* Words with names of passages in them, each after its quote, which may be broken over lines. */
static bool command_verify_paragraph(struct command_verify *v, struct error *err)
{
	struct str text = buf_str(&v->paragraph), name;
	size_t before = 0, counted = 0;
	bool ok = true;
	v->line = v->begin;
	for (size_t at = 0; ok && command_verify_name(text, &at, &name); before = at) {
		size_t begin = (size_t)(name.p - text.p);
		for (; counted < begin; counted++)
			v->line += text.p[counted] == '\n';
		ok = command_verify_one(v, name, command_verify_quote(str_sub(text, before, begin)), err);
	}
	buf_clear(&v->paragraph);
	arena_reset(&v->arena);
	return ok;
}

/* An event as JSON: id and text. False in *is: the line is none. */
static bool command_verify_json(struct command_verify *v, struct str line, bool *is, struct error *err)
{
	bool ok = true;
	json_t *o = str_starts(line, STR("{")) ? json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL) : NULL;
	const char *id = json_string_value(json_object_get(o, "id"));
	json_t *text = json_object_get(o, "text");
	*is = id && strncmp(id, "dl:", 3) == 0;
	if (*is) {
		struct str quote = {json_string_value(text), json_string_length(text)};
		ok = command_verify_one(v, str_of(id), quote, err);
	}
	json_decref(o);
	arena_reset(&v->arena);
	return ok;
}

/* A paragraph ends at an empty line, or where it is longer than any is. */
static bool command_verify_line(struct command_verify *v, struct str line, unsigned long number, struct error *err)
{
	bool is = false;
	v->line = number;
	if (!command_verify_json(v, line, &is, err))
		return false;
	bool empty = str_trim(line).n == 0;
	if ((is || empty || v->paragraph.n > VERIFY_PARAGRAPH) && !command_verify_paragraph(v, err))
		return false;
	if (!is && !empty) {
		if (!v->paragraph.n)
			v->begin = number;
		buf_add_str(&v->paragraph, line);
	}
	return true;
}

static bool command_verify_file(struct command_verify *v, struct error *err)
{
	bool standard = strcmp(v->file, "-") == 0, ok = true;
	FILE *f = standard ? stdin : fopen(v->file, "re");
	if (!f)
		return error_set(err, ERROR_IO, "%s: %s; check the path", v->file, strerror(errno));
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	for (unsigned long number = 1; ok && (n = getline(&line, &room, f)) >= 0; number++)
		ok = command_verify_line(v, (struct str){line, (size_t)n}, number, err);
	ok = ok && command_verify_paragraph(v, err);
	if (ok && ferror(f))
		ok = error_set(err, ERROR_IO, "%s: %s; check that it is a file", v->file, strerror(errno));
	free(line);
	if (!standard)
		fclose(f);
	return ok;
}

int command_verify(const struct command *self, int argc, char **argv)
{
	const char *corpus = NULL;
	const struct options_row rows[] = {
		{"corpus", "FILE", &corpus, NULL, "the corpus that was cited from; without it the sample"},
	};
	static const char details[] =
		"Looks in FILE (- for standard input) for citations, dl:ARTICLE#bBEGIN-END, and checks that the passage is\n"
		"in the corpus and holds the quote before it in its paragraph (“...”). Read are plain text, what y copied,\n"
		"events as --md, --html, --org and --json write them.\n"
		"Exit status 3 when one is wrong.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc != 2)
		return options_wrong(self, "give one file with citations, or -");
	struct command_verify v = {.file = argv[1]};
	struct error err = ERROR_INIT;
	bool ok = corpus_open(corpus, &v.store, &err) && command_verify_file(&v, &err);
	arena_free(&v.arena);
	buf_free(&v.paragraph);
	store_close(v.store);
	if (!ok)
		return output_end(message_error(&err));
	printf("%zu citations stand, %zu do not\n", v.right, v.wrong);
	return output_end(v.wrong ? 3 : v.right ? 0 : 1);
}
