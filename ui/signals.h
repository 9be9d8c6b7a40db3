/* signals: what happens to the process, brought into the loop's poll as bytes of a pipe.
 *
 * Handlers only write a byte. A fatal signal (a crash) first gives the terminal back, then takes its
 * course. Process-wide, so there is one of it: the one mutable state of file scope in the browser. */
#ifndef DATELINE_UI_SIGNALS_H
#define DATELINE_UI_SIGNALS_H

enum signals_event {
	SIGNALS_NONE,
	SIGNALS_WAKE,   /* signals_wake was called */
	SIGNALS_RESIZE, /* SIGWINCH, or back from a stop */
	SIGNALS_STOP,   /* somebody wants the process to sleep: SIGTSTP */
	SIGNALS_END,    /* SIGHUP, SIGTERM, SIGINT */
};

/* To be called before the terminal is changed: its state of now is what a crash, or exit() from anywhere,
 * returns to, with `leave` (control sequences, static) written besides the terminal's own. */
void signals_open(const char *leave);
void signals_close(void); /* handlers as they were */
int signals_fd(void);     /* readable when signals_take has something */
/* The next event, the weightiest first; wakes and resizes that piled up are one. */
enum signals_event signals_take(void);
void signals_wake(void);  /* from any thread */
void signals_stop(void);  /* the whole job sleeps until SIGCONT */
/* While another program has the terminal: Ctrl-C and Ctrl-\ are its business alone, Ctrl-Z stops the whole job. */
void signals_lend(void);
void signals_take_back(void);

#endif
