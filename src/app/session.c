#include "config.h"

#include "app/session.h"

#include "app/mark.h"
#include "base/digest.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/xdg.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool session_path(const char *name, struct buf *out)
{
	return xdg_path("XDG_STATE_HOME", ".local/state", name, out);
}

/* The name of a corpus's file; empty when there is no such corpus. */
static void session_name(const char *corpus, char out[static DIGEST_LENGTH + 1])
{
	char *real = realpath(corpus, NULL);
	out[0] = '\0';
	if (real)
		digest_text(str_of(real), out);
	free(real);
}

/* ---- the files ---- */

bool session_read(const char *name, size_t most, struct buf *out)
{
	struct buf path = BUF_INIT;
	char bytes[4096];
	size_t before = out->n;
	int fd = session_path(name, &path) ? open(buf_cstr(&path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
	ssize_t n = 0;
	while (fd >= 0 && out->n - before < most && (n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(out, bytes, (size_t)n);
	if (fd >= 0)
		close(fd);
	buf_free(&path);
	return fd >= 0 && n >= 0;
}

static bool session_write_all(int fd, struct str text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);
		if (n <= 0)
			return false;
		text = str_sub(text, (size_t)n, text.n);
	}
	return true;
}

/* Written beside and moved into place, so that a reader never sees half of it. */
void session_write(const char *name, struct str text)
{
	struct buf path = BUF_INIT, beside = BUF_INIT;
	if (session_path(name, &path)) {
		xdg_make_folders(buf_cstr(&path));
		buf_addf(&beside, "%s.new", buf_cstr(&path));
		unlink(buf_cstr(&beside));
		int fd = open(buf_cstr(&beside), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		bool good = fd >= 0 && session_write_all(fd, text);
		if (fd >= 0 && (close(fd) != 0 || !good || rename(buf_cstr(&beside), buf_cstr(&path)) != 0))
			unlink(buf_cstr(&beside));
	}
	buf_free(&path);
	buf_free(&beside);
}

/* ---- the place ---- */

static const char session_form[] = "row %u %" SCNd64 " %" SCNd64 " %" SCNd32 " %" SCNd32;

static void session_add_spot(const struct spot *s, struct buf *out)
{
	buf_addf(out, "row %u %" PRId64 " %" PRId64 " %" PRId32 " %" PRId32, s->type, s->id, s->article, s->when.from, s->when.to);
}

static bool session_spot(const char *line, struct spot *out)
{
	unsigned type;
	int32_t from, to;
	struct spot s;
	if (sscanf(line, session_form, &type, &s.id, &s.article, &from, &to) != 5 || type > ROW_REPORT || s.id <= 0)
		return false;
	if (from != DAY_NONE && (from < DAY_MIN || from > to || to > DAY_MAX))
		return false;
	s.type = (uint8_t)type;
	s.when = from == DAY_NONE ? INTERVAL_NONE : (struct interval){from, to};
	*out = s;
	return true;
}

/* "mark a row 0 ...<TAB>words" */
static void session_mark(struct model *m, const char *line)
{
	struct mark mark = {.key = ""};
	int used = 0;
	const char *words = strchr(line, '\t');
	if (sscanf(line, "mark %7s %n", mark.key, &used) != 1 || !used || !words || !utf8_is_valid(str_of(mark.key)) ||
	    !session_spot(line + used, &mark.spot))
		return;
	snprintf(mark.words, sizeof mark.words, "%s", words + 1);
	if (utf8_is_valid(str_of(mark.words)))
		mark_put(m, &mark);
}

enum { SESSION_MOST = 1 << 16 };

bool session_load(const char *corpus, struct model *m)
{
	char name[DIGEST_LENGTH + 1];
	struct buf text = BUF_INIT, one = BUF_INIT;
	struct str line;
	struct spot spot = {.id = 0};
	unsigned zoom = PRECISION_COUNT;
	int by = ORDER_OLDEST;
	session_name(corpus, name);
	struct str rest = *name && session_read(name, SESSION_MOST, &text) ? buf_str(&text) : STR_NONE;
	bool good = rest.p && str_split(&rest, '\n', &line) && str_eq(line, STR("dateline session 1"));
	while (good && str_split(&rest, '\n', &line)) {
		buf_set(&one, line);
		if (str_starts(line, STR("row ")))
			good = session_spot(buf_cstr(&one), &spot);
		else if (str_starts(line, STR("zoom ")))
			good = sscanf(buf_cstr(&one), "zoom %u", &zoom) == 1;
		else if (str_starts(line, STR("sort ")))
			by = order_named(str_sub(line, strlen("sort "), line.n));
		else
			session_mark(m, buf_cstr(&one));
	}
	good = good && spot.id && zoom < PRECISION_COUNT;
	if (good) {
		m->spot = spot;
		m->unit = (enum precision)zoom;
		m->by = by >= 0 ? (enum order_by)by : ORDER_OLDEST;
	}
	m->restored = good;
	buf_free(&one);
	buf_free(&text);
	return good;
}

void session_save(const char *corpus, const struct model *m)
{
	char name[DIGEST_LENGTH + 1];
	struct spot s = model_shown(m);
	session_name(corpus, name);
	if (s.id == 0 || !*name)
		return;
	struct buf text = BUF_INIT;
	buf_add_cstr(&text, "dateline session 1\n");
	session_add_spot(&s, &text);
	buf_addf(&text, "\nzoom %u\nsort %s\n", (unsigned)m->unit, order_name(m->by));
	for (size_t i = 0; i < m->marks.n; i++) {
		buf_addf(&text, "mark %s ", m->marks.v[i].key);
		session_add_spot(&m->marks.v[i].spot, &text);
		buf_addf(&text, "\t%s\n", m->marks.v[i].words);
	}
	session_write(name, buf_str(&text));
	buf_free(&text);
}
