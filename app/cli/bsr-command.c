#include "bsr-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-commands.h"
#include "bsr-console.h"

/* More threads than any station has processors for are a slip. */
#define MAX_THREADS 1024

const BsrCommand *const bsr_commands[] = {
  &bsr_command_info,
  &bsr_command_analyze,
  &bsr_command_validate,
  &bsr_command_render,
  &bsr_command_convert,
  &bsr_command_evaluate,
  &bsr_command_demo,
  &bsr_command_simulate,
  &bsr_command_import,
  &bsr_command_intake,
  &bsr_command_tray,
  &bsr_command_cases,
  &bsr_command_case,
  &bsr_command_downtime,
  &bsr_command_library,
  &bsr_command_worker,
  &bsr_command_jobs,
  &bsr_command_account,
  &bsr_command_personal,
  &bsr_command_audit,
  &bsr_command_store,
  NULL,
};

const BsrCommand *
bsr_command_by_name (const char *name)
{
  for (int i = 0; bsr_commands[i] != NULL; i++)
    if (g_str_equal (bsr_commands[i]->name, name))
      return bsr_commands[i];
  return NULL;
}

static BsrStatus
print_help (const BsrCommand *command, GOptionContext *context)
{
  g_autofree char *options = g_option_context_get_help (context, TRUE, NULL);
  /* GOption heads the help with the program's name alone; the command belongs there too. */
  const char *rest = strstr (options, "\n\n");
  g_autofree char *text =
      g_strdup_printf ("%s\n  basira-cli %s %s%s", _ ("Usage:"), command->name, command->usage,
                       rest != NULL ? rest : "\n");
  return bsr_console_print (text);
}

gboolean
bsr_command_parse (const BsrCommand *command, GStrv arguments, const GOptionEntry *entries, int min,
                   int max, GStrv *files, BsrStatus *status)
{
  g_return_val_if_fail (command != NULL && files != NULL && status != NULL, FALSE);

  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &help, N_ ("Say how it is used"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _ (command->summary));
  g_autofree char *details = command->details != NULL ? command->details () : NULL;
  g_option_context_set_description (context, details);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left = g_strdupv (arguments);
  if (!g_option_context_parse_strv (context, &left, &error))
    {
      *status = bsr_console_wrong_usage (command->name, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      *status = print_help (command, context);
      return FALSE;
    }
  int n = (int) g_strv_length (left) - 1;
  if (n < min || (max >= 0 && n > max))
    {
      *status = bsr_console_wrong_usage (
          command->name, n < min ? _ ("something is missing after \"%s\": %s")
                                 : _ ("too much after \"%s\": %s"),
          command->name, n < min ? command->usage : left[max + 1]);
      return FALSE;
    }
  *files = g_strdupv (left + 1);
  return TRUE;
}

gboolean
bsr_command_parse_format (const BsrCommand *command, const char *format, gboolean *json)
{
  *json = format == NULL || g_str_equal (format, "json");
  if (*json || g_str_equal (format, "text"))
    return TRUE;
  bsr_console_wrong_usage (command->name, _ ("--format must be json or text, is \"%s\""), format);
  return FALSE;
}

gboolean
bsr_command_parse_threads (const BsrCommand *command, const char *text, int *n_threads)
{
  gint64 number = 0;
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, MAX_THREADS, &number, NULL))
    {
      bsr_console_wrong_usage (command->name, _ ("--threads must be a number from 1 to %d, is \"%s\""),
                               MAX_THREADS, text);
      return FALSE;
    }
  *n_threads = (int) number;
  return TRUE;
}

char *
bsr_command_help_all (void)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%s\n  basira-cli %s\n\n%s\n\n%s\n", _ ("Usage:"),
                          _ ("COMMAND [OPTION…] …"),
                          _ ("Image analysis for cargo inspection, without a window."),
                          _ ("Commands:"));
  for (int i = 0; bsr_commands[i] != NULL; i++)
    g_string_append_printf (text, "  %-9s %s\n", bsr_commands[i]->name, _ (bsr_commands[i]->summary));
  g_string_append_printf (text, "\n%s\n%s\n",
                          _ ("\"basira-cli COMMAND --help\" says more of one; --version names the "
                             "version."),
                          _ ("Exit status: 0 done, 2 wrong usage, 3 an input file is not good, "
                             "4 the environment failed."));
  return g_string_free (text, FALSE);
}
