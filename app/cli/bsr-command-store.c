#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-store-move.h"
#include "bsr-store-roles.h"
#include "bsr-store.h"

/* What the command line asks for. */
typedef struct
{
  char *from, *to, *url, *role;
} Request;

static void
request_clear (Request *request)
{
  g_free (request->from);
  g_free (request->to);
  g_free (request->url);
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
  g_autofree char *url = request->url != NULL ? g_strdup (request->url) : bsr_store_default_url ();
  gboolean good = bsr_store_make_roles (url, &error);
  for (char **person = people; good && *person != NULL; person++)
    good = bsr_store_grant_role (url, request->role, *person, &error);
  return good ? BSR_STATUS_DONE : bsr_console_fail (request->url, error);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Request) request = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_ ("The store to move (unless said otherwise, the user's own)"), "URL" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_ ("The empty store to move it to"), "URL" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &request.url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
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
  return bsr_console_wrong_usage (command->name, "%s",
                                  moves   ? _ ("move takes no more than --from and --to")
                                  : roles ? _ ("--grant and the names of people go together")
                                          : _ ("move or roles is expected"));
}

static char *
details (void)
{
  return g_strdup (
      _ ("move brings all of a store into an empty one, of whatever engine, and verifies it there.\n"
         "roles makes a PostgreSQL server's roles for a store, as its owner, and with --grant ROLE\n"
         "lets the server's users PERSON … work in one of them."));
}

const BsrCommand bsr_command_store = {
  .name = "store",
  .usage = "move [--from URL] --to URL | roles [--store URL] [--grant ROLE PERSON …]",
  .summary = N_ ("Move a store to another engine, or make the roles of one on a server"),
  .run = run,
  .details = details,
};
