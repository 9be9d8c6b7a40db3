#include "config.h"

#include "store/notes.h"

#include "base/embed.h"
#include "base/xdg.h"
#include "store/file.h"
#include "store/inside.h"
#include "store/notes_merge.h"
#include "store/notes_move.h"
#include "store/notes_sum.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

EMBED(notes_schema, SOURCE_FOLDER "/store/notes_schema.sql")

struct notes {
	struct db db;
	struct arena texts;           /* of the log */
	VEC(struct note_entry) log;
	struct notes_sum sum;
	int64_t seen;                 /* the last entry of the file that was read */
	uint64_t version;
};

/* ---- the file ---- */

bool notes_default_path(struct buf *out)
{
	return xdg_path("XDG_DATA_HOME", ".local/share", "notes.db", out);
}

bool notes_open(const char *path, struct notes **out, struct error *err)
{
	const struct file_kind kind = {
		.noun = "file of notes",
		.application = 0x644C6E6E, /* "dLnn" */
		.version = 1,
		.schema = embed_str(notes_schema),
		.absent = "it is made with the first note",
		.other = "move it away, and a new one is made with the first note",
		.older = "use an older dateline",
	};
	xdg_make_folders(path);
	/* SQLite would let the umask decide who may read it */
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EEXIST)
		return error_set(err, ERROR_IO,
				 "%s: cannot be made (%s); notes need a folder that you may write to, see XDG_DATA_HOME", path,
				 strerror(errno));
	struct notes *n = mem_zero(1, sizeof *n);
	if (!file_open(&n->db, &kind, path, STORE_WRITE, err)) {
		mem_free(n);
		return false;
	}
	if (!notes_refresh(n, err)) {
		notes_close(n);
		return false;
	}
	*out = n;
	return true;
}

bool notes_open_own(struct notes **out, struct error *err)
{
	struct buf path = BUF_INIT;
	struct notes *n = NULL;
	bool there = notes_default_path(&path) && access(buf_cstr(&path), F_OK) == 0;
	bool ok = !there || notes_open(buf_cstr(&path), &n, err);
	buf_free(&path);
	if (ok)
		*out = n;
	return ok;
}

void notes_close(struct notes *n)
{
	if (!n)
		return;
	notes_sum_free(&n->sum);
	vec_free(&n->log);
	arena_free(&n->texts);
	db_close(&n->db);
	mem_free(n);
}

/* ---- reading the log ---- */

static bool notes_take(sqlite3_stmt *st, struct arena *arena, struct note_entry *e)
{
	*e = (struct note_entry){
		.id = sqlite3_column_int64(st, 0),
		.at = sqlite3_column_int64(st, 1),
		.target.span = {(uint32_t)sqlite3_column_int64(st, 3), (uint32_t)sqlite3_column_int64(st, 4)},
		.value = arena_str(arena, db_column(st, 6)),
		.change = sqlite3_column_int64(st, 7),
	};
	struct str article = db_column(st, 2);
	if (article.n >= sizeof e->target.article || !notes_field_parse(db_column(st, 5), &e->field))
		return false;
	memcpy(e->target.article, article.p ? article.p : "", article.n);
	return true;
}

/* Reads what was added since; nothing is kept of a read that fails. */
static bool notes_read(struct notes *n, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&n->db,
				      "SELECT id, at, article, span_begin, span_end, field, value, change FROM entry WHERE id > ? ORDER BY id",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, n->seen);
	size_t before = n->log.n;
	enum db_result r;
	while ((r = db_step(&n->db, st, err)) == DB_ROW) {
		struct note_entry e;
		/* a field of a later version says nothing to this one */
		if (notes_take(st, &n->texts, &e))
			*vec_push(&n->log) = e;
	}
	if (r != DB_DONE)
		n->log.n = before;
	else
		notes_sum_undone(n->log.v, before, n->log.n);
	return r == DB_DONE;
}

bool notes_refresh(struct notes *n, struct error *err)
{
	int64_t last;
	if (!db_integer(&n->db, "SELECT max(id) FROM entry", 0, &last, err))
		return false;
	if (last == n->seen && n->version)
		return true;
	if (!notes_read(n, err))
		return false;
	notes_sum_make(&n->sum, n->log.v, n->log.n);
	if (n->log.n && n->log.v[n->log.n - 1].id > last)
		last = n->log.v[n->log.n - 1].id; /* another process was quick */
	n->seen = last;
	n->version++;
	return true;
}

bool notes_log(struct notes *n, const struct note_entry **out, size_t *count, struct error *err)
{
	if (!notes_refresh(n, err))
		return false;
	*out = n->log.v;
	*count = n->log.n;
	return true;
}

uint64_t notes_version(const struct notes *n)
{
	return n->version;
}

const struct note_state *notes_find(const struct notes *n, const char article[24], struct span span)
{
	return notes_sum_find(&n->sum, article, span);
}

const struct note_state *notes_all(const struct notes *n, size_t *count)
{
	*count = n->sum.states.n;
	return n->sum.states.v;
}

const struct note_search *notes_searches(const struct notes *n, size_t *count)
{
	*count = n->sum.searches.n;
	return n->sum.searches.v;
}

static int notes_compare_tags(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

struct str *notes_tags(const struct notes *n, struct arena *arena, size_t *count)
{
	size_t all = 0, kept = 0;
	for (size_t i = 0; i < n->sum.states.n; i++)
		all += n->sum.states.v[i].tag_count;
	struct str *tags = arena_alloc(arena, all, sizeof *tags);
	all = 0;
	for (size_t i = 0; i < n->sum.states.n; i++)
		for (size_t k = 0; k < n->sum.states.v[i].tag_count; k++)
			tags[all++] = n->sum.states.v[i].tags[k];
	if (all)
		qsort(tags, all, sizeof *tags, notes_compare_tags);
	for (size_t i = 0; i < all; i++)
		if (!i || !str_eq(tags[i], tags[kept - 1]))
			tags[kept++] = tags[i];
	*count = kept;
	return tags;
}

bool notes_unlinks(const struct notes *n)
{
	return n->sum.unlinks > 0;
}

bool notes_same_event(const struct notes *n, struct str a, struct str b)
{
	return notes_move_same_event(&n->sum, a, b);
}

struct str notes_merged_last(const struct notes *n, struct str name)
{
	return notes_merge_last(&n->sum, name);
}

struct str *notes_merged_into(const struct notes *n, struct str name, struct arena *arena, size_t *count)
{
	return notes_merge_into(&n->sum, name, arena, count);
}

void notes_split(struct notes *n, const char article[24], struct arena *arena, struct extraction *x)
{
	struct event *read = x->events;
	size_t count = x->event_count;
	notes_sum_split(&n->sum, article, arena, x);
	if (!notes_move(&n->sum, article, x->events, x->event_count))
		return;
	x->events = read;
	x->event_count = count;
	notes_sum_split(&n->sum, article, arena, x);
}

/* ---- adding ---- */

static bool notes_insert(struct notes *n, const struct note_entry *e, int64_t change, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&n->db,
				      "INSERT INTO entry (at, article, span_begin, span_end, field, value, change) VALUES (?, ?, ?, ?, ?, ?, ?)",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, e->at ? e->at : (int64_t)time(NULL));
	db_bind_text(st, 2, str_of(e->target.article));
	sqlite3_bind_int64(st, 3, e->target.span.begin);
	sqlite3_bind_int64(st, 4, e->target.span.end);
	db_bind_text(st, 5, str_of(notes_field_name(e->field)));
	db_bind_text(st, 6, e->value);
	sqlite3_bind_int64(st, 7, change);
	return db_finish(&n->db, st, err);
}

static bool notes_insert_all(struct notes *n, const struct note_entry *entries, size_t count, struct error *err)
{
	int64_t last;
	bool ok = db_integer(&n->db, "SELECT max(id) FROM entry", 0, &last, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = notes_insert(n, &entries[i], last + 1, err);
	return ok;
}

bool notes_hold(struct notes *n, struct error *err)
{
	return db_exec(&n->db, "BEGIN IMMEDIATE", err);
}

bool notes_release(struct notes *n, struct error *err)
{
	return db_exec(&n->db, "COMMIT", err) && notes_refresh(n, err);
}

static bool notes_write(struct notes *n, const struct note_entry *entries, size_t count, struct error *err)
{
	if (!sqlite3_get_autocommit(n->db.handle))
		return notes_insert_all(n, entries, count, err);
	if (!notes_hold(n, err))
		return false;
	if (notes_insert_all(n, entries, count, err) && db_exec(&n->db, "COMMIT", err))
		return notes_refresh(n, err);
	if (!sqlite3_get_autocommit(n->db.handle))
		sqlite3_exec(n->db.handle, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

bool notes_allows(const struct notes *n, const struct note_entry *before, size_t count, const struct note_entry *e,
		  struct error *err)
{
	if (!notes_takes(e, err))
		return false;
	if (!notes_merge_closes(&n->sum, before, count, e))
		return true;
	return error_set(err, ERROR_USAGE, "merge: the one is merged into the other already; take that back first");
}

bool notes_add(struct notes *n, const struct note_entry *entries, size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!notes_allows(n, entries, i, &entries[i], err))
			return false;
	return notes_write(n, entries, count, err);
}

bool notes_set(struct notes *n, const struct note_target *target, enum note_field field, struct str value, struct error *err)
{
	struct note_entry e = {.target = *target, .field = field, .value = value};
	return notes_add(n, &e, 1, err);
}

/* ---- undo ---- */

/* An entry of the newest action that holds. */
static const struct note_entry *notes_last(const struct note_entry *log, size_t count)
{
	for (size_t i = count; i-- > 0;)
		if (log[i].field < NOTE_UNDO && !log[i].undone)
			return &log[i];
	return NULL;
}

/* An entry of the action whose undo is the last that nothing came after: neither a redo of it nor anything new. */
static const struct note_entry *notes_last_undone(const struct note_entry *log, size_t count)
{
	size_t redone = 0;
	for (size_t i = count; i-- > 0 && log[i].field >= NOTE_UNDO;) {
		if (log[i].field == NOTE_REDO)
			redone++;
		else if (redone > 0)
			redone--;
		else
			return notes_sum_turned(log, i);
	}
	return NULL;
}

static bool notes_turn(struct notes *n, enum note_field field, struct note_entry *what, struct error *err)
{
	*what = (struct note_entry){0};
	if (!notes_refresh(n, err))
		return false;
	const struct note_entry *chosen = (field == NOTE_UNDO ? notes_last : notes_last_undone)(n->log.v, n->log.n);
	if (!chosen)
		return true;
	struct note_entry turned = *chosen; /* the log may move as it grows */
	struct buf change = BUF_INIT;
	buf_addf(&change, "%lld", (long long)turned.change);
	struct note_entry e = {.target = turned.target, .field = field, .value = buf_str(&change)};
	bool ok = notes_write(n, &e, 1, err);
	if (ok) {
		*what = turned;
		what->undone = field == NOTE_UNDO;
	}
	buf_free(&change);
	return ok;
}

bool notes_undo(struct notes *n, struct note_entry *what, struct error *err)
{
	return notes_turn(n, NOTE_UNDO, what, err);
}

bool notes_redo(struct notes *n, struct note_entry *what, struct error *err)
{
	return notes_turn(n, NOTE_REDO, what, err);
}

void notes_attach(struct notes *n, struct store *s)
{
	s->notes = n;
	s->table_version = 0;
}
