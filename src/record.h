/* record: the plain structs that the layers share.
 *
 * The extractor fills them, the linker compares them, the store keeps them, the browser shows them;
 * none of these layers knows another. Every field that a text gave keeps the span of the words that
 * gave it (bytes of the article's text, end exclusive) and the name of the rule that read them: that
 * is what `w` shows and what a reader can check. The memory belongs to the arena that the filling
 * function was given. Enums are stored by the numbers below: add at the end, never reorder. */
#ifndef DATELINE_RECORD_H
#define DATELINE_RECORD_H

#include "base/day.h"
#include "base/str.h"

struct span {
	uint32_t begin, end; /* begin == end: no words in the text gave this */
};

#define SPAN_NONE ((struct span){0, 0})

/* ---- date expressions ---- */

enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET };
enum timex_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

/* TIMEX3 of TimeML. Not "timex": <time.h> of glibc has a struct of that name. */
struct timex3 {
	struct span span;
	enum timex_type type;
	struct str value;        /* TIMEX3 value: "2018-05-23", "P2D", "2018-SU", "PRESENT_REF", "XXXX-06" */
	struct interval when;    /* INTERVAL_NONE: a duration, a set, or nothing to reckon from */
	enum precision precision;
	const char *rule;        /* static, a name from the grammar: "month-day", "last-unit" */
	uint8_t confidence;      /* percent */
	bool approximate;        /* "about", "early", "mid-": the interval is the best reading */
	/* TIMEX3 mod, static: "START", "END", "APPROX", "EQUAL_OR_MORE"; NULL for none, and from a store, which keeps none. */
	const char *mod;
	/* What a relative date was reckoned from: the index of another timex, TIMEX_ANCHOR_PUBLISHED, or
	 * TIMEX_ANCHOR_NONE for a date that needs none. */
	int anchor;
	/* Of a date that would be another one in the other tense ("on Tuesday"): the tense that chose, and the verb or the
	 * little word that told it ("said", "will be held", "since"); else TENSE_UNKNOWN and SPAN_NONE. */
	enum timex_tense tense;
	struct span tense_span;
	/* When relative and not resolved for want of a publication date: "the month before publication". */
	struct str symbolic;
	/* "May 23 to 25" is two expressions and one interval: each names the other's index; else -1.
	 * timex_interval (text/timex.h) joins them. */
	int range_with;
};

enum { TIMEX_ANCHOR_NONE = -1, TIMEX_ANCHOR_PUBLISHED = -2 };

/* ---- places ---- */

enum place_kind {
	PLACE_COUNTRY,      /* "Pakistan" */
	PLACE_DEMONYM,      /* "Pakistani", "Pakistanis" */
	PLACE_CAPITAL,
	PLACE_CITY,
	PLACE_REGION,       /* a first-order division or a region of one country: "Shandong", "Kashmir" */
	PLACE_METONYM,      /* "Islamabad said", "the Kremlin" */
	PLACE_ORGANISATION, /* "SCO", "NATO": no country, never fanned out into members */
	PLACE_AREA,         /* of several countries: "Central Asia"; no country */
};

struct place {
	struct span span;     /* SPAN_NONE: only the title or a dateline beside the text names it */
	enum place_kind kind;
	char country[3];      /* ISO 3166-1 alpha-2 (historic: SU, YU, DD, CS), "" for none */
	struct str name;      /* as the gazetteer writes it: "Qingdao", "Pakistan" */
	const char *rule;     /* static: "name", "demonym", "city-dateline", "metonym-said" */
	uint8_t confidence;   /* percent */
};

/* ---- events ---- */

enum event_kind {
	EVENT_OTHER,
	EVENT_MEETING,
	EVENT_VISIT,
	EVENT_AGREEMENT,
	EVENT_EXERCISE,
	EVENT_ATTACK,
	EVENT_CONFLICT,
	EVENT_STATEMENT,
	EVENT_ACCESSION,
	EVENT_ELECTION,
	EVENT_DISASTER,
};
enum { EVENT_KIND_COUNT = EVENT_DISASTER + 1 };

enum event_role { ROLE_MENTIONED, ROLE_PARTICIPANT, ROLE_HOST };

enum event_basis {
	BASIS_STATED,    /* a date in the passage */
	BASIS_CARRIED,   /* the date of the sentence before still holds */
	BASIS_PUBLISHED, /* reported as news of the publication date */
	BASIS_CORRECTED, /* the user says so; of no event as it was read */
};

enum event_modality { MODALITY_HAPPENED, MODALITY_ANNOUNCED, MODALITY_DENIED, MODALITY_HYPOTHETICAL };

struct event_country {
	char code[3];
	enum event_role role;
	struct span span; /* the words, in the passage or near it */
	const char *rule; /* static: why it has this role: "demonym", "hosted-by", "list" */
};

struct event {
	struct span span;      /* the passage: whole sentences of the text */
	struct span head;      /* the word that tells the event: "meeting", "attacked" */
	struct str headline;   /* short, from the passage's own words */
	struct span headline_span; /* where it stands, when it is one piece of the text */
	enum event_kind kind;
	struct interval when;  /* INTERVAL_NONE: undated */
	enum precision precision;
	enum event_basis basis;
	int date;              /* index of the timex that dates it, or -1 */
	enum event_modality modality;
	struct span modality_span; /* "will", "denied"; SPAN_NONE when it is the plain past */
	struct event_country *countries; /* by role (host first), then by place in the text; a code once */
	size_t country_count;
	struct str place;      /* the most exact place of the event: "Qingdao"; empty for none */
	struct span place_span;
	char place_country[3];
	uint8_t confidence;    /* percent */
};

/* ---- articles ---- */

enum published_basis { PUBLISHED_UNKNOWN, PUBLISHED_GIVEN, PUBLISHED_BYLINE, PUBLISHED_INFERRED };

struct published {
	struct interval when; /* INTERVAL_NONE when unknown */
	enum precision precision;
	enum published_basis basis;
	struct span span;     /* the words of the byline or of the strongest evidence */
	struct str evidence;  /* inferred: one sentence that says from what */
};

struct article {
	char id[24];             /* digest of text (base/digest.h); without a text, of what else was given */
	struct str given_id;     /* "id" of the input, or empty */
	struct str *also;        /* other ids under which the same text came; as the store gives it */
	size_t also_count;
	struct str title;        /* given, or the text's own first line, or made from its first sentence */
	struct str source, url;  /* empty when unknown */
	struct str dateline;     /* the line of place and date that came beside the text ("CAIRO, May 5 -"), or
	                          * empty; read by extract(), not kept */
	struct str text;         /* valid UTF-8, LF line ends: what all spans count in */
	struct str original;     /* the bytes as read, when text differs from them (bad UTF-8, CR LF, BOM, front matter); else empty */
	struct str path;         /* file or archive member and line, for messages and `o`: "a.jsonl:12" */
	const char *reader;      /* static: "text", "markdown", "jsonl" */
	struct published published;
	char language[4];        /* ISO 639-1, or "" when too short to tell */
	uint32_t repaired;       /* bad UTF-8 sequences replaced */
	/* Page furniture: spans of text that are no part of the article ("Advertisement", "Similar Posts").
	 * Nothing is cut out, so spans stay true; the extractor skips them, the browser folds them away. */
	struct span *furniture;
	size_t furniture_count;
};

/* All that extract() found in one article. Arrays are in order of text. */
struct extraction {
	struct published published; /* the input's, or the byline's, or inferred */
	char language[4];
	struct span *furniture;
	size_t furniture_count;
	struct timex3 *timexes;
	size_t timex_count;
	struct place *places;
	size_t place_count;
	struct event *events;
	size_t event_count;
};

/* ---- links ---- */

enum link_kind {
	LINK_SAME,       /* the same event in another article; symmetric */
	LINK_SERIES,     /* from -> to: the next of a series */
	LINK_OUTCOME,    /* from -> to: what was announced -> what came of it */
	LINK_BACKGROUND, /* from -> to: the event when it was news -> told again later */
};
enum { LINK_KIND_COUNT = LINK_BACKGROUND + 1 };

struct link {
	int64_t from, to;   /* event row ids */
	enum link_kind kind;
	uint8_t score;      /* percent */
	struct str reason;  /* "date, place, 8 countries; “legal experts”" */
	bool rejected;      /* by the user; not stored with the link */
};

/* Names as they stand in JSON, queries and screens; *_parse is false on an unknown name. */
const char *timex_type_name(enum timex_type t);          /* "DATE" */
const char *timex_tense_name(enum timex_tense t);        /* "past" */
const char *place_kind_name(enum place_kind k);          /* "country" */
const char *event_kind_name(enum event_kind k);          /* "meeting" */
bool event_kind_parse(struct str s, enum event_kind *out);
const char *event_role_name(enum event_role r);          /* "host" */
const char *event_basis_name(enum event_basis b);        /* "stated" */
const char *event_modality_name(enum event_modality m);  /* "announced" */
bool event_modality_parse(struct str s, enum event_modality *out);
const char *published_basis_name(enum published_basis b); /* "given" */
const char *link_kind_name(enum link_kind k);            /* "same" */
bool link_kind_parse(struct str s, enum link_kind *out);

#endif
