#include "bsr-preset-reasons.h"

#include <glib/gi18n.h>

#define MAX_REASONS 8

GStrv
bsr_preset_reasons (BsrDecisionKind kind)
{
  static const char *const reasons[][MAX_REASONS] = {
    [BSR_DECISION_RELEASE] = { N_ ("Image consistent with the declaration"),
                               N_ ("Findings explained by the declared cargo"),
                               N_ ("Findings explained by the container's structure"),
                               N_ ("Already examined, seals intact"), NULL },
    [BSR_DECISION_EXAMINE] = { N_ ("Anomaly in the density of the load"),
                               N_ ("Load does not look like the declared goods"),
                               N_ ("Mass does not fit the declaration"),
                               N_ ("Part of the load cannot be seen through"),
                               N_ ("Container's structure looks altered"),
                               N_ ("Intelligence or risk profile"), NULL },
    [BSR_DECISION_SECOND_OPINION] = { N_ ("Finding is not clear"),
                                      N_ ("Unfamiliar kind of cargo"),
                                      N_ ("Image quality is not sufficient"),
                                      N_ ("Part of the load cannot be seen through"), NULL },
  };
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (reasons), NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (int i = 0; reasons[kind][i] != NULL; i++)
    g_strv_builder_add (builder, _ (reasons[kind][i]));
  return g_strv_builder_end (builder);
}

char *
bsr_preset_reason_join (const char *preset, const char *text)
{
  g_autofree char *own = g_strstrip (g_strdup (text != NULL ? text : ""));
  if (preset == NULL || *preset == '\0')
    return g_steal_pointer (&own);
  return *own != '\0' ? g_strdup_printf ("%s: %s", preset, own) : g_strdup (preset);
}
