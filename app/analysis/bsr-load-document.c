/* The member "load" of an analysis document, both ways: numbers of the load as a whole, its profile
 * for references, what it looks like (version and measures, for the library) and its parts. */

#include "bsr-load-document.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-analysis-private.h"
#include "bsr-document-numbers.h"
#include "bsr-error.h"
#include "bsr-name.h"

/* What a band's count can hold. */
#define MOST_WINDOWS ((double) G_MAXINT)
/* Of all containers of a scan. */
#define MOST_REGIONS (2 * BSR_LOAD_MOST_REGIONS)

/* What a descriptor holds: not every double. */
static const BsrJsonRange measure_range = { -(double) G_MAXFLOAT, (double) G_MAXFLOAT, FALSE };

static void
write_descriptor (BsrJsonWriter *writer, const BsrLoadDescriptor *descriptor)
{
  bsr_json_writer_begin_object (writer, "descriptor");
  bsr_json_writer_integer (writer, "version", BSR_LOAD_DESCRIPTOR_VERSION);
  bsr_json_writer_begin_object (writer, "measures");
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    bsr_json_writer_number (writer, bsr_load_measure_names[i],
                            bsr_document_round ((double) descriptor->values[i], 1e6));
  bsr_json_writer_end_object (writer);
  bsr_json_writer_end_object (writer);
}

static void
write_packing (BsrJsonWriter *writer, const BsrPacking *packing)
{
  bsr_json_writer_begin_object (writer, "packing");
  bsr_json_writer_string (writer, "kind", bsr_packing_names[packing->kind]);
  bsr_document_write_thousandths (writer, "confidence", packing->confidence);
  bsr_json_writer_integer (writer, "pieces", packing->n_pieces);
  bsr_document_write_thousandths (writer, "piece_mm", packing->piece_mm);
  bsr_document_write_thousandths (writer, "height_mm", packing->height_mm);
  bsr_json_writer_end_object (writer);
}

static void
write_region (BsrJsonWriter *writer, const BsrLoadRegion *region)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_document_write_box (writer, "box", region->box);
  bsr_document_write_thousandths (writer, "length_mm", region->length_mm);
  bsr_document_write_thousandths (writer, "mass_kg", region->mass_kg);
  bsr_document_write_thousandths (writer, "mass_kg_low", region->mass_kg_low);
  bsr_document_write_thousandths (writer, "mass_kg_high", region->mass_kg_high);
  bsr_document_write_thousandths (writer, "volume_m3", region->volume_m3);
  bsr_json_writer_number (writer, "opaque_fraction", bsr_document_round (region->opaque_fraction, 1e6));
  const BsrMaterialShares *shares = &region->materials;
  bsr_json_writer_begin_object (writer, "materials");
  bsr_document_write_thousandths (writer, "organic", shares->organic);
  bsr_document_write_thousandths (writer, "inorganic", shares->inorganic);
  bsr_document_write_thousandths (writer, "metal", shares->metal);
  bsr_document_write_thousandths (writer, "unknown", shares->unknown);
  bsr_json_writer_end_object (writer);
  bsr_document_write_thousandths (writer, "material_error", region->material_error);
  bsr_document_write_thousandths (writer, "packages_low", region->packages_low);
  bsr_document_write_thousandths (writer, "packages_high", region->packages_high);
  write_packing (writer, &region->packing);
  write_descriptor (writer, &region->descriptor);
  bsr_json_writer_end_object (writer);
}

/* Left out where there is none. */
static void
write_lump (BsrJsonWriter *writer, const BsrLoadLump *lump)
{
  if (bsr_box_is_empty (lump->box))
    return;
  bsr_json_writer_begin_object (writer, "lump");
  bsr_document_write_box (writer, "box", lump->box);
  bsr_document_write_thousandths (writer, "excess", lump->excess);
  bsr_document_write_thousandths (writer, "spread", lump->spread);
  bsr_document_write_thousandths (writer, "opaque", lump->opaque);
  bsr_document_write_thousandths (writer, "place", lump->place);
  bsr_json_writer_end_object (writer);
}

/* Bands from the roof down. */
static void
write_profile (BsrJsonWriter *writer, const BsrLoadProfile *profile)
{
  bsr_json_writer_begin_array (writer, "profile");
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    {
      const BsrLoadBand *band = &profile->bands[i];
      bsr_json_writer_numbers (writer, NULL,
                               (double[]){ band->n, bsr_document_round (band->mean_mm, 1e3),
                                           bsr_document_round (band->spread_mm, 1e3) },
                               3);
    }
  bsr_json_writer_end_array (writer);
}

void
bsr_load_document_write (BsrJsonWriter *writer, const BsrAnalysis *analysis)
{
  const BsrLoad *load = &analysis->load;
  bsr_json_writer_begin_object (writer, "load");
  bsr_json_writer_boolean (writer, "empty", load->empty);
  bsr_document_write_thousandths (writer, "mass_kg", load->mass_kg);
  bsr_document_write_thousandths (writer, "mass_kg_low", load->mass_kg_low);
  bsr_document_write_thousandths (writer, "mass_kg_high", load->mass_kg_high);
  bsr_json_writer_number (writer, "fill_fraction",
                          bsr_document_round (CLAMP (load->fill_fraction, 0.0, 1.0), 1e6));
  bsr_document_write_thousandths (writer, "max_steel_mm", load->max_steel_mm);
  bsr_json_writer_boolean (writer, "penetrated", load->penetrated);
  bsr_json_writer_number (writer, "opaque_fraction", bsr_document_round (load->opaque_fraction, 1e6));
  bsr_json_writer_number (writer, "empty_score", bsr_document_round (load->empty_score, 1e6));
  bsr_document_write_thousandths (writer, "structure_kg", load->structure_kg);
  write_lump (writer, &load->lump);
  if (analysis->has_profile)
    write_profile (writer, &analysis->profile);
  write_descriptor (writer, &analysis->whole.descriptor);
  bsr_json_writer_begin_array (writer, "regions");
  for (int i = 0; i < bsr_analysis_n_regions (analysis); i++)
    write_region (writer, bsr_analysis_region (analysis, i));
  bsr_json_writer_end_array (writer);
  bsr_json_writer_end_object (writer);
}

/* Measures of another version are not these. */
static void
read_descriptor (BsrJsonReader *reader, BsrLoadDescriptor *descriptor)
{
  *descriptor = bsr_load_descriptor_blank ();
  if (!bsr_json_reader_enter (reader, "descriptor"))
    return;
  gint64 version = bsr_json_reader_integer (reader, "version", TRUE, 0, G_MAXINT, 0);
  if (version == BSR_LOAD_DESCRIPTOR_VERSION && bsr_json_reader_enter (reader, "measures"))
    {
      for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
        descriptor->values[i] = (float) bsr_json_reader_number (reader, bsr_load_measure_names[i],
                                                                FALSE, measure_range);
      bsr_json_reader_leave (reader);
    }
  bsr_json_reader_leave (reader);
}

/* A length, mass or number of things; NAN when missing. */
static double
read_amount (BsrJsonReader *reader, const char *member)
{
  return bsr_json_reader_number (reader, member, FALSE, bsr_json_not_negative);
}

/* 0 when missing. */
static double
read_share (BsrJsonReader *reader, const char *member)
{
  return bsr_document_or_zero (bsr_json_reader_number (reader, member, FALSE, bsr_json_share));
}

/* Nothing is known of them where the document does not say. */
static BsrMaterialShares
read_materials (BsrJsonReader *reader)
{
  BsrMaterialShares shares = { .unknown = 1.0 };
  if (!bsr_json_reader_enter (reader, "materials"))
    return shares;
  shares = (BsrMaterialShares){ read_share (reader, "organic"), read_share (reader, "inorganic"),
                                read_share (reader, "metal"), read_share (reader, "unknown") };
  bsr_json_reader_leave (reader);
  return shares;
}

/* A document that was written before packing was told says nothing of it, nor does a kind of later
 * programs. */
static BsrPacking
read_packing (BsrJsonReader *reader)
{
  BsrPacking packing = bsr_packing_unknown ();
  if (!bsr_json_reader_enter (reader, "packing"))
    return packing;
  g_autofree char *kind = bsr_json_reader_string (reader, "kind", FALSE);
  int index = kind != NULL ? bsr_name_index (bsr_packing_names, kind) : -1;
  packing.kind = index >= 0 ? (BsrPackingClass) index : BSR_PACKING_UNKNOWN;
  double confidence = read_share (reader, "confidence");
  packing.confidence = packing.kind != BSR_PACKING_UNKNOWN ? confidence : 0.0;
  packing.n_pieces = (int) bsr_json_reader_integer (reader, "pieces", FALSE, 0, G_MAXINT, 0);
  packing.piece_mm = read_amount (reader, "piece_mm");
  packing.height_mm = bsr_document_or_zero (read_amount (reader, "height_mm"));
  bsr_json_reader_leave (reader);
  return packing;
}

static void
read_region (BsrJsonReader *reader, BsrAnalysis *analysis, int index)
{
  if (!bsr_json_reader_enter_element (reader, "regions", index))
    return;
  BsrLoadRegion region = { .box = bsr_analysis_read_box (reader, "box") };
  region.length_mm = bsr_document_or_zero (read_amount (reader, "length_mm"));
  region.mass_kg = bsr_document_or_zero (read_amount (reader, "mass_kg"));
  region.mass_kg_low = bsr_document_or_zero (read_amount (reader, "mass_kg_low"));
  double high = read_amount (reader, "mass_kg_high");
  region.mass_kg_high = isnan (high) ? (double) INFINITY : high;
  region.volume_m3 = bsr_document_or_zero (read_amount (reader, "volume_m3"));
  region.opaque_fraction = read_share (reader, "opaque_fraction");
  region.materials = read_materials (reader);
  region.material_error = read_amount (reader, "material_error");
  region.packages_low = read_amount (reader, "packages_low");
  region.packages_high = read_amount (reader, "packages_high");
  region.packing = read_packing (reader);
  read_descriptor (reader, &region.descriptor);
  bsr_json_reader_leave (reader);
  if (bsr_json_reader_ok (reader))
    g_array_append_val (analysis->regions, region);
}

static BsrLoadLump
read_lump (BsrJsonReader *reader)
{
  BsrLoadLump lump = bsr_load_lump_none ();
  if (!bsr_json_reader_enter (reader, "lump"))
    return lump;
  lump.box = bsr_analysis_read_box (reader, "box");
  lump.excess = bsr_json_reader_number (reader, "excess", FALSE, bsr_json_any);
  lump.spread = read_amount (reader, "spread");
  lump.opaque = read_share (reader, "opaque");
  lump.place = bsr_json_reader_number (reader, "place", FALSE, bsr_json_any);
  bsr_json_reader_leave (reader);
  return lump;
}

/* A band that no load reaches has no windows, and its numbers say nothing. */
static BsrLoadBand
read_band (BsrJsonReader *reader, int index)
{
  double numbers[3] = { 0.0 };
  if (bsr_json_reader_tuple (reader, "profile", index, bsr_json_any, numbers, 3)
      && (numbers[0] != floor (numbers[0]) || numbers[0] < 0.0 || numbers[0] > MOST_WINDOWS
          || numbers[2] < 0.0))
    {
      g_autofree char *member = g_strdup_printf ("profile[%d]", index);
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member,
                            _ ("must be a number of windows, their mean and a spread not below 0"));
    }
  return (BsrLoadBand){ (int) CLAMP (numbers[0], 0.0, MOST_WINDOWS), numbers[1], numbers[2] };
}

static void
read_profile (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  if (!bsr_json_reader_has (reader, "profile"))
    return;
  bsr_json_reader_array_size (reader, "profile", TRUE, BSR_LOAD_PROFILE_BANDS,
                              BSR_LOAD_PROFILE_BANDS);
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS && bsr_json_reader_ok (reader); i++)
    analysis->profile.bands[i] = read_band (reader, i);
  analysis->has_profile = bsr_json_reader_ok (reader);
}

void
bsr_load_document_read (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  BsrLoad *load = &analysis->load;
  *load = (BsrLoad){ .mass_kg = NAN, .mass_kg_low = NAN, .mass_kg_high = INFINITY, .penetrated = TRUE,
                      .lump = bsr_load_lump_none () };
  if (!bsr_json_reader_enter (reader, "load"))
    return;
  load->empty = bsr_json_reader_boolean (reader, "empty", FALSE);
  load->mass_kg = bsr_json_reader_number (reader, "mass_kg", FALSE, bsr_json_any);
  load->mass_kg_low = bsr_json_reader_number (reader, "mass_kg_low", FALSE, bsr_json_any);
  double high = bsr_json_reader_number (reader, "mass_kg_high", FALSE, bsr_json_any);
  load->mass_kg_high = isnan (high) ? (double) INFINITY : high;
  load->fill_fraction = read_share (reader, "fill_fraction");
  load->max_steel_mm =
      bsr_document_or_zero (bsr_json_reader_number (reader, "max_steel_mm", FALSE, bsr_json_any));
  load->penetrated = bsr_json_reader_boolean (reader, "penetrated", TRUE);
  load->opaque_fraction = read_share (reader, "opaque_fraction");
  load->empty_score = read_share (reader, "empty_score");
  load->structure_kg =
      bsr_document_or_zero (bsr_json_reader_number (reader, "structure_kg", FALSE, bsr_json_any));
  load->lump = read_lump (reader);
  read_profile (reader, analysis);
  read_descriptor (reader, &analysis->whole.descriptor);
  int n = bsr_json_reader_array_size (reader, "regions", FALSE, 0, MOST_REGIONS);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_region (reader, analysis, i);
  bsr_json_reader_leave (reader);
}
