#include "config.h"

#include "ui/keymap.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool keymap_is_named(struct str name)
{
	static const char *const names[] = {"Enter", "Esc",  "Tab",   "S-Tab", "Space", "Backspace", "Delete", "Insert",
					    "Up",    "Down", "Left",  "Right", "Home",  "End",	     "PgUp",   "PgDn",
					    "F1",    "F2",   "F3",    "F4",    "F5",    "F6",	     "F7",     "F8",
					    "F9",    "F10",  "F11",   "F12"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return false;
}

static bool keymap_is_character(struct str name)
{
	int width;
	return name.n && name.n <= 8 && utf8_is_valid(name) && utf8_cluster(name, &width) == name.n && width > 0 &&
	       name.p[0] != ' ';
}

/* Ctrl with h, i, j, m and [ arrives as Backspace, Tab, Enter, Enter and Esc. */
static bool keymap_is_control(struct str name)
{
	if (str_eq(name, STR("Space")))
		return true;
	return name.n == 1 && memchr("abcdefgklnopqrstuvwxyz\\]^_", name.p[0], 26) != NULL;
}

bool keymap_is_key(struct str name)
{
	if (str_starts(name, STR("C-")) && name.n > 2)
		return keymap_is_control(str_sub(name, 2, name.n));
	if (str_starts(name, STR("M-")) && name.n > 2)
		name = str_sub(name, 2, name.n);
	return keymap_is_character(name) || keymap_is_named(name);
}

bool keymap_name(uint32_t character, bool alt, char out[static KEY_BYTES])
{
	static const struct {
		uint32_t character;
		const char *name;
	} rows[] = {{0x1B, "Esc"}, {'\r', "Enter"}, {'\n', "Enter"}, {'\t', "Tab"}, {0x7F, "Backspace"}, {8, "Backspace"}, {' ', "Space"}};
	const char *prefix = alt ? "M-" : "";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].character == character) {
			snprintf(out, KEY_BYTES, "%s%s", prefix, rows[i].name);
			return true;
		}
	if (character < 0x20 && alt)
		return false;
	if (character == 0)
		snprintf(out, KEY_BYTES, "C-Space");
	else if (character < 0x20)
		snprintf(out, KEY_BYTES, "C-%c", (char)(character | (character <= 26 ? 0x60 : 0x40)));
	else {
		char bytes[4];
		size_t n = utf8_encode(character, bytes);
		snprintf(out, KEY_BYTES, "%s%.*s", prefix, (int)n, bytes);
	}
	return true;
}

static bool keymap_is_before(struct str keys, struct str longer)
{
	return longer.n > keys.n + 1 && str_starts(longer, keys) && longer.p[keys.n] == ',';
}

/* Keys that cannot have both actions: the one the beginning of the other, or the same where a pane has both actions. */
static bool keymap_clash(const struct binding *b, struct str keys, enum action a)
{
	struct str own = str_of(b->key);
	bool same = str_eq(own, keys) && (action_info(b->action)->panes & action_info(a)->panes);
	return same || keymap_is_before(own, keys) || keymap_is_before(keys, own);
}

static int keymap_find_clash(const struct keymap *k, struct str keys, enum action a)
{
	for (size_t i = 0; i < k->n; i++)
		if (keymap_clash(&k->v[i], keys, a))
			return (int)i;
	return -1;
}

static void keymap_drop(struct keymap *k, struct str keys, enum action a)
{
	size_t kept = 0;
	for (size_t i = 0; i < k->n; i++)
		if (!keymap_clash(&k->v[i], keys, a))
			k->v[kept++] = k->v[i];
	k->n = kept;
}

/* "e,d", each part a key; "," is a key itself. */
static bool keymap_are_keys(struct str keys)
{
	for (size_t comma; keys.n < KEY_BYTES; keys = str_sub(keys, comma + 1, keys.n)) {
		comma = str_find(keys, STR(","), 1);
		if (comma == SIZE_MAX || comma + 1 == keys.n)
			return keymap_is_key(keys);
		if (!keymap_is_key(str_sub(keys, 0, comma)))
			return false;
	}
	return false;
}

static void keymap_unbind(struct keymap *k, enum action a)
{
	size_t kept = 0;
	for (size_t i = 0; i < k->n; i++)
		if (k->v[i].action != a)
			k->v[kept++] = k->v[i];
	k->n = kept;
}

static void keymap_bind(struct keymap *k, struct str key, enum action a)
{
	struct binding *b = vec_push(k);
	memset(b, 0, sizeof *b);
	memcpy(b->key, key.p, key.n);
	b->action = a;
}

/* All keys of an action's line are right, and none is claimed. */
static bool keymap_check(const struct keymap *claimed, enum action a, struct str keys, struct error *err)
{
	for (struct str key = str_word(&keys); key.n; key = str_word(&keys)) {
		if (!keymap_are_keys(key))
			return error_set(err, ERROR_SYNTAX, "no key %.*s; write j, Enter, F1, C-f, M-x, e,d", STR_ARG(key));
		int other = keymap_find_clash(claimed, key, a);
		if (other >= 0 && str_eq(str_of(claimed->v[other].key), key))
			return error_set(err, ERROR_SYNTAX, "key %.*s has the action %s already; give it to one",
					 STR_ARG(key), action_info(claimed->v[other].action)->name);
		if (other >= 0)
			return error_set(err, ERROR_SYNTAX, "key %.*s: %s has the action %s already; give it to one",
					 STR_ARG(key), claimed->v[other].key, action_info(claimed->v[other].action)->name);
	}
	return true;
}

bool keymap_line(struct keymap *k, struct keymap *claimed, struct str line, struct error *err)
{
	struct str name = str_word(&line);
	int a = action_of(name);
	if (a == ACTION_NONE)
		return error_set(err, ERROR_SYNTAX, "no action %.*s; dateline's help (?) lists them", STR_ARG(name));
	if (!keymap_check(claimed, (enum action)a, line, err))
		return false;
	keymap_unbind(k, (enum action)a);
	for (struct str key = str_word(&line); key.n; key = str_word(&line)) {
		keymap_drop(k, key, (enum action)a);
		keymap_bind(k, key, (enum action)a);
		keymap_bind(claimed, key, (enum action)a);
	}
	return true;
}

void keymap_copy(struct keymap *to, const struct keymap *from)
{
	for (size_t i = 0; i < from->n; i++)
		*(struct binding *)vec_push(to) = from->v[i];
}

void keymap_free(struct keymap *k)
{
	vec_free(k);
}

int keymap_action(const struct keymap *k, const char *key, enum pane pane)
{
	int elsewhere = ACTION_NONE;
	bool near = false;
	for (size_t i = 0; i < k->n; i++) {
		if (strcmp(k->v[i].key, key) != 0)
			continue;
		unsigned panes = action_info(k->v[i].action)->panes;
		if (panes & (1u << pane))
			return (int)k->v[i].action;
		if (elsewhere == ACTION_NONE || (!near && panes & IN_MAIN))
			elsewhere = (int)k->v[i].action;
		near = near || panes & IN_MAIN;
	}
	return elsewhere;
}

bool keymap_begins(const struct keymap *k, const char *key)
{
	for (size_t i = 0; i < k->n; i++)
		if (keymap_is_before(str_of(key), str_of(k->v[i].key)))
			return true;
	return false;
}

bool keymap_join(const char *first, const char *next, char out[static KEY_BYTES])
{
	return snprintf(out, KEY_BYTES, "%s%s%s", first, *first ? "," : "", next) < KEY_BYTES;
}

const char *keymap_key(const struct keymap *k, enum action a)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->v[i].action == a)
			return k->v[i].key;
	return "";
}

void keymap_keys(const struct keymap *k, enum action a, struct buf *out)
{
	const char *between = "";
	for (size_t i = 0; i < k->n; i++)
		if (k->v[i].action == a) {
			buf_addf(out, "%s%s", between, k->v[i].key);
			between = " ";
		}
}
