/* digest: the name of a text by its content.
 *
 * SHA-256 (nettle), cut to its first 80 bits and written as 20 hexadecimal digits: short enough to cite,
 * long enough that a million articles do not meet by chance (about 1 in 10^12). */
#ifndef DATELINE_BASE_DIGEST_H
#define DATELINE_BASE_DIGEST_H

#include "base/str.h"

enum { DIGEST_LENGTH = 20 };

void digest_text(struct str text, char out[static DIGEST_LENGTH + 1]);

/* The digits as bytes, two to each, for files; what is missing at the end is `fill`: 0x0, 0xF, or -1 for nothing may be
 * missing. False: there are other signs, or too many. */
bool digest_bytes(struct str digits, int fill, unsigned char out[static DIGEST_LENGTH / 2]);
/* And back; zeros for bytes that are missing. */
void digest_digits(struct str bytes, char out[static DIGEST_LENGTH + 1]);

#endif
