#include "config.h"

#include "ingest/stream.h"

#include "base/mem.h"
#include "ingest/unarchive.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	STREAM_BLOCK = 128 * 1024,   /* of compressed bytes */
	STREAM_WINDOW = 256 * 1024,  /* of plain bytes */
	STREAM_PATIENCE = 200,       /* milliseconds between two questions whether to stop */
};

struct stream {
	int fd;
	struct unarchive call;
	struct archive *archive;
	uint64_t size, done, out; /* bytes: of the file, read from it, unpacked */
	uint64_t members;
	bool (*stopped)(void *ctx);
	void *ctx;
	bool interrupted;
	bool at_end;              /* of the member, or of what can be read of it */
	bool over;                /* nothing after this member can be read */
	struct error failure;     /* what ended the member before its end; told after what came before it */
	size_t begin, end;        /* what of window is not yet consumed */
	struct str unpacked;      /* what libarchive has ready and the window has not yet taken */
	struct buf line;          /* a line or member that does not fit into the window */
	struct buf name;
	char window[STREAM_WINDOW];
	char block[STREAM_BLOCK];
};

/* Waits until there is something to read, a while at most, so that a silent pipe can be left too. */
static bool stream_wait(struct stream *s)
{
	struct pollfd fd = {s->fd, POLLIN, 0};
	return poll(&fd, 1, STREAM_PATIENCE) != 0;
}

static ssize_t stream_read_block(struct archive *a, void *ctx, const void **block)
{
	struct stream *s = ctx;
	size_t want = STREAM_BLOCK;
	if (s->size && s->size - s->done < want)
		want = (size_t)(s->size - s->done);
	*block = s->block;
	for (;;) {
		if (s->stopped && s->stopped(s->ctx)) {
			s->interrupted = true;
			s->call.set_error(a, EINTR, "interrupted");
			return -1;
		}
		if (want && !stream_wait(s))
			continue;
		ssize_t n = want ? read(s->fd, s->block, want) : 0;
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n < 0)
			s->call.set_error(a, errno, "%s", strerror(errno));
		else
			s->done += (uint64_t)n;
		return n;
	}
}

static bool stream_open_fd(const char *path, struct stream *s, struct error *err)
{
	s->fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : dup(STDIN_FILENO);
	struct stat st;
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return error_set(err, ERROR_IO, "%s; check the path and its permissions", strerror(errno));
	if (S_ISDIR(st.st_mode))
		return error_set(err, ERROR_IO, "is a folder; name it instead of sending it");
	if (path && !S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
		return error_set(err, ERROR_IO, "is no regular file; send its content to standard input and name -");
	s->size = S_ISREG(st.st_mode) && st.st_size > 0 ? (uint64_t)st.st_size : 0;
	/* standard input may stand in the middle of a file */
	off_t at = s->size ? lseek(s->fd, 0, SEEK_CUR) : 0;
	if (at > 0)
		s->size = (uint64_t)at < s->size ? s->size - (uint64_t)at : 0;
	return true;
}

/* Starts the decompression; the first bytes are read to find out what it is. */
static bool stream_start(struct stream *s, bool members)
{
	const struct unarchive *call = &s->call;
	struct archive *a = s->archive = call->read_new();
	if (!a)
		return false;
	call->read_support_filter_gzip(a);
	call->read_support_filter_zstd(a);
	call->read_support_filter_xz(a);
	call->read_support_filter_bzip2(a);
	if (members) {
		call->read_support_format_tar(a);
		call->read_support_format_zip_streamable(a);
	}
	call->read_support_format_raw(a);
	call->read_support_format_empty(a);
	return call->read_open(a, s, NULL, stream_read_block, NULL) == ARCHIVE_OK;
}

/* Ends the member. What the window holds stays: it was read. */
static void stream_fail(struct stream *s)
{
	const char *reason = s->archive ? s->call.error_string(s->archive) : NULL;
	s->at_end = true;
	s->unpacked = STR_NONE;
	if (s->interrupted)
		error_set(&s->failure, ERROR_INTERRUPTED, "interrupted");
	else
		error_set(&s->failure, ERROR_IO,
			  "cannot be read to its end (%s); it may be damaged or cut off: fetch it again",
			  reason ? reason : "unknown reason");
}

/* The end of the member, or the failure that came before it; that one is told once. */
static enum stream_piece stream_end(struct stream *s, struct error *err)
{
	if (s->failure.code == ERROR_NONE)
		return STREAM_END;
	error_set(err, s->failure.code, "%s", s->failure.msg);
	s->failure.code = ERROR_NONE;
	return STREAM_FAILED;
}

bool stream_open(const char *path, bool members, bool (*stopped)(void *ctx), void *ctx, struct stream **out, struct error *err)
{
	struct stream *s = mem_alloc(sizeof *s);
	memset(s, 0, offsetof(struct stream, window));
	s->stopped = stopped;
	s->ctx = ctx;
	bool ok = stream_open_fd(path, s, err) && unarchive_load(&s->call, err);
	if (ok && !stream_start(s, members)) {
		stream_fail(s);
		ok = stream_end(s, err) == STREAM_PIECE;
	}
	if (!ok) {
		stream_close(s);
		return false;
	}
	*out = s;
	return true;
}

void stream_close(struct stream *s)
{
	if (!s)
		return;
	if (s->archive)
		s->call.read_free(s->archive);
	if (s->fd >= 0)
		close(s->fd);
	buf_free(&s->line);
	buf_free(&s->name);
	mem_free(s);
}

enum stream_piece stream_member(struct stream *s, struct str *name, struct error *err)
{
	while (!s->over) {
		struct archive_entry *entry;
		int r = s->call.read_next_header(s->archive, &entry);
		s->begin = s->end = 0;
		s->unpacked = STR_NONE;
		s->failure.code = ERROR_NONE;
		s->at_end = s->over = r != ARCHIVE_OK && r != ARCHIVE_WARN;
		if (s->over && r != ARCHIVE_EOF)
			stream_fail(s);
		if (s->over)
			break;
		if (s->call.format(s->archive) == ARCHIVE_FORMAT_RAW) {
			*name = STR_NONE;
			return STREAM_PIECE;
		}
		if (++s->members > STREAM_MEMBERS_MAX) {
			error_set(err, ERROR_IO, "holds more than %d members; unpack it and name the folder",
				  STREAM_MEMBERS_MAX);
			return STREAM_FAILED;
		}
		if (s->call.entry_filetype(entry) != AE_IFREG || s->call.entry_hardlink(entry))
			continue;
		const char *path = s->call.entry_pathname(entry);
		buf_clear(&s->name);
		buf_add_cstr(&s->name, path && *path ? path : "(no name)");
		*name = buf_str(&s->name);
		return STREAM_PIECE;
	}
	return stream_end(s, err);
}

/* The next bytes that libarchive has unpacked; at the end of the member it has none. */
static void stream_unpack(struct stream *s)
{
	/* not archive_read_data: at a damage it drops what it read before */
	la_int64_t offset;
	int r = s->call.read_data_block(s->archive, (const void **)&s->unpacked.p, &s->unpacked.n, &offset);
	if (r == ARCHIVE_OK || r == ARCHIVE_WARN)
		return;
	s->at_end = true;
	s->unpacked = STR_NONE;
	s->over = r == ARCHIVE_FATAL;
	if (r != ARCHIVE_EOF)
		stream_fail(s);
}

/* Adds bytes to the window, whose unconsumed part moves to the front. */
static void stream_fill(struct stream *s)
{
	memmove(s->window, s->window + s->begin, s->end - s->begin);
	s->end -= s->begin;
	s->begin = 0;
	if (s->at_end || s->end == STREAM_WINDOW)
		return;
	if (!s->unpacked.n)
		stream_unpack(s);
	size_t room = STREAM_WINDOW - s->end;
	size_t n = s->unpacked.n < room ? s->unpacked.n : room;
	if (n)
		memcpy(s->window + s->end, s->unpacked.p, n);
	s->unpacked = str_sub(s->unpacked, n, s->unpacked.n);
	s->end += n;
	s->out += n;
	if (s->out > STREAM_RATIO_FROM && s->out / STREAM_RATIO_MAX > s->done) {
		s->at_end = true;
		s->begin = s->end = 0;
		error_set(&s->failure, ERROR_IO, "expands to more than %d times its size; unpack it first if it is to be trusted",
			  STREAM_RATIO_MAX);
	}
}

static void stream_keep(struct stream *s, size_t n, bool *is_long)
{
	if (s->line.n + n > STREAM_TEXT_MAX) {
		*is_long = true;
		buf_free(&s->line);
	}
	if (!*is_long)
		buf_add(&s->line, s->window + s->begin, n);
	s->begin += n;
}

/* The bytes up to `stop`, or up to the end of the member when there is none. */
static enum stream_piece stream_until(struct stream *s, const int stop, struct str *out, struct error *err)
{
	bool is_long = false;
	buf_clear(&s->line);
	for (;;) {
		const char *from = s->window + s->begin;
		size_t n = s->end - s->begin;
		const char *at = stop >= 0 && n ? memchr(from, stop, n) : NULL;
		if (at && !s->line.n && !is_long) {
			*out = (struct str){from, (size_t)(at - from)};
			s->begin += out->n + 1;
			return STREAM_PIECE;
		}
		bool last = s->at_end;
		stream_keep(s, at ? (size_t)(at - from) : n, &is_long);
		s->begin += at != NULL;
		if (!at && last && s->failure.code != ERROR_NONE)
			return stream_end(s, err);
		if (at || last) {
			*out = s->line.n ? buf_str(&s->line) : STR("");
			return is_long ? STREAM_LONG : at || out->n ? STREAM_PIECE : STREAM_END;
		}
		stream_fill(s);
	}
}

enum stream_piece stream_line(struct stream *s, struct str *line, struct error *err)
{
	return stream_until(s, '\n', line, err);
}

enum stream_piece stream_rest(struct stream *s, struct str *rest, struct error *err)
{
	return stream_until(s, -1, rest, err);
}

enum stream_piece stream_peek(struct stream *s, size_t want, struct str *head)
{
	assert(want <= STREAM_WINDOW);
	while (s->end - s->begin < want && !s->at_end)
		stream_fill(s);
	*head = (struct str){s->window + s->begin, s->end - s->begin};
	return head->n ? STREAM_PIECE : STREAM_END;
}

uint64_t stream_done(const struct stream *s)
{
	return s->done;
}

uint64_t stream_size(const struct stream *s)
{
	return s->size;
}
