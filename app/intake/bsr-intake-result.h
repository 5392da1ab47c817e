#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* What one import did. Start from { 0 }; several imports may add to one. */
typedef struct
{
  int n_cases, n_scans; /* new, or with new content: what the store had already does not count */
  int n_unconfined; /* of the scans looked at: decoded as bsr_decoding_policy_allows_unconfined() allows */
  int n_manifests;  /* files of other systems that were read */
  int n_unchanged;  /* of those: said nothing that the store did not know */
  int n_broken;     /* files that begin like one of another system and could not be read or taken */
  int n_reports;    /* stowages, measurements and remarks that went on the record of a case */
  GPtrArray *refused; /* char *: "FILE: reason" of what could not be taken, one sentence each */
  GPtrArray *linked;  /* BsrIntakeLink: scans that waited in the tray for a case that came */
  GPtrArray *remarks; /* BsrIntakeRemark: what of files of other systems was not taken as it stands */
} BsrIntakeResult;

void bsr_intake_result_clear (BsrIntakeResult *result);

/* A scan that was linked. */
typedef struct
{
  char *name;  /* never NULL: of the pixels' file as received */
  char *words; /* never NULL, translated: "linked to case T-1" */
} BsrIntakeLink;

/* A remark, with the name of the file that it is of. */
typedef struct
{
  char *file;                /* never NULL */
  BsrManifestRemark *remark; /* never NULL */
} BsrIntakeRemark;

/* (transfer full): "line 7, MEA, CSQU3054383: reason", without the file; in one sentence without a full stop. */
char *bsr_intake_remark_to_string (const BsrIntakeRemark *remark);

/* Adds what could not be taken: "FILE: reason". */
void bsr_intake_result_refuse (BsrIntakeResult *result, const char *path, const GError *problem);
/* Adds what was linked; a #BsrArrivalLinked whose data is the result. */
void bsr_intake_result_linked_cb (const char *name, const char *words, gpointer result);
/* Adds a remark. @remark: (transfer full) */
void bsr_intake_result_remark (BsrIntakeResult *result, const char *file, BsrManifestRemark *remark);

G_END_DECLS
