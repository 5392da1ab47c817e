#include "bsr-truth.h"

#include <math.h>

static void
object_free (gpointer data)
{
  BsrTruthObject *object = data;
  g_free (object->kind);
  g_free (object->zone);
  g_clear_pointer (&object->mask, bsr_plane_unref);
  g_free (object);
}

static void
commodity_free (gpointer data)
{
  BsrTruthCommodity *commodity = data;
  g_free (commodity->id);
  g_free (commodity->hs);
  g_free (commodity);
}

BsrTruth *
bsr_truth_new (void)
{
  BsrTruth *truth = g_new0 (BsrTruth, 1);
  truth->objects = g_ptr_array_new_with_free_func (object_free);
  truth->commodities = g_ptr_array_new_with_free_func (commodity_free);
  truth->mass_kg = truth->declared_kg = NAN;
  truth->declared_items = -1;
  return truth;
}

void
bsr_truth_free (BsrTruth *truth)
{
  g_return_if_fail (truth != NULL);

  g_ptr_array_unref (truth->objects);
  g_ptr_array_unref (truth->commodities);
  g_free (truth->lie);
  g_free (truth->vague);
  g_free (truth->scanner);
  g_free (truth->container_type);
  g_free (truth->split);
  g_free (truth->set);
  g_free (truth);
}

BsrTruthObject *
bsr_truth_add_object (BsrTruth *truth, const char *kind)
{
  g_return_val_if_fail (truth != NULL && kind != NULL, NULL);

  BsrTruthObject *object = g_new0 (BsrTruthObject, 1);
  object->kind = g_strdup (kind);
  object->cnr = object->steel_mm = object->mass_kg = NAN;
  g_ptr_array_add (truth->objects, object);
  return object;
}

BsrTruthCommodity *
bsr_truth_add_commodity (BsrTruth *truth, const char *id)
{
  g_return_val_if_fail (truth != NULL && id != NULL, NULL);

  BsrTruthCommodity *commodity = g_new0 (BsrTruthCommodity, 1);
  commodity->id = g_strdup (id);
  commodity->from_mm = commodity->to_mm = commodity->mass_kg = NAN;
  commodity->packages = -1;
  g_ptr_array_add (truth->commodities, commodity);
  return commodity;
}
