#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "export/jot.h"
#include "cli/listing.h"
#include "cli/message.h"
#include "cli/stories.h"

#include <string.h>

static struct str command_links_id(struct listing *l, int64_t event, struct error *err)
{
	struct event e;
	struct article a;
	int64_t article;
	if (!store_event(l->store, event, &l->arena, &e, &article, err) ||
	    !store_article_head(l->store, article, &l->arena, &a, err))
		return STR_NONE;
	return store_event_id(&l->arena, a.id, e.span);
}

static bool command_links_json(struct listing *l, const struct link *k, struct error *err)
{
	struct jot j = {&l->out, false};
	struct str from = command_links_id(l, k->from, err), to = command_links_id(l, k->to, err);
	jot_open(&j, '{');
	jot_key(&j, "from"), jot_str(&j, from);
	jot_key(&j, "to"), jot_str(&j, to);
	jot_key(&j, "kind"), jot_str(&j, str_of(link_kind_name(k->kind)));
	jot_key(&j, "score"), jot_int(&j, k->score);
	jot_key(&j, "reason"), jot_str(&j, k->reason);
	jot_close(&j, '}');
	buf_add_char(&l->out, '\n');
	return from.n && to.n;
}

/* What the event at the other end is to this one. */
static const char *command_links_way(const struct link *k, int64_t event)
{
	bool away = k->from == event;
	switch (k->kind) {
	case LINK_SAME:
		return "same";
	case LINK_SERIES:
		return away ? "next" : "previous";
	case LINK_OUTCOME:
		return away ? "outcome" : "announced";
	case LINK_BACKGROUND:
		return away ? "told later" : "first told";
	}
	return "";
}

static bool command_links_line(struct listing *l, const struct link *k, int64_t event, struct error *err)
{
	int64_t other = k->from == event ? k->to : k->from, article;
	struct event e;
	struct article a;
	if (!store_event(l->store, other, &l->arena, &e, &article, err) ||
	    !store_article_head(l->store, article, &l->arena, &a, err))
		return false;
	columns_add(&l->out, str_of(command_links_way(k, event)), 12);
	buf_addf(&l->out, "%3u %%  ", k->score);
	columns_add(&l->out, listing_when(&l->arena, e.when, (uint8_t)e.precision), 17);
	columns_add(&l->out, e.headline, l->width > 100 ? l->width - 60 : 0);
	columns_add(&l->out, arena_printf(&l->arena, "  %.*s", STR_ARG(a.source)), 0);
	columns_end(&l->out);
	columns_add(&l->out, arena_printf(&l->arena, "%21s%.*s", "", STR_ARG(k->reason)), l->width);
	columns_end(&l->out);
	columns_add(&l->out, arena_printf(&l->arena, "%21s%.*s", "", STR_ARG(store_event_id(&l->arena, a.id, e.span))), 0);
	columns_end(&l->out);
	return true;
}

/* The links of an event, of all directions or only those that begin at it. */
static bool command_links_of(struct listing *l, int64_t event, bool only_from, bool *found, struct error *err)
{
	struct arena arena = ARENA_INIT; /* the links outlive the records that listing_next forgets */
	struct link *links;
	size_t count;
	bool ok = store_links_of(l->store, event, &arena, &links, &count, err);
	for (size_t i = 0; ok && i < count; i++) {
		if (links[i].rejected || (only_from && links[i].from != event))
			continue;
		*found = true;
		ok = (l->json ? command_links_json(l, &links[i], err) : command_links_line(l, &links[i], event, err)) &&
		     listing_next(l);
	}
	arena_free(&arena);
	return ok;
}

static bool command_links_all(struct listing *l, bool *found, struct error *err)
{
	for (size_t i = 0; i < l->result->count; i++) {
		struct row r = result_row(l->result, i);
		bool heading = false;
		if (r.type != ROW_EVENT)
			continue;
		size_t before = l->out.n;
		if (!l->json) {
			struct row_text t;
			if (!query_row_text(l->store, &r, &l->arena, &t, err))
				return false;
			columns_add(&l->out, listing_when(&l->arena, r.when, r.precision), 17);
			columns_add(&l->out, t.headline, 0);
			columns_end(&l->out);
		}
		if (!command_links_of(l, r.id, true, &heading, err))
			return false;
		if (!heading)
			l->out.n = before;
		*found = *found || heading;
	}
	return true;
}

static void command_links_story_id(struct listing *l, const struct article *a, struct str id, const struct article *story)
{
	enum { NAME = 22 };
	if (!l->json) {
		columns_add(&l->out, str_of(story->id), NAME);
		columns_add(&l->out, id, utf8_width(id) < NAME ? NAME : 0); /* it may have to be copied: never cut */
		columns_add(&l->out, STR(" "), 0);
		columns_add(&l->out, a->title, 0);
		columns_end(&l->out);
		return;
	}
	struct jot j = {&l->out, false};
	jot_open(&j, '{');
	jot_key(&j, "id"), jot_str(&j, id);
	jot_key(&j, "story"), jot_str(&j, str_of(story->id));
	jot_close(&j, '}');
	buf_add_char(&l->out, '\n');
}

/* A line for each id that the article came under. */
static bool command_links_story(struct listing *l, int64_t article, int64_t of, struct error *err)
{
	struct article a, first;
	if (!store_article_head(l->store, article, &l->arena, &a, err) ||
	    !store_article_head(l->store, of, &l->arena, &first, err))
		return false;
	command_links_story_id(l, &a, a.given_id.n ? a.given_id : str_of(a.id), &first);
	for (size_t i = 0; i < a.also_count; i++)
		command_links_story_id(l, &a, a.also[i], &first);
	return listing_next(l);
}

static bool command_links_stories(struct listing *l, bool *found, struct error *err)
{
	struct stories s = {0};
	int64_t *rows = mem_alloc((l->result->count + 1) * sizeof *rows);
	for (size_t i = 0; i < l->result->count; i++)
		rows[i] = result_row(l->result, i).article;
	bool ok = stories_read(&s, l->store, rows, l->result->count, err);
	mem_free(rows);
	for (size_t i = 0; ok && i < s.count; i++)
		ok = command_links_story(l, s.articles[i], s.first[i], err);
	*found = s.count > 0;
	stories_free(&s);
	return ok;
}

static bool command_links_named(struct listing *l, const char *name, bool *found, struct error *err)
{
	int64_t event;
	if (!store_find_event(l->store, str_of(name), &event, err))
		return false;
	if (!event) {
		message_print("%s: no such event in this corpus; dateline events lists them", name);
		return true;
	}
	return command_links_of(l, event, false, found, err);
}

int command_links(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	bool articles = false;
	const struct options_row rows[] = {
		LISTING_CORPUS(l), LISTING_JSON(l, "a link"),
		{"articles", NULL, NULL, &articles, "for each article the story that it tells, named by its first article"},
	};
	static const char details[] =
		"Without EVENT all links are listed. same: told elsewhere; next, previous: of a series; outcome,\n"
		"announced: what came of it; told later, first told: news and background.\n";
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (argc > 2 || (articles && argc > 1))
		return options_wrong(self, "give the name of one event, or none");
	if (!listing_open(&l, STR(""), &status))
		return status;
	struct error err = ERROR_INIT;
	bool found = false;
	if (articles)
		command_links_stories(&l, &found, &err);
	else if (argc == 2)
		command_links_named(&l, argv[1], &found, &err);
	else
		command_links_all(&l, &found, &err);
	return listing_close(&l, &err, found);
}
