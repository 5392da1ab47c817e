#include "bsr-heading.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-hs-code.h"
#include "bsr-name.h"

/* Densest load there can be, g/cm3: lead itself; and the places from polyethylene to uranium. */
#define MOST_DENSITY 11.4
#define LEAST_PLACE -0.2
#define MOST_PLACE 4.5

static const char columns[] = "code,en,fr,ar,density_low,density_high,organic_low,organic_high,"
                              "inorganic_low,inorganic_high,"
                              "metal_low,metal_high,place_low,place_high,packages,textures,source";
enum
{
  CODE,
  NAMES,
  DENSITY = NAMES + BSR_N_LANGUAGES,
  ORGANIC = DENSITY + 2,
  INORGANIC = ORGANIC + 2,
  METAL = INORGANIC + 2,
  PLACE = METAL + 2,
  PACKAGES = PLACE + 2,
  TEXTURES,
  SOURCE,
};

static const char *const texture_names[BSR_N_TEXTURES + 1]
    = { "uniform",  "cartons",  "pallets", "bags",    "drums", "bales",  "rolls",  "coils", "bulk",
        "machines", "vehicles", "mixed",   "bundles", "slabs", "pieces", "liquid", NULL };

static gboolean
read_textures (const char *words, guint *textures, GError **error)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);
  for (int i = 0; split[i] != NULL; i++)
    {
      int texture = bsr_name_index (texture_names, split[i]);
      if (texture < 0)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "\"%s\" is no texture", split[i]);
          return FALSE;
        }
      *textures |= 1u << texture;
    }
  return TRUE;
}

static gboolean
read_shares (BsrHeading *heading, const char *const *fields, GError **error)
{
  if (!bsr_property_range_read (fields + ORGANIC, 0.0, 1.0, &heading->organic, error)
      || !bsr_property_range_read (fields + INORGANIC, 0.0, 1.0, &heading->inorganic, error)
      || !bsr_property_range_read (fields + METAL, 0.0, 1.0, &heading->metal, error))
    return FALSE;
  double low = heading->organic.low + heading->inorganic.low + heading->metal.low;
  double high = heading->organic.high + heading->inorganic.high + heading->metal.high;
  if (low <= 1.0 && high >= 1.0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the shares sum to %g...%g", low, high);
  return FALSE;
}

static gboolean
read_code (const char *code, GError **error)
{
  char digits[BSR_HS_CODE_MOST_DIGITS + 1];
  int n = bsr_hs_code_digits (code, digits);
  if ((n == 2 || n == 4 || n == 6) && g_str_equal (digits, code))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "\"%s\" is no chapter, heading or subheading",
               code);
  return FALSE;
}

static gboolean
read_row (const char *const *fields, gpointer rows, GError **error)
{
  BsrHeading heading = { 0 };
  if (!read_code (fields[CODE], error)
      || !bsr_property_range_read (fields + DENSITY, 0.0, MOST_DENSITY, &heading.density, error)
      || !read_shares (&heading, fields, error)
      || !bsr_property_range_read (fields + PLACE, LEAST_PLACE, MOST_PLACE, &heading.place, error)
      || !read_textures (fields[TEXTURES], &heading.textures, error))
    return FALSE;
  heading.code = g_strdup (fields[CODE]);
  for (int i = 0; i < BSR_N_LANGUAGES; i++)
    heading.names[i] = g_strdup (fields[NAMES + i]);
  heading.packages = (const char *const *) g_strsplit (fields[PACKAGES], " ", -1);
  heading.source = g_strdup (fields[SOURCE]);
  g_array_append_val (rows, heading);
  return TRUE;
}

/* The cache and its lock; kept until the process ends. */
static BsrOwnTable table = { "headings.csv", columns, sizeof (BsrHeading), read_row, G_ONCE_INIT };

int
bsr_heading_count (void)
{
  return (int) bsr_own_table_rows (&table)->len;
}

const BsrHeading *
bsr_heading_at (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_heading_count (), NULL);

  return &g_array_index (bsr_own_table_rows (&table), BsrHeading, index);
}

int
bsr_heading_count_of_level (int n_digits)
{
  int n = 0;
  for (int i = 0; i < bsr_heading_count (); i++)
    n += (int) strlen (bsr_heading_at (i)->code) == n_digits;
  return n;
}

const BsrHeading *
bsr_heading_find (const char *hs, int *n_digits)
{
  g_return_val_if_fail (hs != NULL, NULL);

  char code[BSR_HS_CODE_MOST_DIGITS + 1];
  const BsrHeading *found = NULL;
  int n = bsr_hs_code_digits (hs, code);
  for (; n > 0 && found == NULL; n -= found == NULL)
    {
      code[n] = '\0';
      found = bsr_own_table_find (&table, code);
    }
  if (n_digits != NULL)
    *n_digits = n;
  return found;
}

const char *
bsr_heading_name (const BsrHeading *heading, const char *language)
{
  g_return_val_if_fail (heading != NULL, NULL);

  return heading->names[bsr_language_from_tag (language)];
}

const char *
bsr_heading_local_name (const BsrHeading *heading)
{
  g_return_val_if_fail (heading != NULL, NULL);

  return heading->names[bsr_language_of_messages ()];
}

gboolean
bsr_heading_has_package (const BsrHeading *heading, const char *code)
{
  g_return_val_if_fail (heading != NULL && code != NULL, FALSE);

  return bsr_name_index (heading->packages, code) >= 0;
}

const char *
bsr_texture_name (BsrTexture texture)
{
  int index = g_bit_nth_lsf (texture, -1);
  g_return_val_if_fail (index >= 0 && index < BSR_N_TEXTURES && texture == 1u << index, NULL);

  return texture_names[index];
}
