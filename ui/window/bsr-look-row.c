#include "bsr-look-row.h"

#include <glib/gi18n.h>

#include "bsr-look-change.h"
#include "bsr-look-words.h"

/* Steps of an arrow key and of a page key over the whole range of an amount. */
#define KEY_STEPS 40.0
#define PAGE_STEPS 8.0

struct _BsrLookRow
{
  GtkWidget parent;
  GtkCheckButton *enabled_check;
  GtkLabel *amount_label;
  GtkWidget *earlier_button, *later_button, *remove_button;
  GtkRange *amount_scale;
  BsrSession *session;
  BsrEnhancement kind;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BsrLookRow, bsr_look_row, GTK_TYPE_WIDGET)

/* The session's look, to be changed, and the place of the row's step in it; -1: it is out. */
static int
take_look (BsrLookRow *self, BsrLook *look)
{
  *look = *bsr_session_look (self->session);
  return bsr_look_find (look, self->kind);
}

static void
enabled_toggled_cb (BsrLookRow *self, GtkCheckButton *check)
{
  BsrLook look;
  int at = take_look (self, &look);
  if (self->updating || at < 0)
    return;
  look.steps[at].enabled = gtk_check_button_get_active (check);
  bsr_session_begin_change (self->session);
  bsr_session_change_look (self->session, &look);
}

static void
amount_changed_cb (BsrLookRow *self, GtkRange *scale)
{
  BsrLook look;
  int at = take_look (self, &look);
  if (self->updating || at < 0)
    return;
  look.steps[at].amount = gtk_range_get_value (scale);
  bsr_session_change_look (self->session, &look);
}

static void
move (BsrLookRow *self, int step)
{
  BsrLook look;
  int at = take_look (self, &look);
  if (at < 0 || !bsr_look_can_move (&look, at, at + step))
    return;
  bsr_look_move (&look, at, at + step);
  bsr_session_begin_change (self->session);
  bsr_session_change_look (self->session, &look);
}

static void
earlier_clicked_cb (BsrLookRow *self, GtkButton *button)
{
  move (self, -1);
}

static void
later_clicked_cb (BsrLookRow *self, GtkButton *button)
{
  move (self, 1);
}

static void
remove_clicked_cb (BsrLookRow *self, GtkButton *button)
{
  BsrLook look;
  int at = take_look (self, &look);
  if (at < 0)
    return;
  bsr_look_remove (&look, at);
  bsr_session_begin_change (self->session);
  bsr_session_change_look (self->session, &look);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrLookRow *self)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  if (alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    move (self, -1);
  else if (alt && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    move (self, 1);
  else if (!alt && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    remove_clicked_cb (self, NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Each press on the slider begins a drag of its own. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, BsrLookRow *self)
{
  bsr_session_begin_change (self->session);
}

static void
bsr_look_row_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_LOOK_ROW (object)->session);
  G_OBJECT_CLASS (bsr_look_row_parent_class)->dispose (object);
}

static void
bsr_look_row_class_init (BsrLookRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_look_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-look-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, enabled_check);
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, amount_label);
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, earlier_button);
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, later_button);
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, BsrLookRow, amount_scale);
  gtk_widget_class_bind_template_callback (widget_class, enabled_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
bsr_look_row_init (BsrLookRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  GtkGesture *press = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->amount_scale), GTK_EVENT_CONTROLLER (press));
}

GtkWidget *
bsr_look_row_new (BsrSession *session, BsrEnhancement kind)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && kind < BSR_N_ENHANCEMENTS, NULL);

  BsrLookRow *self = g_object_new (BSR_TYPE_LOOK_ROW, NULL);
  const BsrEnhancementKind *limits = bsr_enhancement_kind (kind);
  const char *name = bsr_look_change_enhancement (kind);
  double range = limits->most - limits->least;
  self->session = g_object_ref (session);
  self->kind = kind;
  self->updating = TRUE;
  gtk_check_button_set_label (self->enabled_check, name);
  gtk_range_set_range (self->amount_scale, limits->least, limits->most);
  gtk_range_set_increments (self->amount_scale, range / KEY_STEPS, range / PAGE_STEPS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->amount_scale),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->updating = FALSE;
  bsr_look_row_update (self);
  return GTK_WIDGET (self);
}

BsrEnhancement
bsr_look_row_kind (BsrLookRow *self)
{
  g_return_val_if_fail (BSR_IS_LOOK_ROW (self), BSR_ENHANCE_DENOISE);
  return self->kind;
}

void
bsr_look_row_update (BsrLookRow *self)
{
  g_return_if_fail (BSR_IS_LOOK_ROW (self));
  BsrLook look;
  int at = take_look (self, &look);
  if (at < 0)
    return;
  const BsrLookStep *step = &look.steps[at];
  g_autofree char *amount = bsr_look_words_amount (self->kind, step->amount);
  self->updating = TRUE;
  gtk_check_button_set_active (self->enabled_check, step->enabled);
  gtk_range_set_value (self->amount_scale, step->amount);
  gtk_label_set_label (self->amount_label, amount);
  const char *idle = bsr_look_words_idle (self->kind, look.tone.mode);
  gtk_widget_set_sensitive (GTK_WIDGET (self->amount_scale), step->enabled && idle == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->enabled_check),
                               idle != NULL ? idle : bsr_look_words_hint (self->kind));
  if (idle != NULL)
    gtk_label_set_label (self->amount_label, _ ("waits"));
  gtk_widget_set_sensitive (self->earlier_button, bsr_look_can_move (&look, at, at - 1));
  gtk_widget_set_sensitive (self->later_button, bsr_look_can_move (&look, at, at + 1));
  self->updating = FALSE;
}
