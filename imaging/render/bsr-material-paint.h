#pragma once

#include "bsr-tone-table.h"

G_BEGIN_DECLS

/**
 * BsrStripTable:
 *
 * From samples of transmission to samples of a part of their attenuation and back. Immutable; made
 * once for a scene.
 */
typedef struct _BsrStripTable BsrStripTable;
BsrStripTable *bsr_strip_table_new (void);
void bsr_strip_table_free (BsrStripTable *table);

/* Sample of transmission T^(@part / BSR_MATERIAL_MOST). */
guint16 bsr_strip_table_look_up (const BsrStripTable *table, guint16 sample, int part);

/**
 * BsrMaterialPaint:
 *
 * How rows are drawn in the views that need the map of materials: by hue, or with either organics or
 * metals taken out. What a strip cannot tell is drawn half and hatched. Immutable: threads share it.
 */
typedef struct
{
  BsrViewMode mode;
  const guint8 *level; /* by sample */
  const BsrStripTable *strip;
  BsrMaterialColours *colours; /* (nullable): of the material view alone */
} BsrMaterialPaint;

void bsr_material_paint_init (BsrMaterialPaint *paint, BsrViewMode mode, const guint8 *level,
                              const BsrStripTable *strip);
void bsr_material_paint_clear (BsrMaterialPaint *paint);

/* @samples of transmission and @material of the map, from output @begin up to @end, into @rgba, four
 * bytes each. @x, @y: place of output 0 on a raster that moves with the scan, for the hatching. */
void bsr_material_paint_row (const BsrMaterialPaint *paint, const guint16 *samples,
                             const guint16 *material, int begin, int end, gint64 x, gint64 y,
                             guint8 *rgba);

G_END_DECLS
