#include "bsr-shared-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-text-start.h"

/* Characters of a description that are said. */
#define MOST_DESCRIPTION 120
/* Remarks that are left to others. */
#define ROOM (BSR_MANIFEST_MOST_REMARKS / 10)

/* (transfer full): "30 CT, \"machine parts\", HS 848300, 1200 kg". */
static char *
words_of (const BsrManifestItem *item)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *packages
      = item->packages >= 0
            ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", item->packages,
                               item->package_type != NULL ? item->package_type : _ ("packages"))
            : NULL;
  if (packages != NULL)
    g_strv_builder_add (parts, packages);
  if (item->description != NULL)
    {
      g_autofree char *start = bsr_text_start (item->description, MOST_DESCRIPTION);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", start);
      g_strv_builder_add (parts, quoted);
    }
  g_autofree char *hs = *item->hs != '\0' ? g_strdup_printf (_ ("HS %s"), item->hs) : NULL;
  if (hs != NULL)
    g_strv_builder_add (parts, hs);
  g_autofree char *mass
      = !isnan (item->gross_kg) ? g_strdup_printf (_ ("%.10g kg"), item->gross_kg) : NULL;
  if (mass != NULL)
    g_strv_builder_add (parts, mass);
  g_auto (GStrv) all = g_strv_builder_end (parts);
  return all[0] != NULL ? g_strjoinv (", ", all) : g_strdup (_ ("goods that it does not describe"));
}

/* Says of the remarks from @first on that they tell of @bill; not of one that there is no room. */
static void
name_bill (const BsrManifest *manifest, guint first, const char *bill)
{
  for (guint i = first; i < MIN (manifest->remarks->len, BSR_MANIFEST_MOST_REMARKS); i++)
    ((BsrManifestRemark *) manifest->remarks->pdata[i])->bill = g_strdup (bill);
}

/* @n_lines: (inout): of the container. */
static void
remark_lines (BsrManifest *manifest, const BsrCase *declared, guint *n_lines)
{
  const char *bill = declared->bill_of_lading, *container = declared->container;
  for (guint i = 0; i < declared->items->len; i++)
    {
      if ((*n_lines)++ == BSR_SHARED_BOX_MOST_LINES)
        {
          bsr_manifest_remark (
              manifest, 0, NULL, container, FALSE,
              _ ("there are more than %d lines of goods in this container: the rest is not listed"),
              BSR_SHARED_BOX_MOST_LINES);
          return;
        }
      g_autofree char *words = words_of (declared->items->pdata[i]);
      bsr_manifest_remark (manifest, 0, NULL, container, TRUE,
                           /* Translators: %s: a bill of lading, and goods: 30 CT, "machine
                              parts", HS 848300, 1200 kg. */
                           _ ("bill %s has in this container: %s"), bill, words);
    }
  if (declared->items->len > 0)
    return;
  bsr_manifest_remark (manifest, 0, NULL, container, TRUE,
                       declared->empty ? _ ("bill %s declares this container empty")
                                       : _ ("bill %s does not say what of it is in this container"),
                       bill);
}

/* The same, once a declaration. */
static void
remark_goods (BsrManifest *manifest, const BsrCase *declared, guint *n_lines)
{
  guint first = manifest->remarks->len;
  if (!g_hash_table_add (manifest->told, (gpointer) declared)
      || *n_lines > BSR_SHARED_BOX_MOST_LINES)
    return;
  remark_lines (manifest, declared, n_lines);
  name_bill (manifest, first, declared->bill_of_lading);
}

static gboolean
has_bill (const BsrCase *declared)
{
  return declared->bill_of_lading != NULL && *declared->bill_of_lading != '\0';
}

void
bsr_shared_box_remark (BsrManifest *manifest, const BsrCase *declared)
{
  g_return_if_fail (manifest != NULL && declared != NULL);
  guint n_lines = 0;
  if (has_bill (declared))
    remark_goods (manifest, declared, &n_lines);
}

/* A container that a case names. */
typedef struct
{
  const char *bill; /* of its first case */
  gboolean is_shared;
  guint n_lines;
} Box;

/* (transfer full): Box by container. */
static GHashTable *
boxes_of (const BsrManifest *manifest)
{
  GHashTable *boxes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < manifest->cases->len; i++)
    {
      const BsrCase *declared = manifest->cases->pdata[i];
      Box *box = g_hash_table_lookup (boxes, declared->container);
      if (!has_bill (declared))
        continue;
      if (box != NULL)
        {
          box->is_shared = box->is_shared || !g_str_equal (box->bill, declared->bill_of_lading);
          continue;
        }
      box = g_new0 (Box, 1);
      box->bill = declared->bill_of_lading;
      g_hash_table_insert (boxes, declared->container, box);
    }
  return boxes;
}

void
bsr_shared_box_remark_all (BsrManifest *manifest)
{
  g_return_if_fail (manifest != NULL);
  g_autoptr (GHashTable) boxes = boxes_of (manifest);
  guint n_left = 0;
  for (guint i = 0; i < manifest->cases->len; i++)
    {
      const BsrCase *declared = manifest->cases->pdata[i];
      Box *box = g_hash_table_lookup (boxes, declared->container);
      if (!has_bill (declared) || !box->is_shared)
        continue;
      if (manifest->remarks->len < BSR_MANIFEST_MOST_REMARKS - ROOM)
        remark_goods (manifest, declared, &box->n_lines);
      else
        n_left++;
    }
  if (n_left > 0)
    bsr_manifest_remark (manifest, 0, NULL, NULL, FALSE,
                         _ ("the goods of %u more bills that share a container are not listed"),
                         n_left);
}
