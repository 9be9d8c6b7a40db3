#include "config.h"

#include "text/place_mention.h"

#include <string.h>

/* ---- how a name is written ---- */

static const struct sentence *place_match_sentence(const struct token_list *l, uint32_t token)
{
	return &l->sentences[l->tokens[token].sentence];
}

/* "Alexandria, La." and "Alexandria (La.)": a capitalised word and a comma stand before. */
static bool place_match_after_comma(const struct token_list *l, uint32_t begin)
{
	return begin >= 2 && place_around_same(l, begin - 2, begin) &&
	       (place_around_is(l, begin - 1, ',') || place_around_is(l, begin - 1, '(')) &&
	       place_around_capital(l, begin - 2);
}

static bool place_match_has_point(const struct token_list *l, uint32_t last)
{
	struct str lower = l->tokens[last].lower;
	return lower.p[lower.n - 1] == '.' || (last + 1 < l->count && place_around_is(l, last + 1, '.'));
}

/* First of its sentence, or after "the": where no pronoun "us" can stand. */
static bool place_match_is_no_object(const struct place_work *w, const struct token_list *l, uint32_t begin)
{
	return begin == 0 || !place_around_same(l, begin - 1, begin) ||
	       (gazetteer_word(w->g, l->tokens[begin - 1].word) & WORD_THE);
}

/* "Sino-Indian", but not "Anglo-Celt": a name is behind the hyphen. */
static bool place_match_is_joined(const struct place_work *w, const struct token_list *l, uint32_t hyphen)
{
	return place_around_is_joint(l, hyphen) && gazetteer_begins(w->g, gazetteer_name_word(w->g, &l->tokens[hyphen + 1]));
}

/* "DC-10": a hyphen and a number stand behind it. */
static bool place_match_is_model(const struct token_list *l, uint32_t end)
{
	return place_around_same(l, end, end + 1) && place_around_is(l, end, '-') && !l->tokens[end].space_before &&
	       l->tokens[end + 1].kind == TOKEN_NUMBER;
}

static unsigned place_match_written(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end)
{
	const struct token *head = &l->tokens[begin], *tail = &l->tokens[end - 1];
	return (head->upper_first ? PLACE_HEAD : 0) |
	       (tail->upper_first || tail->kind != TOKEN_WORD ? PLACE_TAIL : 0) |
	       (head->upper_all ? PLACE_ALL : 0) | (place_match_has_point(l, end - 1) ? PLACE_POINT : 0) |
	       (place_match_after_comma(l, begin) ? PLACE_COMMA : 0) | (begin + 1 == end ? PLACE_SINGLE : 0) |
	       (place_match_sentence(l, begin)->shouting ? PLACE_SHOUT : 0) | (begin == 0 ? PLACE_OPENS : 0) |
	       (place_match_is_joined(w, l, end) ? PLACE_JOINED : 0) | (place_around_same(l, begin, end) ? 0 : PLACE_LAST) |
	       (head->upper_all && begin && head[-1].kind == TOKEN_NUMBER ? PLACE_COUNTED : 0) |
	       (head->upper_all && place_match_is_model(l, end) ? PLACE_MODEL : 0) |
	       (head->upper_all && place_match_is_no_object(w, l, begin) ? PLACE_NO_OBJECT : 0) |
	       (!head->plain && head->lower.n > 2 && memchr(head->lower.p, '.', head->lower.n - 1) ? PLACE_POINTS : 0);
}

/* After a comma any abbreviation counts; elsewhere those that are no words, and end no sentence. */
static bool place_match_may_be_abbreviation(unsigned written, unsigned class)
{
	if (!(written & PLACE_HEAD) || !(written & PLACE_POINT))
		return false;
	if ((written & PLACE_ALL) && !(written & PLACE_SHOUT))
		return false;
	return (written & PLACE_COMMA) || !((written & (PLACE_SHOUT | PLACE_LAST)) || (class & WORD_COMMON));
}

static bool place_match_may_be_acronym(unsigned written, unsigned class, uint8_t kind)
{
	if (!(written & PLACE_SINGLE))
		return true;
	if ((kind == GAZETTEER_REGION && (written & PLACE_COUNTED)) || (written & PLACE_MODEL))
		return false;
	/* "TOLD US.", but "US TROOPS" and "THE US" */
	if (written & PLACE_SHOUT)
		return !(class & WORD_COMMON) || (kind == GAZETTEER_COUNTRY && (written & PLACE_NO_OBJECT));
	return written & PLACE_ALL;
}

static bool place_match_may(unsigned written, unsigned class, size_t length, const struct gazetteer_entry *e)
{
	enum { SHORT = 4 };
	if (e->kind == GAZETTEER_PREFIX && !(written & PLACE_JOINED))
		return false;
	if (e->form & GAZETTEER_ABBREVIATION)
		return place_match_may_be_abbreviation(written, class);
	if (e->form & GAZETTEER_POSTAL)
		return !(written & PLACE_SHOUT) && (written & PLACE_ALL) && (written & PLACE_COMMA);
	if (e->form & GAZETTEER_POINTED)
		return written & PLACE_POINTS;
	if (e->form & GAZETTEER_ACRONYM)
		return place_match_may_be_acronym(written, class, e->kind);
	if (!(written & PLACE_HEAD))
		return e->form & GAZETTEER_LOWER_HEAD;
	if (written & PLACE_SHOUT)
		return true;
	/* "SARS", "BARI", "SWAT": short words in capitals are no places, but in a dateline */
	if (e->kind != GAZETTEER_COUNTRY && e->kind != GAZETTEER_HINT && (written & PLACE_ALL) && (written & PLACE_SINGLE) &&
	    length <= SHORT && !(written & PLACE_OPENS))
		return false;
	return (written & PLACE_TAIL) || (e->form & GAZETTEER_LOWER_TAIL);
}

bool place_match_may_be(const struct place_mention *m, const struct gazetteer_entry *e)
{
	return place_match_may(m->written, m->class, m->length, e);
}

/* Names of one word carry what the word itself is known as. */
static unsigned place_match_class(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end)
{
	return begin + 1 == end ? gazetteer_word(w->g, l->tokens[begin].word) : 0;
}

/* A name that may stand here. */
struct place_match {
	uint32_t begin, end;
	uint32_t entry;    /* the first of its chain */
	unsigned written, class;
};

/* Is there an entry in the chain that the words of the match may be? */
static bool place_match_fits(const struct place_work *w, const struct token_list *l, const struct place_match *m)
{
	for (uint32_t entry = m->entry; entry != GAZETTEER_END; entry = gazetteer_entry(w->g, entry)->next)
		if (place_match_may(m->written, m->class, l->tokens[m->begin].lower.n, gazetteer_entry(w->g, entry)))
			return true;
	return false;
}

/* Marks that may stand inside a name: "Guinea-Bissau", "Trinidad & Tobago", "St. Louis", "Washington, D.C.". */
static bool place_match_inner_mark(const struct token_list *l, uint32_t token)
{
	if (place_around_is(l, token, '&'))
		return true;
	if (place_around_is(l, token, ','))
		return token + 1 < l->count && memchr(l->tokens[token + 1].lower.p, '.', l->tokens[token + 1].lower.n);
	const struct token *t = &l->tokens[token];
	bool tight = !t->space_before;
	return tight && (place_around_is(l, token, '-') || place_around_is(l, token, '.') ||
			 place_around_is(l, token, '\''));
}

unsigned place_match_known(const struct place_work *w, struct str word)
{
	uint32_t known = wordmap_get(&w->names, word);
	return known == WORDMAP_NONE ? 0 : known;
}

/* A country's name with a small letter is a word of this article: "turkey". */
static void place_match_note_word(struct place_work *w, struct str word, uint32_t entry)
{
	unsigned known = place_match_known(w, word);
	if (gazetteer_entry(w->g, entry)->kind == GAZETTEER_COUNTRY && !(known & PLACE_THING))
		wordmap_set(&w->names, word, known | PLACE_THING);
}

/* The longest name that begins at `begin`; false: none does. */
static bool place_match_longest(struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t name,
				struct place_match *out)
{
	uint32_t stop = place_match_sentence(l, begin)->token_end;
	out->entry = GAZETTEER_END;
	for (uint32_t i = begin; i < stop; i++) {
		if (i != begin && l->tokens[i].kind == TOKEN_MARK) {
			if (!place_match_inner_mark(l, i))
				break;
			continue;
		}
		if (i != begin)
			name = gazetteer_go_on(w->g, name, &l->tokens[i]);
		if (!name)
			break;
		struct place_match m = {.begin = begin, .end = i + 1, .entry = gazetteer_look(w->g, name)};
		if (m.entry == GAZETTEER_END)
			continue;
		if (i == begin && !l->tokens[i].upper_first)
			place_match_note_word(w, l->tokens[i].lower, m.entry);
		m.written = place_match_written(w, l, begin, m.end);
		m.class = place_match_class(w, l, begin, m.end);
		if (place_match_fits(w, l, &m))
			*out = m;
	}
	return out->entry != GAZETTEER_END;
}

struct str place_match_word(const struct place_work *w, const struct place_mention *m)
{
	return w->lists[m->source]->tokens[m->begin].lower;
}

static struct place_mention *place_match_push(struct place_work *w)
{
	struct place_mention *m = vec_push(w);
	*m = (struct place_mention){.container = -1};
	return m;
}

/* Remembers the words that are persons' or firms' names in this article. */
static void place_match_note(struct place_work *w, const struct token_list *l, const struct place_mention *m)
{
	struct str word = l->tokens[m->begin].lower;
	bool forename = (m->class & WORD_FORENAME) && (m->around & PLACE_BEFORE_NAME) && !(m->around & PLACE_HELD);
	bool person = m->begin + 1 == m->end && (forename || (m->around & PLACE_PERSON));
	unsigned known = place_match_known(w, word);
	unsigned now = known | (person ? PLACE_PERSON : 0) | (m->around & PLACE_FIRM);
	if (now != known)
		wordmap_set(&w->names, word, now);
}

static void place_match_add(struct place_work *w, const struct token_list *l, const struct place_match *match,
			    uint32_t dateline, enum place_source source)
{
	struct place_mention *m = place_match_push(w);
	const struct sentence *s = place_match_sentence(l, match->begin);
	m->begin = match->begin;
	m->end = match->end;
	m->entry = match->entry;
	m->source = (uint8_t)source;
	m->class = match->class;
	m->written = match->written;
	m->length = (uint32_t)l->tokens[m->begin].lower.n;
	if (gazetteer_entry(w->g, m->entry)->kind >= GAZETTEER_HINT)
		return;
	m->around = place_around_name(w, l, m->begin, m->end);
	if (s->shouting)
		m->around = (m->around & ~(unsigned)(PLACE_AFTER_NAME | PLACE_BEFORE_NAME)) | PLACE_SHOUTED;
	if (source == PLACE_IN_TITLE || s->heading)
		m->around |= PLACE_HEADLINE;
	if (m->begin < dateline)
		m->around |= PLACE_DATELINE | PLACE_IN;
	place_match_note(w, l, m);
}

/* ---- containers ---- */

/* The state or country that a name before a comma lies in must be known at a glance. */
static bool place_match_can_contain(const struct place_work *w, const struct place_mention *m)
{
	const struct gazetteer_entry *e = gazetteer_entry(w->g, m->entry);
	return e->kind == GAZETTEER_COUNTRY || e->kind == GAZETTEER_REGION || e->kind == GAZETTEER_DIVISION;
}

static bool place_match_is_abbreviated(const struct place_work *w, const struct place_mention *m)
{
	return gazetteer_entry(w->g, m->entry)->form & (GAZETTEER_ABBREVIATION | GAZETTEER_POSTAL);
}

/* A village that the gazetteer does not know, before ", La.": the capitalised words in front of the comma,
 * inserted before the state, which is the last mention. */
static void place_match_unknown(struct place_work *w, const struct token_list *l, uint32_t comma)
{
	uint32_t begin = comma, floor = w->n >= 2 ? w->v[w->n - 2].end : 0;
	while (begin > floor && comma - begin < 4 && place_around_same(l, begin - 1, comma) &&
	       place_around_capital(l, begin - 1) && !place_around_small_word(w, l, begin - 1))
		begin--;
	if (begin == comma)
		return;
	struct place_mention state = w->v[--w->n];
	*place_match_push(w) = (struct place_mention){
		.begin = begin, .end = comma, .source = state.source, .container = (int32_t)w->n,
	};
	*place_match_push(w) = state;
}

/* "India's Punjab": is the name before the last its container? Only where nothing but a place is meant by a name
 * that several states have; "Britain's Lancaster" may be a minister. */
static void place_match_link_owner(struct place_work *w, size_t first)
{
	struct place_mention *m = &w->v[w->n - 1];
	bool name = m->class & (WORD_FORENAME | WORD_SURNAME | WORD_COMMON);
	if (w->n - first < 2 || name || (m->around & PLACE_BEFORE_NAME) || m[-1].end + 1 != m->begin)
		return;
	if ((m[-1].around & PLACE_POSSESSIVE) && gazetteer_entry(w->g, m[-1].entry)->kind == GAZETTEER_COUNTRY &&
	    gazetteer_entry(w->g, m->entry)->next != GAZETTEER_END)
		m->container = (int32_t)w->n - 2;
}

/* "Birmingham in England", "Cordoba, in Spain": a town of a name that several countries have, and where it is. */
static void place_match_link_within(struct place_work *w, const struct token_list *l, size_t first)
{
	struct place_mention *m = &w->v[w->n - 1];
	if (w->n - first < 2 || !(m->around & PLACE_IN) || !place_around_same(l, m[-1].begin, m->begin))
		return;
	const struct gazetteer_entry *town = gazetteer_entry(w->g, m[-1].entry);
	uint32_t at = m->begin - (gazetteer_word(w->g, l->tokens[m->begin - 1].word) & WORD_THE ? 1 : 0);
	bool in = at > m[-1].end && (gazetteer_word(w->g, l->tokens[at - 1].word) & WORD_WITHIN);
	at -= in && at - 1 > m[-1].end && place_around_is(l, at - 2, ',');
	if (in && at - 1 == m[-1].end && place_weigh_is_town(town) && town->next != GAZETTEER_END)
		m[-1].container = (int32_t)w->n - 1;
}

/* After the last mention was added: is it the container of the name before it? */
static void place_match_link(struct place_work *w, const struct token_list *l, size_t first)
{
	struct place_mention *m = &w->v[w->n - 1];
	place_match_link_owner(w, first);
	if (!place_match_can_contain(w, m))
		return;
	place_match_link_within(w, l, first);
	if (!place_match_after_comma(l, m->begin))
		return;
	struct place_mention *before = w->n - first >= 2 ? m - 1 : NULL;
	if (before && before->end == m->begin - 1 && gazetteer_entry(w->g, before->entry)->kind < GAZETTEER_HINT)
		before->container = (int32_t)w->n - 1;
	else if (place_match_is_abbreviated(w, m) && place_around_is(l, m->begin - 1, ','))
		place_match_unknown(w, l, m->begin - 1);
}

/* "Whitlow County": of a name that the gazetteer does not know. */
static bool place_match_unknown_county(struct place_work *w, const struct token_list *l, uint32_t i,
				       enum place_source source)
{
	if (!place_around_capital(l, i) || !place_around_same(l, i, i + 1) || !place_around_capital(l, i + 1) ||
	    !place_around_is_county(w, l, i + 1) ||
	    place_match_sentence(l, i)->shouting || l->tokens[i].lower.n < 3 || place_around_small_word(w, l, i))
		return false;
	unsigned before = place_around_before(w, l, i);
	struct place_mention *m = place_match_push(w);
	m->begin = i;
	m->end = i + 2;
	m->source = (uint8_t)source;
	m->around = before | PLACE_COUNTY;
	return true;
}

/* A word that may be in the name of a village: with a capital, long enough, and known as nothing else. */
static void place_match_capital(struct place_work *w, const struct token *t, uint32_t i)
{
	enum { LETTERS = 3 };
	if (!t->upper_first || t->kind != TOKEN_WORD || t->upper_all || t->lower.n < LETTERS || gazetteer_word(w->g, t->word))
		return;
	*vec_push(&w->capitals) = i;
}

/* Where capitals say something, a word without one, and no "u.s.". */
static inline bool place_match_is_small(const struct token *t, const struct sentence *s)
{
	return t->plain & !t->upper_first & !s->shouting;
}

/* Gathers the words of a sentence that may tell something: those with capitals, and of the small ones those that can begin a
 * name or a line of credits. Without a branch, which could not be guessed. */
static void place_match_gather(struct place_work *w, const struct token_list *l, const struct sentence *s)
{
	w->words.n = 0;
	vec_reserve(&w->words, s->token_end - s->token_begin);
	struct place_word *words = w->words.v;
	size_t n = 0;
	for (uint32_t i = s->token_begin; i < s->token_end; i++) {
		const struct token *t = &l->tokens[i];
		bool word = t->kind == TOKEN_WORD;
		word |= (t->kind == TOKEN_MARK) & (t->lower.n > 1); /* of a script that sets no spaces */
		bool telling = !place_match_is_small(t, s);
		telling |= (gazetteer_small(w->g, t->word) & (WORD_CREDIT | GAZETTEER_SMALL)) != 0;
		words[n].token = i;
		n += word & telling;
	}
	w->words.n = n;
}

/* Looks up which of them begin names. Their places in the vocabulary of names are seldom near: all are sent for, then read. */
static void place_match_look(struct place_work *w, const struct token_list *l, const struct sentence *s)
{
	struct place_word *end = w->words.v + w->words.n;
	for (struct place_word *word = w->words.v; word < end; word++) {
		const struct token *t = &l->tokens[word->token];
		bool may = !s->furniture && (!place_match_is_small(t, s) || (gazetteer_small(w->g, t->word) & GAZETTEER_SMALL));
		word->key = may ? gazetteer_key(t) : 0;
		gazetteer_expect(w->g, word->key);
	}
	for (struct place_word *word = w->words.v; word < end; word++) {
		uint32_t name = word->key ? gazetteer_find(w->g, word->key) : 0;
		word->name = gazetteer_begins(w->g, name) ? name : 0;
	}
}

/* The mentions of a sentence. Sentences of capitals and headings show no unknown names: all their words have capitals. */
static void place_match_in(struct place_work *w, const struct token_list *l, const struct sentence *s, size_t first,
			   uint32_t dateline, enum place_source source)
{
	bool unknown = w->known && source == PLACE_IN_TEXT && !s->shouting && !s->heading && !s->furniture;
	uint32_t end = s->token_begin;
	place_match_gather(w, l, s);
	place_match_look(w, l, s);
	for (const struct place_word *word = w->words.v; word < w->words.v + w->words.n; word++) {
		const uint32_t i = word->token;
		if (i < end)
			continue;
		unsigned known = gazetteer_small(w->g, l->tokens[i].word);
		if ((known & WORD_CREDIT) && place_around_is_credit_by(w, l, i))
			return;
		struct place_match match = {.entry = GAZETTEER_END};
		bool named = word->name && place_match_longest(w, l, i, word->name, &match);
		end = named ? match.end : i + 1;
		bool money = named && place_around_is(l, end, '$') && !l->tokens[end].space_before; /* "US$5 million" */
		if (named && !money) {
			place_match_add(w, l, &match, dateline, source);
			place_match_link(w, l, first);
		} else if (!named && place_match_unknown_county(w, l, i, source)) {
			end++;
		} else if (unknown) {
			for (uint32_t k = i; k < end; k++)
				place_match_capital(w, &l->tokens[k], k);
		}
	}
}

void place_match_all(struct place_work *w, const struct token_list *l, enum place_source source)
{
	uint32_t dateline = source == PLACE_IN_TEXT ? place_around_dateline(l) :
			    source == PLACE_IN_DATELINE ? (uint32_t)l->count : 0;
	size_t first = w->n;
	w->lists[source] = l;
	for (const struct sentence *s = l->sentences; s < l->sentences + l->sentence_count; s++)
		place_match_in(w, l, s, first, dateline, source);
}
