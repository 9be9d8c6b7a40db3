#include "config.h"

#include "app/cite.h"

#include "export/export_words.h"

bool cite_shown(const struct model *m, struct buf *out)
{
	const struct opened *o = model_opened(m);
	if (!o)
		return false;
	buf_clear(out);
	int at = model_event(m);
	if (at < 0) {
		export_words_source(&o->article, out);
		buf_addf(out, " dl:%s", o->article.id);
		return true;
	}
	struct span passage = o->found.events[at].span;
	struct arena arena = {0};
	buf_add_cstr(out, "“");
	export_words_quote(str_sub(o->article.text, passage.begin, passage.end), out);
	buf_add_cstr(out, "” ");
	export_words_source(&o->article, out);
	buf_add_char(out, ' ');
	buf_add_str(out, store_event_id(&arena, o->article.id, passage));
	arena_free(&arena);
	return true;
}
