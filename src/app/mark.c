#include "config.h"

#include "app/mark.h"

#include "app/ask.h"
#include "app/nav.h"
#include "app/update.h"
#include "app/walk.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool mark_is_key(const char *key)
{
	uint32_t cp;
	struct str s = str_of(key);
	return s.n && s.n < sizeof ((struct mark *)0)->key && strcmp(key, "'") != 0 && utf8_decode(s, &cp, NULL) == s.n && cp > ' ';
}

static size_t mark_find(const struct model *m, const char *key)
{
	size_t i = 0;
	while (i < m->marks.n && strcmp(m->marks.v[i].key, key) < 0)
		i++;
	return i;
}

void mark_put(struct model *m, const struct mark *mark)
{
	size_t i = mark_find(m, mark->key);
	if (i == m->marks.n || strcmp(m->marks.v[i].key, mark->key) != 0)
		vec_insert(&m->marks, i);
	m->marks.v[i] = *mark;
}

/* The headline of what is shown, as far as it is known. */
static void mark_words(const struct model *m, char *out, size_t size)
{
	const struct opened *o = model_opened(m);
	struct row r = model_row(m);
	const struct row_text *t = m->outside || !r.id ? NULL : model_text(m, &r);
	int event = model_event(m);
	struct str words = t ? t->headline : event >= 0 ? o->found.events[event].headline : o ? o->article.title : STR_NONE;
	struct str fit = utf8_prefix(words, (int)size - 1);
	while (fit.n >= size)
		fit = utf8_prefix(fit, utf8_width(fit) - 1);
	snprintf(out, size, "%.*s", STR_ARG(fit));
	for (char *p = out; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
}

void mark_set(struct model *m, const char *key)
{
	struct mark mark = {.spot = model_shown(m)};
	m->message[0] = '\0';
	if (!mark_is_key(key)) {
		update_say(m, false, "%s: a mark is a letter or another character", key);
		return;
	}
	if (!mark.spot.id) {
		update_say(m, false, "There is nothing here to mark");
		return;
	}
	snprintf(mark.key, sizeof mark.key, "%s", key);
	mark_words(m, mark.words, sizeof mark.words);
	mark_put(m, &mark);
	update_say(m, false, "Mark %s is here; ' %s comes back", key, key);
}

static void mark_jump(struct model *m, struct spot to)
{
	walk_leave(m);
	nav_choose(m, to);
	ask_settle(m);
}

void mark_go(struct model *m, const char *key)
{
	m->message[0] = '\0';
	if (strcmp(key, "'") == 0) {
		if (m->last.id)
			mark_jump(m, m->last);
		else
			update_say(m, false, "There was no jump yet to go back from");
		return;
	}
	size_t i = mark_find(m, key);
	if (i < m->marks.n && strcmp(m->marks.v[i].key, key) == 0) {
		struct spot s = m->marks.v[i].spot;
		/* its date may be corrected since; but a mark of another corpus that had the same path leads nowhere */
		if (m->all && s.article > m->all->counts.articles)
			update_say(m, false, "What mark %s was on is no longer in this corpus", key);
		else
			mark_jump(m, s);
	} else {
		update_say(m, false, "There is no mark %s; m %s makes one", key, key);
	}
}
