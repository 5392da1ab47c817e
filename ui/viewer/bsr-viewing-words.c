#include "bsr-viewing-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MM_PER_CM 10.0
/* Per cent that are whole but for rounding. */
#define SAME 1e-6

static int
blind_percent (const BsrViewing *viewing)
{
  return (int) lrint (100.0 * viewing->not_penetrated);
}

int
bsr_viewing_words_missing_percent (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, 0);
  double missing = 100.0 * (1.0 - viewing->displayed - viewing->not_penetrated);
  return CLAMP ((int) ceil (missing - SAME), 0, 100 - blind_percent (viewing));
}

static int
displayed_percent (const BsrViewing *viewing)
{
  return 100 - blind_percent (viewing) - bsr_viewing_words_missing_percent (viewing);
}

static char *
object_words (const BsrViewing *viewing)
{
  /* Translators: the object that is sought: its edge in centimetres, and the millimetres of steel
   * that weaken the beam as it does. */
  return g_strdup_printf (_ ("an object of %.0f cm (as dense as %.0f mm of steel)"),
                          viewing->object_mm / MM_PER_CM, viewing->object_steel_mm);
}

char *
bsr_viewing_words_short (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, NULL);
  int blind = blind_percent (viewing);
  if (blind == 0)
    /* Translators: share of the container that was displayed well enough. */
    return g_strdup_printf (_ ("Looked at %d %%"), displayed_percent (viewing));
  /* Translators: shares of the container: displayed well enough, and where the beam did not get
   * through. */
  return g_strdup_printf (_ ("Looked at %d %% · not penetrated %d %%"), displayed_percent (viewing),
                          blind);
}

/* @sentence without its end, which says how much was not penetrated. */
static char *
with_blind (const BsrViewing *viewing, const char *sentence)
{
  int blind = blind_percent (viewing);
  if (blind == 0)
    return g_strdup_printf ("%s.", sentence);
  /* Translators: a sentence, and its end: the share where the beam did not get through. */
  return g_strdup_printf (_ ("%s; %d %% was not penetrated."), sentence, blind);
}

char *
bsr_viewing_words_missing (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, NULL);
  int missing = bsr_viewing_words_missing_percent (viewing);
  g_autofree char *object = object_words (viewing);
  g_autofree char *sentence
      = missing == 0
            /* Translators: %s: "an object of 10 cm (…)". */
            ? g_strdup_printf (_ ("All that the beam got through was displayed so that %s could be seen"), object)
            /* Translators: %s: "an object of 10 cm (…)". */
            : g_strdup_printf (_ ("%d %% of the container was not displayed so that %s could be seen"),
                               missing, object);
  return with_blind (viewing, sentence);
}

char *
bsr_viewing_words_record (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, NULL);
  g_autofree char *object = object_words (viewing);
  /* Translators: %s: "an object of 10 cm (…)". */
  g_autofree char *sentence
      = g_strdup_printf (_ ("%d %% of the container was displayed so that %s could be seen"),
                         displayed_percent (viewing), object);
  return with_blind (viewing, sentence);
}

char *
bsr_viewing_words_meaning (const BsrViewing *viewing)
{
  g_return_val_if_fail (viewing != NULL, NULL);
  g_autofree char *object = object_words (viewing);
  return g_strdup_printf (
      /* Translators: %s: "an object of 10 cm (…)". */
      _ ("How much of the container was on the screen large enough, with enough contrast and long "
         "enough for %s to be seen. Different windows add up; moving past quickly does not count, nor "
         "does a view with organic goods or metals taken out. "
         "Not penetrated: the beam did not get through, or so little of it that such an object is "
         "lost in the noise; this never counts as looked at."),
      object);
}
