/* timex_grammar: the words and rules of time, as the tables give them, and the items they are matched on.
 *
 *     tokens -> items     words get classes, numbers are put together ("nineteen ninety-six", "7th")
 *     items  -> readings  rules match runs of items and fill slots
 *
 * No word of any language stands in code. data/time.*.tsv gives words their classes and values;
 * data/time_rules.*.tsv gives the patterns, written in class names; both explain themselves at their
 * head. Digits are read by code, being nobody's language. */
#ifndef DATELINE_TEXT_TIMEX_GRAMMAR_H
#define DATELINE_TEXT_TIMEX_GRAMMAR_H

#include "text/timex.h"
#include "text/timex_holiday.h"
#include "text/timex_reading.h"
#include "text/vocabulary.h"

/* name in the tables, and what its value is */
#define TIME_CLASSES(X)                                                                                  \
	X(MONTH, "month")       /* 1..12 */                                                              \
	X(WEEKDAY, "weekday")   /* 0 Monday .. 6 */                                                      \
	X(WEEKDAYS, "weekdays") /* the same, of "Fridays"; 7 Monday to Friday */                                             \
	X(SEASON, "season")     /* enum timex_season */                                                  \
	X(UNIT, "unit")         /* enum timex_unit */                                                    \
	X(PART, "part")         /* enum timex_part */                                                    \
	X(DAYREF, "dayref")     /* days from publication */                                              \
	X(NIGHTREF, "nightref") /* the same, and it is night */                                          \
	X(CLOCKWORD, "clockword") /* minute of the day */                                                \
	X(AMPM, "ampm")         /* 0, 12; -1 leaves the half of the day open: "o'clock" */                \
	X(ZONE, "zone")                                                                                  \
	X(THE, "the")                                                                                    \
	X(A, "a")                                                                                        \
	X(DIRECTION, "direction") /* last -1, this 0, next 1; 2, -2: following, previous */                                      \
	X(EACH, "each")                                                                                  \
	X(OF, "of")                                                                                      \
	X(WHEN, "when")         /* words that a date follows: 0 in, 1 since, 2 about, for: seldom a year, 3 after, 4 by, 5 until, 6 on, 7 ahead of, 8 at an hour */                 \
	X(AGO, "ago")           /* -1, 1: counted from publication */                                    \
	X(LATER, "later")       /* -1, 1: counted from the date before */                                \
	X(SAME, "same")                                                                                  \
	X(REF, "ref")           /* enum timex_ref */                                                     \
	X(REFNOUN, "refnoun")   /* the same */                                                           \
	X(MOD, "mod")           /* enum timex_mod; 10 more for a noun: "the end of" */                    \
	X(APPROX, "approx")     /* enum timex_bound; 10 more where it seldom stands before a year: "at least" */ \
	X(FEW, "few")           /* -1 an open number, 2 a couple */                                      \
	X(HALF, "half")                                                                                  \
	X(FISCAL, "fiscal")                                                                              \
	X(PERIOD, "period")     /* 0 of results; else the enum timex_unit that it is the middle of */    \
	X(LASTING, "lasting")   /* enum timex_unit: "weeklong" */                                        \
	X(REFWORD, "refword")   /* enum timex_ref, of adjectives */                                      \
	X(FREQUENCY, "frequency") /* enum timex_unit */                                                  \
	X(TIMES, "times")                                                                                \
	X(HOLIDAY, "holiday")                                                                            \
	X(OLD, "old")           /* "old", "long": a length made an adjective */                            \
	X(ENDED, "ended")       /* tense */                                                              \
	X(AND, "and")                                                                                    \
	X(TO, "to")                                                                                      \
	X(BETWEEN, "between")                                                                            \
	X(MORE, "more")                                                                                  \
	X(ORSO, "orso")                                                                                  \
	X(ERA, "era")           /* -1 before Christ, 1 after */                                          \
	X(POSSESSIVE, "possessive")                                                                      \
	X(AMOUNT, "amount")     /* what a rate follows: cents, times, million; 1 what a number follows: flight */                         \
	X(TENSE, "tense")       /* enum timex_tense; 3 an auxiliary, 4 a clause begins, 5 "being", 6 "had", 7 "may", 8 "has", 9 "they", 10 "is", 11 "plan", 12 "did" */ \
	X(BYLINE, "byline")     /* what a date of publication follows */                                 \
	X(PLURAL, "plural")     /* of a unit; 9 of a part of the day */                                                   \
	X(THING, "thing")       /* what has an age worth telling: "war", "truce"; 1 "per" */             \
	X(WORD, "word")         /* any word without a class */                                           \
	/* of numbers */                                                                                 \
	X(SMALL, "small") X(SCALE, "scale") X(ORDSUFFIX, "ordsuffix")      \
	X(ORD, "ord") X(NUM, "num") X(DAY, "day") X(YEAR, "year") X(YY, "yy") X(DECADE, "decade")        \
	X(CLOCK, "clock") X(NUMERIC, "numeric")                                                          \
	/* marks */                                                                                      \
	X(HYPHEN, "-") X(COMMA, ",") X(SLASH, "/") X(OPEN, "(") X(CLOSE, ")")

enum time_class {
#define X(id, name) CLASS_##id,
	TIME_CLASSES(X)
#undef X
	CLASS_COUNT,
};
_Static_assert(CLASS_COUNT <= 64, "a set of classes is a word");

typedef uint64_t time_classes;
#define CLASS_BIT(id) ((time_classes)1 << CLASS_##id)

/* ---- words ---- */

enum { TIME_WORD_CLASSES = 3 };

struct time_word {
	time_classes classes;
	time_classes doubtful; /* those that need evidence around them: "may", "second" */
	time_classes strict;   /* and nothing less than a number beside them: "jan", "sun" */
	struct { uint8_t class; int32_t value; } values[TIME_WORD_CLASSES];
	uint8_t value_count;
	bool begins, continues; /* phrases begin with it; have it as their second word */
	/* What follows of the rest, for most words are plain: */
	bool plain;             /* neither it nor a phrase of it is a trigger, */
	bool unsure;            /* its neighbours may take a class from it; */
	bool counts;            /* a number or a time of day can begin with it: "ten", "quarter" */
};

/* Words that may be part of a name with a capital; that numbers are made of, or that are some, or begin a time of day. */
#define TIME_NAMES (CLASS_BIT(UNIT) | CLASS_BIT(DAYREF) | CLASS_BIT(CLOCKWORD) | CLASS_BIT(FREQUENCY))
#define TIME_NUMBERS (CLASS_BIT(SMALL) | CLASS_BIT(ORD) | CLASS_BIT(DECADE) | CLASS_BIT(HALF))

/* ---- rules ---- */

struct time_rules {
	uint64_t words[7]; /* a bit a rule: 64 each; one more is cheap */
};

enum {
	RULE_ELEMENTS = 24,
	RULE_SPANS = 3,
	RULE_VALUES = 3,
	RULE_NEAR = 4, /* items from where a match begins on */
	RULE_WORDS = sizeof(struct time_rules) / sizeof(uint64_t),
};

struct time_element {
	time_classes classes;
	int values[RULE_VALUES]; /* the item must have one of them ... */
	int value_count;         /* ... unless there are none */
	bool optional;
	bool adjacent;    /* no white space before it */
	bool negative;    /* must not stand here; takes no item */
	int8_t span;      /* 0.. of the span it lies in, -1 for context */
};

struct time_rule {
	const char *name;
	enum timex_kind kind;
	uint8_t confidence;
	struct time_element elements[RULE_ELEMENTS];
	int count;
	int first, last;      /* elements before `first` look behind; [first, last) take items; the rest look ahead */
	int spans;
	int set_direction, set_ref, set_unit, set_mod, set_part, set_from, set_count; /* constants of the rule, or TIMEX_NONE */
	bool range;           /* its spans are the ends of one range */
};

struct time_words {
	const struct vocabulary *vocabulary;
	struct time_word *words;    /* by the numbers of words and phrases, the first of them; the one of 0 says nothing */
	uint32_t word_count;
	struct time_holiday *holidays;
	size_t holiday_count;
	struct time_rule *rules;
	size_t rule_count;
	/* What no rule can do without: one of these is in every expression. */
	time_classes triggers;
	/* A match is one item of a class, of these, or it begins with two of a pair of classes. So most places are passed
	 * over before a rule is thought of, and at the others few rules are. */
	time_classes alone, begins;                    /* begins: these, and all first ones of pairs */
	time_classes follows[CLASS_COUNT];             /* the second classes of the pairs that a class is first of */
	uint16_t pair[CLASS_COUNT][CLASS_COUNT];       /* of first and second class: index of `pairs`, 0 for none */
	struct time_rules *pairs, alones[CLASS_COUNT]; /* the rules that a pair begins, that one item can be all of */
	time_classes *near;                            /* one a rule: classes that it cannot do without in RULE_NEAR items */
	struct str *suffixes;       /* of past forms: "-ed" */
	size_t suffix_count;
};

/* ---- items ---- */

struct timex_item {
	uint32_t token_begin, token_end;
	time_classes classes;
	const struct time_word *word; /* the values of its word classes; NULL for numbers and marks */
	int32_t num;                  /* of NUM, ORD, DAY, YEAR, YY, DECADE; hour of CLOCK */
	int16_t year;                 /* of NUMERIC, as the next: 0 for what it does not say */
	int8_t month, day;
	int8_t quarter, half;         /* "Q3", "H1": NUMERIC too */
	bool week;                    /* the week of that day is meant: "2018-W21" */
	int8_t tenths;                /* "2.5": 5 */
	int8_t minute, second;        /* of CLOCK; second -1 where it tells none */
};

struct timex_items {
	struct timex_item *v;
	size_t n;
};

/* What the table says of a word or phrase of the vocabulary; of most it says nothing. */
static inline const struct time_word *timex_lex_known(const struct time_words *w, uint32_t word)
{
	return &w->words[word < w->word_count ? word : 0];
}

/* The value of a word class of an item; TIMEX_NONE when it has none. */
int timex_lex_value_of(const struct timex_item *item, enum time_class class);

/* The tense of the clause around a token: what its nearest verbs say. *told: the words that do, SPAN_NONE for none. */
enum timex_tense timex_tense_at(const struct token_list *l, const struct time_words *w, const struct timex_items *items,
				size_t item_begin, size_t item_end, struct span *told);

#endif
