/* place_mention: what the steps of place_find hand to each other.
 *
 *   place_match    where a name may stand, and how it is written
 *   place_around   what the words around say of it
 *   place_weigh    how much speaks for each meaning of a name
 *   place_choose   the meaning that most speaks for, in the light of the article
 *   place_unknown  names that no table has
 *   place_history  places of states that are gone
 *   place          containers ("Paris, Texas"), the order of the steps, the answer
 *
 * Evidence is counted in points; ten make a good reason. The figures stand in place_weigh.c. */
#ifndef DATELINE_TEXT_PLACE_MENTION_H
#define DATELINE_TEXT_PLACE_MENTION_H

#include "base/vec.h"
#include "text/gazetteer.h"
#include "text/token.h"
#include "text/wordmap.h"

/* What stands around a name; or-ed in place_mention.around. */
enum place_around {
	PLACE_IN = 1,              /* "in", "near", "the city of" before it */
	PLACE_TO = 1 << 17,        /* "to" before it: a place's more often than a person's */
	PLACE_PERSON = 1 << 1,     /* a given name, an initial or a title before it */
	PLACE_TITLED = 1 << 2,     /* of these a title only: "Minister Holland", "President Lincoln" */
	PLACE_STREET = 1 << 3,     /* "Road" after it */
	PLACE_FIRM = 1 << 4,       /* "Inc", "Times", "United" after it: part of another name */
	PLACE_OF_NAME = 1 << 5,    /* "Bank of", "University of" before it */
	PLACE_CIVIC = 1 << 6,      /* "University", "police", "County" after it */
	PLACE_AFTER_NAME = 1 << 7, /* another capitalised word before it, without a mark between */
	PLACE_BEFORE_NAME = 1 << 8,
	PLACE_DATELINE = 1 << 9,
	PLACE_SHOUTED = 1 << 10,   /* in a sentence of capitals: they prove nothing */
	PLACE_SENTENCE_START = 1 << 11,
	PLACE_SPEAKS = 1 << 12,    /* "said" after it */
	PLACE_HEADLINE = 1 << 13,  /* of the title, or of a heading */
	PLACE_POSSESSIVE = 1 << 14,
	PLACE_COUNTY = 1 << 15,    /* "County" after it, no "County" before: most are American */
	PLACE_THING = 1 << 16,     /* "French toast", "speaks English": a kind of thing, a language */
	PLACE_SUM = 1 << 18,       /* "Canadian dollars" */
	PLACE_AGAIN = 1 << 19,     /* the same name is a place elsewhere in the article */
	PLACE_LEGAL = 1 << 22,     /* "Corp" after it: nothing but a firm */
	PLACE_HELD = 1 << 23,      /* "Prime Minister of" before it: an office is held there, whatever name follows */
	PLACE_SHOWN = 1 << 21,     /* no table has the name: the words around show that it is a place */
	PLACE_STATE = 1 << 20,     /* "governor of" before it, "Legislature" after it: a state of a federation */
};

/* How its letters are written, which tells whether an entry may be meant; or-ed. */
enum place_written {
	PLACE_HEAD = 1,         /* the first word has a capital */
	PLACE_TAIL = 2,         /* the last has, or is a number */
	PLACE_ALL = 4,          /* the first is all capitals */
	PLACE_POINT = 8,        /* a point ends it */
	PLACE_COMMA = 16,       /* a capitalised word and a comma stand before it */
	PLACE_SINGLE = 32,      /* one word */
	PLACE_SHOUT = 64,       /* in a sentence of capitals */
	PLACE_OPENS = 128,      /* first of the text */
	PLACE_LAST = 512,       /* the last of its sentence */
	PLACE_JOINED = 1024,    /* a hyphen joins it to a capitalised word: "Sino-Indian" */
	PLACE_COUNTED = 4096,   /* a number stands before it: "500 BC" */
	PLACE_MODEL = 8192,     /* a hyphen and a number behind it: "DC-10" */
	PLACE_NO_OBJECT = 2048, /* first of its sentence, or after "the" */
	PLACE_POINTS = 256,     /* a letter and a point at least twice: "N.C." */
};

/* Where a mention stands. Those outside the text are evidence, and are told only when the text has no
 * name of their country. */
enum place_source { PLACE_IN_TEXT, PLACE_IN_TITLE, PLACE_IN_DATELINE };

struct place_mention {
	uint32_t begin, end;    /* tokens */
	uint32_t entry;         /* the first of the chain of its name; GAZETTEER_END: a name that is not in
	                         * the gazetteer, known by its container only */
	uint32_t around;        /* enum place_around */
	uint32_t class;         /* enum gazetteer_word, of a name of one word */
	int32_t container;      /* the mention of the state or country that follows it, or -1 */
	uint32_t chosen;        /* the entry it means, or GAZETTEER_END: none */
	int32_t score;          /* points of the chosen entry */
	uint32_t length;        /* bytes of its first word */
	uint32_t written;       /* enum place_written */
	uint32_t known;         /* place_match_known of its first word, where that says something of it */
	uint32_t first, count;  /* its readings in place_work.readings */
	uint8_t source;         /* enum place_source */
	bool settled;           /* decided by its container: not weighed again */
	bool shared;            /* entries of its name lie in several countries */
	char country[3];        /* of a settled mention without an entry */
};

/* A word that may tell something. */
struct place_word {
	uint32_t token;
	uint32_t name;          /* its number among the words of names; 0: no name begins with it */
	uint64_t key;           /* by which that is found; 0: it is not asked */
};

/* An entry that a mention may be as it is written, and the points for it but those that the article gives. */
struct place_reading {
	uint32_t entry;
	int32_t points;
};

struct place_work {
	const struct gazetteer *g;
	const struct token_list *tokens;  /* of the text: lists[PLACE_IN_TEXT] */
	bool known;
	const struct token_list *lists[3]; /* by enum place_source; NULL where there is none */
	struct place_mention *v;          /* a vec of mentions: v, n, cap */
	size_t n, cap;
	VEC(struct place_reading) readings; /* of all mentions that are weighed */
	VEC(struct place_word) words;     /* of the sentence at hand */
	VEC(uint32_t) capitals;           /* tokens of the text that may be in a name that no table has, for place_unknown */
	int most, most_local;             /* the greatest of weight, of local */
	int total;                        /* the sum of weight */
	struct wordmap names;             /* PLACE_PERSON, PLACE_FIRM: words seen as a person's or a firm's name;
	                                   * PLACE_THING: with a small letter */
	int16_t *weight;                  /* evidence for each country, by place_weigh_index */
	int16_t *local;                   /* as much of it as is of local news */
};

/* ---- place_around.c ---- */

/* Are both tokens there, and in one sentence? */
static inline bool place_around_same(const struct token_list *l, uint32_t a, uint32_t b)
{
	return a < l->count && b < l->count && l->tokens[a].sentence == l->tokens[b].sentence;
}

static inline bool place_around_is(const struct token_list *l, uint32_t token, char mark)
{
	return token < l->count && token_is_mark(&l->tokens[token], mark);
}

static inline bool place_around_capital(const struct token_list *l, uint32_t token)
{
	return l->tokens[token].kind == TOKEN_WORD && l->tokens[token].upper_first;
}

/* A hyphen without spaces, a capitalised word after it. */
bool place_around_is_joint(const struct token_list *l, uint32_t hyphen);
/* "Toyota (7203.T)", "Dover <DOV.N>": the name of a share, from its bracket on. */
bool place_around_is_share(const struct token_list *l, uint32_t open);
/* A word that is no part of a name, capital or not: "The", "North". */
bool place_around_small_word(const struct place_work *w, const struct token_list *l, uint32_t token);
/* "County", "Parish", but not "County Council". */
bool place_around_is_county(const struct place_work *w, const struct token_list *l, uint32_t token);
/* enum place_around of the name [begin, end); of what stands before it only. */
unsigned place_around_name(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end);
unsigned place_around_before(const struct place_work *w, const struct token_list *l, uint32_t begin);
/* Where the dateline of a text ends; 0: it has none. */
uint32_t place_around_dateline(const struct token_list *l);
/* Does a line of credits begin here, to the end of its sentence? */
/* of a word of WORD_CREDIT */
bool place_around_is_credit_by(const struct place_work *w, const struct token_list *l, uint32_t i);
static inline bool place_around_is_credit(const struct place_work *w, const struct token_list *l, uint32_t i)
{
	return (gazetteer_word(w->g, l->tokens[i].word) & WORD_CREDIT) && place_around_is_credit_by(w, l, i);
}

/* ---- place_match.c ---- */

/* Appends the mentions of the text, the title or the dateline. */
void place_match_all(struct place_work *w, const struct token_list *l, enum place_source source);
/* Can the mention be this entry of its chain, as it is written? */
bool place_match_may_be(const struct place_mention *m, const struct gazetteer_entry *e);
/* The lower first word of a mention, in whichever text it stands. */
struct str place_match_word(const struct place_work *w, const struct place_mention *m);
/* PLACE_PERSON, PLACE_FIRM, PLACE_THING: is the word known in this article as a person's name, as a firm's, as
 * a word that is no name? */
unsigned place_match_known(const struct place_work *w, struct str word);

/* ---- place_weigh.c ---- */

enum { PLACE_COUNTRIES = 26 * 26 };
int place_weigh_index(const char country[static 2]);
bool place_weigh_has_country(const struct gazetteer_entry *e);
bool place_weigh_is_american(const struct gazetteer_entry *e);
/* A city or a division: known to few, and often called as something else is. */
bool place_weigh_is_town(const struct gazetteer_entry *e);
/* Points for reading the mention as this entry: by itself and the words around; by the article's evidence
 * (`shared`: the name has entries in several countries). */
int place_weigh_alone(const struct place_mention *m, const struct gazetteer_entry *e);
int place_weigh_context(const struct place_work *w, const struct gazetteer_entry *e, bool shared);

/* ---- place_choose.c ---- */

/* Chooses the meaning of every mention that is not settled: twice, the second time with what the first
 * choice says of the article. */
void place_choose_all(struct place_work *w);

/* ---- place_unknown.c ---- */

/* Adds the mentions of names that no table has, where the text shows that they are places: after the choice,
 * settled in the country that they are said to lie in, or where the article is at home. */
void place_unknown_find(struct place_work *w);

/* ---- place_history.c ---- */

/* An article that speaks of the Soviet Union and never of Russia was written in its days, or is about them:
 * its Moscow lies in SU. The same for the other states of which several became. */
void place_history_return(const struct place_work *w, struct place *v, size_t n);

#endif
