/* event_words: the tables of the event step, looked up by word and by phrase. */
#ifndef DATELINE_TEXT_EVENT_WORDS_H
#define DATELINE_TEXT_EVENT_WORDS_H

#include "text/event.h"

/* The classes of data/event_words.en.tsv, which tells them apart by example. X(name in C, name there) */
#define EVENT_CLASSES(X)                                                                        \
	X(BE, "be") X(PAST, "past") X(HAVE, "have") X(DO, "do") X(HAD, "had") X(TO, "to")        \
	X(WILL, "will") X(UPCOMING, "upcoming") X(MAY, "may") X(WOULD, "would") X(IF, "if") X(PERHAPS, "perhaps")  \
	X(WISH, "wish") X(NOT, "not") X(DENY, "deny") X(NO, "no") X(SUB, "sub")                  \
	X(TIME_SUB, "time-sub") X(THAT, "that") X(AND, "and") X(ALSO, "also") X(DET, "det") X(ABOUT, "about") \
	X(SINGULAR, "singular") \
	X(DEFINITE, "definite") X(PRONOUN, "pronoun") X(HE, "he") X(PREP, "prep") X(OF, "of") X(BY, "by") X(AS, "as")  \
	X(BOUND, "bound") X(COMPARE, "compare") X(AT_PLACE, "at-place") X(HOSTED_BY, "hosted-by") X(HOST, "host") \
	X(BETWEEN, "between") \
	X(MENTION, "mention") X(BOTH, "both") X(ITSELF, "itself") X(SOURCE, "source") X(AFTER_COMMA, "after-comma")            \
	X(FIRST_DAY, "first-day") X(LAST_DAY, "last-day") X(BEGINS, "begins") X(ENDS, "ends")    \
	X(AGAIN, "again") X(DURING, "during")\
	X(THING, "thing") X(FIGURE, "figure") X(OCCURS, "occurs") X(ATTENDS, "attends") X(HARM, "harm") \
	X(IDLE, "idle") X(ON_DAY, "on-day") X(ADVERB, "adverb") X(AT_DATE, "at-date") X(PUT_OFF, "put-off")

enum event_class {
#define X(name, text) EVENT_CLASS_##name,
	EVENT_CLASSES(X)
#undef X
	EVENT_CLASS_COUNT
};
/* What no table tells, but the token itself and where it stands (event_scan): so one question can ask for both. */
enum event_class_of_token {
	EVENT_CLASS_TENSE = EVENT_CLASS_COUNT, /* it has a tense by itself: an auxiliary, or nothing but a verb of the
	                                          past or the third person */
	EVENT_CLASS_DATE,  /* part of a date expression */
	EVENT_CLASS_PLACE, /* part of the name of a place */
	EVENT_CLASS_MARK,  /* punctuation */
	EVENT_CLASS_COMMA,
	EVENT_CLASS_STOP,  /* a mark at which a clause can begin or end: , ; : ( ) [ ] " and a dash between words */
	EVENT_CLASS_ALL
};
_Static_assert(EVENT_CLASS_ALL <= 64, "a class is a bit");

#define EVENT_BIT(name) (UINT64_C(1) << EVENT_CLASS_##name)

/* What a word names, of the same table: a word of a sort may still be any other word of a sentence. */
#define EVENT_SORTS(X)                                                                                          \
	X(ARMS, "arms") X(BY_FORCE, "by-force") X(BLAST, "blast") X(ACCIDENT, "accident") X(ABSTRACT, "abstract") \
	X(LAW, "law") X(BODY, "body") X(FIRM, "firm") X(PERSON, "person") X(IT, "it") X(THEY, "they") \
	X(PLURAL, "plural") X(MESSAGE, "message") X(MANY, "many") X(SCENE, "scene") X(THERE, "there") X(SEEN, "seen") \
	X(TOPIC, "topic") X(THING_ONLY, "thing-only") X(WINS, "wins") X(VOTES, "votes") \
	X(BEFALLS, "befalls") X(FALLS, "falls") X(FAILS, "fails") X(EXECUTES, "executes") X(PAPER, "paper") \
	X(CRITICISES, "criticises") X(CRITIC, "critic") X(FOR, "for") X(SERIES, "series") \
	X(SEARCHES, "searches") X(POLICE, "police") X(NO_JOURNEY, "no-journey") X(GIVES_BACK, "gives-back") \
	X(POST, "post") X(KIN, "kin") X(ORIGIN, "origin")

enum event_sort {
#define X(name, text) EVENT_SORT_##name,
	EVENT_SORTS(X)
#undef X
	EVENT_SORT_COUNT
};
_Static_assert(EVENT_SORT_COUNT <= 64, "a sort is a bit");

typedef uint64_t event_sorts;
#define EVENT_SORT(name) (UINT64_C(1) << EVENT_SORT_##name)

enum event_strength { STRENGTH_NONE, STRENGTH_SUPPORT, STRENGTH_WEAK, STRENGTH_STRONG };

/* The forms of a verb, as bits: "cut" is base, past and participle. */
enum event_form { FORM_BASE = 1, FORM_S = 2, FORM_ING = 4, FORM_PAST = 8, FORM_PARTICIPLE = 16 };

/* All that the tables say of a word or phrase. */
struct event_word {
	uint64_t classes;
	event_sorts sorts;
	uint8_t noun_kind : 4, verb_kind : 4;         /* enum event_kind */
	uint8_t noun_strength : 2, verb_strength : 2; /* enum event_strength */
	uint8_t looks : 4, forms : 5;
	bool known : 1;   /* they say something of it */
	bool begins : 1;  /* a phrase */
	bool tells : 1;   /* it can be a head by itself */
	bool acts : 1;    /* it is nothing but a verb, no noun and no thing */
	bool reports : 1; /* and one that says no more than that somebody speaks: "said" */
	bool tensed : 1;  /* it has a tense: an auxiliary, or nothing but a verb, by its form */
	bool bare : 1;    /* nothing but a verb in its bare form: "shoot" */
	bool turns : 1;   /* a clause can begin at it, or have it for its verb */
};

/* How a word ends, as bits: like the past of a verb ("-ed"), like an adverb ("-ly"), like a plural ("-s"), like what is being
 * done ("-ing"). */
enum event_look { LOOKS_PAST = 1, LOOKS_ADVERB = 2, LOOKS_PLURAL = 4, LOOKS_ING = 8 };

#define EVENT_AUXILIARY (EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(WILL) | EVENT_BIT(MAY)) /* with a tense */
/* What joins clauses. */
#define EVENT_JOINING \
	(EVENT_BIT(SUB) | EVENT_BIT(IF) | EVENT_BIT(TIME_SUB) | EVENT_BIT(SOURCE) | EVENT_BIT(THAT) | EVENT_BIT(AND) | EVENT_BIT(AS))

struct event_words {
	struct vocabulary *vocabulary;
	struct event_word *entries; /* by number; the first is that of all words that the tables do not know: zeros */
	uint32_t *more;             /* of each what can go on with it to a phrase: a bit for the last five of a word's number */
	uint32_t count;
	struct str past_ending, adverb_ending, plural_ending, ing_ending;
	uint8_t last_letters[256]; /* how a word may look (event_look) that ends with it */
};

/* The entry of a word or phrase by its number (token.word); of one that the tables do not know it is all zeros. */
static inline const struct event_word *event_words_get(const struct event_words *w, uint32_t number)
{
	return &w->entries[number < w->count ? number : 0];
}

/* Sends for an entry that will be asked for soon. */
static inline void event_words_expect(const struct event_words *w, uint32_t number)
{
	__builtin_prefetch(event_words_get(w, number));
}

/* Whether a phrase can begin with a word and go on with that of a number: nearly always asked in vain. */
static inline bool event_words_goes_on(const struct event_words *w, const struct event_word *word, uint32_t next)
{
	return word->begins && next && (w->more[word - w->entries] >> next % 32 & 1);
}

/* The entry of the longest phrase of two words or more that begins with the first of these tokens, and its length in
 * tokens; NULL when there is none. */
const struct event_word *event_words_phrase(const struct event_words *w, const struct token *tokens, size_t count,
					    uint8_t *length);
/* How a word ends (event_look). Most are told by their last letter. */
uint8_t event_words_ending(const struct event_words *w, struct str word);

static inline bool event_words_can_look(const struct event_words *w, struct str word)
{
	return w->last_letters[(unsigned char)word.p[word.n - 1]] != 0;
}

/* What the ending of a word that the tables do not know tells, told in *out. */
static inline void event_words_look(const struct event_words *w, struct str word, struct event_word *out)
{
	out->looks = event_words_ending(w, word) & 15;
	out->tells = out->looks & LOOKS_PAST;
}

#endif
