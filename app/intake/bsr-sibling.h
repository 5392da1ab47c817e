#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which files lie beside each other and belong together, by the names of the exchange contract:
 * NAME.tiff, NAME.low.png (bsr-low-file.h), NAME.raw.json (the description of raw planes, which stands for them),
 * NAME.scan.json, NAME.tdr.dcs, NAME.case.json. */

typedef enum
{
  BSR_SIBLING_PIXELS,      /* anything else: only its content can tell */
  BSR_SIBLING_LOW_PLANE,   /* NAME.low.png, with NAME.png beside it; so of DICOM */
  BSR_SIBLING_DESCRIPTION, /* NAME.scan.json */
  BSR_SIBLING_CASE,        /* NAME.case.json */
  BSR_SIBLING_OTHER_JSON,
  BSR_SIBLING_REPORT,      /* NAME.tdr.dcs */
} BsrSiblingSort;

BsrSiblingSort bsr_sibling_sort (const char *path);

/* (transfer full): NAME, with its folder, of any of these files. */
char *bsr_sibling_name (const char *path);
/* (transfer full): the case file that would lie beside the pixels at @path. */
char *bsr_sibling_case_file (const char *path);
/* (transfer full): the report of another program's findings that would lie beside the pixels. */
char *bsr_sibling_report (const char *path);
/* (transfer full): paths of the pixels of the same NAME beside a case file, a description or a report,
 * sorted; empty when there are none. */
GPtrArray *bsr_sibling_pixels (const char *path);

/* (transfer full): paths of the files in @folder, sorted; no folders, nothing hidden.
 * %BSR_ERROR_ENVIRONMENT. */
GPtrArray *bsr_sibling_list (const char *folder, GError **error);

G_END_DECLS
