#include "config.h"

#include "base/utf8.h"
#include "cli/citation.h"
#include "cli/claim.h"
#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/plain.h"
#include "export/export_words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct command_verify {
	struct store *store;
	const char *file;
	struct arena arena;       /* of one citation */
	struct error err;
	size_t right, wrong, bare; /* bare: the passage is there, and no quote of it */
	size_t unclear;            /* of those that are right: whose title, source and date are not told as dateline tells them */
	size_t unread;             /* of those that are right: which the corpus has no event of, whose date and countries they tell */
};

static void command_verify_tell(struct command_verify *v, const struct citation *c, const char *reason)
{
	v->wrong++;
	message_print("%s:%lu: %.*s: %s", v->file, c->line, STR_ARG(c->name), reason);
}

/* ---- does the quote stand in the passage? ---- */

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

/* The quote as it is, or as Markdown, a calendar or HTML wrote it; the passage as it is, or with its controls made visible. */
static bool command_verify_stands(struct command_verify *v, struct str passage, struct str quote)
{
	struct buf visible = BUF_INIT;
	utf8_visible(passage, true, &visible);
	const struct str passages[] = {plain_text(passage, &v->arena), plain_text(buf_str(&visible), &v->arena)};
	struct str quotes[PLAIN_FORMS];
	plain_forms(quote, &v->arena, quotes);
	bool stands = false;
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < PLAIN_FORMS; k++)
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

/* Is there a word in it? What was left out ("…") proves nothing. */
static bool command_verify_says(struct str quote)
{
	struct str ellipsis = STR("…");
	size_t i = 0;
	while (i < quote.n && (strchr(" \t\r\n.", quote.p[i]) || str_starts(str_sub(quote, i, quote.n), ellipsis)))
		i += str_starts(str_sub(quote, i, quote.n), ellipsis) ? ellipsis.n : 1;
	return i < quote.n;
}

/* Of "dl:ARTICLE" its title and its text; else the passage. False: it is told what is wrong. */
static bool command_verify_passage(struct command_verify *v, const struct citation *c, struct article *a, struct str *passage)
{
	struct str id = str_sub(c->name, 3, c->name.n);
	struct span span = SPAN_NONE;
	int64_t row;
	bool whole = str_find(id, STR("#"), 0) == SIZE_MAX;
	if (!whole && !command_verify_parse(c->name, &id, &span)) {
		command_verify_tell(v, c, "no name of a passage; it is written dl:ARTICLE#bBEGIN-END");
		return false;
	}
	if (!store_find_article(v->store, id, &row, &v->err))
		return false;
	if (!row) {
		command_verify_tell(v, c, "the article is not in this corpus; name the one that was cited from");
		return false;
	}
	if (!store_article(v->store, row, &v->arena, a, &v->err))
		return false;
	if (!whole && (span.begin >= span.end || span.end > a->text.n)) {
		command_verify_tell(v, c, "the article has no such passage; the citation was changed");
		return false;
	}
	*passage = whole ? arena_printf(&v->arena, "%.*s\n%.*s", STR_ARG(a->title), STR_ARG(a->text)) : str_sub(a->text, span.begin, span.end);
	return true;
}

/* ---- are title, source and date those of the article? ---- */

/* The date of "Title, Source, 2018-05-22." and where it begins: the last that stands there; p NULL when there is none. */
static struct str command_verify_date(struct str about, size_t *at)
{
	struct str found = STR_NONE;
	size_t comma;
	for (size_t from = 0; (comma = str_find(about, STR(", "), from)) != SIZE_MAX; from = comma + 2) {
		size_t stop = str_find(about, STR("."), comma);
		struct str word = stop == SIZE_MAX ? STR("") : str_sub(about, comma + 2, stop);
		struct interval when;
		enum precision precision;
		if (!interval_parse(word, &when, &precision) && !str_eq(word, STR("undated")))
			continue;
		found = word;
		*at = comma;
	}
	return found;
}

/* Does it but end the quote? */
static bool command_verify_is_mark(struct str plain)
{
	return str_eq(plain, STR("'")) || str_eq(plain, STR("»"));
}

/* Which of them differ in "Title, Source, 2018-05-22.", "" for none; NULL when this is not what stands there. */
static const char *command_verify_differs(struct str about, struct str right)
{
	size_t at, right_at;
	struct str date = command_verify_date(about, &at), right_date = command_verify_date(right, &right_at);
	if (!date.p || !right_date.p) /* as of a year that is written with BC */
		return str_find(about, right, 0) != SIZE_MAX ? "" : NULL;
	static const char *const both[2][2] = {{"", "the date is"}, {"the title or the source is", "the title or the source, and the date, are"}};
	struct str before = str_sub(about, 0, at), names = str_sub(right, 0, right_at);
	bool same = str_ends(before, names);
	before = str_trim(str_sub(before, 0, same ? before.n - names.n : 0));
	/* the mark that ends the quote, or the markup of a page */
	same = same && (command_verify_is_mark(before) || str_ends(before, STR(">")));
	return both[!same][!str_eq(date, right_date)];
}

/* Tells what is wrong. True: nothing is, or nothing is told of the source. */
static bool command_verify_source(struct command_verify *v, const struct citation *c, const struct article *a)
{
	struct buf source = BUF_INIT;
	struct str forms[PLAIN_FORMS];
	plain_forms(c->about, &v->arena, forms);
	if (command_verify_is_mark(forms[0]))
		return true;
	const char *differs = NULL;
	export_words_source(a, &source);
	struct str right = plain_text(buf_str(&source), &v->arena);
	for (size_t i = 0; i < PLAIN_FORMS && !(differs && !*differs); i++) {
		const char *now = command_verify_differs(forms[i], right);
		differs = now ? now : differs;
	}
	buf_free(&source);
	if (differs && *differs) {
		command_verify_tell(v, c, arena_printf(&v->arena, "the quote stands, but %s not the article's; dateline show tells what it has", differs).p);
		return false;
	}
	v->unclear += !differs;
	return true;
}

/* Tells what is wrong. True: nothing is, or there are no fields. */
static bool command_verify_fields(struct command_verify *v, const struct citation *c, const struct article *a)
{
	int64_t row = 0, article;
	struct event e;
	bool tells = str_find(c->name, STR("#"), 0) != SIZE_MAX && claim_tells_event(c);
	bool read = tells && store_find_event(v->store, c->name, &row, &v->err) && row;
	if (v->err.code != ERROR_NONE || (read && !store_event(v->store, row, &v->arena, &e, &article, &v->err)))
		return false;
	struct str differs = claim_differs(c, a, read ? &e : NULL, &v->arena);
	if (differs.n) {
		command_verify_tell(v, c, arena_printf(&v->arena, "the quote stands, but not what is told beside it: %.*s; dateline show tells what the corpus has",
						       STR_ARG(differs)).p);
		return false;
	}
	v->unread += tells && !read;
	return true;
}

static bool command_verify_one(void *ctx, const struct citation *c)
{
	struct command_verify *v = ctx;
	struct article a;
	struct str passage;
	bool there = command_verify_passage(v, c, &a, &passage), quotes = c->quote.p && command_verify_says(c->quote);
	if (there && !quotes && str_find(c->name, STR("#"), 0) != SIZE_MAX)
		v->bare++;
	else if (there && (!quotes || command_verify_stands(v, passage, c->quote)))
		/* an article that is there is all that its name claims */
		v->right += !quotes || (command_verify_fields(v, c, &a) && (!c->about.n || command_verify_source(v, c, &a)));
	else if (there)
		command_verify_tell(v, c, "the passage does not hold the quote; dateline show tells what it says");
	arena_reset(&v->arena);
	return v->err.code == ERROR_NONE;
}

static bool command_verify_file(struct command_verify *v)
{
	bool standard = strcmp(v->file, "-") == 0;
	FILE *f = standard ? stdin : fopen(v->file, "re");
	if (!f)
		return error_set(&v->err, ERROR_IO, "%s: %s; check the path", v->file, strerror(errno));
	bool ok = citation_read(f, command_verify_one, v);
	if (!ok && v->err.code == ERROR_NONE)
		error_set(&v->err, ERROR_IO, "%s: %s; check that it is a file", v->file, strerror(errno));
	if (!standard)
		fclose(f);
	return ok;
}

/* "1 citation stands, 0 do not; 3 names have no quote before them, which proves nothing" */
static void command_verify_sum(const struct command_verify *v)
{
	printf("%zu %s, %zu %s not", v->right, v->right == 1 ? "citation stands" : "citations stand", v->wrong, v->wrong == 1 ? "does" : "do");
	if (v->bare)
		printf("; %zu %s no quote, so of %s only the passage is proved to be there", v->bare, v->bare == 1 ? "name has" : "names have",
		       v->bare == 1 ? "it" : "them");
	if (v->unclear)
		printf("; of %zu title, source and date are not told as dateline tells them, and were not compared", v->unclear);
	if (v->unread)
		printf("; of %zu the corpus has read no event, so date and countries were not compared", v->unread);
	putchar('\n');
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
		"and every export of events. Names without a quote are counted apart: nothing is proved by them.\n"
		"Between quote and name, title, source and date are compared where they are written as dateline does, and\n"
		"the event's own date and countries, as they were read, where a heading or fields tell them as an export does.\n"
		"Exit status 3 when one is wrong, 1 when none is proved.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc != 2)
		return options_wrong(self, "give one file with citations, or -");
	struct command_verify v = {.file = argv[1], .err = ERROR_INIT};
	bool ok = corpus_open(corpus, &v.store, &v.err) && command_verify_file(&v);
	arena_free(&v.arena);
	store_close(v.store);
	if (!ok)
		return output_end(message_error(&v.err));
	command_verify_sum(&v);
	if (!v.right && !v.wrong && !v.bare)
		message_print("%s: cites nothing; a citation ends with the event's name, dl:ARTICLE#bBEGIN-END", v.file);
	return output_end(v.wrong ? 3 : v.right ? 0 : 1);
}
