#pragma once

#include <gio/gio.h>
#include "bsr-file-source.h"
#include "bsr-raw-layout.h"

G_BEGIN_DECLS

typedef struct _BsrImageKind BsrImageKind;

/**
 * BsrImageSources:
 * @kind: what the content of the files is
 * @files: @n_files of them, opened
 * @raw: for raw planes alone
 *
 * All files that one scan is read from, opened once: whatever happens to their names, these are
 * read. Nothing of their content is understood yet but how they begin.
 */
typedef struct
{
  const BsrImageKind *kind;
  int n_files;
  BsrFileSource *files[BSR_IMAGE_MAX_PLANES];
  BsrRawLayout raw;
} BsrImageSources;

/* (transfer full): the scan at @path, with the file beside it that belongs to it; the kind is told
 * by the content, never by the name. A %G_FILE_ERROR or %BSR_ERROR_UNKNOWN_KIND. */
BsrImageSources *bsr_image_sources_open (const char *path, GError **error);

/* (transfer full): of @file (transfer full), open already, alone. */
BsrImageSources *bsr_image_sources_new (BsrFileSource *file, GError **error);

/* (transfer full): raw planes in the files at @paths, one a plane of @layout; a %G_FILE_ERROR or
 * %BSR_ERROR_DAMAGED (too short) that names the plane's file. */
BsrImageSources *bsr_image_sources_open_raw (const char *const *paths, const BsrRawLayout *layout,
                                             GError **error);

void bsr_image_sources_free (BsrImageSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrImageSources, bsr_image_sources_free)

G_END_DECLS
