#include "bsr-doubt.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-container-number.h"
#include "bsr-size-type.h"
#include "bsr-text-start.h"
#include "bsr-vague-words.h"

/* Of the gross mass: by so much the items may outweigh what it leaves for them before that is
 * doubted. Our own choice, for rounded figures and scales. */
#define ROUNDING 0.01
/* Characters of a description that a sentence repeats. */
#define LONGEST_QUOTE 60

static void
doubt_free (gpointer data)
{
  BsrDoubt *doubt = data;
  g_free (doubt->sentence);
  g_free (doubt);
}

/* @sentence: (transfer full) */
static void
add (GPtrArray *doubts, BsrDoubtKind kind, int item, char *sentence)
{
  BsrDoubt *doubt = g_new (BsrDoubt, 1);
  *doubt = (BsrDoubt){ kind, item, sentence };
  g_ptr_array_add (doubts, doubt);
}

static void
doubt_number (GPtrArray *doubts, const BsrCase *flagged)
{
  int digit;
  switch (bsr_container_number_check (flagged->container, &digit))
    {
    case BSR_CONTAINER_NUMBER_VALID:
      break;
    case BSR_CONTAINER_NUMBER_CHECK_DIGIT:
      add (doubts, BSR_DOUBT_CONTAINER_NUMBER, -1,
           g_strdup_printf (_ ("The check digit of %s is wrong: it would be %d"),
                            flagged->container, digit));
      break;
    case BSR_CONTAINER_NUMBER_MALFORMED:
      if (*flagged->container != '\0')
        add (
            doubts, BSR_DOUBT_CONTAINER_NUMBER, -1,
            g_strdup_printf (_ ("%s is no container number like CSQU3054383"), flagged->container));
      break;
    }
}

static void
doubt_gross (GPtrArray *doubts, const BsrCase *flagged)
{
  double rating = bsr_size_type_rating_kg (flagged->size_type);
  if (flagged->gross_kg > rating)
    add (doubts, BSR_DOUBT_GROSS_MASS, -1,
         g_strdup_printf (
             _ ("The gross mass of %.0f kg is more than the %.0f kg that such a container "
                "may weigh"),
             flagged->gross_kg, rating));
  else if (flagged->gross_kg < flagged->tare_kg)
    add (doubts, BSR_DOUBT_GROSS_MASS, -1,
         g_strdup_printf (_ ("The gross mass of %.0f kg is less than the tare of %.0f kg"),
                          flagged->gross_kg, flagged->tare_kg));
}

static void
doubt_items_mass (GPtrArray *doubts, const BsrCase *flagged)
{
  double sum = bsr_case_items_kg (flagged);
  double tare = isnan (flagged->tare_kg) ? 0.0 : flagged->tare_kg;
  double holds = bsr_size_type_rating_kg (flagged->size_type) - tare;
  double left = flagged->gross_kg - tare;
  if (sum > holds)
    add (doubts, BSR_DOUBT_ITEMS_MASS, -1,
         g_strdup_printf (_ ("The items weigh %.0f kg together, more than the %.0f kg that such a "
                             "container may hold"),
                          sum, MAX (holds, 0.0)));
  else if (left >= 0.0 && sum - left > ROUNDING * flagged->gross_kg)
    add (doubts, BSR_DOUBT_ITEMS_MASS, -1,
         g_strdup_printf (
             _ ("The items weigh %.0f kg together, more than the %.0f kg that the gross "
                "mass leaves for them"),
             sum, left));
}

static void
doubt_seals (GPtrArray *doubts, const BsrCase *flagged)
{
  if (flagged->items->len > 0 && !flagged->empty && flagged->seals[0] == NULL)
    add (doubts, BSR_DOUBT_SEALS, -1,
         g_strdup (_ ("No seal is declared of a container with goods")));
}

/* (transfer full): "Item 2: " where there are several. */
static char *
name_of_item (const BsrCase *flagged, guint index)
{
  /* Translators: begins a sentence about one of several declared items. */
  return flagged->items->len > 1 ? g_strdup_printf (_ ("Item %u: "), index + 1) : g_strdup ("");
}

static void
add_of_item (GPtrArray *doubts, const BsrCase *flagged, BsrDoubtKind kind, guint index,
             const char *sentence)
{
  g_autofree char *name = name_of_item (flagged, index);
  add (doubts, kind, (int) index, g_strconcat (name, sentence, NULL));
}

/* (transfer full) */
static char *
quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  return bsr_text_start (valid, LONGEST_QUOTE);
}

static void
doubt_item (GPtrArray *doubts, const BsrCase *flagged, guint index)
{
  const BsrManifestItem *item = g_ptr_array_index (flagged->items, index);
  g_autofree char *words
      = item->description != NULL ? g_strstrip (g_strdup (item->description)) : NULL;
  if (*item->hs == '\0')
    add_of_item (doubts, flagged, BSR_DOUBT_CODE, index,
                 _ ("The goods have no code of the Harmonized System"));
  if (words == NULL || *words == '\0')
    add_of_item (doubts, flagged, BSR_DOUBT_DESCRIPTION, index, _ ("The goods are not described"));
  else if (bsr_vague_words (words))
    {
      g_autofree char *quoted = quote (words);
      g_autofree char *sentence
          = g_strdup_printf (_ ("\"%s\" does not say what the goods are"), quoted);
      add_of_item (doubts, flagged, BSR_DOUBT_DESCRIPTION, index, sentence);
    }
}

GPtrArray *
bsr_doubts_of_case (const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);

  GPtrArray *doubts = g_ptr_array_new_with_free_func (doubt_free);
  doubt_number (doubts, flagged);
  doubt_gross (doubts, flagged);
  doubt_items_mass (doubts, flagged);
  doubt_seals (doubts, flagged);
  for (guint i = 0; i < flagged->items->len; i++)
    doubt_item (doubts, flagged, i);
  return doubts;
}

const char *
bsr_doubt_kind_to_string (BsrDoubtKind kind)
{
  /* In the order of BsrDoubtKind. */
  static const char *const names[]
      = { "container-number", "gross-mass", "items-mass", "seals", "code", "description" };
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}
