/* stream: the bytes of one file, of standard input, or of the members of an archive, in order.
 *
 * Whatever is compressed (gzip, zstd, xz, bzip2) comes out plain; tar and zip give their members one
 * after the other; anything else is one member without a name. Nothing is ever written to disk, and
 * no name in an archive is used as a path. Memory: a fixed buffer, and the longest line or member
 * that is asked for, at most STREAM_TEXT_MAX.
 *
 * A regular file is read up to the size that it had when it was opened: one that grows meanwhile does
 * not keep the program for ever. Only regular files, pipes and standard input are read: a
 * device could never end. A pipe that nobody writes to is waited for, until `stopped` says no.
 *
 * Messages of errors name the reason and the remedy but not the file: the caller knows what it is called. */
#ifndef DATELINE_INGEST_STREAM_H
#define DATELINE_INGEST_STREAM_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

struct stream;

enum {
	STREAM_TEXT_MAX = 128 << 20,    /* bytes of a line or member; longer ones are left out, for no article is */
	STREAM_MEMBERS_MAX = 1000000,   /* in one archive */
	STREAM_RATIO_MAX = 250,         /* bytes out per byte in, once more than STREAM_RATIO_FROM came out */
	STREAM_RATIO_FROM = 256 << 20,
};

/* path NULL: standard input. members: it may be an archive; say no when its name tells otherwise, for a
 * file that begins with a hole looks like an empty tar. `stopped` (may be NULL) is asked before every read; when it says true
 * the read fails with ERROR_INTERRUPTED. ERROR_IO when it cannot be opened or is a device. */
bool stream_open(const char *path, bool members, bool (*stopped)(void *ctx), void *ctx, struct stream **out,
		 struct error *err);
void stream_close(struct stream *s); /* NULL is allowed */

/* What a call for the next piece gave. FAILED comes after all that could be read before the damage (but
 * libarchive keeps the block in which it meets it, up to 64 KB), once, and instead of the line or text that
 * is cut; after it the member is at its end. */
enum stream_piece {
	STREAM_PIECE, /* here it is */
	STREAM_LONG,  /* it is longer than STREAM_TEXT_MAX and was skipped */
	STREAM_END,   /* nothing is left */
	STREAM_FAILED /* the error says why */
};

/* The next member; *name is empty when the file is no archive, and lives until the next call. */
enum stream_piece stream_member(struct stream *s, struct str *name, struct error *err);
/* The next line of the member without its LF; borrowed until the next call. */
enum stream_piece stream_line(struct stream *s, struct str *line, struct error *err);
/* The rest of the member. Borrowed until the next call. */
enum stream_piece stream_rest(struct stream *s, struct str *rest, struct error *err);
/* The bytes that come next, at least `want` of them when the member has as many; for guessing a format.
 * Borrowed until the next call; not consumed. END: there is none; why, the next call for it says. */
enum stream_piece stream_peek(struct stream *s, size_t want, struct str *head);

/* Bytes read from the file so far (compressed), and its size, 0 when unknown. */
uint64_t stream_done(const struct stream *s);
uint64_t stream_size(const struct stream *s);

#endif
