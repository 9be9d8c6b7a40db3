#include "config.h"

#include "base/digest.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

void digest_text(struct str text, char out[static DIGEST_LENGTH + 1])
{
	struct sha256_ctx ctx;
	uint8_t sum[SHA256_DIGEST_SIZE];
	sha256_init(&ctx);
	sha256_update(&ctx, text.n, (const uint8_t *)text.p);
	sha256_digest(&ctx, sizeof sum, sum);
	digest_digits((struct str){(const char *)sum, sizeof sum}, out);
}

static int digest_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool digest_bytes(struct str digits, int fill, unsigned char out[static DIGEST_LENGTH / 2])
{
	if (digits.n > DIGEST_LENGTH)
		return false;
	for (size_t i = 0; i < DIGEST_LENGTH; i++) {
		int v = i < digits.n ? digest_digit(digits.p[i]) : fill;
		if (v < 0)
			return false;
		out[i / 2] = (unsigned char)(i % 2 ? out[i / 2] | v : v << 4);
	}
	return true;
}

void digest_digits(struct str bytes, char out[static DIGEST_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	memset(out, '0', DIGEST_LENGTH);
	for (size_t i = 0; i < DIGEST_LENGTH && i / 2 < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i / 2];
		out[i] = digits[i % 2 ? byte & 15 : byte >> 4];
	}
	out[DIGEST_LENGTH] = '\0';
}
