#include "config.h"

#include "store/check.h"

#include "store/keys_run.h"

/* The events that the list rows know. */
static void check_links_events(struct check *c)
{
	const struct rows_table *t = c->s->table;
	for (size_t i = 0; i < t->n; i++)
		if (t->column[ROWS_EVENT][i])
			*vec_push(&c->events) = store_event_row(t->column[ROWS_ARTICLE][i], t->column[ROWS_EVENT][i] - 1);
	ids_sort(&c->events);
}

static void check_links_pairs(struct check *c)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT origin, target, kind, score FROM link");
	while (st && check_step(c, st)) {
		int64_t from = sqlite3_column_int64(st, 0), to = sqlite3_column_int64(st, 1);
		int64_t kind = sqlite3_column_int64(st, 2), score = sqlite3_column_int64(st, 3);
		if (!ids_has(&c->events, from) || !ids_has(&c->events, to))
			check_say(c, "link %lld to %lld: one of the two events is not there", (long long)from, (long long)to);
		if (kind < 0 || kind >= LINK_KIND_COUNT || score < 0 || score > 100)
			check_say(c, "link %lld to %lld: kind %lld or score %lld is impossible", (long long)from, (long long)to,
				  (long long)kind, (long long)score);
	}
}

/* Nobody loses a link where they are only added. */
static int32_t check_links_none(void *ctx, int64_t event)
{
	(void)ctx, (void)event;
	return 0;
}

/* The rows say how many links each event has. */
static void check_links_counts(struct check *c)
{
	struct rows_table *t = c->s->table;
	struct rows_batch links = {0};
	uint32_t *told = mem_alloc(t->n * sizeof *told), *traits = t->column[ROWS_TRAITS];
	for (size_t i = 0; i < t->n; i++) {
		told[i] = traits[i];
		traits[i] = rows_traits_add_links(traits[i], -ROWS_LINKS_MOST);
	}
	sqlite3_stmt *st = check_prepare(c, "SELECT origin, target FROM link");
	while (st && check_step(c, st))
		for (int end = 0; end < 2; end++)
			rows_batch_link(&links, sqlite3_column_int64(st, end), 1);
	rows_batch_add_links(t, links.links.v, links.links.n, check_links_none, NULL);
	size_t wrong = 0;
	for (size_t i = 0; i < t->n; i++)
		wrong += traits[i] != told[i];
	if (wrong)
		check_say(c, "list rows: %zu say another number of links than there are", wrong);
	rows_batch_free(&links);
	mem_free(told);
}

/* A link of a series joins two of its reports. In this order of joining each is found by its key. */
static void check_links_series(struct check *c)
{
	sqlite3_stmt *st =
		check_prepare(c, "SELECT (SELECT count(*) FROM link WHERE kind = ?1), (SELECT count(*) FROM link_series a "
				 "CROSS JOIN link l ON l.origin = a.event AND l.kind = ?1 "
				 "CROSS JOIN link_series b ON b.key = a.key AND b.event = l.target)");
	if (!st)
		return;
	sqlite3_bind_int(st, 1, LINK_SERIES);
	if (check_step(c, st)) {
		int64_t links = sqlite3_column_int64(st, 0), told = sqlite3_column_int64(st, 1);
		if (links != told)
			check_say(c, "series: %lld links are there, and the reports of %lld of them", (long long)links,
				  (long long)told);
	}
	db_done(st);
}

static void check_links_refer(struct check *c, const char *sql, const char *what)
{
	sqlite3_stmt *st = check_prepare(c, sql);
	while (st && check_step(c, st))
		if (!ids_has(&c->events, sqlite3_column_int64(st, 0)))
			check_say(c, "%s of event %lld: the event is not there", what, (long long)sqlite3_column_int64(st, 0));
}

static void check_links_key(void *ctx, const struct keys_entry *e)
{
	struct check *c = ctx;
	for (size_t i = 0; i < e->count; i++)
		if (!ids_has(&c->events, e->events[i].event))
			check_say(c, "link key %llx of event %lld: the event is not there", (unsigned long long)e->key,
				  (long long)e->events[i].event);
}

static void check_links_keys(struct check *c)
{
	struct error err = ERROR_INIT;
	if (!keys_run_walk(&c->s->db, check_links_key, c, &err))
		check_say_error(c, &err);
}

void check_links(struct check *c)
{
	struct error err = ERROR_INIT;
	struct notes *notes = c->s->notes;
	/* the rows as the file has them */
	c->s->notes = NULL;
	c->s->table_version = 0;
	if (!store_load_rows(c->s, false, &err)) {
		check_say_error(c, &err);
	} else {
		check_links_events(c);
		check_links_pairs(c);
		check_links_keys(c);
		check_links_counts(c);
		check_links_refer(c, "SELECT DISTINCT event FROM link_series", "series");
		check_links_series(c);
	}
	c->s->notes = notes;
	c->s->table_version = 0;
}
