#include "config.h"

#include "ingest/reader_run.h"

#include "base/utf8.h"

#include <string.h>

/* More than one bad sequence in this many bytes is no text with flaws but something else. */
enum { READER_TEXT_BAD_SHARE = 10 };

static bool reader_text_bytes(struct reader_run *r, struct str *bytes)
{
	struct error err = ERROR_INIT;
	switch (stream_rest(r->stream, bytes, &err)) {
	case STREAM_PIECE:
		return true;
	case STREAM_LONG:
		r->counts->bad++;
		reader_report(r, 0, "longer than %d MiB; split it into articles", STREAM_TEXT_MAX >> 20);
		return false;
	case STREAM_END:
		r->counts->bad++;
		reader_report(r, 0, "is empty; there is nothing to read");
		return false;
	case STREAM_FAILED:
		if (err.code != ERROR_INTERRUPTED) {
			r->counts->bad++;
			reader_report(r, 0, "%s", err.msg);
		}
		return false;
	}
	return false;
}

bool reader_text_whole(struct reader_run *r, struct str *text, struct str *original, size_t *repaired)
{
	struct str bytes;
	if (!reader_text_bytes(r, &bytes))
		return false;
	buf_clear(&r->scratch);
	size_t bad = utf8_repair(bytes, &r->scratch);
	if (bad > 1 && bad > bytes.n / READER_TEXT_BAD_SHARE) {
		r->counts->bad++;
		reader_report(r, 0, "is no UTF-8 text; convert it first (iconv -t UTF-8)");
		return false;
	}
	struct str repairs = buf_str(&r->scratch);
	if (str_trim(repairs).n == 0) {
		r->counts->bad++;
		reader_report(r, 0, "holds no words; there is nothing to read");
		return false;
	}
	*repaired = bad;
	*text = repairs;
	*original = str_eq(bytes, repairs) ? STR_NONE : bytes;
	return true;
}

struct str reader_text_end(struct str text)
{
	struct str trimmed = str_trim(text);
	return str_sub(text, 0, (size_t)(trimmed.p + trimmed.n - text.p));
}

void reader_text(struct reader_run *r)
{
	struct article a = {.reader = "text"};
	size_t repaired;
	if (!reader_text_whole(r, &a.text, &a.original, &repaired))
		return;
	a.text = reader_text_end(a.text);
	a.repaired = (uint32_t)repaired;
	reader_emit(r, &a, 0);
}
