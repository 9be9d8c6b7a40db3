/* compare: what two events have in common, and what speaks against it. */
#ifndef DATELINE_LINK_COMPARE_H
#define DATELINE_LINK_COMPARE_H

#include "link/sketch.h"

enum compare_dates {
	COMPARE_APART,
	COMPARE_NEAR,    /* they miss each other by less than the precision of the vaguer one allows */
	COMPARE_WITHIN,  /* one is vague and holds the other */
	COMPARE_MEET,    /* both exact, with days in common */
	COMPARE_EQUAL,   /* the same days */
};

struct comparison {
	enum compare_dates dates;
	int32_t gap;                  /* days between, 0 when they meet */
	const char *codes[LINK_COUNTRIES]; /* of the countries that both name, in a's order */
	size_t countries;
	size_t countries_apart;       /* that only one names, on the side that has fewer of them: who names two of
	                                 eight says nothing against the eight */
	bool countries_clash;         /* both name some, none in common */
	bool hosts_clash;
	bool place_equal, place_clash; /* clash: in different countries; or two cities of one */
	bool kind_equal, kind_clash, head_equal;
	bool series_equal;            /* both of one series: with the dates this says the same meeting */
	const struct link_word *words[LINK_WORDS]; /* of a, that b has too, in a's order of passage */
	size_t word_count;
	float bits;                   /* of the words in common */
	float cosine;                 /* 0..1, words weighted by rarity */
};

/* Is there a link, as far as the dates say? False: they are too far apart. *gap is the days between; 0 when they meet, or are
 * not told. */
bool compare_may_meet(const struct sketch *a, const struct sketch *b, int32_t *gap);
void compare_events(const struct link_event *a, const struct link_event *b, struct comparison *out);

/* The evidence of countries, place, kind and words, in bits; dates are left to the kind of link. */
float compare_evidence(const struct comparison *c);

/* What it says that a vague date holds another: a month that both name is less than a day that both name, and
 * a quarter or a year is next to nothing. */
float compare_vague_dates(const struct link_event *a, const struct link_event *b);

/* 0..100 from bits of evidence: 50 at none for or against, 90 at three. */
uint8_t compare_percent(float bits);

/* "same day, Qingdao, 8 countries; “legal experts”", in arena. a is the event that c->words are of. */
struct str compare_reason(const struct comparison *c, const struct link_event *a, struct arena *arena);

#endif
