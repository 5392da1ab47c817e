#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-key-dispatch.h"
#include "bsr-scan-view.h"

/* Seconds between looks at the store for cases that others brought in. */
#define RELOAD_SECONDS 20
/* Seconds that an error stays on the screen: long enough to be read twice. */
#define TOAST_SECONDS 10

G_DEFINE_FINAL_TYPE (BsrWindow, bsr_window, ADW_TYPE_APPLICATION_WINDOW)

AdwToast *
bsr_window_toast_new (const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  return toast;
}

void
bsr_window_say (BsrWindow *self, const char *sentence)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && sentence != NULL);
  adw_toast_overlay_add_toast (self->toast_overlay, bsr_window_toast_new (sentence));
}

/* --- what is shown --- */

static void
show_pages (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  gtk_stack_set_visible_child_name (self->stack, dossier != NULL ? "case" : "welcome");
  gboolean scanned = dossier != NULL && bsr_dossier_scan_index (dossier) >= 0;
  gtk_stack_set_visible_child_name (self->scan_stack, scanned ? "scan" : "no-scan");
}

void
bsr_window_show_title (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  /* Translators: the window's title: container number and the program's name. */
  g_autofree char *title
      = dossier != NULL && !bsr_window_is_shut (self)
            ? g_strdup_printf (_ ("%s – Basira"), bsr_dossier_case (dossier)->container)
            : g_strdup (_ ("Basira"));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
dossier_changed_cb (BsrWindow *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  const BsrCase *flagged = dossier != NULL ? bsr_dossier_case (dossier) : NULL;
  g_signal_group_set_target (self->dossier_signals, dossier);
  bsr_panel_history_clear (self->history);
  bsr_worklist_set_current (self->worklist, flagged != NULL ? flagged->id : NULL);
  bsr_window_show_title (self);
  show_pages (self);
  bsr_window_update_actions (self);
  /* So that arrows and letters work at once. */
  if (dossier != NULL)
    gtk_widget_grab_focus (self->view);
}

static void
analysis_changed_cb (BsrWindow *self)
{
  gboolean analysing = bsr_case_opener_analysing (self->opener);
  bsr_inspector_show_analysis (self->inspector, bsr_case_opener_analysis (self->opener), analysing);
}

static void
analysing_changed_cb (BsrWindow *self)
{
  bsr_case_header_show_analysing (self->case_header, bsr_case_opener_analysing (self->opener),
                                  bsr_case_opener_can_analyse (self->opener));
  if (bsr_case_opener_analysis (self->opener) == NULL)
    analysis_changed_cb (self);
  bsr_window_update_actions (self);
}

static void
opener_failed_cb (BsrWindow *self, const char *sentence)
{
  bsr_window_say (self, sentence);
}

/* An act has been saved: the list of cases may say something else. */
static void
saving_changed_cb (BsrWindow *self)
{
  gboolean saving;
  g_object_get (bsr_session_dossier (self->session), "saving", &saving, NULL);
  if (!saving)
    bsr_worklist_model_reload (bsr_worklist_model (self->worklist));
}

static void
library_changed_cb (BsrWindow *self)
{
  bsr_station_library_refresh (self->library);
}

static void
library_failed_cb (BsrWindow *self, const GError *error)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("The library of loads could not be read: %s."), error->message);
  bsr_window_say (self, sentence);
}

static void
undo_changed_cb (BsrWindow *self)
{
  bsr_window_steps_changed (self);
}

static void
list_failed_cb (BsrWindow *self, const GError *error)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("The list of cases could not be read: %s."), error->message);
  bsr_window_say (self, sentence);
}

static gboolean
reload_cb (gpointer user_data)
{
  bsr_worklist_model_reload (bsr_worklist_model (BSR_WINDOW (user_data)->worklist));
  return G_SOURCE_CONTINUE;
}

/* --- opening --- */

static void
open_case_cb (BsrWindow *self, const char *case_id, BsrWorklist *worklist)
{
  bsr_window_open_case (self, case_id);
}

static void
open_similar_cb (BsrWindow *self, const char *case_id, BsrInspector *inspector)
{
  bsr_window_open_case (self, case_id);
}

static void
next_case_cb (BsrWindow *self, BsrDecisionPanel *panel)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.next-case", NULL);
}

void
bsr_window_open_case (BsrWindow *self, const char *case_id)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && case_id != NULL);
  bsr_case_opener_open (self->opener, case_id);
}

static void
open_library (BsrWindow *self)
{
  self->library = bsr_station_library_new (self->store);
  g_signal_connect_object (self->library, "failed", G_CALLBACK (library_failed_cb), self,
                           G_CONNECT_SWAPPED);
  bsr_inspector_set_library (self->inspector, self->library);
  bsr_case_opener_set_library (self->opener, self->library);
  bsr_station_library_refresh (self->library);
}

void
bsr_window_open_store (BsrWindow *self)
{
  BsrStore *store = self->offered;
  bsr_worklist_model_reload (bsr_worklist_model (self->worklist));
  if (self->store != NULL)
    return;
  self->store = g_object_ref (store);
  open_library (self);
  bsr_case_opener_set_store (self->opener, store);
  bsr_compare_model_set_store (bsr_compare_desk_model (self->compare_desk), store);
  bsr_worklist_model_set_station (bsr_worklist_model (self->worklist), self->station);
  bsr_worklist_model_set_store (bsr_worklist_model (self->worklist), store);
  bsr_worklist_model_reload (bsr_worklist_model (self->worklist));
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add_seconds (RELOAD_SECONDS, reload_cb, self);
  bsr_window_update_actions (self);
  bsr_window_restore_panels (self);
}

void
bsr_window_show_store_error (BsrWindow *self, const GError *error)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && error != NULL);
  g_autofree char *sentence =
      g_strdup_printf (_ ("%s. Basira cannot work without it: what is done could not be kept."),
                       error->message);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  adw_status_page_set_icon_name (self->status_page, "dialog-error-symbolic");
  adw_status_page_set_title (self->status_page, _ ("The store of cases could not be opened"));
  adw_status_page_set_description (self->status_page, markup);
  gtk_widget_set_visible (self->status_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

/* --- settings and closing --- */

/* %NULL where the schema is not installed: then nothing is remembered. */
static GSettings *
settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, "org.basira.Basira", TRUE) : NULL;
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
restore_settings (BsrWindow *self)
{
  int width, height;
  if (self->settings == NULL)
    {
      gtk_window_maximize (GTK_WINDOW (self));
      return;
    }
  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "show-worklist"));
  g_autofree char *palette = g_settings_get_string (self->settings, "palette");
  bsr_tone_bar_set_palette (self->tone_bar, palette);
  g_object_set (self->session, "show-minimap",
                g_settings_get_boolean (self->settings, "show-minimap"), NULL);
  BsrSought sought;
  g_settings_get (self->settings, "coverage-object", "(dd)", &sought.edge_mm, &sought.steel_mm);
  if (sought.edge_mm > 0.0 && sought.steel_mm > 0.0)
    bsr_coverage_tracker_set_sought (bsr_session_coverage (self->session), &sought);
}

static void
keep_settings (BsrWindow *self)
{
  int width, height;
  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "show-worklist",
                          adw_flap_get_reveal_flap (self->flap));
  g_settings_set_string (self->settings, "palette", bsr_tone_bar_palette (self->tone_bar));
  BsrSought sought = bsr_coverage_tracker_sought (bsr_session_coverage (self->session));
  gboolean minimap;
  g_object_get (self->session, "show-minimap", &minimap, NULL);
  g_settings_set_boolean (self->settings, "show-minimap", minimap);
  g_settings_set (self->settings, "coverage-object", "(dd)", sought.edge_mm, sought.steel_mm);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  if (!bsr_dossier_flush_finish (BSR_DOSSIER (source), result, &error))
    g_warning ("not everything was saved: %s", error->message);
  if (!bsr_window_close_duty (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
bsr_window_close_request (GtkWindow *window)
{
  BsrWindow *self = BSR_WINDOW (window);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (self->closing)
    return TRUE;
  keep_settings (self);
  g_cancellable_cancel (self->codes_read);
  bsr_window_keep_panels (self);
  bsr_window_close_beside (self);
  bsr_case_opener_cancel (self->opener);
  bsr_session_leave_scene (self->session);
  if (dossier == NULL)
    return self->closing = bsr_window_close_duty (self);
  bsr_dossier_leave (dossier, TRUE);
  self->closing = TRUE;
  gtk_widget_set_visible (self->saving_label, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->flap), FALSE);
  bsr_dossier_flush_async (dossier, flushed_cb, g_object_ref (self));
  return TRUE;
}

/* --- the object --- */

static void
bsr_window_dispose (GObject *object)
{
  BsrWindow *self = BSR_WINDOW (object);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  bsr_window_close_beside (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->opener != NULL)
    g_signal_handlers_disconnect_by_data (self->opener, self);
  g_cancellable_cancel (self->codes_read);
  g_clear_object (&self->codes_read);
  g_clear_object (&self->chooser);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->opener);
  g_clear_object (&self->notary);
  g_clear_object (&self->own_folder);
  g_clear_object (&self->history);
  g_clear_object (&self->keys);
  g_clear_object (&self->session);
  g_clear_object (&self->library);
  g_clear_object (&self->store);
  g_clear_object (&self->offered);
  g_clear_object (&self->idle);
  g_clear_object (&self->duty);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->station, g_free);
  G_OBJECT_CLASS (bsr_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, status_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, scan_stack);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, view_bin);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, worklist);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, case_header);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, claim_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, caveat_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, folder_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, tone_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, tone_legend);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, look_panel);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, tool_strip);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, measure_panel);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, read_out_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, material_legend);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, inspector_pane);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, decision_panel);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, saving_label);
  gtk_widget_class_bind_template_child (widget_class, BsrWindow, officer_button);
}

static void
bsr_window_class_init (BsrWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bsr_window_close_request;
  g_type_ensure (BSR_TYPE_WORKLIST);
  g_type_ensure (BSR_TYPE_CASE_HEADER);
  g_type_ensure (BSR_TYPE_CLAIM_BAR);
  g_type_ensure (BSR_TYPE_CAVEAT_BAR);
  g_type_ensure (BSR_TYPE_FOLDER_BAR);
  g_type_ensure (BSR_TYPE_TONE_BAR);
  g_type_ensure (BSR_TYPE_TONE_LEGEND);
  g_type_ensure (BSR_TYPE_LOOK_PANEL);
  g_type_ensure (BSR_TYPE_TOOL_STRIP);
  g_type_ensure (BSR_TYPE_MEASURE_PANEL);
  g_type_ensure (BSR_TYPE_READ_OUT_BAR);
  g_type_ensure (BSR_TYPE_MATERIAL_LEGEND);
  g_type_ensure (BSR_TYPE_INSPECTOR);
  g_type_ensure (BSR_TYPE_DECISION_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, open_case_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_similar_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_case_cb);
  bsr_window_install_actions (widget_class);
  bsr_window_install_claim_actions (widget_class);
  bsr_window_install_panel_actions (widget_class);
  bsr_window_install_duty_actions (widget_class);
  bsr_window_install_folder_actions (widget_class);
}

static void
connect_dossier (BsrWindow *self)
{
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "failed", G_CALLBACK (bsr_window_show_failure),
                                  self);
  g_signal_group_connect_swapped (self->dossier_signals, "library-changed",
                                  G_CALLBACK (library_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::saving",
                                  G_CALLBACK (saving_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::undo-label",
                                  G_CALLBACK (undo_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::redo-label",
                                  G_CALLBACK (undo_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::can-undo",
                                  G_CALLBACK (undo_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::can-redo",
                                  G_CALLBACK (undo_changed_cb), self);
}

static void
bsr_window_init (BsrWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->session = bsr_session_new ();
  self->keys = bsr_key_map_new ();
  self->history = bsr_panel_history_new ();
  self->image_linked = TRUE;
  connect_dossier (self);
  bsr_case_header_set_session (self->case_header, self->session);
  bsr_claim_bar_set_session (self->claim_bar, self->session);
  bsr_caveat_bar_set_session (self->caveat_bar, self->session);
  bsr_tone_bar_set_session (self->tone_bar, self->session);
  bsr_window_connect_look (self);
  bsr_tool_strip_set_session (self->tool_strip, self->session);
  bsr_measure_panel_set_session (self->measure_panel, self->session);
  bsr_read_out_bar_set_session (self->read_out_bar, self->session);
  bsr_material_legend_set_session (self->material_legend, self->session);
  bsr_inspector_set_session (self->inspector, self->session);
  bsr_decision_panel_set_session (self->decision_panel, self->session);
  self->view = bsr_scan_view_new (self->session);
  self->compare_desk = BSR_COMPARE_DESK (bsr_compare_desk_new (BSR_SCAN_VIEW (self->view)));
  adw_bin_set_child (ADW_BIN (self->view_bin), GTK_WIDGET (self->compare_desk));
  g_signal_connect_object (bsr_compare_desk_model (self->compare_desk), "changed",
                           G_CALLBACK (bsr_window_update_actions), self, G_CONNECT_SWAPPED);
  bsr_key_dispatch_attach (GTK_WINDOW (self), GTK_WIDGET (self), BSR_SCAN_VIEW (self->view), self->keys);
  g_signal_connect_object (self->session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bsr_worklist_model (self->worklist), "failed",
                           G_CALLBACK (list_failed_cb), self, G_CONNECT_SWAPPED);

  bsr_window_accept_drops (self);
  self->settings = settings_open ();
  restore_settings (self);
  bsr_window_watch_panels (self);
}

BsrWindow *
bsr_window_new (GtkApplication *application, const char *officer, const char *station)
{
  g_return_val_if_fail (officer != NULL && station != NULL, NULL);
  BsrWindow *self = g_object_new (BSR_TYPE_WINDOW, "application", application, NULL);
  self->officer = g_strdup (officer);
  bsr_worklist_filter_set_officer (bsr_worklist_filter (self->worklist), officer);
  self->station = g_strdup (station);
  bsr_decision_panel_set_officer (self->decision_panel, officer);
  self->opener = bsr_case_opener_new (self->session, officer, station);
  g_signal_connect_object (self->opener, "notify::analysis", G_CALLBACK (analysis_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "notify::analysing", G_CALLBACK (analysing_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "notify::can-analyse", G_CALLBACK (analysing_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "failed", G_CALLBACK (opener_failed_cb), self,
                           G_CONNECT_SWAPPED);
  bsr_window_begin_folder (self);
  bsr_window_begin_duty (self);
  analysing_changed_cb (self);
  bsr_window_follow_codes (self);
  return self;
}

BsrSession *
bsr_window_session (BsrWindow *self)
{
  g_return_val_if_fail (BSR_IS_WINDOW (self), NULL);
  return self->session;
}

BsrKeyMap *
bsr_window_keys (BsrWindow *self)
{
  g_return_val_if_fail (BSR_IS_WINDOW (self), NULL);
  return self->keys;
}
