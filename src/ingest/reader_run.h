/* reader_run: what the readers of the formats share while one path is being read. Private to reader*.c. */
#ifndef DATELINE_INGEST_READER_RUN_H
#define DATELINE_INGEST_READER_RUN_H

#include "ingest/reader.h"
#include "ingest/stream.h"

struct reader_run {
	const struct reader_options *options;
	struct reader_counts *counts;
	struct stream *stream;
	struct str name;    /* of the file or "archive/member", valid UTF-8 */
	uint64_t done, all; /* bytes of the path, before the present file; of all its files, 0: unknown */
	struct arena arena; /* of one article */
	struct buf scratch; /* repaired text, of one article */
	bool stop;          /* the caller wants no more */
};

/* Reports what is wrong with a line (0: with the whole file) in words, without counting it. */
void reader_report(struct reader_run *r, uint64_t line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Fills in what the options give, names the place, counts, and hands the article on. Empties the arena. */
void reader_emit(struct reader_run *r, struct article *a, uint64_t line);

/* The rest of the present member as articles; what goes wrong is reported and counted. */
void reader_jsonl(struct reader_run *r);
void reader_text(struct reader_run *r);
void reader_markdown(struct reader_run *r);

/* The rest of the member as text: repaired, not empty, not binary. False: reported and counted. *original
 * is what was read when the text differs from it, else empty. Both live until the next call. */
bool reader_text_whole(struct reader_run *r, struct str *text, struct str *original, size_t *repaired);

/* The text without the white space at its end, which is no part of an article: editors and copies add it or
 * take it away. Of a text that holds more than white space. */
struct str reader_text_end(struct str text);

/* reader_date on a field of an article; one that cannot be read is reported and leaves *a undated. */
void reader_date_field(struct reader_run *r, uint64_t line, struct str s, struct article *a);

#endif
