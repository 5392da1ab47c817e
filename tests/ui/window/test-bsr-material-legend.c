#include "bsr-ui-test.h"

#include "bsr-material-legend.h"
#include "bsr-spectrum.h"

#include <math.h>

#define AIR 60000.0

/* A wall of steel, and steel, at 9/6 MV; or the same at one energy. */
static BsrScene *
scene_of (int n_planes)
{
  static const double mv[] = { 9.0, 6.0 };
  BsrPlane *planes[2];
  for (int p = 0; p < n_planes; p++)
    {
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (mv[p]);
      planes[p] = bsr_plane_new (BSR_FORMAT_U16, 160, 120, NULL);
      for (int x = 0; x < 160; x++)
        {
          double g_cm2 = x < 20 ? 0.0 : x < 90 ? 5.5 : 60.0;
          double t = bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"), g_cm2);
          for (int y = 0; y < 120; y++)
            bsr_plane_row_u16 (planes[p], y)[x] = (guint16) lrint (AIR * t + (x * 7 + y * 13) % 41);
        }
    }
  g_autoptr (BsrImage) image = bsr_image_new (planes, n_planes, 16, NULL);
  BsrAcquisition acquisition = bsr_acquisition_assumed (n_planes);
  for (int p = 0; p < n_planes; p++)
    {
      acquisition.planes[p].air = AIR;
      acquisition.planes[p].energy_mv = mv[p];
      bsr_plane_unref (planes[p]);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return bsr_scene_new (image, radiograph, 1, NULL, NULL);
}

static void
set_mode (BsrSession *session, BsrViewMode mode)
{
  BsrTone tone = *bsr_session_tone (session);
  tone.mode = mode;
  bsr_session_set_tone (session, &tone);
}

/* Whether a label of the legend that is shown says @text. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
it_explains_what_is_shown (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrScene) two = scene_of (2), one = scene_of (1);
  assert_true (bsr_scene_has_material (two) && !bsr_scene_has_material (one));
  GtkWidget *legend = g_object_ref_sink (g_object_new (BSR_TYPE_MATERIAL_LEGEND, NULL));
  bsr_material_legend_set_session (BSR_MATERIAL_LEGEND (legend), session);
  assert_false (gtk_widget_get_visible (legend));
  bsr_session_set_scene (session, two);
  assert_false (gtk_widget_get_visible (legend));

  set_mode (session, BSR_VIEW_MATERIAL);
  assert_true (says (legend, "organic") && says (legend, "cannot be told"));
  assert_false (says (legend, "Metals are taken out"));
  set_mode (session, BSR_VIEW_ORGANIC);
  assert_true (says (legend, "Metals are taken out") && says (legend, "cannot be told"));
  assert_false (says (legend, "organic"));
  set_mode (session, BSR_VIEW_METAL);
  assert_true (says (legend, "Organic goods are taken out"));
  set_mode (session, BSR_VIEW_STEEL);
  assert_false (gtk_widget_get_visible (legend));

  set_mode (session, BSR_VIEW_MATERIAL);
  bsr_session_set_scene (session, one);
  assert_false (gtk_widget_get_visible (legend));
  assert_false (gtk_widget_get_can_target (legend));
  g_object_unref (legend);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (it_explains_what_is_shown),
  };
  return cmocka_run_group_tests_name ("material-legend", tests, bsr_ui_test_init, NULL);
}
