#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/listing.h"
#include "cli/sheaf.h"

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
	if (l->export.format)
		return export_article(&l->export, s->article, s->events, err) && !interrupt_came(NULL);
	if (!store_article_head(l->store, s->article, &l->arena, &a, err))
		return false;
	command_articles_line(l, &a, s->events);
	return listing_next(l);
}

int command_articles(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "an article"), LISTING_FORMATS(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	struct sheaf_article *all;
	size_t count, i = 0;
	if (!sheaf_by_article(l.result, l.store, &all, &count, &err))
		return listing_close(&l, &err, false);
	l.all = count;
	bool export = listing_export(&l, EXPORT_ARTICLES);
	for (size_t k = 0; export && k < count; k++)
		export_count_day(&l.export, all[k].when);
	if (export)
		export_begin(&l.export);
	while (i < count && command_articles_one(&l, &all[i], &err))
		i++;
	if (export && i == count)
		export_end(&l.export);
	mem_free(all);
	return listing_close(&l, &err, count > 0);
}
