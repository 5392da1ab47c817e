#include "bsr-test.h"

#include "bsr-folder-burst.h"

static void
a_burst_is_one_sentence (void **state)
{
  BsrFolderBurst *burst = bsr_folder_burst_new ();
  assert_null (bsr_folder_burst_sentence (burst));
  bsr_folder_burst_add (burst, BSR_DROP_KNOWN, "a", "it stands with A");
  assert_null (bsr_folder_burst_sentence (burst));
  for (int i = 0; i < 3; i++)
    bsr_folder_burst_add (burst, BSR_DROP_LINKED, "a", "to A");
  bsr_folder_burst_add (burst, BSR_DROP_WAITING, "b", "no number");
  g_autofree char *calm = bsr_folder_burst_sentence (burst);
  assert_string_equal (calm, "From the folder: 3 scans linked, 1 scan waits in the tray.");
  bsr_folder_burst_add (burst, BSR_DROP_REFUSED, "c", "is no scan");
  bsr_folder_burst_add (burst, BSR_DROP_REFUSED, "d", "is empty");
  g_autofree char *refused = bsr_folder_burst_sentence (burst);
  assert_string_equal (refused, "From the folder: 3 scans linked, 1 scan waits in the tray, 2 files "
                                "not taken (c: is no scan).");
  bsr_folder_burst_clear (burst);
  assert_null (bsr_folder_burst_sentence (burst));
  bsr_folder_burst_free (burst);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_burst_is_one_sentence),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
