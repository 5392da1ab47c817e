#include "bsr-dicos-report.h"

#include <math.h>
#include <string.h>

#include "bsr-plane.h"

/* Whether @text ends, and is one line of text. */
static gboolean
is_text (const char *text, gsize size)
{
  if (memchr (text, '\0', size) == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;
  return TRUE;
}

static gboolean
is_threat (const BsrDicosThreat *threat)
{
  const BsrBox *box = &threat->box;
  return box->x >= 0 && box->y >= 0 && box->width >= 1 && box->height >= 1
         && box->x < BSR_PLANE_MAX_EDGE && box->y < BSR_PLANE_MAX_EDGE
         && box->width <= BSR_PLANE_MAX_EDGE && box->height <= BSR_PLANE_MAX_EDGE
         && threat->assessment >= BSR_DICOS_ASSESSMENT_UNKNOWN
         && threat->assessment <= BSR_DICOS_ASSESSMENT_HIGH_THREAT
         && (isnan (threat->probability)
             || (threat->probability >= 0.0 && threat->probability <= 1.0))
         && is_text (threat->category, sizeof threat->category)
         && is_text (threat->description, sizeof threat->description);
}

gboolean
bsr_dicos_report_distrust (BsrDicosReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  gboolean good = report->n_threats >= 0 && report->n_threats <= BSR_DICOS_MAX_THREATS
                  && report->n_left_out >= 0
                  && is_text (report->algorithm, sizeof report->algorithm)
                  && is_text (report->image, sizeof report->image);
  for (int i = 0; good && i < report->n_threats; i++)
    good = is_threat (&report->threats[i]);
  return good;
}
