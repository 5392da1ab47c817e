#include "bsr-token-session.h"

#include <glib/gi18n-lib.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <sodium.h>
#include <string.h>

#include "bsr-error.h"

/* More slots than any station has are not looked at. */
#define MAX_SLOTS 64
/* Attributes of a key that a URI can name: its label and its id. */
#define MAX_NAMES 2
/* A PIN is a word; a file that is longer is not one. */
#define MAX_PIN_BYTES 256

struct _BsrTokenSession
{
  P11KitUri *uri;
  CK_FUNCTION_LIST **modules; /* all that were loaded, NULL-terminated */
  CK_FUNCTION_LIST *module;   /* the token's */
  CK_SESSION_HANDLE handle;
};

gboolean
bsr_token_failed (CK_RV answer, const char *doing, GError **error)
{
  gboolean asked_wrongly = answer == CKR_PIN_INCORRECT || answer == CKR_PIN_LOCKED
                           || answer == CKR_PIN_LEN_RANGE || answer == CKR_PIN_INVALID;
  g_set_error (error, BSR_ERROR, asked_wrongly ? BSR_ERROR_INVALID : BSR_ERROR_ENVIRONMENT,
               "%s: %s", doing, p11_kit_strerror (answer));
  return FALSE;
}

void
bsr_token_session_free (BsrTokenSession *session)
{
  if (session == NULL)
    return;
  if (session->module != NULL)
    session->module->C_CloseSession (session->handle);
  if (session->modules != NULL)
    p11_kit_modules_finalize_and_release (session->modules);
  p11_kit_uri_free (session->uri);
  g_free (session);
}

CK_FUNCTION_LIST *
bsr_token_session_module (BsrTokenSession *session)
{
  return session->module;
}

CK_SESSION_HANDLE
bsr_token_session_handle (BsrTokenSession *session)
{
  return session->handle;
}

CK_ATTRIBUTE *
bsr_token_session_label (BsrTokenSession *session)
{
  return p11_kit_uri_get_attribute (session->uri, CKA_LABEL);
}

/* The module of module-path alone, else those that p11-kit is set up for. */
static CK_FUNCTION_LIST **
load_modules (P11KitUri *uri, GError **error)
{
  const char *path = p11_kit_uri_get_module_path (uri);
  CK_FUNCTION_LIST **modules;
  if (path == NULL)
    modules = p11_kit_modules_load_and_initialize (0);
  else
    {
      CK_FUNCTION_LIST *module = p11_kit_module_load (path, P11_KIT_MODULE_CRITICAL);
      if (module != NULL && p11_kit_module_initialize (module) != CKR_OK)
        {
          p11_kit_module_release (module);
          module = NULL;
        }
      /* In p11-kit's own allocation: its calls free it. */
      modules = module != NULL ? calloc (2, sizeof *modules) : NULL;
      if (modules != NULL)
        modules[0] = module;
    }
  if (modules == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the token's module cannot be loaded: %s"),
                 p11_kit_message () != NULL ? p11_kit_message () : _ ("it is no PKCS#11 module"));
  return modules;
}

static gboolean
find_token (BsrTokenSession *session, CK_SLOT_ID *slot, CK_TOKEN_INFO *info)
{
  for (int m = 0; session->modules[m] != NULL; m++)
    {
      CK_SLOT_ID slots[MAX_SLOTS];
      CK_ULONG n = MAX_SLOTS;
      CK_FUNCTION_LIST *module = session->modules[m];
      if (module->C_GetSlotList (CK_TRUE, slots, &n) != CKR_OK)
        continue;
      for (CK_ULONG i = 0; i < n; i++)
        if (module->C_GetTokenInfo (slots[i], info) == CKR_OK
            && (info->flags & CKF_TOKEN_INITIALIZED) != 0
            && p11_kit_uri_match_token_info (session->uri, info))
          {
            session->module = module;
            *slot = slots[i];
            return TRUE;
          }
    }
  return FALSE;
}

/* (transfer full) (nullable): the first line of the URI's pin-source, a path or a file: URI. */
static char *
read_pin_source (P11KitUri *uri)
{
  const char *source = p11_kit_uri_get_pin_source (uri);
  g_autofree char *path = NULL;
  char *content = NULL;
  gsize length;
  if (source == NULL)
    return NULL;
  path = g_str_has_prefix (source, "file://") ? g_filename_from_uri (source, NULL, NULL)
         : g_str_has_prefix (source, "file:") ? g_strdup (source + strlen ("file:"))
                                              : g_strdup (source);
  if (path == NULL || !g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  content[strcspn (content, "\r\n")] = '\0';
  return content;
}

static gboolean
log_in (BsrTokenSession *session, const CK_TOKEN_INFO *info, const char *pin, GError **error)
{
  if ((info->flags & CKF_LOGIN_REQUIRED) == 0)
    return TRUE;
  g_autofree char *found = pin == NULL ? read_pin_source (session->uri) : NULL;
  const char *word = pin != NULL ? pin : found;
  if (word == NULL || strlen (word) > MAX_PIN_BYTES)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the token needs its PIN"));
      return FALSE;
    }
  CK_RV answer = session->module->C_Login (session->handle, CKU_USER, (CK_UTF8CHAR *) word,
                                           strlen (word));
  if (found != NULL)
    sodium_memzero (found, strlen (found));
  return answer == CKR_OK || answer == CKR_USER_ALREADY_LOGGED_IN
         || bsr_token_failed (answer, _ ("the token does not open"), error);
}

/* Fills in @session, which its caller frees. */
static gboolean
open_session (BsrTokenSession *session, const char *text, const char *pin, gboolean writes,
              GError **error)
{
  CK_SLOT_ID slot;
  CK_TOKEN_INFO info;
  if (p11_kit_uri_parse (text, P11_KIT_URI_FOR_ANY, session->uri) != P11_KIT_URI_OK
      || p11_kit_uri_any_unrecognized (session->uri))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no PKCS#11 URI"), text);
      return FALSE;
    }
  session->modules = load_modules (session->uri, error);
  if (session->modules == NULL)
    return FALSE;
  if (!find_token (session, &slot, &info))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no such token"));
      return FALSE;
    }
  CK_FLAGS flags = CKF_SERIAL_SESSION | (writes ? CKF_RW_SESSION : 0);
  CK_RV answer = session->module->C_OpenSession (slot, flags, NULL, NULL, &session->handle);
  if (answer == CKR_OK)
    return log_in (session, &info, pin, error);
  session->module = NULL;
  return bsr_token_failed (answer, _ ("the token does not open"), error);
}

BsrTokenSession *
bsr_token_session_open (const char *uri, const char *pin, gboolean writes, GError **error)
{
  BsrTokenSession *session = g_new0 (BsrTokenSession, 1);
  session->uri = p11_kit_uri_new ();
  if (open_session (session, uri, pin, writes, error))
    return session;
  bsr_token_session_free (session);
  return NULL;
}

gboolean
bsr_token_session_find (BsrTokenSession *session, CK_OBJECT_CLASS class, CK_OBJECT_HANDLE *object,
                        GError **error)
{
  CK_KEY_TYPE edwards = CKK_EC_EDWARDS;
  const CK_ATTRIBUTE_TYPE names[MAX_NAMES] = { CKA_LABEL, CKA_ID };
  CK_ATTRIBUTE wanted[2 + MAX_NAMES] = {
    { CKA_CLASS, &class, sizeof class },
    { CKA_KEY_TYPE, &edwards, sizeof edwards },
  };
  CK_ULONG n_wanted = 2, n_found = 0;
  for (int i = 0; i < MAX_NAMES; i++)
    {
      CK_ATTRIBUTE *name = p11_kit_uri_get_attribute (session->uri, names[i]);
      if (name != NULL)
        wanted[n_wanted++] = *name;
    }
  CK_OBJECT_HANDLE found[2]; /* two are one too many */
  CK_RV answer = session->module->C_FindObjectsInit (session->handle, wanted, n_wanted);
  if (answer == CKR_OK)
    {
      answer = session->module->C_FindObjects (session->handle, found, G_N_ELEMENTS (found),
                                               &n_found);
      session->module->C_FindObjectsFinal (session->handle);
    }
  if (answer != CKR_OK)
    return bsr_token_failed (answer, _ ("the token does not list its keys"), error);
  if (n_found > 1)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the token has several keys of that name: the URI must name one"));
      return FALSE;
    }
  *object = n_found == 1 ? found[0] : 0;
  return TRUE;
}
