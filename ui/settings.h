/* settings: how the user wants the browser: keys, colours, mouse, character set.
 *
 * Of three sources, the later over the earlier: data/config.default, which is compiled in and tells the form; the
 * user's own file, $XDG_CONFIG_HOME/dateline/config (~/.config/dateline/config); and what the user switched while
 * browsing (theme, sizes of panes), which is kept for the next time. No file can lock the user out: a wrong line is
 * told and left out, and a key that quits always remains. */
#ifndef DATELINE_UI_SETTINGS_H
#define DATELINE_UI_SETTINGS_H

#include "ui/keymap.h"
#include "ui/style.h"

enum settings_switch { SETTINGS_AUTO, SETTINGS_ON, SETTINGS_OFF };

struct settings {
	struct keymap keys;
	struct style_set style;
	enum settings_switch mouse, ascii; /* auto: as the terminal is (ui/term.h) */
	enum style_theme configured; /* the theme of the files */
	enum style_theme kept;       /* the one to begin with the next time: style.theme, unless the command line asked for that */
};

void settings_init(struct settings *s); /* data/config.default */
void settings_free(struct settings *s);
/* Reads a file's text over what is there. Returns the number of lines that are wrong; each is left out, and told in a
 * line of faults (appended; may be NULL): "NAME:LINE: reason; what to do". */
size_t settings_read(struct settings *s, struct str text, const char *name, struct buf *faults);
/* Reads the user's own file, or another; false when it is there but cannot be read: a line of faults, too. No file is no fault
 * unless `path` names it. */
bool settings_load(struct settings *s, const char *path, size_t *wrong, struct buf *faults);
struct str settings_default(void); /* the text of data/config.default */

struct sizes;
/* What was switched while browsing: kept in the state folder (app/session.h), and taken up. A theme that the files
 * have changed since then is theirs. */
void settings_recall(struct settings *s, struct sizes *sizes);
void settings_remember(const struct settings *s, const struct sizes *sizes);

#endif
