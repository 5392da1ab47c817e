#include "bsr-worklist-filter.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"
#include "bsr-worklist-columns.h"

struct _BsrWorklistFilter
{
  GtkWidget parent;
  GtkSearchEntry *search_entry;
  GtkToggleButton *look_button, *opinion_button, *mine_button, *all_button, *reverse_button;
  GtkDropDown *state_drop_down, *priority_drop_down, *sort_drop_down;
  BsrWorklistColumns *columns;
  GtkWidget *more_button;
  GtkLabel *count_label;
  char *officer;
  gboolean quiet; /* several things change at once */
};

G_DEFINE_FINAL_TYPE (BsrWorklistFilter, bsr_worklist_filter, GTK_TYPE_WIDGET)

/* Those that a case has by its records, as the drop-down has them after "any". */
static const BsrCaseState listed_states[] = {
  BSR_STATE_FLAGGED,        BSR_STATE_SCANNED,
  BSR_STATE_SECOND_OPINION, BSR_STATE_AWAITING_SUPERVISOR,
  BSR_STATE_TO_BE_EXAMINED, BSR_STATE_EXAMINED,
  BSR_STATE_RELEASED,       BSR_STATE_NOT_EXAMINED,
  BSR_STATE_CLOSED,
};

static GtkToggleButton *
button_of (BsrWorklistFilter *self, BsrWorklistPreset preset)
{
  GtkToggleButton *const buttons[BSR_N_WORKLIST_PRESETS] = {
    [BSR_WORKLIST_TO_LOOK_AT] = self->look_button,
    [BSR_WORKLIST_SECOND_OPINION] = self->opinion_button,
    [BSR_WORKLIST_MINE] = self->mine_button,
    [BSR_WORKLIST_ALL] = self->all_button,
  };
  return buttons[preset];
}

static BsrWorklistPreset
preset (BsrWorklistFilter *self)
{
  int preset = 0;
  while (preset < BSR_WORKLIST_ALL
         && !gtk_toggle_button_get_active (button_of (self, (BsrWorklistPreset) preset)))
    preset++;
  return (BsrWorklistPreset) preset;
}

static const char *
search_text (BsrWorklistFilter *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/* The first of a drop-down is "any". */
static int
chosen (GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  return selected != GTK_INVALID_LIST_POSITION ? (int) selected - 1 : -1;
}

/* BsrCaseState; -1: any */
static int
chosen_state (BsrWorklistFilter *self)
{
  int choice = chosen (self->state_drop_down);
  return choice >= 0 && choice < (int) G_N_ELEMENTS (listed_states) ? (int) listed_states[choice]
                                                                    : -1;
}

/* What is sought by words among all cases is found newest first: the index of words has it so. */
static gboolean
is_newest_instead (const BsrCaseQuery *query)
{
  return query->words != NULL && query->work == BSR_CASE_WORK_ANY
         && query->sort == BSR_CASE_SORT_URGENCY;
}

static gboolean
says_newest (BsrWorklistFilter *self)
{
  g_autoptr (BsrCaseQuery) query = bsr_worklist_filter_query (self);
  return query->sort == BSR_CASE_SORT_NEWEST
         && gtk_drop_down_get_selected (self->sort_drop_down) == BSR_CASE_SORT_URGENCY;
}

BsrCaseQuery *
bsr_worklist_filter_query (BsrWorklistFilter *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_FILTER (self), NULL);
  BsrCaseQuery *query = bsr_case_query_new ();
  BsrWorklistPreset wanted = preset (self);
  if (wanted == BSR_WORKLIST_TO_LOOK_AT)
    query->work = BSR_CASE_WORK_JUDGE;
  else if (wanted == BSR_WORKLIST_SECOND_OPINION)
    query->state = BSR_STATE_SECOND_OPINION;
  else if (wanted == BSR_WORKLIST_ALL)
    query->state = chosen_state (self);
  query->priority = chosen (self->priority_drop_down);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  bsr_worklist_columns_ask (self->columns, query, now);
  if (wanted == BSR_WORKLIST_MINE)
    bsr_case_query_set (&query->officer, self->officer != NULL ? self->officer : "");
  bsr_case_query_set_search (query, search_text (self));
  query->sort = (BsrCaseSort) gtk_drop_down_get_selected (self->sort_drop_down);
  query->reversed = gtk_toggle_button_get_active (self->reverse_button);
  if (is_newest_instead (query))
    query->sort = BSR_CASE_SORT_NEWEST;
  return query;
}

/* Whether what need not be seen leaves cases out. */
static gboolean
narrows_by_more (BsrWorklistFilter *self)
{
  return chosen (self->state_drop_down) >= 0 || chosen (self->priority_drop_down) >= 0
         || bsr_worklist_columns_narrows (self->columns);
}

gboolean
bsr_worklist_filter_narrows (BsrWorklistFilter *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_FILTER (self), FALSE);
  return preset (self) != BSR_WORKLIST_ALL || narrows_by_more (self) || *search_text (self) != '\0';
}

static void
tell (BsrWorklistFilter *self)
{
  if (self->quiet)
    return;
  if (narrows_by_more (self))
    gtk_widget_add_css_class (self->more_button, "accent");
  else
    gtk_widget_remove_css_class (self->more_button, "accent");
  g_signal_emit_by_name (self, "changed");
}

static void
search_changed_cb (BsrWorklistFilter *self, GtkSearchEntry *entry)
{
  tell (self);
}

static void
search_activate_cb (BsrWorklistFilter *self, GtkSearchEntry *entry)
{
  g_signal_emit_by_name (self, "activate");
}

static void
stop_search_cb (BsrWorklistFilter *self, GtkSearchEntry *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        BsrWorklistFilter *self)
{
  if (key != GDK_KEY_Down || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (self, "down");
  return GDK_EVENT_STOP;
}

/* A preset says of the state what a chosen state would: one of them at a time. */
static void
preset_toggled_cb (BsrWorklistFilter *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  gboolean quiet = self->quiet;
  self->quiet = TRUE;
  if (button != self->all_button)
    gtk_drop_down_set_selected (self->state_drop_down, 0);
  self->quiet = quiet;
  tell (self);
}

static void
state_chosen_cb (BsrWorklistFilter *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  gboolean quiet = self->quiet;
  self->quiet = TRUE;
  if (chosen (drop_down) >= 0)
    gtk_toggle_button_set_active (self->all_button, TRUE);
  self->quiet = quiet;
  tell (self);
}

static void
chosen_cb (BsrWorklistFilter *self, GParamSpec *pspec, GtkWidget *widget)
{
  tell (self);
}

static void
columns_changed_cb (BsrWorklistFilter *self, BsrWorklistColumns *columns)
{
  tell (self);
}

static void
reversed_cb (BsrWorklistFilter *self, GtkToggleButton *button)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), gtk_toggle_button_get_active (button)
                                                     ? "view-sort-descending-symbolic"
                                                     : "view-sort-ascending-symbolic");
  tell (self);
}

static void
bsr_worklist_filter_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&BSR_WORKLIST_FILTER (object)->officer, g_free);
  G_OBJECT_CLASS (bsr_worklist_filter_parent_class)->dispose (object);
}

static void
bsr_worklist_filter_class_init (BsrWorklistFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_filter_dispose;
  g_type_ensure (BSR_TYPE_WORKLIST_COLUMNS);
  const char *signals[] = { "changed", "activate", "down" };
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_new (signals[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/worklist/bsr-worklist-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, look_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, opinion_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, mine_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, all_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, reverse_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, priority_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, columns);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, more_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistFilter, count_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, preset_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reversed_cb);
}

/* The words of the states are where all else of the window has them. */
static GListModel *
list_states (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  gtk_string_list_append (words, _ ("Any state"));
  for (gsize i = 0; i < G_N_ELEMENTS (listed_states); i++)
    gtk_string_list_append (words, bsr_vocabulary_state (listed_states[i]));
  return G_LIST_MODEL (words);
}

static GListModel *
list_priorities (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  gtk_string_list_append (words, _ ("Any priority"));
  for (int priority = BSR_PRIORITY_ROUTINE; priority <= BSR_PRIORITY_URGENT; priority++)
    gtk_string_list_append (words, bsr_vocabulary_priority ((BsrPriority) priority));
  return G_LIST_MODEL (words);
}

static void
bsr_worklist_filter_init (BsrWorklistFilter *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GListModel) states = list_states ();
  g_autoptr (GListModel) priorities = list_priorities ();
  gtk_drop_down_set_model (self->state_drop_down, states);
  gtk_drop_down_set_model (self->priority_drop_down, priorities);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  self->quiet = FALSE;
}

void
bsr_worklist_filter_set_officer (BsrWorklistFilter *self, const char *officer)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self));
  g_free (self->officer);
  self->officer = g_strdup (officer);
}

void
bsr_worklist_filter_set_preset (BsrWorklistFilter *self, BsrWorklistPreset wanted)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self) && wanted < BSR_N_WORKLIST_PRESETS);
  gtk_toggle_button_set_active (button_of (self, wanted), TRUE);
}

void
bsr_worklist_filter_set_search (BsrWorklistFilter *self, const char *text)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self) && text != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  tell (self); /* at once: the entry waits for more to be typed */
}

void
bsr_worklist_filter_set_state (BsrWorklistFilter *self, int state)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self) && state >= -1);
  guint selected = 0;
  for (guint i = 0; i < G_N_ELEMENTS (listed_states); i++)
    if ((int) listed_states[i] == state)
      selected = i + 1;
  gtk_drop_down_set_selected (self->state_drop_down, selected);
}

void
bsr_worklist_filter_set_sort (BsrWorklistFilter *self, BsrCaseSort sort, gboolean reversed)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self) && sort < BSR_N_CASE_SORTS);
  gtk_drop_down_set_selected (self->sort_drop_down, sort);
  gtk_toggle_button_set_active (self->reverse_button, reversed);
}

void
bsr_worklist_filter_reset (BsrWorklistFilter *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self));
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->all_button, TRUE);
  gtk_drop_down_set_selected (self->state_drop_down, 0);
  gtk_drop_down_set_selected (self->priority_drop_down, 0);
  bsr_worklist_columns_reset (self->columns);
  gtk_drop_down_set_selected (self->sort_drop_down, BSR_CASE_SORT_URGENCY);
  gtk_toggle_button_set_active (self->reverse_button, FALSE);
  self->quiet = FALSE;
  tell (self);
}

void
bsr_worklist_filter_focus_search (BsrWorklistFilter *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
bsr_worklist_filter_show_count (BsrWorklistFilter *self, int count, gboolean more)
{
  g_return_if_fail (BSR_IS_WORKLIST_FILTER (self));
  g_autofree char *text = NULL;
  if (count >= 0 && more)
    /* Translators: so many cases were counted, and there are or may be more. */
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'d+ case", "%'d+ cases", (gulong) count), count);
  else if (count >= 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d case", "%d cases", (gulong) count),
                            count);
  /* Translators: "12 cases", in another order than the one that stands beside it. */
  g_autofree char *newest
      = count > 1 && says_newest (self) ? g_strdup_printf (_ ("%s, newest first"), text) : NULL;
  gtk_label_set_label (self->count_label, newest != NULL ? newest : text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count_label), newest); /* it may not fit */
}
