#include "config.h"

#include "app/save.h"

#include "base/mem.h"
#include "base/thread.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SAVE_NAME = 60 /* bytes of a name before its ending */ };
#define SAVE_DESCRIPTORS "/proc/self/fd"

struct save {
	void (*wake)(void *ctx);
	void *ctx;
	pthread_t thread;
	bool running;        /* of the drawing thread: started and not yet collected */
	atomic_bool ended, cancel;
	atomic_uint percent; /* of the events */
	/* the job, and what came of it: the thread's until `ended` */
	struct buf corpus, query, path, part;
	const struct export_format *format;
	const struct export *export; /* at work */
	size_t events;               /* that there are to write */
	struct change_row *chosen; /* NULL: all */
	size_t chosen_count;
	bool overwrite;
	int fd;
	bool nameless;             /* the file has no name yet */
	enum save_event event;
	struct buf message;
	struct error error;
};

/* ---- in the thread ---- */

/* The drawing thread is woken a hundred times at most. */
static void save_progress(struct save *s)
{
	unsigned percent = s->events ? (unsigned)(s->export->tally.written * 100 / s->events) : 0;
	if (percent == atomic_load(&s->percent))
		return;
	atomic_store(&s->percent, percent);
	s->wake(s->ctx);
}

static bool save_write(void *ctx, struct str bytes)
{
	struct save *s = ctx;
	save_progress(s);
	while (bytes.n) {
		ssize_t n = write(s->fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			return error_set(&s->error, ERROR_IO, "%s: %s; make room or write elsewhere", buf_cstr(&s->path),
					 strerror(errno));
		bytes = n > 0 ? str_sub(bytes, (size_t)n, bytes.n) : bytes;
	}
	return true;
}

static bool save_keeps(void *ctx, const struct row *r)
{
	const struct save *s = ctx;
	size_t low = 0, high = s->chosen_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct change_row *c = &s->chosen[middle];
		if (c->id == r->id && c->type == r->type)
			return true;
		if (c->id < r->id || (c->id == r->id && c->type < r->type))
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* Rows of the answer that are no events, and so are not written. */
static size_t save_reports(const struct save *s, const struct result *r)
{
	size_t n = 0;
	for (size_t i = 0; i < s->chosen_count; i++)
		n += s->chosen[i].type == ROW_REPORT;
	return s->chosen ? n : r->reports;
}

/* A file in the folder of the path that has no name: nothing is left of it when the process is killed. -1 where the system
 * or the file system has no such files, and where they could not be named later. */
static int save_nameless(const struct buf *path)
{
	const char *slash = strrchr(buf_cstr(path), '/');
	struct buf folder = BUF_INIT;
	if (slash)
		buf_add_str(&folder, str_sub(buf_str(path), 0, (size_t)(slash - path->p) + 1));
	else
		buf_add_cstr(&folder, ".");
	bool named = access(SAVE_DESCRIPTORS, X_OK) == 0;
	int fd = named ? open(buf_cstr(&folder), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666) : -1;
	buf_free(&folder);
	return fd;
}

/* A file beside, which takes the place of that name when it is whole: who is killed leaves no half of an export under
 * the name that was asked for. */
static bool save_create(struct save *s)
{
	struct stat there;
	if (!s->overwrite && lstat(buf_cstr(&s->path), &there) == 0) {
		s->event = SAVE_EXISTS;
		return false;
	}
	buf_set(&s->part, buf_str(&s->path));
	buf_addf(&s->part, ".new-%ld", (long)getpid());
	s->fd = save_nameless(&s->path);
	s->nameless = s->fd >= 0;
	if (!s->nameless)
		s->fd = open(buf_cstr(&s->part), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	return s->fd >= 0 || error_set(&s->error, ERROR_IO, "%s: %s; give another name", buf_cstr(&s->path), strerror(errno));
}

/* Gives a file without a name one. */
static bool save_name_it(struct save *s, const char *path)
{
	char self[sizeof SAVE_DESCRIPTORS + 16];
	snprintf(self, sizeof self, SAVE_DESCRIPTORS "/%d", s->fd);
	return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* A link is made only where nothing has that name, in one step; not every file system has links. A file that is there is
 * replaced by one that has a name already. */
static bool save_place(struct save *s)
{
	const char *part = buf_cstr(&s->part), *path = buf_cstr(&s->path);
	struct stat there;
	if (!s->overwrite && s->nameless && save_name_it(s, path))
		return true;
	if (!s->overwrite && !s->nameless && link(part, path) == 0)
		return unlink(part) == 0;
	if (!s->overwrite && (errno == EEXIST || lstat(path, &there) == 0)) {
		s->event = SAVE_EXISTS;
		return false;
	}
	return ((!s->nameless || save_name_it(s, part)) && rename(part, path) == 0) ||
	       error_set(&s->error, ERROR_IO, "%s: %s; give another name", path, strerror(errno));
}

static bool save_export(struct save *s, struct export *x, const struct result *r)
{
	if (!export_count(x, r, &s->error))
		return false;
	export_begin(x);
	return export_rows(x, r, &s->cancel, &s->error) && export_end(x);
}

static void save_tell(struct save *s, struct export *x, const struct result *r)
{
	struct buf left = BUF_INIT;
	size_t reports = save_reports(s, r);
	export_left_out(x, &left);
	buf_addf(&s->message, "%zu %s written to %s", x->tally.written, x->tally.written == 1 ? "event" : "events",
		 buf_cstr(&s->path));
	if (left.n || reports)
		buf_addf(&s->message, "; left out: %s%s", buf_cstr(&left), left.n && reports ? ", " : "");
	if (reports)
		buf_addf(&s->message, "%zu %s: whole articles, not events", reports, reports == 1 ? "report" : "reports");
	buf_free(&left);
}

/* Closes the file and puts it where it belongs, or takes it away. */
static bool save_finish(struct save *s, bool ok)
{
	if (ok && fsync(s->fd) != 0 && errno != EINVAL)
		ok = error_set(&s->error, ERROR_IO, "%s: %s; make room or write elsewhere", buf_cstr(&s->path), strerror(errno));
	if (s->nameless)
		ok = ok && save_place(s);
	if (close(s->fd) != 0 && ok)
		ok = error_set(&s->error, ERROR_IO, "%s: %s; make room or write elsewhere", buf_cstr(&s->path), strerror(errno));
	if (!s->nameless)
		ok = ok && save_place(s);
	if (!ok)
		unlink(buf_cstr(&s->part));
	return ok;
}

static bool save_run(struct save *s, struct store *store, struct notes *notes, struct query *q)
{
	struct query_watch watch = {.cancel = &s->cancel};
	struct result *r = NULL;
	if (!query_run(store, q, &watch, &r, &s->error))
		return false;
	struct export x = {
		.format = s->format,
		.what = EXPORT_EVENTS,
		.store = store,
		.notes = notes,
		.query = s->chosen ? STR("chosen events") : query_text(q),
		.corpus = export_corpus(buf_cstr(&s->corpus)),
		.keeps = s->chosen ? save_keeps : NULL,
		.now = (int64_t)time(NULL),
		.write = save_write,
		.ctx = s,
	};
	s->export = &x;
	s->events = s->chosen ? s->chosen_count : r->events;
	bool none = s->chosen ? save_reports(s, r) == s->chosen_count : r->events == 0;
	bool ok = !none || error_set(&s->error, ERROR_USAGE, "export: no event to write; %s",
				     s->chosen ? "choose events, not whole articles" : "take another filter");
	ok = ok && save_create(s);
	if (ok)
		ok = save_finish(s, save_export(s, &x, r));
	if (ok)
		save_tell(s, &x, r);
	export_free(&x);
	result_free(r);
	return ok;
}

static void *save_work(void *arg)
{
	struct save *s = arg;
	struct store *store = NULL;
	struct notes *notes = NULL;
	struct query *q = NULL;
	bool ok = store_open(buf_cstr(&s->corpus), STORE_READ, &store, &s->error) && notes_open_own(&notes, &s->error) &&
		  query_parse(buf_str(&s->query), &q, &s->error);
	if (ok)
		notes_attach(notes, store);
	if (ok && save_run(s, store, notes, q))
		s->event = SAVE_DONE;
	if (s->event == SAVE_FAILED)
		buf_add_cstr(&s->message, s->error.code == ERROR_INTERRUPTED ? "The export was stopped; nothing was written"
									     : s->error.msg);
	query_free(q);
	store_close(store);
	notes_close(notes);
	atomic_store(&s->ended, true);
	s->wake(s->ctx);
	return NULL;
}

/* ---- in the drawing thread ---- */

struct save *save_open(void (*wake)(void *ctx), void *ctx)
{
	struct save *s = mem_zero(1, sizeof *s);
	s->wake = wake;
	s->ctx = ctx;
	return s;
}

unsigned save_percent(struct save *s)
{
	return atomic_load(&s->percent);
}

void save_cancel(struct save *s)
{
	atomic_store(&s->cancel, true);
}

void save_close(struct save *s)
{
	if (!s)
		return;
	save_cancel(s);
	if (s->running)
		pthread_join(s->thread, NULL);
	buf_free(&s->corpus);
	buf_free(&s->query);
	buf_free(&s->path);
	buf_free(&s->part);
	buf_free(&s->message);
	mem_free(s->chosen);
	mem_free(s);
}

bool save_is_running(const struct save *s)
{
	return s->running;
}

bool save_start(struct save *s, const struct save_job *job)
{
	const char *home = getenv("HOME");
	if (s->running)
		return false;
	buf_set(&s->corpus, str_of(job->corpus));
	buf_set(&s->query, job->query);
	mem_free(s->chosen);
	s->chosen = NULL;
	s->chosen_count = job->chosen_count;
	if (job->chosen) {
		s->chosen = mem_alloc((job->chosen_count + 1) * sizeof *s->chosen);
		memcpy(s->chosen, job->chosen, job->chosen_count * sizeof *s->chosen);
	}
	if (str_starts(job->path, STR("~/")) && home && *home == '/') {
		buf_set(&s->path, str_of(home));
		buf_add_str(&s->path, str_sub(job->path, 1, job->path.n));
	} else {
		buf_set(&s->path, job->path);
	}
	buf_clear(&s->message);
	s->format = job->format;
	s->overwrite = job->overwrite;
	s->error = (struct error)ERROR_INIT;
	s->event = SAVE_FAILED;
	atomic_store(&s->ended, false);
	atomic_store(&s->cancel, false);
	atomic_store(&s->percent, 0);
	s->running = thread_start(&s->thread, save_work, s);
	return s->running;
}

enum save_event save_collect(struct save *s, struct buf *message)
{
	if (!s->running || !atomic_load(&s->ended))
		return SAVE_NOTHING;
	pthread_join(s->thread, NULL);
	s->running = false;
	buf_set(message, buf_str(&s->message));
	return s->event;
}

/* ---- the name ---- */

void save_name(const char *corpus, struct str query, const struct export_format *format, struct buf *out)
{
	const struct str parts[] = {export_corpus(corpus), query};
	buf_clear(out);
	for (size_t k = 0; k < 2; k++) {
		bool gap = out->n > 0;
		for (size_t i = 0; i < parts[k].n && out->n < SAVE_NAME; i++) {
			char c = parts[k].p[i];
			bool capital = c >= 'A' && c <= 'Z';
			if (!capital && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
				gap = out->n > 0;
				continue;
			}
			if (gap)
				buf_add_char(out, '-');
			gap = false;
			buf_add_char(out, capital ? (char)(c - 'A' + 'a') : c);
		}
	}
	if (!out->n)
		buf_add_cstr(out, "events");
	buf_addf(out, ".%s", export_ending(format));
}
