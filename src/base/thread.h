/* thread: a thread beside the one that the user speaks to.
 *
 * All its signals are blocked: the thread that starts it handles them, and no read or wait in the new one is interrupted. */
#ifndef DATELINE_BASE_THREAD_H
#define DATELINE_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Runs work(arg). The caller joins the thread; false: it could not be started. */
bool thread_start(pthread_t *thread, void *(*work)(void *arg), void *arg);

#endif
