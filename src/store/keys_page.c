#include "config.h"

#include "store/keys_page.h"

enum {
	KEYS_PAGE = 16300,   /* bytes: fills a page of the file */
	KEYS_GROUP = 32,
	KEYS_EVENT_BITS = 24, /* of the event in an article: STORE_INDEX_BITS */
	KEYS_SKETCH_BITS = 8,
	KEYS_INDEX_BITS = 3,  /* of the event, in the number that says article and sketch, too */
	KEYS_INDEX_MORE = (1 << KEYS_INDEX_BITS) - 1,
	KEYS_PAGE_HEAD = 24, KEYS_GROUP_HEAD = 8, /* bytes that the head and a group's part of it take, at most or nearly */
};

static const uint64_t keys_page_mask = (UINT64_C(1) << KEYS_BITS) - 1;

static int64_t keys_page_article(struct store_key_event e)
{
	return e.event >> KEYS_EVENT_BITS;
}

/* ---- reading ---- */

/* In one number: the article's distance from `from`, folded, the event's number in it, the sketch. */
static struct store_key_event keys_page_event(struct unpack *in, int64_t from)
{
	uint64_t v = unpack_unsigned(in), folded = v >> (KEYS_SKETCH_BITS + KEYS_INDEX_BITS), index = v >> KEYS_SKETCH_BITS & KEYS_INDEX_MORE;
	int64_t article = from + (int64_t)(folded >> 1 ^ (folded & 1 ? UINT64_MAX : 0));
	if (index == KEYS_INDEX_MORE)
		index += unpack_below(in, (1 << KEYS_EVENT_BITS) - KEYS_INDEX_MORE);
	if (article < 0 || article > INT64_MAX >> KEYS_EVENT_BITS)
		in->bad = true;
	if (in->bad)
		return (struct store_key_event){0};
	return (struct store_key_event){article << KEYS_EVENT_BITS | (int64_t)index, v & ((1 << KEYS_SKETCH_BITS) - 1)};
}

static void keys_page_spoil(struct keys_page *p)
{
	p->bad = p->ended = true;
}

/* What the list says of the next group. */
static void keys_page_look_ahead(struct keys_page *p)
{
	p->next_bytes = 0;
	if (p->groups.p == p->groups.end)
		return;
	p->next_key += unpack_unsigned(&p->groups);
	p->next_bytes = (size_t)unpack_unsigned(&p->groups);
	if (p->groups.bad || !p->next_bytes || p->next_bytes > (size_t)(p->end - p->in.end))
		keys_page_spoil(p);
}

static void keys_page_read_entry(struct keys_page *p)
{
	struct unpack *in = &p->in;
	uint64_t v = unpack_unsigned(in);
	p->entry.key += v >> 1;
	p->entry.count = v & 1 ? (size_t)unpack_below(in, KEYS_MOST + 1) : 1;
	int64_t base = p->base;
	for (size_t i = 0; i < p->entry.count && !in->bad; i++) {
		p->entry.events[i] = keys_page_event(in, base);
		base = keys_page_article(p->entry.events[i]);
	}
	if (in->bad || !p->entry.count || p->entry.key > keys_page_mask)
		keys_page_spoil(p);
}

/* Takes up the next group, before its first entry. */
static void keys_page_enter(struct keys_page *p)
{
	p->in = unpack_of((struct str){p->in.end, p->next_bytes});
	p->entry.key = p->next_key;
	keys_page_look_ahead(p);
}

void keys_page_open(struct keys_page *p, uint64_t first, struct str bytes)
{
	struct unpack in = unpack_of(bytes);
	p->bad = p->ended = false;
	p->last = first + unpack_unsigned(&in);
	p->base = (int64_t)unpack_unsigned(&in);
	struct str groups = unpack_str(&in);
	p->next_key = first;
	if (in.bad || !groups.n || p->base < 0 || p->base > INT64_MAX >> KEYS_EVENT_BITS) {
		keys_page_spoil(p);
		return;
	}
	p->groups = unpack_of(groups);
	p->end = in.end;
	p->in = (struct unpack){in.p, in.p, false};
	keys_page_look_ahead(p);
	keys_page_next(p);
}

void keys_page_next(struct keys_page *p)
{
	if (p->in.p == p->in.end && !p->bad) {
		p->ended = !p->next_bytes;
		if (!p->ended)
			keys_page_enter(p);
	}
	if (!p->ended)
		keys_page_read_entry(p);
}

void keys_page_seek(struct keys_page *p, uint64_t key)
{
	bool entered = false;
	for (; !p->bad && p->next_bytes && p->next_key <= key; entered = true)
		keys_page_enter(p);
	if (entered && !p->bad)
		keys_page_read_entry(p);
	while (!p->ended && p->entry.key < key)
		keys_page_next(p);
}

/* ---- writing ---- */

void keys_draft_free(struct keys_draft *d)
{
	buf_free(&d->body);
	buf_free(&d->entry);
	vec_free(&d->groups);
}

static void keys_draft_put_event(struct buf *out, struct store_key_event e, int64_t from)
{
	int64_t distance = keys_page_article(e) - from;
	uint64_t folded = (uint64_t)distance << 1 ^ (distance < 0 ? UINT64_MAX : 0);
	uint64_t index = (uint64_t)e.event & ((1 << KEYS_EVENT_BITS) - 1), first = index < KEYS_INDEX_MORE ? index : KEYS_INDEX_MORE;
	pack_unsigned(out, (folded << KEYS_INDEX_BITS | first) << KEYS_SKETCH_BITS | e.sketch);
	if (index >= KEYS_INDEX_MORE)
		pack_unsigned(out, index - KEYS_INDEX_MORE);
}

bool keys_draft_add(struct keys_draft *d, const struct keys_entry *e)
{
	bool begins = d->entries % KEYS_GROUP == 0;
	if (!d->entries) {
		d->base = keys_page_article(e->events[0]);
		d->first = e->key;
	}
	buf_clear(&d->entry);
	pack_unsigned(&d->entry, (begins ? 0 : e->key - d->last) << 1 | (e->count != 1));
	if (e->count != 1)
		pack_unsigned(&d->entry, e->count);
	int64_t from = d->base;
	for (size_t i = 0; i < e->count; i++) {
		keys_draft_put_event(&d->entry, e->events[i], from);
		from = keys_page_article(e->events[i]);
	}
	if (d->entries && KEYS_PAGE_HEAD + KEYS_GROUP_HEAD * (d->groups.n + begins) + d->body.n + d->entry.n > KEYS_PAGE)
		return false;
	if (begins)
		*vec_push(&d->groups) = (struct keys_group){.key = e->key};
	buf_add_str(&d->body, buf_str(&d->entry));
	d->groups.v[d->groups.n - 1].end = (uint32_t)d->body.n;
	d->last = e->key;
	d->entries++;
	return true;
}

void keys_draft_end(struct keys_draft *d, struct buf *out)
{
	uint64_t key = d->first;
	uint32_t begin = 0;
	buf_clear(&d->entry);
	for (size_t i = 0; i < d->groups.n; i++) {
		pack_unsigned(&d->entry, d->groups.v[i].key - key);
		pack_unsigned(&d->entry, d->groups.v[i].end - begin);
		key = d->groups.v[i].key;
		begin = d->groups.v[i].end;
	}
	pack_unsigned(out, d->last - d->first);
	pack_unsigned(out, (uint64_t)d->base);
	pack_str(out, buf_str(&d->entry));
	buf_add_str(out, buf_str(&d->body));
	buf_clear(&d->body);
	d->groups.n = 0;
	d->entries = 0;
}
