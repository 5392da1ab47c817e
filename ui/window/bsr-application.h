#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BsrApplication:
 *
 * The program: basira [--store URL] [FILE...]. Opens the store in a worker, one window over it,
 * and the files in that window.
 */
#define BSR_TYPE_APPLICATION (bsr_application_get_type ())
G_DECLARE_FINAL_TYPE (BsrApplication, bsr_application, BSR, APPLICATION, AdwApplication)

BsrApplication *bsr_application_new (void);

G_END_DECLS
