#include "bsr-package-type.h"

#include <string.h>

#include "bsr-error.h"

/* No package outgrows its container: the load of one (kg), a room above that of a 40 feet high-cube
 * one (m3), and more than its inside length (mm); ISO 668. */
#define MOST_MASS 30000.0
#define MOST_VOLUME 80.0
#define MOST_DIMENSION 12200.0

static const char columns[]
    = "code,en,fr,ar,mass_low,mass_high,volume_low,volume_high,dimension_low,dimension_high,"
      "countable,source";
enum
{
  CODE,
  NAMES,
  MASS = NAMES + BSR_N_LANGUAGES,
  VOLUME = MASS + 2,
  DIMENSION = VOLUME + 2,
  COUNTABLE = DIMENSION + 2,
  SOURCE
};

static gboolean
read_code (const char *code, GError **error)
{
  if (strlen (code) == 2 && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 2)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "\"%s\" is no package type code", code);
  return FALSE;
}

static gboolean
read_countable (const char *word, gboolean *countable, GError **error)
{
  *countable = g_str_equal (word, "yes");
  if (*countable || g_str_equal (word, "no"))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "\"%s\" is neither yes nor no", word);
  return FALSE;
}

static gboolean
read_row (const char *const *fields, gpointer rows, GError **error)
{
  BsrPackageType type = { 0 };
  if (!read_code (fields[CODE], error)
      || !bsr_property_range_read (fields + MASS, 0.0, MOST_MASS, &type.mass, error)
      || !bsr_property_range_read (fields + VOLUME, 0.0, MOST_VOLUME, &type.volume, error)
      || !bsr_property_range_read (fields + DIMENSION, 0.0, MOST_DIMENSION, &type.dimension, error)
      || !read_countable (fields[COUNTABLE], &type.countable, error))
    return FALSE;
  type.code = g_strdup (fields[CODE]);
  for (int i = 0; i < BSR_N_LANGUAGES; i++)
    type.names[i] = g_strdup (fields[NAMES + i]);
  type.source = g_strdup (fields[SOURCE]);
  g_array_append_val (rows, type);
  return TRUE;
}

/* The cache and its lock; kept until the process ends. */
static BsrOwnTable table = { "packages.csv", columns, sizeof (BsrPackageType), read_row, G_ONCE_INIT };

int
bsr_package_type_count (void)
{
  return (int) bsr_own_table_rows (&table)->len;
}

const BsrPackageType *
bsr_package_type_at (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_package_type_count (), NULL);

  return &g_array_index (bsr_own_table_rows (&table), BsrPackageType, index);
}

const BsrPackageType *
bsr_package_type_find (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  return bsr_own_table_find (&table, code);
}

const char *
bsr_package_type_name (const BsrPackageType *type, const char *language)
{
  g_return_val_if_fail (type != NULL, NULL);

  return type->names[bsr_language_from_tag (language)];
}

const char *
bsr_package_type_local_name (const BsrPackageType *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  return type->names[bsr_language_of_messages ()];
}
