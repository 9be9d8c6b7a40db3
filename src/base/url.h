/* url: which addresses may leave the program as links, and how they are written then.
 *
 * An address comes from an article, so it is hostile: only http and https pass, only with a host, and nothing in
 * it that could end a quoted attribute, split an argument or act on a terminal. */
#ifndef DATELINE_BASE_URL_H
#define DATELINE_BASE_URL_H

#include "base/str.h"

enum { URL_LONGEST = 2048 /* bytes; longer ones are refused */ };

/* Appends the address with every byte that RFC 3986 does not allow percent-encoded, and its host in ASCII (base/host.h).
 * False, and nothing appended, when it is no address of the web: another scheme, no host that can be looked up, blanks or
 * controls in it, too long. */
bool url_web(struct str url, struct buf *out);
/* The host of what url_web wrote ("example.org:8080"), without a user's name before it; borrowed. */
struct str url_host(struct str url);

#endif
