/* action: everything a user can do, once. Keys, help, hint bar and manual are made from this table. */
#ifndef DATELINE_APP_ACTION_H
#define DATELINE_APP_ACTION_H

#endif
