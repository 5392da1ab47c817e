#pragma once

#include "bsr-manifest.h"
#include "bsr-n42-slice.h"
#include "bsr-xml.h"

G_BEGIN_DECLS

/* What is read of one measurement of a file; a file of 2011 is one. */
typedef struct
{
  GPtrArray *slices;            /* BsrN42Slice */
  GPtrArray *alarms;            /* char *: in the instrument's words */
  GPtrArray *nuclides;          /* char * */
  GPtrArray *items;             /* char *: container numbers where an item is described */
  GPtrArray *mentions;          /* char *: container numbers in remarks */
  int alarm;                    /* as BsrRadiation has it */
  gboolean portal;              /* it says that it is a portal */
  char *maker, *model, *serial; /* (nullable) */
} BsrN42Part;

/* A file of which a part has been read. The first part is what stands outside of all measurements.
 */
typedef struct _BsrN42Reading
{
  BsrManifest *manifest;
  gboolean of_2006;
  GPtrArray *parts;      /* BsrN42Part */
  BsrN42Part *part;      /* (not owned): that elements are read into */
  GHashTable *detectors; /* BsrN42Category by the name of a detector */

  BsrN42Slice *slice; /* (nullable) (not owned): that is open */
  guint n_slices;
  int slice_depth; /* of the element that opened it */
  int item_depth;  /* of the element that describes an item; 0: none is open */
  char *described; /* (nullable): detector whose description is open */
  char *detector;  /* (nullable): that counts come from */
  BsrN42Category category;
  gboolean gross, raw; /* how its counts are told; raw: not computed from another spectrum */
  gboolean counted_zeroes;
  char *alarm_category, *alarm_words, *nuclide; /* (nullable): of the one that is open */
  int identified;
  gboolean zone_missed, crowded; /* said once */
} BsrN42Reading;

BsrN42Reading *
bsr_n42_reading_new (BsrManifest *manifest, gboolean of_2006);
void
bsr_n42_reading_free (BsrN42Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrN42Reading, bsr_n42_reading_free)

/* What bsr_xml_read() tells; data: a BsrN42Reading. */
extern const BsrXmlHandler bsr_n42_handler;

G_END_DECLS
