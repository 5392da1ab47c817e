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

/* (transfer full): the same for the same finding, so that it is marked once however often the report comes: a UUID of
 * version 8 (RFC 9562, 5.8). */
static char *
id_of (const BsrDicosThreat *threat, int index, const char *text)
{
  g_autofree char *said
      = g_strdup_printf ("%d %d %d %d %d %s", index, threat->box.x, threat->box.y, threat->box.width,
                         threat->box.height, text);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said, -1);
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15,
                          hash + 18);
}

static gboolean
is_marked (GPtrArray *marks, const char *id)
{
  for (guint i = 0; i < marks->len; i++)
    if (g_str_equal (bsr_annotation_id (marks->pdata[i]), id))
      return TRUE;
  return FALSE;
}

gboolean
bsr_report_intake (BsrStore *store, const BsrActor *actor, gint64 scan_id, const char *path,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && path != NULL, FALSE);

  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  if (!bsr_report_file_load (path, report, cancellable, error))
    return FALSE;
  g_autoptr (GPtrArray) marks = bsr_store_list_annotations (store, scan_id, error);
  if (marks == NULL)
    return FALSE;
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrDicosThreat *threat = &report->threats[i];
      const BsrPoint corners[] = { { threat->box.x, threat->box.y },
                                   { threat->box.x + threat->box.width,
                                     threat->box.y + threat->box.height } };
      g_autofree char *text = text_of (report, threat), *id = id_of (threat, i, text);
      if (is_marked (marks, id))
        continue; /* what an officer made of it stays as it is */
      g_autoptr (BsrAnnotation) mark = bsr_annotation_new (
          id, BSR_SHAPE_RECTANGLE, category_of (threat), corners, 2, text);
      if (!bsr_store_put_annotation (store, actor, scan_id, mark, error))
        return FALSE;
    }
  return TRUE;
}
