#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrDropGroup:
 *
 * Files of a drop folder that belong together by their NAME (see bsr-sibling.h), with the planes that a raw
 * description among them names. All paths are absolute if the folder's is.
 */
typedef struct
{
  char *name;        /* never NULL: NAME, with its folder */
  GPtrArray *files;  /* char *: all of them, sorted */
  GPtrArray *pixels; /* char *: those of them that are scans, or that only their content tells */
  char *description, *report, *case_file; /* (nullable) */
  gboolean lacks;    /* a plane that belongs to it is not there */
  gint64 since_us;   /* when the last of them was seen to change, on the monotonic clock */
  gint64 order_us;   /* when it was acquired, else when its files were written: microseconds since 1970 */
  int attempts;      /* that failed */
} BsrDropGroup;

/* @name: (transfer full) */
BsrDropGroup *bsr_drop_group_new (char *name);
void bsr_drop_group_free (BsrDropGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDropGroup, bsr_drop_group_free)

/* Puts the file at @path where it belongs; files come sorted. */
void bsr_drop_group_add (BsrDropGroup *group, const char *path);
/* Takes it out again. */
void bsr_drop_group_remove (BsrDropGroup *group, const char *path);

/* (transfer full): "NAME", or "NAME.tiff" of the only file: for sentences; UTF-8. */
char *bsr_drop_group_title (const BsrDropGroup *group);

G_END_DECLS
