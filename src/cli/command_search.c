#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "export/jot_record.h"
#include "cli/listing.h"
#include "cli/sheaf.h"

#include <stdio.h>
#include <string.h>

enum { SEARCH_HITS = 4096, SEARCH_CONTEXT = 100 };

/* "/REGEX/ QUERY": a slash in the pattern is escaped, inside \Q...\E by leaving the quotation for it. */
static void command_search_query(const char *pattern, int argc, char **argv, struct buf *out)
{
	bool quoted = false;
	buf_add_char(out, '/');
	for (const char *p = pattern; *p; p++) {
		if (p[0] == '\\' && p[1]) {
			quoted = quoted ? p[1] != 'E' : p[1] == 'Q';
			buf_add(out, p++, 2);
		} else if (*p == '/') {
			buf_add_cstr(out, quoted ? "\\E\\/\\Q" : "\\/");
		} else {
			buf_add_char(out, *p);
		}
	}
	buf_add_char(out, '/');
	for (int i = 2; i < argc; i++)
		buf_addf(out, " %s", argv[i]);
}

static void command_search_json(struct listing *l, const struct article *a, const struct span *hits, size_t n)
{
	struct jot j = {&l->out, false};
	jot_open(&j, '{');
	jot_record_article_of_event(&j, a);
	jot_key(&j, "hits"), jot_open(&j, '[');
	for (size_t i = 0; i < n; i++) {
		jot_open(&j, '{');
		jot_key(&j, "begin"), jot_int(&j, hits[i].begin);
		jot_key(&j, "end"), jot_int(&j, hits[i].end);
		jot_key(&j, "text"), jot_str(&j, str_sub(a->text, hits[i].begin, hits[i].end));
		jot_close(&j, '}');
	}
	jot_close(&j, ']');
	jot_close(&j, '}');
	buf_add_char(&l->out, '\n');
}

/* The words around a hit: of its line, at most SEARCH_CONTEXT bytes to either side, whole characters. */
static struct str command_search_around(struct str text, struct span hit)
{
	size_t begin = hit.begin, end = hit.end;
	while (begin > 0 && text.p[begin - 1] != '\n' && hit.begin - begin < SEARCH_CONTEXT)
		begin--;
	while (end < text.n && text.p[end] != '\n' && end - hit.end < SEARCH_CONTEXT)
		end++;
	while (begin < hit.begin && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
		begin++;
	while (end < text.n && end > hit.end && ((unsigned char)text.p[end] & 0xC0) == 0x80)
		end--;
	return str_sub(text, begin, end);
}

/* One line a line of the article that has hits, below a line that names the article. */
static void command_search_lines(struct listing *l, const struct article *a, const struct span *hits, size_t n)
{
	uint32_t shown = 0;
	columns_add(&l->out, listing_when(&l->arena, a->published.when, a->published.precision), 0);
	columns_add(&l->out, STR("  "), 0);
	columns_add(&l->out, a->title, 0);
	if (a->source.n)
		columns_add(&l->out, arena_printf(&l->arena, "  (%.*s)", STR_ARG(a->source)), 0);
	columns_add(&l->out, arena_printf(&l->arena, "  %s", a->id), 0);
	columns_end(&l->out);
	for (size_t i = 0; i < n; i++) {
		if (i && hits[i].begin < shown)
			continue;
		struct str around = command_search_around(a->text, hits[i]);
		shown = (uint32_t)(around.p + around.n - a->text.p);
		bool begun = around.p > a->text.p && around.p[-1] != '\n';
		bool more = shown < a->text.n && a->text.p[shown] != '\n';
		columns_add(&l->out, begun ? STR("   …") : STR("    "), 0);
		columns_add(&l->out, around, 0);
		columns_add(&l->out, more ? STR("…") : STR(""), 0);
		columns_end(&l->out);
	}
}

static bool command_search_one(struct listing *l, int64_t article, struct span *hits, struct error *err)
{
	struct article a;
	if (!store_article(l->store, article, &l->arena, &a, err))
		return false;
	size_t n = query_hits(l->query, a.text, hits, SEARCH_HITS);
	(l->json ? command_search_json : command_search_lines)(l, &a, hits, n);
	return listing_next(l);
}

int command_search(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {
		LISTING_CORPUS(l), LISTING_JSON(l, "an article, with its hits"),
		{"count", NULL, NULL, &l.count, "print only how many articles have a hit"},
	};
	static const char details[] =
		"REGEX is Perl's; a pattern without a capital letter folds case. " LISTING_QUERY_HELP;
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc < 2)
		return options_wrong(self, "no pattern; give a regular expression");
	struct buf query = BUF_INIT;
	command_search_query(argv[1], argc, argv, &query);
	bool ok = listing_open(&l, buf_str(&query), &status);
	buf_free(&query);
	if (!ok)
		return status;
	struct error err = ERROR_INIT;
	if (l.count) {
		buf_addf(&l.out, "%zu\n", l.articles);
		return listing_close(&l, &err, l.articles > 0);
	}
	struct sheaf_article *all;
	size_t count;
	if (!sheaf_by_article(l.result, l.store, &all, &count, &err))
		return listing_close(&l, &err, false);
	l.all = count;
	struct span *hits = mem_alloc(SEARCH_HITS * sizeof *hits);
	for (size_t i = 0; i < count && command_search_one(&l, all[i].article, hits, &err); i++)
		;
	mem_free(hits);
	mem_free(all);
	return listing_close(&l, &err, count > 0);
}
