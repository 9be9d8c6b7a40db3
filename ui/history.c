#include "config.h"

#include "ui/history.h"

#include "app/session.h"

#include <stdio.h>
#include <string.h>

enum { HISTORY_MOST = 500 /* lines of a kind */, HISTORY_LONGEST = 1 << 20 /* bytes of the file */ };

static int history_kind(struct str name)
{
	for (int kind = 0; kind < PROMPT_KINDS; kind++)
		if (prompt_info((enum prompt_kind)kind)->name && str_eq(str_of(prompt_info((enum prompt_kind)kind)->name), name))
			return kind;
	return -1;
}

/* Lines "filter<TAB>country:PK", the oldest first. */
static void history_read(struct prompt *p)
{
	struct buf text = BUF_INIT;
	struct str line, name;
	if (session_read("history", HISTORY_LONGEST, &text))
		for (struct str rest = buf_str(&text); str_split(&rest, '\n', &line);) {
			int kind = str_split(&line, '\t', &name) && line.p ? history_kind(name) : -1;
			if (kind >= 0 && line.n && line.n <= PROMPT_LONGEST)
				prompt_remember(p, (enum prompt_kind)kind, line);
		}
	buf_free(&text);
}

void history_load(struct prompt *p)
{
	history_read(p);
	for (int kind = 0; kind < PROMPT_KINDS; kind++)
		p->loaded[kind] = p->past[kind].n;
}

void history_save(const struct prompt *p)
{
	struct prompt all = {0};
	struct buf text = BUF_INIT;
	bool any = false;
	history_read(&all);
	for (int kind = 0; kind < PROMPT_KINDS; kind++) {
		const char *name = prompt_info((enum prompt_kind)kind)->name;
		if (!name)
			continue;
		for (size_t i = p->loaded[kind] < p->past[kind].n ? p->loaded[kind] : p->past[kind].n; i < p->past[kind].n; i++) {
			struct str line = buf_str(&p->past[kind].v[i]);
			if (!memchr(line.p, '\n', line.n))
				prompt_remember(&all, (enum prompt_kind)kind, line);
			any = true;
		}
		size_t n = all.past[kind].n;
		for (size_t i = n > HISTORY_MOST ? n - HISTORY_MOST : 0; i < n; i++)
			buf_addf(&text, "%s\t%s\n", name, buf_cstr(&all.past[kind].v[i]));
	}
	if (any)
		session_write("history", buf_str(&text));
	buf_free(&text);
	prompt_free(&all);
}
