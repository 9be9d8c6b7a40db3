#include "config.h"

#include "cli/listing.h"

#include "cli/columns.h"
#include "cli/corpus.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/output.h"

enum { LISTING_FLUSH = 1 << 16 };

bool listing_open(struct listing *l, struct str query, int *status)
{
	struct error err = ERROR_INIT;
	if (l->json && l->csv) {
		message_print("--json, --csv: two formats at once; give one of them");
		*status = 2;
		return false;
	}
	l->width = columns_width();
	if (!query_parse(query, &l->query, &err)) {
		*status = message_error_in(&err, query);
		return false;
	}
	interrupt_catch();
	struct query_watch watch = {.cancel = interrupt_flag()};
	bool ok = corpus_open(l->corpus, &l->store, &err);
	if (ok && (l->notes = corpus_notes()))
		notes_attach(l->notes, l->store);
	if (ok && query_run(l->store, l->query, &watch, &l->result, &err))
		return true;
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

int listing_close(struct listing *l, const struct error *err, bool found)
{
	int status = found ? 0 : 1;
	output_write(buf_str(&l->out));
	if (l->result && l->result->undecided)
		message_print("%zu articles: undecided, the pattern reached its limit in them; write it with fewer choices",
			      l->result->undecided);
	if (err->code != ERROR_NONE)
		status = message_error(err);
	else if (interrupt_came(NULL))
		status = 130;
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
	if (interrupt_came(NULL))
		return false;
	if (l->out.n < LISTING_FLUSH)
		return true;
	bool ok = output_write(buf_str(&l->out));
	buf_clear(&l->out);
	return ok;
}

struct str listing_when(struct arena *arena, struct interval when, uint8_t precision)
{
	char text[40];
	if (!interval_known(when))
		return STR("undated");
	interval_format(when, (enum precision)precision, false, text);
	return arena_str(arena, str_of(text));
}
