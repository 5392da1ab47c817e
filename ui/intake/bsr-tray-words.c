#include "bsr-tray-words.h"

#include <glib/gi18n.h>

#include "bsr-error.h"
#include "bsr-fact-line.h"
#include "bsr-vocabulary.h"

char *
bsr_tray_words_waiting (int n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d scan waits for a case",
                                       "%d scans wait for a case", (gulong) n),
                          n);
}

char *
bsr_tray_words_numbers (const BsrArrival *arrival)
{
  g_return_val_if_fail (arrival != NULL, NULL);
  return arrival->containers[0] != NULL ? g_strjoinv (_ (", "), arrival->containers)
                                        : g_strdup (_ ("No number read"));
}

char *
bsr_tray_words_when (const BsrArrival *arrival)
{
  g_return_val_if_fail (arrival != NULL, NULL);
  return bsr_vocabulary_time (arrival->scan->acquired != NULL ? arrival->scan->acquired
                                                              : arrival->taken);
}

char *
bsr_tray_words_facts (const BsrArrival *arrival)
{
  g_return_val_if_fail (arrival != NULL, NULL);
  const BsrScan *scan = arrival->scan;
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();
  g_autofree char *came = bsr_vocabulary_time (arrival->taken);
  /* Translators: when a scan came in; a time. */
  g_autofree char *came_in = g_strdup_printf (_ ("came in %s"), came);
  g_strv_builder_add (facts, scan->name);
  if (scan->scanner != NULL)
    g_strv_builder_add (facts, scan->scanner);
  if (scan->site != NULL)
    g_strv_builder_add (facts, scan->site);
  if (scan->acquired != NULL)
    {
      g_autofree char *acquired = bsr_vocabulary_time (scan->acquired);
      /* Translators: when a scan was taken; a time. */
      g_autofree char *taken = g_strdup_printf (_ ("scanned %s"), acquired);
      g_strv_builder_add (facts, taken);
    }
  g_strv_builder_add (facts, came_in);
  g_auto (GStrv) all = g_strv_builder_end (facts);
  return bsr_fact_line ((const char *const *) all, gtk_widget_get_default_direction ());
}

char *
bsr_tray_words_reason (const BsrArrival *arrival)
{
  g_return_val_if_fail (arrival != NULL, NULL);
  if (arrival->standing != BSR_ARRIVAL_SET_ASIDE)
    /* Translators: why a scan waits in the tray. */
    return g_strdup_printf (_ ("Waits: %s."), arrival->reason);
  /* Translators: an officer, and why he set a scan aside. */
  return g_strdup_printf (_ ("Set aside by %s: %s."), arrival->officer, arrival->reason);
}

char *
bsr_tray_words_link (guint n)
{
  if (n == 0)
    return g_strdup (_ ("_Link"));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "_Link to %u Case", "_Link to %u Cases", n), n);
}

char *
bsr_tray_words_candidate (const BsrArrivalCandidate *candidate)
{
  g_return_val_if_fail (candidate != NULL, NULL);
  if (*candidate->why == '\0')
    return g_strdup (candidate->case_id);
  const char *const facts[] = { candidate->case_id, candidate->why, NULL };
  return bsr_fact_line (facts, gtk_widget_get_default_direction ());
}

char *
bsr_tray_words_linked (const char *const *case_ids)
{
  g_return_val_if_fail (case_ids != NULL, NULL);
  g_autofree char *all = g_strjoinv (_ (", "), (char **) case_ids);
  /* Translators: cases that a scan was put beside. */
  return g_strdup_printf (_ ("The scan is now with %s."), all);
}

const char *
bsr_tray_words_set_aside (void)
{
  return _ ("The scan is set aside. It is kept, and can be taken back.");
}

const char *
bsr_tray_words_taken_back (void)
{
  return _ ("The scan waits for a case again.");
}

char *
bsr_tray_words_refused (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  if (g_error_matches (error, BSR_ERROR, BSR_ERROR_CONFLICT))
    /* Translators: what somebody else did with a scan meanwhile, in one sentence. */
    return g_strdup_printf (_ ("Somebody was quicker: %s. The list has been read again."),
                            error->message);
  return g_strdup_printf (_ ("Not done: %s."), error->message);
}
