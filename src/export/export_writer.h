/* export_writer: what the writers of the formats share. A format is one struct of functions. */
#ifndef DATELINE_EXPORT_EXPORT_WRITER_H
#define DATELINE_EXPORT_EXPORT_WRITER_H

#include "export/export.h"

/* One thing to be written. */
struct export_entry {
	struct interval when;
	enum precision precision;
	struct str id;       /* "dl:..."; a period, a country: its name */
	struct str headline; /* an article: its title; a period: of its most important event; a country: its name */
	struct str quote;    /* the passage of an event */
	const struct event *event;      /* NULL: none */
	const struct event *read;       /* the same as it was read, before the user corrected it */
	const struct article *article;  /* NULL: none */
	const struct note_state *said;  /* NULL: nothing */
	const struct str *told_names;    /* of the events that the user merged into this one; */
	const struct export_entry *told; /* their id, quote and article */
	size_t told_count;
	uint32_t events;     /* of an article, a period, a country */
	uint64_t score;      /* of a period */
};

enum { EXPORT_BARS = 400 };

/* How many things fall into each of a row of equal periods: what the page draws. */
struct export_bars {
	enum precision unit;
	struct interval first; /* period of the first bar */
	size_t n;
	struct {
		struct interval when;
		uint32_t sure, other; /* happened; announced, denied, hypothetical */
	} v[EXPORT_BARS];
	size_t before, after; /* far from all others, and not drawn */
	size_t vague;         /* named only to a longer period than that of a bar, and not drawn */
};

struct export_writer {
	struct buf out;
	struct arena arena;      /* of one entry */
	struct arena article_arena;
	struct article article;  /* kept as long as the next event is of the same */
	int64_t article_row;     /* 0: none */
	bool loaded_text;
	bool broken;             /* `write` took no more */
	/* the writer's own, for headings */
	bool any;
	struct interval year;    /* the heading that stands; INTERVAL_NONE: none */
	bool undated;
	struct export_bars bars;
};

struct export_format {
	const char *name, *ending, *title, *help;
	bool tables;      /* periods and countries are rows of a table: `row` writes them, the first is the head */
	bool days_only;   /* what has no day is left out */
	int first_year, last_year; /* what has a day outside is left out; both 0: all is taken */
	void (*begin)(const struct export *x, struct export_writer *w);
	void (*entry)(const struct export *x, struct export_writer *w, const struct export_entry *e);
	void (*row)(const struct export *x, struct export_writer *w, const struct str *cells, size_t n, bool head);
	void (*end)(const struct export *x, struct export_writer *w);
};

const struct export_format *export_csv(void);
const struct export_format *export_html(void);
const struct export_format *export_ics(void);
const struct export_format *export_json(void);
const struct export_format *export_md(void);
const struct export_format *export_org(void);
const struct export_format *export_timelinejs(void);

#endif
