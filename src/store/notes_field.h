/* notes_field: what the value of a note says, and which values a field takes. Pure.
 *
 * Here are notes_field_name, notes_field_parse, notes_takes, notes_correct and notes_corrects of notes.h, too. */
#ifndef DATELINE_STORE_NOTES_FIELD_H
#define DATELINE_STORE_NOTES_FIELD_H

#include "store/notes.h"

/* "1234 Words of the headline"; borrowed from value. */
bool notes_field_split(struct str value, struct note_split *out);
/* "name: query"; the name ends at the first colon and blank; borrowed from value. */
bool notes_field_search(struct str value, struct note_search *out);

#endif
