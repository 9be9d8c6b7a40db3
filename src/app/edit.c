#include "config.h"

#include "app/edit.h"

#include "app/ask.h"
#include "app/date.h"
#include "app/update.h"
#include "base/utf8.h"

#include <string.h>

/* ---- changes ---- */

static struct change *edit_change(struct model *m, enum change_type type)
{
	struct change *c = vec_push(&m->changes);
	*c = (struct change){.type = type};
	return c;
}

static struct change_said *edit_say(struct change *c, enum note_field field, struct str value)
{
	struct change_said *s = vec_push(&c->said);
	*s = (struct change_said){.field = field};
	buf_add_str(&s->value, value);
	return s;
}

/* Of reports there is nothing to correct. */
static bool edit_corrects(enum note_field field)
{
	return field != NOTE_STAR && field != NOTE_TAG && field != NOTE_UNTAG && field != NOTE_TEXT;
}

/* How many rows a field can be said of now. */
static size_t edit_count(const struct model *m, enum note_field field)
{
	size_t n = 0;
	struct spot s = model_shown(m);
	for (size_t i = 0; i < m->chosen.n; i++)
		n += !edit_corrects(field) || m->chosen.v[i].type == ROW_EVENT;
	if (m->chosen.n == 0)
		n = s.id && (!edit_corrects(field) || s.type == ROW_EVENT);
	return n;
}

/* Are there chosen reports of which the field cannot be said? */
static bool edit_reports(const struct model *m, enum note_field field)
{
	size_t i = 0;
	while (i < m->chosen.n && m->chosen.v[i].type == ROW_EVENT)
		i++;
	return edit_corrects(field) && i < m->chosen.n;
}

static void edit_rows(const struct model *m, enum note_field field, struct change *c)
{
	struct spot s = model_shown(m);
	for (size_t i = 0; i < m->chosen.n; i++)
		if (!edit_corrects(field) || m->chosen.v[i].type == ROW_EVENT)
			*vec_push(&c->rows) = m->chosen.v[i];
	if (m->chosen.n == 0)
		*vec_push(&c->rows) = (struct change_row){s.id, s.type};
}

static bool edit_is_search(enum note_field field)
{
	return field == NOTE_SEARCH || field == NOTE_UNSEARCH;
}

static bool edit_can(struct model *m, enum note_field field)
{
	if (edit_is_search(field) || edit_count(m, field) > 0)
		return true;
	if (m->chosen.n || model_shown(m).id)
		update_say(m, false, "A report has no fields to correct; its events have: ( and ) step through them in the article");
	else
		update_say(m, false, "Nothing is chosen: there is no event here");
	return false;
}

/* ---- present values, in the words of the notes ---- */

static void edit_day(int32_t day, enum precision precision, struct buf *out)
{
	char text[48];
	interval_format(interval_around(day, precision), precision, true, text);
	buf_add_cstr(out, text);
}

static void edit_date(const struct event *e, struct buf *out)
{
	if (!interval_known(e->when))
		return;
	struct interval around = interval_around(e->when.from, e->precision);
	bool plain = e->precision == PRECISION_DAY || e->precision == PRECISION_MONTH || e->precision == PRECISION_YEAR;
	if (plain && around.from == e->when.from && around.to == e->when.to) {
		edit_day(e->when.from, e->precision, out);
		return;
	}
	edit_day(e->when.from, PRECISION_DAY, out);
	buf_add_cstr(out, "..");
	edit_day(e->when.to, PRECISION_DAY, out);
}

static void edit_countries(const struct event *e, struct buf *out)
{
	for (size_t i = 0; i < e->country_count; i++)
		buf_addf(out, "%s%s:%s", i ? " " : "", e->countries[i].code, event_role_name(e->countries[i].role));
}

static void edit_tags(const struct note_state *s, struct buf *out)
{
	for (size_t i = 0; i < s->tag_count; i++)
		buf_addf(out, "%s%.*s", i ? ", " : "", STR_ARG(s->tags[i]));
}

static void edit_present(const struct model *m, enum note_field field, struct buf *out)
{
	const struct note_state *said = model_said(m);
	const struct opened *o = model_opened(m);
	int i = model_event(m);
	const struct event *e = i >= 0 ? &o->found.events[i] : NULL;
	if (field == NOTE_TAG && said)
		edit_tags(said, out);
	else if (field == NOTE_TEXT && said)
		buf_add_str(out, said->text);
	else if (field == NOTE_DATE && said && said->date.n)
		buf_add_str(out, said->date);
	else if (field == NOTE_DATE && e)
		edit_date(e, out);
	else if (field == NOTE_COUNTRIES && said && said->countries.n)
		buf_add_str(out, said->countries);
	else if (field == NOTE_COUNTRIES && e)
		edit_countries(e, out);
	else if (field == NOTE_KIND && e)
		buf_add_cstr(out, event_kind_name(e->kind));
}

bool edit_begin(struct model *m, enum note_field field, struct buf *out)
{
	m->message[0] = '\0';
	m->fault = (struct error)ERROR_INIT;
	if (!edit_can(m, field))
		return false;
	if (field == NOTE_SEARCH && filter_is_empty(&m->filter)) {
		update_say(m, false, "There is no filter to save: f or / makes one");
		return false;
	}
	if (field == NOTE_SPLIT && (m->chosen.n || model_event(m) < 0)) {
		update_say(m, false, m->chosen.n ? "One event at a time is split; V n chooses none" : "The event is still being read");
		return false;
	}
	ask_names(m);
	if (m->chosen.n == 0)
		edit_present(m, field, out);
	return true;
}

/* ---- texts to values ---- */

/* Dates as go-to-date reads them, too: "may 2018". */
static bool edit_read_date(struct str text, struct buf *out, struct error *err)
{
	struct note_entry e = {.field = NOTE_DATE, .value = text};
	struct interval when;
	if (notes_takes(&e, NULL)) {
		buf_add_str(out, text);
		return true;
	}
	if (!date_read(text, &when, err))
		return false;
	struct event event = {.when = when, .precision = PRECISION_DAY};
	static const enum precision plain[] = {PRECISION_MONTH, PRECISION_YEAR};
	for (size_t i = 0; i < 2; i++) {
		struct interval around = interval_around(when.from, plain[i]);
		if (around.from == when.from && around.to == when.to)
			event.precision = plain[i];
	}
	edit_date(&event, out);
	return true;
}

enum { EDIT_HEADLINE = 90 };

/* The beginning of a text on one line, whole words, without a full stop. */
static void edit_headline(struct str text, struct buf *out)
{
	struct str fit = utf8_prefix(text, EDIT_HEADLINE);
	size_t end = fit.n;
	while (fit.n < text.n && end > 0 && fit.p[end - 1] != ' ' && fit.p[end - 1] != '\n')
		end--;
	fit = str_trim(str_sub(fit, 0, end > 0 ? end : fit.n));
	while (fit.n && fit.p[fit.n - 1] == '.')
		fit.n--;
	for (size_t i = 0; i < fit.n; i++)
		buf_add_char(out, fit.p[i] == '\n' ? ' ' : fit.p[i]);
}

static bool edit_is_word(char c)
{
	return (unsigned char)c < 0x80 && utf8_is_word((unsigned char)c);
}

/* Where a text stands in a passage after its first byte, from the beginning of a word on; SIZE_MAX: nowhere. */
static size_t edit_find_words(struct str passage, struct str text)
{
	size_t at = str_find(passage, text, 1);
	while (at != SIZE_MAX && edit_is_word(passage.p[at - 1]) && edit_is_word(text.p[0]))
		at = str_find(passage, text, at + 1);
	return at;
}

/* The words at which a second event begins: "1234 Headline". */
static bool edit_read_split(const struct model *m, struct str text, struct buf *out, struct error *err)
{
	const struct opened *o = model_opened(m);
	int i = model_event(m);
	if (!o || i < 0)
		return error_set(err, ERROR_USAGE, "split: the event is not there any more; press Esc");
	struct span s = o->read ? o->read[i].span : o->found.events[i].span;
	struct str passage = str_sub(o->article.text, s.begin, s.end);
	size_t at = text.n ? edit_find_words(passage, text) : SIZE_MAX;
	if (at == SIZE_MAX)
		return error_set(err, ERROR_USAGE, "split: the passage does not go on with these words; type some of it, as they stand there");
	buf_addf(out, "%u ", s.begin + (uint32_t)at);
	size_t head = out->n;
	edit_headline(str_sub(passage, at, passage.n), out);
	return out->n > head || error_set(err, ERROR_USAGE, "split: these words make no headline; type more of them");
}

/* Of a search the name is typed; what it stands for is the filter. */
static bool edit_read_search(const struct model *m, struct str text, struct buf *out, struct error *err)
{
	struct buf query = BUF_INIT;
	filter_text_all(&m->filter, &query);
	buf_addf(out, "%.*s: %.*s", STR_ARG(text), STR_ARG(buf_str(&query)));
	buf_free(&query);
	return str_find(text, STR(":"), 0) == SIZE_MAX || error_set(err, ERROR_USAGE, "search: a name has no colon; leave it out");
}

static bool edit_read_unsearch(const struct model *m, struct str text, struct buf *out, struct error *err)
{
	buf_add_str(out, text);
	for (size_t i = 0; m->names && i < m->names->search_count; i++)
		if (str_eq(m->names->searches[i].name, text))
			return true;
	return error_set(err, ERROR_USAGE, "search: none has this name; Tab shows what there is");
}

/* The value that a text stands for. */
static bool edit_read(const struct model *m, enum note_field field, struct str text, struct buf *out, struct error *err)
{
	struct note_entry e = {.field = field};
	struct span s = {0, UINT32_MAX};
	bool good = true;
	text = str_trim(text);
	if (!text.n && field != NOTE_SPLIT && !edit_is_search(field))
		return true;
	if (field == NOTE_DATE)
		good = edit_read_date(text, out, err);
	else if (field == NOTE_SPLIT)
		good = edit_read_split(m, text, out, err);
	else if (field == NOTE_SEARCH)
		good = edit_read_search(m, text, out, err);
	else if (field == NOTE_UNSEARCH)
		good = edit_read_unsearch(m, text, out, err);
	else
		buf_add_str(out, text);
	e.value = buf_str(out);
	e.target.span = s;
	return good && notes_takes(&e, err);
}

bool edit_check(struct model *m, enum note_field field, struct str text)
{
	struct buf value = BUF_INIT;
	struct error err = ERROR_INIT;
	bool good = edit_read(m, field, text, &value, &err);
	m->fault = err;
	if (good)
		m->fault.code = ERROR_NONE;
	buf_free(&value);
	return good;
}

/* ---- tags ---- */

static bool edit_listed(struct str list, struct str tag)
{
	struct str one;
	while (str_split(&list, ',', &one))
		if (str_eq(str_trim(one), tag))
			return true;
	return false;
}

static bool edit_has_tag(const struct note_state *s, struct str tag)
{
	for (size_t i = 0; s && i < s->tag_count; i++)
		if (str_eq(s->tags[i], tag))
			return true;
	return false;
}

/* What the list has and the one event has not is added; what it no longer has goes. Of several events nothing is
 * listed: only what has a - goes. */
static void edit_say_tags(const struct model *m, struct str list, struct change *c)
{
	const struct note_state *said = m->chosen.n ? NULL : model_said(m);
	struct str rest = list, tag;
	while (str_split(&rest, ',', &tag)) {
		tag = str_trim(tag);
		bool goes = tag.n > 1 && tag.p[0] == '-';
		if (goes)
			tag = str_trim(str_sub(tag, 1, tag.n));
		if (tag.n && (goes || !edit_has_tag(said, tag)))
			edit_say(c, goes ? NOTE_UNTAG : NOTE_TAG, tag);
	}
	for (size_t i = 0; said && i < said->tag_count; i++)
		if (!edit_listed(list, said->tags[i]))
			edit_say(c, NOTE_UNTAG, said->tags[i]);
}

/* ---- saying ---- */

static bool edit_is_present(const struct model *m, enum note_field field, struct str value)
{
	struct buf now = BUF_INIT;
	if (m->chosen.n || edit_is_search(field) || field == NOTE_SPLIT)
		return !value.n && m->chosen.n;
	edit_present(m, field, &now);
	bool same = str_eq(buf_str(&now), value);
	buf_free(&now);
	return same;
}

bool edit_keep(struct model *m, enum note_field field, struct str text)
{
	struct buf value = BUF_INIT;
	if (!edit_check(m, field, text))
		return false;
	edit_read(m, field, text, &value, NULL);
	bool same = edit_is_present(m, field, buf_str(&value));
	if (!same && edit_can(m, field)) {
		struct change *c = edit_change(m, CHANGE_SAY);
		if (!edit_is_search(field))
			edit_rows(m, field, c);
		if (field == NOTE_TAG)
			edit_say_tags(m, buf_str(&value), c);
		else
			edit_say(c, field, buf_str(&value));
		if (c->said.n == 0) {
			request_change_free(c);
			m->changes.n--;
		}
	}
	buf_free(&value);
	ask_settle(m);
	return true;
}

static void edit_toggle(struct model *m, enum note_field field)
{
	if (!edit_can(m, field))
		return;
	struct change *c = edit_change(m, CHANGE_SAY);
	edit_rows(m, field, c);
	edit_say(c, field, STR_NONE)->toggle = true;
}

void edit_star(struct model *m)
{
	edit_toggle(m, NOTE_STAR);
}

/* What goes from the list does not stay chosen, out of sight. */
void edit_reject(struct model *m)
{
	edit_toggle(m, NOTE_REJECT);
	m->chosen.n = 0;
}

void edit_merge(struct model *m)
{
	struct spot s = model_shown(m);
	const struct note_state *said = model_said(m);
	bool back = m->chosen.n == 0 && said && said->merged.n;
	if (s.type == ROW_REPORT && m->chosen.n) { /* which of them should stay is not for us to guess */
		update_say(m, false, "This is an article: merge on the event that the chosen ones are to become");
		return;
	}
	if (s.type != ROW_EVENT || !s.id || (!back && m->chosen.n == 0)) {
		update_say(m, false, "v chooses the events that are one with this one; then merge them here");
		return;
	}
	struct change *c = edit_change(m, CHANGE_SAY);
	for (size_t i = 0; i < m->chosen.n; i++)
		if (m->chosen.v[i].type == ROW_EVENT && m->chosen.v[i].id != s.id)
			*vec_push(&c->rows) = m->chosen.v[i];
	if (back)
		*vec_push(&c->rows) = (struct change_row){s.id, s.type};
	edit_say(c, NOTE_MERGE, STR_NONE)->event = back ? 0 : s.id;
	if (c->rows.n == 0) {
		request_change_free(c);
		m->changes.n--;
		update_say(m, false, "Nothing else that is chosen is an event; v on an event chooses what is one with this one");
		return;
	}
	m->chosen.n = 0;
}

void edit_link(struct model *m)
{
	const struct linked *l = model_linked(m);
	if (!l || m->link >= l->count)
		return;
	const struct linked_end *e = &l->ends[m->link];
	struct change *c = edit_change(m, CHANGE_SAY);
	*vec_push(&c->rows) = (struct change_row){l->event, ROW_EVENT};
	edit_say(c, e->link.rejected ? NOTE_LINK : NOTE_UNLINK, STR_NONE)->event = e->row.id;
}

void edit_turn(struct model *m, enum change_type type)
{
	edit_change(m, type);
}

/* ---- told ---- */

/* "tagged for later"; what an empty value means, else. */
static void edit_words(const struct changed *c, struct buf *out)
{
	static const struct {
		const char *done, *taken;
		bool value;
	} words[NOTE_FIELD_COUNT] = {
		[NOTE_STAR] = {"starred", "no longer starred", false},
		[NOTE_TAG] = {"tagged", "", true},
		[NOTE_UNTAG] = {"no longer tagged", "", true},
		[NOTE_TEXT] = {"noted", "note taken away", false},
		[NOTE_DATE] = {"dated", "dated as read", true},
		[NOTE_COUNTRIES] = {"countries", "countries as read", true},
		[NOTE_KIND] = {"kind", "kind as read", true},
		[NOTE_REJECT] = {"rejected", "no longer rejected", false},
		[NOTE_UNLINK] = {"link rejected", "", false},
		[NOTE_LINK] = {"linked again", "", false},
		[NOTE_MERGE] = {"merged", "no longer merged", false},
		[NOTE_SPLIT] = {"split", "", false},
		[NOTE_SEARCH] = {"search saved:", "", true},
		[NOTE_UNSEARCH] = {"search forgotten:", "", true},
		[NOTE_UNDO] = {"", "", false},
		[NOTE_REDO] = {"", "", false},
	};
	bool taken = c->value.n == 0 && words[c->field].taken[0];
	buf_add_cstr(out, taken ? words[c->field].taken : words[c->field].done);
	struct str value = c->field == NOTE_SEARCH ? str_sub(c->value, 0, str_find(c->value, STR(": "), 0)) : c->value;
	if (words[c->field].value && value.n)
		buf_addf(out, " %.*s", STR_ARG(value));
}

void edit_told(struct model *m, const struct changed *c)
{
	struct buf words = BUF_INIT;
	bool search = edit_is_search(c->field);
	if (c->rows == 0 && c->type != CHANGE_SAY) {
		update_say(m, false, c->type == CHANGE_UNDO ? "There is nothing to undo" : "There is nothing to do again");
		return;
	}
	if (c->type != CHANGE_SAY)
		buf_add_cstr(&words, c->type == CHANGE_UNDO ? "Undone: " : "Done again: ");
	bool many = !search && c->rows > 1, named = c->field == NOTE_COUNTRIES || c->field == NOTE_KIND;
	if (many && !named)
		buf_addf(&words, "%zu ", c->rows);
	edit_words(c, &words);
	if (many && named)
		buf_addf(&words, ", of %zu events", c->rows);
	if (c->type == CHANGE_SAY && !search && edit_reports(m, c->field))
		buf_add_cstr(&words, ", the chosen reports left out");
	buf_addf(&words, c->type == CHANGE_UNDO ? "; C-r does it again" : "; u undoes it");
	if (c->type == CHANGE_SAY && words.n && words.p[0] >= 'a' && words.p[0] <= 'z')
		words.p[0] = (char)(words.p[0] - 'a' + 'A');
	update_say(m, false, "%s", buf_cstr(&words));
	buf_free(&words);
	ask_anew(m);
}
