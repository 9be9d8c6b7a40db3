#include "config.h"

#include "cli/claim.h"

#include "base/country.h"
#include "base/utf8.h"
#include "cli/plain.h"
#include "export/export_words.h"

/* As JSON has it, or as a table does: made visible, with an apostrophe before what looks like a formula (export/csv.h). */
static bool claim_is(struct str said, struct str right)
{
	struct buf visible = BUF_INIT;
	utf8_visible(right, true, &visible);
	struct str unguarded = str_starts(said, STR("'")) ? str_sub(said, 1, said.n) : said;
	bool is = str_eq(said, right) || str_eq(said, buf_str(&visible)) || str_eq(unguarded, right) ||
		  str_eq(unguarded, buf_str(&visible));
	buf_free(&visible);
	return is;
}

static bool claim_is_day(struct str said, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	return claim_is(said, str_of(text));
}

/* A table tells the month where no day is known, JSON nothing then. */
static bool claim_is_published(struct str said, const struct article *a)
{
	char text[40] = "";
	struct interval when = a->published.when;
	if (interval_known(when))
		interval_format(when, a->published.precision, true, text);
	return claim_is(said, str_of(text)) || (when.from != when.to && said.n == 0);
}

static bool claim_is_countries(struct str said, const struct event *e)
{
	struct buf codes = BUF_INIT, roles = BUF_INIT;
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *k = &e->countries[i];
		buf_addf(&codes, "%s%s", i ? " " : "", k->code);
		buf_addf(&roles, "%s%s:%s", i ? " " : "", k->code, event_role_name(k->role));
	}
	bool is = str_eq(said, buf_str(&codes)) || str_eq(said, buf_str(&roles));
	buf_free(&codes);
	buf_free(&roles);
	return is;
}

/* Do words say it, escaped as the file escapes? They may stand among others. */
static bool claim_says(struct str said, struct str right, struct arena *arena)
{
	struct str forms[PLAIN_FORMS], plain = plain_text(right, arena);
	plain_forms(said, arena, forms);
	for (size_t i = 0; i < PLAIN_FORMS; i++)
		if (str_find(forms[i], plain, 0) != SIZE_MAX)
			return true;
	return false;
}

/* Do they say no more than that? */
static bool claim_is_words(struct str said, const struct buf *right, struct arena *arena)
{
	struct str forms[PLAIN_FORMS], plain = plain_text(buf_str(right), arena);
	plain_forms(said, arena, forms);
	for (size_t i = 0; i < PLAIN_FORMS; i++)
		if (str_eq(forms[i], plain))
			return true;
	return false;
}

static bool claim_is_where(struct str said, const struct event *e, struct arena *arena)
{
	const struct export_entry entry = {.event = e};
	struct buf right = BUF_INIT;
	export_words_where(&entry, &right);
	bool is = claim_is_words(said, &right, arena);
	buf_free(&right);
	return is;
}

static bool claim_is_when(struct str said, const struct event *e, struct arena *arena)
{
	const struct export_entry entry = {.when = e->when, .precision = e->precision};
	struct buf right = BUF_INIT;
	export_words_when(&entry, false, &right);
	bool is = claim_is_words(said, &right, arena);
	buf_free(&right);
	return is;
}

static bool claim_is_names(struct str said, const struct event *e, struct arena *arena)
{
	struct buf right = BUF_INIT;
	for (size_t i = 0; i < e->country_count; i++)
		buf_addf(&right, "%s%.*s", i ? "," : "", STR_ARG(country_name(str_of(e->countries[i].code))));
	bool is = claim_is_words(said, &right, arena);
	buf_free(&right);
	return is;
}

/* Where it says "date (read as 2018-05-23)" the date beside it is the user's own: then these words are compared. */
static bool claim_is_corrected(const struct citation *c, const struct event *e, const struct note_state *said, const char *what,
			       struct arena *arena, bool *is)
{
	const struct export_entry entry = {.read = e, .said = said};
	struct str words = c->fields[CITATION_CORRECTED];
	if (!claim_says(words, str_of(what), arena))
		return false;
	struct buf right = BUF_INIT;
	export_words_corrected(&entry, &right);
	*is = claim_says(words, buf_str(&right), arena);
	buf_free(&right);
	return true;
}

static bool claim_holds_of_event(const struct citation *c, enum citation_field field, const struct event *e, struct arena *arena)
{
	/* corrected: no more is asked of them */
	static const struct note_state date = {.date = {"x", 1}}, countries = {.countries = {"x", 1}};
	bool is, placed = field == CITATION_COUNTRIES || field == CITATION_WHERE || field == CITATION_NAMES;
	bool dated = field == CITATION_FROM || field == CITATION_TO || field == CITATION_WHEN;
	if ((dated || placed) &&
	    claim_is_corrected(c, e, placed ? &countries : &date, placed ? "countries (read as" : "date (read as", arena, &is))
		return is;
	struct str said = c->fields[field];
	switch (field) {
	case CITATION_FROM:
		return claim_is_day(said, e->when.from);
	case CITATION_TO:
		return claim_is_day(said, e->when.to);
	case CITATION_WHEN:
		return claim_is_when(said, e, arena);
	case CITATION_COUNTRIES:
		return claim_is_countries(said, e);
	case CITATION_WHERE:
		return claim_is_where(said, e, arena);
	case CITATION_NAMES:
		return claim_is_names(said, e, arena);
	case CITATION_TITLE:
	case CITATION_SOURCE:
	case CITATION_PUBLISHED:
	case CITATION_PUBLISHED_FROM:
	case CITATION_PUBLISHED_TO:
	case CITATION_CORRECTED:
		break;
	}
	return true;
}

static bool claim_holds_of_article(struct str said, enum citation_field field, const struct article *a)
{
	switch (field) {
	case CITATION_TITLE:
		return claim_is(said, a->title);
	case CITATION_SOURCE:
		return claim_is(said, a->source);
	case CITATION_PUBLISHED:
		return claim_is_published(said, a);
	case CITATION_PUBLISHED_FROM:
		return claim_is_day(said, a->published.when.from);
	case CITATION_PUBLISHED_TO:
		return claim_is_day(said, a->published.when.to);
	case CITATION_FROM:
	case CITATION_TO:
	case CITATION_COUNTRIES:
	case CITATION_WHEN:
	case CITATION_WHERE:
	case CITATION_NAMES:
	case CITATION_CORRECTED:
		break;
	}
	return true;
}

/* In the words of the columns; "published" for all that tells the day of publication. */
struct str claim_differs(const struct citation *c, const struct article *a, const struct event *e, struct arena *arena)
{
	static const char *const names[CITATION_FIELDS] = {"title", "source", "published", "published", "published",
							   "from", "to", "countries", "", "date", "countries", "countries"};
	struct str all = STR("");
	for (int f = 0; f < CITATION_FIELDS; f++) {
		struct str said = c->fields[f];
		bool holds = !said.p || (claim_holds_of_article(said, (enum citation_field)f, a) &&
					 (!e || claim_holds_of_event(c, (enum citation_field)f, e, arena)));
		if (!holds && !str_ends(all, str_of(names[f])))
			all = arena_printf(arena, "%.*s%s%s", STR_ARG(all), all.n ? ", " : "", names[f]);
	}
	return all;
}

bool claim_tells_event(const struct citation *c)
{
	static const enum citation_field fields[] = {CITATION_FROM, CITATION_TO, CITATION_COUNTRIES, CITATION_WHEN, CITATION_WHERE, CITATION_NAMES};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (c->fields[fields[i]].p)
			return true;
	return false;
}
