#include "config.h"

#include "text/place_mention.h"

#include <string.h>

/* ---- tokens ---- */

static bool place_around_is_shouted(const struct token_list *l, uint32_t token)
{
	return l->sentences[l->tokens[token].sentence].shouting;
}

/* "J.", but not "U.S.", nor the article of "SAID A GERMAN" */
static bool place_around_is_initial(const struct token_list *l, uint32_t token)
{
	const struct token *t = &l->tokens[token];
	if (t->lower.n == 1 && t->lower.p[0] == 'a' && place_around_is_shouted(l, token))
		return false;
	return t->kind == TOKEN_WORD && t->upper_first && t->lower.n <= 2 &&
	       (t->lower.n == 1 || t->lower.p[1] == '.');
}

/* ---- what stands around ---- */

/* A capitalised word at a sentence's start says nothing when it is a small word. */
bool place_around_small_word(const struct place_work *w, const struct token_list *l, uint32_t token)
{
	return gazetteer_word(w->g, l->tokens[token].word) & (WORD_SMALL | WORD_LOCATIVE | WORD_DIRECTION);
}

/* "Bank of X", "the city of X": what the word before "of" makes of it. */
static unsigned place_around_of(const struct place_work *w, const struct token *head, bool shouted)
{
	unsigned class = gazetteer_word(w->g, head->word);
	if (class & WORD_STATE)
		return PLACE_STATE | (class & WORD_NOUN ? PLACE_IN : 0);
	if (head->kind == TOKEN_WORD && head->upper_first && !shouted && !(class & WORD_TITLE))
		return PLACE_OF_NAME;
	if (class & WORD_TITLE)
		return PLACE_HELD;
	return class & (WORD_NOUN | WORD_DIRECTION) ? PLACE_IN : 0;
}

/* "al-" and "el-" before a name: a family's ("al-Sabah") more often than a place's. */
static bool place_around_is_article(const struct place_work *w, const struct token *hyphen, const struct token *article)
{
	bool tight = hyphen->kind == TOKEN_MARK && hyphen->lower.p[0] == '-' && !hyphen->space_before;
	return tight && (gazetteer_word(w->g, article->word) & WORD_FAMILY);
}

unsigned place_around_before(const struct place_work *w, const struct token_list *l, uint32_t begin)
{
	if (begin == 0 || !place_around_same(l, begin - 1, begin))
		return PLACE_SENTENCE_START;
	const struct token *p = &l->tokens[begin - 1];
	const struct token *pp = begin >= 2 && place_around_same(l, begin - 2, begin) ? p - 1 : NULL;
	if (pp && place_around_is_article(w, p, pp))
		return PLACE_PERSON;
	if (p->kind == TOKEN_MARK)
		return p->lower.p[0] == '"' ? PLACE_SENTENCE_START : 0;
	unsigned class = gazetteer_word(w->g, p->word), around = 0;
	bool capital = p->upper_first && p->kind == TOKEN_WORD, shouted = place_around_is_shouted(l, begin);
	if (capital && pp && place_around_is_initial(l, begin - 1) && place_around_capital(l, begin - 2))
		return PLACE_PERSON;
	if (capital && (class & WORD_FORENAME))
		around |= PLACE_PERSON;
	if (capital && (class & WORD_TITLE))
		around |= PLACE_PERSON | (class & WORD_CIVIL ? 0 : PLACE_TITLED);
	if (class & (WORD_LOCATIVE | WORD_DIRECTION))
		around |= PLACE_IN;
	if (class & WORD_TOWARD)
		around |= PLACE_TO;
	if ((class & WORD_NOUN) && (!capital || shouted))
		around |= PLACE_IN;
	if (pp && (class & WORD_OF))
		around |= pp->kind == TOKEN_MARK ? PLACE_TO : place_around_of(w, pp, shouted);
	if (capital && !around && !place_around_small_word(w, l, begin - 1))
		around |= PLACE_AFTER_NAME;
	return around;
}

/* "Mayo County Council" is none of the United States. */
bool place_around_is_county(const struct place_work *w, const struct token_list *l, uint32_t token)
{
	if (!(gazetteer_word(w->g, l->tokens[token].word) & WORD_COUNTY))
		return false;
	return token + 1 >= l->count || !(gazetteer_word(w->g, l->tokens[token + 1].word) & WORD_COUNCIL);
}

/* "Dublin Road", but not "Florida Highway Patrol": no name goes on after it. */
static bool place_around_is_street(const struct token_list *l, uint32_t at)
{
	return !place_around_same(l, at, at + 1) || !place_around_capital(l, at + 1);
}

/* "Dublin Castle Road", "Ohio Mattress Co": the word after the next. */
static unsigned place_around_second(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t at)
{
	if (!place_around_same(l, begin, at) || !place_around_capital(l, at))
		return 0;
	unsigned class = gazetteer_word(w->g, l->tokens[at].word);
	if ((class & WORD_STREET) && place_around_is_street(l, at))
		return PLACE_STREET;
	return (class & (WORD_COMPANY | WORD_PAPER | WORD_TEAM) ? PLACE_FIRM : 0) | (class & WORD_LEGAL ? PLACE_LEGAL : 0);
}

bool place_around_is_joint(const struct token_list *l, uint32_t hyphen)
{
	return place_around_is(l, hyphen, '-') && !l->tokens[hyphen].space_before && place_around_same(l, hyphen, hyphen + 1) &&
	       !l->tokens[hyphen + 1].space_before && place_around_capital(l, hyphen + 1);
}

/* "Bristol-Myers": joined to a capitalised word that begins no place's name. */
static bool place_around_is_firm_joint(const struct place_work *w, const struct token_list *l, uint32_t hyphen)
{
	return place_around_is_joint(l, hyphen) &&
	       !gazetteer_begins(w->g, gazetteer_name_word(w->g, &l->tokens[hyphen + 1]));
}

bool place_around_is_share(const struct token_list *l, uint32_t open)
{
	if ((!place_around_is(l, open, '(') && !place_around_is(l, open, '<')) || open + 2 >= l->count)
		return false;
	const struct token *share = &l->tokens[open + 1];
	return (share->upper_all || share->kind == TOKEN_NUMBER) && place_around_is(l, open + 2, '.') &&
	       !l->tokens[open + 2].space_before;
}

static unsigned place_around_after(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end)
{
	if (!place_around_same(l, begin, end))
		return 0;
	const struct token *n = &l->tokens[end];
	if (n->kind == TOKEN_WORD && n->lower.n && n->lower.p[0] == '\'')
		return PLACE_POSSESSIVE;
	unsigned class = gazetteer_word(w->g, n->word), around = 0;
	if (place_around_is(l, end, '&') || place_around_is_firm_joint(w, l, end) || place_around_is_share(l, end))
		return PLACE_FIRM;
	if (n->kind != TOKEN_WORD)
		return 0;
	if (class & WORD_SPEECH)
		around |= PLACE_SPEAKS;
	if (class & (WORD_CIVIC | WORD_NOUN))
		around |= PLACE_CIVIC;
	if (class & WORD_STATE)
		around |= PLACE_STATE;
	if (!n->upper_first)
		return around;
	if ((class & WORD_STREET) && place_around_is_street(l, end))
		return around | PLACE_STREET;
	if (place_around_is_county(w, l, end))
		return around | PLACE_COUNTY;
	if (class & (WORD_COMPANY | WORD_PAPER | WORD_TEAM))
		return around | PLACE_FIRM | (class & WORD_LEGAL ? PLACE_LEGAL : 0);
	around |= place_around_second(w, l, begin, end + 1);
	if (!(class & (WORD_CIVIC | WORD_NOUN | WORD_TITLE | WORD_DIRECTION | WORD_STATE)))
		around |= PLACE_BEFORE_NAME;
	return around;
}

/* Where the dateline of a text ends: the dash of "CAIRO, May 5 (AP) -", or the bracket of "CAIRO (AP)".
 * 0: the text has none. */
uint32_t place_around_dateline(const struct token_list *l)
{
	enum { LONGEST = 24 };
	for (uint32_t i = 0; i < l->count && i < LONGEST; i++) {
		const struct token *t = &l->tokens[i];
		if (place_around_is(l, i, '-') && t->space_before && i > 0)
			return i;
		if (place_around_is(l, i, ')') && i > 2 && l->tokens[0].upper_all)
			return i;
		if (t->kind == TOKEN_WORD && !t->upper_first && i > 0)
			return 0;
	}
	return 0;
}

/* "Adam Lincoln, 34," */
static bool place_around_aged(const struct token_list *l, uint32_t end)
{
	return end + 2 < l->count && place_around_is(l, end, ',') && l->tokens[end + 1].number > 0 &&
	       l->tokens[end + 1].number < 100 && place_around_is(l, end + 2, ',');
}

/* "French toast", "Mexican restaurant", "in English", "speaks Spanish". */
static unsigned place_around_thing(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end)
{
	if (place_around_same(l, begin, end)) {
		const struct token *n = &l->tokens[end];
		bool joined = place_around_is(l, end, '-') && place_around_same(l, begin, end + 1);
		unsigned class = gazetteer_word(w->g, joined ? n[1].word : n->word);
		if (class & (WORD_THING | WORD_SUM))
			return class & WORD_SUM ? PLACE_SUM : PLACE_THING;
	}
	bool tongue = begin > 0 && place_around_same(l, begin - 1, begin) &&
		      gazetteer_word(w->g, l->tokens[begin - 1].word) & WORD_TONGUE;
	return tongue ? PLACE_THING : 0;
}

/* "(Reporting by Ann Lee in Bangalore; Editing by ...)", "Additional reporting by": the rest of the sentence
 * tells where reporters sit. */
bool place_around_is_credit_by(const struct place_work *w, const struct token_list *l, uint32_t i)
{
	if (!place_around_same(l, i, i + 1) || !(gazetteer_word(w->g, l->tokens[i + 1].word) & WORD_BY))
		return false;
	uint32_t first = l->sentences[l->tokens[i].sentence].token_begin;
	bool opens = i <= first + 2;
	return opens || place_around_is(l, i - 1, '(') || (i >= 2 && place_around_is(l, i - 2, '('));
}

/* "Minister Yoshihiko Noda", "spokesman Ingvar Berg": a title before the word before. */
static bool place_around_is_named(const struct place_work *w, const struct token_list *l, uint32_t begin)
{
	return begin >= 2 && place_around_same(l, begin - 2, begin) &&
	       (gazetteer_word(w->g, l->tokens[begin - 2].word) & WORD_TITLE);
}

unsigned place_around_name(const struct place_work *w, const struct token_list *l, uint32_t begin, uint32_t end)
{
	unsigned around = place_around_before(w, l, begin) | place_around_after(w, l, begin, end) |
			  place_around_thing(w, l, begin, end);
	bool shouting = l->sentences[l->tokens[begin].sentence].shouting;
	if ((around & PLACE_AFTER_NAME) && !shouting && (place_around_aged(l, end) || place_around_is_named(w, l, begin)))
		around |= PLACE_PERSON;
	return around;
}
