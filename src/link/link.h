/* link: which events belong together. Pure: events in, links out; no store, no clock.
 *
 *     link_digest   an event of an article -> what linking asks of it
 *     link_keys     -> where its like may be found: 64-bit keys
 *     link_pair     two events of different articles -> at most one link between them
 *     series_chain  (series.h) the events of one series -> previous and next
 *
 * Nothing is compared with everything. An event has a few keys, each of a month and one of its rarest words,
 * month first, so that an index of keys is filled and asked in one place as long as articles come in order of
 * time. The caller keeps the events of each key, leaves out a key with too many, and
 * looks at the pairs that share one. What a pair is worth is judged from date, place, countries, kind and
 * rare words together (compare.h), as evidence for and against in bits; no single one is enough. */
#ifndef DATELINE_LINK_LINK_H
#define DATELINE_LINK_LINK_H

#include "base/arena.h"
#include "link/rarity.h"
#include "link/stem.h"
#include "record.h"

/* The tables, read once a process; read only, for all threads. */
struct link_tables {
	struct stem_table *stems;
	struct series_table *series;
};
void link_open(struct link_tables *out);
void link_close(struct link_tables *t);

enum {
	LINK_WORDS = 16,
	LINK_COUNTRIES = 16,
	LINK_KEYS = 57,
	LINK_LEAST = 50,    /* percent: what scores less is no link */
};

struct link_word {
	struct str text;  /* as it stands in the passage, or in the title */
	uint32_t hash;
	float bits;       /* rarity.h */
	uint16_t at;      /* its place in the passage, to tell neighbours; from LINK_TITLE on: of the title */
};
enum { LINK_TITLE = 1 << 15 };

struct link_country {
	char code[3];
	uint8_t role; /* enum event_role */
};

/* What linking asks of an event. Texts point into the article's text and the arena. */
struct link_event {
	int64_t id, article;         /* the caller's; 0 where it has none */
	struct interval when;        /* INTERVAL_NONE: it has no keys and no links */
	struct interval published;   /* of its article; INTERVAL_NONE: unknown */
	enum precision precision;
	enum event_kind kind;
	enum event_basis basis;
	enum event_modality modality;
	uint8_t confidence;
	struct link_country countries[LINK_COUNTRIES];
	size_t country_count;
	struct str place;
	char place_country[3];
	uint32_t head;               /* stem of the word that tells it; 0: none */
	struct link_word *words;     /* by hash */
	size_t word_count;
	size_t key_words;            /* how many of them, at most, make keys: fewer in a large corpus */
	float weight;                /* square root of the sum of bits squared, for the cosine */
	uint64_t series;             /* key of the series it belongs to (series.h); 0: none */
	struct str series_name;      /* "SCO summit", for people */
};

/* An article as the events of it are digested. */
struct link_article {
	int64_t id;
	struct str text, title;
	struct interval published;
	const struct place *places; /* in order of text */
	size_t place_count;
	struct passage_title *title_words; /* link_digest's own: NULL at first */
};

/* Everything in *out, and what the article keeps for its other events, is in `arena` or points into the article. About
 * 2 us an event. */
void link_digest(struct link_article *a, const struct event *e, int64_t id, const struct link_tables *t,
		 const struct rarity *r, struct arena *arena, struct link_event *out);

enum { LINK_KEY_BITS = 42 };
struct link_key {
	uint64_t key;
	float bits;    /* what it says that two events share it */
	int32_t first; /* day of its month */
	uint8_t sketch; /* what it tells of the event's dates and modality (sketch.h) */
};

/* Keys under which the event is kept and looked for; returns how many. Equal keys of two events mean that both
 * may tell of the same month and share a rare word of their passages, a place smaller than a country, or
 * a series. None for an undated or vaguely dated event (more than two months). */
size_t link_keys(const struct link_event *e, struct link_key out[static LINK_KEYS]);
/* May the event have a link with the one that a key of that month (its first day) has this sketch of? False saves looking
 * at the pair. */
bool link_may_pair(const struct link_event *e, int32_t first, uint8_t sketch);
/* Pairs whose keys in common say less than this need not be looked at. */
enum { LINK_ENOUGH = 3 };

/* The link between two events of different articles, or false. from and to are set by its kind (record.h): an
 * announcement first, the news before the telling again, the earlier id first for LINK_SAME. The
 * answer does not depend on the order of a and b. The reason is in `arena`. */
bool link_pair(const struct link_event *a, const struct link_event *b, struct arena *arena, struct link *out);

/* ---- what the kinds are told apart by ---- */

/* Told when it was news: published within some days of it, or ahead of it. */
bool link_is_news(const struct link_event *e);

#endif
