#include "config.h"

#include "app/update.h"

#include "app/ask.h"
#include "app/nav.h"

#include "base/regex.h"

void update_prompt_begin(struct model *m, enum update_prompt prompt)
{
	m->message[0] = '\0';
	m->typing = true;
	ask_names(m);
	m->fault = (struct error)ERROR_INIT;
	filter_copy(&m->kept, &m->filter);
	m->kept_spot = m->spot;
	/* a search begins anew; the filter as it is, even if it is switched off */
	if (prompt == UPDATE_SEARCH)
		update_prompt_type(m, prompt, STR_NONE);
}

void update_prompt_text(const struct model *m, struct buf *out)
{
	filter_text_all(&m->filter, out);
	if (out->n > 0)
		buf_add_char(out, ' '); /* the next term is typed right away */
}

static bool update_pattern_right(struct str pattern, struct error *err)
{
	struct regex *r = NULL;
	if (pattern.n == 0)
		return true;
	bool right = regex_compile(pattern, REGEX_SMART_CASE, &r, err);
	if (right)
		regex_free(r);
	return right;
}

static bool update_query_right(struct str text, struct error *err)
{
	struct query *q = NULL;
	if (!query_parse(text, &q, err))
		return false;
	query_free(q);
	return true;
}

void update_prompt_type(struct model *m, enum update_prompt prompt, struct str text)
{
	struct error err = ERROR_INIT;
	bool right = prompt == UPDATE_SEARCH ? update_pattern_right(text, &err) : update_query_right(text, &err);
	m->fault = err;
	if (!right) {
		m->dimmed = true;
		return;
	}
	filter_copy(&m->filter, &m->kept);
	m->filter.off = false;
	if (prompt == UPDATE_SEARCH) {
		buf_set(&m->filter.pattern, text);
	} else {
		filter_read(&m->filter, text);
	}
	ask_search(m);
	ask_settle(m);
}

bool update_prompt_keep(struct model *m)
{
	if (m->fault.code != ERROR_NONE)
		return false;
	m->typing = false;
	ask_settle(m);
	return true;
}

void update_prompt_drop(struct model *m)
{
	m->typing = false;
	m->fault = (struct error)ERROR_INIT;
	filter_copy(&m->filter, &m->kept);
	m->spot = m->kept_spot;
	ask_search(m);
	if (m->now)
		nav_lines(m);
	ask_settle(m);
}

bool update_prompt_saved(struct model *m, struct str name)
{
	m->fault = (struct error)ERROR_INIT;
	name = str_trim(name);
	for (size_t i = 0; m->names && i < m->names->search_count; i++) {
		if (!str_eq(m->names->searches[i].name, name))
			continue;
		update_prompt_begin(m, UPDATE_FILTER);
		update_prompt_type(m, UPDATE_FILTER, m->names->searches[i].query);
		return update_prompt_keep(m);
	}
	return error_set(&m->fault, ERROR_USAGE, "search: none has this name; Tab shows what there is");
}
