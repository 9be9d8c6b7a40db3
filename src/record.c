#include "config.h"

#include "record.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool record_parse(const char *const *names, size_t n, struct str s, int *out)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(s, str_of(names[i]))) {
			*out = (int)i;
			return true;
		}
	}
	return false;
}

static const char *const timex_types[] = {"DATE", "TIME", "DURATION", "SET"};
static const char *const place_kinds[] = {"country", "demonym", "capital", "city",
					  "region", "metonym", "organisation", "area"};
static const char *const event_kinds[] = {"other", "meeting", "visit", "agreement", "exercise", "attack",
					  "conflict", "statement", "accession", "election", "disaster"};
static const char *const event_roles[] = {"mentioned", "participant", "host"};
static const char *const event_bases[] = {"stated", "carried", "published", "corrected"};
static const char *const event_modalities[] = {"happened", "announced", "denied", "hypothetical"};
static const char *const published_bases[] = {"unknown", "given", "byline", "inferred"};
static const char *const link_kinds[] = {"same", "series", "outcome", "background"};

const char *timex_tense_name(enum timex_tense t)
{
	static const char *const names[] = {"unknown", "past", "future"};
	return names[t];
}

const char *timex_type_name(enum timex_type t)
{
	return timex_types[t];
}

const char *place_kind_name(enum place_kind k)
{
	return place_kinds[k];
}

const char *event_kind_name(enum event_kind k)
{
	return event_kinds[k];
}

bool event_kind_parse(struct str s, enum event_kind *out)
{
	int i;
	if (!record_parse(event_kinds, COUNT(event_kinds), s, &i))
		return false;
	*out = (enum event_kind)i;
	return true;
}

const char *event_role_name(enum event_role r)
{
	return event_roles[r];
}

const char *event_basis_name(enum event_basis b)
{
	return event_bases[b];
}

const char *event_modality_name(enum event_modality m)
{
	return event_modalities[m];
}

bool event_modality_parse(struct str s, enum event_modality *out)
{
	int i;
	if (!record_parse(event_modalities, COUNT(event_modalities), s, &i))
		return false;
	*out = (enum event_modality)i;
	return true;
}

const char *published_basis_name(enum published_basis b)
{
	return published_bases[b];
}

const char *link_kind_name(enum link_kind k)
{
	return link_kinds[k];
}

bool link_kind_parse(struct str s, enum link_kind *out)
{
	int i;
	if (!record_parse(link_kinds, COUNT(link_kinds), s, &i))
		return false;
	*out = (enum link_kind)i;
	return true;
}
