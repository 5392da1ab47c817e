#include "bsr-references.h"

#include <glib/gi18n-lib.h>

#include "bsr-console.h"
#include "bsr-file-hash.h"

static void
say_too_few (const char *file, const char *heading, int n_loads)
{
  g_autofree char *warning = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "not held against earlier loads: there is %d of heading %s, %d are needed",
                   "not held against earlier loads: there are %d of heading %s, %d are needed",
                   (gulong) n_loads),
      n_loads, heading, BSR_REFERENCE_LEAST_LOADS);
  bsr_console_warn (file, warning);
}

gboolean
bsr_references_choose (const BsrReferenceSet *set, const BsrCase *flagged, BsrScan *scan,
                       const char *file, BsrReference **reference, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (scan != NULL && reference != NULL, FALSE);

  *reference = NULL;
  if (set == NULL)
    return TRUE;
  if (scan->sha256 == NULL
      && (scan->sha256 = bsr_file_sha256 (scan->path, cancellable, error)) == NULL)
    return FALSE;
  g_autofree char *heading = flagged != NULL ? bsr_case_heading (flagged) : NULL;
  if (heading == NULL)
    {
      bsr_console_warn (file, flagged == NULL
                                  ? _ ("not held against earlier loads: it has no declaration")
                                  : _ ("not held against earlier loads: the goods declared are of "
                                       "no single heading"));
      return TRUE;
    }
  *reference = bsr_reference_set_get (set, heading, scan->sha256);
  if (*reference != NULL)
    bsr_console_note (_ ("%s: held against %d earlier loads of heading %s"), file,
                      bsr_reference_n_loads (*reference), heading);
  else
    say_too_few (file, heading, bsr_reference_set_count (set, heading, scan->sha256));
  return TRUE;
}
