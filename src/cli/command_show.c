#include "config.h"

#include "base/country.h"
#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/corpus.h"
#include "export/export_words.h"
#include "export/jot_record.h"
#include "cli/listing.h"
#include "cli/message.h"
#include "cli/output.h"

#include <string.h>

struct command_show {
	struct store *store;
	struct notes *notes; /* NULL: none */
	struct arena arena;
	struct buf out;
	struct article article;
	struct extraction found;
	struct event *read; /* found.events as they were read, before the user corrected them */
};

static void command_show_field(struct command_show *s, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_addf(&s->out, "%-12s ", name);
	columns_add(&s->out, value, 0);
	columns_end(&s->out);
}

/* In the name of a file a line feed is no white space but a trap. */
static void command_show_path(struct command_show *s, struct str path)
{
	struct buf seen = BUF_INIT;
	struct str part;
	for (bool first = true; str_split(&path, '\n', &part); first = false) {
		buf_add_cstr(&seen, first ? "" : "^J");
		buf_add_str(&seen, part);
	}
	command_show_field(s, "file", buf_str(&seen));
	buf_free(&seen);
}

/* The words of a span in quotes, and the rule that read them: "“May 23 to 25” (month-day-range)". */
static struct str command_show_words(struct command_show *s, struct span span, const char *rule)
{
	struct str words = str_sub(s->article.text, span.begin, span.end);
	if (words.n == 0)
		return rule && *rule ? arena_printf(&s->arena, "(%s)", rule) : STR("");
	return arena_printf(&s->arena, rule && *rule ? "“%.*s” (%s)" : "“%.*s”", STR_ARG(words), rule);
}

/* What the user says of a passage, or of the whole article (SPAN_NONE). */
static void command_show_said(struct command_show *s, struct span span)
{
	const struct note_state *said = s->notes ? notes_find(s->notes, s->article.id, span) : NULL;
	if (!said)
		return;
	command_show_field(s, "starred", said->starred ? STR("yes") : STR(""));
	for (size_t i = 0; i < said->tag_count; i++)
		command_show_field(s, i ? "" : "tags", said->tags[i]);
	command_show_field(s, "note", said->text);
	command_show_field(s, "rejected", said->rejected ? STR("yes: no event, the user says") : STR(""));
	command_show_field(s, "merged",
			   said->merged.n
				   ? arena_printf(&s->arena, "into %.*s", STR_ARG(notes_merged_last(s->notes, said->merged)))
				   : STR(""));
	for (size_t i = 0; i < said->split_count; i++)
		command_show_field(s, i ? "" : "split", arena_printf(&s->arena, "from byte %u: %.*s", said->splits[i].begin,
								     STR_ARG(said->splits[i].headline)));
	for (size_t i = 0; i < said->unlinked_count; i++)
		command_show_field(s, i ? "" : "not linked", said->unlinked[i]);
}

/* What was read of the fields that the user corrected, and what he merged into the event. */
static void command_show_corrected(struct command_show *s, const struct event *e)
{
	struct buf corrected = BUF_INIT;
	struct str id = store_event_id(&s->arena, s->article.id, e->span);
	size_t n = 0;
	const struct export_entry entry = {
		.read = &s->read[e - s->found.events],
		.said = s->notes ? notes_find(s->notes, s->article.id, e->span) : NULL,
	};
	const struct str *told = s->notes ? notes_merged_into(s->notes, id, &s->arena, &n) : NULL;
	export_words_corrected(&entry, &corrected);
	command_show_field(s, "corrected",
			   corrected.n ? arena_printf(&s->arena, "by the user: %s", buf_cstr(&corrected)) : STR(""));
	for (size_t i = 0; i < n; i++)
		command_show_field(s, i ? "" : "told again", told[i]);
	buf_free(&corrected);
}

static void command_show_head(struct command_show *s)
{
	const struct article *a = &s->article;
	struct str when = listing_when(&s->arena, a->published.when, (uint8_t)a->published.precision);
	if (interval_known(a->published.when))
		when = arena_printf(&s->arena, "%.*s (%s)", STR_ARG(when), published_basis_name(a->published.basis));
	command_show_field(s, "title", a->title);
	command_show_field(s, "published", interval_known(a->published.when) ? when : STR("unknown"));
	if (a->published.basis == PUBLISHED_BYLINE || a->published.basis == PUBLISHED_INFERRED)
		command_show_field(s, "", a->published.evidence.n ? a->published.evidence
								   : command_show_words(s, a->published.span, NULL));
	command_show_field(s, "source", a->source);
	command_show_field(s, "url", a->url);
	command_show_path(s, a->path);
	command_show_field(s, "id", a->given_id);
	for (size_t i = 0; i < a->also_count; i++)
		command_show_field(s, "also as", a->also[i]);
	command_show_field(s, "article", str_of(a->id));
	command_show_field(s, "language", str_of(a->language));
	if (a->repaired)
		command_show_field(s, "repaired", arena_printf(&s->arena, "%u bad UTF-8 sequences", a->repaired));
	command_show_said(s, SPAN_NONE);
}

static void command_show_event(struct command_show *s, const struct event *e)
{
	const struct note_state *said = s->notes ? notes_find(s->notes, s->article.id, e->span) : NULL;
	struct str when = listing_when(&s->arena, e->when, (uint8_t)e->precision);
	command_show_field(s, "event", store_event_id(&s->arena, s->article.id, e->span));
	command_show_field(s, "headline", e->headline);
	if (interval_known(e->when))
		when = arena_printf(&s->arena, "%.*s · %s · %s", STR_ARG(when), precision_name(e->precision),
				    event_basis_name(e->basis));
	command_show_field(s, "when", when);
	if (e->date >= 0 && (size_t)e->date < s->found.timex_count) {
		const struct timex3 *t = &s->found.timexes[e->date];
		command_show_field(s, "", command_show_words(s, t->span, t->rule));
		if (t->tense)
			command_show_field(s, "", command_show_words(s, t->tense_span, timex_tense_name(t->tense)));
	}
	command_show_field(s, "kind", arena_printf(&s->arena, "%s%s · %s · %u %%", event_kind_name(e->kind),
						   said && said->kind.n ? " (corrected)" : "", event_modality_name(e->modality),
						   e->confidence));
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *c = &e->countries[i];
		command_show_field(s, i ? "" : "countries",
				   arena_printf(&s->arena, "%s %.*s, %s  %.*s", c->code, STR_ARG(country_name(str_of(c->code))),
						event_role_name(c->role), STR_ARG(command_show_words(s, c->span, c->rule))));
	}
	command_show_field(s, "place", e->place);
	command_show_said(s, e->span);
	command_show_corrected(s, e);
	buf_add_char(&s->out, '\n');
	utf8_visible(str_sub(s->article.text, e->span.begin, e->span.end), true, &s->out);
	buf_add_str(&s->out, STR("\n\n"));
}

static void command_show_article(struct command_show *s)
{
	command_show_head(s);
	buf_add_char(&s->out, '\n');
	utf8_visible(s->article.text, true, &s->out);
	if (!str_ends(s->article.text, STR("\n")))
		buf_add_char(&s->out, '\n');
	for (size_t i = 0; i < s->found.event_count; i++) {
		const struct event *e = &s->found.events[i];
		buf_add_cstr(&s->out, i ? "" : "\n");
		columns_add(&s->out, listing_when(&s->arena, e->when, (uint8_t)e->precision), 17);
		columns_add(&s->out, store_event_id(&s->arena, s->article.id, e->span), 42);
		columns_add(&s->out, e->headline, 0);
		columns_end(&s->out);
	}
}

static void command_show_article_json(struct command_show *s)
{
	jot_record_article(&s->out, &s->article, &s->found, &s->arena);
}

static void command_show_event_json(struct command_show *s, const struct event *e)
{
	struct jot j = {&s->out, false};
	jot_open(&j, '{');
	jot_record_event(&j, s->article.text, e, store_event_id(&s->arena, s->article.id, e->span));
	jot_record_article_of_event(&j, &s->article);
	const struct note_state *said = s->notes ? notes_find(s->notes, s->article.id, e->span) : NULL;
	size_t n = 0;
	const struct str *told =
		s->notes ? notes_merged_into(s->notes, store_event_id(&s->arena, s->article.id, e->span), &s->arena, &n) : NULL;
	if (said)
		jot_record_said(&j, said, &s->read[e - s->found.events]);
	jot_record_told(&j, told, n);
	jot_close(&j, '}');
	buf_add_char(&s->out, '\n');
}

/* Fills in what stands under the name; *event is NULL for a whole article. */
static bool command_show_find(struct command_show *s, struct str name, struct event **event, bool *found, struct error *err)
{
	int64_t row, article;
	bool is_event = str_starts(name, STR("dl:")) && str_find(name, STR("#"), 0) != SIZE_MAX;
	if (str_starts(name, STR("dl:")) && !is_event)
		name = str_sub(name, 3, name.n);
	if (!(is_event ? store_find_event(s->store, name, &row, err) : store_find_article(s->store, name, &row, err)))
		return false;
	if (!row && !is_event && !store_find_given(s->store, name, &row, err))
		return false;
	*found = row != 0;
	if (!*found)
		return true;
	article = is_event ? store_event_article(row) : row;
	if (!store_article(s->store, article, &s->arena, &s->article, err) ||
	    !store_extraction(s->store, article, &s->arena, &s->found, NULL, err))
		return false;
	s->read = arena_alloc(&s->arena, s->found.event_count, sizeof *s->read);
	if (s->found.event_count)
		memcpy(s->read, s->found.events, s->found.event_count * sizeof *s->read);
	for (size_t i = 0; s->notes && i < s->found.event_count; i++) {
		const struct note_state *said = notes_find(s->notes, s->article.id, s->found.events[i].span);
		if (said)
			notes_correct(said, &s->arena, &s->found.events[i]);
	}
	size_t index = is_event ? store_event_index(row) : 0;
	*event = is_event && index < s->found.event_count ? &s->found.events[index] : NULL;
	return true;
}

static int command_show_one(struct command_show *s, const char *name, bool json)
{
	struct error err = ERROR_INIT;
	struct event *event = NULL;
	bool found = false;
	if (!command_show_find(s, str_of(name), &event, &found, &err))
		return message_error(&err);
	if (!found) {
		message_print("%s: no such event or article in this corpus; dateline articles lists them", name);
		return 1;
	}
	if (event && json) {
		command_show_event_json(s, event);
	} else if (event) {
		command_show_event(s, event);
		command_show_head(s);
	} else {
		(json ? command_show_article_json : command_show_article)(s);
	}
	output_write(buf_str(&s->out));
	return 0;
}

int command_show(const struct command *self, int argc, char **argv)
{
	const char *corpus = NULL;
	bool json = false;
	const struct options_row rows[] = {
		{"corpus", "FILE", &corpus, NULL, "the corpus; without it the sample"},
		{"json", NULL, NULL, &json, "as JSON, one object"},
	};
	static const char details[] =
		"An event is named dl:ARTICLE#bBEGIN-END, an article by its digest, the\n"
		"beginning of that, or the id that it came with.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc != 2)
		return options_wrong(self, "give the name of one event or article");
	struct command_show s = {.store = NULL};
	struct error err = ERROR_INIT;
	bool ok = corpus_open(corpus, &s.store, &err);
	if (ok && (s.notes = corpus_notes()))
		notes_attach(s.notes, s.store);
	status = ok ? command_show_one(&s, argv[1], json) : message_error(&err);
	notes_close(s.notes);
	store_close(s.store);
	arena_free(&s.arena);
	buf_free(&s.out);
	return output_end(status);
}
