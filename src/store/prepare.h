/* prepare: an article's words, gathered before it is added (store.h: store_prepare). */
#ifndef DATELINE_STORE_PREPARE_H
#define DATELINE_STORE_PREPARE_H

#include "store/store.h"
#include "store/words.h"

struct store_prepared {
	struct words_gathered words[WORDS_SCOPES];
};

/* Adds them to the index that is being built. */
void prepare_words(const struct store_prepared *p, int64_t row, struct words w[static WORDS_SCOPES]);

#endif
