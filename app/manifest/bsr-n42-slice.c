#include "bsr-n42-slice.h"

#include <math.h>

/* What one detector counted in one slice. */
typedef struct
{
  char *detector;
  BsrN42Category category;
  gboolean gross;
  double counts;
} Count;

/* What one detector counted over one while, in all ways. */
typedef struct
{
  BsrN42Category category;
  gboolean has_gross;
  double gross, spectrum;
} Detected;

static void
count_clear (gpointer data)
{
  g_free (((Count *) data)->detector);
}

BsrN42Slice *
bsr_n42_slice_new (void)
{
  BsrN42Slice *slice = g_new0 (BsrN42Slice, 1);
  slice->occupied = -1;
  slice->real_s = (double) NAN;
  slice->counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_array_set_clear_func (slice->counts, count_clear);
  return slice;
}

void
bsr_n42_slice_free (BsrN42Slice *slice)
{
  if (slice == NULL)
    return;
  g_free (slice->start);
  g_clear_pointer (&slice->at, g_date_time_unref);
  g_array_unref (slice->counts);
  g_free (slice);
}

void
bsr_n42_slice_add (BsrN42Slice *slice, const char *detector, BsrN42Category category,
                   gboolean gross, double counts)
{
  g_return_if_fail (slice != NULL && detector != NULL);
  Count count = { g_strdup (detector), category, gross, counts };
  g_array_append_val (slice->counts, count);
}

/* (transfer full): the same for slices that lie beside each other. */
static char *
while_of (GPtrArray *slices, guint index)
{
  const BsrN42Slice *slice = slices->pdata[index];
  return slice->start != NULL ? g_strdup (slice->start)
         : slice->apart       ? g_strdup_printf ("#%u", index)
                              : g_strdup ("");
}

/* Which slices speak of what is asked for. */
typedef struct
{
  gboolean background, derived;
  gboolean occupied; /* only those in which the item was there */
  gboolean stated;   /* only those that say that they are of it */
} Choice;

static gboolean
is_chosen (const BsrN42Slice *slice, const Choice *choice)
{
  if (slice->derived != choice->derived || slice->source == BSR_N42_OTHER)
    return FALSE;
  if (choice->background)
    return slice->source == BSR_N42_BACKGROUND;
  return slice->source != BSR_N42_BACKGROUND && (!choice->occupied || slice->occupied == 1)
         && (!choice->stated || slice->source == BSR_N42_FOREGROUND);
}

static gboolean
has_any (GPtrArray *slices, const Choice *choice)
{
  for (guint i = 0; i < slices->len; i++)
    if (is_chosen (slices->pdata[i], choice) && ((BsrN42Slice *) slices->pdata[i])->counts->len > 0)
      return TRUE;
  return FALSE;
}

/* Finds what speaks best of the foreground or the background: measured before derived, with the
 * item there before all, so named before unnamed. */
static gboolean
choose (GPtrArray *slices, Choice *choice)
{
  for (int way = 0; way < 8; way++)
    {
      choice->derived = (way & 4) != 0;
      choice->occupied = (way & 2) == 0;
      choice->stated = (way & 1) == 0;
      if (has_any (slices, choice))
        return TRUE;
    }
  return FALSE;
}

static BsrN42Category
category_of (const Count *count, GHashTable *detectors)
{
  if (count->category != BSR_N42_ANY)
    return count->category;
  gpointer category = detectors != NULL ? g_hash_table_lookup (detectors, count->detector) : NULL;
  return category != NULL ? (BsrN42Category) GPOINTER_TO_INT (category) : BSR_N42_GAMMA;
}

static void
note_count (GHashTable *detected, const char *start, const Count *count, BsrN42Category category)
{
  char *key = g_strdup_printf ("%d\n%s\n%s", (int) category, start, count->detector);
  Detected *of = g_hash_table_lookup (detected, key);
  if (of == NULL)
    {
      of = g_new0 (Detected, 1);
      of->category = category;
      g_hash_table_insert (detected, key, of);
    }
  else
    g_free (key);
  if (count->gross)
    of->gross += count->counts;
  else if (*count->detector == '\0') /* nobody knows whether it is the same one */
    of->spectrum += count->counts;
  else
    of->spectrum = fmax (of->spectrum, count->counts);
  of->has_gross |= count->gross;
}

static void
note_duration (GHashTable *durations, const char *start, const BsrN42Slice *slice)
{
  double *longest = g_hash_table_lookup (durations, start);
  if (isnan (slice->real_s) || (longest != NULL && *longest >= slice->real_s))
    return;
  longest = g_new (double, 1);
  *longest = slice->real_s;
  g_hash_table_insert (durations, g_strdup (start), longest);
}

static double
total_of (GHashTable *detected, BsrN42Category category)
{
  double total = (double) NAN;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, detected);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Detected *of = value;
      if (of->category == category)
        total = (isnan (total) ? 0.0 : total) + (of->has_gross ? of->gross : of->spectrum);
    }
  return total;
}

static double
seconds_of (GHashTable *durations)
{
  double total = (double) NAN;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, durations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    total = (isnan (total) ? 0.0 : total) + *(double *) value;
  return total;
}

static void
note_time (BsrRadiation *radiation, const BsrN42Slice *slice)
{
  if (slice->at == NULL
      || (radiation->at != NULL && g_date_time_compare (radiation->at, slice->at) <= 0))
    return;
  g_clear_pointer (&radiation->at, g_date_time_unref);
  radiation->at = g_date_time_ref (slice->at);
}

/* What was chosen, summed; @radiation: (nullable): gets the time. */
static void
sum (GPtrArray *slices, const Choice *choice, GHashTable *detectors, BsrRadiation *radiation,
     double *seconds, double *gamma, double *neutron)
{
  g_autoptr (GHashTable) detected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) durations
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < slices->len; i++)
    {
      const BsrN42Slice *slice = slices->pdata[i];
      if (!is_chosen (slice, choice))
        continue;
      g_autofree char *start = while_of (slices, i);
      for (guint c = 0; c < slice->counts->len; c++)
        {
          const Count *count = &g_array_index (slice->counts, Count, c);
          note_count (detected, start, count, category_of (count, detectors));
        }
      note_duration (durations, start, slice);
      if (radiation != NULL)
        note_time (radiation, slice);
    }
  *seconds = seconds_of (durations);
  *gamma = total_of (detected, BSR_N42_GAMMA);
  *neutron = total_of (detected, BSR_N42_NEUTRON);
}

gboolean
bsr_n42_slices_sum (GPtrArray *slices, GHashTable *detectors, BsrRadiation *radiation)
{
  g_return_val_if_fail (slices != NULL && radiation != NULL, FALSE);
  Choice background = { .background = TRUE }, foreground = { .background = FALSE };
  if (choose (slices, &background))
    sum (slices, &background, detectors, NULL, &radiation->background_s,
         &radiation->background_gamma, &radiation->background_neutron);
  if (!choose (slices, &foreground))
    return FALSE;
  sum (slices, &foreground, detectors, radiation, &radiation->duration_s, &radiation->gamma,
       &radiation->neutron);
  return TRUE;
}
