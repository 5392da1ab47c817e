#include "bsr-tone-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-key-tips.h"
#include "bsr-tone-preset.h"

struct _BsrToneBar
{
  GtkWidget parent;
  GtkToggleButton *high_button, *low_button, *steel_button, *material_button, *organic_button, *metal_button;
  GtkDropDown *preset_drop_down, *palette_drop_down;
  GtkToggleButton *invert_button, *enhance_button, *findings_button, *marks_button, *grid_button;
  GtkLabel *count_label;
  BsrSession *session;
  BsrTone followed; /* what the controls say */
  const BsrPalette *palette, *steel_palette; /* the officer's for each: steel is read by its colours */
  gboolean setting; /* the tone is being set from here, or the controls from it */
  gboolean following_scene;
};

/* The last line of the windows: dragged on the scan. */
#define BY_HAND BSR_TONE_N_PRESETS

G_DEFINE_FINAL_TYPE (BsrToneBar, bsr_tone_bar, GTK_TYPE_WIDGET)

static guint
index_of (const BsrPalette *palette)
{
  return (guint) (palette - bsr_palettes ());
}

/* Whose change a tone is. */
typedef enum
{
  BY_PROGRAM,
  BY_OFFICER,
} Origin;

static void
set_tone (BsrToneBar *self, const BsrTone *tone, Origin origin)
{
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->palette_drop_down, index_of (tone->palette));
  bsr_session_begin_change (self->session);
  if (origin == BY_OFFICER)
    bsr_session_change_tone (self->session, tone);
  else
    bsr_session_set_tone (self->session, tone);
  self->setting = FALSE;
}

/* Lays the chosen preset over @tone for the scene, if there is one, and shows it. A window that
 * was set by hand stays, but not in another quantity. */
static void
show_tone (BsrToneBar *self, BsrTone *tone, Origin origin)
{
  BsrScene *scene = bsr_session_scene (self->session);
  guint preset = gtk_drop_down_get_selected (self->preset_drop_down);
  if (preset == BY_HAND && tone->mode != bsr_session_tone (self->session)->mode)
    preset = BSR_TONE_PRESET_AUTO;
  if (scene != NULL && preset != BY_HAND)
    bsr_tone_preset_apply (preset, scene, tone);
  set_tone (self, tone, origin);
  gtk_drop_down_set_selected (self->preset_drop_down, preset);
}

static GtkToggleButton *
button_of (BsrToneBar *self, const BsrTone *tone)
{
  return tone->mode == BSR_VIEW_STEEL      ? self->steel_button
         : tone->mode == BSR_VIEW_MATERIAL ? self->material_button
         : tone->mode == BSR_VIEW_ORGANIC  ? self->organic_button
         : tone->mode == BSR_VIEW_METAL    ? self->metal_button
         : tone->plane == 1                ? self->low_button
                                           : self->high_button;
}

/* The preset that makes this window of the scene; by hand where none does. */
static guint
preset_of (BsrScene *scene, const BsrTone *tone)
{
  for (guint preset = 0; scene != NULL && preset < BSR_TONE_N_PRESETS; preset++)
    {
      BsrTone made = *tone;
      bsr_tone_preset_apply (preset, scene, &made);
      if (bsr_tone_equal (&made, tone))
        return preset;
    }
  return BY_HAND;
}

/* Makes the controls say what is shown. */
static void
show_controls (BsrToneBar *self, guint preset)
{
  const BsrTone *tone = bsr_session_tone (self->session);
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->preset_drop_down, preset);
  gtk_toggle_button_set_active (self->invert_button, tone->invert);
  gtk_toggle_button_set_active (button_of (self, tone), TRUE);
  gtk_drop_down_set_selected (self->palette_drop_down, index_of (tone->palette));
  self->setting = FALSE;
}

static void
show_count (BsrToneBar *self)
{
  int n_steps = bsr_session_look (self->session)->n_steps;
  g_autofree char *count = g_strdup_printf ("%d", n_steps);
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n_steps > 0);
}

static void
follow_tone_cb (BsrToneBar *self)
{
  const BsrTone *tone = bsr_session_tone (self->session);
  gboolean is_news = !self->setting && !bsr_tone_equal (&self->followed, tone);
  self->followed = *tone;
  show_count (self);
  if (tone->mode == BSR_VIEW_STEEL)
    self->steel_palette = tone->palette;
  else
    self->palette = tone->palette;
  /* Dragged on the scan it is by hand, and nobody waits for a look at the presets. */
  if (is_news)
    show_controls (self, bsr_session_is_changing (self->session)
                             ? BY_HAND
                             : preset_of (bsr_session_scene (self->session), tone));
}

static void
mode_toggled_cb (BsrToneBar *self, GtkToggleButton *button)
{
  if (self->session == NULL || self->setting || !gtk_toggle_button_get_active (button))
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  tone.mode = button == self->steel_button      ? BSR_VIEW_STEEL
              : button == self->material_button ? BSR_VIEW_MATERIAL
              : button == self->organic_button  ? BSR_VIEW_ORGANIC
              : button == self->metal_button    ? BSR_VIEW_METAL
                                                : BSR_VIEW_PLANE;
  tone.plane = button == self->low_button ? 1 : 0;
  tone.palette = tone.mode == BSR_VIEW_STEEL ? self->steel_palette : self->palette;
  show_tone (self, &tone, self->following_scene ? BY_PROGRAM : BY_OFFICER);
}

static void
preset_selected_cb (BsrToneBar *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  if (self->session == NULL || self->setting)
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  show_tone (self, &tone, self->following_scene ? BY_PROGRAM : BY_OFFICER);
}

static void
palette_selected_cb (BsrToneBar *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  if (self->session == NULL || self->setting)
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  tone.palette = &bsr_palettes ()[gtk_drop_down_get_selected (drop_down)];
  set_tone (self, &tone, BY_OFFICER);
}

static void
invert_toggled_cb (BsrToneBar *self, GtkToggleButton *button)
{
  if (self->session == NULL || self->setting)
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  tone.invert = gtk_toggle_button_get_active (button);
  set_tone (self, &tone, BY_OFFICER);
}

/* What the material view is, or why there is none; and where the scanner's lower energy is found to
 * lie elsewhere than it says, that. */
static char *
describe_material (BsrScene *scene, gboolean physics)
{
  /* A difference, MV, that is worth saying. */
  const double least = 0.1;
  const BsrMaterialCurves *curves = physics ? bsr_scene_material_curves (scene) : NULL;
  if (physics && curves == NULL)
    return g_strdup (_ ("This scan's energies do not tell materials apart"));
  const char *plain = _ ("Hue by material, brightness by transmission");
  if (curves == NULL)
    return g_strdup (plain);

  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (bsr_scene_radiograph (scene));
  const BsrEnergyMatch *match = bsr_material_curves_match (curves);
  double stated = acquisition->planes[1].energy_mv;
  double span = acquisition->planes[0].energy_mv - stated;
  if (fabs (match->shift * span) < MAX (least, 2.0 * match->shift_sd * span))
    return g_strdup (plain);
  /* Translators: %.1f: megavolts; the first line is the tooltip of the button. */
  return g_strdup_printf (_ ("%s\nThe low energy answers like %.1f ± %.1f MV, not the stated %.1f MV"), plain,
                          stated + match->shift * span, 2.0 * match->shift_sd * span, stated);
}

/* What the scene cannot show cannot be asked for; a mode that went away gives place to the
 * first. */
static void
follow_scene (BsrToneBar *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  gboolean two = scene != NULL && bsr_scene_n_planes (scene) > 1;
  gboolean physics = scene != NULL && bsr_scene_has_physics (scene);
  gboolean material = physics && bsr_scene_has_material (scene);
  gtk_widget_set_sensitive (GTK_WIDGET (self), scene != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->low_button), two);
  gtk_widget_set_sensitive (GTK_WIDGET (self->palette_drop_down),
                            scene != NULL && !bsr_scene_is_colour (scene));
  gtk_widget_set_sensitive (GTK_WIDGET (self->steel_button), physics);
  gtk_widget_set_sensitive (GTK_WIDGET (self->material_button), material);
  gtk_widget_set_sensitive (GTK_WIDGET (self->organic_button), material);
  gtk_widget_set_sensitive (GTK_WIDGET (self->metal_button), material);
  g_autofree char *tooltip = describe_material (scene, physics);
  bsr_key_tips_set (GTK_WIDGET (self->material_button), tooltip);
  if (scene == NULL)
    {
      /* What was set by hand for one scan is no window for the next. */
      if (gtk_drop_down_get_selected (self->preset_drop_down) == BY_HAND)
        gtk_drop_down_set_selected (self->preset_drop_down, BSR_TONE_PRESET_AUTO);
      return;
    }

  BsrTone tone = *bsr_session_tone (self->session);
  gboolean shown = tone.mode == BSR_VIEW_STEEL               ? physics
                   : bsr_view_mode_is_material (tone.mode) ? material
                                                           : tone.plane == 0 || two;
  if (shown)
    show_tone (self, &tone, BY_PROGRAM);
  else
    gtk_toggle_button_set_active (self->high_button, TRUE);
}

static void
scene_changed_cb (BsrToneBar *self)
{
  self->following_scene = TRUE;
  follow_scene (self);
  self->following_scene = FALSE;
}

static const char *
name_of_palette (const char *id)
{
  static const struct
  {
    const char *id, *name;
  } names[] = {
    { "grey", N_ ("Grey") },
    { "cubehelix", N_ ("Cubehelix") },
    { "blue-yellow", N_ ("Blue to yellow") },
    { "amber", N_ ("Amber") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].id, id))
      return _ (names[i].name);
  return id;
}

static void
bsr_tone_bar_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_TONE_BAR (object)->session);
  G_OBJECT_CLASS (bsr_tone_bar_parent_class)->dispose (object);
}

static void
bsr_tone_bar_class_init (BsrToneBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_tone_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-tone-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, high_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, low_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, steel_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, material_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, organic_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, metal_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, preset_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, palette_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, invert_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, enhance_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, findings_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, marks_button);
  gtk_widget_class_bind_template_child (widget_class, BsrToneBar, grid_button);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, preset_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, palette_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, invert_toggled_cb);
}

static void
bsr_tone_bar_init (BsrToneBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (const BsrPalette *palette = bsr_palettes (); palette->id != NULL; palette++)
    gtk_string_list_append (names, name_of_palette (palette->id));
  self->setting = TRUE;
  gtk_drop_down_set_model (self->palette_drop_down, G_LIST_MODEL (names));
  self->setting = FALSE;
  self->palette = bsr_palette_by_id ("grey");
  self->steel_palette = bsr_palette_by_id ("cubehelix");
}

void
bsr_tone_bar_set_session (BsrToneBar *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self) && self->session == NULL);
  self->session = g_object_ref (session);
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  g_object_bind_property (session, "show-findings", self->findings_button, "active", both);
  g_object_bind_property (session, "show-annotations", self->marks_button, "active", both);
  g_object_bind_property (session, "show-grid", self->grid_button, "active", both);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (scene_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tone-changed", G_CALLBACK (follow_tone_cb), self,
                           G_CONNECT_SWAPPED);
  scene_changed_cb (self);
}

const char *
bsr_tone_bar_press_view (BsrToneBar *self, int index)
{
  g_return_val_if_fail (BSR_IS_TONE_BAR (self), NULL);
  GtkToggleButton *const buttons[] = { self->high_button,     self->low_button,
                                       self->steel_button,    self->material_button,
                                       self->organic_button,  self->metal_button };
  g_return_val_if_fail (index >= 0 && index < (int) G_N_ELEMENTS (buttons), NULL);
  if (!gtk_widget_is_sensitive (GTK_WIDGET (buttons[index])))
    return bsr_session_scene (self->session) == NULL ? NULL
           : index == 1 ? _ ("This scan has one energy only")
                        : _ ("This scan's energies do not tell materials apart");
  gtk_toggle_button_set_active (buttons[index], TRUE);
  return NULL;
}

void
bsr_tone_bar_invert (BsrToneBar *self)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self));
  gtk_toggle_button_set_active (self->invert_button,
                                !gtk_toggle_button_get_active (self->invert_button));
}

void
bsr_tone_bar_show_preset (BsrToneBar *self, BsrTonePreset preset)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self) && preset < BSR_TONE_N_PRESETS);
  if (bsr_session_scene (self->session) == NULL)
    return;
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->preset_drop_down, preset);
  self->setting = FALSE;
  BsrTone tone = *bsr_session_tone (self->session);
  show_tone (self, &tone, BY_OFFICER);
}

void
bsr_tone_bar_step_preset (BsrToneBar *self, int step)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self));
  int now = (int) gtk_drop_down_get_selected (self->preset_drop_down);
  /* What was set by hand lies before the first. */
  int next = now == BY_HAND ? (step > 0 ? 0 : BSR_TONE_N_PRESETS - 1) : now + step;
  bsr_tone_bar_show_preset (self, (next + BSR_TONE_N_PRESETS) % BSR_TONE_N_PRESETS);
}

void
bsr_tone_bar_toggle_logarithmic (BsrToneBar *self)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self));
  BsrTone tone = *bsr_session_tone (self->session);
  if (bsr_session_scene (self->session) == NULL || tone.mode == BSR_VIEW_STEEL)
    return;
  tone.logarithmic = !tone.logarithmic;
  set_tone (self, &tone, BY_OFFICER);
  show_controls (self, preset_of (bsr_session_scene (self->session), &tone));
}

void
bsr_tone_bar_step_palette (BsrToneBar *self, int step)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self));
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (self->palette_drop_down));
  guint now = gtk_drop_down_get_selected (self->palette_drop_down);
  gtk_drop_down_set_selected (self->palette_drop_down, (now + n + (guint) step) % n);
}

void
bsr_tone_bar_reset (BsrToneBar *self)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self));
  BsrScene *scene = bsr_session_scene (self->session);
  if (scene == NULL)
    return;
  BsrLook look = bsr_look_default ();
  bsr_tone_preset_apply (BSR_TONE_PRESET_AUTO, scene, &look.tone);
  self->setting = TRUE;
  bsr_session_begin_change (self->session);
  bsr_session_change_look (self->session, &look);
  show_controls (self, BSR_TONE_PRESET_AUTO);
}

void
bsr_tone_bar_bind_panel (BsrToneBar *self, GtkWidget *panel)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self) && GTK_IS_WIDGET (panel));
  g_object_bind_property (panel, "visible", self->enhance_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

const char *
bsr_tone_bar_palette (BsrToneBar *self)
{
  g_return_val_if_fail (BSR_IS_TONE_BAR (self), NULL);
  return self->palette->id;
}

void
bsr_tone_bar_set_palette (BsrToneBar *self, const char *id)
{
  g_return_if_fail (BSR_IS_TONE_BAR (self) && id != NULL);
  const BsrPalette *palette = bsr_palette_by_id (id);
  if (palette == NULL || self->session == NULL)
    return;
  BsrTone tone = *bsr_session_tone (self->session);
  tone.palette = palette;
  set_tone (self, &tone, BY_PROGRAM);
}
