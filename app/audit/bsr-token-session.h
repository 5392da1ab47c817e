#pragma once

#include <glib.h>
#include <p11-kit/pkcs11.h>

G_BEGIN_DECLS

/**
 * BsrTokenSession:
 *
 * A session with the one PKCS#11 token that an RFC 7512 URI means, logged in where the token wants
 * that.
 */
typedef struct _BsrTokenSession BsrTokenSession;

/* @pin: (nullable): see bsr_signing_key_open(); @writes: whether objects will be made.
 * %BSR_ERROR_INVALID (URI, PIN, no such token), %BSR_ERROR_ENVIRONMENT. */
BsrTokenSession *bsr_token_session_open (const char *uri, const char *pin, gboolean writes,
                                         GError **error);
void bsr_token_session_free (BsrTokenSession *session);

CK_FUNCTION_LIST *bsr_token_session_module (BsrTokenSession *session);
CK_SESSION_HANDLE bsr_token_session_handle (BsrTokenSession *session);
/* (nullable): the name of the object that the URI gives. */
CK_ATTRIBUTE *bsr_token_session_label (BsrTokenSession *session);

/* The Edwards key of @class that the URI names; 0 where there is none. _INVALID: several. */
gboolean bsr_token_session_find (BsrTokenSession *session, CK_OBJECT_CLASS class,
                                 CK_OBJECT_HANDLE *object, GError **error);

/* Sets @error: "@doing: what the token answered". Returns %FALSE. */
gboolean bsr_token_failed (CK_RV answer, const char *doing, GError **error);

G_END_DECLS
