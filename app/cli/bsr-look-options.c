#include "bsr-look-options.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-console.h"
#include "bsr-render.h"

typedef struct
{
  const char *name;
  BsrViewMode mode;
  int plane;
} View;

static const View views[] = {
  { "high", BSR_VIEW_PLANE, 0 },
  { "low", BSR_VIEW_PLANE, 1 },
  { "steel", BSR_VIEW_STEEL, 0 },
  { "material", BSR_VIEW_MATERIAL, 0 },
};

void
bsr_look_options_clear (BsrLookOptions *options)
{
  g_clear_pointer (&options->view, g_free);
  g_clear_pointer (&options->window, g_free);
  g_clear_pointer (&options->palette, g_free);
  g_clear_pointer (&options->gamma, g_free);
  g_clear_pointer (&options->shades_of, g_free);
  g_clear_pointer (&options->enhance, g_strfreev);
}

GOptionEntry *
bsr_look_options_entries (BsrLookOptions *options)
{
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options->view, N_ ("What to show: high or low (energy), steel, material"), "NAME" },
    { "window", 0, 0, G_OPTION_ARG_STRING, &options->window, N_ ("From dark to bright: transmissions 0…1, or millimetres of steel"), "LOW,HIGH" },
    { "log", 0, 0, G_OPTION_ARG_NONE, &options->logarithmic, N_ ("Lay the window over the attenuation"), NULL },
    { "gamma", 0, 0, G_OPTION_ARG_STRING, &options->gamma, N_ ("Above 1 opens what is dark, below 1 what is bright"), "G" },
    { "invert", 0, 0, G_OPTION_ARG_NONE, &options->invert, N_ ("Show what is dense bright"), NULL },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &options->palette, N_ ("Colours: grey, cubehelix, …"), "NAME" },
    { "enhance", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->enhance, N_ ("Enhance the picture, once or more: denoise, sharpen, edges, emboss, dark, light, equalise, local-equalise"), "ID[=AMOUNT]" },
    { "shades-of", 0, 0, G_OPTION_ARG_STRING, &options->shades_of, N_ ("The part of the scan whose shades equalising goes by; the whole if not said"), "X,Y,W,H" },
    { NULL },
  };
  return g_memdup2 (entries, sizeof entries);
}

gboolean
bsr_parse_numbers (const char *text, char separator, double *numbers, int n)
{
  const char separators[] = { separator, '\0' };
  g_auto (GStrv) parts = g_strsplit (text, separators, -1);
  if ((int) g_strv_length (parts) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      char *end;
      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end != '\0' || !isfinite (numbers[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
bsr_parse_whole_numbers (const char *text, char separator, int low, int *numbers, int n)
{
  double values[4];
  g_assert (n <= (int) G_N_ELEMENTS (values));
  if (!bsr_parse_numbers (text, separator, values, n))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      if (values[i] != floor (values[i]) || values[i] < low || values[i] > BSR_PLANE_MAX_EDGE)
        return FALSE;
      numbers[i] = (int) values[i];
    }
  return TRUE;
}

static gboolean
read_view (const BsrLookOptions *options, const BsrCommand *command, BsrTone *tone)
{
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    if (options->view == NULL || strcmp (views[i].name, options->view) == 0)
      {
        tone->mode = views[i].mode;
        tone->plane = views[i].plane;
        return TRUE;
      }
  bsr_console_wrong_usage (command->name,
                           _ ("--view must be high, low, steel or material, is \"%s\""),
                           options->view);
  return FALSE;
}

static gboolean
read_window (const BsrLookOptions *options, const BsrCommand *command, BsrTone *tone)
{
  double window[2];
  gboolean is_steel = tone->mode == BSR_VIEW_STEEL;
  double most = is_steel ? BSR_SCENE_MAX_STEEL_MM : 1.0;
  if (options->window == NULL)
    return TRUE;
  if (bsr_parse_numbers (options->window, ',', window, 2) && window[0] >= 0.0
      && window[0] < window[1] && window[1] <= most)
    {
      tone->low = window[0];
      tone->high = window[1];
      return TRUE;
    }
  if (is_steel)
    bsr_console_wrong_usage (
        command->name, _ ("--window must be LOW,HIGH, millimetres of steel with 0 <= LOW < HIGH <= %d, is \"%s\""),
        (int) most, options->window);
  else
    bsr_console_wrong_usage (
        command->name, _ ("--window must be LOW,HIGH, transmissions with 0 <= LOW < HIGH <= 1, is \"%s\""),
        options->window);
  return FALSE;
}

static gboolean
read_palette (const BsrLookOptions *options, const BsrCommand *command, BsrTone *tone)
{
  if (options->palette == NULL)
    return TRUE;
  tone->palette = bsr_palette_by_id (options->palette);
  if (tone->palette != NULL)
    return TRUE;
  g_autoptr (GString) names = g_string_new (NULL);
  for (const BsrPalette *palette = bsr_palettes (); palette->id != NULL; palette++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", palette->id);
  bsr_console_wrong_usage (command->name, _ ("--palette must be one of %s, is \"%s\""), names->str,
                           options->palette);
  return FALSE;
}

static gboolean
read_gamma (const BsrLookOptions *options, const BsrCommand *command, BsrTone *tone)
{
  double gamma;
  if (options->gamma == NULL)
    return TRUE;
  if (bsr_parse_numbers (options->gamma, ',', &gamma, 1) && gamma >= BSR_TONE_LEAST_GAMMA
      && gamma <= BSR_TONE_MOST_GAMMA)
    {
      tone->gamma = gamma;
      return TRUE;
    }
  bsr_console_wrong_usage (command->name, _ ("--gamma must be a number from %g to %g, is \"%s\""),
                           BSR_TONE_LEAST_GAMMA, BSR_TONE_MOST_GAMMA, options->gamma);
  return FALSE;
}

static gboolean
read_step (const char *text, const BsrCommand *command, BsrLook *look)
{
  BsrEnhancement kind;
  const char *equals = strchr (text, '=');
  g_autofree char *id = equals != NULL ? g_strndup (text, equals - text) : g_strdup (text);
  if (!bsr_enhancement_by_id (id, &kind))
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                                bsr_enhancement_kind ((BsrEnhancement) i)->id);
      bsr_console_wrong_usage (command->name, _ ("--enhance must be one of %s, is \"%s\""),
                               names->str, id);
      return FALSE;
    }
  const BsrEnhancementKind *what = bsr_enhancement_kind (kind);
  double amount = what->usual;
  if (equals != NULL
      && (!bsr_parse_numbers (equals + 1, ',', &amount, 1) || amount < what->least
          || amount > what->most))
    {
      bsr_console_wrong_usage (command->name,
                               _ ("the amount of --enhance %s must be from %g to %g, is \"%s\""), id,
                               what->least, what->most, equals + 1);
      return FALSE;
    }
  bsr_look_add (look, kind, amount);
  return TRUE;
}

static gboolean
read_steps (const BsrLookOptions *options, const BsrCommand *command, BsrLook *look)
{
  int box[4];
  for (int i = 0; options->enhance != NULL && options->enhance[i] != NULL; i++)
    if (!read_step (options->enhance[i], command, look))
      return FALSE;
  if (options->shades_of == NULL)
    return TRUE;
  if (bsr_parse_whole_numbers (options->shades_of, ',', 0, box, 4) && box[2] > 0 && box[3] > 0)
    {
      look->region = (BsrBox){ box[0], box[1], box[2], box[3] };
      return TRUE;
    }
  bsr_console_wrong_usage (command->name, _ ("--shades-of must be X,Y,W,H in pixels, is \"%s\""),
                           options->shades_of);
  return FALSE;
}

gboolean
bsr_look_options_read (const BsrLookOptions *options, const BsrCommand *command, BsrLook *look,
                       gboolean *has_window)
{
  *look = bsr_look_default ();
  look->tone.logarithmic = options->logarithmic;
  look->tone.invert = options->invert;
  *has_window = options->window != NULL;
  return read_view (options, command, &look->tone) && read_window (options, command, &look->tone)
         && read_palette (options, command, &look->tone)
         && read_gamma (options, command, &look->tone) && read_steps (options, command, look);
}
