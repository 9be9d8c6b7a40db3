#include "config.h"

#include "base/digest.h"

#include <nettle/sha2.h>
#include <stdint.h>

void digest_text(struct str text, char out[static DIGEST_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx ctx;
	uint8_t sum[SHA256_DIGEST_SIZE];
	sha256_init(&ctx);
	sha256_update(&ctx, text.n, (const uint8_t *)text.p);
	sha256_digest(&ctx, sizeof sum, sum);
	for (int i = 0; i < DIGEST_LENGTH; i++)
		out[i] = digits[i % 2 ? sum[i / 2] & 15 : sum[i / 2] >> 4];
	out[DIGEST_LENGTH] = '\0';
}
