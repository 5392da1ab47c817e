#include "bsr-vocabulary.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <math.h>

#include "bsr-heading.h"

#define WORD(words, index)                                                                         \
  ((guint) (index) < G_N_ELEMENTS (words) ? _ ((words)[index]) : (const char *) "")
#define NAME(names, index) ((guint) (index) < G_N_ELEMENTS (names) ? (names)[index] : "")

const char *
bsr_vocabulary_state (BsrCaseState state)
{
  static const char *const words[] = {
    [BSR_STATE_FLAGGED] = N_ ("Awaiting scan"),
    [BSR_STATE_SCANNED] = N_ ("To be judged"),
    [BSR_STATE_QUEUED] = N_ ("To be analysed"),
    [BSR_STATE_UNDER_REVIEW] = N_ ("Under review"),
    [BSR_STATE_SECOND_OPINION] = N_ ("Second opinion"),
    [BSR_STATE_AWAITING_SUPERVISOR] = N_ ("For the supervisor"),
    [BSR_STATE_TO_BE_EXAMINED] = N_ ("To be examined"),
    [BSR_STATE_EXAMINED] = N_ ("Examined"),
    [BSR_STATE_RELEASED] = N_ ("Released"),
    [BSR_STATE_NOT_EXAMINED] = N_ ("Not examined"),
    [BSR_STATE_CLOSED] = N_ ("Closed"),
  };
  return WORD (words, state);
}

const char *
bsr_vocabulary_priority (BsrPriority priority)
{
  switch (priority)
    {
    case BSR_PRIORITY_HIGH:
      return C_ ("priority", "High");
    case BSR_PRIORITY_URGENT:
      return C_ ("priority", "Urgent");
    case BSR_PRIORITY_ROUTINE:
    default:
      return C_ ("priority", "Routine");
    }
}

const char *
bsr_vocabulary_verdict (BsrVerdict verdict)
{
  static const char *const words[] = {
    [BSR_VERDICT_CONSISTENT] = N_ ("Consistent"),
    [BSR_VERDICT_MISMATCH] = N_ ("Does not fit"),
    [BSR_VERDICT_INCONCLUSIVE] = N_ ("Inconclusive"),
  };
  return WORD (words, verdict);
}

const char *
bsr_vocabulary_material (BsrMaterialClass material)
{
  static const char *const words[] = {
    [BSR_MATERIAL_CLASS_UNKNOWN] = N_ ("Material unknown"),
    [BSR_MATERIAL_CLASS_ORGANIC] = N_ ("Organic"),
    [BSR_MATERIAL_CLASS_INORGANIC] = N_ ("Inorganic"),
    [BSR_MATERIAL_CLASS_METAL] = N_ ("Metal"),
    [BSR_MATERIAL_CLASS_DENSE] = N_ ("Dense"),
  };
  return WORD (words, material);
}

const char *
bsr_vocabulary_category (BsrCategory category)
{
  static const char *const words[] = {
    [BSR_CATEGORY_SUSPICIOUS] = N_ ("Suspicious"),
    [BSR_CATEGORY_CONTRABAND] = N_ ("Contraband"),
    [BSR_CATEGORY_WEAPON] = N_ ("Weapon"),
    [BSR_CATEGORY_STRUCTURE] = N_ ("Altered structure"),
    [BSR_CATEGORY_BENIGN] = N_ ("Benign"),
    [BSR_CATEGORY_NOTE] = N_ ("Note"),
  };
  return WORD (words, category);
}

const char *
bsr_vocabulary_decision (BsrDecisionKind kind)
{
  static const char *const words[] = {
    [BSR_DECISION_RELEASE] = N_ ("Release"),
    [BSR_DECISION_EXAMINE] = N_ ("Examine"),
    [BSR_DECISION_SECOND_OPINION] = N_ ("Second opinion"),
    [BSR_DECISION_REFER] = N_ ("To the supervisor"),
    [BSR_DECISION_WAIVE] = N_ ("Not scanned or not examined"),
    [BSR_DECISION_CLOSE] = N_ ("Closed"),
    [BSR_DECISION_REOPEN] = N_ ("Reopened"),
  };
  return WORD (words, kind);
}

const char *
bsr_vocabulary_outcome (BsrOutcomeResult result)
{
  static const char *const words[] = {
    [BSR_OUTCOME_CONFORMING] = N_ ("As declared"),
    [BSR_OUTCOME_MISDECLARED] = N_ ("Misdeclared"),
    [BSR_OUTCOME_PROHIBITED] = N_ ("Prohibited goods"),
    [BSR_OUTCOME_INCONCLUSIVE] = N_ ("Nothing certain"),
  };
  return WORD (words, result);
}

const char *
bsr_vocabulary_extent (BsrExaminationExtent extent)
{
  static const char *const words[] = {
    [BSR_EXTENT_DOOR] = N_ ("From the doors"),
    [BSR_EXTENT_PARTIAL] = N_ ("Partly unloaded"),
    [BSR_EXTENT_FULL] = N_ ("Fully unloaded"),
  };
  return WORD (words, extent);
}

const char *
bsr_vocabulary_energy (BsrEnergyName name)
{
  static const char *const words[] = {
    [BSR_ENERGY_HIGH] = N_ ("High energy"),
    [BSR_ENERGY_LOW] = N_ ("Low energy"),
    [BSR_ENERGY_SINGLE] = N_ ("Transmission"),
    [BSR_ENERGY_BACKSCATTER] = N_ ("Backscatter"),
  };
  return WORD (words, name);
}

const char *
bsr_vocabulary_check (const char *id)
{
  static const struct
  {
    const char *id, *word;
  } checks[] = {
    { "container-number", N_ ("Container number") },
    { "empty", N_ ("Empty or loaded") },
    { "mass", N_ ("Mass of the load") },
    { "material", N_ ("Material") },
    { "commodity", N_ ("Goods") },
    { "homogeneity", N_ ("Evenness of the load") },
    { "packages", N_ ("Packages") },
    { "volume", N_ ("Volume") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_strcmp0 (checks[i].id, id) == 0)
      return _ (checks[i].word);
  return id;
}

/* Members of a case file; of an item those behind "items[N].". */
static const struct
{
  const char *member, *name;
} members[] = {
  { "container", N_ ("Container") },
  { "size_type", N_ ("Size and type") },
  { "flag.source", N_ ("Flagged by") },
  { "flag.risk", N_ ("Risk") },
  { "flag.priority", N_ ("Priority") },
  { "flag.reasons", N_ ("Reasons for the flag") },
  { "flag.raised", N_ ("Time of the flag") },
  { "flag.cut_off", N_ ("Cut-off") },
  { "transport.bill_of_lading", N_ ("Bill of lading") },
  { "transport.vessel", N_ ("Ship") },
  { "transport.imo", N_ ("IMO number") },
  { "transport.voyage", N_ ("Voyage") },
  { "transport.port_of_lading", N_ ("Port of lading") },
  { "transport.port_of_discharge", N_ ("Port of discharge") },
  { "shipper", N_ ("Shipper") },
  { "consignee", N_ ("Consignee") },
  { "notify_party", N_ ("Notify party") },
  { "seals", N_ ("Seals") },
  { "tare_kg", N_ ("Tare") },
  { "gross_kg", N_ ("Gross mass") },
  { "empty", N_ ("Declared empty") },
}, item_members[] = {
  { "hs", N_ ("Code of the goods") },
  { "description", N_ ("Description") },
  { "packages", N_ ("Packages") },
  { "package_type", N_ ("Package type") },
  { "gross_kg", N_ ("Gross mass") },
  { "origin", N_ ("Origin") },
};

char *
bsr_vocabulary_member (const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);
  unsigned index;
  int begin = 0;
  if (sscanf (member, "items[%u].%n", &index, &begin) == 1 && begin > 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (item_members); i++)
        if (g_str_equal (member + begin, item_members[i].member))
          /* Translators: which of the declared items, and what of it. */
          return g_strdup_printf (_ ("Item %u: %s"), index + 1, _ (item_members[i].name));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (member, members[i].member))
      return g_strdup (_ (members[i].name));
  return g_strdup (member);
}

char *
bsr_vocabulary_heading (const char *hs)
{
  g_return_val_if_fail (hs != NULL, NULL);
  if (*hs == '\0')
    return g_strdup (_ ("None of those known"));
  const BsrHeading *heading = bsr_heading_find (hs, NULL);
  if (heading == NULL)
    /* Translators: a code of the Harmonized System. */
    return g_strdup_printf (_ ("HS %s"), hs);
  /* Translators: what goods are called, and their code of the Harmonized System. */
  return g_strdup_printf (_ ("%s (%s)"), bsr_heading_local_name (heading), hs);
}

const char *
bsr_vocabulary_verdict_icon (BsrVerdict verdict)
{
  static const char *const names[] = {
    [BSR_VERDICT_CONSISTENT] = "bsr-consistent-symbolic",
    [BSR_VERDICT_MISMATCH] = "bsr-mismatch-symbolic",
    [BSR_VERDICT_INCONCLUSIVE] = "bsr-inconclusive-symbolic",
  };
  return NAME (names, verdict);
}

const char *
bsr_vocabulary_verdict_style (BsrVerdict verdict)
{
  static const char *const names[] = {
    [BSR_VERDICT_CONSISTENT] = "consistent",
    [BSR_VERDICT_MISMATCH] = "mismatch",
    [BSR_VERDICT_INCONCLUSIVE] = "inconclusive",
  };
  return NAME (names, verdict);
}

const char *
bsr_vocabulary_state_style (BsrCaseState state)
{
  static const char *const names[] = {
    [BSR_STATE_FLAGGED] = "awaiting",     [BSR_STATE_SCANNED] = "open",
    [BSR_STATE_QUEUED] = "awaiting",      [BSR_STATE_UNDER_REVIEW] = "open",
    [BSR_STATE_SECOND_OPINION] = "open",  [BSR_STATE_AWAITING_SUPERVISOR] = "supervisor",
    [BSR_STATE_TO_BE_EXAMINED] = "examine", [BSR_STATE_EXAMINED] = "closed",
    [BSR_STATE_RELEASED] = "closed",      [BSR_STATE_NOT_EXAMINED] = "closed",
    [BSR_STATE_CLOSED] = "closed",
  };
  return NAME (names, state);
}

const char *
bsr_vocabulary_category_style (BsrCategory category)
{
  static const char *const names[] = {
    [BSR_CATEGORY_SUSPICIOUS] = "category-suspicious",
    [BSR_CATEGORY_CONTRABAND] = "category-contraband",
    [BSR_CATEGORY_WEAPON] = "category-weapon",
    [BSR_CATEGORY_STRUCTURE] = "category-structure",
    [BSR_CATEGORY_BENIGN] = "category-benign",
    [BSR_CATEGORY_NOTE] = "category-note",
  };
  return NAME (names, category);
}

const char *
bsr_vocabulary_decision_icon (BsrDecisionKind kind)
{
  static const char *const names[] = {
    [BSR_DECISION_RELEASE] = "bsr-release-symbolic",
    [BSR_DECISION_EXAMINE] = "bsr-examine-symbolic",
    [BSR_DECISION_SECOND_OPINION] = "bsr-second-opinion-symbolic",
    [BSR_DECISION_REFER] = "bsr-supervisor-symbolic",
    [BSR_DECISION_WAIVE] = "bsr-waive-symbolic",
    [BSR_DECISION_CLOSE] = "bsr-confirmed-symbolic",
    [BSR_DECISION_REOPEN] = "bsr-record-symbolic",
  };
  return NAME (names, kind);
}

char *
bsr_vocabulary_time (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  /* Translators: a date and time as g_date_time_format() takes it: "5 Nov 2026, 08:15". */
  return g_date_time_format (local, _ ("%-d %b %Y, %H:%M"));
}

char *
bsr_vocabulary_cut_off (GDateTime *cut_off, GDateTime *now)
{
  g_return_val_if_fail (cut_off != NULL && now != NULL, NULL);
  gint64 minutes = g_date_time_difference (cut_off, now) / G_TIME_SPAN_MINUTE;
  if (minutes < 0)
    return g_strdup (_ ("Cut-off passed"));
  int days = (int) (minutes / (24 * 60)), hours = (int) (minutes / 60 % 24);
  if (days > 0)
    /* Translators: time left until the ship's loading cut-off: days and hours. */
    return g_strdup_printf (_ ("Cut-off in %d d %d h"), days, hours);
  if (hours > 0)
    /* Translators: hours and minutes. */
    return g_strdup_printf (_ ("Cut-off in %d h %d min"), hours, (int) (minutes % 60));
  return g_strdup_printf (_ ("Cut-off in %d min"), (int) minutes);
}

char *
bsr_vocabulary_mass (double kg)
{
  if (isnan (kg))
    return g_strdup (_ ("not stated"));
  /* What was weighed on a hand scale has decimals, what a weighbridge says has none. */
  int decimals = fabs (kg - round (kg)) < 0.05 ? 0 : 1;
  /* Translators: a mass in kilograms. */
  return g_strdup_printf (_ ("%.*f kg"), decimals, kg);
}
