#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/csv.h"
#include "cli/jot_record.h"
#include "cli/listing.h"
#include "cli/sheaf.h"

static const char *const command_articles_head[] = {"article", "published", "published_basis", "title", "source", "url",
						    "language", "events", "id"};

static void command_articles_json(struct listing *l, const struct article *a, uint32_t events)
{
	struct jot j = {&l->out, false};
	jot_open(&j, '{');
	jot_record_article_of_event(&j, a);
	jot_key(&j, "url"), jot_str_or_null(&j, a->url);
	jot_key(&j, "language"), jot_str_or_null(&j, str_of(a->language));
	jot_key(&j, "events"), jot_int(&j, events);
	jot_key(&j, "id"), jot_str(&j, a->given_id.n ? a->given_id : str_of(a->id));
	jot_close(&j, '}');
	buf_add_char(&l->out, '\n');
}

static void command_articles_csv(struct listing *l, const struct article *a, uint32_t events)
{
	struct csv c = {&l->out, false};
	char published[40] = "";
	if (interval_known(a->published.when))
		interval_format(a->published.when, a->published.precision, true, published);
	csv_plain(&c, a->id);
	csv_plain(&c, published);
	csv_plain(&c, published_basis_name(a->published.basis));
	csv_text(&c, a->title);
	csv_text(&c, a->source);
	csv_text(&c, a->url);
	csv_plain(&c, a->language);
	csv_int(&c, events);
	csv_text(&c, a->given_id.n ? a->given_id : str_of(a->id));
	csv_end(&c);
}

enum { ARTICLES_WHEN = 17, ARTICLES_EVENTS = 6, ARTICLES_SOURCE = 22, ARTICLES_ID = 22, ARTICLES_WITH_SOURCE = 110 };

static void command_articles_line(struct listing *l, const struct article *a, uint32_t events)
{
	bool source = a->source.n && (l->width == 0 || l->width >= ARTICLES_WITH_SOURCE);
	int room = l->width - ARTICLES_ID - ARTICLES_WHEN - ARTICLES_EVENTS - (source ? ARTICLES_SOURCE + 2 : 0);
	columns_add(&l->out, str_of(a->id), ARTICLES_ID);
	columns_add(&l->out, listing_when(&l->arena, a->published.when, a->published.precision), ARTICLES_WHEN);
	buf_addf(&l->out, "%*u  ", ARTICLES_EVENTS - 2, events);
	columns_add(&l->out, a->title, l->width && utf8_width(a->title) > room ? (room > 10 ? room : 10) : 0);
	if (source) {
		columns_add(&l->out, STR("  "), 0);
		columns_add(&l->out, a->source, l->width && utf8_width(a->source) > ARTICLES_SOURCE ? ARTICLES_SOURCE : 0);
	}
	columns_end(&l->out);
}

static bool command_articles_one(struct listing *l, const struct sheaf_article *s, struct error *err)
{
	struct article a;
	if (!store_article_head(l->store, s->article, &l->arena, &a, err))
		return false;
	(l->json ? command_articles_json : l->csv ? command_articles_csv : command_articles_line)(l, &a, s->events);
	return listing_next(l);
}

int command_articles(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "an article"), LISTING_CSV(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	struct csv c = {&l.out, false};
	size_t count;
	struct sheaf_article *all = sheaf_by_article(l.result, &count);
	if (l.csv)
		csv_head(&c, command_articles_head, sizeof command_articles_head / sizeof *command_articles_head);
	for (size_t i = 0; i < count && command_articles_one(&l, &all[i], &err); i++)
		;
	mem_free(all);
	return listing_close(&l, &err, count > 0);
}
