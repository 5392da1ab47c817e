#include "bsr-check-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bsr-reason.h"
#include "bsr-vocabulary.h"

/* Between groups of three digits: the SI Brochure (9th edition, 5.4.4) has a thin space there, for
 * a comma and a point mean different things in different countries. Narrow and unbreakable. */
#define GROUP_SPACE "\u202f"

/* Below this, kilograms and cubic metres are said to a tenth, where there is one. */
#define MANY 100.0

/* The document's words for a fact, translated; what is no such word (a number, a name) as it is. */
static char *
fact (const char *text)
{
  if (g_str_equal (text, "empty"))
    return g_strdup (C_ ("container", "empty"));
  if (g_str_equal (text, "loaded"))
    return g_strdup (C_ ("container", "loaded"));
  for (int i = BSR_MATERIAL_CLASS_UNKNOWN; i <= BSR_MATERIAL_CLASS_DENSE; i++)
    if (g_str_equal (text, bsr_material_class_to_string ((BsrMaterialClass) i)))
      return g_strdup (bsr_vocabulary_material ((BsrMaterialClass) i));
  return g_strdup (text);
}

/* As many decimals as the unit needs. Shares and scores lie within 0 to 1, where whole numbers
 * would say nothing. */
static int
decimals_of (double value, const char *unit)
{
  gboolean is_whole = fabs (value - round (value)) < 0.05;
  if (g_strcmp0 (unit, "packages") == 0)
    return 0;
  if (g_strcmp0 (unit, "kg") == 0 || g_strcmp0 (unit, "m3") == 0)
    return is_whole || fabs (value) >= MANY ? 0 : 1;
  return fabs (value) < 10.0 && fabs (value - round (value)) > 0.005 ? 2 : 0;
}

static char *
number (double value, int decimals)
{
  g_autofree char *plain = g_strdup_printf ("%.*f", decimals, value);
  GString *grouped = g_string_new (plain);
  int first = *plain == '-', n_digits = (int) strspn (plain + first, "0123456789");
  for (int i = n_digits - 3; i > 0; i -= 3)
    g_string_insert (grouped, first + i, GROUP_SPACE);
  return g_string_free (grouped, FALSE);
}

static char *
with_unit (double value, const char *digits, const char *unit)
{
  if (g_strcmp0 (unit, "kg") == 0)
    /* Translators: %s is a number; a mass. */
    return g_strdup_printf (_ ("%s kg"), digits);
  if (g_strcmp0 (unit, "m3") == 0)
    /* Translators: %s is a number; a volume. */
    return g_strdup_printf (_ ("%s m³"), digits);
  if (g_strcmp0 (unit, "g/cm2") == 0)
    /* Translators: %s is a number; mass that the beam goes through, by area. */
    return g_strdup_printf (_ ("%s g/cm²"), digits);
  if (g_strcmp0 (unit, "g/cm3") == 0)
    /* Translators: %s is a number; a density. */
    return g_strdup_printf (_ ("%s g/cm³"), digits);
  if (g_strcmp0 (unit, "packages") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s package", "%s packages",
                                         (gulong) fabs (round (value))),
                            digits);
  return g_strdup (digits);
}

char *
bsr_check_words_quantity (double value, const char *unit)
{
  g_autofree char *digits = number (value, decimals_of (value, unit));
  return with_unit (value, digits, unit);
}

/* The number as the unit has it, without the unit. */
static char *
bare (double value, const char *unit)
{
  return number (value, decimals_of (value, unit));
}

char *
bsr_check_words_declared (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (result->declared_text != NULL)
    return fact (result->declared_text);
  return isnan (result->declared) ? g_strdup ("–")
                                  : bsr_check_words_quantity (result->declared, result->unit);
}

static gboolean
is_open (const BsrCheckResult *result)
{
  return isinf (result->observed_high) && !isnan (result->observed_low);
}

static gboolean
is_bounded (const BsrCheckResult *result)
{
  return isfinite (result->observed_low) && isfinite (result->observed_high);
}

char *
bsr_check_words_observed (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (result->observed_text != NULL)
    return fact (result->observed_text);
  if (is_open (result))
    {
      g_autofree char *low = bsr_check_words_quantity (result->observed_low, result->unit);
      /* Translators: a quantity of which only the lower bound is known. */
      return g_strdup_printf (_ ("at least %s"), low);
    }
  if (isnan (result->observed))
    return g_strdup ("–");
  g_autofree char *observed = bsr_check_words_quantity (result->observed, result->unit);
  if (!is_bounded (result))
    return g_steal_pointer (&observed);
  g_autofree char *low = bare (result->observed_low, result->unit);
  g_autofree char *high = bare (result->observed_high, result->unit);
  /* Translators: a measured quantity and its interval: "18200 kg (16900 to 19500)". */
  return g_strdup_printf (_ ("%s (%s to %s)"), observed, low, high);
}

gboolean
bsr_check_words_has_facts (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, FALSE);
  return result->declared_text != NULL || result->observed_text != NULL
         || !isnan (result->declared) || !isnan (result->observed) || is_open (result);
}

char *
bsr_check_words_comparison (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  g_autofree char *declared = bsr_check_words_declared (result);
  if (!is_bounded (result) || isnan (result->observed))
    {
      g_autofree char *observed = bsr_check_words_observed (result);
      /* Translators: two quantities or words: what the papers say and what the image shows. */
      return g_strdup_printf (_ ("declared %s, seen %s"), declared, observed);
    }
  g_autofree char *observed = bsr_check_words_quantity (result->observed, result->unit);
  g_autofree char *low = bsr_check_words_quantity (result->observed_low, result->unit);
  g_autofree char *high = bsr_check_words_quantity (result->observed_high, result->unit);
  /* Translators: four quantities with their units. */
  return g_strdup_printf (_ ("declared %s, seen %s, between %s and %s"), declared, observed, low,
                          high);
}
