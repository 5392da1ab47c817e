#pragma once

#include "bsr-load-region.h"
#include "bsr-scanner.h"
#include "bsr-scene-model.h"
#include "bsr-test-scan.h"

/* One container with all that its load is told from. */
typedef struct
{
  BsrRadiograph *radiograph;
  BsrGrid *grid;
  BsrInside *inside;
  BsrStructure *structure;
  BsrLoadMap *map;
  BsrLoadPlaces *places; /* (nullable) */
  BsrLoadLook look;
} BsrTestLoad;

/* What is seen in @box of a scan, in cells of 15 mm. */
BsrTestLoad *bsr_test_load_new (BsrImage *image, const BsrAcquisition *acquisition, BsrBox box);
void bsr_test_load_free (BsrTestLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTestLoad, bsr_test_load_free)

/* The same of a drawn scan of one energy with its noise, */
BsrTestLoad *bsr_test_load_of_scan (const BsrTestScan *scan, BsrBox container, guint64 seed);
/* and of a simulated one, where its container is found. */
BsrTestLoad *bsr_test_load_of_model (const BsrSceneModel *model, const BsrScanner *scanner,
                                     guint64 seed);

/* All columns of the load's space as one region. */
BsrLoadRegion bsr_test_load_whole (const BsrTestLoad *load);

/* A container of 20 feet without load. */
BsrSceneModel *bsr_test_load_model_new (guint64 seed);
/* Puts a block of @material with 0.25 g/cm3 on its floor, from wall to wall less 50 mm. @from_mm,
 * @to_mm: along the container from the front wall's inside. Returns its mass, kg. */
double bsr_test_load_add_block (BsrSceneModel *model, const char *material, double from_mm,
                                double to_mm, double height_mm);
