#include "config.h"

#include "fixture.h"

#include "app/look.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *title, *source, *published, *text;
} articles[] = {
	{"Group takes in two members", "desk A", "2017-06-10",
	 "Two countries join the group. India and Pakistan signed in Astana on Friday."},
	{"Capital makes ready for guests", "desk A", "2018-05-22",
	 "The mood is less cold than it was.\n\nExperts meet in the capital from May 23 to 25, the ministry said. "
	 "Pakistan has the chair.\n\nAdvertisement\n\nJoint drills will be held in September in Russia."},
	{"Lawyers at one table", "desk B", "2018-05-24", "Lawyers gather in the capital. India sent three, by way of Wagah."},
	{"A year on", "desk A", "2019-05-21", "Experts meet again in Tashkent. Drills were held in Russia last August."},
	{"Pipe dreams", "desk C", "", "A pipeline is spoken of in Ashgabat."},
	{"Nothing dated here", "desk C", "2019-01-05", "This piece has no event in it."},
};

static const struct {
	int number;
	int article; /* from 1 */
	const char *from, *to;
	enum precision precision;
	enum event_modality modality;
	const char *passage, *words; /* words: the date's */
	const char *countries, *country_words;
	uint16_t importance;
	uint16_t same, before, after;
} events[] = {
	{1, 1, "2017-06-09", "2017-06-09", PRECISION_DAY, MODALITY_HAPPENED, "Two countries join the group.", "Friday",
	 "KZ IN PK", "Pakistan", 9, 0, 0, 0},
	{2, 2, "2018-05-23", "2018-05-25", PRECISION_DAY, MODALITY_HAPPENED,
	 "Experts meet in the capital from May 23 to 25, the ministry said.", "May 23 to 25", "PK IN CN RU KZ KG TJ UZ",
	 "Pakistan", 8, 1, 0, 0},
	{3, 3, "2018-05-23", "2018-05-25", PRECISION_DAY, MODALITY_HAPPENED, "Lawyers gather in the capital.", "",
	 "PK IN", "India", 5, 1, 0, 0},
	{6, 4, "2018-08-22", "2018-08-29", PRECISION_DAY, MODALITY_HAPPENED, "Drills were held in Russia last August.",
	 "last August", "RU IN PK", "Russia", 6, 0, 1, 0},
	{4, 2, "2018-09-01", "2018-09-30", PRECISION_MONTH, MODALITY_ANNOUNCED,
	 "Joint drills will be held in September in Russia.", "September", "RU IN PK", "Russia", 4, 0, 0, 1},
	{5, 4, "2019-05-20", "2019-05-20", PRECISION_DAY, MODALITY_HAPPENED, "Experts meet again in Tashkent.", "",
	 "UZ PK", "Tashkent", 3, 0, 0, 0},
	{7, 5, NULL, NULL, PRECISION_DAY, MODALITY_HYPOTHETICAL, "A pipeline is spoken of in Ashgabat.", "", "TM",
	 "Ashgabat", 2, 0, 0, 0},
};

/* In order of time: an event by its number, a report as 100 + its article. */
static const int order[] = {1, 101, 102, 2, 3, 103, 6, 4, 106, 5, 104, 7, 105};

static const struct {
	int from, to; /* numbers */
	enum link_kind kind;
	uint8_t score;
	const char *reason;
} links[] = {
	{2, 3, LINK_SAME, 96, "date, place, 2 countries"},
	{3, 5, LINK_SERIES, 80, "the same meeting a year on"},
	{4, 6, LINK_OUTCOME, 91, "same kind and place, a week early"},
};

/* Events by number, and by row id: an event's index in its article is its number. */
static size_t event_numbered(int number)
{
	size_t i = 0;
	while (events[i].number != number)
		i++;
	return i;
}

static size_t event_of(int64_t id)
{
	return event_numbered((int)store_event_index(id));
}

static int64_t event_id(size_t i)
{
	return store_event_row(events[i].article, (size_t)events[i].number);
}

static struct interval interval_of(const char *from, const char *to)
{
	struct interval a = INTERVAL_NONE, b = INTERVAL_NONE;
	enum precision p;
	if (from && *from && interval_parse(str_of(from), &a, &p) && interval_parse(str_of(to), &b, &p))
		return (struct interval){a.from, b.to};
	return INTERVAL_NONE;
}

static struct row row_of(int number)
{
	if (number > 100) {
		const char *day = articles[number - 101].published;
		return (struct row){.id = number - 100, .article = number - 100, .type = ROW_REPORT,
				    .when = interval_of(day, day)};
	}
	size_t i = event_numbered(number);
	return (struct row){.id = event_id(i), .article = events[i].article, .type = ROW_EVENT,
			    .when = interval_of(events[i].from, events[i].to), .precision = (uint8_t)events[i].precision,
			    .modality = (uint8_t)events[i].modality, .importance = events[i].importance, .confidence = 90};
}

/* ---- queries ---- */

static bool row_matches(const struct row *r, struct str term)
{
	bool event = r->type == ROW_EVENT;
	if (str_starts(term, STR("-")))
		return !row_matches(r, str_sub(term, 1, term.n));
	if (str_starts(term, STR("country:"))) {
		struct str codes = str_sub(term, 8, term.n), code;
		while (str_split(&codes, '+', &code))
			if (!event || str_find(str_of(events[event_of(r->id)].countries), code, 0) == SIZE_MAX)
				return false;
		return true;
	}
	struct str words = str_sub(term, 1, term.n - 1);
	struct str text = str_of(event ? events[event_of(r->id)].passage : articles[r->article - 1].text);
	return str_find(text, words, 0) != SIZE_MAX;
}

static void count_countries(struct result *r)
{
	mem_free(r->countries);
	r->countries = mem_zero(32, sizeof *r->countries);
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		struct str codes = row.type == ROW_EVENT ? str_of(events[event_of(row.id)].countries) : STR_NONE;
		struct str code;
		while (codes.p && str_split(&codes, ' ', &code)) {
			size_t k = 0;
			while (k < r->country_count && strncmp(r->countries[k].code, code.p, 2) != 0)
				k++;
			if (k == r->country_count)
				memcpy(r->countries[r->country_count++].code, code.p, 2);
			r->countries[k].events++;
		}
	}
	for (size_t i = 1; i < r->country_count; i++)
		for (size_t k = i; k > 0 && r->countries[k].events > r->countries[k - 1].events; k--) {
			struct country_count t = r->countries[k];
			r->countries[k] = r->countries[k - 1];
			r->countries[k - 1] = t;
		}
}

struct result *fixture_result(struct str query)
{
	struct row rows[COUNT(order)];
	size_t n = 0;
	for (size_t i = 0; i < COUNT(order); i++) {
		struct row row = row_of(order[i]);
		struct str rest = query, term;
		bool good = true;
		while (query.n > 0 && str_split(&rest, ' ', &term))
			good = good && row_matches(&row, term);
		if (!good)
			continue;
		rows[n++] = row;
	}
	struct result *r = result_of(rows, n);
	r->total = COUNT(order);
	r->articles = r->count > 6 ? 6 : r->count;
	count_countries(r);
	return r;
}

/* ---- answers ---- */

static void text_of(const struct row *r, struct row_text *out)
{
	*out = (struct row_text){.outcome = INTERVAL_NONE, .source = str_of(articles[r->article - 1].source)};
	if (r->type == ROW_REPORT) {
		out->headline = str_of(articles[r->article - 1].title);
		return;
	}
	size_t i = event_of(r->id);
	out->headline = str_of(events[i].passage);
	out->headline.n--; /* without the full stop */
	struct str codes = str_of(events[i].countries), code;
	while (str_split(&codes, ' ', &code))
		memcpy(out->countries[out->country_count++], code.p, 2);
	out->same = events[i].same;
	out->before = events[i].before;
	out->after = events[i].after;
}

static void answer_rows(const struct request *r, struct texts *t)
{
	t->rows = arena_alloc(&t->arena, r->row_count, sizeof *t->rows);
	for (t->count = 0; t->count < r->row_count; t->count++) {
		t->rows[t->count].id = r->rows[t->count].id;
		t->rows[t->count].type = r->rows[t->count].type;
		text_of(&r->rows[t->count], &t->rows[t->count].text);
	}
	request_texts_order(t);
}

static struct span span_of(struct str text, const char *words)
{
	size_t at = *words ? str_find(text, str_of(words), 0) : SIZE_MAX;
	return at == SIZE_MAX ? SPAN_NONE : (struct span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static void answer_event(struct opened *o, size_t i)
{
	struct extraction *x = &o->found;
	struct str text = o->article.text;
	struct event *e = &x->events[x->event_count];
	*e = (struct event){.span = span_of(text, events[i].passage), .headline = str_of(events[i].passage),
			    .when = interval_of(events[i].from, events[i].to), .precision = events[i].precision,
			    .modality = events[i].modality, .date = -1, .confidence = 90};
	if (*events[i].words) {
		e->date = (int)x->timex_count;
		x->timexes[x->timex_count++] = (struct timex3){.span = span_of(text, events[i].words), .when = e->when,
			.precision = e->precision, .rule = "month-day", .confidence = 90,
			.anchor = TIMEX_ANCHOR_PUBLISHED, .range_with = -1};
	}
	struct place *p = &x->places[x->place_count++];
	*p = (struct place){.span = span_of(text, events[i].country_words), .rule = "name"};
	memcpy(p->country, events[i].countries, 2);
	e->countries = arena_alloc(&o->arena, 1, sizeof *e->countries);
	e->countries[e->country_count++] = (struct event_country){.role = ROLE_HOST, .span = p->span, .rule = "place"};
	memcpy(e->countries[0].code, events[i].countries, 2);
	o->events[x->event_count++] = event_id(i);
}

static void answer_hits(struct opened *o, struct str query)
{
	size_t at = str_find(query, STR("/"), 0);
	o->hits = arena_alloc(&o->arena, 16, sizeof *o->hits);
	if (at == SIZE_MAX)
		return;
	struct str words = str_sub(query, at + 1, query.n - 1);
	for (size_t i = 0; (i = str_find(o->article.text, words, i)) != SIZE_MAX && o->hit_count < 16; i += words.n)
		o->hits[o->hit_count++] = (struct span){(uint32_t)i, (uint32_t)(i + words.n)};
}

static void answer_article(const struct request *r, struct opened *o)
{
	size_t a = (size_t)r->id - 1;
	o->row = r->id;
	o->article = (struct article){.title = str_of(articles[a].title), .source = str_of(articles[a].source),
				      .text = str_of(articles[a].text)};
	o->article.published.when = interval_of(articles[a].published, articles[a].published);
	o->article.published.basis = *articles[a].published ? PUBLISHED_GIVEN : PUBLISHED_UNKNOWN;
	struct span advertisement = span_of(o->article.text, "Advertisement");
	o->article.furniture = arena_alloc(&o->arena, 1, sizeof advertisement);
	o->article.furniture[0] = advertisement;
	o->article.furniture_count = advertisement.end > 0;
	o->found.events = arena_alloc(&o->arena, COUNT(events), sizeof *o->found.events);
	o->found.timexes = arena_alloc(&o->arena, COUNT(events), sizeof *o->found.timexes);
	o->found.places = arena_alloc(&o->arena, COUNT(events), sizeof *o->found.places);
	o->events = arena_alloc(&o->arena, COUNT(events), sizeof *o->events);
	/* in order of text */
	for (size_t at = 0; at < o->article.text.n; at++)
		for (size_t i = 0; i < COUNT(events); i++)
			if (events[i].article == r->id && span_of(o->article.text, events[i].passage).begin == at)
				answer_event(o, i);
	answer_hits(o, buf_str(&r->query));
}

static void answer_links(const struct request *r, struct linked *l)
{
	l->event = r->id;
	l->ends = arena_alloc(&l->arena, COUNT(links), sizeof *l->ends);
	for (size_t i = 0; i < COUNT(links); i++) {
		int64_t from = event_id(event_numbered(links[i].from)), to = event_id(event_numbered(links[i].to));
		if (from != r->id && to != r->id)
			continue;
		struct linked_end *e = &l->ends[l->count++];
		e->forth = from == r->id;
		e->link = (struct link){from, to, links[i].kind, links[i].score, str_of(links[i].reason), false};
		e->row = row_of((int)(e->forth ? links[i].to : links[i].from));
		e->headline = str_of(events[event_of(e->row.id)].passage);
		e->title = str_of(articles[e->row.article - 1].title);
		e->source = str_of(articles[e->row.article - 1].source);
	}
}

static void answer_names(struct names_known *n)
{
	static struct str sources[] = {{"desk A", 6}, {"desk B", 6}, {"desk C", 6}}, tags[] = {{"for later", 9}, {"key", 3}};
	static struct note_search searches[] = {{{"capital", 7}, {"/capital/", 9}}, {{"uzbek", 5}, {"country:UZ", 10}}};
	*n = (struct names_known){.sources = sources, .source_count = 3, .tags = tags, .tag_count = 2, .searches = searches,
				  .search_count = 2};
}

/* What a change would say, without doing it: "star= e1 e2"; kept in fixture_said. */
struct buf fixture_said;

static void answer_change(const struct request *r, struct changed *out)
{
	const struct change *c = &r->change;
	buf_clear(&fixture_said);
	for (size_t i = 0; i < c->said.n; i++)
		buf_addf(&fixture_said, "%s%s=%.*s", i ? ", " : "", notes_field_name(c->said.v[i].field), STR_ARG(buf_str(&c->said.v[i].value)));
	if (c->type != CHANGE_SAY)
		buf_add_cstr(&fixture_said, c->type == CHANGE_UNDO ? "undo" : "redo");
	for (size_t i = 0; i < c->rows.n; i++)
		buf_addf(&fixture_said, " %c%d", c->rows.v[i].type == ROW_REPORT ? 'r' : 'e',
			 (int)(c->rows.v[i].type == ROW_REPORT ? c->rows.v[i].id : (int64_t)store_event_index(c->rows.v[i].id)));
	*out = (struct changed){.type = c->type, .field = c->said.n ? c->said.v[0].field : NOTE_STAR, .rows = c->rows.n};
}

static void answer_fill(const struct request *r, struct answer *a)
{
	switch (a->kind) {
	case REQUEST_CORPUS:
	case REQUEST_SEARCH:
		a->snapshot = mem_zero(1, sizeof *a->snapshot);
		a->snapshot->result = fixture_result(buf_str(&r->query));
		a->snapshot->counts.articles = COUNT(articles);
		break;
	case REQUEST_ROWS:
		answer_rows(r, a->texts = mem_zero(1, sizeof *a->texts));
		break;
	case REQUEST_ARTICLE:
		answer_article(r, a->opened = mem_zero(1, sizeof *a->opened));
		break;
	case REQUEST_LINKS:
		answer_links(r, a->linked = mem_zero(1, sizeof *a->linked));
		break;
	case REQUEST_COMPARE:
		a->compared = mem_zero(1, sizeof *a->compared);
		a->compared->event = r->id;
		break;
	case REQUEST_ORDER:
	case REQUEST_PAIR:
	case REQUEST_GRID:
		look_up(NULL, NULL, r, a->kind, NULL, a); /* it counts what it is given */
		break;
	case REQUEST_NAMES:
		answer_names(a->names = mem_zero(1, sizeof *a->names));
		break;
	case REQUEST_CHANGE:
		answer_change(r, a->changed = mem_zero(1, sizeof *a->changed));
		break;
	}
}

bool fixture_answer(struct model *m, enum request_kind kind)
{
	struct request *r = &m->requests[kind];
	if (!r->wanted)
		return false;
	struct answer a = {.kind = kind, .number = r->number, .error = ERROR_INIT};
	answer_fill(r, &a);
	r->wanted = false;
	update_answer(m, &a);
	return true;
}

void fixture_feed(struct model *m)
{
	for (int k = 0; k < REQUEST_COUNT; k++)
		if (fixture_answer(m, (enum request_kind)k))
			k = -1;
}

void fixture_feed_empty(struct model *m)
{
	struct answer a = {.kind = REQUEST_CORPUS, .number = 1, .error = ERROR_INIT};
	a.snapshot = mem_zero(1, sizeof *a.snapshot);
	a.snapshot->result = result_of(NULL, 0);
	update_answer(m, &a);
}

void fixture_model(struct model *m, int lines)
{
	struct room room = {.list_h = lines, .strip_w = 40, .strip_h = 1, .country_h = lines, .page_w = 40, .page_h = lines,
			    .links_h = lines, .why_h = lines, .why_n = lines};
	model_init(m);
	update_room(m, &room);
	fixture_feed(m);
}
