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

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* GLib makes its table of quarks while it is loaded and lets go of it when there are more than 2048
 * (quark_new () in gquark.c): what libraries allocate before the program begins is no leak of it. */
static void
before_libraries (int argc, char **argv, char **environment)
{
  __lsan_disable ();
}

static void (*const preinit) (int, char **, char **) __attribute__ ((section (".preinit_array"), used))
= before_libraries;

static void __attribute__ ((constructor))
after_libraries (void)
{
  __lsan_enable ();
}
#endif

int
main (int argc, char **argv)
{
  set_up_translation ();
  g_autoptr (BsrApplication) application = bsr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
