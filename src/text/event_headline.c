#include "config.h"

#include "text/event_headline.h"

#include <string.h>

enum {
	EVENT_HEADLINE_WORDS = 12,
	EVENT_HEADLINE_BEFORE = 11, /* words before the head; a longer subject is cut to its end */
	EVENT_HEADLINE_LONG = 7,   /* with more before the head its subject loses what follows its first noun */
	EVENT_HEADLINE_TOKENS = 64, /* of the clause that are looked at */
};

/* The tokens that are taken, in order. */
struct event_headline_pick {
	uint32_t token[EVENT_HEADLINE_TOKENS];
	size_t n;
	size_t head; /* index of the head's first token, or n */
};

static bool event_headline_is_word(const struct event_scan *s, uint32_t i)
{
	return s->l->tokens[i].kind != TOKEN_MARK;
}

/* First token of the subject: past what leads in ("In September 2019, ", "Meanwhile, "). */
static uint32_t event_headline_subject(const struct event_scan *s, uint32_t begin, uint32_t head)
{
	uint32_t i = begin;
	while (i < head) {
		bool possessive = s->l->tokens[i].lower.p[0] == '\'' && i > begin && s->marks[i - 1].timex >= 0;
		bool lead_in = !event_headline_is_word(s, i) || s->marks[i].timex >= 0 || possessive ||
			       event_scan_is(s, i, EVENT_BIT(ALSO) | EVENT_BIT(THAT) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF));
		if (!lead_in && !event_scan_is(s, i, EVENT_BIT(ABOUT)) && event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(DURING))) {
			uint32_t k = i;
			while (k < head && !event_scan_mark(s, k, ','))
				k++;
			if (k == head)
				return i;
			i = k + 1;
			continue;
		}
		if (!lead_in)
			return i;
		i += s->marks[i].phrase && event_scan_length(s, i, EVENT_BIT(ALSO)) > 1 ? s->marks[i].length : 1;
	}
	return head;
}

/* Past the end of an aside that begins at the comma i ("..., the minister of trade, "): i itself when there
 * is none, or when it holds a verb or is long. */
static uint32_t event_headline_aside(const struct event_scan *s, uint32_t i, uint32_t end)
{
	enum { LONGEST = 14 };
	if (!event_scan_mark(s, i, ',') && !event_scan_mark(s, i, '(') && !event_scan_mark(s, i, '['))
		return i;
	char close = event_scan_mark(s, i, '(') ? ')' : event_scan_mark(s, i, '[') ? ']' : ',';
	for (uint32_t k = i + 1; k < end && k - i < LONGEST; k++) {
		const struct event_word *w = s->marks[k].word;
		if (event_scan_mark(s, k, close))
			return k + 1;
		if (close == ',' && w && w->verb_strength && !w->noun_strength && (w->forms & (FORM_PAST | FORM_S)))
			return i;
	}
	return i;
}

/* Whether the words from i are a date with what leads to it ("on Tuesday", "from May 23 to 25"): past its end,
 * or i. */
static uint32_t event_headline_date(const struct event_scan *s, uint32_t i, uint32_t end)
{
	uint32_t k = i;
	while (k < end && k - i < 3 && s->marks[k].timex < 0 && event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(BOUND) | EVENT_BIT(DET)))
		k++;
	if (k >= end || s->marks[k].timex < 0 || s->in->timexes[s->marks[k].timex].type == TIMEX_DURATION)
		return i;
	uint32_t date = k;
	while (k < end && s->marks[k].timex >= 0)
		k++;
	/* "for the current outbreak": only the date goes where a noun follows it */
	bool describes = k < end && event_headline_is_word(s, k) && s->l->tokens[k].lower.p[0] != '\'' &&
			 !event_scan_is(s, k, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO) | EVENT_BIT(BE) | EVENT_BIT(THAT) |
						 EVENT_BIT(PRONOUN) | EVENT_BIT(DET) | EVENT_BIT(HE)) &&
			 !(s->marks[k].word && s->marks[k].word->verb_strength && !s->marks[k].word->noun_strength);
	bool determined = date > i && event_scan_is(s, date - 1, EVENT_BIT(DET));
	if (describes && determined)
		return i;
	/* the 's of "Tuesday's", the join of "May 23 to 25" */
	if (k < end && s->l->tokens[k].lower.n && s->l->tokens[k].lower.p[0] == '\'' && !s->l->tokens[k].space_before)
		k++;
	return k;
}

static void event_headline_pick(const struct event_scan *s, uint32_t begin, uint32_t end, const struct event_head *head,
				struct event_headline_pick *p)
{
	p->n = 0;
	p->head = EVENT_HEADLINE_TOKENS;
	bool report = head->verb && head->kind == EVENT_STATEMENT;
	for (uint32_t i = begin; i < end && p->n < EVENT_HEADLINE_TOKENS;) {
		if (s->marks[i].clause != head->clause && !report && i >= s->marks[head->token].clause_begin) {
			i++;
			continue;
		}
		uint32_t past = event_headline_date(s, i, end);
		if (past == i && i != head->token)
			past = event_headline_aside(s, i, end);
		if (past > i && !(i <= head->token && head->token < past)) {
			i = past;
			continue;
		}
		if (i == head->token)
			p->head = p->n;
		bool join = i < head->token && ((event_scan_mark(s, i, ',') && i + 1 == s->marks[head->token].clause_begin) ||
						(i == s->marks[head->token].clause_begin && event_scan_is(s, i, EVENT_BIT(SUB))));
		if (event_scan_mark(s, i, '"') || join)
			i++;
		else
			p->token[p->n++] = i++;
	}
}

/* First token of the verb group that ends in the verb: its auxiliaries with it. */
static uint32_t event_headline_group(const struct event_scan *s, uint32_t begin, uint32_t verb)
{
	enum { LONGEST = 6 };
	uint32_t group = verb;
	for (uint32_t i = verb; i > begin && verb - i < LONGEST; i--)
		if (event_scan_is(s, i - 1, EVENT_BIT(BE) | EVENT_BIT(HAVE) | EVENT_BIT(DO) | EVENT_BIT(WILL) | EVENT_BIT(MAY) | EVENT_BIT(TO)))
			group = i - 1;
	return group;
}

/* Leaves out what stands between a long subject's first phrase and its verb: "the two countries [in an
 * unexpected move] are going to". */
static void event_headline_shorten(const struct event_scan *s, struct event_headline_pick *p, const struct event_head *verb)
{
	size_t words = 0, from = 0, to = 0;
	for (size_t k = 0; k < p->head && k < p->n; k++)
		words += event_headline_is_word(s, p->token[k]);
	if (words <= EVENT_HEADLINE_LONG || !verb || p->head >= p->n)
		return;
	uint32_t group = event_headline_group(s, p->token[0], verb->token);
	for (from = 1; from < p->n && p->token[from] < group; from++)
		if (event_scan_mark(s, p->token[from], ',') || event_scan_is(s, p->token[from], EVENT_BIT(PREP)))
			break;
	for (to = from; to < p->n && p->token[to] < group; to++)
		;
	if (to == from || to > p->head || to >= p->n)
		return;
	memmove(p->token + from, p->token + to, (p->n - to) * sizeof *p->token);
	p->n -= to - from;
	p->head -= to - from;
}

/* Whether a phrase can end before picked token k. */
static bool event_headline_is_border(const struct event_scan *s, const struct event_headline_pick *p, size_t k)
{
	if (k >= p->n)
		return true;
	uint32_t i = p->token[k];
	if (k && p->token[k - 1] + 1 != i)
		return true;
	bool compound = (k && event_scan_mark(s, p->token[k - 1], '-')) || (k + 1 < p->n && event_scan_mark(s, p->token[k + 1], '-'));
	if (compound && !s->l->tokens[i].space_before)
		return false;
	return event_scan_mark(s, i, ',') || event_scan_mark(s, i, ';') || event_scan_mark(s, i, '(') || event_scan_mark(s, i, '.') ||
	       (event_scan_mark(s, i, '-') && s->l->tokens[i].space_before) ||
	       (event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TO)) && !event_scan_is(s, i, EVENT_BIT(OF)));
}

/* Cuts the pick to first..last so that it holds the head and ten words at most. */
static void event_headline_cut(const struct event_scan *s, const struct event_headline_pick *p, const struct event_head *head,
			       size_t *first, size_t *last)
{
	size_t words = 0, h = p->head < p->n ? p->head : 0;
	*first = 0;
	for (size_t k = h; k > 0; k--) {
		words += event_headline_is_word(s, p->token[k - 1]);
		if (words > EVENT_HEADLINE_BEFORE) {
			/* start at the nearest border to the head's left that leaves something to say */
			for (size_t b = k; b < h; b++)
				if (event_headline_is_border(s, p, b) && event_headline_is_word(s, p->token[b])) {
					*first = b;
					break;
				}
			break;
		}
	}
	words = 0;
	size_t end = *first, border = 0;
	for (; end < p->n && words < EVENT_HEADLINE_WORDS; end++) {
		if (end > h && event_headline_is_border(s, p, end))
			border = end;
		words += event_headline_is_word(s, p->token[end]);
	}
	if (end < p->n && !event_headline_is_border(s, p, end) && border > h + head->length)
		end = border;
	*last = end;
}

/* Marks, prepositions and joining words at the ends say nothing. */
static void event_headline_trim(const struct event_scan *s, const struct event_headline_pick *p, size_t *first, size_t *last)
{
	while (*first < *last && !event_scan_is(s, p->token[*first], EVENT_BIT(ABOUT)) &&
	       (!event_headline_is_word(s, p->token[*first]) ||
				  s->l->tokens[p->token[*first]].lower.p[0] == '\'' ||
				  event_scan_is(s, p->token[*first], EVENT_BIT(AND) | EVENT_BIT(ALSO) | EVENT_BIT(SUB) | EVENT_BIT(PREP))))
		++*first;
	while (*last > *first) {
		uint32_t i = p->token[*last - 1];
		bool close = event_scan_mark(s, i, ')') || event_scan_mark(s, i, '"') || event_scan_mark(s, i, '%');
		if (close || (event_headline_is_word(s, i) && !event_scan_is(s, i, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) |
									     EVENT_BIT(DET) | EVENT_BIT(THAT) | EVENT_BIT(TO))))
			break;
		--*last;
	}
}

/* The picked tokens with single spaces where the text has white space or where something was left out. */
static struct str event_headline_text(const struct event_scan *s, const uint32_t *token, size_t n)
{
	struct buf b = BUF_INIT;
	for (size_t k = 0; k < n; k++) {
		const struct token *t = &s->l->tokens[token[k]];
		if (k && (t->space_before || (token[k - 1] + 1 != token[k] && t->kind != TOKEN_MARK)))
			buf_add_char(&b, ' ');
		buf_add_str(&b, token_text(s->l, t->span));
	}
	if (b.n && b.p[0] >= 'a' && b.p[0] <= 'z')
		b.p[0] = (char)(b.p[0] - 'a' + 'A');
	struct str copy = arena_str(s->arena, buf_str(&b));
	buf_free(&b);
	return copy;
}

/* The words before an inner clause that it speaks of: "[the payout plan], unveiled in April", "[Mr Khan], who
 * tested positive". The clause's own begin when it has a subject. */
static uint32_t event_headline_antecedent(const struct event_scan *s, uint32_t begin, const struct event_head *head)
{
	enum { LONGEST = 6, GAP = 3 };
	uint32_t first = event_scan_sentence(s, head->token)->token_begin;
	bool relative = event_scan_is(s, begin, EVENT_BIT(SUB));
	bool comma = begin > first && event_scan_mark(s, begin - 1, ',');
	if (!head->verb || begin <= first + 1 || head->token - begin > (relative ? GAP : 0u) || (!comma && !relative))
		return begin;
	uint32_t i = begin - comma;
	while (i > first && begin - i < LONGEST && event_headline_is_word(s, i - 1) && s->marks[i - 1].timex < 0 &&
	       !event_scan_is(s, i - 1, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(BE) | EVENT_BIT(THAT)))
		i--;
	return i < begin - comma ? i : begin;
}

void event_headline_build(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			  const struct event_head *verb, uint32_t from, struct event *out)
{
	uint32_t begin, end;
	event_scan_clause(s, head->token, &begin, &end);
	if (from > begin) {
		begin = from;
		verb = NULL;
		for (size_t i = c->head_count; i > 0; i--)
			if (c->heads[i - 1].verb && c->heads[i - 1].finite && c->heads[i - 1].token > head->token && c->heads[i - 1].token < end)
				end = c->heads[i - 1].token;
	}
	if (begin < c->begin && head->token >= c->begin)
		begin = c->begin;
	uint32_t antecedent = event_headline_antecedent(s, begin, head);
	uint32_t anchor = verb && verb->token < head->token ? verb->token : head->token;
	if (anchor < begin)
		anchor = head->token;
	begin = antecedent < begin ? antecedent : event_headline_subject(s, begin, anchor);
	/* what was said stands in the clauses that follow, or before a report at the end */
	bool report = head->verb && head->kind == EVENT_STATEMENT;
	if (report && end < c->end)
		end = c->end;
	else if (report && head->strength == STRENGTH_WEAK && begin > c->begin + EVENT_HEADLINE_LONG && event_scan_mark(s, begin - 1, ',')) {
		end = begin;
		begin = c->begin;
	}
	struct event_headline_pick pick;
	event_headline_pick(s, begin, end, head, &pick);
	event_headline_shorten(s, &pick, verb);
	size_t first, last;
	event_headline_cut(s, &pick, head, &first, &last);
	event_headline_trim(s, &pick, &first, &last);
	if (first >= last) {
		pick.token[0] = head->token;
		first = 0;
		last = 1;
	}
	out->headline = event_headline_text(s, pick.token + first, last - first);
	if (pick.token[last - 1] - pick.token[first] == last - 1 - first)
		out->headline_span = (struct span){s->l->tokens[pick.token[first]].span.begin,
						   s->l->tokens[pick.token[last - 1]].span.end};
}
