#include "bsr-test-look.h"

#include "bsr-test.h"

BsrTestLook
bsr_test_look (BsrImage *image, const BsrAcquisition *acquisition, BsrBox container)
{
  g_autoptr (GError) error = NULL;
  BsrTestLook look = { bsr_radiograph_new (image, acquisition, 2, NULL, &error), NULL };
  bsr_test_assert_no_error (error);
  look.evidence = bsr_evidence_new (look.radiograph, container, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return look;
}

void
bsr_test_look_clear (BsrTestLook *look)
{
  g_clear_pointer (&look->evidence, bsr_evidence_free);
  g_clear_pointer (&look->radiograph, bsr_radiograph_unref);
}
