#include "config.h"

#include "ingest/unarchive.h"

#include <dlfcn.h>

static bool unarchive_find(void *library, const char *name, void *function)
{
	/* POSIX lets a function's address pass through a pointer to data, ISO C does not */
	*(void **)function = dlsym(library, name);
	return *(void **)function;
}

bool unarchive_load(struct unarchive *out, struct error *err)
{
	void *library = dlopen(LIBARCHIVE_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool ok = library;
#define UNARCHIVE_FIND(name) ok = ok && unarchive_find(library, "archive_" #name, &out->name);
	UNARCHIVE_FUNCTIONS(UNARCHIVE_FIND)
#undef UNARCHIVE_FIND
	if (!ok)
		error_set(err, ERROR_IO, "cannot be read without libarchive (%s); install it", dlerror());
	if (library)
		dlclose(library);
	return ok;
}
