#pragma once

#include "bsr-signing-key.h"

G_BEGIN_DECLS

/* What a place of keys has to do; each in a file of its own. */
typedef struct
{
  gboolean (*sign) (gpointer place, const void *bytes, gsize length,
                    guint8 signature[BSR_SIGNATURE_BYTES], GError **error);
  void (*free) (gpointer place);
} BsrKeyPlace;

struct _BsrSigningKey
{
  const BsrKeyPlace *kind;
  gpointer place;
  char public_key[BSR_PUBLIC_KEY_DIGITS + 1];
};

/* (transfer full): takes @place. */
BsrSigningKey *bsr_signing_key_new (const BsrKeyPlace *kind, gpointer place,
                                    const guint8 public_key[BSR_PUBLIC_KEY_BYTES]);

BsrSigningKey *bsr_key_file_open (const char *path, GError **error);
BsrSigningKey *bsr_key_file_make (const char *path, GError **error);
BsrSigningKey *bsr_key_token_open (const char *uri, const char *pin, gboolean make, GError **error);

G_END_DECLS
