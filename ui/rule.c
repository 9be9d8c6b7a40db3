#include "config.h"

#include "ui/rule.h"

#include "base/embed.h"

EMBED(rule_words_table, DATA_FOLDER "/rule_words.tsv")

struct str rule_words(struct str name)
{
	struct str rest = embed_str(rule_words_table), line, field;
	while (str_split(&rest, '\n', &line))
		if (str_split(&line, '\t', &field) && str_eq(field, name))
			return line;
	return STR_NONE;
}
