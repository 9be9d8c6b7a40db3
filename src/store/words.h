/* words: the word index: which articles hold which words.
 *
 * A word is a run of word characters (utf8_is_word), case and all; a character of a script without spaces is
 * a word of its own. A segment holds the vocabulary of consecutive articles and, for each word, the articles, and of
 * texts its places in each (words_list.h): about 15 % of the text. A batch makes a segment; segments of like size are
 * merged (tiers.h). There are two such indexes: of the texts, and of the few words that a query may find beside them,
 * in titles and headlines: who looks for what stands in a text need not read the heads of all articles.
 *
 * The vocabulary is sorted by key: the word with case folded, so that all ways to write it stand together and one
 * look-up finds them, however a pattern is to be matched.
 *
 * Marks that prose seldom has (words_is_mark) are in the vocabulary too, though they are no words: a pattern that asks
 * for a brace, perhaps because its quantifier is still being typed, is answered at once.
 *
 * The index tells where to look, never what is there: who asks reads the texts of the candidates. So it may
 * say too much, and must not say too little. Words too long to keep (an article without spaces) make
 * their article a candidate for everything. */
#ifndef DATELINE_STORE_WORDS_H
#define DATELINE_STORE_WORDS_H

#include "base/regex.h"
#include "store/db.h"
#include "store/words_gather.h"

enum words_class {
	WORDS_NONE, /* between words */
	WORDS_PART, /* of a word */
	WORDS_UNIT, /* a word by itself */
};
enum words_class words_class_of(uint32_t cp);
bool words_is_mark(uint32_t cp);

/* ---- building ---- */

enum words_scope {
	WORDS_TEXT,  /* the texts */
	WORDS_HEADS, /* titles, headlines that are no piece of the text, passages that cut a word of it */
};
enum { WORDS_SCOPES = WORDS_HEADS + 1 };

struct words_entry {
	uint64_t head;         /* as in struct words_item */
	uint32_t text, length; /* in words.pool */
};

struct words_slot {
	uint32_t hash, entry;  /* + 1; 0: empty */
};

struct words_posting {
	uint32_t word : 24, places : 8;
	uint32_t article;      /* from words.first on */
};

struct words {
	int64_t first, last;               /* articles; first 0: empty */
	struct buf pool;
	VEC(struct words_entry) entries;
	VEC(struct words_slot) slots;      /* by hash */
	VEC(struct words_posting) postings; /* in order of article */
};

void words_free(struct words *w);
/* Adds the words of an article; articles come in order, each once. */
void words_add(struct words *w, int64_t article, const struct words_gathered *l);

/* The key of a word, appended: what differs in case only has the same one. First of all stand the words of which
 * PCRE2's versions do not agree that all their characters are of \w, and with them those of scripts that came late:
 * a \b may be found inside them. Their keys begin with WORDS_ODD. */
enum { WORDS_ODD = 1 };
void words_key(struct str word, struct buf *out);
/* The first bytes of a key, as a number that sorts as they do. */
uint64_t words_head(struct str key);

/* One segment. */
struct words_segment {
	int64_t id, first, last;
	enum words_scope scope;
	struct buf words;      /* a line feed after each */
	struct buf counts;     /* of each word: how many articles; of texts, in how many bytes its places are */
	struct buf postings;   /* of each word: its articles; of texts, its places */
};

void words_segment_free(struct words_segment *s);
/* The segment of what was added; w is empty afterwards. */
void words_seal(struct words *w, enum words_scope scope, struct words_segment *out);
/* Writes what was added as a segment and merges segments that are due. */
bool words_flush(struct words *w, enum words_scope scope, struct db *db, struct error *err);
/* So much was added that it should be flushed before the batch ends. */
bool words_is_large(const struct words *w);

#endif
