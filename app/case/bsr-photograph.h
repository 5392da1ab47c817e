#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A photograph of a case; its file is kept in the store's vault. */
typedef struct
{
  gint64 id;     /* in the store */
  char *name;    /* never NULL: of the file as received */
  char *path;    /* never NULL: absolute, of the copy in the vault */
  char *sha256;  /* never NULL: of the file */
  char *caption; /* never NULL: "" for none */
  char *officer; /* never NULL */
  GDateTime *at; /* never NULL, UTC: when it was put on record */
} BsrPhotograph;

/* Largest file that is taken, bytes: what a camera of 50 megapixels writes is about half of it. */
#define BSR_PHOTOGRAPH_MAX_BYTES (64 * 1024 * 1024)

BsrPhotograph *bsr_photograph_new (gint64 id, const char *name, const char *path,
                                   const char *sha256, const char *caption, const char *officer,
                                   GDateTime *at);
BsrPhotograph *bsr_photograph_copy (const BsrPhotograph *photograph);
void bsr_photograph_free (BsrPhotograph *photograph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPhotograph, bsr_photograph_free)

/* Whether the file at @path is one: a regular file of a JPEG or PNG picture by its first bytes, and
 * not too large. %BSR_ERROR_UNKNOWN_KIND, %BSR_ERROR_LIMIT, %BSR_ERROR_ENVIRONMENT. Blocks. */
gboolean bsr_photograph_check_file (const char *path, GError **error);
/* (transfer full): the file's bytes, whose hash is that of the record; %BSR_ERROR_DAMAGED where it
 * is another. Blocks. */
GBytes *bsr_photograph_load (const BsrPhotograph *photograph, GError **error);

G_END_DECLS
