#include "config.h"

#include "base/xdg.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool xdg_path(const char *variable, const char *otherwise, const char *name, struct buf *out)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	if (folder && folder[0] == '/')
		buf_addf(out, "%s/dateline/%s", folder, name);
	else if (home && home[0] == '/')
		buf_addf(out, "%s/%s/dateline/%s", home, otherwise, name);
	else
		return false;
	return true;
}

void xdg_make_folders(const char *path)
{
	char *folder = mem_copy(path, strlen(path));
	for (char *p = folder + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		mkdir(folder, 0700);
		*p = '/';
	}
	mem_free(folder);
}
