/* update: (model, what happened) -> model.
 *
 * Every way in which the model changes, and none that needs a terminal or a thread. What has to be
 * looked up is left in model.requests with `wanted` set; the loop hands it on (search_post). Each of
 * these leaves the model whole: cursors within their lists, scroll positions within their panes. */
#ifndef DATELINE_APP_UPDATE_H
#define DATELINE_APP_UPDATE_H

#include "app/model.h"

/* All actions but the loop's own (action.h). Clears the message first. */
void update_action(struct model *m, enum action a);

/* The prompts of search (`/`) and filter (`f`). begin remembers filter and place; type follows each
 * change of the text: a right one is searched for at once, a wrong one sets m->fault (column: byte of
 * the text) and leaves the last good rows, dimmed. keep ends it: false, with the fault standing,
 * when the text is wrong. drop returns to the filter and the place before. */
enum update_prompt { UPDATE_SEARCH, UPDATE_FILTER };
void update_prompt_begin(struct model *m, enum update_prompt prompt);
void update_prompt_type(struct model *m, enum update_prompt prompt, struct str text);
bool update_prompt_keep(struct model *m);
void update_prompt_drop(struct model *m);
/* What a filter prompt starts with: the whole filter as a query. out is replaced. */
void update_prompt_text(const struct model *m, struct buf *out);

/* A saved search becomes the filter; false when there is none of that name: m->fault says so. */
bool update_prompt_saved(struct model *m, struct str name);

/* Go to a date (app/date.h), spoken on the day of nav_date: the first row in or after it. False when the text is no
 * date: m->fault says why. */
bool update_date(struct model *m, struct str text);

/* Lists the timeline in another order (store/order.h: "newest"). False when there is none of that name: m->fault says so. */
bool update_sort(struct model *m, struct str name);

/* To the country of the list that the text names, by its code or a part of its name. False: m->fault says that there is none. */
bool update_country(struct model *m, struct str text);

/* The mouse in a pane, in cells of its inside. A click puts the cursor there, a second one on the row opens it,
 * a second one on a bar of the strip filters by it. */
void update_click(struct model *m, enum pane pane, int x, int y, bool twice);
void update_wheel(struct model *m, enum pane pane, int lines);

/* The panes have this room now (ui/view.h: view_fit). Cheap when nothing changed. */
void update_room(struct model *m, const struct room *room);

/* All rows of the corpus are needed from now on: before the first input, which may lead anywhere. They are there when the
 * model is idle again. */
void update_whole(struct model *m);
/* An answer of the searching thread; takes what it holds. An outdated one is thrown away. */
void update_answer(struct model *m, struct answer *a);
/* Another process changed the corpus or the notes: all is asked for anew, and what is shown stays meanwhile. */
void update_refresh(struct model *m);
void update_progress(struct model *m, size_t done, size_t todo);

/* Says something on the message line. */
void update_say(struct model *m, bool error, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
