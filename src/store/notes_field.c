#include "config.h"

#include "store/notes_field.h"

#include "base/country.h"
#include "base/utf8.h"

#include <string.h>

static const char *const notes_fields[NOTE_FIELD_COUNT] = {
	"star", "tag", "untag", "note", "date", "countries", "kind", "reject",
	"unlink", "link", "merge", "split", "search", "unsearch", "undo", "redo",
};

const char *notes_field_name(enum note_field f)
{
	return notes_fields[f];
}

bool notes_field_parse(struct str s, enum note_field *out)
{
	for (size_t i = 0; i < NOTE_FIELD_COUNT; i++)
		if (str_eq(s, str_of(notes_fields[i]))) {
			*out = (enum note_field)i;
			return true;
		}
	return false;
}

/* ---- what a value says ---- */

bool notes_field_split(struct str value, struct note_split *out)
{
	uint64_t v = 0;
	size_t i = 0;
	for (; i < value.n && value.p[i] >= '0' && value.p[i] <= '9' && v <= UINT32_MAX; i++)
		v = v * 10 + (uint64_t)(value.p[i] - '0');
	*out = (struct note_split){(uint32_t)v, str_trim(str_sub(value, i, value.n))};
	return i > 0 && v <= UINT32_MAX && i < value.n && value.p[i] == ' ' && out->headline.n;
}

bool notes_field_search(struct str value, struct note_search *out)
{
	size_t colon = str_find(value, STR(": "), 0);
	*out = (struct note_search){str_trim(str_sub(value, 0, colon)), str_trim(str_sub(value, colon + 2, value.n))};
	return colon != SIZE_MAX && out->name.n && out->query.n && !memchr(value.p, '\n', value.n);
}

/* "2018-05-23", "2018-05-23..2018-05-25", "none" */
static bool notes_field_date(struct str value, struct interval *out, enum precision *precision)
{
	if (str_eq(value, STR("none"))) {
		*out = INTERVAL_NONE;
		*precision = PRECISION_DAY;
		return true;
	}
	size_t dots = str_find(value, STR(".."), 0);
	if (dots == SIZE_MAX)
		return interval_parse(value, out, precision);
	struct interval from, to;
	enum precision finer;
	if (!interval_parse(str_sub(value, 0, dots), &from, precision) ||
	    !interval_parse(str_sub(value, dots + 2, value.n), &to, &finer) || from.from > to.to)
		return false;
	*out = (struct interval){from.from, to.to};
	return true;
}

static bool notes_field_role(struct str name, enum event_role *out)
{
	for (int r = ROLE_MENTIONED; r <= ROLE_HOST; r++)
		if (str_eq(name, str_of(event_role_name((enum event_role)r)))) {
			*out = (enum event_role)r;
			return true;
		}
	return false;
}

/* The next of "PK:host IN": false at the end; *good is false when it is none. */
static bool notes_field_country(struct str *rest, struct event_country *out, bool *good)
{
	struct str word, code;
	do
		if (!str_split(rest, ' ', &word))
			return false;
	while (word.n == 0);
	struct country known;
	str_split(&word, ':', &code);
	*out = (struct event_country){.role = ROLE_PARTICIPANT, .rule = "corrected"};
	*good = country_find(code, &known) && (!word.p || notes_field_role(word, &out->role));
	if (*good)
		memcpy(out->code, code.p, 2);
	return true;
}

/* -1, or the byte of the first word that is no country. */
static int notes_field_countries_bad(struct str value)
{
	struct event_country c;
	struct str rest = value;
	bool good;
	if (str_eq(value, STR("none")))
		return -1;
	for (struct str before = rest; notes_field_country(&rest, &c, &good); before = rest)
		if (!good)
			return (int)(value.n - before.n);
	return -1;
}

/* Of countries of which one is bad: *value becomes that word. Returns its byte. */
static int notes_field_first_bad(struct str *value)
{
	int at = notes_field_countries_bad(*value);
	struct str rest = str_sub(*value, (size_t)at, value->n), word;
	while (str_split(&rest, ' ', &word) && !word.n)
		at++;
	*value = word;
	return at;
}

/* ---- may it be said? ---- */

static bool notes_field_is_switch(const struct note_entry *e)
{
	return e->value.n == 0 || str_eq(e->value, STR("1"));
}

static bool notes_field_is_tag(const struct note_entry *e)
{
	return e->value.n && !memchr(e->value.p, '\n', e->value.n);
}

static bool notes_field_is_anything(const struct note_entry *e)
{
	(void)e;
	return true;
}

static bool notes_field_is_something(const struct note_entry *e)
{
	return e->value.n > 0;
}

static bool notes_field_is_nothing(const struct note_entry *e)
{
	(void)e;
	return false;
}

static bool notes_field_is_date(const struct note_entry *e)
{
	struct interval when;
	enum precision precision;
	return e->value.n == 0 || notes_field_date(e->value, &when, &precision);
}

static bool notes_field_is_countries(const struct note_entry *e)
{
	return notes_field_countries_bad(e->value) < 0;
}

static bool notes_field_is_kind(const struct note_entry *e)
{
	enum event_kind kind;
	return e->value.n == 0 || event_kind_parse(e->value, &kind);
}

static bool notes_field_is_event(const struct note_entry *e)
{
	return str_starts(e->value, STR("dl:"));
}

static bool notes_field_is_merge(const struct note_entry *e)
{
	return e->value.n == 0 || notes_field_is_event(e);
}

static bool notes_field_is_split(const struct note_entry *e)
{
	struct note_split split;
	return notes_field_split(e->value, &split) && split.begin > e->target.span.begin && split.begin < e->target.span.end;
}

static bool notes_field_is_search(const struct note_entry *e)
{
	struct note_search search;
	return notes_field_search(e->value, &search);
}

#define NOTES_FIELD_EVENT " is not the name of an event; they look like dl:0123456789abcdef0123#b120-188"
#define NOTES_FIELD_TURN "entries of this kind are made by undoing"
#define NOTES_FIELD_TAG "a tag is a word or some words on one line"

/* What each field takes, and what is said of what it does not take: behind the value where that begins with a blank. */
static const struct {
	bool (*takes)(const struct note_entry *e);
	const char *otherwise;
} notes_field_rules[NOTE_FIELD_COUNT] = {
	[NOTE_STAR] = {notes_field_is_switch, " is neither 1 nor empty"},
	[NOTE_TAG] = {notes_field_is_tag, NOTES_FIELD_TAG},
	[NOTE_UNTAG] = {notes_field_is_tag, NOTES_FIELD_TAG},
	[NOTE_TEXT] = {notes_field_is_anything, ""},
	[NOTE_DATE] = {notes_field_is_date, " is no date; write 2018, 2018-05, 2018-05-23, 2018-05-23..2018-05-25 or none"},
	[NOTE_COUNTRIES] = {notes_field_is_countries, " is none; write PK:host IN:participant RU, or none"},
	[NOTE_KIND] = {notes_field_is_kind, " is none; `kind:` in a query names them"},
	[NOTE_REJECT] = {notes_field_is_switch, " is neither 1 nor empty"},
	[NOTE_UNLINK] = {notes_field_is_event, NOTES_FIELD_EVENT},
	[NOTE_LINK] = {notes_field_is_event, NOTES_FIELD_EVENT},
	[NOTE_MERGE] = {notes_field_is_merge, NOTES_FIELD_EVENT},
	[NOTE_SPLIT] = {notes_field_is_split, " is no byte within the passage and a headline; write 160 Words of it"},
	[NOTE_SEARCH] = {notes_field_is_search, " is no name with a query; write border talks: country:PK /border/"},
	[NOTE_UNSEARCH] = {notes_field_is_something, "give the name of the search"},
	[NOTE_UNDO] = {notes_field_is_nothing, NOTES_FIELD_TURN},
	[NOTE_REDO] = {notes_field_is_nothing, NOTES_FIELD_TURN},
};

bool notes_takes(const struct note_entry *e, struct error *err)
{
	const char *name = notes_fields[e->field], *otherwise = notes_field_rules[e->field].otherwise;
	struct str value = e->value;
	int column = -1;
	if (!utf8_is_clean(value))
		return error_set(err, ERROR_USAGE, "note: not valid UTF-8; type it in UTF-8");
	if (notes_field_rules[e->field].takes(e))
		return true;
	if (e->field == NOTE_COUNTRIES)
		column = notes_field_first_bad(&value);
	if (otherwise[0] != ' ')
		return error_set(err, ERROR_USAGE, "%s: %s", name, otherwise);
	return error_set_at(err, ERROR_USAGE, column, "%s: `%.*s`%s", name, STR_ARG(value), otherwise);
}

/* ---- corrections ---- */

static void notes_field_correct_countries(struct str value, struct arena *arena, struct event *e)
{
	struct str rest = value;
	struct event_country c;
	bool good;
	size_t most = value.n / 2 + 1;
	e->countries = arena_alloc(arena, most, sizeof *e->countries);
	e->country_count = 0;
	while (!str_eq(value, STR("none")) && notes_field_country(&rest, &c, &good))
		if (good)
			e->countries[e->country_count++] = c;
}

void notes_correct(const struct note_state *state, struct arena *arena, struct event *e)
{
	if (state->date.n) {
		notes_field_date(state->date, &e->when, &e->precision);
		e->basis = BASIS_CORRECTED;
	}
	if (state->countries.n)
		notes_field_correct_countries(state->countries, arena, e);
	if (state->kind.n)
		event_kind_parse(state->kind, &e->kind);
}

bool notes_corrects(const struct note_state *state)
{
	return state->date.n || state->countries.n || state->kind.n || state->split_count;
}
