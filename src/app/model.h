/* model: everything the browser knows, as plain data.
 *
 * The loop feeds it (update.h): actions, typed text, answers of the searching thread, the room that the
 * panes have. The view draws it and changes nothing. Nothing here touches a file, a clock, a terminal
 * or a thread; what must be looked up leaves as a request (request.h) and returns as an answer.
 *
 * What the user stands on is kept by identity (struct spot), never by place in a list, so that it
 * survives filters, zooms and resizes; what follows from that (cursor, first line shown) is reckoned
 * anew when a list changes. A spot that the filter hides is kept too: when the filter goes, the
 * cursor is there again. */
#ifndef DATELINE_APP_MODEL_H
#define DATELINE_APP_MODEL_H

#include "app/action.h"
#include "app/density.h"
#include "app/filter.h"
#include "app/lines.h"
#include "app/request.h"
#include "app/wrap.h"
#include "base/outline.h"

/* A row by its name; id 0: none. */
struct spot {
	uint8_t type;    /* enum row_type */
	int64_t id, article;
	struct interval when;
};

/* What the loop keeps of a place that was left, to come back to. */
struct jump {
	struct spot spot;
	uint32_t article_at; /* byte of the article at the top of its pane */
	enum pane focus;
	enum precision unit;
};

/* A place that the user marked with a key. */
struct mark {
	char key[8];
	struct spot spot;
	char words[128]; /* what stands there, raw: canvas makes it visible */
};

/* Rows and columns that the view has for what scrolls; 0: not shown. */
struct room {
	int list_h;         /* lines of the timeline */
	int strip_w, strip_h; /* columns and lines of the density strip */
	int country_h;
	int page_w, page_h; /* the article's text */
	int links_h;        /* links, each MODEL_LINK_LINES high */
	int why_h, why_n;   /* lines shown, lines in all */
	int compare_h, compare_n; /* the same of the reports, below their heads */
	int map_x, map_y;   /* where in its pane the map's first cell is; a cell is MODEL_DOTS_X x MODEL_DOTS_Y dots */
	int map_w;          /* dots across the world */
	int pair_h;         /* lines of the pair's periods */
	int grid_h, grid_x, grid_w; /* lines of the grid's countries, from the second on; where its periods begin, their columns */
};

/* What the user made of the panes by their borders; 0: as the layout has it. */
struct sizes {
	int countries; /* columns */
	int article;   /* thousandths of the width, side by side */
	int below[2];  /* thousandths of the height, one above the other: without the keys, with them */
};

/* A walk along the links of one event with ] and [: until something else is chosen. */
struct walk {
	struct linked *links; /* of the event it began at; NULL: no walk */
	size_t at;            /* the link whose other end is shown */
	struct spot origin;
};

/* Two countries and the periods of their contacts. The cursor stands on a period, whatever the counts do. */
struct pair_view {
	char codes[2][3];        /* the second empty: who stands beside the first most often */
	enum precision unit;
	uint32_t asked;          /* for m->rows; 0: to be asked anew */
	struct paired *paired;   /* the newest answer; NULL: none yet */
	size_t at;
	int32_t day;             /* that the cursor stands on */
};

/* Countries by periods. The cursor stands on a country and a day. */
struct grid_view {
	enum precision unit;
	bool fit;                /* periods so coarse that all of them fit the room */
	uint32_t asked;          /* for m->rows; 0: to be asked anew */
	size_t most;             /* periods that were asked for */
	struct gridded *gridded; /* the newest answer; NULL: none yet */
	char code[3];
	int32_t day;
	size_t row, column, top, left;
};

/* The reports of an event, or some events; the first is its own. */
struct compare_view {
	int64_t event;
	VEC(int64_t) with;         /* the events that are held against it; empty: those that are linked to it as the same */
	bool asked;
	struct compared *compared; /* the newest answer; NULL: none yet */
	size_t at;                 /* the one that is held against the first */
	size_t top;                /* first line shown, below their heads */
};

/* A pattern that is found in the article alone (find.h). */
enum find_wish { FIND_NOTHING, FIND_LAND /* on the first hit from `from` on */, FIND_STAY };
struct finding {
	struct buf pattern, kept, last; /* empty: none; before the prompt; kept by the prompt before it */
	uint32_t from;             /* byte at the top of the pane when the prompt was opened */
	enum find_wish wish;       /* when its hits are there */
};

enum { MODEL_MESSAGE = 600, MODEL_LINK_LINES = 2, MODEL_DOTS_X = 2, MODEL_DOTS_Y = 4 };

struct model {
	/* what there is */
	struct snapshot *all;      /* everything; NULL until it is there */
	struct snapshot *now;      /* what the filter leaves; == all when there is no filter */
	struct texts *texts;       /* list lines of the rows around the screen; may be NULL */
	struct opened *opened;     /* the newest article; may be another than the spot's for a moment */
	struct linked *linked;     /* links of the newest event; the same */
	struct request requests[REQUEST_COUNT];
	uint32_t answered[REQUEST_COUNT]; /* the number of the newest answer: equal to the request's when it is there */
	size_t done, todo;         /* progress of a long search in events; todo 0: none known */

	/* where the user is */
	enum pane focus;           /* keys go there; LINKS and WHY lie over `under` */
	enum pane under;           /* TIMELINE, COUNTRIES or ARTICLE */
	struct spot spot;          /* what was chosen last */
	bool restored;             /* the spot is of an earlier session; the corpus is still to come */
	bool outside;              /* reached by a jump although the filter hides it: the article shows it */
	enum precision unit;       /* the zoom */
	enum order_by by;          /* the order of the timeline */
	struct order *order;       /* of `ordered`; NULL: none was needed yet */
	uint32_t ordered, order_asked; /* m->rows that it is of, and that it was last asked for; 0: to be asked anew */
	struct lines lines;
	size_t cursor;             /* in lines, always of a LINE_ROW; SIZE_MAX: none */
	size_t top;                /* first line shown */
	size_t height;             /* of the cursor below it, as the user left it: where it stays while the lines change */
	struct density density;    /* width 0: to be made anew */

	/* filter and search */
	struct filter filter;
	uint32_t rows;             /* grows when `now` is another; from 1 */
	bool dimmed;               /* `now` answers an older filter: the new one is wrong or still running */
	struct error fault;        /* of the prompt's text, with its column; ERROR_NONE: it is right */
	bool typing;               /* a search or filter prompt is open: */
	struct filter kept;        /*   the filter that cancelling it returns to */
	struct spot kept_spot;

	/* countries */
	size_t country, country_top; /* the cursor in model_country, and the first line shown */
	char country_code[3];        /* what it stands on, kept while the counts change */
	struct outline world;        /* the map in the room that it has; w 0: never shown */

	/* the article */
	struct wrap page;          /* the opened article, set for the pane's width */
	size_t page_top;           /* first line shown */
	struct spot page_spot;     /* what the page was last scrolled to */
	bool page_keep;            /* coming back in history: scroll to this byte, not to the passage */
	uint32_t page_keep_at;
	bool original;             /* the page shows the bytes as read in place of the text */
	size_t hit;                /* the current one of opened->hits; SIZE_MAX: none */
	int hit_wanted;            /* -1, 1: the hit to go to when the next article is there */
	struct finding find;       /* while it has a pattern, the hits are its */

	/* overlays */
	size_t link, link_top;     /* cursor in the list of links */
	size_t why_top;
	struct pair_view pair;
	struct grid_view grid;
	struct compare_view compare;

	/* where the user was */
	VEC(struct jump) back, forward;
	struct walk walk;

	struct spot last;          /* where the last jump began: '' goes there */
	VEC(struct mark) marks;    /* by key */

	/* what the user says */
	VEC(struct change_row) chosen; /* what the next word is said of, by id; empty: of what is shown */
	VEC(struct change) changes;    /* still to be written, in order */
	struct names_known *names;     /* what completion offers; NULL until it was asked for */
	bool renew;                    /* the texts on the screen are of before a change */

	/* what is told */
	char message[MODEL_MESSAGE]; /* stays until the next key; raw: canvas makes it visible */
	bool message_is_error;
	char note[MODEL_MESSAGE];    /* why the link that led here was followed; until the spot changes */

	/* what the loop is to do */
	bool quit;
	struct room room;
	struct sizes sizes;
};

void model_init(struct model *m);  /* asks for the corpus */
void model_free(struct model *m);

/* No answer is outstanding: what is shown is final. For :snap and :wait. */
bool model_is_idle(const struct model *m);
/* Something that the user said is not written yet. */
bool model_is_writing(const struct model *m);
/* Its first picture will be the first rows by days: nobody was here before, and nothing is filtered. */
bool model_starts_plain(const struct model *m);
/* Of the corpus only the first rows are there. */
bool model_is_beginning(const struct model *m);
/* A search is running whose answer will replace the rows. */
bool model_is_searching(const struct model *m);

/* ---- reading it; NULL, 0 or false when it is not there (yet) ---- */

const struct result *model_result(const struct model *m);  /* of now; NULL before the first answer */
struct row model_row(const struct model *m);               /* under the cursor; id 0: none */
struct row model_line_row(const struct model *m, size_t line); /* of a line, or the first under a heading */
size_t model_position(const struct model *m);              /* of that row in the list, from 1; 0: none */
/* The order of the rows where it is not one of time; NULL: it is, or it is still to come. */
const struct order *model_order(const struct model *m);
struct spot model_shown(const struct model *m);            /* what the article pane shows */
const struct row_text *model_text(const struct model *m, const struct row *r);
const struct opened *model_opened(const struct model *m);  /* only when it is the shown article */
int model_event(const struct model *m);                    /* index of the shown event in it, or -1 */
const struct note_state *model_said(const struct model *m); /* what the user says of what is shown */
const struct linked *model_linked(const struct model *m);  /* only when of the shown event */
/* Countries of the list: those of the result, most first, and those of the filter that it no longer has, each where it stands among
 * all of the corpus, so that what is crossed out stays under the cursor. */
size_t model_country_count(const struct model *m);
struct country_count model_country(const struct model *m, size_t i);

/* A place in a list that many further on, or back, but never before the first; who asks knows the last. */
static inline size_t model_moved(size_t at, long by)
{
	size_t up = by < 0 ? (size_t)-by : 0;
	return up > at ? 0 : at - up + (by > 0 ? (size_t)by : 0);
}

#endif
