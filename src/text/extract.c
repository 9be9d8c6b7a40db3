#include "config.h"

#include "text/extract.h"

#include "text/clean.h"
#include "text/language.h"
#include "text/lexicon.h"
#include "text/token.h"

void extract(const struct extract_input *in, const struct lexicon *l, struct arena *arena, struct extraction *out)
{
	*out = (struct extraction){.published = in->published};
	clean_furniture(in->text, l->clean, arena, &out->furniture, &out->furniture_count);
	language_guess(in->text, l->language, out->language);
	struct token_list tokens;
	token_split(in->text, l->tokens, out->furniture, out->furniture_count, arena, &tokens);
}
