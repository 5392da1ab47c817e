#include "bsr-folder-burst.h"

#include <glib/gi18n.h>

struct _BsrFolderBurst
{
  guint n_linked, n_waiting, n_brought, n_refused;
  char *refusal; /* (nullable): the first that was refused, and why */
};

BsrFolderBurst *
bsr_folder_burst_new (void)
{
  return g_new0 (BsrFolderBurst, 1);
}

void
bsr_folder_burst_clear (BsrFolderBurst *burst)
{
  g_return_if_fail (burst != NULL);
  g_free (burst->refusal);
  *burst = (BsrFolderBurst){ 0 };
}

void
bsr_folder_burst_free (BsrFolderBurst *burst)
{
  if (burst == NULL)
    return;
  g_free (burst->refusal);
  g_free (burst);
}

void
bsr_folder_burst_add (BsrFolderBurst *burst, BsrDropEvent event, const char *name,
                      const char *words)
{
  g_return_if_fail (burst != NULL && name != NULL && words != NULL);
  burst->n_linked += event == BSR_DROP_LINKED;
  burst->n_waiting += event == BSR_DROP_WAITING;
  burst->n_brought += event == BSR_DROP_BROUGHT;
  burst->n_refused += event == BSR_DROP_REFUSED;
  if (event == BSR_DROP_REFUSED && burst->refusal == NULL)
    /* Translators: a file, and why it was not taken. */
    burst->refusal = g_strdup_printf (_ ("%s: %s"), name, words);
}

/* @part: (transfer full): what is said of @n, where there are some */
static void
add (GStrvBuilder *parts, guint n, char *part)
{
  if (n > 0)
    g_strv_builder_add (parts, part);
  g_free (part);
}

char *
bsr_folder_burst_sentence (const BsrFolderBurst *burst)
{
  g_return_val_if_fail (burst != NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint linked = burst->n_linked, waiting = burst->n_waiting, brought = burst->n_brought;
  add (builder, linked,
       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u scan linked", "%u scans linked", linked),
                        linked));
  add (builder, waiting,
       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u scan waits in the tray",
                                     "%u scans wait in the tray", waiting),
                        waiting));
  add (builder, brought,
       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file brought in", "%u files brought in",
                                     brought),
                        brought));
  add (builder, burst->n_refused,
       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file not taken", "%u files not taken",
                                     burst->n_refused),
                        burst->n_refused));
  g_auto (GStrv) parts = g_strv_builder_end (builder);
  if (*parts == NULL)
    return NULL;
  g_autofree char *all = g_strjoinv (_ (", "), parts);
  if (burst->refusal != NULL)
    /* Translators: what came out of the drop folder; then a file and why it was not taken. */
    return g_strdup_printf (_ ("From the folder: %s (%s)."), all, burst->refusal);
  return g_strdup_printf (_ ("From the folder: %s."), all);
}

char *
bsr_folder_burst_trouble (const char *name, const char *words)
{
  g_return_val_if_fail (name != NULL && words != NULL, NULL);
  /* Translators: a folder or a file, and what is wrong. */
  return g_strdup_printf (_ ("The drop folder cannot be taken from: %s: %s."), name, words);
}
