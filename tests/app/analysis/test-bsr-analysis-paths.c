/* One scan on every path that can compute it. */

#include "bsr-test.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bsr-accelerator.h"
#include "bsr-analysis.h"
#include "bsr-scan-file.h"
#include "bsr-simd.h"
#include "bsr-test-scan.h"

#define SEED 20261125

typedef struct
{
  char *backend;
  char *findings; /* "anomalies", "load" and "container" of the document */
  GStrv remarks;
} Said;

static char *
member_text (JsonObject *top, const char *name)
{
  JsonNode *node = json_object_get_member (top, name);
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("none");
}

static Said
analyze (const char *mode, const char *fault)
{
  g_setenv ("BASIRA_OPENCL", mode, TRUE);
  g_setenv ("BASIRA_OPENCL_FAULT", fault, TRUE);
  bsr_accelerator_forget ();
  print_message ("seed %d\n", SEED);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_from_json ("/nowhere/t.tiff", bsr_test_scan_description, -1,
                                                 &error);
  bsr_test_assert_no_error (error);
  scan->sha256 = g_strnfill (64, '0');
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, SEED);
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_new (scan, image, NULL, NULL, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);

  g_autofree char *json = bsr_analysis_to_json (analysis);
  g_autoptr (JsonNode) root = json_from_string (json, &error);
  bsr_test_assert_no_error (error);
  JsonObject *top = json_node_get_object (root);
  JsonObject *engine = json_object_get_object_member (top, "engine");
  g_autofree char *anomalies = member_text (top, "anomalies");
  g_autofree char *load = member_text (top, "load");
  g_autofree char *container = member_text (top, "container");
  return (Said){ g_strdup (json_object_get_string_member (engine, "backend")),
                 g_strconcat (anomalies, load, container, NULL),
                 g_strdupv ((char **) bsr_analysis_remarks (analysis)) };
}

static void
said_clear (Said *said)
{
  g_free (said->backend);
  g_free (said->findings);
  g_strfreev (said->remarks);
}

static const char *
remark_on_giving_up (const Said *said)
{
  for (int i = 0; said->remarks[i] != NULL; i++)
    if (strstr (said->remarks[i], "was given up") != NULL)
      return said->remarks[i];
  return NULL;
}

static void
findings_are_the_same_on_every_path (void **state)
{
  Said plain = analyze ("off", ""), other = analyze ("force", "");
  g_autofree char *expected
      = g_strdup_printf ("cpu %s", bsr_simd_level_name (bsr_simd_level ()));
  BsrProbeOutcome outcome = bsr_accelerator_probe_result ().outcome;
  assert_string_equal (plain.backend, expected);
  assert_string_equal (plain.findings, other.findings);
  assert_null (remark_on_giving_up (&plain));
  assert_null (remark_on_giving_up (&other));
  if (outcome != BSR_PROBE_NO_DEVICE)
    assert_true (g_str_has_prefix (other.backend, "opencl "));
  said_clear (&plain);
  said_clear (&other);
  if (outcome == BSR_PROBE_NO_DEVICE)
    {
      print_message ("skipped: OpenCL knows no device here (pocl-opencl-icd brings one)\n");
      skip ();
    }
}

static void
giving_up_is_said_and_changes_nothing (void **state)
{
  static const char *const faults[] = { "probe", "differ", "run" };
  Said plain = analyze ("off", "");
  gboolean has_device = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (faults) && has_device; i++)
    {
      Said said = analyze ("force", faults[i]);
      has_device = bsr_accelerator_probe_result ().outcome != BSR_PROBE_NO_DEVICE;
      assert_string_equal (said.findings, plain.findings);
      assert_true (g_str_has_prefix (said.backend, plain.backend));
      assert_true (has_device == (strstr (said.backend, " (opencl given up: ") != NULL));
      assert_true (has_device == (remark_on_giving_up (&said) != NULL));
      said_clear (&said);
    }
  said_clear (&plain);
  if (!has_device)
    {
      print_message ("skipped: OpenCL knows no device here (pocl-opencl-icd brings one)\n");
      skip ();
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (findings_are_the_same_on_every_path),
    cmocka_unit_test (giving_up_is_said_and_changes_nothing),
  };
  return cmocka_run_group_tests_name ("analysis-paths", tests, NULL, NULL);
}
