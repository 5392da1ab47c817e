#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "bsr-command.h"
#include "bsr-console.h"
#include "bsr-interrupt.h"

/* Commands of the exchange contract that this version does not have yet. */
static const char *const later_commands[] = { "report", "export", "verify", NULL };

/* A standard stream that is closed would lend its number to the next file that is opened, and
 * what is said would go there. */
static void
fill_closed_streams (void)
{
  int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  while (fd >= 0 && fd <= STDERR_FILENO)
    fd = dup (fd);
  if (fd >= 0)
    close (fd);
}

static void
prepare_process (void)
{
  fill_closed_streams ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, BSR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("basira-cli");
  /* A closed pipe and a full quota are answers of the write that met them, not deaths. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
}

static BsrStatus
run_command (GStrv arguments, GCancellable *cancellable)
{
  const BsrCommand *command = bsr_command_by_name (arguments[0]);
  if (command != NULL)
    return command->run (command, arguments, cancellable);
  if (g_strv_contains (later_commands, arguments[0]))
    return bsr_console_wrong_usage (NULL, _ ("the command \"%s\" is not in this version yet"),
                                    arguments[0]);
  return bsr_console_wrong_usage (NULL, _ ("there is no command \"%s\""), arguments[0]);
}

static BsrStatus
run (GStrv arguments, GCancellable *cancellable)
{
  const char *first = arguments[0];
  if (first == NULL)
    return bsr_console_wrong_usage (NULL, "%s", _ ("a command is missing"));
  if (g_str_equal (first, "--version"))
    return bsr_console_print ("basira-cli " BSR_VERSION "\n");
  if (g_str_equal (first, "--help") || g_str_equal (first, "-h") || g_str_equal (first, "help"))
    {
      g_autofree char *help = bsr_command_help_all ();
      return bsr_console_print (help);
    }
  if (first[0] == '-')
    return bsr_console_wrong_usage (NULL, _ ("there is no option \"%s\" before a command"), first);
  return run_command (arguments, cancellable);
}

int
main (int argc, char *argv[])
{
  prepare_process ();
  BsrInterrupt *interrupt = bsr_interrupt_new ();
  g_auto (GStrv) arguments = g_strdupv (argv + (argc > 0 ? 1 : 0));
  BsrStatus status = run (arguments, bsr_interrupt_cancellable (interrupt));
  bsr_interrupt_die_of_it (interrupt);
  return (int) status;
}
