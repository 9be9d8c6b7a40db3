/* pane_country: the countries of what is shown, most first, with bars; Space chooses them.
 *
 *     ✓PK ██████████ 88
 *      IN █████████  81
 *
 * With room for it the name stands in place of the code; else the frame names the one under the cursor. */
#ifndef DATELINE_UI_PANE_COUNTRY_H
#define DATELINE_UI_PANE_COUNTRY_H

#include "ui/pane.h"

void pane_country_draw(const struct model *m, const struct layout *l, struct canvas *c);

#endif
