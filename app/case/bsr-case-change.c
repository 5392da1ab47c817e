#include "bsr-case-change.h"

#include <math.h>

#include "bsr-case-file.h"

/* A declaration as a list of what it states, so that two can be held against each other. */
typedef struct
{
  char *member, *value;
} Fact;

static void
fact_clear (gpointer data)
{
  Fact *fact = data;
  g_free (fact->member);
  g_free (fact->value);
}

void
bsr_case_change_free (BsrCaseChange *change)
{
  if (change == NULL)
    return;
  g_free (change->member);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
change_free (gpointer change)
{
  bsr_case_change_free (change);
}

/* Takes @value, which may be NULL or empty: not stated. */
static void
take (GArray *facts, char *member, char *value)
{
  Fact fact = { member, value };
  if (value != NULL && *value != '\0')
    g_array_append_val (facts, fact);
  else
    fact_clear (&fact);
}

static void
add (GArray *facts, const char *member, const char *value)
{
  take (facts, g_strdup (member), g_strdup (value));
}

static char *
number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  return isnan (value) ? NULL : g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", value));
}

static void
add_time (GArray *facts, const char *member, GDateTime *moment)
{
  g_autoptr (GDateTime) utc = moment != NULL ? g_date_time_to_utc (moment) : NULL;
  take (facts, g_strdup (member), utc != NULL ? g_date_time_format_iso8601 (utc) : NULL);
}

static void
add_item (GArray *facts, const BsrManifestItem *item, guint index)
{
#define MEMBER(name) g_strdup_printf ("items[%u]." name, index)
  take (facts, MEMBER ("hs"), g_strdup (item->hs));
  take (facts, MEMBER ("description"), g_strdup (item->description));
  take (facts, MEMBER ("packages"),
        item->packages >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, item->packages) : NULL);
  take (facts, MEMBER ("package_type"), g_strdup (item->package_type));
  take (facts, MEMBER ("gross_kg"), number (item->gross_kg));
  take (facts, MEMBER ("origin"), g_strdup (item->origin));
#undef MEMBER
}

static GArray *
facts_of (const BsrCase *flagged)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (Fact));
  g_array_set_clear_func (facts, fact_clear);
  add (facts, "container", flagged->container);
  add (facts, "size_type", flagged->size_type);
  add (facts, "flag.source", flagged->flag_source);
  take (facts, g_strdup ("flag.risk"), number (flagged->risk));
  add (facts, "flag.priority", bsr_priority_to_string (flagged->priority));
  take (facts, g_strdup ("flag.reasons"), g_strjoinv ("; ", flagged->flag_reasons));
  add_time (facts, "flag.raised", flagged->raised);
  add_time (facts, "flag.cut_off", flagged->cut_off);
  add (facts, "transport.bill_of_lading", flagged->bill_of_lading);
  add (facts, "transport.vessel", flagged->vessel);
  add (facts, "transport.imo", flagged->imo);
  add (facts, "transport.voyage", flagged->voyage);
  add (facts, "transport.port_of_lading", flagged->port_of_lading);
  add (facts, "transport.port_of_discharge", flagged->port_of_discharge);
  add (facts, "shipper", flagged->shipper);
  add (facts, "consignee", flagged->consignee);
  add (facts, "notify_party", flagged->notify_party);
  take (facts, g_strdup ("seals"), g_strjoinv ("; ", flagged->seals));
  take (facts, g_strdup ("tare_kg"), number (flagged->tare_kg));
  take (facts, g_strdup ("gross_kg"), number (flagged->gross_kg));
  add (facts, "empty", flagged->empty ? "true" : "false");
  for (guint i = 0; i < flagged->items->len; i++)
    add_item (facts, flagged->items->pdata[i], i);
  return facts;
}

/* (transfer full): values by member; both belong to @facts. */
static GHashTable *
table_of (GArray *facts)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      g_hash_table_insert (table, fact->member, fact->value);
    }
  return table;
}

static void
add_change (GPtrArray *changes, const char *member, const char *before, const char *after)
{
  BsrCaseChange *change = g_new0 (BsrCaseChange, 1);
  change->member = g_strdup (member);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

GPtrArray *
bsr_case_changes (const BsrCase *before, const BsrCase *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, NULL);
  g_autoptr (GArray) old = facts_of (before);
  g_autoptr (GArray) new = facts_of (after);
  g_autoptr (GHashTable) before_of = table_of (old);
  g_autoptr (GHashTable) after_of = table_of (new);
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  for (guint i = 0; i < new->len; i++)
    {
      const Fact *fact = &g_array_index (new, Fact, i);
      const char *was = g_hash_table_lookup (before_of, fact->member);
      if (g_strcmp0 (was, fact->value) != 0)
        add_change (changes, fact->member, was, fact->value);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const Fact *fact = &g_array_index (old, Fact, i);
      if (g_hash_table_lookup (after_of, fact->member) == NULL)
        add_change (changes, fact->member, fact->value, NULL);
    }
  return changes;
}
