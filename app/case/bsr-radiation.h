#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a radiation portal or a hand-held instrument measured, in short (ANSI N42.42). Strings are
 * (nullable); numbers are NAN where not stated. */
typedef struct
{
  char *container;   /* normalized, where the measurement names one */
  char *instrument;  /* maker, model and serial number in one line */
  GDateTime *at;     /* (nullable): when it began */
  double duration_s; /* real time */
  double gamma;      /* gross counts */
  double neutron;    /* gross counts */
  double background_s, background_gamma, background_neutron; /* of the background beside it */
  int alarm;         /* 1: an alarm, 0: none, -1: it does not say */
  GStrv alarms;      /* never NULL: the instrument's own words: "Gamma alarm", "Neutron" */
  GStrv nuclides;    /* never NULL: that it named: "Cs-137" */
} BsrRadiation;

/* (transfer full): nothing stated. */
BsrRadiation *bsr_radiation_new (void);
void bsr_radiation_free (BsrRadiation *radiation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRadiation, bsr_radiation_free)

/* (transfer full): as the store keeps it: "basira-radiation/1". */
char *bsr_radiation_to_json (const BsrRadiation *radiation);
/* %BSR_ERROR_DAMAGED names the member and the reason. */
BsrRadiation *bsr_radiation_from_json (const char *json, gssize length, GError **error);

G_END_DECLS
