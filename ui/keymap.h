/* keymap: which key means which action, and how keys are called.
 *
 * The keys are given in data/config.default and in the user's own file (settings.h reads both), and their names are
 * told there. A key has one action at most in a pane, so that it can mean one thing here and another there ("l"), or is the
 * first of several that are pressed one after the other ("e,d"). */
#ifndef DATELINE_UI_KEYMAP_H
#define DATELINE_UI_KEYMAP_H

#include "app/action.h"
#include "base/error.h"
#include "base/vec.h"

#include <stdint.h>

enum { KEY_BYTES = 32 };

struct binding {
	char key[KEY_BYTES];
	enum action action;
};

/* In the order of the file: an action's first key is the one that is shown. */
struct keymap {
	struct binding *v;
	size_t n, cap;
};

void keymap_free(struct keymap *k);
void keymap_copy(struct keymap *to, const struct keymap *from); /* `to` is zero */
/* Reads a line "ACTION KEY KEY ...": these replace the keys that the action had, and are taken from the actions that
 * had them in a pane of its own, but not from those in `claimed`, which has what the same file said before, and gets what this line says.
 * ERROR_SYNTAX as "reason; what to do", for an unknown action, a key that is none, a key that is claimed; nothing
 * has changed then. */
bool keymap_line(struct keymap *k, struct keymap *claimed, struct str line, struct error *err);
/* The action that a key, or keys one after the other ("e,d"), have in a pane; else one that they have in another, to be told
 * where, rather in those that always stand there than in a view; ACTION_NONE when they have none. */
int keymap_action(const struct keymap *k, const char *key, enum pane pane);
/* Can more keys follow these? */
bool keymap_begins(const struct keymap *k, const char *key);
/* The first key of an action, or "" when it has none. Borrowed from k. */
const char *keymap_key(const struct keymap *k, enum action a);
/* All keys of an action with blanks between, appended. */
void keymap_keys(const struct keymap *k, enum action a, struct buf *out);

/* Joins two with a comma: "e" and "d" to "e,d". False when that is longer than any binding. */
bool keymap_join(const char *first, const char *next, char out[static KEY_BYTES]);

/* Is this the name of a key? "j", "é", "Enter", "C-f", "M-Left"; not "C-i", which terminals send as Tab. */
bool keymap_is_key(struct str name);
/* The name of the key that sends a character: 6 -> "C-f", 0x7F -> "Backspace", 'x' with alt -> "M-x". False for a
 * control that is no key. */
bool keymap_name(uint32_t character, bool alt, char out[static KEY_BYTES]);

#endif
