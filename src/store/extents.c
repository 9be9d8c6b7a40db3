#include "config.h"

#include "store/extents.h"

#include <string.h>

enum {
	EXTENTS_HEAD = 100,         /* bytes of the file's head */
	EXTENTS_HEAD_PAGE = 16,     /*   where it has the bytes of a page, */
	EXTENTS_HEAD_RESERVED = 20, /*   those that are not used, */
	EXTENTS_HEAD_MAPPED = 52,   /*   and, if there is a map of pages, not 0 */
	EXTENTS_INTERIOR = 5,       /* kinds of pages of tables */
	EXTENTS_LEAF = 13,
	EXTENTS_INTERIOR_CELLS = 12, /* where the places of the cells begin */
	EXTENTS_LEAF_CELLS = 8,
	EXTENTS_LINK = 4,           /* bytes in front of a page of a value, which name the next one */
	EXTENTS_ENTRY = 5,          /* bytes of an entry of the map */
	EXTENTS_GOES_ON = 4,        /*   of a page that goes on where another ended */
	EXTENTS_LOCK = 1 << 30,     /* the byte whose page holds nothing */
	EXTENTS_SMALLEST = 512,
};

static uint32_t extents_number16(const char *p)
{
	return (uint32_t)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static uint32_t extents_number32(const char *p)
{
	return extents_number16(p) << 16 | extents_number16(p + 2);
}

static bool extents_read_file(const struct extents_file *f, int64_t at, size_t n, char *out)
{
	return f->file->pMethods->xRead(f->file, out, (int)n, at) == SQLITE_OK;
}

/* ---- may it be read so? ---- */

static bool extents_wal_is_empty(struct db *db)
{
	sqlite3_file *journal = NULL;
	sqlite3_int64 n = 0;
	if (sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal) != SQLITE_OK)
		return false;
	return !journal || !journal->pMethods || (journal->pMethods->xFileSize(journal, &n) == SQLITE_OK && n == 0);
}

static bool extents_read_head(struct extents_file *f)
{
	char h[EXTENTS_HEAD];
	sqlite3_int64 size;
	if (f->file->pMethods->xFileSize(f->file, &size) != SQLITE_OK || !extents_read_file(f, 0, sizeof h, h))
		return false;
	f->page = extents_number16(h + EXTENTS_HEAD_PAGE);
	f->page = f->page == 1 ? 65536 : f->page;
	f->usable = f->page - (unsigned char)h[EXTENTS_HEAD_RESERVED];
	if (f->page < EXTENTS_SMALLEST || size / f->page > UINT32_MAX)
		return false;
	f->pages = (uint32_t)(size / f->page);
	return extents_number32(h + EXTENTS_HEAD_MAPPED) != 0;
}

static bool extents_find_root(struct extents_file *f, struct db *db, const char *table)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", NULL);
	if (!st)
		return false;
	db_bind_text(st, 1, str_of(table));
	if (db_step(db, st, NULL) == DB_ROW)
		f->root = (uint32_t)sqlite3_column_int64(st, 0);
	db_done(st);
	return f->root > 1;
}

bool extents_begin(struct extents_file *f, struct db *db, const char *table)
{
	*f = (struct extents_file){.file = NULL};
	bool ok = extents_find_root(f, db, table) && sqlite3_txn_state(db->handle, "main") == SQLITE_TXN_READ && extents_wal_is_empty(db) &&
		  sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &f->file) == SQLITE_OK && f->file && f->file->pMethods &&
		  extents_read_head(f);
	if (!ok)
		f->file = NULL;
	return ok;
}

void extents_end(struct extents_file *f)
{
	for (size_t i = 0; i < EXTENTS_DEEPEST; i++)
		buf_free(&f->way[i].bytes);
	buf_free(&f->map.bytes);
	*f = (struct extents_file){.file = NULL};
}

void extents_free(struct extents *e)
{
	vec_free(&e->pages);
}

/* ---- pages ---- */

static int64_t extents_page_at(const struct extents_file *f, uint32_t number)
{
	return (int64_t)(number - 1) * f->page;
}

static bool extents_take_page(struct extents_file *f, uint32_t number, struct extents_page *p)
{
	if (number < 2 || number > f->pages)
		return false;
	if (p->number == number)
		return true;
	p->number = 0;
	buf_clear(&p->bytes);
	buf_reserve(&p->bytes, f->page);
	if (!extents_read_file(f, extents_page_at(f, number), f->page, p->bytes.p))
		return false;
	p->bytes.n = f->usable;
	p->number = number;
	return true;
}

/* SQLite's numbers of up to nine bytes, big end first. 0 on damage. */
static size_t extents_varint(struct str s, size_t at, uint64_t *out)
{
	enum { LONGEST = 9 };
	*out = 0;
	for (size_t i = 0; i < LONGEST && at + i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[at + i];
		*out = i + 1 < LONGEST ? *out << 7 | (c & 0x7F) : *out << 8 | c;
		if (c < 0x80 || i + 1 == LONGEST)
			return i + 1;
	}
	return 0;
}

/* ---- the row ---- */

/* A cell of a page: where it begins, and its row's number. 0: there is none. */
static size_t extents_cell(struct str page, size_t i, uint64_t *row)
{
	bool leaf = page.p[0] == EXTENTS_LEAF;
	size_t place = (leaf ? EXTENTS_LEAF_CELLS : EXTENTS_INTERIOR_CELLS) + 2 * i;
	if (place + 2 > page.n)
		return 0;
	size_t at = extents_number16(page.p + place), skip = EXTENTS_LINK;
	uint64_t size;
	if (at + EXTENTS_LINK >= page.n || (leaf && !(skip = extents_varint(page, at, &size))))
		return 0;
	return extents_varint(page, at + skip, row) ? at : 0;
}

/* The first cell of a page whose row is at least `row`; `count`: there is none. */
static size_t extents_search(struct str page, uint64_t row, size_t count)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint64_t found = 0;
		if (extents_cell(page, middle, &found) && found < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The page with the row's cell, and which of its cells that is. */
static struct str extents_find_leaf(struct extents_file *f, uint64_t row, uint32_t *number, size_t *cell)
{
	*number = f->root;
	for (size_t deep = 0; deep < EXTENTS_DEEPEST && extents_take_page(f, *number, &f->way[deep]); deep++) {
		struct str page = buf_str(&f->way[deep].bytes);
		size_t count = extents_number16(page.p + 3);
		*cell = extents_search(page, row, count);
		if (page.p[0] == EXTENTS_LEAF)
			return *cell < count ? page : STR_NONE;
		if (page.p[0] != EXTENTS_INTERIOR)
			return STR_NONE;
		uint64_t last;
		size_t at = *cell < count ? extents_cell(page, *cell, &last) : 8;
		if (!at)
			return STR_NONE;
		*number = extents_number32(page.p + at);
	}
	return STR_NONE;
}

/* How many bytes of a value of that size stay on the row's page (1.6). */
static size_t extents_local(const struct extents_file *f, size_t size)
{
	size_t most = f->usable - 35, least = (f->usable - 12) * 32 / 255 - 23;
	if (size <= most)
		return size;
	size_t local = least + (size - least) % (f->usable - EXTENTS_LINK);
	return local <= most ? local : least;
}

/* ---- the rest of its value ---- */

/* The map stands on every so many-th page; what a page that goes on goes on from. 0: it is no such page. */
static uint32_t extents_before(struct extents_file *f, uint32_t number)
{
	uint32_t each = f->usable / EXTENTS_ENTRY + 1, map = (number - 2) / each * each + 2;
	if (map == EXTENTS_LOCK / f->page + 1)
		map++;
	if (number <= map || !extents_take_page(f, map, &f->map))
		return 0;
	const char *entry = f->map.bytes.p + (size_t)EXTENTS_ENTRY * (number - map - 1);
	return entry[0] == EXTENTS_GOES_ON ? extents_number32(entry + 1) : 0;
}

/* The page behind one: most often it is the next one but for those of the map, which the map knows; else the page says. */
static bool extents_next(struct extents_file *f, uint32_t *number)
{
	enum { NEAR = 3 };
	for (uint32_t next = *number + 1; next <= *number + NEAR && next <= f->pages; next++)
		if (extents_before(f, next) == *number) {
			*number = next;
			return true;
		}
	char link[EXTENTS_LINK];
	if (!extents_read_file(f, extents_page_at(f, *number), sizeof link, link))
		return false;
	*number = extents_number32(link);
	return *number >= 2 && *number <= f->pages;
}

static bool extents_follow(struct extents_file *f, uint32_t number, struct extents *out)
{
	size_t rest = out->size - out->local, each = f->usable - EXTENTS_LINK, n = (rest + each - 1) / each;
	out->pages.n = 0;
	if (n > f->pages || number < 2 || number > f->pages)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i && !extents_next(f, &number))
			return false;
		*vec_push(&out->pages) = number;
	}
	return true;
}

bool extents_find(struct extents_file *f, int64_t row, struct extents *out)
{
	uint32_t number;
	size_t cell;
	uint64_t size, found;
	struct str page = extents_find_leaf(f, (uint64_t)row, &number, &cell);
	size_t at = page.p ? extents_cell(page, cell, &found) : 0;
	if (!at || found != (uint64_t)row)
		return false;
	at += extents_varint(page, at, &size);
	at += extents_varint(page, at, &found);
	out->size = (size_t)size;
	out->local = extents_local(f, out->size);
	out->at = extents_page_at(f, number) + (int64_t)at;
	size_t link = at + out->local;
	if (size > INT32_MAX || link + (out->local < size ? EXTENTS_LINK : 0) > page.n)
		return false;
	return out->local == size || extents_follow(f, extents_number32(page.p + link), out);
}

/* ---- reading ---- */

bool extents_read(const struct extents_file *f, const struct extents *e, size_t from, size_t n, char *out)
{
	size_t each = f->usable - EXTENTS_LINK;
	if (from > e->size || n > e->size - from)
		return false;
	while (n) {
		bool local = from < e->local;
		size_t rest = local ? 0 : from - e->local, i = rest / each, within = rest % each;
		size_t left = local ? e->local - from : each - within, part = n < left ? n : left;
		int64_t at = local ? e->at + (int64_t)from : extents_page_at(f, e->pages.v[i]) + EXTENTS_LINK + (int64_t)within;
		if (!extents_read_file(f, at, part, out))
			return false;
		from += part;
		out += part;
		n -= part;
	}
	return true;
}

/* ---- columns ---- */

/* How many bytes a column of that type has (2.1). */
static uint64_t extents_type_size(uint64_t type)
{
	static const uint8_t numbers[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
	return type < sizeof numbers ? numbers[type] : (type - 12) / 2;
}

bool extents_columns(const struct extents_file *f, const struct extents *e, struct extents_column *out, size_t count)
{
	enum { HEAD_MOST = 64 };
	char bytes[HEAD_MOST];
	struct str head = {bytes, e->size < HEAD_MOST ? e->size : HEAD_MOST};
	uint64_t size, type;
	if (!extents_read(f, e, 0, head.n, bytes))
		return false;
	size_t at = extents_varint(head, 0, &size);
	head = str_sub(head, 0, size < head.n ? (size_t)size : head.n);
	for (size_t i = 0; i < count; i++) {
		size_t length = extents_varint(head, at, &type);
		if (!length || size > e->size || extents_type_size(type) > e->size - size)
			return false;
		out[i] = (struct extents_column){(size_t)size, (size_t)extents_type_size(type)};
		size += out[i].n;
		at += length;
	}
	return true;
}
