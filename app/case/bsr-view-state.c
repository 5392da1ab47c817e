#include "bsr-view-state.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-image.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"
#include "bsr-name.h"

#define FORMAT_NAME "basira-view"
#define FORMAT_MAJOR 1

/* In the order of BsrViewMode. */
static const char *const mode_names[] = { "plane", "steel", "material", NULL };
/* In the order of the bits of BsrOverlays. */
static const char *const overlay_names[] = { "findings", "marks", "grid", NULL };

BsrViewState *
bsr_view_state_new (const char *scan, const BsrLook *look, const BsrViewPlace *place,
                    BsrOverlays overlays)
{
  g_return_val_if_fail (scan != NULL && look != NULL && place != NULL, NULL);

  BsrViewState *state = g_new0 (BsrViewState, 1);
  state->scan = g_strdup (scan);
  state->look = *look;
  state->place = *place;
  state->overlays = overlays;
  return state;
}

BsrViewState *
bsr_view_state_copy (const BsrViewState *state)
{
  g_return_val_if_fail (state != NULL, NULL);
  return bsr_view_state_new (state->scan, &state->look, &state->place, state->overlays);
}

void
bsr_view_state_free (BsrViewState *state)
{
  if (state == NULL)
    return;
  g_free (state->scan);
  g_free (state);
}

gboolean
bsr_view_state_equal (const BsrViewState *a, const BsrViewState *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  const BsrViewPlace *p = &a->place, *q = &b->place;
  return g_str_equal (a->scan, b->scan) && bsr_look_equal (&a->look, &b->look)
         && a->overlays == b->overlays && p->x == q->x && p->y == q->y && p->zoom == q->zoom
         && p->aspect == q->aspect && p->width == q->width && p->height == q->height;
}

/* --- Writing --------------------------------------------------------------------------------- */

static void
write_look (BsrJsonWriter *writer, const BsrLook *look)
{
  const BsrTone *tone = &look->tone;
  const BsrBox *region = &look->region;
  bsr_json_writer_begin_object (writer, "look");
  bsr_json_writer_string (writer, "mode", mode_names[tone->mode]);
  bsr_json_writer_integer (writer, "plane", tone->plane);
  bsr_json_writer_numbers (writer, "window", (double[]){ tone->low, tone->high }, 2);
  bsr_json_writer_boolean (writer, "logarithmic", tone->logarithmic);
  bsr_json_writer_boolean (writer, "invert", tone->invert);
  bsr_json_writer_number (writer, "gamma", tone->gamma > 0.0 ? tone->gamma : 1.0);
  bsr_json_writer_string (writer, "palette", tone->palette->id);
  if (!bsr_box_is_empty (*region))
    bsr_json_writer_numbers (
        writer, "region", (double[]){ region->x, region->y, region->width, region->height }, 4);
  bsr_json_writer_begin_array (writer, "steps");
  for (int i = 0; i < look->n_steps; i++)
    {
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "kind", bsr_enhancement_kind (look->steps[i].kind)->id);
      bsr_json_writer_number (writer, "amount", look->steps[i].amount);
      bsr_json_writer_boolean (writer, "enabled", look->steps[i].enabled);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_end_object (writer);
}

static void
write_place (BsrJsonWriter *writer, const BsrViewPlace *place)
{
  bsr_json_writer_begin_object (writer, "view");
  bsr_json_writer_numbers (writer, "centre", (double[]){ place->x, place->y }, 2);
  bsr_json_writer_number (writer, "zoom", place->zoom);
  bsr_json_writer_number (writer, "aspect", place->aspect);
  bsr_json_writer_integer (writer, "width", place->width);
  bsr_json_writer_integer (writer, "height", place->height);
  bsr_json_writer_end_object (writer);
}

char *
bsr_view_state_to_json (const BsrViewState *state)
{
  g_return_val_if_fail (state != NULL, NULL);

  g_autofree char *format = g_strdup_printf ("%s/%d", FORMAT_NAME, FORMAT_MAJOR);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", format);
  bsr_json_writer_string (writer, "scan", state->scan);
  write_look (writer, &state->look);
  write_place (writer, &state->place);
  bsr_json_writer_begin_array (writer, "overlays");
  for (int i = 0; overlay_names[i] != NULL; i++)
    if ((state->overlays & 1u << i) != 0)
      bsr_json_writer_string (writer, NULL, overlay_names[i]);
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

/* --- Reading --------------------------------------------------------------------------------- */

/* Notes what a state says that this program has not got. */
static void
refuse (BsrJsonReader *reader, const char *member, const char *what, const char *name)
{
  g_autofree char *problem = g_strdup_printf ("'%s' is no %s that is known", name, what);
  bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member, problem);
}

static void
read_tone (BsrJsonReader *reader, BsrTone *tone)
{
  const BsrJsonRange gammas = { BSR_TONE_LEAST_GAMMA, BSR_TONE_MOST_GAMMA, FALSE };
  double window[2] = { 0.0, 1.0 };
  tone->mode = (BsrViewMode) MAX (bsr_json_reader_choice (reader, "mode", mode_names, -1), 0);
  tone->plane
      = (int) bsr_json_reader_integer (reader, "plane", TRUE, 0, BSR_IMAGE_MAX_PLANES - 1, 0);
  if (bsr_json_reader_tuple (reader, "window", -1, bsr_json_not_negative, window, 2)
      && window[0] > window[1])
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "window", "must be [LOW, HIGH]");
  tone->low = window[0];
  tone->high = window[1];
  tone->logarithmic = bsr_json_reader_boolean (reader, "logarithmic", FALSE);
  tone->invert = bsr_json_reader_boolean (reader, "invert", FALSE);
  double gamma = bsr_json_reader_number (reader, "gamma", FALSE, gammas);
  tone->gamma = isnan (gamma) ? 1.0 : gamma;

  g_autofree char *palette = bsr_json_reader_string (reader, "palette", TRUE);
  const BsrPalette *known = palette != NULL ? bsr_palette_by_id (palette) : NULL;
  if (known != NULL)
    tone->palette = known;
  else if (palette != NULL)
    refuse (reader, "palette", "palette", palette);
}

/* One step after those that @look has. */
static void
read_step (BsrJsonReader *reader, BsrLook *look)
{
  BsrEnhancement enhancement;
  g_autofree char *id = bsr_json_reader_string (reader, "kind", TRUE);
  if (id == NULL)
    return;
  if (!bsr_enhancement_by_id (id, &enhancement))
    {
      refuse (reader, "kind", "enhancement", id);
      return;
    }
  const BsrEnhancementKind *kind = bsr_enhancement_kind (enhancement);
  const BsrJsonRange amounts = { kind->least, kind->most, FALSE };
  double amount = bsr_json_reader_number (reader, "amount", TRUE, amounts);
  gboolean enabled = bsr_json_reader_boolean (reader, "enabled", TRUE);
  gboolean is_new = bsr_look_find (look, enhancement) < 0;
  int at = isnan (amount) ? -1 : bsr_look_add (look, enhancement, amount);
  if (at >= 0 && (!is_new || at != look->n_steps - 1))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "kind",
                          "is there twice, or works before what is before it");
  else if (at >= 0)
    look->steps[at].enabled = enabled;
}

static void
read_look (BsrJsonReader *reader, BsrLook *look)
{
  *look = bsr_look_default ();
  read_tone (reader, &look->tone);
  double region[4];
  if (bsr_json_reader_has (reader, "region")
      && bsr_json_reader_tuple (reader, "region", -1, (BsrJsonRange){ 0, BSR_PLANE_MAX_EDGE, FALSE },
                                region, 4))
    look->region
        = (BsrBox){ (int) region[0], (int) region[1], (int) region[2], (int) region[3] };
  int n = bsr_json_reader_array_size (reader, "steps", TRUE, 0, BSR_LOOK_MAX_STEPS);
  for (int i = 0; i < n; i++)
    if (bsr_json_reader_enter_element (reader, "steps", i))
      {
        read_step (reader, look);
        bsr_json_reader_leave (reader);
      }
}

static void
read_place (BsrJsonReader *reader, BsrViewPlace *place)
{
  double centre[2] = { 0.0, 0.0 };
  bsr_json_reader_tuple (reader, "centre", -1, bsr_json_any, centre, 2);
  place->x = centre[0];
  place->y = centre[1];
  place->zoom = bsr_json_reader_number (reader, "zoom", TRUE, bsr_json_positive);
  place->aspect = bsr_json_reader_number (reader, "aspect", TRUE, bsr_json_positive);
  place->width = (int) bsr_json_reader_integer (reader, "width", TRUE, 1, BSR_PLANE_MAX_EDGE, 1);
  place->height = (int) bsr_json_reader_integer (reader, "height", TRUE, 1, BSR_PLANE_MAX_EDGE, 1);
}

/* Overlays that a later program may have are left out: nobody judges by what they lie over. */
static BsrOverlays
read_overlays (BsrJsonReader *reader)
{
  BsrOverlays overlays = BSR_OVERLAY_NONE;
  g_auto (GStrv) names = bsr_json_reader_strings (reader, "overlays");
  for (int i = 0; names[i] != NULL; i++)
    {
      int bit = bsr_name_index (overlay_names, names[i]);
      if (bit >= 0)
        overlays |= 1u << bit;
    }
  return overlays;
}

/* Whether the object @member is there and was entered. */
static gboolean
enter_needed (BsrJsonReader *reader, const char *member)
{
  if (bsr_json_reader_enter (reader, member))
    return TRUE;
  if (bsr_json_reader_ok (reader))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member, "is missing");
  return FALSE;
}

BsrViewState *
bsr_view_state_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrViewState) state = g_new0 (BsrViewState, 1);
  bsr_json_reader_expect_format (reader, FORMAT_NAME, FORMAT_MAJOR);
  state->scan = bsr_json_reader_string (reader, "scan", TRUE);
  if (enter_needed (reader, "look"))
    {
      read_look (reader, &state->look);
      bsr_json_reader_leave (reader);
    }
  if (enter_needed (reader, "view"))
    {
      read_place (reader, &state->place);
      bsr_json_reader_leave (reader);
    }
  state->overlays = read_overlays (reader);
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&state) : NULL;
}
