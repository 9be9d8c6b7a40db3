#include "config.h"

#include "ui/complete.h"

#include "app/action.h"
#include "app/date.h"
#include "base/country.h"
#include "store/terms.h"
#include "ui/style.h"

#include <string.h>

void complete_free(struct complete *c)
{
	vec_free(&c->v);
	arena_free(&c->arena);
}

static void complete_offer(struct complete *c, struct str text, struct str label)
{
	*vec_push(&c->v) = (struct completion){arena_str(&c->arena, text), arena_str(&c->arena, label)};
}

static bool complete_begins(struct str name, struct str typed)
{
	return name.n >= typed.n && str_eq_nocase(str_sub(name, 0, typed.n), typed);
}

/* Some word of it begins so: "desk" finds "sample desk A". */
static bool complete_word_begins(struct str name, struct str typed)
{
	for (size_t i = 1; i < name.n; i++)
		if ((name.p[i - 1] == ' ' || name.p[i - 1] == '-') && complete_begins(str_sub(name, i, name.n), typed))
			return true;
	return false;
}

static void complete_names(struct complete *c, struct str typed, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (complete_begins(str_of(names[i]), typed))
			complete_offer(c, str_of(names[i]), STR_NONE);
}

static void complete_field(struct complete *c, struct str typed)
{
	static const char *const fields[] = {"country:", "from:", "is:", "kind:", "link:", "on:", "source:", "tag:", "to:"};
	complete_names(c, typed, fields, sizeof fields / sizeof *fields);
}

static bool complete_is_country(const struct country *k, struct str typed)
{
	struct str others = k->others, name;
	if (complete_begins(k->code, typed) || complete_begins(k->alpha3, typed) || complete_begins(k->name, typed))
		return true;
	while (str_split(&others, '|', &name))
		if (name.n && complete_begins(name, typed))
			return true;
	return false;
}

static bool complete_is_counted(const struct result *all, struct str code)
{
	for (size_t i = 0; all && i < all->country_count; i++)
		if (str_eq(str_of(all->countries[i].code), code))
			return true;
	return false;
}

/* The code itself comes first: "IN" is India before it is the beginning of Indonesia; then the countries of the corpus,
 * then the others. */
static void complete_country(struct complete *c, const struct complete_known *known, struct str typed)
{
	const struct result *all = known ? known->all : NULL;
	struct country k;
	for (struct str rest = country_all(); country_next(&rest, &k);)
		if (str_eq_nocase(k.code, typed))
			complete_offer(c, k.code, k.name);
	for (size_t i = 0; all && i < all->country_count; i++)
		if (country_find(str_of(all->countries[i].code), &k) && complete_is_country(&k, typed) && !str_eq_nocase(k.code, typed))
			complete_offer(c, k.code, k.name);
	for (struct str rest = country_all(); country_next(&rest, &k);)
		if (complete_is_country(&k, typed) && !str_eq_nocase(k.code, typed) && !complete_is_counted(all, k.code))
			complete_offer(c, k.code, k.name);
}

/* A name of several words stands in quotes. */
static void complete_quoted(struct complete *c, const struct str *names, size_t n, struct str typed)
{
	if (typed.n && typed.p[0] == '"')
		typed = str_sub(typed, 1, typed.n);
	for (int first = 1; first >= 0; first--)
		for (size_t i = 0; i < n; i++) {
			bool begins = complete_begins(names[i], typed);
			if (first ? !begins : begins || !complete_word_begins(names[i], typed))
				continue;
			bool quoted = names[i].n == 0 || strcspn(names[i].p, " \"/,+") < names[i].n;
			complete_offer(c, quoted ? arena_printf(&c->arena, "\"%.*s\"", STR_ARG(names[i])) : names[i], STR_NONE);
		}
}

static void complete_value(struct complete *c, const struct complete_known *known, struct str field, struct str typed)
{
	const struct names_known *all = known ? known->names : NULL;
	const char *names[EVENT_KIND_COUNT + LINK_KIND_COUNT];
	size_t n = 0;
	if (str_eq_nocase(field, STR("country"))) {
		complete_country(c, known, typed);
	} else if (str_eq_nocase(field, STR("is"))) {
		complete_names(c, typed, term_is_names(), TERM_IS_COUNT);
	} else if (str_eq_nocase(field, STR("kind"))) {
		for (; n < EVENT_KIND_COUNT; n++)
			names[n] = event_kind_name((enum event_kind)n);
		complete_names(c, typed, names, n);
	} else if (all && str_eq_nocase(field, STR("source"))) {
		complete_quoted(c, all->sources, all->source_count, typed);
	} else if (all && str_eq_nocase(field, STR("tag"))) {
		complete_quoted(c, all->tags, all->tag_count, typed);
	} else if (str_eq_nocase(field, STR("link"))) {
		for (; n < LINK_KIND_COUNT; n++)
			names[n] = link_kind_name((enum link_kind)n);
		complete_names(c, typed, names, n);
	}
}

/* Where the term at the cursor begins: behind the last blank that is not within quotes or slashes; SIZE_MAX within a
 * pattern. */
static size_t complete_term(struct str text, size_t cursor)
{
	size_t begin = 0;
	char within = '\0';
	for (size_t i = 0; i < cursor; i++) {
		char ch = text.p[i];
		if (within == '/' && ch == '\\')
			i++;
		else if (within)
			within = ch == within ? '\0' : within;
		else if (ch == '"' || (ch == '/' && i == begin))
			within = ch;
		else if (ch == ' ')
			begin = i + 1;
	}
	return within == '/' ? SIZE_MAX : begin;
}

static void complete_query(struct complete *c, const struct complete_known *known, struct str text, size_t cursor)
{
	size_t begin = complete_term(text, cursor);
	if (begin == SIZE_MAX)
		return;
	if (begin < cursor && text.p[begin] == '-')
		begin++;
	struct str term = str_sub(text, begin, cursor);
	size_t colon = str_find(term, STR(":"), 0);
	c->begin = begin;
	if (colon == SIZE_MAX) {
		complete_field(c, term);
		return;
	}
	struct str field = str_sub(term, 0, colon);
	bool listed = str_eq_nocase(field, STR("country")) || str_eq_nocase(field, STR("kind"));
	c->begin = begin + colon + 1;
	for (size_t i = cursor; listed && i > c->begin; i--)
		if (text.p[i - 1] == '+' || text.p[i - 1] == ',') {
			c->begin = i;
			break;
		}
	complete_value(c, known, field, str_sub(text, c->begin, cursor));
}

/* The last of several, behind a separator and blanks. */
static struct str complete_last(struct complete *c, struct str text, size_t cursor, char separator)
{
	c->begin = cursor;
	while (c->begin > 0 && text.p[c->begin - 1] != separator)
		c->begin--;
	while (c->begin < cursor && text.p[c->begin] == ' ')
		c->begin++;
	return str_sub(text, c->begin, cursor);
}

/* "PK:" is followed by a role. */
static void complete_roles(struct complete *c, const struct complete_known *known, struct str typed)
{
	size_t colon = str_find(typed, STR(":"), 0);
	if (colon == SIZE_MAX) {
		complete_country(c, known, typed);
		return;
	}
	c->begin += colon + 1;
	for (int r = ROLE_HOST; r >= ROLE_MENTIONED; r--)
		if (complete_begins(str_of(event_role_name((enum event_role)r)), str_sub(typed, colon + 1, typed.n)))
			complete_offer(c, str_of(event_role_name((enum event_role)r)), STR_NONE);
}

static void complete_actions(struct complete *c, struct str typed)
{
	for (int first = 1; first >= 0; first--)
		for (int a = 0; a < ACTION_COUNT; a++) {
			const struct action_info *info = action_info((enum action)a);
			bool begins = complete_begins(str_of(info->name), typed);
			if (first ? begins : !begins && complete_word_begins(str_of(info->name), typed))
				complete_offer(c, str_of(info->name), str_of(info->help));
		}
}

static void complete_searches(struct complete *c, const struct names_known *known, struct str typed)
{
	for (int first = 1; known && first >= 0; first--)
		for (size_t i = 0; i < known->search_count; i++) {
			struct note_search s = known->searches[i];
			bool begins = complete_begins(s.name, typed);
			if (first ? begins : !begins && complete_word_begins(s.name, typed))
				complete_offer(c, s.name, s.query);
		}
}

static void complete_tags(struct complete *c, const struct names_known *known, struct str typed)
{
	if (typed.n && typed.p[0] == '-') {
		typed = str_sub(typed, 1, typed.n);
		c->begin++;
	}
	for (size_t i = 0; known && i < known->tag_count; i++)
		if (complete_begins(known->tags[i], typed) || complete_word_begins(known->tags[i], typed))
			complete_offer(c, known->tags[i], STR_NONE);
}

static void complete_themes(struct complete *c, struct str typed)
{
	for (int i = 0; i < STYLE_THEMES; i++)
		if (complete_begins(str_of(style_theme_name((enum style_theme)i)), typed))
			complete_offer(c, str_of(style_theme_name((enum style_theme)i)), str_of(style_theme_help((enum style_theme)i)));
}

static void complete_dates(struct complete *c, struct str typed)
{
	const char *word;
	for (size_t i = 0; (word = date_word(i)); i++)
		if (complete_begins(str_of(word), typed))
			complete_offer(c, str_of(word), STR_NONE);
}

static void complete_orders(struct complete *c, struct str typed)
{
	for (int i = 0; i < ORDER_COUNT; i++)
		if (complete_begins(str_of(order_name((enum order_by)i)), typed))
			complete_offer(c, str_of(order_name((enum order_by)i)), str_of(order_help((enum order_by)i)));
}

void complete_find(struct complete *c, enum complete_what what, const struct complete_known *known, struct str text, size_t cursor)
{
	c->v.n = 0;
	arena_reset(&c->arena);
	c->begin = 0;
	c->end = cursor;
	switch (what) {
	case COMPLETE_NOTHING:
		break;
	case COMPLETE_QUERY:
		complete_query(c, known, text, cursor);
		break;
	case COMPLETE_ACTIONS:
		if (str_find(str_sub(text, 0, cursor), STR(" "), 0) == SIZE_MAX)
			complete_actions(c, str_sub(text, 0, cursor));
		break;
	case COMPLETE_SEARCHES:
		complete_searches(c, known ? known->names : NULL, str_sub(text, 0, cursor));
		break;
	case COMPLETE_TAGS:
		complete_tags(c, known ? known->names : NULL, complete_last(c, text, cursor, ','));
		break;
	case COMPLETE_COUNTRIES:
		complete_roles(c, known, complete_last(c, text, cursor, ' '));
		break;
	case COMPLETE_KINDS:
		complete_value(c, NULL, STR("kind"), str_sub(text, 0, cursor));
		break;
	case COMPLETE_THEMES:
		complete_themes(c, str_sub(text, 0, cursor));
		break;
	case COMPLETE_ORDERS:
		complete_orders(c, str_sub(text, 0, cursor));
		break;
	case COMPLETE_DATES:
		complete_dates(c, complete_last(c, text, cursor, ' '));
		break;
	}
}
