#include <glib/gi18n.h>
#include <locale.h>

#include "bsr-application.h"

/* Where the translations are: as installed, or where BASIRA_LOCALE_DIR says (the build tree). */
static void
set_up_translation (void)
{
  const char *folder = g_getenv ("BASIRA_LOCALE_DIR");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : BSR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  set_up_translation ();
  g_autoptr (BsrApplication) application = bsr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
