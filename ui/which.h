/* which: keys that are pressed one after the other. Between two of them it shows what can follow. */
#ifndef DATELINE_UI_WHICH_H
#define DATELINE_UI_WHICH_H

#include "app/model.h"
#include "ui/canvas.h"
#include "ui/keymap.h"

struct which {
	char keys[KEY_BYTES]; /* pressed so far; "": nothing is waited for */
	int waiting;          /* enum action that takes the next key for itself (MARK, GO_MARK), or ACTION_NONE */
};

enum which_event {
	WHICH_DO,      /* *action is to be done */
	WHICH_MORE,    /* another key is waited for */
	WHICH_TAKEN,   /* the key belongs to *action, that waited for it */
	WHICH_NOTHING, /* no binding; `keys` has what was pressed */
	WHICH_DROP,    /* the user changed his mind */
};

/* One more key. `keys` is what was pressed up to it, until the next call. */
enum which_event which_key(struct which *w, const struct keymap *k, enum pane pane, const char *key, int *action);
/* An action that takes the next key. */
void which_wait(struct which *w, enum action a, const char *keys);
bool which_is_open(const struct which *w);
void which_close(struct which *w);

/* Draws what can follow in a box that stands on the row `bottom`; those first that mean something in the pane. */
void which_draw(const struct which *w, const struct keymap *k, const struct model *m, struct canvas *c, int bottom);

#endif
