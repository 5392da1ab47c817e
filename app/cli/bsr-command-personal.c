#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-signed-store.h"

/* Longest time that can be asked for, days: a century. */
#define MOST_DAYS 36500

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  int days = -1;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "older-than", 0, 0, G_OPTION_ARG_INT, &days, N_ ("How long they are kept, from when a closed case was declared"), "DAYS" },
    { NULL },
  };
  g_auto (GStrv) words = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &words, &status))
    return status;
  if (!g_str_equal (words[0], "expire") || days < 0 || days > MOST_DAYS)
    return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);

  g_autoptr (GError) error = NULL;
  BsrActor actor;
  int n = 0;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -days);
  g_autoptr (BsrStore) store = bsr_signed_store_open (&signature, BSR_RIGHT_EXPIRE_PERSONAL, &actor,
                                                      cancellable, &error);
  if (store == NULL || !bsr_store_expire_personal (store, &actor, before, &n, &error))
    return bsr_console_fail (signature.url, error);
  g_autofree char *text = g_strdup_printf (_ ("Expired: personal data of %d declarations\n"), n);
  return bsr_console_print (text);
}

const BsrCommand bsr_command_personal = {
  .name = "personal",
  .usage = "[--store URL] [--account NAME] --older-than DAYS expire",
  .summary = N_ ("Let the personal data of traders in closed cases go"),
  .run = run,
};
