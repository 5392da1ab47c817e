#include "bsr-scan-input.h"

#include <glib/gi18n-lib.h>

#include "bsr-console.h"
#include "bsr-decoding-policy.h"

static void
progress_cb (double fraction, gpointer data)
{
  bsr_console_progress_cb (fraction, _ ("Reading"), data);
}

char *
bsr_scan_input_unconfined_words (int n)
{
  return g_strdup_printf (
      ngettext ("%d scan was decoded without being shut off from this computer, as %s allows",
                "%d scans were decoded without being shut off from this computer, as %s allows",
                (gulong) n),
      n, bsr_decoding_policy_file ());
}

BsrScan *
bsr_scan_input_load (const char *file, BsrImage **image, GCancellable *cancellable, GError **error)
{
  const BsrDecoding decoding = { .progress = progress_cb };
  BsrScan *scan = bsr_scan_load_with (file, &decoding, image, cancellable, error);
  bsr_console_progress_end ();
  if (scan != NULL && scan->unconfined)
    {
      g_autofree char *words = bsr_scan_input_unconfined_words (1);
      bsr_console_warn (file, words);
    }
  return scan;
}
