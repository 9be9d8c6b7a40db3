#include "config.h"

#include "cli/citation.h"

#include "base/arena.h"
#include "cli/citation_head.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CITATION_PARAGRAPH = 1 << 20, CITATION_LEAD = 1 << 16, CITATION_ID = 3 + 8 /* bytes of a name without a passage, at least */ };

enum citation_form { CITATION_WORDS, CITATION_CALENDAR, CITATION_TABLE };

struct citation_reader {
	bool (*each)(void *ctx, const struct citation *c);
	void *ctx;
	enum citation_form form;
	unsigned long line;  /* that is being read */
	unsigned long begin; /* the first one of what has gathered */
	struct buf gathered; /* a paragraph, an unfolded line or a row of the table, not yet at its end */
	struct buf lead;     /* of words: the paragraphs since the last name, a heading perhaps among them */
	struct arena arena;  /* of the heading of a name, or of an event of a calendar: */
	struct str head[CITATION_FIELDS];
	struct str description; /* of a calendar's event; and its line */
	unsigned long described;
	bool headed;         /* the head is known before the words are read */
	struct {
		size_t text;                     /* where the passage stands; */
		size_t fields[CITATION_COLUMNS]; /* these, 0: nowhere */
	} columns;           /* of a table */
	bool quoted;         /* of a table: what has gathered ends within quotes */
};

static const char *const citation_fields[CITATION_COLUMNS] = {
	[CITATION_TITLE] = "title",
	[CITATION_SOURCE] = "source",
	[CITATION_PUBLISHED] = "published",
	[CITATION_PUBLISHED_FROM] = "published_from",
	[CITATION_PUBLISHED_TO] = "published_to",
	[CITATION_FROM] = "from",
	[CITATION_TO] = "to",
	[CITATION_COUNTRIES] = "countries",
	[CITATION_CORRECTED] = "corrected",
};

/* ---- names and quotes in words ---- */

/* "dl:HEX#bN-M" somewhere at or after *at: the name, and *at behind it. */
static bool citation_name(struct str text, size_t *at, struct str *name)
{
	size_t begin = str_find(text, STR("dl:"), *at);
	if (begin == SIZE_MAX)
		return false;
	size_t end = begin + 3;
	while (end < text.n && text.p[end] && strchr("0123456789abcdef#b-", text.p[end]))
		end++;
	*at = end;
	*name = str_sub(text, begin, end);
	/* "model:a" is a word */
	return str_find(*name, STR("#"), 0) != SIZE_MAX || name->n >= CITATION_ID || citation_name(text, at, name);
}

/* The last text between such marks, and where it ends; p NULL when there is none. */
static struct str citation_between(struct str text, const char *open, const char *close, size_t *end_at)
{
	struct str found = STR_NONE, a = str_of(open), b = str_of(close);
	size_t begin, end;
	for (size_t at = 0; (begin = str_find(text, a, at)) != SIZE_MAX; at = end + b.n) {
		end = str_find(text, b, begin + a.n);
		if (end == SIZE_MAX)
			break;
		found = str_sub(text, begin + a.n, end);
		*end_at = end;
	}
	return found;
}

/* The last text between straight marks. Those behind = belong to the markup of a page. */
static struct str citation_straight(struct str text)
{
	struct str found = STR_NONE, mark = STR("\"");
	size_t begin, end;
	for (size_t at = 0; (begin = str_find(text, mark, at)) != SIZE_MAX; at = end + 1) {
		end = str_find(text, mark, begin + 1);
		if (end == SIZE_MAX)
			break;
		if (begin == 0 || text.p[begin - 1] != '=')
			found = str_sub(text, begin + 1, end);
	}
	return found;
}

/* Straight marks count where there are no others. */
static struct str citation_quote(struct str before)
{
	static const char *const marks[][2] = {{"“", "”"}, {"«", "»"}, {"„", "“"}};
	struct str found = STR_NONE;
	size_t last = 0, end = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str quote = citation_between(before, marks[i][0], marks[i][1], &end);
		if (!quote.p || (found.p && end < last))
			continue;
		found = quote;
		last = end;
	}
	return found.p ? found : citation_straight(before);
}

/* What stands above a name, for the fields of words; a calendar and a slide have theirs already. */
static void citation_above(struct citation_reader *r, struct str above)
{
	if (r->headed)
		return;
	buf_add_str(&r->lead, above);
	citation_head_read(buf_str(&r->lead), &r->arena, r->head);
}

/* They are of one name. */
static void citation_below(struct citation_reader *r)
{
	memset(r->head, 0, sizeof r->head);
	if (r->headed)
		return;
	buf_clear(&r->lead);
	arena_reset(&r->arena);
}

static bool citation_words(struct citation_reader *r, struct str text)
{
	struct citation c = {.line = r->begin};
	size_t before = 0, counted = 0;
	for (size_t at = 0; citation_name(text, &at, &c.name); before = at) {
		size_t begin = (size_t)(c.name.p - text.p);
		for (; counted < begin; counted++)
			c.line += text.p[counted] == '\n';
		c.quote = citation_quote(str_sub(text, before, begin));
		c.about = c.quote.p ? str_sub(text, (size_t)(c.quote.p - text.p) + c.quote.n, begin) : STR_NONE;
		citation_above(r, str_sub(text, before, begin));
		memcpy(c.fields, r->head, sizeof c.fields);
		if (!r->each(r->ctx, &c))
			return false;
		citation_below(r);
	}
	if (r->lead.n > CITATION_LEAD) /* no heading is so far above */
		buf_clear(&r->lead);
	if (!r->headed) {
		buf_add_str(&r->lead, str_sub(text, before, text.n));
		buf_add_cstr(&r->lead, "\n");
	}
	return true;
}

/* ---- JSON, an object a line ---- */

static struct str citation_member(json_t *o, const char *key)
{
	json_t *v = json_object_get(o, key);
	return (struct str){json_string_value(v), json_string_length(v)};
}

/* "PK:host IN:participant" */
static void citation_countries(json_t *countries, struct buf *out)
{
	size_t i;
	json_t *one;
	json_array_foreach(countries, i, one)
		buf_addf(out, "%s%.*s:%.*s", i ? " " : "", STR_ARG(citation_member(one, "code")), STR_ARG(citation_member(one, "role")));
}

/* What the user has corrected counts as it was read. The countries' memory is theirs. */
static void citation_claims(json_t *o, struct buf *countries, struct str out[static CITATION_FIELDS])
{
	json_t *read = json_object_get(o, "read_as");
	for (size_t i = 0; i < CITATION_COLUMNS; i++) {
		json_t *was = json_object_get(read, citation_fields[i]), *v = was ? was : json_object_get(o, citation_fields[i]);
		if (json_is_array(v)) {
			citation_countries(v, countries);
			out[i] = str_of(buf_cstr(countries));
		} else if (v) {
			out[i] = json_is_string(v) ? (struct str){json_string_value(v), json_string_length(v)} : STR("");
		}
	}
}

/* An event: id and text; or a slide of TimelineJS: words in words. False in *is: it is neither. */
static bool citation_json(struct citation_reader *r, struct str line, bool *is)
{
	bool more = true;
	struct str one = str_trim(line);
	if (str_ends(one, STR(",")))
		one.n--;
	json_t *o = str_starts(one, STR("{")) ? json_loadb(one.p, one.n, JSON_ALLOW_NUL, NULL) : NULL;
	struct citation c = {.name = citation_member(o, "id"), .quote = citation_member(o, "text"), .line = r->line};
	struct str slide = citation_member(o, "unique_id");
	*is = str_starts(c.name, STR("dl:")) || str_starts(slide, STR("dl:"));
	if (slide.n && *is) {
		struct str words = citation_member(json_object_get(o, "text"), "text");
		r->begin = r->line;
		r->headed = true;
		citation_head_slide(citation_member(o, "display_date"), words, r->head);
		more = citation_words(r, words);
		citation_below(r);
		r->headed = false;
	} else if (*is) {
		struct buf countries = BUF_INIT;
		citation_claims(o, &countries, c.fields);
		more = r->each(r->ctx, &c);
		buf_free(&countries);
	}
	json_decref(o);
	return more;
}

/* ---- a table ---- */

/* The next cell of a row, taken out of its quotes; memory in arena. False: there is none. */
static bool citation_cell(struct str *rest, struct arena *arena, struct str *cell)
{
	if (!rest->p)
		return false;
	char *to = arena_alloc(arena, rest->n + 1, 1);
	size_t n = 0, i = 0;
	bool quoted = false;
	for (; i < rest->n && (quoted || rest->p[i] != ','); i++) {
		if (rest->p[i] != '"')
			to[n++] = rest->p[i];
		else if (quoted && i + 1 < rest->n && rest->p[i + 1] == '"')
			to[n++] = rest->p[i++];
		else
			quoted = !quoted;
	}
	*cell = (struct str){to, n};
	*rest = i < rest->n ? str_sub(*rest, i + 1, rest->n) : STR_NONE;
	return true;
}

static bool citation_row(struct citation_reader *r, struct str row)
{
	struct arena arena = ARENA_INIT;
	struct str cell;
	struct citation c = {.line = r->begin};
	for (size_t i = 0; citation_cell(&row, &arena, &cell); i++) {
		if (i == 0)
			c.name = cell;
		if (i == r->columns.text)
			c.quote = cell;
		for (size_t f = 0; i && f < CITATION_COLUMNS; f++)
			if (i == r->columns.fields[f])
				c.fields[f] = cell;
	}
	/* export/csv.h: an apostrophe keeps a text from being a formula */
	if (str_starts(c.quote, STR("'")))
		c.quote = str_sub(c.quote, 1, c.quote.n);
	bool more = !str_starts(c.name, STR("dl:")) || r->each(r->ctx, &c);
	arena_free(&arena);
	return more;
}

/* Is it the head of a table of events? Then the columns are known. */
static bool citation_is_head(struct citation_reader *r, struct str line)
{
	struct arena arena = ARENA_INIT;
	struct str cell;
	bool head = str_starts(line, STR("id,")), is = false;
	for (size_t i = 0; head && citation_cell(&line, &arena, &cell); i++) {
		if (str_eq(cell, STR("text"))) {
			r->columns.text = i;
			is = true;
		}
		for (size_t f = 0; f < CITATION_COLUMNS; f++)
			if (str_eq(cell, str_of(citation_fields[f])))
				r->columns.fields[f] = i;
	}
	arena_free(&arena);
	return is;
}

/* ---- lines ---- */

/* An event of a calendar: what stands beside its description may stand below it. */
static bool citation_calendar(struct citation_reader *r, struct str line)
{
	bool more = true;
	r->headed = true;
	citation_head_calendar(arena_str(&r->arena, line), &r->arena, r->head);
	if (str_starts(line, STR("DESCRIPTION:"))) {
		r->description = arena_str(&r->arena, line);
		r->described = r->begin;
	} else if (str_eq(line, STR("END:VEVENT"))) {
		r->begin = r->described;
		more = citation_words(r, r->description);
	}
	if (str_starts(line, STR("BEGIN:")) || str_starts(line, STR("END:"))) {
		citation_below(r);
		r->description = STR("");
		arena_reset(&r->arena);
	}
	return more;
}

/* What has gathered is whole. */
static bool citation_end(struct citation_reader *r)
{
	struct str text = buf_str(&r->gathered);
	bool more = true;
	if (r->form == CITATION_TABLE)
		more = citation_row(r, str_trim(text));
	else if (r->form == CITATION_CALENDAR)
		more = citation_calendar(r, text);
	else
		more = citation_words(r, text);
	buf_clear(&r->gathered);
	return more;
}

static void citation_gather(struct citation_reader *r, struct str text)
{
	if (!r->gathered.n)
		r->begin = r->line;
	buf_add_str(&r->gathered, text);
}

/* A paragraph ends at an empty line, at an object, or where it is longer than any is. */
static bool citation_line_of_words(struct citation_reader *r, struct str line)
{
	bool is = false, empty = str_trim(line).n == 0;
	if ((empty || r->gathered.n > CITATION_PARAGRAPH || str_starts(line, STR("{"))) && !citation_end(r))
		return false;
	if (!citation_json(r, line, &is))
		return false;
	if (!is && !empty)
		citation_gather(r, line);
	return true;
}

/* What begins with a blank goes on with the line before it. */
static bool citation_line_of_calendar(struct citation_reader *r, struct str line)
{
	bool folded = str_starts(line, STR(" "));
	if (!folded && !citation_end(r))
		return false;
	while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
		line.n--;
	citation_gather(r, str_sub(line, folded, line.n));
	return true;
}

/* A row ends with the line in which its quotes are closed. */
static bool citation_line_of_table(struct citation_reader *r, struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		r->quoted ^= line.p[i] == '"';
	citation_gather(r, line);
	return r->quoted || citation_end(r);
}

static bool citation_line(struct citation_reader *r, struct str line)
{
	if (r->line++ == 0) {
		if (str_starts(line, STR("BEGIN:VCALENDAR")))
			r->form = CITATION_CALENDAR;
		else if (citation_is_head(r, str_trim(line)))
			r->form = CITATION_TABLE;
	}
	switch (r->form) {
	case CITATION_CALENDAR:
		return citation_line_of_calendar(r, line);
	case CITATION_TABLE:
		return citation_line_of_table(r, line);
	case CITATION_WORDS:
		break;
	}
	return citation_line_of_words(r, line);
}

bool citation_read(FILE *f, bool (*each)(void *ctx, const struct citation *c), void *ctx)
{
	struct citation_reader r = {.each = each, .ctx = ctx, .arena = ARENA_INIT};
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	bool more = true;
	while (more && (n = getline(&line, &room, f)) >= 0)
		more = citation_line(&r, (struct str){line, (size_t)n});
	more = more && citation_end(&r) && !ferror(f);
	buf_free(&r.gathered);
	buf_free(&r.lead);
	arena_free(&r.arena);
	free(line);
	return more;
}
