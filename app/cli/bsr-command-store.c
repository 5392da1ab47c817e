#include <glib/gi18n-lib.h>

#include "bsr-backup.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-signed-store.h"
#include "bsr-store-move.h"
#include "bsr-store-roles.h"
#include "bsr-store.h"

/* What the command line asks for. */
typedef struct
{
  char *from, *to, *role;
  BsrSignature signature;
} Request;

static void
request_clear (Request *request)
{
  g_free (request->from);
  g_free (request->to);
  bsr_signature_clear (&request->signature);
  g_free (request->role);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static BsrStatus
move_store (const BsrCommand *command, const Request *request)
{
  if (request->to == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--to is missing"));
  g_autoptr (GError) error = NULL;
  g_autofree char *from
      = request->from != NULL ? g_strdup (request->from) : bsr_store_default_url ();
  BsrStoreMove move;
  if (!bsr_store_move (from, request->to, &move, &error))
    return bsr_console_fail (request->to, error);
  g_autofree char *text = g_strdup_printf (
      _ ("Moved %" G_GINT64_FORMAT " rows of %d tables and %d scans; the log of %" G_GINT64_FORMAT
         " entries is whole and fits the records\n"),
      move.n_rows, move.n_tables, move.n_scans, move.n_entries);
  return bsr_console_print (text);
}

static BsrStatus
give_roles (const Request *request, char **people)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = request->signature.url != NULL ? g_strdup (request->signature.url) : bsr_store_default_url ();
  gboolean good = bsr_store_make_roles (url, &error);
  for (char **person = people; good && *person != NULL; person++)
    good = bsr_store_grant_role (url, request->role, *person, &error);
  return good ? BSR_STATUS_DONE : bsr_console_fail (request->signature.url, error);
}

static BsrActor
actor_here (void)
{
  return (BsrActor){ .officer = g_get_user_name (), .station = g_get_host_name () };
}

static BsrStatus
back_up (BsrSignature *signature, const char *to, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  BsrBackupFigures figures = { 0 };
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (signature, BSR_RIGHT_EXPORT, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature->url, error);
  gboolean good = bsr_backup_make (store, &actor, to, &figures, bsr_console_progress_cb, NULL,
                                   cancellable, &error);
  bsr_console_progress_end ();
  if (!good)
    return bsr_console_fail (to, error);
  g_autofree char *text = g_strdup_printf (_ ("Backed up: a log of %lld entries, %d scans\n"),
                                           (long long) figures.n_entries, figures.n_scans);
  return bsr_console_print (text);
}

static BsrStatus
restore (const char *url, const char *from, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const BsrActor actor = actor_here ();
  BsrBackupFigures figures = { 0 };
  gboolean good = bsr_backup_restore (from, url, &actor, &figures, bsr_console_progress_cb, NULL,
                                      cancellable, &error);
  bsr_console_progress_end ();
  if (!good)
    return bsr_console_fail (from, error);
  g_autofree char *text = g_strdup_printf (_ ("Restored: a log of %lld entries, %d scans\n"),
                                           (long long) figures.n_entries, figures.n_scans);
  return bsr_console_print (text);
}

static BsrStatus
check (const char *url)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  if (!bsr_backup_check (url, &n_entries, &error))
    return bsr_console_fail (url, error);
  g_autofree char *text = g_strdup_printf (
      _ ("The store is whole, and its log of %lld entries fits it\n"), (long long) n_entries);
  return bsr_console_print (text);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Request) request = { .signature = BSR_SIGNATURE_NONE };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_ ("The store to move (unless said otherwise, the user's own)"), "URL" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_ ("The empty store to move it to"), "URL" },
    BSR_SIGNATURE_ENTRIES (&request.signature),
    { "grant", 0, 0, G_OPTION_ARG_STRING, &request.role, N_ ("The role that the people named work in: officer, supervisor, trainer, administrator, partner"), "ROLE" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &left, &status))
    return status;
  gboolean moves = g_str_equal (left[0], "move"), roles = g_str_equal (left[0], "roles");
  if (moves && left[1] == NULL)
    return move_store (command, &request);
  if (roles && (left[1] == NULL) == (request.role == NULL))
    return give_roles (&request, left + 1);
  guint n = g_strv_length (left);
  if (g_str_equal (left[0], "backup") && n == 2)
    return back_up (&request.signature, left[1], cancellable);
  if (g_str_equal (left[0], "restore") && n == 2)
    return restore (request.signature.url, left[1], cancellable);
  if (g_str_equal (left[0], "check") && n == 1)
    return check (request.signature.url);
  return bsr_console_wrong_usage (command->name, "%s",
                                  moves   ? _ ("move takes no more than --from and --to")
                                  : roles ? _ ("--grant and the names of people go together")
                                          : _ ("move, roles, backup TO, restore FROM or check is expected"));
}

static char *
details (void)
{
  return g_strdup (
      _ ("move brings all of a store into an empty one, of whatever engine, and verifies it there.\n"
         "roles makes a PostgreSQL server's roles for a store, as its owner, and with --grant ROLE\n"
         "lets the server's users PERSON … work in one of them.\n"
         "backup copies an embedded store while it is in use, restore makes it anew elsewhere, and check\n"
         "says whether it is whole."));
}

const BsrCommand bsr_command_store = {
  .name = "store",
  .usage = "move [--from URL] --to URL | roles [--store URL] [--grant ROLE PERSON …]"
           " | [--store URL] [--account NAME] backup TO | restore FROM | check",
  .summary = N_ ("Move a store to another engine, make its roles on a server, back it up, restore it, check it"),
  .run = run,
  .details = details,
};
