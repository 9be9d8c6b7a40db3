#include "config.h"

#include "ui/keymap.h"

#include "base/embed.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBED(keys_default, DATA_FOLDER "/keys.default")

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

/* Cuts the next word off the front of *rest; empty at the end. */
static struct str keymap_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t n = 0;
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	struct str word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return word;
}

static int keymap_find(const struct keymap *k, struct str key)
{
	for (size_t i = 0; i < k->n; i++)
		if (str_eq(str_of(k->v[i].key), key))
			return (int)i;
	return -1;
}

static bool keymap_is_before(struct str keys, struct str longer)
{
	return longer.n > keys.n + 1 && str_starts(longer, keys) && longer.p[keys.n] == ',';
}

/* The same keys, or the one the beginning of the other: only one of them can have an action. */
static bool keymap_clash(struct str a, struct str b)
{
	return str_eq(a, b) || keymap_is_before(a, b) || keymap_is_before(b, a);
}

static int keymap_find_clash(const struct keymap *k, struct str keys)
{
	for (size_t i = 0; i < k->n; i++)
		if (keymap_clash(str_of(k->v[i].key), keys))
			return (int)i;
	return -1;
}

static void keymap_drop(struct keymap *k, struct str keys)
{
	size_t kept = 0;
	for (size_t i = 0; i < k->n; i++)
		if (!keymap_clash(str_of(k->v[i].key), keys))
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

/* A file may take a key from an action that had it before; but two lines of one file must not claim the
 * same key. `claimed` has the bindings that this file made. */
static bool keymap_read_line(struct keymap *k, struct keymap *claimed, struct str line, const char *where,
			     struct error *err)
{
	struct str name = keymap_word(&line);
	int a = action_of(name);
	if (a == ACTION_NONE)
		return error_set(err, ERROR_SYNTAX, "%s: no action %.*s; dateline's help (?) lists them", where, STR_ARG(name));
	keymap_unbind(k, (enum action)a);
	for (struct str key = keymap_word(&line); key.n; key = keymap_word(&line)) {
		if (!keymap_are_keys(key))
			return error_set(err, ERROR_SYNTAX, "%s: no key %.*s; write j, Enter, F1, C-f, M-x, e,d", where, STR_ARG(key));
		int other = keymap_find_clash(claimed, key);
		if (other >= 0 && str_eq(str_of(claimed->v[other].key), key))
			return error_set(err, ERROR_SYNTAX, "%s: key %.*s has the action %s already; give it to one", where,
					 STR_ARG(key), action_info(claimed->v[other].action)->name);
		if (other >= 0)
			return error_set(err, ERROR_SYNTAX, "%s: key %.*s: %s has the action %s already; give it to one", where,
					 STR_ARG(key), claimed->v[other].key, action_info(claimed->v[other].action)->name);
		keymap_drop(k, key);
		keymap_bind(k, key, (enum action)a);
		keymap_bind(claimed, key, (enum action)a);
	}
	return true;
}

bool keymap_read(struct keymap *k, struct str text, const char *name, struct error *err)
{
	struct keymap next = {0}, claimed = {0};
	bool ok = true;
	for (size_t i = 0; i < k->n; i++)
		keymap_bind(&next, str_of(k->v[i].key), k->v[i].action);
	struct str line;
	for (int number = 1; ok && str_split(&text, '\n', &line); number++) {
		char where[300];
		line = str_trim(line);
		snprintf(where, sizeof where, "%.250s:%d", name, number);
		if (line.n && line.p[0] != '#')
			ok = keymap_read_line(&next, &claimed, line, where, err);
	}
	if (ok) {
		struct keymap old = *k;
		*k = next;
		next = old;
	}
	keymap_free(&next);
	keymap_free(&claimed);
	return ok;
}

void keymap_init(struct keymap *k)
{
	struct error err = ERROR_INIT;
	*k = (struct keymap){0};
	if (!keymap_read(k, embed_str(keys_default), "keys.default", &err)) {
		fprintf(stderr, "dateline: %s\n", err.msg); /* a fault of the build: test_keymap keeps it out */
		abort();
	}
}

void keymap_free(struct keymap *k)
{
	vec_free(k);
}

int keymap_action(const struct keymap *k, const char *key)
{
	int i = keymap_find(k, str_of(key));
	return i < 0 ? ACTION_NONE : (int)k->v[i].action;
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
