#include "config.h"

#include "app/cite.h"

#include "base/utf8.h"

static void cite_source(const struct article *a, struct buf *out)
{
	char when[40] = "undated";
	if (interval_known(a->published.when))
		interval_format(a->published.when, a->published.precision, false, when);
	utf8_visible(a->title, false, out);
	buf_add_cstr(out, ", ");
	if (a->source.n) {
		utf8_visible(a->source, false, out);
		buf_add_cstr(out, ", ");
	}
	buf_addf(out, "%s. ", when);
}

bool cite_shown(const struct model *m, struct buf *out)
{
	const struct opened *o = model_opened(m);
	if (!o)
		return false;
	buf_clear(out);
	int at = model_event(m);
	if (at < 0) {
		cite_source(&o->article, out);
		buf_addf(out, "dl:%s", o->article.id);
		return true;
	}
	struct span passage = o->found.events[at].span;
	struct arena arena = {0};
	buf_add_cstr(out, "“");
	utf8_visible(str_trim(str_sub(o->article.text, passage.begin, passage.end)), false, out);
	buf_add_cstr(out, "” ");
	cite_source(&o->article, out);
	buf_add_str(out, store_event_id(&arena, o->article.id, passage));
	arena_free(&arena);
	return true;
}
