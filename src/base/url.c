#include "config.h"

#include "base/url.h"

#include "base/host.h"

/* Bytes before the host, or 0. */
static size_t url_scheme(struct str url)
{
	static const char *const schemes[] = {"http://", "https://"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		struct str s = str_of(schemes[i]);
		if (str_eq_nocase(str_sub(url, 0, s.n), s))
			return s.n;
	}
	return 0;
}

struct str url_host(struct str url)
{
	size_t begin = url_scheme(url), end = begin;
	for (; end < url.n && !strchr("/?#", url.p[end]); end++)
		if (url.p[end] == '@')
			begin = end + 1;
	return str_sub(url, begin, end);
}

static bool url_is_allowed(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~:/?#[]@!$&'()*+,;=%", c));
}

static void url_encode(struct str part, struct buf *out)
{
	for (size_t i = 0; i < part.n; i++) {
		if (url_is_allowed(part.p[i]))
			buf_add_char(out, part.p[i]);
		else
			buf_addf(out, "%%%02X", (unsigned)(unsigned char)part.p[i]);
	}
}

bool url_web(struct str url, struct buf *out)
{
	url = str_trim(url);
	if (url.n > URL_LONGEST || !url_scheme(url) || !url_host(url).n)
		return false;
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7F)
			return false;
	struct str host = url_host(url);
	struct buf name = BUF_INIT;
	bool ok = host_ascii(host, &name);
	if (ok) {
		size_t begin = (size_t)(host.p - url.p);
		url_encode(str_sub(url, 0, begin), out);
		buf_add_str(out, buf_str(&name));
		url_encode(str_sub(url, begin + host.n, url.n), out);
	}
	buf_free(&name);
	return ok;
}
