#include "bsr-dicos-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-dicos-elements.h"
#include "bsr-dicos-tags.h"

#define EXPLICIT_LITTLE "1.2.840.10008.1.2.1"

DicosFixture
bsr_dicos_fixture_plain (void)
{
  return (DicosFixture){ .width = 7,
                         .height = 5,
                         .allocated = 16,
                         .stored = 16,
                         .high_bit = 15,
                         .photometric = "MONOCHROME2",
                         .n_bytes = -1 };
}

guint16
bsr_dicos_fixture_sample (int index)
{
  return (guint16) (index * 2749 + 17);
}

static void
put_us (GByteArray *set, guint32 tag, int number)
{
  const guint16 narrow = (guint16) number;
  bsr_dicos_put_shorts (set, tag, "US", &narrow, 1);
}

static void
put_pixels (GByteArray *set, const DicosFixture *fixture)
{
  int n = fixture->width * fixture->height * MAX (fixture->n_frames, 1);
  int n_bytes = fixture->n_bytes >= 0 ? fixture->n_bytes : n * fixture->allocated / 8;
  bsr_dicos_put_head (set, BSR_TAG_PIXELS, fixture->allocated == 8 ? "OB" : "OW",
                      (guint32) (n_bytes + n_bytes % 2));
  for (int i = 0; i < n_bytes + n_bytes % 2; i++)
    {
      guint16 sample = bsr_dicos_fixture_sample (fixture->allocated == 8 ? i : i / 2);
      guint8 byte = (guint8) (fixture->allocated != 8 && i % 2 ? sample >> 8 : sample);
      g_byte_array_append (set, &byte, 1);
    }
}

static void
put_layout (GByteArray *set, const DicosFixture *fixture)
{
  put_us (set, BSR_TAG_SAMPLES_PER_PIXEL, 1);
  if (fixture->photometric != NULL)
    bsr_dicos_put_text (set, BSR_TAG_PHOTOMETRIC, "CS", fixture->photometric);
  if (fixture->n_frames > 0)
    {
      g_autofree char *frames = g_strdup_printf ("%d", fixture->n_frames);
      bsr_dicos_put_text (set, BSR_TAG_N_FRAMES, "IS", frames);
    }
  put_us (set, BSR_TAG_ROWS, fixture->height);
  put_us (set, BSR_TAG_COLUMNS, fixture->width);
  put_us (set, BSR_TAG_BITS_ALLOCATED, fixture->allocated);
  put_us (set, BSR_TAG_BITS_STORED, fixture->stored);
  put_us (set, BSR_TAG_HIGH_BIT, fixture->high_bit);
  put_us (set, BSR_TAG_PIXEL_REPRESENTATION, fixture->is_signed);
  if (fixture->sign != NULL)
    {
      const guint16 sign = (guint16) atoi (fixture->sign);
      bsr_dicos_put_shorts (set, BSR_TAG_INTENSITY_SIGN, "SS", &sign, 1);
    }
  if (fixture->intercept != NULL)
    bsr_dicos_put_text (set, BSR_TAG_INTERCEPT, "DS", fixture->intercept);
  if (fixture->slope != NULL)
    bsr_dicos_put_text (set, BSR_TAG_SLOPE, "DS", fixture->slope);
}

GByteArray *
bsr_dicos_fixture_bytes (const DicosFixture *fixture)
{
  GByteArray *set = bsr_dicos_file_begin (BSR_DICOS_DX_FOR_PRESENTATION, "2.25.1");
  if (fixture->syntax != NULL)
    {
      guint8 *at = memmem (set->data, set->len, EXPLICIT_LITTLE, strlen (EXPLICIT_LITTLE));
      g_assert (strlen (fixture->syntax) == strlen (EXPLICIT_LITTLE));
      memcpy (at, fixture->syntax, strlen (fixture->syntax));
    }
  if (fixture->type != NULL)
    {
      g_autofree char *type = g_strconcat ("ORIGINAL\\PRIMARY\\PROJECTION\\", fixture->type, NULL);
      bsr_dicos_put_text (set, BSR_TAG_IMAGE_TYPE, "CS", type);
    }
  bsr_dicos_put_text (set, BSR_TAG_SOP_CLASS, "UI", BSR_DICOS_DX_FOR_PRESENTATION);
  bsr_dicos_put_text (set, BSR_TAG_MODALITY, "CS", "DX");
  put_layout (set, fixture);
  if (fixture->encoded != NULL)
    {
      bsr_dicos_put_head (set, BSR_TAG_PIXELS, "OB", G_MAXUINT32);
      g_byte_array_append (set, (const guint8 *) fixture->encoded, (guint) fixture->encoded_bytes);
    }
  else
    put_pixels (set, fixture);
  return set;
}

void
bsr_dicos_fixture_put (const char *path, const GByteArray *bytes, gsize size)
{
  g_unlink (path); /* what was there may be longer, and is not cut off */
  assert_true (g_file_set_contents_full (path, (const char *) bytes->data, (gssize) size,
                                         G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

void
bsr_dicos_fixture_write (const DicosFixture *fixture, const char *path)
{
  g_autoptr (GByteArray) bytes = bsr_dicos_fixture_bytes (fixture);
  bsr_dicos_fixture_put (path, bytes, bytes->len);
}

int
bsr_dicos_fixture_make_rle (guint8 *to, int n_samples)
{
  int at = 0, size = 64 + 2 * (1 + n_samples);
  const guint8 head[] = { 0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0, 0xe0 };
  memcpy (to, head, sizeof head);
  at = sizeof head;
  to[at++] = (guint8) size;
  to[at++] = (guint8) (size >> 8);
  to[at++] = 0;
  to[at++] = 0;
  memset (to + at, 0, 64);
  to[at] = 2;
  to[at + 4] = 64;
  to[at + 8] = (guint8) (64 + 1 + n_samples);
  at += 64;
  for (int byte = 1; byte >= 0; byte--)
    {
      to[at++] = (guint8) (n_samples - 1);
      for (int i = 0; i < n_samples; i++)
        to[at++] = (guint8) (bsr_dicos_fixture_sample (i) >> (8 * byte));
    }
  const guint8 end[] = { 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0 };
  memcpy (to + at, end, sizeof end);
  return at + (int) sizeof end;
}
