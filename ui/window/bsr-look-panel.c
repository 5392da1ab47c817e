#include "bsr-look-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-key-tips.h"
#include "bsr-look-change.h"
#include "bsr-look-row.h"
#include "bsr-look-words.h"

#define N_COLUMNS 2

/* As officers look for them: what they need most, first. */
static const BsrEnhancement order[BSR_N_ENHANCEMENTS] = {
  BSR_ENHANCE_EQUALISE, BSR_ENHANCE_LOCAL_EQUALISE, BSR_ENHANCE_DARK,  BSR_ENHANCE_LIGHT,
  BSR_ENHANCE_SHARPEN,  BSR_ENHANCE_DENOISE,        BSR_ENHANCE_EDGES, BSR_ENHANCE_EMBOSS,
};

struct _BsrLookPanel
{
  GtkWidget parent;
  GtkGrid *kind_grid;
  GtkBox *step_box;
  GtkWidget *order_label;
  GtkRange *gamma_scale;
  GtkLabel *gamma_label;
  GtkEditable *name_entry;
  GtkToggleButton *buttons[BSR_N_ENHANCEMENTS]; /* by kind */
  BsrSession *session;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BsrLookPanel, bsr_look_panel, GTK_TYPE_WIDGET)

static void
kind_toggled_cb (BsrLookPanel *self, GtkToggleButton *button)
{
  for (int kind = 0; !self->updating && kind < BSR_N_ENHANCEMENTS; kind++)
    if (self->buttons[kind] == button)
      bsr_session_toggle_enhancement (self->session, (BsrEnhancement) kind);
}

/* A slider over the gamma's logarithm: as far to the dark as to the bright. */
static void
gamma_changed_cb (BsrLookPanel *self, GtkRange *scale)
{
  if (self->updating || self->session == NULL)
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  tone.gamma = pow (BSR_TONE_MOST_GAMMA, gtk_range_get_value (scale));
  bsr_session_change_tone (self->session, &tone);
}

static void
reset_clicked_cb (BsrLookPanel *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "reset");
}

static void
hide (BsrLookPanel *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit_by_name (self, "done");
}

static void
close_clicked_cb (BsrLookPanel *self, GtkButton *button)
{
  hide (self);
}

static void
name_activated_cb (BsrLookPanel *self, GtkEditable *entry)
{
  if (!bsr_session_save_view (self->session, gtk_editable_get_text (entry)))
    return;
  gtk_editable_set_text (entry, "");
  g_signal_emit_by_name (self, "done");
}

static void
name_icon_cb (BsrLookPanel *self, GtkEntryIconPosition position, GtkEditable *entry)
{
  name_activated_cb (self, entry);
}

/* --- what the look says --- */

/* Whether the rows are those of the look, in its order. */
static gboolean
rows_fit (BsrLookPanel *self, const BsrLook *look)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->step_box));
  for (int i = 0; i < look->n_steps; i++, row = gtk_widget_get_next_sibling (row))
    if (row == NULL || bsr_look_row_kind (BSR_LOOK_ROW (row)) != look->steps[i].kind)
      return FALSE;
  return row == NULL;
}

/* (nullable): the row of this kind. */
static GtkWidget *
find_row (BsrLookPanel *self, BsrEnhancement kind)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->step_box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (bsr_look_row_kind (BSR_LOOK_ROW (row)) == kind)
      return row;
  return NULL;
}

/* Rows keep their widgets, so that the focus stays where it is when one is moved. */
static void
arrange_rows (BsrLookPanel *self, const BsrLook *look)
{
  GtkWidget *next;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->step_box)); row != NULL;
       row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (bsr_look_find (look, bsr_look_row_kind (BSR_LOOK_ROW (row))) < 0)
        {
          if (gtk_widget_get_focus_child (GTK_WIDGET (self->step_box)) == row)
            gtk_widget_child_focus (GTK_WIDGET (self->kind_grid), GTK_DIR_TAB_FORWARD);
          gtk_box_remove (self->step_box, row);
        }
    }
  GtkWidget *after = NULL;
  for (int i = 0; i < look->n_steps; i++)
    {
      GtkWidget *row = find_row (self, look->steps[i].kind);
      if (row == NULL)
        {
          row = bsr_look_row_new (self->session, look->steps[i].kind);
          gtk_box_append (self->step_box, row);
        }
      gtk_box_reorder_child_after (self->step_box, row, after);
      after = row;
    }
}

static void
follow_look_cb (BsrLookPanel *self)
{
  const BsrLook *look = bsr_session_look (self->session);
  double gamma = look->tone.gamma > 0.0 ? look->tone.gamma : 1.0;
  self->updating = TRUE;
  for (int kind = 0; kind < BSR_N_ENHANCEMENTS; kind++)
    {
      int at = bsr_look_find (look, (BsrEnhancement) kind);
      gtk_toggle_button_set_active (self->buttons[kind], at >= 0 && look->steps[at].enabled);
    }
  if (!rows_fit (self, look))
    arrange_rows (self, look);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->step_box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    bsr_look_row_update (BSR_LOOK_ROW (row));
  gtk_widget_set_visible (GTK_WIDGET (self->step_box), look->n_steps > 0);
  gtk_widget_set_visible (self->order_label, look->n_steps > 1);
  gtk_range_set_value (self->gamma_scale, log (gamma) / log (BSR_TONE_MOST_GAMMA));
  g_autofree char *text = g_strdup_printf ("%.2f", gamma);
  gtk_label_set_label (self->gamma_label, text);
  self->updating = FALSE;
}

static void
scene_changed_cb (BsrLookPanel *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), bsr_session_scene (self->session) != NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrLookPanel *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  hide (self);
  return GDK_EVENT_STOP;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BsrLookPanel *self)
{
  bsr_session_begin_change (self->session);
}

/* --- the object --- */

static void
bsr_look_panel_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_LOOK_PANEL (object)->session);
  G_OBJECT_CLASS (bsr_look_panel_parent_class)->dispose (object);
}

static void
bsr_look_panel_class_init (BsrLookPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_look_panel_dispose;
  g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-look-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, kind_grid);
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, step_box);
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, order_label);
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, gamma_scale);
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, gamma_label);
  gtk_widget_class_bind_template_child (widget_class, BsrLookPanel, name_entry);
  gtk_widget_class_bind_template_callback (widget_class, gamma_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_icon_cb);
}

/* "Sharpen" and its key, dimmed: which that is, bsr_key_tips_show() says. */
static GtkWidget *
button_new (BsrEnhancement kind)
{
  const char *command = bsr_command_of ("win.enhance", kind)->id;
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (bsr_look_change_enhancement (kind));
  GtkWidget *key_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (key_label, "dim-label");
  gtk_widget_add_css_class (key_label, BSR_KEY_LABEL_CLASS);
  gtk_widget_set_name (key_label, command);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), key_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bsr_look_change_enhancement (kind), -1);
  gtk_widget_set_name (button, command);
  gtk_widget_set_tooltip_text (button, bsr_look_words_hint (kind));
  return button;
}

static void
bsr_look_panel_init (BsrLookPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    {
      GtkWidget *button = button_new (order[i]);
      self->buttons[order[i]] = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->kind_grid, button, i % N_COLUMNS, i / N_COLUMNS, 1, 1);
    }
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  GtkGesture *press = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->gamma_scale), GTK_EVENT_CONTROLLER (press));
}

void
bsr_look_panel_set_session (BsrLookPanel *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_LOOK_PANEL (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "tone-changed", G_CALLBACK (follow_look_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (scene_changed_cb), self,
                           G_CONNECT_SWAPPED);
  follow_look_cb (self);
  scene_changed_cb (self);
}

void
bsr_look_panel_focus (BsrLookPanel *self)
{
  g_return_if_fail (BSR_IS_LOOK_PANEL (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[order[0]]));
}

void
bsr_look_panel_focus_gamma (BsrLookPanel *self)
{
  g_return_if_fail (BSR_IS_LOOK_PANEL (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->gamma_scale));
}

void
bsr_look_panel_focus_name (BsrLookPanel *self)
{
  g_return_if_fail (BSR_IS_LOOK_PANEL (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
