/* osc52: the control sequence that puts a text on the system's clipboard, also through ssh and tmux.
 *
 * xterm's "Operating System Command 52": the text goes as base64, so nothing of it reaches the terminal as it
 * stands. */
#ifndef DATELINE_UI_OSC52_H
#define DATELINE_UI_OSC52_H

#include "base/str.h"

enum { OSC52_LARGEST = 64 * 1024 /* bytes; terminals cut or refuse longer texts */ };

/* Appends the sequence; a longer text is cut. */
void osc52_write(struct str text, struct buf *out);
/* The same for a terminal behind GNU screen, which swallows it: in pieces of a control string that screen hands on as it
 * stands. Elsewhere these mean nothing. */
void osc52_write_through(struct str text, struct buf *out);
/* The same for tmux: whole, each ESC in it doubled. By its defaults a new one does not hand it on, an old one does. */
void osc52_write_through_tmux(struct str text, struct buf *out);

#endif
