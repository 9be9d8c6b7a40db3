/* digest: the name of a text by its content.
 *
 * SHA-256 (nettle), cut to its first 80 bits and written as 20 hexadecimal digits: short enough to cite,
 * long enough that a million articles do not meet by chance (about 1 in 10^12). */
#ifndef DATELINE_BASE_DIGEST_H
#define DATELINE_BASE_DIGEST_H

#include "base/str.h"

enum { DIGEST_LENGTH = 20 };

void digest_text(struct str text, char out[static DIGEST_LENGTH + 1]);

#endif
