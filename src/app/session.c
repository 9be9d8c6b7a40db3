#include "config.h"

#include "app/session.h"

#include "app/update.h"
#include "base/digest.h"
#include "base/mem.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "$XDG_STATE_HOME/dateline", or empty when there is no home. Relative paths do not count (XDG). */
static void session_folder(struct buf *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		buf_addf(out, "%s/dateline", state);
	else if (home && *home == '/')
		buf_addf(out, "%s/.local/state/dateline", home);
}

static bool session_path(const char *corpus, struct buf *out)
{
	char *real = realpath(corpus, NULL), name[DIGEST_LENGTH + 1];
	session_folder(out);
	bool good = real && out->n > 0;
	if (good) {
		digest_text(str_of(real), name);
		buf_addf(out, "/%s", name);
	}
	free(real);
	return good;
}

/* Makes the folder and those above it, as mkdir -p; a failure shows when the file is opened. */
static void session_make_folder(struct str path)
{
	char *p = mem_copy(path.p, path.n);
	for (char *slash = strchr(p + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(p, 0700);
		*slash = '/';
	}
	mem_free(p);
}

/* ---- the file ---- */

static const char session_form[] = "dateline session 1\nrow %u %" SCNd64 " %" SCNd64 " %" SCNd32 " %" SCNd32 "\nzoom %u\n";

static bool session_read(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return false;
	ssize_t n = read(fd, out, size - 1);
	close(fd);
	out[n > 0 ? n : 0] = '\0';
	return n > 0;
}

static bool session_parse(const char *text, struct spot *spot, enum precision *unit)
{
	unsigned type, zoom;
	int32_t from, to;
	struct spot s;
	if (sscanf(text, session_form, &type, &s.id, &s.article, &from, &to, &zoom) != 6 || type > ROW_REPORT || s.id <= 0 ||
	    zoom >= PRECISION_COUNT)
		return false;
	if (from != DAY_NONE && (from < DAY_MIN || from > to || to > DAY_MAX))
		return false;
	s.type = (uint8_t)type;
	s.when = from == DAY_NONE ? INTERVAL_NONE : (struct interval){from, to};
	*spot = s;
	*unit = (enum precision)zoom;
	return true;
}

bool session_load(const char *corpus, struct model *m)
{
	struct buf path = BUF_INIT;
	char text[256];
	bool good = session_path(corpus, &path) && session_read(buf_cstr(&path), text, sizeof text) &&
		    session_parse(text, &m->spot, &m->unit);
	m->restored = good;
	buf_free(&path);
	return good;
}

/* Written beside and moved into place, so that a reader never sees half of it. */
static void session_write(const char *path, const char *text, size_t n)
{
	struct buf beside = BUF_INIT;
	buf_addf(&beside, "%s.new", path);
	unlink(buf_cstr(&beside));
	int fd = open(buf_cstr(&beside), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd >= 0) {
		bool good = write(fd, text, n) == (ssize_t)n;
		if (close(fd) != 0 || !good || rename(buf_cstr(&beside), path) != 0)
			unlink(buf_cstr(&beside));
	}
	buf_free(&beside);
}

void session_save(const char *corpus, const struct model *m)
{
	struct buf path = BUF_INIT;
	struct spot s = model_shown(m);
	if (s.id != 0 && session_path(corpus, &path)) {
		char text[256];
		int n = snprintf(text, sizeof text, "dateline session 1\nrow %u %" PRId64 " %" PRId64 " %" PRId32 " %" PRId32 "\nzoom %u\n",
				 s.type, s.id, s.article, s.when.from, s.when.to, (unsigned)m->unit);
		session_make_folder(buf_str(&path));
		session_write(buf_cstr(&path), text, (size_t)n);
	}
	buf_free(&path);
}
