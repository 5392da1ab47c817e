#include "bsr-report-intake.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-report-file.h"

static BsrCategory
category_of (const BsrDicosThreat *threat)
{
  switch ((BsrDicosAssessment) threat->assessment)
    {
    case BSR_DICOS_ASSESSMENT_THREAT:
    case BSR_DICOS_ASSESSMENT_HIGH_THREAT:
      return BSR_CATEGORY_SUSPICIOUS;
    case BSR_DICOS_ASSESSMENT_NO_THREAT:
      return BSR_CATEGORY_BENIGN;
    case BSR_DICOS_ASSESSMENT_UNKNOWN:
    default:
      return BSR_CATEGORY_NOTE;
    }
}

/* (transfer full): "Imported (Acme 3): ANOMALY, 74 %: …" */
static char *
text_of (const BsrDicosReport *report, const BsrDicosThreat *threat)
{
  g_autoptr (GString) text = g_string_new (NULL);
  if (*report->algorithm != '\0')
    /* Translators: of a mark that another program made; %s: the program */
    g_string_append_printf (text, _ ("Imported (%s)"), report->algorithm);
  else
    g_string_append (text, _ ("Imported"));
  if (*threat->category != '\0')
    g_string_append_printf (text, ": %s", threat->category);
  if (isfinite (threat->probability))
    g_string_append_printf (text, ", %.0f %%", 100.0 * threat->probability);
  if (*threat->description != '\0')
    g_string_append_printf (text, ": %s", threat->description);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
bsr_report_intake (BsrStore *store, const BsrActor *actor, gint64 scan_id, const char *path,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && path != NULL, FALSE);

  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  if (!bsr_report_file_load (path, report, cancellable, error))
    return FALSE;
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrDicosThreat *threat = &report->threats[i];
      const BsrPoint corners[] = { { threat->box.x, threat->box.y },
                                   { threat->box.x + threat->box.width,
                                     threat->box.y + threat->box.height } };
      g_autofree char *text = text_of (report, threat);
      g_autoptr (BsrAnnotation) mark = bsr_annotation_new (
          NULL, BSR_SHAPE_RECTANGLE, category_of (threat), corners, 2, text);
      if (!bsr_store_put_annotation (store, actor, scan_id, mark, error))
        return FALSE;
    }
  return TRUE;
}
