/* away: what leaves the browser: an export into a file, an address into a web browser, a text into an editor, a pager or
 * a command.
 *
 * Nothing here is started that the user did not name: $BROWSER, $EDITOR, $PAGER, or a command typed at the prompt,
 * which alone is given to a shell, as it stands, with the text on its standard input. An address is opened
 * after a question that shows its host; a file is written over after one that shows its name. */
#ifndef DATELINE_UI_AWAY_H
#define DATELINE_UI_AWAY_H

#include "app/model.h"
#include "app/save.h"
#include "ui/launch.h"
#include "ui/menu.h"
#include "ui/term.h"

enum away_question { AWAY_NOTHING, AWAY_OPEN, AWAY_OVERWRITE, AWAY_LEAVE };

struct away {
	const char *corpus;
	bool harmless;   /* nothing is started or written: for tests that press any key */
	bool alone;      /* a script: there is no terminal to lend */
	enum away_question question; /* stands on the message line; the next key answers it */
	struct buf asked;            /* its words */
	struct buf url;  /* of AWAY_OPEN */
	struct menu menu;
	struct buf query, path; /* of the export that is asked for */
	struct save *save;
	bool piping;     /* it writes the chosen events for a command: */
	struct buf command, folder;
	bool leaving;    /* although an export is not done */
	struct launched launched;
};

void away_begin(struct away *a, const char *corpus, void (*wake)(void *ctx), void *ctx);
void away_end(struct away *a);

/* `o`: asks whether the article's address is to be opened. */
void away_open(struct away *a, struct model *m);
/* `E`: the article in $EDITOR or $PAGER, at the passage. */
void away_edit(struct away *a, struct model *m, struct term *t);
/* `|`: what a command would be given: "passage", "article", or, when events are chosen, "chosen events as Markdown";
 * NULL: nothing is shown. */
const char *away_pipe_what(const struct model *m);
void away_pipe(struct away *a, struct model *m, struct term *t, struct str command);
/* `x`: the menu, then a name for the file (offered in `name`), then the writing. */
void away_export(struct away *a, struct model *m);
void away_name(struct away *a, const struct model *m, struct buf *name);
void away_write(struct away *a, struct model *m, struct str path);

/* Shows the question that stands again, should something else have been said meanwhile. */
void away_ask_again(const struct away *a, struct model *m);
/* The answer to it. */
void away_answer(struct away *a, struct model *m, struct term *t, const char *key);
/* May the user quit? False: an export is being written, and a question stands whether it is to be dropped. */
bool away_lets_go(struct away *a, struct model *m);
/* Writes how far an export is, or nothing; replaces what out held. */
void away_progress(const struct away *a, struct buf *out);
/* What ended meanwhile is told. */
void away_collect(struct away *a, struct model *m, struct term *t);

#endif
