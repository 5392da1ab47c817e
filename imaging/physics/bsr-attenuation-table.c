#include "bsr-attenuation-table.h"

#include <math.h>
#include <string.h>

#include "bsr-attenuation-resource.h"
#include "bsr-resource.h"

#define MAX_Z 100

typedef struct
{
  double log_energy;      /* ln MeV */
  double log_attenuation; /* ln cm2/g */
} Point;

struct _BsrAttenuationTable
{
  GArray *elements[MAX_Z + 1]; /* of Point by rising energy; NULL: not known */
};

static void
add_point (BsrAttenuationTable *table, int z, double energy_mev, double attenuation)
{
  if (z < 1 || z > MAX_Z || !(energy_mev > 0.0) || !(attenuation > 0.0))
    g_error ("the attenuation table holds an impossible point for element %d", z);

  GArray **element = &table->elements[z];
  if (*element == NULL)
    *element = g_array_new (FALSE, FALSE, sizeof (Point));
  Point point = { log (energy_mev), log (attenuation) };
  if ((*element)->len > 0
      && g_array_index (*element, Point, (*element)->len - 1).log_energy > point.log_energy)
    g_error ("the attenuation table is out of order at element %d", z);
  g_array_append_val (*element, point);
}

static BsrAttenuationTable *
table_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = bsr_resource_load (bsr_attenuation_get_resource (), "/basira/attenuation/xcom.csv", &error);
  if (bytes == NULL)
    g_error ("the attenuation table is missing: %s", error->message);

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  BsrAttenuationTable *table = g_new0 (BsrAttenuationTable, 1);
  for (char *line = text, *next; line != NULL && *line != '\0'; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (*line == '#')
        continue;

      char *end;
      int z = (int) g_ascii_strtoll (line, &end, 10);
      double energy = *end == ',' ? g_ascii_strtod (end + 1, &end) : 0.0;
      double attenuation = *end == ',' ? g_ascii_strtod (end + 1, &end) : 0.0;
      if (*end != '\0')
        g_error ("the attenuation table holds a line that is not z,energy,attenuation: %s", line);
      add_point (table, z, energy, attenuation);
    }
  return table;
}

const BsrAttenuationTable *
bsr_attenuation_table_get (void)
{
  /* The cache and its lock; kept until the process ends. */
  static GOnce once = G_ONCE_INIT;
  return g_once (&once, (GThreadFunc) (void (*) (void)) table_load, NULL);
}

gboolean
bsr_attenuation_table_has (const BsrAttenuationTable *table, int z)
{
  return z >= 1 && z <= MAX_Z && table->elements[z] != NULL;
}

double
bsr_attenuation_table_look_up (const BsrAttenuationTable *table, int z, double energy_mev)
{
  g_assert (bsr_attenuation_table_has (table, z));
  const Point *points = (const Point *) (void *) table->elements[z]->data;
  int n = (int) table->elements[z]->len;
  double at = log (CLAMP (energy_mev, BSR_ATTENUATION_MIN_MEV, BSR_ATTENUATION_MAX_MEV));

  /* The last point at or below the energy: behind the edge where one lies there. */
  int low = 0, high = n;
  while (high - low > 1)
    {
      int middle = (low + high) / 2;
      if (points[middle].log_energy <= at)
        low = middle;
      else
        high = middle;
    }
  const Point *a = &points[low];
  if (low == n - 1 || at <= a->log_energy)
    return exp (a->log_attenuation);
  const Point *b = a + 1;
  double share = (at - a->log_energy) / (b->log_energy - a->log_energy);
  return exp (a->log_attenuation + share * (b->log_attenuation - a->log_attenuation));
}
