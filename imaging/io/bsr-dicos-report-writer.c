#include <math.h>

#include "bsr-dicos-elements.h"
#include "bsr-dicos-report.h"
#include "bsr-dicos-tags.h"
#include "bsr-dicos-writer.h"

static const char *const assessments[] = { "UNKNOWN", "NO_THREAT", "THREAT", "HIGH_THREAT" };

static gboolean
is_alarm (const BsrDicosThreat *threat)
{
  return threat->assessment >= BSR_DICOS_ASSESSMENT_THREAT;
}

/* What is thought of it. */
static GByteArray *
make_assessment (const BsrDicosThreat *threat)
{
  GByteArray *item = g_byte_array_new ();
  bsr_dicos_put_text (item, BSR_TAG_THREAT_CATEGORY, "CS", threat->category);
  bsr_dicos_put_text (item, BSR_TAG_THREAT_DESCRIPTION, "LT", threat->description);
  bsr_dicos_put_text (item, BSR_TAG_ABILITY, "CS", "NO_INTERFERENCE");
  bsr_dicos_put_text (item, BSR_TAG_ASSESSMENT, "CS", assessments[threat->assessment]);
  if (isfinite (threat->probability))
    bsr_dicos_put_floats (item, BSR_TAG_PROBABILITY, (const float[]){ (float) threat->probability },
                          1);
  return item;
}

/* Where it is, in pixels; the third coordinate is for volumes. */
static GByteArray *
make_representation (const BsrDicosThreat *threat, const char *image)
{
  const BsrBox *box = &threat->box;
  const float base[] = { (float) box->x, (float) box->y, 0.0f };
  const float extents[] = { (float) box->width, (float) box->height, 1.0f };
  const float corners[] = { base[0], base[1], 0.0f, base[0] + extents[0], base[1] + extents[1], 0.0f };
  GByteArray *item = g_byte_array_new (), *roi = g_byte_array_new ();

  if (*image != '\0')
    {
      bsr_dicos_put_text (item, BSR_TAG_REFERENCED_CLASS, "UI", BSR_DICOS_DX_FOR_PROCESSING);
      bsr_dicos_put_text (item, BSR_TAG_REFERENCED_INSTANCE, "UI", image);
    }
  bsr_dicos_put_floats (roi, BSR_TAG_ROI_BASE, base, 3);
  bsr_dicos_put_floats (roi, BSR_TAG_ROI_EXTENTS, extents, 3);
  bsr_dicos_put_sequence (item, BSR_TAG_ROI, &roi, 1);
  bsr_dicos_put_floats (item, BSR_TAG_POLYGON, corners, 6);
  return item;
}

static void
put_threats (GByteArray *set, const BsrDicosReport *report)
{
  GByteArray *items[BSR_DICOS_MAX_THREATS];
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrDicosThreat *threat = &report->threats[i];
      GByteArray *where = make_representation (threat, report->image);
      GByteArray *what = make_assessment (threat);
      items[i] = g_byte_array_new ();
      bsr_dicos_put_shorts (items[i], BSR_TAG_PTO_ID, "US", (const guint16[]){ (guint16) (i + 1) },
                            1);
      bsr_dicos_put_sequence (items[i], BSR_TAG_REPRESENTATIONS, &where, 1);
      bsr_dicos_put_sequence (items[i], BSR_TAG_ASSESSMENTS, &what, 1);
    }
  if (report->n_threats > 0)
    bsr_dicos_put_sequence (set, BSR_TAG_THREATS, items, report->n_threats);
}

/* What tells this report from every other. */
static char *
make_uid (const BsrDicosReport *report)
{
  g_autoptr (GString) content = g_string_new (report->image);
  g_string_append (content, report->algorithm);
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrDicosThreat *threat = &report->threats[i];
      g_string_append_printf (content, "\n%d,%d,%d,%d %s %s", threat->box.x, threat->box.y,
                              threat->box.width, threat->box.height, threat->category,
                              threat->description);
    }
  return bsr_dicos_uid (content->str, "report");
}

static void
put_identity (GByteArray *set, const BsrDicosReport *report, const BsrImageNotes *notes,
              const char *uid)
{
  g_autofree char *moment = bsr_dicos_moment (notes);
  g_autofree char *date = moment != NULL ? g_strndup (moment, 8) : NULL;
  g_autofree char *time = moment != NULL ? g_strndup (moment + 8, 6) : NULL;
  g_autofree char *study = bsr_dicos_uid (report->image, "study");
  g_autofree char *series = bsr_dicos_uid (uid, "series");

  bsr_dicos_put_text (set, BSR_TAG_CHARACTER_SET, "CS", "ISO_IR 192");
  bsr_dicos_put_text (set, BSR_TAG_SOP_CLASS, "UI", BSR_DICOS_REPORT);
  bsr_dicos_put_text (set, BSR_TAG_SOP_INSTANCE, "UI", uid);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_DATE, "DA", date);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_TIME, "TM", time);
  bsr_dicos_put_text (set, BSR_TAG_ACCESSION, "SH", NULL);
  bsr_dicos_put_text (set, BSR_TAG_MODALITY, "CS", "TDR");
  bsr_dicos_put_text (set, BSR_TAG_MANUFACTURER, "LO", "Basira");
  bsr_dicos_put_object (set, notes);
  bsr_dicos_put_text (set, BSR_TAG_SOFTWARE, "LO", "Basira " BSR_VERSION);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_INSTANCE, "UI", study);
  bsr_dicos_put_text (set, BSR_TAG_SERIES_INSTANCE, "UI", series);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_ID, "SH", NULL);
  bsr_dicos_put_text (set, BSR_TAG_SERIES_NUMBER, "IS", "2");
  bsr_dicos_put_text (set, BSR_TAG_INSTANCE_NUMBER, "IS", "1");
}

gboolean
bsr_dicos_report_write (const BsrDicosReport *report, const BsrImageNotes *notes, BsrNewFile *file,
                        GError **error)
{
  g_return_val_if_fail (report != NULL && notes != NULL && file != NULL, FALSE);
  g_return_val_if_fail (report->n_threats >= 0 && report->n_threats <= BSR_DICOS_MAX_THREATS, FALSE);

  guint16 n_alarms = 0;
  for (int i = 0; i < report->n_threats; i++)
    n_alarms += is_alarm (&report->threats[i]);
  g_autofree char *uid = make_uid (report);
  g_autoptr (GByteArray) set = bsr_dicos_file_begin (BSR_DICOS_REPORT, uid);
  put_identity (set, report, notes, uid);
  put_threats (set, report);
  bsr_dicos_put_text (set, BSR_TAG_ABORTED, "CS", "SUCCESS");
  bsr_dicos_put_text (set, BSR_TAG_REPORT_TYPE, "CS", "MACHINE");
  bsr_dicos_put_text (set, BSR_TAG_ALGORITHM, "LO", report->algorithm);
  bsr_dicos_put_text (set, BSR_TAG_DECISION, "CS", n_alarms > 0 ? "ALARM" : "NO_ALARM");
  bsr_dicos_put_shorts (set, BSR_TAG_N_OBJECTS, "US",
                        (const guint16[]){ (guint16) report->n_threats }, 1);
  bsr_dicos_put_shorts (set, BSR_TAG_N_ALARMS, "US", &n_alarms, 1);
  bsr_dicos_put_text (set, BSR_TAG_DICOS_VERSION, "CS", "V02A");
  bsr_dicos_put_text (set, BSR_TAG_OOI_TYPE, "CS", "CARGO");
  return bsr_new_file_write (file, 0, set->data, set->len, error);
}

gboolean
bsr_dicos_report_save (const BsrDicosReport *report, const BsrImageNotes *notes, const char *path,
                       GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_dicos_report_write (report, notes, file, error)
         && bsr_new_file_commit (file, error);
}
