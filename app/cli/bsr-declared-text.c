#include "bsr-declared-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

char *
bsr_declared_to_text (const BsrManifestItem *item, const BsrCodeList *codes)
{
  g_return_val_if_fail (item != NULL, NULL);

  GString *line = g_string_new (*item->hs != '\0' ? item->hs : "-");
  if (item->description != NULL)
    g_string_append_printf (line, " %s", item->description);
  if (isfinite (item->gross_kg))
    g_string_append_printf (line, _ (", %.0f kg"), item->gross_kg);
  int n_digits = 0;
  const char *meaning
      = codes != NULL ? bsr_code_list_describe (codes, item->hs, NULL, &n_digits) : NULL;
  if (meaning != NULL)
    /* Translators: the digits of a tariff code that a list knows, and what they mean. */
    g_string_append_printf (line, _ (" (%.*s: %s)"), n_digits, item->hs, meaning);
  return g_string_free (line, FALSE);
}
