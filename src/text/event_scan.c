#include "config.h"

#include "text/event_scan.h"

#include <string.h>

enum { EVENT_DATELINE_TOKENS = 24 }; /* a dateline is no longer */

/* The classes of a punctuation mark. */
static uint64_t event_scan_marks(const struct token *t)
{
	const uint64_t stop = EVENT_BIT(MARK) | EVENT_BIT(STOP);
	static const uint64_t classes[256] = {
		[','] = stop | EVENT_BIT(COMMA), [';'] = stop, [':'] = stop, ['('] = stop, [')'] = stop, ['['] = stop, [']'] = stop, ['"'] = stop,
	};
	bool dash = t->lower.p[0] == '-' && t->space_before;
	return t->lower.n != 1 ? EVENT_BIT(MARK) : dash ? stop : EVENT_BIT(MARK) | classes[(unsigned char)t->lower.p[0]];
}

/* The phrase that begins at a token, if one does: what it tells stands in the token's mark. */
static void event_scan_phrase(const struct event_scan *s, struct event_mark *m, const struct token *t, size_t count)
{
	const struct event_word *p = event_words_phrase(s->words, t, count, &m->length);
	if (!p)
		return;
	m->phrase = p;
	m->classes |= p->classes;
	m->word.sorts |= p->sorts;
	m->word.turns |= p->turns;
	m->word.tells = true;
}

static void event_scan_lookup(struct event_scan *s)
{
	const struct event_words *words = s->words;
	enum { AHEAD = 16 }; /* tokens: as long as memory takes */
	const struct token *t = s->tokens, *end = t + s->count;
	struct event_mark *m = s->marks;
	const struct token *last = s->l->tokens + s->l->count - 1;
	for (; t < end; t++, m++) {
		event_words_expect(words, (t + AHEAD < last ? t + AHEAD : last)->word);
		const struct event_word *w = event_words_get(words, t->word);
		*m = (struct event_mark){.classes = w->classes, .word = *w, .length = 1, .timex = -1, .place = -1};
		if (t->kind == TOKEN_MARK)
			m->classes |= event_scan_marks(t);
		else if (event_words_can_look(words, t->lower) & !w->known)
			event_words_look(words, t->lower, &m->word);
		if (w->begins && t + 1 < end && event_words_goes_on(words, w, t[1].word))
			event_scan_phrase(s, m, t, (size_t)(end - t));
	}
	*m = (struct event_mark){.length = 1, .timex = -1, .place = -1};
}

/* Gathers what the sentence has, and where. */
static void event_scan_gather(struct event_scan *s)
{
	uint16_t *turning = s->turning, *telling = s->telling;
	uint64_t classes = 0, before = 0; /* of the last token */
	event_sorts sorts = 0;
	const struct event_mark *m = s->marks;
	for (uint32_t i = 0, count = s->count; i < count; i++, m++) {
		*turning = *telling = (uint16_t)i;
		turning += m->word.turns | (((before | m->classes) & EVENT_BIT(STOP)) != 0);
		telling += m->word.tells;
		before = m->classes;
		classes |= before;
		sorts |= m->word.sorts;
	}
	s->classes = classes;
	s->sorts = sorts;
	s->turning_count = (uint32_t)(turning - s->turning);
	s->telling_count = (uint32_t)(telling - s->telling);
}

/* The tokens that a span covers, from *first on, which follows it: spans are in order, so one walk serves all of them. Past
 * the last of them. */
static uint32_t event_scan_cover(const struct event_scan *s, struct span span, uint32_t *first)
{
	while (*first < s->count && s->tokens[*first].span.end <= span.begin)
		++*first;
	uint32_t end = *first;
	while (end < s->count && s->tokens[end].span.begin < span.end)
		end++;
	return end;
}

static void event_scan_timexes(struct event_scan *s)
{
	uint32_t first = 0, end = s->tokens[s->count - 1].span.end;
	for (size_t i = s->timex; i < s->in->timex_count && s->in->timexes[i].span.begin < end; i++) {
		uint32_t past = event_scan_cover(s, s->in->timexes[i].span, &first);
		for (uint32_t k = first; k < past; k++) {
			s->marks[k].timex = (int32_t)i;
			s->marks[k].classes |= EVENT_BIT(DATE);
			s->classes |= EVENT_BIT(DATE);
		}
		if (s->in->timexes[i].span.end <= end)
			s->timex = i + 1;
	}
}

static void event_scan_places(struct event_scan *s)
{
	uint32_t first = 0, end = s->tokens[s->count - 1].span.end;
	for (size_t i = s->place; i < s->in->place_count && s->in->places[i].span.begin < end; i++) {
		uint32_t past = event_scan_cover(s, s->in->places[i].span, &first);
		for (uint32_t k = first; k < past; k++) {
			s->marks[k].place = (int32_t)i;
			s->marks[k].classes |= EVENT_BIT(PLACE);
			s->classes |= EVENT_BIT(PLACE);
		}
		if (s->in->places[i].span.end <= end)
			s->place = i + 1;
	}
}

bool event_scan_is_passive(const struct event_scan *s, uint32_t i)
{
	if (i == 0 || i + 2 >= s->count || !event_scan_is(s, i + 1, EVENT_BIT(BY)))
		return false;
	/* "rose by 5 percent", "began by naming", "met by Monday" */
	if (s->tokens[i + 2].kind == TOKEN_NUMBER || event_scan_is(s, i + 2, EVENT_BIT(DATE)) || event_scan_is_ing(s, i + 2))
		return false;
	return !event_scan_is(s, i - 1, EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(ADVERB));
}

/* Whether a token has a tense where it stands. */
static bool event_scan_is_tensed(const struct event_scan *s, uint32_t i)
{
	const struct event_mark *m = &s->marks[i];
	if (!(m->word.tensed || (m->classes & EVENT_AUXILIARY)) || (m->classes & (EVENT_BIT(DATE) | EVENT_BIT(PLACE))))
		return false;
	if ((m->word.forms & FORM_PARTICIPLE) && event_scan_is_passive(s, i))
		return false;
	/* "a split-adjusted basis" */
	return s->tokens[i].space_before || i == 0 || !event_scan_mark(s, i - 1, '-');
}

static void event_scan_tenses(struct event_scan *s)
{
	for (uint32_t k = 0; k < s->turning_count; k++)
		if (event_scan_is_tensed(s, s->turning[k]))
			s->marks[s->turning[k]].classes |= EVENT_BIT(TENSE);
}

/* "TIME RUNS OUT Ministers met": past a heading in capitals that runs into its sentence, or 0. Of two words one must be an
 * event's, "LIMA TALKS Ministers met": the names of firms stand in capitals, too. */
static uint32_t event_scan_heading(const struct event_scan *s)
{
	enum { WORDS = 3, LETTERS = 10, LONGEST = 12 };
	unsigned words = 0, letters = 0;
	bool tells = false;
	uint32_t i = 0;
	for (; !s->sentence->shouting && i < s->count && i < LONGEST; i++) {
		const struct token *t = &s->tokens[i];
		bool capital = t->upper_all || (t->upper_first && t->lower.n == 1);
		if (t->kind == TOKEN_WORD && !capital)
			break;
		words += t->kind == TOKEN_WORD;
		letters += t->kind == TOKEN_WORD ? (unsigned)t->lower.n : 0;
		tells |= s->marks[i].word.noun_strength || s->marks[i].word.verb_strength;
		if (event_scan_mark(s, i, '.') || (event_scan_mark(s, i, '(') && words < WORDS))
			return 0;
	}
	bool heading = words + tells >= WORDS && letters >= LETTERS && i < s->count && s->tokens[i].upper_first &&
		       s->tokens[i].kind == TOKEN_WORD;
	return heading ? i : 0;
}

/* "TOKYO, Sept. 2.—A quake", "ANKARA—Ministers met": a dash with no space before it ends a dateline behind capitals, a
 * full stop or a bracket, before a sentence. */
static bool event_scan_is_tight_dash(const struct event_scan *s, uint32_t i)
{
	const struct token *t = &s->tokens[i];
	if (!event_scan_mark(s, i, '-') || i == 0)
		return false;
	uint32_t next = i + 1;
	while (event_scan_mark(s, next, '-') && !s->tokens[next].space_before) /* "--" is two */
		next++;
	if (next == s->count || s->tokens[next - 1].span.end - t->span.begin < 2)
		return false;
	const struct str before = t[-1].lower;
	bool closed = t[-1].upper_all || s->marks[i - 1].timex >= 0 || before.p[before.n - 1] == '.' ||
		      event_scan_mark(s, i - 1, ')');
	return closed && (s->tokens[next].upper_first || event_scan_mark(s, next, '['));
}

/* The token behind the marks that end a dateline, and what is bracketed behind them; 0 when nothing is. */
static uint32_t event_scan_behind(const struct event_scan *s, uint32_t i)
{
	while (i < s->count && event_scan_is(s, i, EVENT_BIT(MARK)) && !event_scan_mark(s, i, '['))
		i++;
	while (i < s->count && event_scan_mark(s, i, '[')) {
		while (i < s->count && !event_scan_mark(s, i, ']'))
			i++;
		i += i < s->count;
	}
	return i < s->count ? i : 0;
}

/* The token after a dateline at the head of the sentence, or 0. */
static uint32_t event_scan_dateline(const struct event_scan *s)
{
	/* a dateline has a place or a date, or an agency alone: "(AP) - " */
	bool known = event_scan_mark(s, 0, '('), open = false;
	for (uint32_t i = 0; i < s->count && i < EVENT_DATELINE_TOKENS; i++) {
		const struct token *t = &s->tokens[i];
		const struct event_mark *m = &s->marks[i];
		/* "The European Union - the largest of all -" is none, "UNITED NATIONS -" is */
		bool place = m->place >= 0 && (s->in->places[m->place].country[0] || t->upper_all);
		known |= place || (m->classes & EVENT_BIT(DATE));
		open = event_scan_mark(s, i, '(') || (open && !event_scan_mark(s, i, ')')); /* "(ACAN - EFE)" */
		bool stop = event_scan_mark(s, i, ':') || (event_scan_mark(s, i, '-') && t->space_before) ||
			    event_scan_is_tight_dash(s, i);
		if (stop && known && !open)
			return event_scan_behind(s, i);
		if (t->kind == TOKEN_WORD && !t->upper_first && !(m->classes & (EVENT_BIT(PREP) | EVENT_BIT(DET))))
			break;
		if (m->word.verb_strength == STRENGTH_STRONG && !m->word.noun_strength)
			break;
	}
	return 0;
}

void event_scan_init(struct event_scan *s, const struct event_input *in, const struct event_words *w,
		     struct arena *scratch, struct arena *arena)
{
	const struct token_list *l = in->tokens;
	uint32_t longest = 1;
	for (size_t i = 0; i < l->sentence_count; i++) {
		uint32_t count = l->sentences[i].token_end - l->sentences[i].token_begin;
		longest = count > longest ? count : longest;
	}
	longest = longest < EVENT_LONGEST ? longest : EVENT_LONGEST;
	*s = (struct event_scan){.in = in, .l = l, .words = w, .arena = arena};
	s->marks = arena_take(scratch, longest + 1, sizeof *s->marks);
	s->clauses = arena_take(scratch, longest + 1, sizeof *s->clauses);
	s->turning = arena_take(scratch, longest + 1, sizeof *s->turning);
	s->telling = arena_take(scratch, longest + 1, sizeof *s->telling);
	s->pairs = arena_alloc(scratch, 1, sizeof *s->pairs);
}

void event_scan_read(struct event_scan *s, const struct sentence *e)
{
	s->sentence = e;
	s->tokens = s->l->tokens + e->token_begin;
	s->count = e->token_end - e->token_begin < EVENT_LONGEST ? e->token_end - e->token_begin : EVENT_LONGEST;
	event_scan_lookup(s);
	event_scan_gather(s);
	event_scan_timexes(s);
	event_scan_places(s);
	event_scan_tenses(s);
	s->body = event_scan_dateline(s);
	if (!s->body)
		s->body = event_scan_heading(s);
}

bool event_scan_joins_places(const struct event_scan *s, uint32_t comma)
{
	if (comma == 0 || !event_scan_is(s, comma - 1, EVENT_BIT(PLACE)) || !event_scan_is(s, comma + 1, EVENT_BIT(PLACE)))
		return false;
	const struct place *a = &s->in->places[s->marks[comma - 1].place], *b = &s->in->places[s->marks[comma + 1].place];
	if (memcmp(a->country, b->country, sizeof a->country) == 0 || !a->country[0] || !b->country[0])
		return true;
	uint32_t k = comma + 1;
	while (event_scan_is(s, k, EVENT_BIT(PLACE)) && s->marks[k].place == s->marks[comma + 1].place)
		k++;
	return !event_scan_is(s, k, EVENT_BIT(TENSE)) && !s->marks[k].word.verb_strength;
}

uint32_t event_scan_token_at(const struct event_scan *s, uint32_t byte)
{
	uint32_t low = 0, high = s->count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (s->tokens[mid].span.end <= byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
