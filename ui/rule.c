#include "config.h"

#include "ui/rule.h"

#include "base/embed.h"

EMBED(rule_words_table, DATA_FOLDER "/rule_words.tsv")
EMBED(rule_place_table, DATA_FOLDER "/place_words.tsv")

struct str rule_words(struct str name)
{
	struct str rest = embed_str(rule_words_table), line, field;
	while (str_split(&rest, '\n', &line))
		if (str_split(&line, '\t', &field) && str_eq(field, name))
			return line;
	return STR_NONE;
}

static struct str rule_of_places(struct str what, struct str name)
{
	struct str rest = embed_str(rule_place_table), line, field;
	while (str_split(&rest, '\n', &line))
		if (str_split(&line, '\t', &field) && str_eq(field, what) && str_split(&line, '\t', &field) && str_eq(field, name))
			return line;
	return STR_NONE;
}

struct str rule_role_words(struct str name)
{
	return rule_of_places(STR("role"), name);
}

struct str rule_place_words(struct str name)
{
	return rule_of_places(STR("place"), name);
}
