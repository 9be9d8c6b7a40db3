/* host: the name of a machine in an address, as networks write it and as people read it.
 *
 * An international name ("münchen.example") goes over the network in Punycode ("xn--mnchen-3ya.example"; RFC 5890, mapped
 * as UTS 46 says). Shown it stands in its own letters with the other form beside it, because letters of two scripts look
 * alike: a name that mixes scripts, or whose letters all look like Latin ones, is shown in Punycode alone. */
#ifndef DATELINE_BASE_HOST_H
#define DATELINE_BASE_HOST_H

#include "base/str.h"

/* Appends the host of an address ("münchen.example:8080", also with its bytes percent-encoded) in ASCII. False, and nothing
 * appended, when it is no name that can be looked up. */
bool host_ascii(struct str host, struct buf *out);
/* Appends what host_ascii wrote as it is shown: "example.org", "münchen.example (xn--mnchen-3ya.example)",
 * "xn--80ak6aa92e.example (letters that look like others)". */
void host_shown(struct str ascii, struct buf *out);

#endif
