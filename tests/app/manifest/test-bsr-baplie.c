#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-baplie.h"
#include "bsr-error.h"

static BsrManifest *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = g_memdup2 (text, strlen (text));
  assert_true (bsr_baplie_probe (bytes, strlen (text)));
  BsrManifest *manifest = bsr_manifest_read (bytes, strlen (text), NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (manifest->kind, BSR_MANIFEST_BAPLIE);
  return manifest;
}

static void
assert_remark (const BsrManifest *manifest, guint index, const char *container, gboolean kept,
               const char *part)
{
  assert_true (index < manifest->remarks->len);
  const BsrManifestRemark *remark = manifest->remarks->pdata[index];
  print_message ("%d %s: %s\n", remark->line, remark->place, remark->reason);
  assert_true (g_strcmp0 (remark->container, container) == 0);
  assert_int_equal (remark->kept, kept);
  assert_non_null (strstr (remark->reason, part));
}

#define BEGIN(version) "UNB+UNOA:2+A+B+261105:0900+3'UNH+3+BAPLIE:D:" version ":UN:SMDG20'BGM++3+9'"

/* SMDG 2: what a container weighs and where it goes stands before it. */
static void
a_plan_of_version_2_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest
      = read_text (BEGIN ("95B") "TDT+20+114E+++XYZ:172:20+++9074729:146::EXAMPLE "
                                 "VESSEL'LOC+5+ESALG:139:6'RFF+VON:other'"
                                 "LOC+147+0340708::5'MEA+WT++KGM:25300'MEA+VGM++KGM:25310'TMP+2+-"
                                 "18:CEL'LOC+9+ESALG:139:6'"
                                 "LOC+11+MAPTM:139:6'RFF+BM:1'EQD+CN+CSQU "
                                 "305438-3+45G1+++5'DGS+IMD+3+1263'DGS+IMD+8+1760'DGS+IMD+3+1263'"
                                 "LOC+147+0020182::5'MEA+WT++TNE:2,2'EQD+CN+TSTU1234568+22G1+++4'"
                                 "LOC+147+0030182::5'UNT+21+3'UNZ+1+3'");
  assert_string_equal (manifest->dialect, "BAPLIE D.95B");
  assert_int_equal (manifest->stowages->len, 2); /* the third position is empty */
  const BsrStowage *stowage = manifest->stowages->pdata[0];
  assert_string_equal (stowage->container, "CSQU3054383");
  assert_string_equal (stowage->position, "0340708");
  assert_string_equal (stowage->size_type, "45G1");
  assert_string_equal (stowage->vessel, "EXAMPLE VESSEL");
  assert_string_equal (stowage->imo, "9074729");
  assert_string_equal (stowage->voyage, "114E");
  assert_string_equal (stowage->port_of_lading, "ESALG");
  assert_string_equal (stowage->port_of_discharge, "MAPTM");
  bsr_test_assert_close (stowage->gross_kg, 25300.0, 0.0);
  bsr_test_assert_close (stowage->vgm_kg, 25310.0, 0.0);
  assert_int_equal (stowage->empty, 0);
  assert_int_equal (g_strv_length (stowage->dangerous), 2);
  assert_string_equal (stowage->dangerous[1], "UN1760");
  const BsrStowage *empty = manifest->stowages->pdata[1];
  assert_string_equal (empty->position, "0020182");
  bsr_test_assert_close (empty->gross_kg, 2200.0, 1e-9);
  assert_true (isnan (empty->vgm_kg));
  assert_int_equal (empty->empty, 1);
  assert_null (empty->port_of_lading);
  assert_int_equal (manifest->remarks->len, 0);
}

/* SMDG 3: it stands behind it. */
static void
a_plan_of_version_3_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      BEGIN ("13B") "TDT+20+115W++1+XYZ:LINES:306+++V2AB3:103:11:'LOC+147+0340708:9711:5'"
                    "EQD+CN+CSQU3054383:6346:5+45R1:6346:5+++5'NAD+CF+XYZ'MEA+AAE+VGM+KGM:30100.5'"
                    "MEA+AAE+AET+KGM:90000'"
                    "LOC+9+FRLEH'LOC+11+MACAS'EQD+CN+TSTU1234568+22P1'MEA+AAE+VGM+KGM:9000'UNT+13+"
                    "3'UNZ+1+3'");
  assert_int_equal (manifest->stowages->len, 2);
  const BsrStowage *first = manifest->stowages->pdata[0], *second = manifest->stowages->pdata[1];
  assert_string_equal (first->vessel, "V2AB3"); /* its call sign */
  assert_null (first->imo);
  bsr_test_assert_close (first->vgm_kg, 30100.5, 0.0);
  bsr_test_assert_close (first->gross_kg, 90000.0, 0.0); /* kept */
  assert_string_equal (first->port_of_discharge, "MACAS");
  assert_string_equal (second->position, "0340708");
  bsr_test_assert_close (second->vgm_kg, 9000.0, 0.0);
  assert_null (second->port_of_discharge);
  assert_int_equal (second->empty, -1);
  assert_int_equal (manifest->remarks->len, 1);
  assert_remark (manifest, 0, "CSQU3054383", TRUE, "more than the 36000 kg");
}

static void
doubtful_things_are_kept_and_told (void **state)
{
  g_autoptr (BsrManifest) manifest = read_text (
      BEGIN ("95B") "TDT+20+1++++++9074720:146'EQD+CN+CSQU3054383'LOC+147+1'MEA+WT++TON:3'MEA+WT++"
                    "KGM:x'MEA+WT++KGM:2000'"
                    "EQD+CN+CSQU3054384'EQD+CN+BOX'EQD+CN'EQD+BB'DGS+IMD+3+ABC'UNT+14+3'UNZ+1+3'");
  assert_int_equal (manifest->stowages->len, 2);
  assert_string_equal (((BsrStowage *) manifest->stowages->pdata[0])->container, "CSQU3054384");
  assert_string_equal (((BsrStowage *) manifest->stowages->pdata[0])->imo, "9074720");
  assert_true (isnan (((BsrStowage *) manifest->stowages->pdata[0])->gross_kg));
  assert_remark (manifest, 0, NULL, TRUE, "IMO number 9074720");
  assert_remark (manifest, 1, NULL, FALSE, "stands before any position");
  assert_remark (manifest, 2, NULL, FALSE, "\"TON\" is no unit of mass");
  assert_remark (manifest, 3, NULL, FALSE, "\"x\" is no mass");
  assert_remark (manifest, 4, "CSQU3054384", TRUE, "it would be 3");
  assert_remark (manifest, 5, "BOX", TRUE, "is no container number");
  assert_remark (manifest, 6, "BOX", FALSE, "which of them the mass before them is of");
  assert_remark (manifest, 7, NULL, FALSE, "names no container");
  assert_remark (manifest, 8, "BOX", FALSE, "\"ABC\" is no UN number");
  assert_int_equal (manifest->remarks->len, 9);
}

static void
a_file_without_a_message_is_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  static const char text[] = "UNB+UNOA:1'UNZ+0+1'";
  assert_null (bsr_baplie_read (text, strlen (text), NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "no BAPLIE message");
}

static void
cancelled_reading_leaves_nothing (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const char text[] = BEGIN ("95B");
  g_cancellable_cancel (cancellable);
  assert_null (bsr_baplie_read (text, strlen (text), NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

static void
the_sample_is_read (void **state)
{
  g_autofree char *path = bsr_test_shared_file ("edifact/d04b_baplie.edi");
  g_autofree char *bytes = NULL;
  assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_autoptr (BsrManifest) manifest = read_text (bytes);
  assert_string_equal (manifest->dialect, "BAPLIE D.04B");
  assert_int_equal (manifest->stowages->len, 1);
  const BsrStowage *stowage = manifest->stowages->pdata[0];
  assert_string_equal (stowage->container, "CONTAINER");
  assert_string_equal (stowage->position, "0050302");
  assert_string_equal (stowage->size_type, "2210");
  assert_string_equal (stowage->port_of_discharge, "PORTOFDISCHARGE");
  bsr_test_assert_close (stowage->gross_kg, 23000.0, 0.0);
  assert_int_equal (stowage->empty, 0);
  assert_int_equal (manifest->remarks->len, 1);
  assert_remark (manifest, 0, "CONTAINER", TRUE, "is no container number");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_plan_of_version_2_is_read),
    cmocka_unit_test (a_plan_of_version_3_is_read),
    cmocka_unit_test (doubtful_things_are_kept_and_told),
    cmocka_unit_test (a_file_without_a_message_is_refused),
    cmocka_unit_test (cancelled_reading_leaves_nothing),
    cmocka_unit_test (the_sample_is_read),
  };
  return cmocka_run_group_tests_name ("BAPLIE", tests, NULL, NULL);
}
