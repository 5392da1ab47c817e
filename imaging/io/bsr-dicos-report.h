#pragma once

#include "bsr-box.h"
#include "bsr-image-notes.h"
#include "bsr-new-file.h"

G_BEGIN_DECLS

/* More findings than a person looks at in one scan. */
#define BSR_DICOS_MAX_THREATS 96

/* The words of an assessment that says something of a threat (NEMA IIC 1). */
typedef enum
{
  BSR_DICOS_ASSESSMENT_UNKNOWN,
  BSR_DICOS_ASSESSMENT_NO_THREAT,
  BSR_DICOS_ASSESSMENT_THREAT,
  BSR_DICOS_ASSESSMENT_HIGH_THREAT,
} BsrDicosAssessment;

/**
 * BsrDicosThreat:
 * @box: pixels of plane 1
 * @probability: 0...1; NAN where unstated
 * @category: DICOS' word ("ANOMALY")
 *
 * What a report says of one potential threat object.
 */
typedef struct
{
  BsrBox box;
  double probability;
  gint32 assessment;
  char category[17];
  char description[257];
} BsrDicosThreat;

/**
 * BsrDicosReport:
 * @n_left_out: objects that it names and that are not here: without a place in the image, or too many
 * @algorithm: who found them, "" where unstated
 * @image: the identifier of the image that they were found in, "" where unstated
 *
 * A threat detection report (TDR). A plain value, which comes out of the decoder as it is.
 */
typedef struct
{
  gint32 n_threats, n_left_out;
  BsrDicosThreat threats[BSR_DICOS_MAX_THREATS];
  char algorithm[65];
  char image[65];
} BsrDicosReport;

/* Encodes @report, of a scan of which @notes are known, into @file. %BSR_ERROR_ENVIRONMENT */
gboolean bsr_dicos_report_write (const BsrDicosReport *report, const BsrImageNotes *notes,
                                 BsrNewFile *file, GError **error);

/* The same, put at @path whole or not at all. */
gboolean bsr_dicos_report_save (const BsrDicosReport *report, const BsrImageNotes *notes,
                                const char *path, GError **error);

/* As bsr_image_notes_distrust(): whether somebody may have made @report up; %FALSE where it makes no
 * sense. */
gboolean bsr_dicos_report_distrust (BsrDicosReport *report);

G_END_DECLS
