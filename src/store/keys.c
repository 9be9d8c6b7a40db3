#include "config.h"

#include "store/keys.h"

#include "store/pack.h"
#include "store/tiers.h"

#include <stdlib.h>
#include <string.h>

enum {
	KEYS_PAGE = 4000,                /* bytes: four of them fill a page of the file */
	KEYS_EVENT_BITS = 24,            /* of the event in an article: STORE_INDEX_BITS */
	KEYS_DAY_BITS = 5,
	KEYS_INDEX_BITS = 3,             /* of the event, in the number that says article and day, too */
	KEYS_INDEX_MORE = (1 << KEYS_INDEX_BITS) - 1,
	KEYS_MERGED_MOST = 64 << 20,     /* entries; larger runs stay, so that a merge has bounds */
	KEYS_EACH = 25,                  /* entries of an article, about */
};

static const uint64_t keys_mask = (UINT64_C(1) << KEYS_BITS) - 1;

/* ---- in memory ---- */

void keys_free(struct keys *k)
{
	vec_free(&k->slots);
	vec_free(&k->nodes);
	k->used = 0;
}

static uint64_t keys_hash(uint64_t key)
{
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return key ^ key >> 32;
}

static struct keys_slot *keys_slot(const struct keys *k, uint64_t key)
{
	size_t mask = k->slots.n - 1, at = keys_hash(key) & mask;
	while (k->slots.v[at].used && k->slots.v[at].key != key)
		at = (at + 1) & mask;
	return &k->slots.v[at];
}

static void keys_grow(struct keys *k)
{
	struct keys old = *k;
	memset(&k->slots, 0, sizeof k->slots);
	size_t size = old.slots.n ? 2 * old.slots.n : 4096;
	vec_reserve(&k->slots, size);
	k->slots.n = size;
	memset(k->slots.v, 0, size * sizeof *k->slots.v);
	for (size_t i = 0; i < old.slots.n; i++)
		if (old.slots.v[i].used)
			*keys_slot(k, old.slots.v[i].key) = old.slots.v[i];
	vec_free(&old.slots);
}

/* The slot of a key, made when there is none. */
static struct keys_slot *keys_take(struct keys *k, uint64_t key)
{
	if (2 * k->used >= k->slots.n)
		keys_grow(k);
	struct keys_slot *s = keys_slot(k, key);
	if (!s->used) {
		*s = (struct keys_slot){.key = key, .used = true};
		k->used++;
	}
	return s;
}

static void keys_append(struct keys *k, struct keys_slot *s, struct store_key_event event)
{
	*vec_push(&k->nodes) = (struct keys_node){event, 0};
	uint32_t node = (uint32_t)k->nodes.n;
	if (s->last)
		k->nodes.v[s->last - 1].next = node;
	else
		s->first = node;
	s->last = node;
	s->count++;
}

void keys_add(struct keys *k, uint64_t key, struct store_key_event event)
{
	struct keys_slot *s = keys_take(k, key);
	if (s->count < KEYS_MOST && !(s->last && k->nodes.v[s->last - 1].event.event >= event.event))
		keys_append(k, s, event);
}

size_t keys_events(const struct keys *k, uint64_t key, struct store_key_event out[static KEYS_MOST])
{
	size_t n = 0;
	const struct keys_slot *s = k->slots.n ? keys_slot(k, key) : NULL;
	for (uint32_t node = s && s->used ? s->first : 0; node; node = k->nodes.v[node - 1].next)
		out[n++] = k->nodes.v[node - 1].event;
	return n;
}

/* ---- pages ---- */

/* One key and its events. */
struct keys_entry {
	uint64_t key;
	struct store_key_event events[KEYS_MOST];
	size_t count;
};

/* A page that is read, entry by entry: an article to reckon from, then of each key its distance from the one
 * before, how many events it has, and these, each as its article's distance from that article, or from the one
 * before of the same key, and its number in it. */
struct keys_reader {
	struct buf bytes;
	struct unpack in;
	int64_t base;
	struct keys_entry entry;
	uint64_t first;          /* key of the page */
	bool ended;              /* there is no entry */
};

static int64_t keys_article(struct store_key_event e)
{
	return e.event >> KEYS_EVENT_BITS;
}

/* In one number: the article's distance from `from`, folded, the event's number in it, the day. */
static struct store_key_event keys_get_event(struct unpack *in, int64_t from)
{
	uint64_t v = unpack_unsigned(in), folded = v >> (KEYS_DAY_BITS + KEYS_INDEX_BITS), index = v >> KEYS_DAY_BITS & KEYS_INDEX_MORE;
	int64_t article = from + (int64_t)(folded >> 1 ^ (folded & 1 ? UINT64_MAX : 0));
	if (index == KEYS_INDEX_MORE)
		index += unpack_below(in, (1 << KEYS_EVENT_BITS) - KEYS_INDEX_MORE);
	if (article < 0 || article > INT64_MAX >> KEYS_EVENT_BITS)
		in->bad = true;
	if (in->bad)
		return (struct store_key_event){0};
	return (struct store_key_event){article << KEYS_EVENT_BITS | (int64_t)index, v & ((1 << KEYS_DAY_BITS) - 1)};
}

static void keys_put_event(struct buf *out, struct store_key_event e, int64_t from)
{
	int64_t distance = keys_article(e) - from;
	uint64_t folded = (uint64_t)distance << 1 ^ (distance < 0 ? UINT64_MAX : 0);
	uint64_t index = (uint64_t)e.event & ((1 << KEYS_EVENT_BITS) - 1), first = index < KEYS_INDEX_MORE ? index : KEYS_INDEX_MORE;
	pack_unsigned(out, (folded << KEYS_INDEX_BITS | first) << KEYS_DAY_BITS | e.day);
	if (index >= KEYS_INDEX_MORE)
		pack_unsigned(out, index - KEYS_INDEX_MORE);
}

static void keys_read_entry(struct keys_reader *r)
{
	struct unpack *in = &r->in;
	r->ended = in->p == in->end;
	if (r->ended)
		return;
	uint64_t v = unpack_unsigned(in);
	r->entry.key += v >> 1;
	r->entry.count = v & 1 ? (size_t)unpack_below(in, KEYS_MOST + 1) : 1;
	int64_t base = r->base;
	for (size_t i = 0; i < r->entry.count && !in->bad; i++) {
		r->entry.events[i] = keys_get_event(in, base);
		base = keys_article(r->entry.events[i]);
	}
	in->bad = in->bad || r->entry.key > keys_mask;
	r->ended = in->bad;
}

static void keys_read_page(struct keys_reader *r, int64_t id, struct str bytes)
{
	buf_clear(&r->bytes);
	buf_add_str(&r->bytes, bytes);
	r->in = unpack_of(buf_str(&r->bytes));
	r->entry.key = r->first = (uint64_t)id & keys_mask;
	r->base = (int64_t)unpack_unsigned(&r->in);
	keys_read_entry(r);
}

static bool keys_damaged(struct db *db, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the keys of its links are damaged; make them again with `dateline check --rebuild`", db->path);
}

/* ---- runs ---- */

static bool keys_list_runs(struct db *db, struct tier_segment **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_run ORDER BY id", err);
	if (!st)
		return false;
	VEC(struct tier_segment) runs = {0};
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW)
		*vec_push(&runs) = (struct tier_segment){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 1)};
	*out = runs.v;
	*count = runs.n;
	return r == DB_DONE;
}

static int64_t keys_page_id(int64_t run, uint64_t key)
{
	return run << KEYS_BITS | (int64_t)key;
}

/* The statement's one row, a page of this run, into the reader; *found false when there is none. */
static bool keys_take_page(struct db *db, sqlite3_stmt *st, int64_t run, struct keys_reader *r, int64_t *id, bool *found, struct error *err)
{
	enum db_result result = db_step(db, st, err);
	*found = result == DB_ROW && sqlite3_column_int64(st, 0) >> KEYS_BITS == run;
	r->ended = true;
	if (*found) {
		*id = sqlite3_column_int64(st, 0);
		keys_read_page(r, *id, db_column(st, 1));
	}
	db_done(st);
	return result != DB_FAILED && (!r->in.bad || keys_damaged(db, err));
}

/* The page that would hold the key. */
static bool keys_find_page(struct db *db, int64_t run, uint64_t key, struct keys_reader *r, bool *found, struct error *err)
{
	int64_t id;
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_page WHERE id <= ? ORDER BY id DESC LIMIT 1", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, keys_page_id(run, key));
	return keys_take_page(db, st, run, r, &id, found, err);
}

/* ---- writing a run ---- */

struct keys_writer {
	struct db *db;
	struct error *err;
	int64_t run, entries;
	struct buf page, entry;
	uint64_t first, last;    /* keys of the page, when it holds any */
	int64_t base;
};

static bool keys_write_page(struct keys_writer *w)
{
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO link_page (id, entries) VALUES (?, ?)", w->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, keys_page_id(w->run, w->first));
	db_bind_blob(st, 2, buf_str(&w->page));
	bool ok = db_finish(w->db, st, w->err);
	buf_clear(&w->page);
	return ok;
}

/* The entry as it stands in the page that is being filled. */
static void keys_pack_entry(struct keys_writer *w, const struct keys_entry *e)
{
	buf_clear(&w->entry);
	if (!w->page.n) {
		w->base = keys_article(e->events[0]);
		w->first = w->last = e->key;
		pack_unsigned(&w->entry, (uint64_t)w->base);
	}
	pack_unsigned(&w->entry, (e->key - w->last) << 1 | (e->count != 1));
	if (e->count != 1)
		pack_unsigned(&w->entry, e->count);
	int64_t from = w->base;
	for (size_t i = 0; i < e->count; i++) {
		keys_put_event(&w->entry, e->events[i], from);
		from = keys_article(e->events[i]);
	}
}

static bool keys_write(struct keys_writer *w, const struct keys_entry *e)
{
	keys_pack_entry(w, e);
	if (w->page.n && w->page.n + w->entry.n > KEYS_PAGE) {
		if (!keys_write_page(w))
			return false;
		keys_pack_entry(w, e);
	}
	buf_add_str(&w->page, buf_str(&w->entry));
	w->last = e->key;
	w->entries += (int64_t)e->count;
	return true;
}

static bool keys_end_run(struct keys_writer *w)
{
	if (w->page.n && !keys_write_page(w))
		return false;
	sqlite3_stmt *st = db_prepare(w->db, "INSERT INTO link_run (id, entries) VALUES (?, ?)", w->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, w->run);
	sqlite3_bind_int64(st, 2, w->entries);
	return db_finish(w->db, st, w->err);
}

static void keys_writer_free(struct keys_writer *w)
{
	buf_free(&w->page);
	buf_free(&w->entry);
}

/* ---- fetching ---- */

static void keys_take_entry(struct keys *k, const struct keys_entry *e)
{
	struct keys_slot *s = keys_slot(k, e->key);
	for (size_t i = 0; i < e->count && s->count < KEYS_MOST; i++)
		keys_append(k, s, e->events[i]);
	s->old = s->count;
}

/* Is the key so far ahead that it will hardly be in this page? Keys are spread evenly, or nearly. */
static bool keys_is_far(const struct keys_reader *r, uint64_t key)
{
	size_t read = (size_t)(r->in.p - r->bytes.p), left = (size_t)(r->in.end - r->in.p);
	return r->entry.key < key && (key - r->entry.key) / 2 > (r->entry.key - r->first) / read * left;
}

static void keys_skip_to(struct keys_reader *r, uint64_t key)
{
	while (!r->ended && r->entry.key < key)
		keys_read_entry(r);
}

/* What one run knows of the wanted keys. */
static bool keys_fetch_run(struct keys *k, struct db *db, int64_t run, const uint64_t *wanted, size_t n, struct keys_reader *r,
			   struct error *err)
{
	bool found;
	r->ended = true;
	for (size_t i = 0; i < n; i++) {
		if (!r->ended && keys_is_far(r, wanted[i]))
			r->ended = true;
		keys_skip_to(r, wanted[i]);
		if (r->ended && !r->in.bad) {
			if (!keys_find_page(db, run, wanted[i], r, &found, err))
				return false;
			keys_skip_to(r, wanted[i]);
		}
		if (r->in.bad)
			return keys_damaged(db, err);
		if (!r->ended && r->entry.key == wanted[i])
			keys_take_entry(k, &r->entry);
	}
	return true;
}

bool keys_fetch(struct keys *k, struct db *db, const uint64_t *wanted, size_t n, struct error *err)
{
	VEC(uint64_t) unknown = {0};
	for (size_t i = 0; i < n; i++) {
		if (i && wanted[i] == wanted[i - 1])
			continue;
		if (!k->slots.n || !keys_slot(k, wanted[i])->used)
			*vec_push(&unknown) = wanted[i];
	}
	for (size_t i = 0; i < unknown.n; i++)
		keys_take(k, unknown.v[i]);
	struct tier_segment *runs = NULL;
	size_t count = 0;
	struct keys_reader r = {.ended = true};
	bool ok = !unknown.n || keys_list_runs(db, &runs, &count, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = keys_fetch_run(k, db, runs[i].id, unknown.v, unknown.n, &r, err);
	buf_free(&r.bytes);
	mem_free(runs);
	vec_free(&unknown);
	return ok;
}

/* ---- merging ---- */

/* A run that is read from its beginning to its end; its pages go as they are read. */
struct keys_cursor {
	struct keys_reader reader;
	int64_t run, page; /* page: the one that is being read */
};

static bool keys_cursor_page(struct keys_cursor *c, struct db *db, struct error *err)
{
	bool found;
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_page WHERE id >= ? ORDER BY id LIMIT 1", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, keys_page_id(c->run, 0));
	if (!keys_take_page(db, st, c->run, &c->reader, &c->page, &found, err))
		return false;
	if (!found)
		return true;
	st = db_prepare(db, "DELETE FROM link_page WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, c->page);
	return db_finish(db, st, err);
}

static bool keys_cursor_next(struct keys_cursor *c, struct db *db, struct error *err)
{
	keys_read_entry(&c->reader);
	if (c->reader.in.bad)
		return keys_damaged(db, err);
	return !c->reader.ended || keys_cursor_page(c, db, err);
}

static struct keys_cursor *keys_least(struct keys_cursor *cursors, size_t n)
{
	struct keys_cursor *least = NULL;
	for (size_t i = 0; i < n; i++)
		if (!cursors[i].reader.ended && (!least || cursors[i].reader.entry.key < least->reader.entry.key))
			least = &cursors[i];
	return least;
}

/* The events of one key in all runs, the oldest run first. */
static bool keys_merge_key(struct keys_writer *w, struct keys_cursor *cursors, size_t n, uint64_t key)
{
	struct keys_entry all = {.key = key};
	for (size_t i = 0; i < n; i++) {
		struct keys_entry *e = &cursors[i].reader.entry;
		if (cursors[i].reader.ended || e->key != key)
			continue;
		for (size_t j = 0; j < e->count && all.count < KEYS_MOST; j++)
			all.events[all.count++] = e->events[j];
		if (!keys_cursor_next(&cursors[i], w->db, w->err))
			return false;
	}
	return keys_write(w, &all);
}

static bool keys_remove_runs(struct db *db, int64_t first, int64_t last, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "DELETE FROM link_run WHERE id BETWEEN ? AND ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	return db_finish(db, st, err);
}

static bool keys_merge(struct db *db, const struct tier_segment *runs, size_t n, int64_t id, struct error *err)
{
	struct keys_cursor *cursors = mem_zero(n, sizeof *cursors), *least;
	struct keys_writer w = {.db = db, .err = err, .run = id};
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++) {
		cursors[i].run = runs[i].id;
		ok = keys_cursor_page(&cursors[i], db, err);
	}
	while (ok && (least = keys_least(cursors, n)))
		ok = keys_merge_key(&w, cursors, n, least->reader.entry.key);
	ok = ok && keys_remove_runs(db, runs[0].id, runs[n - 1].id, err) && keys_end_run(&w);
	for (size_t i = 0; i < n; i++)
		buf_free(&cursors[i].reader.bytes);
	mem_free(cursors);
	keys_writer_free(&w);
	return ok;
}

static bool keys_merge_last(struct db *db, const struct tier_segment *runs, size_t n, size_t due, struct error *err)
{
	/* numbers follow age, and small ones come free again */
	const struct tier_segment *first = &runs[n - due];
	int64_t before = n > due ? first[-1].id : 0;
	return keys_merge(db, first, due, before + 1 < first->id ? before + 1 : runs[n - 1].id + 1, err);
}

bool keys_merge_due(struct db *db, int64_t added, struct error *err)
{
	for (;;) {
		struct tier_segment *runs = NULL;
		size_t n = 0;
		bool ok = keys_list_runs(db, &runs, &n, err);
		size_t due = !ok ? 0 : added ? tiers_left(runs, n, tiers_most(added, KEYS_EACH, KEYS_MERGED_MOST)) : tiers_due(runs, n, KEYS_MERGED_MOST);
		ok = ok && (!due || keys_merge_last(db, runs, n, due, err));
		mem_free(runs);
		if (!ok || !due)
			return ok;
	}
}

/* ---- flushing ---- */

static int keys_by_key(const void *x, const void *y)
{
	const struct keys_slot *a = *(const struct keys_slot *const *)x, *b = *(const struct keys_slot *const *)y;
	return (a->key > b->key) - (a->key < b->key);
}

/* The slots that hold what the file does not, by key. */
static const struct keys_slot **keys_new_slots(const struct keys *k, size_t *count)
{
	const struct keys_slot **out = mem_alloc((k->used + 1) * sizeof *out);
	size_t n = 0;
	for (size_t i = 0; i < k->slots.n; i++)
		if (k->slots.v[i].used && k->slots.v[i].count > k->slots.v[i].old)
			out[n++] = &k->slots.v[i];
	qsort(out, n, sizeof *out, keys_by_key);
	*count = n;
	return out;
}

static void keys_new_entry(const struct keys *k, const struct keys_slot *s, struct keys_entry *out)
{
	struct store_key_event events[KEYS_MOST];
	size_t n = keys_events(k, s->key, events);
	out->key = s->key;
	out->count = n - s->old;
	memcpy(out->events, events + s->old, out->count * sizeof *events);
}

bool keys_flush(struct keys *k, struct db *db, struct error *err)
{
	size_t n;
	int64_t last;
	const struct keys_slot **slots = keys_new_slots(k, &n);
	struct keys_writer w = {.db = db, .err = err};
	bool ok = db_integer(db, "SELECT max(id) FROM link_run", 0, &last, err);
	w.run = last + 1;
	for (size_t i = 0; ok && i < n; i++) {
		struct keys_entry e;
		keys_new_entry(k, slots[i], &e);
		ok = keys_write(&w, &e);
	}
	ok = ok && (!n || (keys_end_run(&w) && keys_merge_due(db, 0, err)));
	keys_writer_free(&w);
	mem_free(slots);
	keys_free(k);
	return ok;
}

/* ---- for the check ---- */

bool keys_walk(struct db *db, void (*each)(void *ctx, uint64_t key, int64_t event), void *ctx, struct error *err)
{
	struct keys_reader r = {.ended = true};
	sqlite3_stmt *st = db_prepare(db, "SELECT id, entries FROM link_page ORDER BY id", err);
	if (!st)
		return false;
	enum db_result result;
	while ((result = db_step(db, st, err)) == DB_ROW) {
		for (keys_read_page(&r, sqlite3_column_int64(st, 0), db_column(st, 1)); !r.ended; keys_read_entry(&r))
			for (size_t i = 0; i < r.entry.count; i++)
				each(ctx, r.entry.key, r.entry.events[i].event);
		if (r.in.bad) {
			db_done(st);
			buf_free(&r.bytes);
			return keys_damaged(db, err);
		}
	}
	buf_free(&r.bytes);
	return result == DB_DONE;
}
