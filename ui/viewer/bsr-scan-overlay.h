#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"
#include "bsr-dossier.h"
#include "bsr-measurements.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/* A mark that is being drawn or dragged. */
typedef struct
{
  BsrShape shape;
  BsrCategory category;
  const BsrPoint *points;
  int n_points; /* 0: none */
} BsrOverlayDraft;

/* What lies over the scan; nothing here is owned. */
typedef struct
{
  GtkWidget *widget; /* for its fonts */
  const BsrViewTransform *transform;
  int scale_factor;
  BsrDossier *dossier; /* (nullable) */
  gboolean show_findings, show_annotations, show_grid;
  int selected_finding;
  const char *selected_annotation; /* (nullable) */
  BsrBox hint;                     /* source pixels; empty: none */
  const char *hidden_annotation;   /* (nullable): its draft is shown in its stead */
  BsrOverlayDraft draft;
  gboolean show_crosshair;
  BsrPoint crosshair; /* source pixels */
  BsrMeasurements *measurements;
  const char *notice; /* (nullable): stands in the corner */
} BsrScanOverlay;

/* Draws in logical pixels: lines keep their width whatever the zoom, and have a dark edge so that
 * they read on any ground. */
void bsr_scan_overlay_snapshot (const BsrScanOverlay *overlay, GtkSnapshot *snapshot);

/* Id of the finding at @x, @y (source pixels), the smallest where several are; 0: none. Findings
 * under the alarm line are only hit while they are shown. */
int bsr_scan_overlay_finding_at (BsrDossier *dossier, double x, double y);

G_END_DECLS
