#include "bsr-case.h"

#include <math.h>
#include <string.h>

/* Of a code of the Harmonized System: two of the chapter, two within it (WCO). */
#define HEADING_DIGITS 4

G_DEFINE_BOXED_TYPE (BsrCase, bsr_case, bsr_case_ref, bsr_case_unref)

static void
item_free (gpointer data)
{
  BsrManifestItem *item = data;
  g_free (item->hs);
  g_free (item->description);
  g_free (item->package_type);
  g_free (item->origin);
  g_free (item);
}

BsrCase *
bsr_case_new (const char *id, const char *container)
{
  g_return_val_if_fail (id != NULL && container != NULL, NULL);

  BsrCase *flagged = g_new0 (BsrCase, 1);
  g_atomic_ref_count_init (&flagged->refs);
  flagged->id = g_strdup (id);
  flagged->container = g_strdup (container);
  flagged->risk = NAN;
  flagged->priority = BSR_PRIORITY_ROUTINE;
  flagged->flag_reasons = g_new0 (char *, 1);
  flagged->seals = g_new0 (char *, 1);
  flagged->tare_kg = NAN;
  flagged->gross_kg = NAN;
  flagged->items = g_ptr_array_new_with_free_func (item_free);
  return flagged;
}

BsrCase *
bsr_case_ref (BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);
  g_atomic_ref_count_inc (&flagged->refs);
  return flagged;
}

void
bsr_case_unref (BsrCase *flagged)
{
  g_return_if_fail (flagged != NULL);
  if (!g_atomic_ref_count_dec (&flagged->refs))
    return;

  char *strings[] = {
    flagged->id,
    flagged->container,
    flagged->size_type,
    flagged->flag_source,
    flagged->bill_of_lading,
    flagged->vessel,
    flagged->imo,
    flagged->voyage,
    flagged->port_of_lading,
    flagged->port_of_discharge,
    flagged->shipper,
    flagged->consignee,
    flagged->notify_party,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_strfreev (flagged->flag_reasons);
  g_strfreev (flagged->seals);
  g_clear_pointer (&flagged->raised, g_date_time_unref);
  g_clear_pointer (&flagged->cut_off, g_date_time_unref);
  g_clear_pointer (&flagged->personal_expired, g_date_time_unref);
  g_ptr_array_unref (flagged->items);
  g_free (flagged);
}

BsrManifestItem *
bsr_case_add_item (BsrCase *flagged, const char *hs)
{
  g_return_val_if_fail (flagged != NULL && hs != NULL, NULL);

  BsrManifestItem *item = g_new0 (BsrManifestItem, 1);
  item->hs = g_strdup (hs);
  item->packages = -1;
  item->gross_kg = NAN;
  g_ptr_array_add (flagged->items, item);
  return item;
}

double
bsr_case_items_kg (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NAN);

  if (flagged->items->len == 0)
    return NAN;
  double sum = 0.0;
  for (guint i = 0; i < flagged->items->len; i++)
    {
      const BsrManifestItem *item = g_ptr_array_index (flagged->items, i);
      sum += item->gross_kg; /* one NAN makes the sum NAN */
    }
  return sum;
}

char *
bsr_case_heading (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);

  g_autofree char *heading = NULL;
  for (guint i = 0; i < flagged->items->len; i++)
    {
      const BsrManifestItem *item = g_ptr_array_index (flagged->items, i);
      if (strlen (item->hs) < HEADING_DIGITS
          || (heading != NULL && strncmp (heading, item->hs, HEADING_DIGITS) != 0))
        return NULL;
      if (heading == NULL)
        heading = g_strndup (item->hs, HEADING_DIGITS);
    }
  return g_steal_pointer (&heading);
}

int
bsr_case_least_digits (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, G_MAXINT);

  int least = G_MAXINT;
  for (guint i = 0; i < flagged->items->len; i++)
    least = MIN (least, (int) strlen (((BsrManifestItem *) flagged->items->pdata[i])->hs));
  return least;
}
