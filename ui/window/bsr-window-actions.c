/* What the officer can do in the window: actions, their keys, and when they are possible. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bsr-worklist-read.h"

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_window_undo (BSR_WINDOW (widget));
}

static void
redo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_window_redo (BSR_WINDOW (widget));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, BsrWindow *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      if (g_file_peek_path (file) != NULL)
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  g_auto (GStrv) paths = g_strv_builder_end (builder);
  g_clear_object (&self->chooser);
  if (response == GTK_RESPONSE_ACCEPT)
    bsr_window_import (self, (const char *const *) paths);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[]
      = { "tiff", "tif", "png", "jpg", "jpeg", "dcm", "dcs", "dicom",
          "json", "csv", "tsv", "txt", "edi",  "xml", "n42" };
  g_autoptr (GtkFileFilter) known = gtk_file_filter_new ();
  gtk_file_filter_set_name (known, _ ("Scans, case files and manifests"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (known, suffixes[i]);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, known);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  gboolean folder = g_str_equal (name, "win.open-folder");
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (
      folder ? _ ("Open a Folder of Cases and Scans") : _ ("Open Scans and Case Files"),
      GTK_WINDOW (self),
      folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"),
      NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), !folder);
  if (!folder)
    add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), FALSE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
next_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = bsr_worklist_next_finish (result, &error);
  g_autofree char *sentence
      = error != NULL ? g_strdup_printf (_ ("The list of cases could not be read: %s."), error->message)
                      : NULL;
  if (self->closing || bsr_window_is_shut (self))
    return;
  if (next != NULL)
    bsr_window_open_case (self, next);
  else
    bsr_window_say (self, sentence != NULL ? sentence : _ ("No other case waits to be judged."));
}

static void
next_case_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (self->store != NULL)
    bsr_worklist_next_async (self->store, self->station,
                             dossier != NULL ? bsr_dossier_case (dossier)->id : NULL, next_found_cb,
                             g_object_ref (self));
}

static void
tool_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_session_set_tool (BSR_WINDOW (widget)->session, g_variant_get_int32 (parameter));
}

static void
view_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  const char *missing = bsr_tone_bar_press_view (self->tone_bar, g_variant_get_int32 (parameter));
  if (missing != NULL)
    bsr_window_say (self, missing);
}

static void
fit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_session_fit (BSR_WINDOW (widget)->session);
}

/* The buttons of the bar above the scan; keys ask the view itself. */
static void
zoom_original_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_session_set_zoom (BSR_WINDOW (widget)->session, 1.0);
}

/* The action is named after the session's property. */
static void
toggle_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GObject *session = G_OBJECT (BSR_WINDOW (widget)->session);
  const char *property = name + strlen ("win.");
  gboolean shows;
  g_object_get (session, property, &shows, NULL);
  g_object_set (session, property, !shows, NULL);
}

static void
show_open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_session_show_open (BSR_WINDOW (widget)->session);
}

static void
step_finding_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_inspector_step_finding (BSR_WINDOW (widget)->inspector, g_variant_get_int32 (parameter));
}

/* A second time takes the weight off again. */
static void
weigh_finding_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrSession *session = BSR_WINDOW (widget)->session;
  BsrDossier *dossier = bsr_session_dossier (session);
  int finding = bsr_session_selected_finding (session);
  BsrFindingWeight weight = (BsrFindingWeight) g_variant_get_int32 (parameter);
  if (dossier == NULL || finding == 0)
    return;
  if (bsr_dossier_weight (dossier, finding) == weight)
    weight = BSR_WEIGHT_OPEN;
  bsr_dossier_weigh_finding (dossier, finding, weight);
}

static void
focus_scan_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (BSR_WINDOW (widget)->view);
}

static void
focus_decision_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (BSR_WINDOW (widget)->decision_panel));
}

static void
caveat_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_caveat_bar_toggle_form (BSR_WINDOW (widget)->caveat_bar);
}

static void
search_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  adw_flap_set_reveal_flap (self->flap, TRUE);
  bsr_worklist_focus_search (self->worklist);
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_inspector_show_page (BSR_WINDOW (widget)->inspector, g_variant_get_string (parameter, NULL));
}

static void
analyse_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_case_opener_analyse (BSR_WINDOW (widget)->opener);
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_case_opener_cancel (BSR_WINDOW (widget)->opener);
}

static void
compare_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_compare_desk_toggle (BSR_WINDOW (widget)->compare_desk);
}

static void
compare_mode_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_compare_desk_next_mode (BSR_WINDOW (widget)->compare_desk);
}

static void
compare_with_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_compare_model_open_with (bsr_compare_desk_model (BSR_WINDOW (widget)->compare_desk),
                               g_variant_get_string (parameter, NULL));
}

static void
leave_compare_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_compare_model_set_active (bsr_compare_desk_model (BSR_WINDOW (widget)->compare_desk), FALSE);
}

void
bsr_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open", NULL, open_action_cb },
    { "win.open-folder", NULL, open_action_cb },
    { "win.next-case", NULL, next_case_action_cb },
    { "win.undo", NULL, undo_action_cb },
    { "win.redo", NULL, redo_action_cb },
    { "win.tool", "i", tool_action_cb },
    { "win.view", "i", view_action_cb },
    { "win.fit", NULL, fit_action_cb },
    { "win.zoom-original", NULL, zoom_original_action_cb },
    { "win.step-finding", "i", step_finding_action_cb },
    { "win.show-unseen", NULL, toggle_action_cb },
    { "win.show-minimap", NULL, toggle_action_cb },
    { "win.show-loupe", NULL, toggle_action_cb },
    { "win.show-open", NULL, show_open_action_cb },
    { "win.weigh-finding", "i", weigh_finding_action_cb },
    { "win.focus-decision", NULL, focus_decision_action_cb },
    { "win.focus-scan", NULL, focus_scan_action_cb },
    { "win.caveat", NULL, caveat_action_cb },
    { "win.search", NULL, search_action_cb },
    { "win.show-page", "s", page_action_cb },
    { "win.analyse", NULL, analyse_action_cb },
    { "win.cancel-analysis", NULL, cancel_action_cb },
    { "win.compare", NULL, compare_action_cb },
    { "win.compare-mode", NULL, compare_mode_action_cb },
    { "win.compare-with", "s", compare_with_action_cb },
    { "win.leave-compare", NULL, leave_compare_action_cb },
  };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
  bsr_window_install_look_actions (widget_class);
  /* What is being drawn or selected in the scan view ends first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.leave-compare", NULL);
}

/* The button of an undo action says what it would take back. */
static void
set_undo (BsrWindow *self, GtkWidget *button, const char *id, const char *label, const char *plain)
{
  g_autofree char *text =
      label != NULL && *label != '\0' ? g_strdup_printf ("%s: %s", plain, label) : NULL;
  g_autofree char *tooltip = bsr_key_map_tip (self->keys, id, text != NULL ? text : plain);
  gtk_widget_set_tooltip_text (button, tooltip);
}

/* What the case would take back, where it is its turn. */
static void
show_undo (BsrWindow *self, BsrDossier *dossier)
{
  g_autofree char *undo = NULL, *redo = NULL;
  const char *panel_undo = bsr_panel_history_undo_label (self->history);
  const char *panel_redo = bsr_panel_history_redo_label (self->history);
  gboolean can_undo = FALSE, can_redo = FALSE;
  if (dossier != NULL)
    g_object_get (dossier, "can-undo", &can_undo, "can-redo", &can_redo, "undo-label", &undo,
                  "redo-label", &redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", can_undo || panel_undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", can_redo || panel_redo != NULL);
  set_undo (self, self->undo_button, "undo", panel_undo != NULL ? panel_undo : undo, _ ("Undo"));
  set_undo (self, self->redo_button, "redo", panel_redo != NULL ? panel_redo : redo, _ ("Redo"));
}

void
bsr_window_update_actions (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  gboolean has_store = self->store != NULL;
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_action_set_enabled (widget, "win.open", has_store);
  gtk_widget_action_set_enabled (widget, "win.open-folder", has_store);
  gtk_widget_action_set_enabled (widget, "win.next-case", has_store);
  gtk_widget_action_set_enabled (widget, "win.reopen", dossier != NULL);
  gtk_widget_action_set_enabled (widget, "win.downtimes",
                                 has_store && bsr_duty_may (self->duty, BSR_RIGHT_HANDLE, NULL));
  bsr_window_update_folder (self);
  gtk_widget_action_set_enabled (widget, "win.focus-decision", dossier != NULL);
  gtk_widget_action_set_enabled (widget, "win.caveat",
                                 dossier != NULL
                                     && bsr_dossier_may (dossier, BSR_RIGHT_HANDLE, NULL));
  gtk_widget_action_set_enabled (widget, "win.analyse",
                                 self->opener != NULL && bsr_case_opener_can_analyse (self->opener));
  gtk_widget_action_set_enabled (widget, "win.cancel-analysis",
                                 self->opener != NULL && bsr_case_opener_analysing (self->opener));
  BsrCompareModel *compare = bsr_compare_desk_model (self->compare_desk);
  gboolean can_compare = bsr_compare_model_can_open (compare);
  gtk_widget_action_set_enabled (widget, "win.compare", can_compare);
  gtk_widget_action_set_enabled (widget, "win.compare-mode", can_compare);
  gtk_widget_action_set_enabled (widget, "win.compare-with", can_compare);
  gtk_widget_action_set_enabled (widget, "win.leave-compare", bsr_compare_model_active (compare));
  show_undo (self, dossier);
}
