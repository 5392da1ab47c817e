#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-drop-run.h"
#include "bsr-signed-store.h"

/* A longer wait than this for a file to settle is a slip: an hour. */
#define LONGEST_SETTLE_S 3600

typedef struct
{
  int n_linked, n_waiting, n_known, n_brought, n_refused;
  gboolean once;
  BsrStatus status;
} Tally;

static void
tell_cb (BsrDropEvent event, const char *name, const char *words, gpointer data)
{
  Tally *tally = data;
  switch (event)
    {
    case BSR_DROP_LINKED:
      tally->n_linked++;
      bsr_console_note ("%s: %s", name, words);
      break;
    case BSR_DROP_WAITING:
      tally->n_waiting++;
      bsr_console_note (_ ("%s: in the tray: %s"), name, words);
      break;
    case BSR_DROP_KNOWN:
      tally->n_known++;
      bsr_console_note (_ ("%s: taken before: %s"), name, words);
      break;
    case BSR_DROP_BROUGHT:
      tally->n_brought++;
      bsr_console_note ("%s: %s", name, words);
      break;
    case BSR_DROP_REFUSED:
      tally->n_refused++;
      tally->status = bsr_status_worse (tally->status, BSR_STATUS_INPUT);
      bsr_console_note (_ ("%s: refused: %s"), name, words);
      break;
    case BSR_DROP_FAILED:
    case BSR_DROP_AWAY:
    default:
      /* One who waits for it will see it through. */
      if (tally->once)
        tally->status = BSR_STATUS_ENVIRONMENT;
      bsr_console_note (tally->once ? _ ("%s: %s; it stays where it is")
                                    : _ ("%s: %s; it will be tried again"),
                        name, words);
    }
}

static BsrStatus
take_in (BsrSignature *signature, const char *folder, const BsrDropHabits *habits,
         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (signature, BSR_RIGHT_BRING_IN, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature->url, error);
  Tally tally = { .status = BSR_STATUS_DONE, .once = habits->once };
  const BsrDropTaker taker = { store, &actor, tell_cb, &tally, cancellable };
  gboolean good = bsr_drop_run (folder, &taker, habits, &error);
  bsr_console_note (_ ("%d linked, %d in the tray, %d taken before, %d other files brought in, %d refused"),
                    tally.n_linked, tally.n_waiting, tally.n_known, tally.n_brought, tally.n_refused);
  if (!good)
    return bsr_console_fail (folder, error);
  return habits->once ? tally.status : BSR_STATUS_DONE;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *settle = NULL;
  BsrDropHabits habits = bsr_drop_habits_default ();
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "once", 0, 0, G_OPTION_ARG_NONE, &habits.once, N_ ("End when nothing is left that can be taken"), NULL },
    { "settle", 0, 0, G_OPTION_ARG_STRING, &settle, N_ ("Seconds for which a file must not have changed (5)"), "SECONDS" },
    { NULL },
  };
  g_auto (GStrv) folders = NULL;
  gint64 settle_s = habits.settle_s;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &folders, &status))
    return status;
  if (settle != NULL
      && !g_ascii_string_to_signed (settle, 10, 0, LONGEST_SETTLE_S, &settle_s, NULL))
    return bsr_console_wrong_usage (command->name, _ ("%s must be a number from %d to %d, is \"%s\""),
                                    "--settle", 0, LONGEST_SETTLE_S, settle);
  habits.settle_s = (int) settle_s;
  return take_in (&signature, folders[0], &habits, cancellable);
}

const BsrCommand bsr_command_intake = {
  .name = "intake",
  .usage = "[--store URL] [--account NAME] FOLDER [--once] [--settle SECONDS]",
  .summary = N_ ("Take what is dropped into a folder into the store, until told to stop"),
  .run = run,
};
