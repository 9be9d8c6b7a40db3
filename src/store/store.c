#include "config.h"

#include "store/store.h"

#include "base/embed.h"
#include "store/file.h"
#include "store/inside.h"
#include "store/keys_run.h"
#include "store/words_merge.h"

#include <assert.h>
#include <stdio.h>

EMBED(schema, SOURCE_FOLDER "/store/schema.sql")

static struct file_kind store_kind(void)
{
	return (struct file_kind){
		.noun = "corpus",
		.application = 0x644C6E65, /* "dLne" */
		.version = STORE_VERSION,
		.schema = embed_str(schema),
		.absent = "make a corpus with `dateline ingest --corpus FILE PATH...`",
		.other = "`dateline ingest --corpus FILE PATH...` makes one of articles",
		.older = "ingest its articles again, into a new file",
	};
}

bool store_open(const char *path, enum store_mode mode, struct store **out, struct error *err)
{
	struct file_kind kind = store_kind();
	struct store *s = mem_zero(1, sizeof *s);
	s->mode = mode;
	if (!file_open(&s->db, &kind, path, mode, err)) {
		mem_free(s);
		return false;
	}
	*out = s;
	return true;
}

/* Asked when its file was opened once more: what is at its place now was there then. */
static bool store_is_in_place(struct store *s)
{
	return !file_is_moved(&s->db);
}

bool store_open_again(struct store *s, struct store **out)
{
	struct store *again;
	if (!store_open(s->db.path, STORE_READ, &again, NULL))
		return false;
	if (!store_is_in_place(s)) {
		store_close(again);
		return false;
	}
	*out = again;
	return true;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	store_rollback(s);
	rows_free(s->base);
	rows_free(s->table);
	rows_batch_free(&s->rows);
	overlay_free(&s->overlay);
	linked_free(&s->linked);
	words_index_free(&s->index);
	nearby_free(&s->nearby);
	narrow_free(&s->narrow);
	large_free(&s->large);
	buf_free(&s->compared);
	block_free(&s->block);
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		words_free(&s->words[scope]);
	keys_free(&s->keys);
	names_free(&s->names);
	if (s->mode == STORE_WRITE)
		file_settle(&s->db);
	db_close(&s->second);
	db_close(&s->db);
	mem_free(s);
}

const char *store_path(const struct store *s)
{
	return s->db.path;
}

bool store_open_second(struct store *s)
{
	struct file_kind kind = store_kind();
	if (!file_open(&s->second, &kind, s->db.path, STORE_READ, NULL))
		return false;
	if (store_is_in_place(s))
		return true;
	db_close(&s->second);
	return false;
}

bool store_version(struct store *s, int64_t *out, struct error *err)
{
	int64_t others;
	if (!db_integer(&s->db, "PRAGMA data_version", 0, &others, err))
		return false;
	*out = others + 1 + ((int64_t)s->own_writes << 32);
	return true;
}

static bool store_load_base(struct store *s, int64_t version, struct error *err)
{
	if (s->table_version == version)
		return true;
	rows_free(s->base);
	s->base = NULL;
	s->table_version = 0;
	overlay_forget(&s->overlay);
	return rows_segment_read_all(&s->db, &s->base, err);
}

bool store_load_index(struct store *s, struct error *err)
{
	int64_t version;
	if (!store_version(s, &version, err))
		return false;
	if (s->index_version == version)
		return true;
	s->index_version = 0;
	if (!words_index_load(&s->index, &s->db, err))
		return false;
	s->index_version = version;
	return true;
}

bool store_load_rows(struct store *s, bool rejected, struct error *err)
{
	int64_t version;
	if (!store_version(s, &version, err) || (s->notes && !notes_refresh(s->notes, err)))
		return false;
	uint64_t notes = s->notes ? notes_version(s->notes) : 0;
	if (s->table_version == version && s->table_notes == notes && s->table_rejected == rejected)
		return true;
	if (!store_load_base(s, version, err))
		return false;
	rows_free(s->table);
	s->table = NULL;
	s->table_version = 0;
	if (!overlay_lay(&s->overlay, s, s->base, rejected, &s->table, err))
		return false;
	s->table_version = version;
	s->table_notes = notes;
	s->table_rejected = rejected;
	return true;
}

bool store_changed(struct store *s, bool *changed, struct error *err)
{
	int64_t version;
	if (!store_version(s, &version, err) || (s->notes && !notes_refresh(s->notes, err)))
		return false;
	*changed = s->table_version != version || s->table_notes != (s->notes ? notes_version(s->notes) : 0);
	return true;
}

/* ---- batches ---- */

bool store_read_totals(struct store *s, struct store_totals *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT articles, events, dated, text_bytes, first_day, last_day FROM total", err);
	if (!st)
		return false;
	enum db_result r = db_step(&s->db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: its sums are missing; `dateline check` says what is damaged", s->db.path);
	bool dated = sqlite3_column_type(st, 4) != SQLITE_NULL;
	*out = (struct store_totals){
		.articles = sqlite3_column_int64(st, 0),
		.events = sqlite3_column_int64(st, 1),
		.dated = sqlite3_column_int64(st, 2),
		.text_bytes = sqlite3_column_int64(st, 3),
		.first_day = dated ? sqlite3_column_int(st, 4) : DAY_NONE,
		.last_day = dated ? sqlite3_column_int(st, 5) : DAY_NONE,
	};
	db_done(st);
	return true;
}

static bool store_write_totals(struct store *s, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "UPDATE total SET articles = ?, events = ?, dated = ?, text_bytes = ?, first_day = ?, last_day = ?",
				      err);
	if (!st)
		return false;
	const struct store_totals *t = &s->totals;
	sqlite3_bind_int64(st, 1, t->articles);
	sqlite3_bind_int64(st, 2, t->events);
	sqlite3_bind_int64(st, 3, t->dated);
	sqlite3_bind_int64(st, 4, t->text_bytes);
	if (t->first_day != DAY_NONE) {
		sqlite3_bind_int(st, 5, t->first_day);
		sqlite3_bind_int(st, 6, t->last_day);
	}
	return db_finish(&s->db, st, err);
}

bool store_hold(struct store *s, struct error *err)
{
	assert(!s->writing);
	return !sqlite3_get_autocommit(s->db.handle) || db_exec(&s->db, "BEGIN", err);
}

void store_release(struct store *s)
{
	if (s->writing || sqlite3_get_autocommit(s->db.handle))
		return;
	block_release(&s->block);
	sqlite3_exec(s->db.handle, "COMMIT", NULL, NULL, NULL);
}

bool store_begin(struct store *s, struct error *err)
{
	assert(!s->writing);
	if (s->mode != STORE_WRITE)
		return error_set(err, ERROR_IO, "%s: opened for reading only", s->db.path);
	if (!db_exec(&s->db, "BEGIN IMMEDIATE", err))
		return false;
	s->writing = true;
	int64_t last;
	if (store_read_totals(s, &s->totals, err) && db_integer(&s->db, "SELECT max(id) FROM article", 0, &last, err) &&
	    block_resume(&s->block, &s->db, last + 1, err)) {
		s->next_article = last + 1;
		s->committed = last;
		return true;
	}
	store_rollback(s);
	return false;
}

bool store_flush_words(struct store *s, struct error *err)
{
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		if (!words_flush(&s->words[scope], (enum words_scope)scope, &s->db, err))
			return false;
	return true;
}

bool store_commit(struct store *s, struct error *err)
{
	assert(s->writing);
	block_release(&s->block);
	if (!block_flush(&s->block, &s->db, err) || !rows_segment_flush(&s->rows, &s->db, err) || !store_flush_words(s, err) ||
	    !keys_flush(&s->keys, &s->db, err) || !store_write_totals(s, err) || !db_exec(&s->db, "COMMIT", err)) {
		store_rollback(s);
		return false;
	}
	s->writing = false;
	s->own_writes++;
	return true;
}

void store_rollback(struct store *s)
{
	if (!s->writing)
		return;
	/* some failures have rolled it back already */
	if (!sqlite3_get_autocommit(s->db.handle))
		sqlite3_exec(s->db.handle, "ROLLBACK", NULL, NULL, NULL);
	names_forget(&s->names);
	block_free(&s->block);
	rows_batch_free(&s->rows);
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		words_free(&s->words[scope]);
	keys_free(&s->keys);
	s->writing = false;
	s->own_writes++;
}

/* Gives pages back that merging left empty. */
static bool store_shrink(struct store *s, int64_t added, struct error *err)
{
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA incremental_vacuum(%lld)", (long long)(16 + added / 4));
	return db_exec(&s->db, sql, err);
}

static bool store_merge(struct store *s, int64_t added, struct error *err)
{
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		if (!words_merge_due((enum words_scope)scope, &s->db, added, err))
			return false;
	return rows_segment_merge_due(&s->db, added, err) && keys_run_merge_due(&s->db, added, err) && store_shrink(s, added, err);
}

bool store_tidy(struct store *s, int64_t added, struct error *err)
{
	struct error why = ERROR_INIT;
	assert(!s->writing);
	if (!db_exec(&s->db, "BEGIN IMMEDIATE", &why))
		return why.code == ERROR_BUSY || error_set(err, why.code, "%s", why.msg);
	bool ok = store_merge(s, added, err) && db_exec(&s->db, "COMMIT", err);
	if (!ok && !sqlite3_get_autocommit(s->db.handle))
		sqlite3_exec(s->db.handle, "ROLLBACK", NULL, NULL, NULL);
	s->own_writes++;
	return ok;
}

bool store_count(struct store *s, struct store_counts *out, struct error *err)
{
	struct store_totals t;
	if (!store_read_totals(s, &t, err))
		return false;
	*out = (struct store_counts){
		.articles = t.articles,
		.events = t.events,
		.dated = t.dated,
		.text_bytes = t.text_bytes,
		.span = {t.first_day, t.last_day},
	};
	return true;
}
