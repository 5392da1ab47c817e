#include <math.h>
#include <string.h>

#include "bsr-figures-writer.h"
#include "bsr-json-number.h"

/* A field of a row; text that could be taken for more than one is quoted. */
static void
put_text (GString *csv, const char *text)
{
  g_string_append_c (csv, ',');
  if (text == NULL)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

static void
put_number (GString *csv, double value)
{
  g_autofree char *text = isfinite (value) ? bsr_json_number_to_string (value) : NULL;
  put_text (csv, text);
}

static void
put_finding (GString *csv, const BsrScoredScan *scan, int index)
{
  const BsrScoredFinding *finding = &g_array_index (scan->findings, BsrScoredFinding, index);
  const BsrTruthObject *object
      = finding->hit >= 0 ? g_ptr_array_index (scan->truth->objects, finding->hit) : NULL;
  gsize begin = csv->len;
  put_text (csv, scan->name);
  g_string_erase (csv, (gssize) begin, 1); /* the comma before the first field */
  put_number (csv, finding->score);
  put_number (csv, finding->hit);
  put_text (csv, object != NULL ? object->kind : NULL);
  put_text (csv, object != NULL ? object->zone : NULL);
  put_number (csv, object != NULL ? object->cnr : (double) NAN);
  put_number (csv, finding->iou);
  put_number (csv, finding->box.x);
  put_number (csv, finding->box.y);
  put_number (csv, finding->box.width);
  put_number (csv, finding->box.height);
  put_number (csv, index + 1);
  put_text (csv, finding->commodity);
  put_text (csv, scan->truth->scanner);
  put_text (csv, scan->truth->split);
  g_string_append (csv, bsr_scored_scan_is_clean (scan) ? ",1\r\n" : ",0\r\n");
}

char *
bsr_findings_to_csv (const GPtrArray *scans)
{
  g_return_val_if_fail (scans != NULL, NULL);

  GString *csv = g_string_new ("scan,score,hit,kind,zone,cnr,iou,x,y,width,height,rank,commodity,"
                               "scanner,split,clean\r\n");
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; k < scan->findings->len; k++)
        put_finding (csv, scan, (int) k);
    }
  return g_string_free (csv, FALSE);
}
