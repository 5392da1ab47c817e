#include "bsr-accounts-page.h"

#include <glib/gi18n.h>

#include "bsr-password-rule.h"

struct _BsrAccountsPage
{
  GtkWidget parent;
  GtkWidget *said_group, *list_group, *new_group;
  GtkLabel *said_label;
  GtkListBox *list;
  GtkEditable *name_row, *password_row;
  AdwComboRow *role_row;
  GtkWidget *make_button;

  BsrDuty *duty;
  gboolean filling; /* what changes is not the administrator's doing */
};

G_DEFINE_FINAL_TYPE (BsrAccountsPage, bsr_accounts_page, GTK_TYPE_WIDGET)

/* What a worker is to do, before it reads the accounts: make one, change one, or nothing. */
typedef struct
{
  BsrStore *store;
  char *officer, *station;
  BsrAccount *account;   /* (nullable) */
  BsrPassword *password; /* (nullable): of a new account, or a new one of an old account */
  gboolean is_new;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->store);
  g_free (job->officer);
  g_free (job->station);
  bsr_account_free (job->account);
  bsr_password_free (job->password);
  g_free (job);
}

static gboolean
change (const Job *job, GError **error)
{
  const BsrActor actor = { job->officer, job->station };
  if (job->account == NULL)
    return TRUE;
  if (job->is_new)
    return bsr_store_create_account (job->store, &actor, job->account->name, job->account->role,
                                     job->password, NULL, error);
  if (job->password != NULL)
    return bsr_store_set_password (job->store, &actor, job->account->name, job->password, NULL,
                                   error);
  return bsr_store_change_account (job->store, &actor, job->account, error);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  GPtrArray *accounts = change (job, &error) ? bsr_store_list_accounts (job->store, &error) : NULL;
  if (accounts != NULL)
    g_task_return_pointer (task, accounts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
say (BsrAccountsPage *self, const char *sentence)
{
  gtk_label_set_label (self->said_label, sentence);
  gtk_widget_set_visible (self->said_group, *sentence != '\0');
}

static void fill (BsrAccountsPage *self, GPtrArray *accounts);

/* What was done, in one sentence; "" where that shows by itself. */
static char *
done_sentence (const Job *job)
{
  if (job->account != NULL && job->is_new)
    return g_strdup_printf (_ ("The account of %s has been made."), job->account->name);
  if (job->password != NULL)
    return g_strdup_printf (_ ("%s has another password."), job->account->name);
  return g_strdup ("");
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrAccountsPage *self = BSR_ACCOUNTS_PAGE (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = g_task_propagate_pointer (G_TASK (result), &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (self->duty == NULL)
    return;
  if (error != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("Not done: %s."), error->message);
      say (self, sentence);
      /* A switch that was turned stands where the store has it. */
      if (job->account != NULL && !job->is_new)
        bsr_accounts_page_reload (self);
      return;
    }
  g_autofree char *sentence = done_sentence (job);
  if (job->account != NULL)
    say (self, sentence);
  if (job->is_new)
    gtk_editable_set_text (self->name_row, "");
  fill (self, accounts);
}

static void
start (BsrAccountsPage *self, BsrAccount *account, BsrPassword *password, gboolean is_new)
{
  Job *job = g_new0 (Job, 1);
  job->store = g_object_ref (bsr_duty_store (self->duty));
  job->officer = g_strdup (bsr_duty_officer (self->duty));
  job->station = g_strdup (bsr_duty_station (self->duty));
  job->account = account;
  job->password = password;
  job->is_new = is_new;
  g_autoptr (GTask) task = g_task_new (self, NULL, worked_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* Making a password takes a second: nothing is done twice meanwhile. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), account == NULL);
  g_task_run_in_thread (task, work_in_thread);
}

/* --- one account --- */

#define ACCOUNT "bsr-account"

static GListModel *
role_words (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  for (int role = 0; role < BSR_N_ROLES; role++)
    gtk_string_list_append (list, bsr_role_words ((BsrRole) role));
  return G_LIST_MODEL (list);
}

static void
role_changed_cb (BsrAccountsPage *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  const BsrAccount *account = g_object_get_data (G_OBJECT (drop_down), ACCOUNT);
  if (self->filling)
    return;
  BsrAccount *changed = bsr_account_copy (account);
  changed->role = (BsrRole) gtk_drop_down_get_selected (drop_down);
  start (self, changed, NULL, FALSE);
}

static void
enabled_changed_cb (BsrAccountsPage *self, GParamSpec *pspec, GtkSwitch *enabled)
{
  const BsrAccount *account = g_object_get_data (G_OBJECT (enabled), ACCOUNT);
  if (self->filling)
    return;
  BsrAccount *changed = bsr_account_copy (account);
  changed->disabled = !gtk_switch_get_active (enabled);
  start (self, changed, NULL, FALSE);
}

static void
password_applied_cb (BsrAccountsPage *self, GtkEditable *row)
{
  const BsrAccount *account = g_object_get_data (G_OBJECT (row), ACCOUNT);
  BsrPassword *password = bsr_password_new (gtk_editable_get_text (row));
  gtk_editable_set_text (row, "");
  if (password != NULL)
    start (self, bsr_account_copy (account), password, FALSE);
}

static void
carry (gpointer widget, const BsrAccount *account)
{
  g_object_set_data_full (widget, ACCOUNT, bsr_account_copy (account),
                          (GDestroyNotify) bsr_account_free);
}

static void
name_widget (GtkWidget *widget, const char *format, const char *name)
{
  GString *label = g_string_new (format);
  g_string_replace (label, "%s", name, 1);
  gtk_widget_set_tooltip_text (widget, label->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->str, -1);
  g_string_free (label, TRUE);
}

static GtkWidget *
new_role_choice (BsrAccountsPage *self, const BsrAccount *account)
{
  GtkWidget *choice = gtk_drop_down_new (role_words (), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), account->role);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  name_widget (choice, _ ("Role of %s"), account->name);
  carry (choice, account);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (role_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
new_switch (BsrAccountsPage *self, const BsrAccount *account)
{
  GtkWidget *enabled = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (enabled), !account->disabled);
  gtk_widget_set_valign (enabled, GTK_ALIGN_CENTER);
  name_widget (enabled, _ ("Whether %s may sign in"), account->name);
  carry (enabled, account);
  g_signal_connect_object (enabled, "notify::active", G_CALLBACK (enabled_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return enabled;
}

static GtkWidget *
new_row (BsrAccountsPage *self, const BsrAccount *account)
{
  GtkWidget *row = adw_expander_row_new (), *password = adw_password_entry_row_new ();
  g_autofree char *name = g_markup_escape_text (account->name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 account->disabled ? _ ("Disabled") : "");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), new_switch (self, account));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), new_role_choice (self, account));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (password), _ ("Another password"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (password), TRUE);
  name_widget (password, _ ("Another password for %s; ends what wrong ones have led to"),
               account->name);
  carry (password, account);
  g_signal_connect_object (password, "apply", G_CALLBACK (password_applied_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), password);
  return row;
}

static void
fill (BsrAccountsPage *self, GPtrArray *accounts)
{
  GtkWidget *child;
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < accounts->len; i++)
    gtk_list_box_append (self->list, new_row (self, accounts->pdata[i]));
  self->filling = FALSE;
}

/* --- a new one --- */

static void
changed_cb (BsrAccountsPage *self, GtkEditable *row)
{
  gtk_widget_set_sensitive (self->make_button,
                            *gtk_editable_get_text (self->name_row) != '\0'
                                && *gtk_editable_get_text (self->password_row) != '\0');
}

static void
make_cb (BsrAccountsPage *self, GtkWidget *source)
{
  if (!gtk_widget_get_sensitive (self->make_button))
    return;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  BsrPassword *password = bsr_password_new (gtk_editable_get_text (self->password_row));
  gtk_editable_set_text (self->password_row, "");
  if (password != NULL)
    start (self, bsr_account_new (name, (BsrRole) adw_combo_row_get_selected (self->role_row), FALSE),
           password, TRUE);
}

/* --- the object --- */

static void
bsr_accounts_page_dispose (GObject *object)
{
  BsrAccountsPage *self = BSR_ACCOUNTS_PAGE (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->duty);
  G_OBJECT_CLASS (bsr_accounts_page_parent_class)->dispose (object);
}

static void
bsr_accounts_page_class_init (BsrAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_accounts_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/access/bsr-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, said_group);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, said_label);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, new_group);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, list);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, role_row);
  gtk_widget_class_bind_template_child (widget_class, BsrAccountsPage, make_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
bsr_accounts_page_init (BsrAccountsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GListModel) roles = role_words ();
  g_autofree char *title = g_strdup_printf (
      _ ("Password: at least %d characters, for example four words"), BSR_PASSWORD_MIN);
  adw_combo_row_set_model (self->role_row, roles);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row), title);
}

void
bsr_accounts_page_set_duty (BsrAccountsPage *self, BsrDuty *duty)
{
  g_return_if_fail (BSR_IS_ACCOUNTS_PAGE (self) && self->duty == NULL);
  self->duty = g_object_ref (duty);
}

void
bsr_accounts_page_reload (BsrAccountsPage *self)
{
  g_return_if_fail (BSR_IS_ACCOUNTS_PAGE (self) && self->duty != NULL);
  gboolean here = bsr_duty_keeps_passwords (self->duty);
  gtk_widget_set_visible (self->list_group, here);
  gtk_widget_set_visible (self->new_group, here);
  if (here)
    start (self, NULL, NULL, FALSE);
  else
    say (self, _ ("The accounts of this store are those of its server, whose administrator makes them "
                  "and sets their passwords."));
}
