/* keys_page: the pages that the keys of links are kept in (keys.h), as values.
 *
 * A page is the row of its run and first key. It says how far its last key is from the first, and an article to reckon
 * from; then come groups of KEYS_GROUP entries, before them a list that says of each group where it begins: its first
 * key and its bytes. So a key is found by going through that list and half a group. An entry is its key's distance
 * from the one before, how many events it has if not one, and these, each as its article's distance
 * from that article, or from the one before of the same key, its number in it and its sketch: about 5 bytes. */
#ifndef DATELINE_STORE_KEYS_PAGE_H
#define DATELINE_STORE_KEYS_PAGE_H

#include "base/vec.h"
#include "store/pack.h"
#include "store/store.h"

enum {
	KEYS_MOST = STORE_KEY_MOST,
	KEYS_BITS = 42, /* of a key */
};

/* One key and its events. */
struct keys_entry {
	uint64_t key;
	struct store_key_event events[KEYS_MOST];
	size_t count;
};

/* ---- reading ---- */

struct keys_page {
	struct keys_entry entry;
	bool ended;             /* there is no entry: the page is read, or it is bad */
	bool bad;
	uint64_t last;          /* key */
	int64_t base;
	struct unpack in;       /* the group that is being read, from the next entry on */
	struct unpack groups;   /* the list, from the group after the next one on */
	uint64_t next_key;      /* of the next group */
	size_t next_bytes;      /* 0: there is none */
	const char *end;        /* of the page */
};

/* At the first entry. The bytes are borrowed. */
void keys_page_open(struct keys_page *p, uint64_t first, struct str bytes);
void keys_page_next(struct keys_page *p);
/* To the first entry from here on that is not before the key. */
void keys_page_seek(struct keys_page *p, uint64_t key);

/* ---- writing ---- */

struct keys_group {
	uint64_t key;
	uint32_t end; /* in body */
};

/* Zeros are an empty one. */
struct keys_draft {
	struct buf body, entry;
	VEC(struct keys_group) groups;
	size_t entries;
	uint64_t first, last; /* keys */
	int64_t base;
};

void keys_draft_free(struct keys_draft *d);
/* Adds an entry of a later key. False: there is no room, and nothing is added; an empty page has room for any. */
bool keys_draft_add(struct keys_draft *d, const struct keys_entry *e);
/* The page as it is kept; the draft is empty afterwards. */
void keys_draft_end(struct keys_draft *d, struct buf *out);

#endif
