#include "config.h"

#include "ingest/reader.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "ingest/reader_files.h"
#include "ingest/reader_run.h"

#include <stdarg.h>
#include <string.h>

enum { READER_PEEK = 4096 };

bool reader_format_parse(struct str s, enum reader_format *out)
{
	static const char *const names[] = {"auto", "text", "markdown", "jsonl"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (str_eq(s, str_of(names[i]))) {
			*out = (enum reader_format)i;
			return true;
		}
	}
	return false;
}

void reader_report(struct reader_run *r, uint64_t line, const char *fmt, ...)
{
	struct buf where = BUF_INIT, reason = BUF_INIT;
	buf_add_str(&where, r->name);
	if (line)
		buf_addf(&where, ":%llu", (unsigned long long)line);
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&reason, fmt, ap);
	va_end(ap);
	r->options->report(r->options->ctx, buf_cstr(&where), buf_cstr(&reason));
	buf_free(&where);
	buf_free(&reason);
}

/* Two articles without a text are not one article: such a one goes by what else was given. */
static void reader_identify(struct reader_run *r, struct article *a)
{
	if (a->text.n > 0) {
		digest_text(a->text, a->id);
		return;
	}
	struct str given = arena_printf(&r->arena, "%.*s\n%.*s\n%.*s", STR_ARG(a->given_id), STR_ARG(a->title), STR_ARG(a->url));
	digest_text(given, a->id);
}

void reader_emit(struct reader_run *r, struct article *a, uint64_t line)
{
	const struct reader_options *o = r->options;
	if (o->progress)
		o->progress(o->ctx, r->done + stream_done(r->stream), r->all);
	reader_identify(r, a);
	if (a->published.basis == PUBLISHED_UNKNOWN)
		a->published = o->published;
	if (a->published.basis == PUBLISHED_UNKNOWN)
		a->published.when = INTERVAL_NONE;
	if (!a->source.n)
		a->source = o->source;
	a->path = line ? arena_printf(&r->arena, "%.*s:%llu", STR_ARG(r->name), (unsigned long long)line) : r->name;
	r->counts->articles++;
	r->counts->bytes += a->text.n;
	r->counts->repaired += a->repaired;
	if (!o->article(o->ctx, a))
		r->stop = true;
	arena_reset(&r->arena);
}

/* What the first bytes look like: an object is JSON Lines, a fence is front matter, all else is text. */
static enum reader_format reader_guess(struct str head)
{
	if (str_starts(head, STR("---\n")) || str_starts(head, STR("---\r\n")))
		return READER_MARKDOWN;
	size_t i = 1;
	while (i < head.n && strchr(" \t\r\n", head.p[i]))
		i++;
	if (str_starts(head, STR("{")) && i < head.n && (head.p[i] == '"' || head.p[i] == '}'))
		return READER_JSONL;
	return READER_TEXT;
}

/* A page or a feed: its tags would be taken for words. */
static bool reader_is_markup(struct str head)
{
	static const char *const begins[] = {"<!doctype html", "<html", "<?xml", "<rss", "<feed"};
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		struct str begin = str_of(begins[i]);
		if (head.n > begin.n && str_eq_nocase(str_sub(head, 0, begin.n), begin) && strchr(" \t\r\n>", head.p[begin.n]))
			return true;
	}
	return false;
}

/* The first bytes of the member, without white space before them. */
static struct str reader_head(struct reader_run *r)
{
	struct str head;
	if (stream_peek(r->stream, READER_PEEK, &head) != STREAM_PIECE)
		return STR_NONE;
	return str_trim(str_starts(head, STR("\xEF\xBB\xBF")) ? str_sub(head, 3, head.n) : head);
}

static void reader_member(struct reader_run *r, enum reader_format format)
{
	if (format == READER_AUTO) {
		struct str head = reader_head(r);
		if (reader_is_markup(head)) {
			r->counts->bad++;
			reader_report(r, 0, "is HTML or XML, and only text is read; take the text out of it first (w3m -dump)");
			return;
		}
		format = reader_guess(head);
	}
	if (format == READER_JSONL)
		reader_jsonl(r);
	else if (format == READER_MARKDOWN)
		reader_markdown(r);
	else
		reader_text(r);
}

/* Hidden files have no business in an archive either; nor has what a Mac puts beside every file. */
static bool reader_is_hidden(struct str member)
{
	struct str rest = member, part;
	while (str_split(&rest, '/', &part)) {
		if ((str_starts(part, STR(".")) && !str_eq(part, STR(".")) && !str_eq(part, STR(".."))) ||
		    str_eq(part, STR("__MACOSX")))
			return true;
	}
	return false;
}

/* A pipe through which nothing came, a list without a line. */
static bool reader_may_be_empty(const struct reader_run *r, struct str file)
{
	enum reader_format format = r->options->format;
	if (format == READER_AUTO)
		reader_files_known(file, &format);
	return format == READER_JSONL || str_eq(file, STR("-"));
}

/* The members of one file. `file` is its name as valid UTF-8. */
static void reader_members(struct reader_run *r, struct str file)
{
	struct buf name = BUF_INIT;
	struct str member;
	struct error err = ERROR_INIT;
	enum stream_piece piece = STREAM_PIECE;
	uint64_t members = 0;
	while (!r->stop && (piece = stream_member(r->stream, &member, &err)) == STREAM_PIECE) {
		enum reader_format known, format = r->options->format;
		bool readable = reader_files_known(member.n ? member : file, &known) || !member.n || format != READER_AUTO;
		members++;
		if (!readable || reader_is_hidden(member)) {
			r->counts->left_aside++;
			continue;
		}
		buf_set(&name, file);
		if (member.n) {
			buf_add_char(&name, '/');
			utf8_repair(member, &name);
		}
		r->name = buf_str(&name);
		reader_member(r, format == READER_AUTO ? known : format);
	}
	r->name = file;
	if (piece == STREAM_FAILED && err.code != ERROR_INTERRUPTED) {
		r->counts->bad++;
		reader_report(r, 0, "%s", err.msg);
	} else if (piece == STREAM_END && members == 0 && (stream_done(r->stream) || !reader_may_be_empty(r, file))) {
		r->counts->bad++;
		reader_report(r, 0, "holds nothing; there is nothing to read");
	}
	buf_free(&name);
}

/* False: it could not be opened. */
static bool reader_file(struct reader_run *r, const char *path, struct error *err)
{
	const struct reader_options *o = r->options;
	enum reader_format known = READER_AUTO;
	if (path)
		reader_files_known(str_of(path), &known);
	if (!stream_open(path, known == READER_AUTO, o->stopped, o->ctx, &r->stream, err))
		return false;
	struct buf file = BUF_INIT;
	utf8_repair(str_of(path ? path : "-"), &file);
	if (!path)
		r->all = stream_size(r->stream);
	reader_members(r, buf_str(&file));
	r->done += stream_done(r->stream);
	stream_close(r->stream);
	buf_free(&file);
	return true;
}

static bool reader_is_stopped(const struct reader_run *r)
{
	return r->stop || (r->options->stopped && r->options->stopped(r->options->ctx));
}

/* All files of a path. Only when the path names a single one is its failure the failure of the whole. */
static bool reader_path(struct reader_run *r, const char *path, struct error *err)
{
	struct reader_files files = {0};
	bool ok = reader_files_list(path, r->options->format != READER_AUTO, &files, err);
	bool single = files.list.n == 1 && strcmp(files.list.v[0].path, path) == 0;
	r->all = files.bytes;
	r->counts->left_aside += files.left_aside;
	for (size_t i = 0; ok && i < files.list.n && !reader_is_stopped(r); i++) {
		struct error e = ERROR_INIT;
		if (reader_file(r, files.list.v[i].path, &e))
			continue;
		if (single) {
			ok = error_set(err, e.code, "%s: %s", path, e.msg);
		} else {
			r->counts->bad++;
			r->name = str_of(files.list.v[i].path);
			reader_report(r, 0, "%s", e.msg);
		}
	}
	reader_files_free(&files);
	return ok;
}

bool reader_read(const char *path, const struct reader_options *o, struct reader_counts *counts, struct error *err)
{
	struct reader_run r = {.options = o, .counts = counts};
	struct error e = ERROR_INIT;
	bool ok = strcmp(path, "-") == 0 ? reader_file(&r, NULL, &e) || error_set(err, e.code, "standard input: %s", e.msg)
					 : reader_path(&r, path, err);
	arena_free(&r.arena);
	buf_free(&r.scratch);
	if (ok && o->stopped && o->stopped(o->ctx))
		return error_set(err, ERROR_INTERRUPTED, "interrupted");
	return ok;
}
