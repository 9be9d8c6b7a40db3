#include "config.h"

#include "app/find.h"

#include "app/ask.h"
#include "app/page.h"
#include "app/update.h"
#include "base/regex.h"

bool find_is_on(const struct model *m)
{
	return m->find.pattern.n > 0;
}

/* The hits are asked for by ask_settle; what is done when they are there. */
static void find_want(struct model *m, enum find_wish wish)
{
	m->find.wish = wish;
	ask_settle(m);
}

void find_begin(struct model *m)
{
	m->message[0] = '\0';
	if (m->original)
		page_original(m);
	ask_settle(m);
	m->find.from = page_at(m);
	buf_set(&m->find.kept, buf_str(&m->find.pattern));
}

void find_type(struct model *m, struct str pattern)
{
	struct error err = ERROR_INIT;
	struct regex *r = NULL;
	m->fault = (struct error)ERROR_INIT;
	if (pattern.n && !regex_compile(pattern, REGEX_SMART_CASE, &r, &err)) {
		m->fault = err;
		return;
	}
	regex_free(r);
	buf_set(&m->find.pattern, pattern);
	find_want(m, FIND_LAND);
}

bool find_keep(struct model *m)
{
	if (m->fault.code != ERROR_NONE)
		return false;
	if (!find_is_on(m) && m->find.last.n) {
		buf_set(&m->find.pattern, buf_str(&m->find.last));
		find_want(m, FIND_LAND);
	} else if (find_is_on(m)) {
		buf_set(&m->find.last, buf_str(&m->find.pattern));
	}
	return true;
}

void find_drop(struct model *m)
{
	m->fault = (struct error)ERROR_INIT;
	buf_set(&m->find.pattern, buf_str(&m->find.kept));
	page_show(m, m->find.from);
	find_want(m, FIND_STAY);
}

void find_end(struct model *m)
{
	buf_clear(&m->find.pattern);
	m->find.wish = FIND_STAY;
}

/* The first hit at or behind a byte; of none, hit_count. */
static size_t find_from(const struct opened *o, uint32_t at)
{
	size_t i = 0;
	while (i < o->hit_count && o->hits[i].begin < at)
		i++;
	return i;
}

void find_answered(struct model *m)
{
	const struct opened *o = model_opened(m);
	enum find_wish wish = m->find.wish;
	m->find.wish = FIND_NOTHING;
	m->hit = SIZE_MAX;
	if (!o)
		return;
	size_t hit = find_from(o, find_is_on(m) ? m->find.from : page_passage(m).begin);
	hit = hit < o->hit_count ? hit : 0;
	if (wish == FIND_LAND && o->hit_count && find_is_on(m))
		page_go_hit(m, hit);
	else if (wish == FIND_LAND)
		page_show(m, m->find.from);
	else if (o->hit_count) /* lit anew, and nothing moves */
		m->hit = hit;
}

void find_next(struct model *m, int way)
{
	const struct opened *o = model_opened(m);
	if (!o || o->hit_count == 0) {
		update_say(m, false, "%.*s is not in this article", STR_ARG(buf_str(&m->find.pattern)));
		return;
	}
	size_t n = o->hit_count, at = m->hit;
	if (at == SIZE_MAX)
		at = find_from(o, page_at(m)) - (way > 0);
	size_t next = at + (size_t)way;
	if (next >= n) { /* before the first wraps, too */
		next = way > 0 ? 0 : n - 1;
		update_say(m, false, n == 1 ? "That is the only hit" :
				     way > 0 ? "Behind the last hit: on from the top" : "Before the first hit: on from the bottom");
	}
	page_go_hit(m, next);
}

void find_count(const struct model *m, struct buf *out)
{
	const struct opened *o = model_opened(m);
	if (!o || (o->hit_count == 0 && !find_is_on(m)))
		return;
	if (o->hit_count == 0)
		buf_add_cstr(out, "no hit");
	else
		buf_addf(out, "%zu of %zu%s", m->hit == SIZE_MAX ? 0 : m->hit + 1, o->hit_count, o->more_hits ? "+" : "");
}
