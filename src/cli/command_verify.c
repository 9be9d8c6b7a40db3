#include "config.h"

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

struct command_verify {
	struct store *store;
	const char *file;
	unsigned long line;
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
	return true;
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

/* Does the quote, part by part where it was shortened with "…", stand in the passage? White space counts as one. */
static bool command_verify_stands(struct command_verify *v, struct str passage, struct str quote)
{
	struct str squeezed[2];
	for (int k = 0; k < 2; k++) {
		struct str from = k ? quote : passage;
		char *to = arena_alloc(&v->arena, from.n + 1, 1);
		size_t n = 0;
		for (size_t i = 0; i < from.n; i++) {
			bool blank = strchr(" \t\r\n", from.p[i]) && from.p[i];
			if (!blank || (n && to[n - 1] != ' '))
				to[n++] = blank ? ' ' : from.p[i];
		}
		squeezed[k] = str_trim((struct str){to, n});
	}
	size_t at = 0;
	struct str rest = squeezed[1], ellipsis = STR("…");
	while (rest.n) {
		size_t cut = str_find(rest, ellipsis, 0);
		struct str part = str_trim(str_sub(rest, 0, cut));
		rest = cut == SIZE_MAX ? STR("") : str_sub(rest, cut + ellipsis.n, rest.n);
		at = str_find(squeezed[0], part, at);
		if (at == SIZE_MAX)
			return false;
		at += part.n;
	}
	return true;
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
	if (!command_verify_parse(name, &id, &span)) {
		command_verify_tell(v, name, "no name of a passage; it is written dl:ARTICLE#bBEGIN-END");
		return true;
	}
	if (!store_find_article(v->store, id, &row, err))
		return false;
	if (!row) {
		command_verify_tell(v, name, "the article is not in this corpus; name the one that was cited from");
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

/* A line is an event as JSON (id and text), or words with names of passages in them, each after its quote. */
static bool command_verify_line(struct command_verify *v, struct str line, struct error *err)
{
	bool ok = true;
	json_t *o = str_starts(line, STR("{")) ? json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL) : NULL;
	const char *id = json_string_value(json_object_get(o, "id"));
	json_t *text = json_object_get(o, "text");
	if (id && strncmp(id, "dl:", 3) == 0) {
		struct str quote = {json_string_value(text), json_string_length(text)};
		ok = command_verify_one(v, str_of(id), quote, err);
	} else {
		struct str name;
		size_t before = 0;
		for (size_t at = 0; ok && command_verify_name(line, &at, &name); before = at)
			ok = command_verify_one(v, name, command_verify_quote(str_sub(line, before, (size_t)(name.p - line.p))), err);
	}
	json_decref(o);
	arena_reset(&v->arena);
	return ok;
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
	while (ok && (n = getline(&line, &room, f)) >= 0) {
		v->line++;
		ok = command_verify_line(v, (struct str){line, (size_t)n}, err);
	}
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
		"in the corpus and holds the quote before it on its line (“...”). FILE may also hold events as JSON Lines.\n"
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
	store_close(v.store);
	if (!ok)
		return output_end(message_error(&err));
	printf("%zu citations stand, %zu do not\n", v.right, v.wrong);
	return output_end(v.wrong ? 3 : v.right ? 0 : 1);
}
