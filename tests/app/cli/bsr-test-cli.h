#pragma once

#include "bsr-test.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* One run of basira-cli that has ended. */
typedef struct
{
  int status;      /* -1: ended by a signal */
  char *out, *err; /* never NULL */
} Run;

/* The built basira-cli (BASIRA_CLI) with @arguments, NULL-terminated. */
Run run_cli (const char *first, ...) G_GNUC_NULL_TERMINATED;
Run run_cli_argv (const char *const *arguments);
void run_clear (Run *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Fails unless the run ended with @status. With %BSR_STATUS_DONE nothing but warnings stands on
 * standard error; with any other, nothing on standard output and one line on standard error that
 * holds @part (NULL: any). */
void assert_run (const Run *run, int status, const char *part);

/* (transfer full): what a run that must have been done printed, as JSON. */
JsonNode *run_json (const Run *run);

/* A folder, and the option that names a store in it which the first command makes. */
typedef struct
{
  char *folder, *store;
} CliDesk;

int cli_desk_set_up (void **state); /* *state: CliDesk * */
int cli_desk_tear_down (void **state);

/* A folder of the test with a made-up scan in it: NAME.tiff, and NAME.scan.json and NAME.case.json
 * when asked for. (transfer full): the path of the pixels. */
char *put_scan (const char *folder, const char *name, gboolean described, gboolean declared);
/* (transfer full): @folder/@name, with @text in it unless NULL. */
char *put_file (const char *folder, const char *name, const char *text);
/* Names in @folder, hidden ones too. */
int count_files (const char *folder);
