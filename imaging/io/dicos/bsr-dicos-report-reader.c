#include "bsr-dicos-report-reader.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-set.h"
#include "bsr-dicos-tags.h"
#include "bsr-error.h"
#include "bsr-plane.h"

/* Numbers of a polygon that are looked at: three each of its corners. */
#define MAX_POLYGON 3072
/* Objects of a report that are looked at, however many are kept. */
#define MAX_OBJECTS 10000

static const char *const assessments[] = { "UNKNOWN", "NO_THREAT", "THREAT", "HIGH_THREAT" };

static void
take_text (BsrDicosItem *item, BsrDicosTag tag, char *to, gsize size)
{
  g_autofree char *text = bsr_dicos_item_text (item, tag, 0);
  if (text == NULL)
    return;
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_autofree char *cut = g_strndup (text, size - 1);
  const char *end;
  if (!g_utf8_validate (cut, -1, &end))
    cut[end - cut] = '\0';
  g_strlcpy (to, cut, size);
}

/* A box around two corners; %FALSE where it is in no image. */
static gboolean
set_box (BsrBox *box, double left, double top, double right, double bottom)
{
  left = MAX (left, 0.0);
  top = MAX (top, 0.0);
  if (!(right > left && bottom > top && right <= BSR_PLANE_MAX_EDGE
        && bottom <= BSR_PLANE_MAX_EDGE))
    return FALSE;
  left = floor (left);
  top = floor (top);
  right = ceil (right);
  bottom = ceil (bottom);
  *box = (BsrBox){ (int) left, (int) top, (int) (right - left), (int) (bottom - top) };
  return TRUE;
}

static gboolean
take_region (BsrDicosItem *representation, BsrBox *box)
{
  BsrDicosItem *roi = bsr_dicos_item_child (representation, BSR_TAG_ROI, 0);
  double base[2], extents[2];
  for (int i = 0; roi != NULL && i < 2; i++)
    if (!bsr_dicos_item_number (roi, BSR_TAG_ROI_BASE, i, &base[i])
        || !bsr_dicos_item_number (roi, BSR_TAG_ROI_EXTENTS, i, &extents[i]))
      roi = NULL;
  return roi != NULL
         && set_box (box, base[0], base[1], base[0] + extents[0], base[1] + extents[1]);
}

static gboolean
take_polygon (BsrDicosItem *representation, BsrBox *box)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY, x, y;
  for (int i = 0; i < MAX_POLYGON && bsr_dicos_item_number (representation, BSR_TAG_POLYGON, i, &x)
                  && bsr_dicos_item_number (representation, BSR_TAG_POLYGON, i + 1, &y);
       i += 3)
    {
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  return left < right && set_box (box, left, top, right, bottom);
}

static void
take_assessment (BsrDicosItem *object, BsrDicosThreat *threat)
{
  BsrDicosItem *item = bsr_dicos_item_child (object, BSR_TAG_ASSESSMENTS, 0);
  if (item == NULL)
    return;
  g_autofree char *flag = bsr_dicos_item_text (item, BSR_TAG_ASSESSMENT, 0);
  for (int i = 0; flag != NULL && i < (int) G_N_ELEMENTS (assessments); i++)
    if (strcmp (flag, assessments[i]) == 0)
      threat->assessment = i;
  if (!bsr_dicos_item_number (item, BSR_TAG_PROBABILITY, 0, &threat->probability)
      || threat->probability < 0.0 || threat->probability > 1.0)
    threat->probability = (double) NAN;
  take_text (item, BSR_TAG_THREAT_CATEGORY, threat->category, sizeof threat->category);
  take_text (item, BSR_TAG_THREAT_DESCRIPTION, threat->description, sizeof threat->description);
}

static gboolean
take_object (BsrDicosItem *object, BsrDicosReport *report)
{
  BsrDicosThreat threat = { .probability = (double) NAN };
  BsrDicosItem *representation = bsr_dicos_item_child (object, BSR_TAG_REPRESENTATIONS, 0);
  if (representation == NULL || report->n_threats == BSR_DICOS_MAX_THREATS
      || !(take_region (representation, &threat.box) || take_polygon (representation, &threat.box)))
    return FALSE;
  take_assessment (object, &threat);
  if (*report->image == '\0')
    take_text (representation, BSR_TAG_REFERENCED_INSTANCE, report->image, sizeof report->image);
  report->threats[report->n_threats++] = threat;
  return TRUE;
}

gboolean
bsr_dicos_report_read (BsrFileSource *file, const BsrReadLimits *limits, BsrDicosReport *report,
                       GError **error)
{
  g_return_val_if_fail (file != NULL && report != NULL, FALSE);

  memset (report, 0, sizeof *report);
  g_autoptr (BsrDicosSet) set = bsr_dicos_set_read (file, limits, error);
  if (set == NULL)
    return FALSE;
  BsrDicosItem *root = bsr_dicos_set_root (set), *object;
  g_autofree char *class = bsr_dicos_item_text (root, BSR_TAG_SOP_CLASS, 0);
  if (g_strcmp0 (class, BSR_DICOS_REPORT) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "it is no threat detection report of DICOS");
      return FALSE;
    }
  take_text (root, BSR_TAG_ALGORITHM, report->algorithm, sizeof report->algorithm);
  for (int i = 0; i < MAX_OBJECTS
                  && (object = bsr_dicos_item_child (root, BSR_TAG_THREATS, i)) != NULL;
       i++)
    if (!take_object (object, report))
      report->n_left_out++;
  return TRUE;
}
