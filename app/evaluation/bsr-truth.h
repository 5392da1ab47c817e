#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* One thing that is concealed. */
typedef struct
{
  char *kind;      /* never NULL: "organic-block", ... */
  char *zone;      /* (nullable): "load", "floor", ... */
  BsrBox box;      /* never empty */
  BsrBox mask_box; /* where the mask lies; never empty */
  BsrPlane *mask;  /* (nullable): U8 of @mask_box's size, 255 where the object is; NULL: all of it */
  double cnr;      /* contrast-to-noise; NAN: not stated */
  double steel_mm, mass_kg; /* NAN: not stated; negative: something is missing */
} BsrTruthObject;

/* Goods that lie between two places of the container, mm from the front wall's inside. */
typedef struct
{
  char *id; /* never NULL */
  char *hs; /* (nullable) */
  double from_mm, to_mm, mass_kg; /* NAN: not stated */
  gint64 packages;                /* -1: not stated */
} BsrTruthCommodity;

/**
 * BsrTruth:
 *
 * What is true of one scan of a simulated or labelled set: truth/NAME.json, basira-truth/1.
 */
typedef struct
{
  GPtrArray *objects;     /* never NULL: BsrTruthObject; empty: a clean scan */
  GPtrArray *commodities; /* never NULL: BsrTruthCommodity */
  gboolean is_declared;   /* whether @honest is stated */
  gboolean honest;        /* the declaration is true */
  char *lie;              /* (nullable): what is false in it */
  int declared_items;     /* -1: not stated */
  double declared_kg;     /* sum of the items, stated in the papers or not; NAN: not stated */
  char *vague;            /* (nullable): what the papers leave open: "chapter", ... */
  double mass_kg;         /* of the goods; NAN: not stated */
  gboolean empty;         /* nothing is loaded */
  BsrBox container;       /* its outside; empty: not stated */
  char *scanner, *container_type, *split, *set; /* (nullable) */
  gboolean is_simulated;  /* made by `simulate`: a set or a seed is stated */
  guint64 seed;           /* written only, where @set is stated */
} BsrTruth;

BsrTruth *bsr_truth_new (void);
void bsr_truth_free (BsrTruth *truth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTruth, bsr_truth_free)

/* (transfer none): added to @truth, all unstated. */
BsrTruthObject *bsr_truth_add_object (BsrTruth *truth, const char *kind);
BsrTruthCommodity *bsr_truth_add_commodity (BsrTruth *truth, const char *id);

/**
 * bsr_truth_read:
 * @path: of truth/NAME.json; its masks lie beside it
 *
 * Returns: (transfer full): or %NULL with an error that names the member: %BSR_ERROR_DAMAGED (also
 * for a mask that is missing or does not fit), %BSR_ERROR_UNKNOWN_KIND, %BSR_ERROR_LIMIT,
 * %G_IO_ERROR_CANCELLED
 */
BsrTruth *bsr_truth_read (const char *path, GCancellable *cancellable, GError **error);

/* Puts @truth into @path and each mask into NAME.objectN.png beside it. %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_truth_write (const BsrTruth *truth, const char *path, GError **error);

G_END_DECLS
