#include "bsr-baplie.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-edifact-equipment.h"
#include "bsr-edifact-voyage.h"

/* Four times what any ship carries. */
#define MOST_STOWAGES 100000
/* Of one container; further ones are left out. */
#define MOST_DANGEROUS 99

/* What is being read: the ship, and the position that stands since the last LOC+147. */
typedef struct
{
  BsrManifest *manifest;
  BsrEdifact *edifact;
  BsrEdifactVoyage voyage;
  gboolean is_inside;  /* a position was named in this message */
  BsrStowage *place;   /* (nullable): what is said of the position before its containers */
  guint first;         /* of its stowages */
  BsrStowage *stowage; /* (nullable): its last, of the manifest */
} Plan;

/* What the present segment speaks of. */
static BsrStowage *
subject (Plan *plan)
{
  return plan->stowage != NULL ? plan->stowage : plan->place;
}

static void
take_text (char **to, char *text)
{
  if (text == NULL)
    return;
  g_free (*to);
  *to = text;
}

static void
give_text (char **to, const char *text)
{
  if (*to == NULL)
    *to = g_strdup (text);
}

/* Masses, ports and goods that stand before the container, as versions 1 and 2 have it, are the
 * container's where there is one; of several only the ports are known to be. */
static void
end_position (Plan *plan)
{
  GPtrArray *stowages = plan->manifest->stowages;
  BsrStowage *place = plan->place;
  gboolean single = stowages->len - plan->first == 1;
  for (guint i = plan->first; place != NULL && i < stowages->len; i++)
    {
      BsrStowage *stowage = stowages->pdata[i];
      give_text (&stowage->port_of_lading, place->port_of_lading);
      give_text (&stowage->port_of_discharge, place->port_of_discharge);
      if (!single)
        continue;
      stowage->gross_kg = isnan (stowage->gross_kg) ? place->gross_kg : stowage->gross_kg;
      stowage->vgm_kg = isnan (stowage->vgm_kg) ? place->vgm_kg : stowage->vgm_kg;
    }
  g_clear_pointer (&plan->place, bsr_stowage_free);
  plan->stowage = NULL;
  plan->first = stowages->len;
}

static void
begin_position (Plan *plan)
{
  end_position (plan);
  plan->is_inside = TRUE;
  plan->place = bsr_stowage_new ("");
  take_text (&plan->place->position, bsr_edifact_dup (plan->edifact, 2, 1));
  if (plan->place->position == NULL)
    bsr_edifact_remark (plan->edifact, NULL, TRUE, _ ("names no position"));
}

/* SMDG 1.5 has 6 and 12 for what later versions say with 9 and 11. */
static void
take_location (Plan *plan)
{
  const char *qualifier = bsr_edifact_value (plan->edifact, 1, 1);
  BsrStowage *stowage = subject (plan);
  if (strcmp (qualifier, "147") == 0)
    begin_position (plan);
  else if (stowage == NULL)
    return;
  else if (strcmp (qualifier, "9") == 0 || strcmp (qualifier, "6") == 0)
    take_text (&stowage->port_of_lading, bsr_edifact_dup (plan->edifact, 2, 1));
  else if (strcmp (qualifier, "11") == 0 || strcmp (qualifier, "12") == 0)
    take_text (&stowage->port_of_discharge, bsr_edifact_dup (plan->edifact, 2, 1));
}

static void
take_equipment (Plan *plan)
{
  BsrEdifact *edifact = plan->edifact;
  if (plan->place == NULL)
    {
      bsr_edifact_remark (edifact, NULL, FALSE, _ ("stands before any position"));
      return;
    }
  if (strcmp (bsr_edifact_value (edifact, 1, 1), "CN") != 0)
    return;
  g_autofree char *container = bsr_edifact_take_container (edifact, 2, 1);
  if (container == NULL)
    return;
  bsr_edifact_doubt_container (edifact, container);
  if (plan->manifest->stowages->len - plan->first == 1
      && !(isnan (plan->place->gross_kg) && isnan (plan->place->vgm_kg)))
    bsr_edifact_remark (
        edifact, container, FALSE,
        _ ("several containers stand here: which of them the mass before them is of is not said"));
  BsrStowage *stowage = bsr_stowage_new (container);
  stowage->position = g_strdup (plan->place->position);
  stowage->size_type = bsr_edifact_take_size_type (edifact);
  stowage->empty = bsr_edifact_take_empty (edifact);
  stowage->vessel = g_strdup (plan->voyage.vessel);
  stowage->imo = g_strdup (plan->voyage.imo);
  stowage->voyage = g_strdup (plan->voyage.voyage);
  g_ptr_array_add (plan->manifest->stowages, stowage);
  plan->stowage = stowage;
}

static void
take_mass (Plan *plan)
{
  BsrStowage *stowage = subject (plan);
  const char *container = plan->stowage != NULL ? plan->stowage->container : NULL;
  double kg;
  BsrEdifactMass mass = stowage != NULL ? bsr_edifact_take_mass (plan->edifact, container, &kg)
                                        : BSR_EDIFACT_MASS_NONE;
  if (mass == BSR_EDIFACT_MASS_GROSS)
    stowage->gross_kg = kg;
  else if (mass == BSR_EDIFACT_MASS_VERIFIED)
    stowage->vgm_kg = kg;
  else
    return;
  bsr_edifact_doubt_gross (plan->edifact, container, stowage->size_type, kg);
}

/* C234 of DGS: the four digits of the United Nations' number. */
static void
take_dangerous (Plan *plan)
{
  g_autofree char *code = bsr_edifact_dup (plan->edifact, 3, 1);
  BsrStowage *stowage = plan->stowage;
  if (stowage == NULL || code == NULL)
    return;
  if (strlen (code) != 4 || strspn (code, "0123456789") != 4)
    {
      bsr_edifact_remark (plan->edifact, stowage->container, FALSE, _ ("\"%.20s\" is no UN number"),
                          code);
      return;
    }
  g_autofree char *name = g_strconcat ("UN", code, NULL);
  guint n = g_strv_length (stowage->dangerous);
  if (g_strv_contains ((const char *const *) stowage->dangerous, name) || n >= MOST_DANGEROUS)
    return;
  stowage->dangerous = g_renew (char *, stowage->dangerous, n + 2);
  stowage->dangerous[n] = g_steal_pointer (&name);
  stowage->dangerous[n + 1] = NULL;
}

static void
begin_message (Plan *plan)
{
  end_position (plan);
  plan->is_inside = FALSE;
  bsr_edifact_voyage_clear (&plan->voyage);
}

static gboolean
is_full (const Plan *plan)
{
  if (plan->manifest->stowages->len < MOST_STOWAGES)
    return FALSE;
  bsr_edifact_remark (plan->edifact, NULL, FALSE,
                      _ ("there are more than %d containers: the rest of the file was not read"),
                      MOST_STOWAGES);
  return TRUE;
}

static gboolean
take_segment (gpointer data, GError **error G_GNUC_UNUSED)
{
  Plan *plan = data;
  BsrEdifact *edifact = plan->edifact;
  if (bsr_edifact_is (edifact, "UNH"))
    begin_message (plan);
  else if (bsr_edifact_is (edifact, "LOC"))
    take_location (plan);
  else if (bsr_edifact_is (edifact, "EQD"))
    take_equipment (plan);
  else if (bsr_edifact_is (edifact, "MEA"))
    take_mass (plan);
  else if (bsr_edifact_is (edifact, "DGS"))
    take_dangerous (plan);
  else if (bsr_edifact_is (edifact, "TDT") && !plan->is_inside)
    bsr_edifact_voyage_take (&plan->voyage, edifact);
  else if (bsr_edifact_is (edifact, "RFF") && !plan->is_inside && plan->voyage.voyage == NULL
           && strcmp (bsr_edifact_value (edifact, 1, 1), "VON") == 0)
    plan->voyage.voyage = bsr_edifact_dup (edifact, 1, 2);
  return !is_full (plan);
}

static const BsrEdifactKind kind = { .type = "BAPLIE" };

gboolean
bsr_baplie_probe (const char *bytes, gsize n)
{
  return bsr_edifact_probe (bytes, n, &kind);
}

BsrManifest *
bsr_baplie_read (const char *bytes, gsize n, const BsrCsvMapping *mapping G_GNUC_UNUSED,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_BAPLIE, "BAPLIE");
  g_autoptr (BsrEdifact) edifact = bsr_edifact_new (bytes, n, &kind, manifest, error);
  if (edifact == NULL)
    return NULL;
  Plan plan = { .manifest = manifest, .edifact = edifact };
  gboolean ok = bsr_edifact_take_all (edifact, take_segment, &plan, cancellable, error);
  end_position (&plan);
  bsr_edifact_voyage_clear (&plan.voyage);
  return ok ? g_steal_pointer (&manifest) : NULL;
}
