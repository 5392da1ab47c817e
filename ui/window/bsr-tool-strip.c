#include "bsr-tool-strip.h"

#include <glib/gi18n.h>

#include "bsr-right-guard.h"
#include "bsr-vocabulary.h"

#define N_CATEGORIES (BSR_CATEGORY_NOTE + 1)

struct _BsrToolStrip
{
  GtkWidget parent;
  GtkToggleButton *select_button, *window_button, *rectangle_button, *ellipse_button;
  GtkToggleButton *polygon_button, *arrow_button, *text_button;
  GtkToggleButton *distance_button, *angle_button, *polyline_button, *area_button, *profile_button;
  GtkToggleButton *region_button, *loupe_button;
  GtkMenuButton *category_button;
  GtkWidget *swatch, *category_box;
  GtkPopover *category_popover;
  GtkCheckButton *categories[N_CATEGORIES];
  BsrSession *session;
};

G_DEFINE_FINAL_TYPE (BsrToolStrip, bsr_tool_strip, GTK_TYPE_WIDGET)

static GtkToggleButton *
button_of_tool (BsrToolStrip *self, BsrTool tool)
{
  GtkToggleButton *buttons[BSR_N_TOOLS] = {
    [BSR_TOOL_SELECT] = self->select_button,       [BSR_TOOL_WINDOW] = self->window_button,
    [BSR_TOOL_RECTANGLE] = self->rectangle_button, [BSR_TOOL_ELLIPSE] = self->ellipse_button,
    [BSR_TOOL_POLYGON] = self->polygon_button,     [BSR_TOOL_ARROW] = self->arrow_button,
    [BSR_TOOL_TEXT] = self->text_button,           [BSR_TOOL_DISTANCE] = self->distance_button,
    [BSR_TOOL_ANGLE] = self->angle_button,         [BSR_TOOL_POLYLINE] = self->polyline_button,
    [BSR_TOOL_AREA] = self->area_button,           [BSR_TOOL_PROFILE] = self->profile_button,
    [BSR_TOOL_REGION] = self->region_button,
  };
  return buttons[tool];
}

static void
tool_toggled_cb (BsrToolStrip *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button) || self->session == NULL)
    return;
  for (int tool = 0; tool < BSR_N_TOOLS; tool++)
    if (button_of_tool (self, tool) == button)
      bsr_session_set_tool (self->session, tool);
}

static void
follow_tool_cb (BsrToolStrip *self)
{
  gtk_toggle_button_set_active (button_of_tool (self, bsr_session_tool (self->session)), TRUE);
}

static void
category_toggled_cb (BsrToolStrip *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button) || self->session == NULL)
    return;
  for (int category = 0; category < N_CATEGORIES; category++)
    if (self->categories[category] == button)
      bsr_session_set_category (self->session, category);
  gtk_popover_popdown (self->category_popover);
}

/* Marks are made by who may make them; measuring changes nothing. */
static void
guard_marks_cb (BsrToolStrip *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  GtkWidget *marking[] = { GTK_WIDGET (self->rectangle_button), GTK_WIDGET (self->ellipse_button),
                           GTK_WIDGET (self->polygon_button), GTK_WIDGET (self->arrow_button),
                           GTK_WIDGET (self->text_button) };
  for (guint i = 0; i < G_N_ELEMENTS (marking); i++)
    bsr_right_guard (marking[i], dossier, BSR_RIGHT_MARK);
}

static void
follow_category_cb (BsrToolStrip *self)
{
  BsrCategory category = bsr_session_category (self->session);
  const char *classes[] = { "swatch", bsr_vocabulary_category_style (category), NULL };
  gtk_widget_set_css_classes (self->swatch, classes);
  gtk_check_button_set_active (self->categories[category], TRUE);
}

static void
bsr_tool_strip_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_TOOL_STRIP (object)->session);
  G_OBJECT_CLASS (bsr_tool_strip_parent_class)->dispose (object);
}

/* A menu opens over the scan, which follows the strip: to the left where one reads from the right. */
static void
bsr_tool_strip_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  BsrToolStrip *self = BSR_TOOL_STRIP (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gtk_menu_button_set_direction (self->category_button, is_rtl ? GTK_ARROW_LEFT : GTK_ARROW_RIGHT);
  GTK_WIDGET_CLASS (bsr_tool_strip_parent_class)->direction_changed (widget, before);
}

static void
bsr_tool_strip_class_init (BsrToolStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_tool_strip_dispose;
  widget_class->direction_changed = bsr_tool_strip_direction_changed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-tool-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, select_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, window_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, rectangle_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, ellipse_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, polygon_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, arrow_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, text_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, distance_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, angle_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, polyline_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, area_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, profile_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, region_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, loupe_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, category_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, swatch);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, category_box);
  gtk_widget_class_bind_template_child (widget_class, BsrToolStrip, category_popover);
  gtk_widget_class_bind_template_callback (widget_class, tool_toggled_cb);
}

static void
bsr_tool_strip_init (BsrToolStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_tool_strip_direction_changed (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  for (int category = 0; category < N_CATEGORIES; category++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (swatch, "swatch");
      gtk_widget_add_css_class (swatch, bsr_vocabulary_category_style (category));
      GtkWidget *button = gtk_check_button_new_with_label (bsr_vocabulary_category (category));
      self->categories[category] = GTK_CHECK_BUTTON (button);
      if (category > 0)
        gtk_check_button_set_group (self->categories[category], self->categories[0]);
      g_signal_connect_object (button, "toggled", G_CALLBACK (category_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), swatch);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (GTK_BOX (self->category_box), row);
    }
}

void
bsr_tool_strip_set_session (BsrToolStrip *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_TOOL_STRIP (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::tool", G_CALLBACK (follow_tool_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::category", G_CALLBACK (follow_category_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (session, "show-loupe", self->loupe_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (guard_marks_cb), self,
                           G_CONNECT_SWAPPED);
  follow_tool_cb (self);
  follow_category_cb (self);
}
