#pragma once

#include <gtk/gtk.h>
#include "bsr-tile-grid.h"
#include "bsr-tile-image.h"

G_BEGIN_DECLS

/* A scan in one look at one zoom: what tiles are tiles of. Reference-counted. */
typedef struct
{
  guint64 id;      /* never given twice by a painter */
  guint64 samples; /* the picture whose samples serve this one, by its id: its own or an earlier one's */
  BsrScene *scene;
  BsrLook look;
  double scale_x, scale_y;
  BsrRendition *rendition; /* (nullable): made by the first job, which alone uses it */
} BsrScanPicture;

BsrScanPicture *bsr_scan_picture_new (guint64 id, BsrScene *scene, const BsrLook *look,
                                      const BsrViewTransform *transform);
BsrScanPicture *bsr_scan_picture_ref (BsrScanPicture *picture);
void bsr_scan_picture_unref (BsrScanPicture *picture);

/* Whether it is this scene in this look at @transform's zoom. */
gboolean bsr_scan_picture_is (const BsrScanPicture *picture, const BsrScene *scene,
                              const BsrLook *look, const BsrViewTransform *transform);
/* Whether both show the same but for the zoom. */
gboolean bsr_scan_picture_looks_like (const BsrScanPicture *a, const BsrScanPicture *b);
/* Whether tiles' samples of @other serve @picture. */
gboolean bsr_scan_picture_shares (const BsrScanPicture *picture, const BsrScanPicture *other);
/* Whether keeping samples is cheaper than making them anew for another window: where they are
 * averaged or filtered, not where they are copied. */
gboolean bsr_scan_picture_keeps_samples (const BsrScanPicture *picture);

/**
 * BsrTileJob:
 *
 * Tiles of a picture to be drawn by a worker. Whoever takes the results sets them to %NULL.
 */
typedef struct
{
  BsrScanPicture *picture;
  BsrViewTransform transform; /* the view it is for */
  int n_tiles;
  BsrTilePlace *places;
  BsrTile **samples;     /* (nullable) each: those there are already; then those it made */
  BsrTileImage **images; /* (nullable) each: what came of it; %NULL where there was no memory */
  gboolean with_overview;
  BsrTileImage *overview;
} BsrTileJob;

BsrTileJob *bsr_tile_job_new (BsrScanPicture *picture, const BsrViewTransform *transform,
                              const BsrTilePlace *places, int n_tiles);
void bsr_tile_job_free (BsrTileJob *job);
/* Blocks. On a worker, one job of a picture at a time. */
void bsr_tile_job_run (BsrTileJob *job);

G_END_DECLS
