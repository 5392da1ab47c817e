#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the shortest decimal that reads back as @value, with a point whatever the
 * locale: 0.41, not 0.40999999999999998. "inf", "-inf" and "nan" are for messages only. */
char *bsr_json_number_to_string (double value);

G_END_DECLS
