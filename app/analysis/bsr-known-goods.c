#include "bsr-known-goods.h"

#include <math.h>

#include "bsr-heading.h"

/* The table's ranges are taken to hold nine of ten loads: 3.3 standard deviations. */
#define RANGE_SIGMAS 3.3
/* Besides, loads are measured over the room that their outline takes up, which is not always filled
 * from wall to wall, and weighed to a tenth: ln of the density, 0.25. The place between organic and
 * metal is known to 0.1 at best. */
#define DENSITY_SPREAD 0.25
#define PLACE_SPREAD 0.1
/* A row of the table counts as so many loads that were seen. */
#define TABLE_WEIGHT 2.0

struct _BsrKnownGoods
{
  gatomicrefcount refs;
  BsrLibraryModel *model;
};

static BsrHeadingPrior
prior_of (const BsrHeading *heading)
{
  BsrHeadingPrior prior = { .weight = TABLE_WEIGHT };
  g_strlcpy (prior.hs, heading->code, sizeof prior.hs);
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    prior.mean[i] = prior.spread[i] = NAN;
  double low = log (heading->density.low), high = log (heading->density.high);
  prior.mean[BSR_LOAD_MEASURE_BULK_DENSITY] = (float) ((low + high) / 2.0);
  prior.spread[BSR_LOAD_MEASURE_BULK_DENSITY] = (float) hypot ((high - low) / RANGE_SIGMAS, DENSITY_SPREAD);
  low = heading->place.low;
  high = heading->place.high;
  prior.mean[BSR_LOAD_MEASURE_MATERIAL] = (float) ((low + high) / 2.0);
  prior.spread[BSR_LOAD_MEASURE_MATERIAL] = (float) hypot ((high - low) / RANGE_SIGMAS, PLACE_SPREAD);
  return prior;
}

/* (transfer full): BsrHeadingPrior of every heading of the table. */
static GArray *
list_priors (void)
{
  GArray *priors = g_array_new (FALSE, FALSE, sizeof (BsrHeadingPrior));
  for (int i = 0; i < bsr_heading_count (); i++)
    {
      const BsrHeading *heading = bsr_heading_at (i);
      if (strlen (heading->code) != 4)
        continue;
      BsrHeadingPrior prior = prior_of (heading);
      g_array_append_val (priors, prior);
    }
  return priors;
}

/* @model: (transfer full) */
static BsrKnownGoods *
known_goods (BsrLibraryModel *model)
{
  BsrKnownGoods *goods = g_new (BsrKnownGoods, 1);
  g_atomic_ref_count_init (&goods->refs);
  goods->model = model;
  return goods;
}

BsrKnownGoods *
bsr_known_goods_new (BsrLibrary *library, const BsrLibraryParameters *parameters, const char *but_scan)
{
  g_autoptr (GArray) priors = list_priors ();
  g_autoptr (BsrLibrary) none = library == NULL ? bsr_library_new () : NULL;
  return known_goods (bsr_library_model_new (library != NULL ? library : none,
                                             (const BsrHeadingPrior *) priors->data,
                                             (int) priors->len, parameters, but_scan));
}

BsrKnownGoods *
bsr_known_goods_of_snapshot (BsrLibrarySnapshot *snapshot, const char *but_scan)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_autoptr (GArray) priors = list_priors ();
  return known_goods (bsr_library_snapshot_model_new (snapshot, (const BsrHeadingPrior *) priors->data,
                                                      (int) priors->len, NULL, but_scan));
}

BsrKnownGoods *
bsr_known_goods_ref (BsrKnownGoods *goods)
{
  g_return_val_if_fail (goods != NULL, NULL);
  g_atomic_ref_count_inc (&goods->refs);
  return goods;
}

void
bsr_known_goods_unref (BsrKnownGoods *goods)
{
  g_return_if_fail (goods != NULL);
  if (!g_atomic_ref_count_dec (&goods->refs))
    return;
  bsr_library_model_free (goods->model);
  g_free (goods);
}

const BsrLibraryModel *
bsr_known_goods_model (const BsrKnownGoods *goods)
{
  return goods->model;
}
