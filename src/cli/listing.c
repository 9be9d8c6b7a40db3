#include "config.h"

#include "cli/listing.h"

#include "base/era.h"
#include "cli/columns.h"
#include "cli/corpus.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/output.h"

#include <stdlib.h>
#include <time.h>

enum { LISTING_FLUSH = 1 << 16 };

/* The first format that is asked for, NULL for none; *second the next one. */
static const char *listing_format(const struct listing *l, const char **second)
{
	const struct {
		bool on;
		const char *name;
	} rows[] = {{l->json, "json"}, {l->csv, "csv"}, {l->md, "md"}, {l->html, "html"}, {l->org, "org"}, {l->ics, "ics"},
		    {l->timelinejs, "timelinejs"}};
	const char *found[2] = {NULL, NULL};
	for (size_t i = 0, n = 0; i < sizeof rows / sizeof *rows && n < 2; i++)
		if (rows[i].on)
			found[n++] = rows[i].name;
	*second = found[1];
	return found[0];
}

static bool listing_one_format(const struct listing *l, int *status)
{
	const char *second, *first = listing_format(l, &second);
	if (!second)
		return true;
	message_print("--%s, --%s: two formats at once; give one of them", first, second);
	*status = 2;
	return false;
}

static bool listing_ask(struct listing *l, const struct query_watch *watch, struct error *err)
{
	if (l->count)
		return query_count(l->store, l->query, watch, &l->articles, &l->undecided, err);
	if (!query_run(l->store, l->query, watch, &l->result, err))
		return false;
	l->undecided = l->result->undecided;
	return true;
}

static void listing_searched(void *ctx, size_t done, size_t all, size_t hits)
{
	struct listing *l = ctx;
	(void)hits;
	progress_task(&l->progress, "searching", done, all);
}

/* On a terminal what is written shows how far it is. */
static void listing_wrote(struct listing *l, size_t records)
{
	l->records = records;
	if (!l->width)
		progress_task(&l->progress, "writing", records, l->all);
}

bool listing_open(struct listing *l, struct str query, int *status)
{
	struct error err = ERROR_INIT;
	if (!listing_one_format(l, status))
		return false;
	l->width = columns_width();
	if (!query_parse(query, &l->query, &err)) {
		*status = message_error_in(&err, query);
		return false;
	}
	interrupt_catch();
	progress_start(&l->progress);
	struct query_watch watch = {.cancel = interrupt_flag(), .progress = listing_searched, .near = INTERVAL_NONE, .ctx = l};
	bool ok = corpus_open(l->corpus, &l->store, &err);
	if (ok && (l->notes = corpus_notes()))
		notes_attach(l->notes, l->store);
	ok = ok && listing_ask(l, &watch, &err);
	progress_clear(&l->progress);
	if (ok) {
		store_hold(l->store, NULL); /* without it each line takes its locks anew: slower, no more */
		return true;
	}
	*status = listing_close(l, &err, false);
	return false;
}

bool listing_open_arguments(struct listing *l, int argc, char **argv, int *status)
{
	struct buf text = BUF_INIT;
	for (int i = 1; i < argc; i++) {
		if (i > 1)
			buf_add_char(&text, ' ');
		buf_add_cstr(&text, argv[i]);
	}
	bool ok = listing_open(l, buf_str(&text), status);
	buf_free(&text);
	return ok;
}

static bool listing_write(void *ctx, struct str bytes)
{
	struct listing *l = ctx;
	listing_wrote(l, l->export.tally.written);
	return output_write(bytes);
}

/* What an iCalendar is stamped with; https://reproducible-builds.org/specs/source-date-epoch */
static int64_t listing_now(void)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	return given && *given ? strtoll(given, NULL, 10) : (int64_t)time(NULL);
}

bool listing_export(struct listing *l, enum export_what what)
{
	const char *second, *format = listing_format(l, &second);
	if (!format)
		return false;
	l->export = (struct export){
		.format = export_format(str_of(format)),
		.what = what,
		.store = l->store,
		.notes = l->notes,
		.query = query_text(l->query),
		.corpus = export_corpus(store_path(l->store)),
		.now = listing_now(),
		.write = listing_write,
		.ctx = l,
	};
	l->export.tally.undecided = l->result->undecided;
	return true;
}

/* What stands in the answer, but not in what was written. */
static void listing_tell(struct listing *l)
{
	struct buf left = BUF_INIT;
	if (l->export.format)
		export_left_out(&l->export, &left);
	else if (l->undecided)
		message_print("%zu %s; write it with fewer choices", l->undecided,
			      l->undecided == 1 ? "article: undecided, the pattern reached its limit in it" :
						  "articles: undecided, the pattern reached its limit in them");
	if (left.n)
		message_print("%s: left out: %s", export_name(l->export.format), buf_cstr(&left));
	buf_free(&left);
}

int listing_close(struct listing *l, const struct error *err, bool found)
{
	int status = found ? 0 : 1;
	progress_clear(&l->progress);
	output_write(buf_str(&l->out));
	listing_tell(l);
	if (err->code != ERROR_NONE)
		status = message_error(err);
	else if (interrupt_came(NULL))
		status = 130;
	export_free(&l->export);
	result_free(l->result);
	query_free(l->query);
	store_close(l->store);
	notes_close(l->notes);
	arena_free(&l->arena);
	buf_free(&l->out);
	return output_end(status);
}

bool listing_next(struct listing *l)
{
	arena_reset(&l->arena);
	listing_wrote(l, l->records + 1);
	if (interrupt_came(NULL))
		return false;
	if (l->out.n < LISTING_FLUSH)
		return true;
	store_release(l->store); /* who reads the output may take hours, and a writer's log would grow meanwhile */
	bool ok = output_write(buf_str(&l->out));
	store_hold(l->store, NULL);
	buf_clear(&l->out);
	return ok;
}

struct str listing_when(struct arena *arena, struct interval when, uint8_t precision)
{
	char text[40];
	if (!interval_known(when))
		return STR("undated");
	era_interval(when, (enum precision)precision, false, text);
	return arena_str(arena, str_of(text));
}
