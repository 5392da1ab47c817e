#include "bsr-claim-bar.h"

#include <glib/gi18n.h>

#include "bsr-right-guard.h"

struct _BsrClaimBar
{
  GtkWidget parent;
  GtkWidget *box;
  GtkLabel *label;
  GtkWidget *reopen_button, *close_button;
  GtkWidget *take_over_button, *confirm_button;
  GtkPopover *take_over_popover;
  GtkEditable *reason_entry;
  BsrSession *session; /* (nullable) */
  GSignalGroup *dossier_signals;
  char *conflict;      /* (nullable) */
  char *conflict_case; /* of which case */
};

G_DEFINE_FINAL_TYPE (BsrClaimBar, bsr_claim_bar, GTK_TYPE_WIDGET)

/* (transfer full) (nullable): what is to be known of who has the case; %NULL: the officer has. */
static char *
claim_sentence (BsrDossier *dossier)
{
  const BsrCaseClaim *claim = bsr_dossier_claim (dossier);
  const char *reason;
  if (bsr_dossier_held (dossier))
    return NULL;
  if (!bsr_dossier_may (dossier, BSR_RIGHT_DECIDE, &reason))
    return g_strdup_printf (_ ("For looking only: %s."), reason);
  if (claim == NULL)
    return g_strdup (_ ("Nobody has this case now. Read it again to work on it."));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *who = bsr_case_claim_sentence (claim, now);
  /* Translators: "officer 9 at lane 1 has had this case since 10:42". */
  return g_strdup_printf (_ ("For looking only: %s."), who);
}

static void
show (BsrClaimBar *self)
{
  BsrDossier *dossier = self->session != NULL ? bsr_session_dossier (self->session) : NULL;
  g_autofree char *claim = dossier != NULL ? claim_sentence (dossier) : NULL;
  gboolean conflict = dossier != NULL && self->conflict != NULL;
  gboolean may = dossier != NULL && bsr_dossier_may (dossier, BSR_RIGHT_DECIDE, NULL);
  const char *sentence = conflict ? self->conflict : claim;
  if (sentence != NULL)
    {
      gtk_label_set_label (self->label, sentence);
      gtk_widget_set_visible (self->close_button, conflict);
      gtk_widget_set_visible (self->reopen_button,
                              claim != NULL && may && bsr_dossier_claim (dossier) == NULL);
      gtk_widget_set_visible (self->take_over_button,
                              claim != NULL && may && bsr_dossier_claim (dossier) != NULL);
      bsr_right_guard (self->take_over_button, dossier, BSR_RIGHT_TAKE_OVER);
    }
  gtk_widget_set_visible (self->box, sentence != NULL);
}

static void
forget_conflict (BsrClaimBar *self)
{
  g_clear_pointer (&self->conflict, g_free);
  g_clear_pointer (&self->conflict_case, g_free);
}

/* (transfer full): what the officer has written, without blanks around. */
static char *
reason_written (BsrClaimBar *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
}

static void
reason_changed_cb (BsrClaimBar *self)
{
  g_autofree char *reason = reason_written (self);
  gtk_widget_set_sensitive (self->confirm_button, *reason != '\0');
}

static void
take_over_cb (BsrClaimBar *self)
{
  g_autofree char *reason = reason_written (self);
  if (*reason == '\0')
    return;
  gtk_popover_popdown (self->take_over_popover);
  gtk_editable_set_text (self->reason_entry, "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.take-over", "s", reason);
}

static void
close_cb (BsrClaimBar *self)
{
  forget_conflict (self);
  show (self);
}

static void
dossier_changed_cb (BsrClaimBar *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_signal_group_set_target (self->dossier_signals, dossier);
  if (dossier == NULL || g_strcmp0 (bsr_dossier_case (dossier)->id, self->conflict_case) != 0)
    forget_conflict (self);
  show (self);
}

static void
bsr_claim_bar_dispose (GObject *object)
{
  BsrClaimBar *self = BSR_CLAIM_BAR (object);
  GtkWidget *child;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->dossier_signals);
  forget_conflict (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_claim_bar_parent_class)->dispose (object);
}

static void
bsr_claim_bar_class_init (BsrClaimBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_claim_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-claim-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, box);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, label);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, close_button);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, take_over_button);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, take_over_popover);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrClaimBar, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
}

static void
bsr_claim_bar_init (BsrClaimBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "claim-changed", G_CALLBACK (show), self);
}

void
bsr_claim_bar_set_session (BsrClaimBar *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_CLAIM_BAR (self) && BSR_IS_SESSION (session) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self);
  dossier_changed_cb (self);
}

void
bsr_claim_bar_show_conflict (BsrClaimBar *self, const char *case_id, const char *sentence)
{
  g_return_if_fail (BSR_IS_CLAIM_BAR (self) && case_id != NULL && sentence != NULL);
  forget_conflict (self);
  self->conflict = g_strdup (sentence);
  self->conflict_case = g_strdup (case_id);
  show (self);
}

const char *
bsr_claim_bar_sentence (BsrClaimBar *self)
{
  g_return_val_if_fail (BSR_IS_CLAIM_BAR (self), NULL);
  return gtk_widget_get_visible (self->box) ? gtk_label_get_label (self->label) : NULL;
}
