#include "config.h"

#include "text/event_words.h"

#include "base/mem.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVENT_ENDING_STEM = 4 }; /* letters before an ending that tells a verb or an adverb */

static const char *const event_class_names[] = {
#define X(name, text) text,
	EVENT_CLASSES(X)
#undef X
};

static const char *const event_sort_names[] = {
#define X(name, text) text,
	EVENT_SORTS(X)
#undef X
};

static _Noreturn void event_words_fail(const char *table, int line, const char *why)
{
	fprintf(stderr, "dateline: data/%s:%d: %s; mend the table\n", table, line, why);
	abort();
}

/* The entry of a word or phrase. Pointers to entries hold until the next call. */
static struct event_word *event_words_entry(struct event_words *w, uint32_t number)
{
	if (number >= w->count) {
		uint32_t count = number < 512 ? 1024 : number * 2;
		w->entries = mem_resize(w->entries, count, sizeof *w->entries);
		w->more = mem_resize(w->more, count, sizeof *w->more);
		memset(w->entries + w->count, 0, (count - w->count) * sizeof *w->entries);
		memset(w->more + w->count, 0, (count - w->count) * sizeof *w->more);
		w->count = count;
	}
	w->entries[number].known = number > 0;
	return &w->entries[number];
}

/* Tables write words with spaces; tokens split at hyphens too. */
static struct event_word *event_words_add(struct event_words *w, struct str phrase)
{
	struct buf words = BUF_INIT;
	for (size_t i = 0; i < phrase.n; i++) {
		if (phrase.p[i] == '-')
			buf_add_cstr(&words, " - ");
		else
			buf_add_char(&words, phrase.p[i]);
	}
	uint32_t first, number = vocabulary_add_phrase(w->vocabulary, buf_str(&words), ' ', &first);
	struct str rest = buf_str(&words);
	struct event_word *e = event_words_entry(w, first);
	e->looks = event_words_ending(w, str_word(&rest)) & 15;
	if (number != first) {
		e->begins = true;
		w->more[first] |= UINT32_C(1) << vocabulary_get(w->vocabulary, str_word(&rest)) % 32;
	}
	buf_free(&words);
	return event_words_entry(w, number);
}

static void event_words_class(struct event_words *w, const char *table, const struct table_row *row)
{
	struct {
		const char *name;
		struct str *ending;
		uint8_t look;
	} endings[] = {{"past-ending", &w->past_ending, LOOKS_PAST}, {"adverb-ending", &w->adverb_ending, LOOKS_ADVERB},
		       {"plural-ending", &w->plural_ending, LOOKS_PLURAL}, {"ing-ending", &w->ing_ending, LOOKS_ING}};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_eq(row->field[0], str_of(endings[i].name)) && str_trim(row->field[1]).n) {
			*endings[i].ending = str_trim(row->field[1]);
			w->last_letters[(unsigned char)endings[i].ending->p[endings[i].ending->n - 1]] |= endings[i].look;
			return;
		}
	size_t class = 0, sort = 0;
	while (class < EVENT_CLASS_COUNT && !str_eq(row->field[0], str_of(event_class_names[class])))
		class++;
	while (sort < EVENT_SORT_COUNT && !str_eq(row->field[0], str_of(event_sort_names[sort])))
		sort++;
	if (class == EVENT_CLASS_COUNT && sort == EVENT_SORT_COUNT)
		event_words_fail(table, row->line, "no such class");
	struct str rest = row->field[1], phrase;
	while (str_split(&rest, ',', &phrase)) {
		struct event_word *e = event_words_add(w, str_trim(phrase));
		if (class < EVENT_CLASS_COUNT)
			e->classes |= UINT64_C(1) << class;
		if (sort < EVENT_SORT_COUNT)
			e->sorts |= UINT64_C(1) << sort;
	}
}

static enum event_strength event_words_strength(const char *table, const struct table_row *row)
{
	static const char *const names[] = {"", "support", "weak", "strong"};
	for (unsigned i = STRENGTH_SUPPORT; i <= STRENGTH_STRONG; i++)
		if (str_eq(row->field[1], str_of(names[i])))
			return i;
	event_words_fail(table, row->line, "no such strength");
}

static void event_words_nouns(struct event_words *w, struct str list, enum event_kind kind, enum event_strength strength)
{
	struct str noun;
	while (str_split(&list, ',', &noun)) {
		struct event_word *e = event_words_add(w, str_trim(noun));
		if (e->noun_strength)
			continue;
		e->noun_kind = (uint8_t)kind;
		e->noun_strength = (uint8_t)strength;
	}
}

static void event_words_verb(struct event_words *w, const struct table_row *row, enum event_kind kind,
			     enum event_strength strength)
{
	for (size_t i = 0; i < 5; i++) {
		struct str form = row->field[3 + i];
		if (form.n == 0 || str_eq(form, STR("-")))
			continue;
		struct event_word *e = event_words_add(w, form);
		if (!e->verb_strength) {
			e->verb_kind = (uint8_t)kind;
			e->verb_strength = (uint8_t)strength;
		}
		e->forms |= (uint8_t)(1u << i);
	}
}

static void event_words_head(struct event_words *w, const char *table, const struct table_row *row)
{
	enum event_kind kind;
	if (!event_kind_parse(row->field[0], &kind))
		event_words_fail(table, row->line, "no such kind");
	enum event_strength strength = event_words_strength(table, row);
	if (str_eq(row->field[2], STR("noun")))
		event_words_nouns(w, row->field[3], kind, strength);
	else if (str_eq(row->field[2], STR("verb")) && row->count >= 8)
		event_words_verb(w, row, kind, strength);
	else
		event_words_fail(table, row->line, "neither a noun nor a verb of five forms");
}

static void event_words_read(struct event_words *w, const char *table, const char *language,
			     void (*read)(struct event_words *, const char *, const struct table_row *))
{
	struct str rest = table_in(table, language);
	struct table_row row;
	int line = 0;
	while (table_next(&rest, &line, &row))
		read(w, table, &row);
}

/* What follows from all rows of an entry. */
static void event_words_conclude(struct event_word *e)
{
	e->acts = e->verb_strength && !e->noun_strength && !(e->classes & EVENT_BIT(THING));
	e->reports = e->acts && e->verb_strength == STRENGTH_WEAK && e->verb_kind == EVENT_STATEMENT;
	e->tensed = (e->acts && (e->forms & (FORM_PAST | FORM_S))) || (e->classes & EVENT_AUXILIARY);
	e->turns = e->tensed || (e->classes & EVENT_JOINING);
	e->bare = e->acts && !e->classes && e->forms == FORM_BASE;
	e->turns |= e->bare;
	e->tells = e->noun_strength || e->verb_strength || (!e->classes && (e->looks & LOOKS_PAST));
}

struct event_words *event_words_open(struct vocabulary *v, const char *language)
{
	struct event_words *w = mem_zero(1, sizeof *w);
	w->vocabulary = v;
	event_words_entry(w, 0);
	event_words_read(w, "event_words", language, event_words_class);
	event_words_read(w, "event_heads", language, event_words_head);
	for (uint32_t i = 1; i < w->count; i++)
		if (w->entries[i].known)
			event_words_conclude(&w->entries[i]);
	return w;
}

void event_words_close(struct event_words *w)
{
	if (!w)
		return;
	mem_free(w->entries);
	mem_free(w->more);
	mem_free(w);
}

const struct event_word *event_words_phrase(const struct event_words *w, const struct token *tokens, size_t count,
					    uint8_t *length)
{
	const struct event_word *found = NULL;
	uint32_t phrase = tokens[0].word;
	for (size_t k = 1; phrase && k < count; k++) {
		phrase = vocabulary_get_next(w->vocabulary, phrase, tokens[k].word);
		const struct event_word *one = event_words_get(w, phrase);
		if (one->known) {
			found = one;
			*length = (uint8_t)(k + 1);
		}
	}
	return found;
}

static bool event_words_ends(struct str word, struct str ending, size_t stem)
{
	if (!ending.n || word.n < ending.n + stem)
		return false;
	const char *end = word.p + word.n - ending.n;
	size_t k = ending.n; /* from the last letter, which tells most */
	while (k > 0 && end[k - 1] == ending.p[k - 1])
		k--;
	return k == 0;
}

uint8_t event_words_ending(const struct event_words *w, struct str word)
{
	return (uint8_t)((event_words_ends(word, w->past_ending, EVENT_ENDING_STEM) ? LOOKS_PAST : 0) |
			 (event_words_ends(word, w->adverb_ending, EVENT_ENDING_STEM) ? LOOKS_ADVERB : 0) |
			 (event_words_ends(word, w->plural_ending, 0) ? LOOKS_PLURAL : 0) |
			 (event_words_ends(word, w->ing_ending, EVENT_ENDING_STEM - 1) ? LOOKS_ING : 0));
}
