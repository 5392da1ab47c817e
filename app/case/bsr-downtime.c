#include "bsr-downtime.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-term.h"

BsrDowntime *
bsr_downtime_new (const char *scanner, GDateTime *started, GDateTime *ended, const char *reason,
                  const char *text, const char *officer)
{
  g_return_val_if_fail (scanner != NULL && started != NULL && reason != NULL, NULL);
  g_return_val_if_fail (text != NULL && officer != NULL, NULL);
  BsrDowntime *downtime = g_new0 (BsrDowntime, 1);
  downtime->scanner = g_strdup (scanner);
  downtime->started = g_date_time_to_utc (started);
  downtime->ended = ended != NULL ? g_date_time_to_utc (ended) : NULL;
  downtime->reason = g_strdup (reason);
  downtime->text = g_strdup (text);
  downtime->officer = g_strdup (officer);
  return downtime;
}

BsrDowntime *
bsr_downtime_copy (const BsrDowntime *downtime)
{
  g_return_val_if_fail (downtime != NULL, NULL);
  BsrDowntime *copy = bsr_downtime_new (downtime->scanner, downtime->started, downtime->ended,
                                        downtime->reason, downtime->text, downtime->officer);
  copy->id = downtime->id;
  return copy;
}

void
bsr_downtime_set_ended (BsrDowntime *downtime, GDateTime *ended)
{
  g_return_if_fail (downtime != NULL);
  GDateTime *utc = ended != NULL ? g_date_time_to_utc (ended) : NULL;
  g_clear_pointer (&downtime->ended, g_date_time_unref);
  downtime->ended = utc;
}

void
bsr_downtime_free (BsrDowntime *downtime)
{
  if (downtime == NULL)
    return;
  g_free (downtime->scanner);
  g_date_time_unref (downtime->started);
  g_clear_pointer (&downtime->ended, g_date_time_unref);
  g_free (downtime->reason);
  g_free (downtime->text);
  g_free (downtime->officer);
  g_free (downtime);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return FALSE;
}

gboolean
bsr_downtime_check (const BsrDowntime *downtime, GError **error)
{
  g_return_val_if_fail (downtime != NULL, FALSE);
  g_autofree char *scanner = g_strstrip (g_strdup (downtime->scanner));
  if (*scanner == '\0' || !g_utf8_validate (scanner, -1, NULL))
    return refuse (error, _ ("a downtime needs the name of the scanner"));
  if (!g_utf8_validate (downtime->text, -1, NULL))
    return refuse (error, _ ("the words on the downtime are not UTF-8"));
  if (bsr_term_find (BSR_TERMS_DOWNTIME, downtime->reason) == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no reason for a downtime"),
                   downtime->reason);
      return FALSE;
    }
  if (downtime->ended != NULL && g_date_time_compare (downtime->ended, downtime->started) < 0)
    return refuse (error, _ ("a downtime cannot end before it starts"));
  return TRUE;
}
