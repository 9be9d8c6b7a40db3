#include "config.h"

#include "ui/complete.h"

#include "base/country.h"
#include "record.h"

void complete_free(struct complete *c)
{
	vec_free(&c->v);
}

static void complete_offer(struct complete *c, struct str text, struct str label)
{
	*vec_push(&c->v) = (struct completion){text, label};
}

static bool complete_begins(struct str name, struct str typed)
{
	return name.n >= typed.n && str_eq_nocase(str_sub(name, 0, typed.n), typed);
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

/* The code itself comes first: "IN" is India before it is the beginning of Indonesia. */
static void complete_country(struct complete *c, struct str typed)
{
	struct country k;
	for (int exact = 1; exact >= 0; exact--)
		for (struct str rest = country_all(); country_next(&rest, &k);)
			if (complete_is_country(&k, typed) && str_eq_nocase(k.code, typed) == exact)
				complete_offer(c, k.code, k.name);
}

static void complete_value(struct complete *c, struct str field, struct str typed)
{
	static const char *const is[] = {"announced", "corrected", "denied", "hypothetical", "noted", "report",
					 "starred", "tagged", "undated"};
	const char *names[EVENT_KIND_COUNT + LINK_KIND_COUNT];
	size_t n = 0;
	if (str_eq_nocase(field, STR("country"))) {
		complete_country(c, typed);
	} else if (str_eq_nocase(field, STR("is"))) {
		complete_names(c, typed, is, sizeof is / sizeof *is);
	} else if (str_eq_nocase(field, STR("kind"))) {
		for (; n < EVENT_KIND_COUNT; n++)
			names[n] = event_kind_name((enum event_kind)n);
		complete_names(c, typed, names, n);
	} else if (str_eq_nocase(field, STR("link"))) {
		for (; n < LINK_KIND_COUNT; n++)
			names[n] = link_kind_name((enum link_kind)n);
		complete_names(c, typed, names, n);
	}
}

void complete_find(struct complete *c, struct str text, size_t cursor)
{
	size_t begin = cursor, colon;
	c->v.n = 0;
	while (begin > 0 && text.p[begin - 1] != ' ')
		begin--;
	if (begin < cursor && text.p[begin] == '-')
		begin++;
	struct str term = str_sub(text, begin, cursor);
	colon = str_find(term, STR(":"), 0);
	c->end = cursor;
	c->begin = begin;
	if (colon == SIZE_MAX) {
		complete_field(c, term);
		return;
	}
	c->begin = cursor;
	while (c->begin > begin + colon + 1 && text.p[c->begin - 1] != '+' && text.p[c->begin - 1] != ',')
		c->begin--;
	complete_value(c, str_sub(term, 0, colon), str_sub(text, c->begin, cursor));
}
