#include "config.h"

#include "ui/osc52.h"

#include <stdint.h>

enum { OSC52_PIECE = 200 /* bytes; screen holds some 250 */ };

/* Three bytes are four digits; what is missing of the last three is '='. */
static void osc52_group(struct str three, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t v = 0;
	for (size_t i = 0; i < 3; i++)
		v = v << 8 | (i < three.n ? (unsigned char)three.p[i] : 0);
	for (size_t i = 0; i < 4; i++)
		buf_add_char(out, i > three.n ? '=' : digits[v >> (18 - 6 * i) & 63]);
}

void osc52_write(struct str text, struct buf *out)
{
	text = str_sub(text, 0, OSC52_LARGEST);
	buf_add_cstr(out, "\033]52;c;");
	for (size_t i = 0; i < text.n; i += 3)
		osc52_group(str_sub(text, i, i + 3), out);
	buf_add_cstr(out, "\a");
}

void osc52_write_through(struct str text, struct buf *out)
{
	struct buf whole = BUF_INIT;
	osc52_write(text, &whole);
	for (size_t i = 0; i < whole.n; i += OSC52_PIECE)
		buf_addf(out, "\033P%.*s\033\\", STR_ARG(str_sub(buf_str(&whole), i, i + OSC52_PIECE)));
	buf_free(&whole);
}

void osc52_write_through_tmux(struct str text, struct buf *out)
{
	buf_add_cstr(out, "\033Ptmux;\033");
	osc52_write(text, out);
	buf_add_cstr(out, "\033\\");
}
