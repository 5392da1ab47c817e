#include "bsr-n42.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-n42-reading.h"

/* Longest line that names an instrument, characters. */
#define MOST_INSTRUMENT 200

#define ROOT_2006 "N42InstrumentData"
#define ROOT_2011 "RadInstrumentData"
/* Around a document of 2006, as portals write it. */
#define ROOT_EVENT "Event"

gboolean
bsr_n42_probe (const char *bytes, gsize n)
{
  g_return_val_if_fail (bytes != NULL || n == 0, FALSE);
  g_autofree char *root = bsr_xml_root (bytes, n);
  return g_strcmp0 (root, ROOT_2006) == 0 || g_strcmp0 (root, ROOT_2011) == 0
         || (g_strcmp0 (root, ROOT_EVENT) == 0
             && g_strstr_len (bytes, (gssize) n, ROOT_2006) != NULL);
}

/* (transfer full) (nullable): "Maker Model, serial number" */
static char *
instrument_of (const BsrN42Part *part)
{
  g_autofree char *name = g_strjoin (" ", part->maker != NULL ? part->maker : "",
                                     part->model != NULL ? part->model : "", NULL);
  g_autofree char *line = part->serial != NULL
                              ? g_strdup_printf ("%s, %s", g_strstrip (name), part->serial)
                              : g_strdup (g_strstrip (name));
  const char *stated = g_str_has_prefix (line, ", ") ? line + 2 : line;
  if (*stated == '\0')
    return NULL;
  return g_utf8_strlen (stated, -1) > MOST_INSTRUMENT
             ? g_utf8_substring (stated, 0, MOST_INSTRUMENT)
             : g_strdup (stated);
}

/* (transfer full): the words of @part, then those of the file. */
static GStrv
words_of (GPtrArray *of_part, GPtrArray *of_file)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  for (guint i = 0; i < of_part->len; i++)
    g_strv_builder_add (words, of_part->pdata[i]);
  for (guint i = 0; of_file != of_part && i < of_file->len; i++)
    if (!g_ptr_array_find_with_equal_func (of_part, of_file->pdata[i], g_str_equal, NULL))
      g_strv_builder_add (words, of_file->pdata[i]);
  return g_strv_builder_end (words);
}

/* The numbers that speak of the item of @part: where it is described, else in remarks; of the part
 * itself, else of the file. */
static GPtrArray *
containers_of (const BsrN42Part *part, const BsrN42Part *file)
{
  return part->items->len > 0      ? part->items
         : file->items->len > 0    ? file->items
         : part->mentions->len > 0 ? part->mentions
                                   : file->mentions;
}

static int
alarm_of (const BsrN42Reading *reading, const BsrN42Part *part, const BsrN42Part *file)
{
  int alarm = MAX (part->alarm, file->alarm);
  /* An occupancy of a portal that has no RadAlarm had none (N42.42-2011 annex D). */
  return alarm < 0 && !reading->of_2006 && file->portal ? 0 : alarm;
}

static BsrRadiation *
radiation_copy (const BsrRadiation *radiation, const char *container)
{
  BsrRadiation *copy = bsr_radiation_new ();
  g_strfreev (copy->alarms);
  g_strfreev (copy->nuclides);
  *copy = *radiation;
  copy->container = g_strdup (container);
  copy->instrument = g_strdup (radiation->instrument);
  copy->at = radiation->at != NULL ? g_date_time_ref (radiation->at) : NULL;
  copy->alarms = g_strdupv (radiation->alarms);
  copy->nuclides = g_strdupv (radiation->nuclides);
  return copy;
}

/* Adds @radiation, completed by what else the file says, once for each container. */
static void
emit (BsrN42Reading *reading, const BsrN42Part *part, BsrRadiation *radiation)
{
  const BsrN42Part *file = reading->parts->pdata[0];
  GPtrArray *containers = containers_of (part, file);
  radiation->instrument = instrument_of (part);
  if (radiation->instrument == NULL)
    radiation->instrument = instrument_of (file);
  radiation->alarm = alarm_of (reading, part, file);
  g_strfreev (radiation->alarms);
  radiation->alarms = words_of (part->alarms, file->alarms);
  g_strfreev (radiation->nuclides);
  radiation->nuclides = words_of (part->nuclides, file->nuclides);
  for (guint i = 0; i < MAX (containers->len, 1); i++)
    g_ptr_array_add (reading->manifest->radiations,
                     radiation_copy (radiation, containers->len > 0 ? containers->pdata[i] : NULL));
  if (containers->len > 1)
    bsr_manifest_remark (reading->manifest, 0, NULL, NULL, TRUE,
                         _ ("one measurement names %u containers; it is put beside each"),
                         containers->len);
}

static gboolean
says_anything (const BsrN42Part *part)
{
  return part->alarm >= 0 || part->nuclides->len > 0;
}

static gboolean
has_background (const BsrRadiation *radiation)
{
  return !isnan (radiation->background_gamma) || !isnan (radiation->background_neutron);
}

static void
take_background (BsrRadiation *radiation, const BsrRadiation *other)
{
  radiation->background_s = other->background_s;
  radiation->background_gamma = other->background_gamma;
  radiation->background_neutron = other->background_neutron;
}

/* Puts all parts that have a foreground into the manifest; a background that was measured for
 * itself belongs to those without one. */
static void
emit_all (BsrN42Reading *reading, BsrRadiation *background)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_radiation_free);
  for (guint i = 0; i < reading->parts->len; i++)
    {
      const BsrN42Part *part = reading->parts->pdata[i];
      g_autoptr (BsrRadiation) sum = bsr_radiation_new ();
      gboolean counted = bsr_n42_slices_sum (part->slices, reading->detectors, sum);
      if (!counted && has_background (sum) && !has_background (background))
        take_background (background, sum);
      g_ptr_array_add (sums,
                       counted || (i > 0 && says_anything (part)) ? g_steal_pointer (&sum) : NULL);
    }
  for (guint i = 0; i < sums->len; i++)
    {
      BsrRadiation *sum = sums->pdata[i];
      if (sum == NULL)
        continue;
      if (!has_background (sum))
        take_background (sum, background);
      emit (reading, reading->parts->pdata[i], sum);
    }
}

/* A file of one container speaks of that one throughout. */
static void
address_remarks (BsrManifest *manifest)
{
  const char *container = ((BsrRadiation *) manifest->radiations->pdata[0])->container;
  for (guint i = 0; i < manifest->radiations->len; i++)
    if (g_strcmp0 (((BsrRadiation *) manifest->radiations->pdata[i])->container, container) != 0)
      return;
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      BsrManifestRemark *remark = manifest->remarks->pdata[i];
      if (remark->container == NULL)
        remark->container = g_strdup (container);
    }
}

static gboolean
conclude (BsrN42Reading *reading, GError **error)
{
  const BsrN42Part *file = reading->parts->pdata[0];
  g_autoptr (BsrRadiation) background = bsr_radiation_new ();
  emit_all (reading, background);
  if (reading->manifest->radiations->len == 0)
    {
      if (!has_background (background) && !says_anything (file))
        {
          g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                               _ ("holds no measurement with counts, alarms or nuclides"));
          return FALSE;
        }
      bsr_manifest_remark (reading->manifest, 0, NULL, NULL, TRUE,
                           _ ("no counts of an item are in it"));
      emit (reading, file, background);
    }
  address_remarks (reading->manifest);
  return TRUE;
}

BsrManifest *
bsr_n42_read (const char *bytes, gsize n, const BsrCsvMapping *mapping, GCancellable *cancellable,
              GError **error)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);

  g_autofree char *root = bsr_xml_root (bytes, n);
  gboolean of_2006 = g_strcmp0 (root, ROOT_2011) != 0;
  g_autoptr (BsrManifest) manifest
      = bsr_manifest_new (BSR_MANIFEST_N42, of_2006 ? "N42.42-2006" : "N42.42-2011");
  g_autoptr (BsrN42Reading) reading = bsr_n42_reading_new (manifest, of_2006);
  if (!bsr_xml_read (bytes, n, &bsr_n42_handler, reading, cancellable, error)
      || !conclude (reading, error))
    return NULL;
  return g_steal_pointer (&manifest);
}
