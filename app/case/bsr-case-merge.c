#include "bsr-case-merge.h"

#include <math.h>
#include <string.h>

#include "bsr-case-change.h"
#include "bsr-case-file.h"

/* Masses that differ by no more are the same, rounded: kilograms. */
#define SAME_KG 0.5
/* Of a Standard Carrier Alpha Code. */
#define CARRIER_LETTERS 4

/* --- What is not stated -------------------------------------------------------------------------
 */

static void
fill_text (char **text, const char *other)
{
  if ((*text == NULL || **text == '\0') && other != NULL)
    {
      g_free (*text);
      *text = g_strdup (other);
    }
}

static void
fill_number (double *number, double other)
{
  if (isnan (*number))
    *number = other;
}

static void
fill_words (GStrv *words, GStrv other)
{
  if ((*words)[0] != NULL)
    return;
  g_strfreev (*words);
  *words = g_strdupv (other);
}

static void
fill_time (GDateTime **moment, GDateTime *other)
{
  if (*moment == NULL && other != NULL)
    *moment = g_date_time_ref (other);
}

static void
fill_item (BsrManifestItem *item, const BsrManifestItem *other)
{
  fill_text (&item->hs, other->hs);
  fill_text (&item->description, other->description);
  fill_text (&item->package_type, other->package_type);
  fill_text (&item->origin, other->origin);
  fill_number (&item->gross_kg, other->gross_kg);
  if (item->packages < 0)
    item->packages = other->packages;
}

/* A bill's number without blanks, in small letters. */
static char *
bill_number (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *number = g_string_new (NULL);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (number, g_utf8_get_char (c));
  return g_string_free (number, FALSE);
}

/* Whether @longer is @shorter after a carrier's code of four letters (SCAC), which some write before
 * the number of a bill. */
static gboolean
is_with_carrier (const char *longer, const char *shorter)
{
  for (int i = 0; i < CARRIER_LETTERS; i++)
    if (!g_ascii_isalpha (longer[i]))
      return FALSE;
  return g_str_equal (longer + CARRIER_LETTERS, shorter);
}

gboolean
bsr_case_bills_differ (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *one = bill_number (a), *other = bill_number (b);
  return *one != '\0' && *other != '\0' && !g_str_equal (one, other)
         && !is_with_carrier (one, other) && !is_with_carrier (other, one);
}

gboolean
bsr_case_is_of_other_bill (const BsrCase *stated, const BsrCase *other)
{
  g_return_val_if_fail (stated != NULL && other != NULL, FALSE);
  return !g_str_equal (stated->id, other->id)
         && bsr_case_bills_differ (stated->bill_of_lading, other->bill_of_lading);
}

static gboolean
may_be_same (const BsrManifestItem *a, const BsrManifestItem *b)
{
  return *a->hs == '\0' || *b->hs == '\0' || g_str_equal (a->hs, b->hs);
}

static void
fill_items (BsrCase *flagged, const BsrCase *other)
{
  guint n = flagged->items->len;
  if (n == 0 && !flagged->empty)
    {
      flagged->empty = other->empty;
      for (guint i = 0; i < other->items->len; i++)
        fill_item (bsr_case_add_item (flagged, ""), other->items->pdata[i]);
      return;
    }
  for (guint i = 0; i < n && n == other->items->len; i++)
    if (may_be_same (flagged->items->pdata[i], other->items->pdata[i]))
      fill_item (flagged->items->pdata[i], other->items->pdata[i]);
}

static void
fill_flag (BsrCase *flagged, const BsrCase *other)
{
  fill_text (&flagged->flag_source, other->flag_source);
  fill_number (&flagged->risk, other->risk);
  fill_words (&flagged->flag_reasons, other->flag_reasons);
  fill_time (&flagged->raised, other->raised);
  fill_time (&flagged->cut_off, other->cut_off);
}

/* What is said of the container and its voyage, whatever bills its goods are on. */
static void
fill_box (BsrCase *flagged, const BsrCase *other)
{
  fill_text (&flagged->size_type, other->size_type);
  fill_text (&flagged->vessel, other->vessel);
  fill_text (&flagged->imo, other->imo);
  fill_text (&flagged->voyage, other->voyage);
  fill_words (&flagged->seals, other->seals);
  fill_number (&flagged->tare_kg, other->tare_kg);
  fill_number (&flagged->gross_kg, other->gross_kg);
}

/* What is said of the goods of one bill. */
static void
fill_bill (BsrCase *flagged, const BsrCase *other)
{
  fill_text (&flagged->bill_of_lading, other->bill_of_lading);
  fill_text (&flagged->port_of_lading, other->port_of_lading);
  fill_text (&flagged->port_of_discharge, other->port_of_discharge);
  if (flagged->personal_expired == NULL)
    {
      fill_text (&flagged->shipper, other->shipper);
      fill_text (&flagged->consignee, other->consignee);
      fill_text (&flagged->notify_party, other->notify_party);
    }
  fill_items (flagged, other);
}

BsrCase *
bsr_case_complete (const BsrCase *stated, const BsrCase *other)
{
  g_return_val_if_fail (stated != NULL && other != NULL, NULL);

  g_autofree char *json = bsr_case_to_json (stated);
  BsrCase *completed = bsr_case_from_record (json, -1, NULL);
  g_return_val_if_fail (completed != NULL, NULL);
  fill_time (&completed->personal_expired, stated->personal_expired);
  fill_flag (completed, other);
  fill_box (completed, other);
  if (!bsr_case_is_of_other_bill (stated, other))
    fill_bill (completed, other);
  return completed;
}

/* --- What both state ----------------------------------------------------------------------------
 */

/* (transfer full): as texts are compared. */
static char *
plain (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", *word);
  return g_string_free (joined, FALSE);
}

static gboolean
is_same (const BsrCaseChange *change)
{
  if (g_str_has_suffix (change->member, "_kg"))
    return fabs (g_ascii_strtod (change->before, NULL) - g_ascii_strtod (change->after, NULL))
           <= SAME_KG;
  g_autofree char *before = plain (change->before), *after = plain (change->after);
  return g_str_equal (before, after);
}

/* Whether what @other says there is a statement of it, and not how silence is written. */
static gboolean
is_stated (const BsrCaseChange *change, const BsrCase *other)
{
  if (g_str_equal (change->member, "flag.priority"))
    return other->priority != BSR_PRIORITY_ROUTINE;
  if (g_str_equal (change->member, "empty"))
    return other->empty || other->items->len > 0;
  return TRUE;
}

/* Whether two bills may say it differently of one container. */
static gboolean
is_of_bill (const char *member)
{
  static const char *const members[]
      = { "transport.port_of_lading", "transport.port_of_discharge", "shipper", "consignee",
          "notify_party", "empty", NULL };
  return g_strv_contains (members, member) || g_str_has_prefix (member, "items[");
}

static void
add_numbers_of_items (GPtrArray *differences, guint before, guint after)
{
  BsrCaseChange *change = g_new0 (BsrCaseChange, 1);
  change->member = g_strdup ("items");
  change->before = g_strdup_printf ("%u", before);
  change->after = g_strdup_printf ("%u", after);
  g_ptr_array_add (differences, change);
}

GPtrArray *
bsr_case_differences (const BsrCase *stated, const BsrCase *other)
{
  g_return_val_if_fail (stated != NULL && other != NULL, NULL);

  g_autoptr (GPtrArray) changes = bsr_case_changes (stated, other);
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_change_free);
  gboolean as_many = stated->items->len == other->items->len;
  gboolean other_bill = bsr_case_is_of_other_bill (stated, other);
  for (guint i = 0; i < changes->len; i++)
    {
      const BsrCaseChange *change = changes->pdata[i];
      gboolean of_item = g_str_has_prefix (change->member, "items[");
      if (change->before == NULL || change->after == NULL || (of_item && !as_many)
          || (other_bill && is_of_bill (change->member)) || g_str_equal (change->member, "container") || !is_stated (change, other)
          || is_same (change))
        continue;
      BsrCaseChange *copy = g_new0 (BsrCaseChange, 1);
      copy->member = g_strdup (change->member);
      copy->before = g_strdup (change->before);
      copy->after = g_strdup (change->after);
      g_ptr_array_add (differences, copy);
    }
  if (!as_many && !other_bill && stated->items->len > 0 && other->items->len > 0)
    add_numbers_of_items (differences, stated->items->len, other->items->len);
  return differences;
}
