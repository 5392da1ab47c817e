#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-error.h"
#include "bsr-json-writer.h"
#include "bsr-signed-store.h"

/* What the command line asks for. */
typedef struct
{
  BsrSignature signature;
  GStrv words;
  gboolean first, json;
  BsrPasswordPlace new_password;
  GCancellable *cancellable;
  BsrStore *store;
  BsrActor actor;
} Request;

static void
request_clear (Request *request)
{
  bsr_signature_clear (&request->signature);
  g_strfreev (request->words);
  g_free (request->new_password.file);
  g_clear_object (&request->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* --- listing --- */

static char *
to_json (GPtrArray *accounts)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-accounts/1");
  bsr_json_writer_begin_array (writer, "accounts");
  for (guint i = 0; i < accounts->len; i++)
    {
      const BsrAccount *account = accounts->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "name", account->name);
      bsr_json_writer_string (writer, "role", bsr_role_to_string (account->role));
      bsr_json_writer_boolean (writer, "disabled", account->disabled);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static char *
to_text (GPtrArray *accounts)
{
  GString *text = g_string_new (NULL);
  if (accounts->len == 0)
    g_string_append_printf (text, "%s\n", _ ("There are no accounts: the desk is open"));
  for (guint i = 0; i < accounts->len; i++)
    {
      const BsrAccount *account = accounts->pdata[i];
      g_autofree char *name = bsr_console_escape (account->name);
      g_string_append_printf (text, "%-14s %-9s %s\n", bsr_role_to_string (account->role),
                              account->disabled ? _ ("disabled") : "", name);
    }
  return g_string_free (text, FALSE);
}

static gboolean
list (Request *request, BsrStatus *status, GError **error)
{
  g_autoptr (GPtrArray) accounts = bsr_store_list_accounts (request->store, error);
  if (accounts == NULL)
    return FALSE;
  g_autofree char *text = request->json ? to_json (accounts) : to_text (accounts);
  *status = bsr_console_print (text);
  return TRUE;
}

/* --- changing --- */

static gboolean
read_role (const char *word, BsrRole *role)
{
  int found = bsr_role_from_string (word);
  *role = (BsrRole) MAX (found, 0);
  if (found >= 0)
    return TRUE;
  bsr_console_wrong_usage ("account", _ ("\"%s\" is no role: officer, supervisor, trainer, "
                                         "administrator or partner"), word);
  return FALSE;
}

/* Asked for twice on a terminal, where nobody sees what he types. */
static BsrPassword *
read_new_password (Request *request, const char *name, GError **error)
{
  g_autofree char *prompt = g_strdup_printf (_ ("New password of %s: "), name);
  g_autoptr (BsrPassword) password
      = bsr_password_read (&request->new_password, prompt, request->cancellable, error);
  if (password == NULL || request->new_password.fd >= 0 || request->new_password.file != NULL)
    return g_steal_pointer (&password);
  g_autoptr (BsrPassword) again
      = bsr_password_read (&request->new_password, _ ("The same again: "), request->cancellable, error);
  if (again == NULL)
    return NULL;
  if (g_str_equal (bsr_password_text (password), bsr_password_text (again)))
    return g_steal_pointer (&password);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       _ ("the two new passwords are not the same"));
  return NULL;
}

static gboolean
create (Request *request, const char *name, BsrRole role, GError **error)
{
  g_autoptr (BsrPassword) password = read_new_password (request, name, error);
  return password != NULL
         && bsr_store_create_account (request->store, &request->actor, name, role, password, NULL,
                                      error);
}

static gboolean
set_password (Request *request, const char *name, GError **error)
{
  g_autoptr (BsrPassword) password = read_new_password (request, name, error);
  return password != NULL
         && bsr_store_set_password (request->store, &request->actor, name, password, NULL, error);
}

/* @role: (nullable): as it is; @disabled: -1: as it is */
static gboolean
change (Request *request, const char *name, const BsrRole *role, int disabled, GError **error)
{
  g_autoptr (GPtrArray) accounts = bsr_store_list_accounts (request->store, error);
  g_autofree char *wanted = bsr_account_fold_name (name);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      BsrAccount *account = accounts->pdata[i];
      g_autofree char *folded = bsr_account_fold_name (account->name);
      if (!g_str_equal (folded, wanted))
        continue;
      if (role != NULL)
        account->role = *role;
      if (disabled >= 0)
        account->disabled = disabled != 0;
      return bsr_store_change_account (request->store, &request->actor, account, error);
    }
  if (accounts != NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no account '%s'"), name);
  return FALSE;
}

/* --- the command --- */

/* The first account: nobody can sign in yet. */
static gboolean
create_first (Request *request, GError **error)
{
  gboolean guarded;
  request->store = bsr_store_open (request->signature.url, error);
  if (request->store == NULL || !bsr_store_has_accounts (request->store, &guarded, error))
    return FALSE;
  if (guarded)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the store has accounts already: an administrator makes others"));
      return FALSE;
    }
  request->actor = (BsrActor){ g_get_user_name (), g_get_host_name () };
  return create (request, request->words[1], BSR_ROLE_ADMINISTRATOR, error);
}

static gboolean
carry_out (Request *request, BsrStatus *status, GError **error)
{
  const char *action = request->words[0], *name = request->words[1];
  guint n = g_strv_length (request->words);
  BsrRole role = BSR_ROLE_OFFICER;
  gboolean own = g_str_equal (action, "password");
  gboolean takes_role = g_str_equal (action, "create") || g_str_equal (action, "role");
  if (takes_role && !read_role (request->words[2], &role))
    {
      *status = BSR_STATUS_USAGE;
      return TRUE;
    }
  request->store = bsr_signed_store_open (&request->signature,
                                          own ? BSR_RIGHT_SIGN : BSR_RIGHT_MANAGE_ACCOUNTS,
                                          &request->actor, request->cancellable, error);
  if (request->store == NULL)
    return FALSE;
  if (n == 1)
    return list (request, status, error);
  if (own)
    return set_password (request, name, error);
  if (g_str_equal (action, "create"))
    return create (request, name, role, error);
  if (takes_role)
    return change (request, name, &role, -1, error);
  return change (request, name, NULL, g_str_equal (action, "disable"), error);
}

/* Whether the words are one of the command's sentences. */
static gboolean
is_sentence (const Request *request)
{
  const char *action = request->words[0];
  guint n = g_strv_length (request->words);
  if (request->first)
    return n == 2 && g_str_equal (action, "create");
  if (g_str_equal (action, "list"))
    return n == 1;
  if (g_str_equal (action, "create") || g_str_equal (action, "role"))
    return n == 3;
  return n == 2
         && (g_str_equal (action, "disable") || g_str_equal (action, "enable")
             || g_str_equal (action, "password"));
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Request) request
      = { .signature = BSR_SIGNATURE_NONE, .new_password.fd = -1, .cancellable = cancellable };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&request.signature),
    { "first", 0, 0, G_OPTION_ARG_NONE, &request.first, N_ ("Make the first account, an administrator's, in a store that has none"), NULL },
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &request.new_password.file, N_ ("Read the account's new password from this file of mode 0600"), "FILE" },
    { "new-password-fd", 0, 0, G_OPTION_ARG_INT, &request.new_password.fd, N_ ("Read the account's new password from this file descriptor"), "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { NULL },
  };
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 3, &request.words, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &request.json))
    return BSR_STATUS_USAGE;
  if (!is_sentence (&request))
    return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);

  g_autoptr (GError) error = NULL;
  status = BSR_STATUS_DONE;
  gboolean done = request.first ? create_first (&request, &error)
                                : carry_out (&request, &status, &error);
  return done ? status : bsr_console_fail (request.signature.url, error);
}

const BsrCommand bsr_command_account = {
  .name = "account",
  .usage = "[--store URL] --first create NAME\n"
           "  basira-cli account [--store URL] --account NAME list | create NAME ROLE | role NAME ROLE\n"
           "                     | disable NAME | enable NAME | password NAME",
  .summary = N_ ("Make accounts, give them roles and passwords, disable and list them"),
  .run = run,
};
