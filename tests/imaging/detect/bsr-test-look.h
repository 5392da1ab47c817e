#pragma once

#include "bsr-evidence.h"

/* One scan with all that detectors are given of it. A plain value; see bsr_test_look_clear(). */
typedef struct
{
  BsrRadiograph *radiograph;
  BsrEvidence *evidence; /* of the container that it was made for */
} BsrTestLook;

BsrTestLook bsr_test_look (BsrImage *image, const BsrAcquisition *acquisition, BsrBox container);
void bsr_test_look_clear (BsrTestLook *look);
