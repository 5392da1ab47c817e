#pragma once

#include "bsr-analysis.h"
#include "bsr-json-reader.h"

G_BEGIN_DECLS

/* Wall time of one stage of the engine. */
typedef struct
{
  char *name;
  double elapsed_ms;
} BsrStageTime;

struct _BsrAnalysis
{
  gatomicrefcount refs;

  char *file;   /* base name of the pixels */
  char *sha256; /* of that file: 64 hex digits */
  int width, height, n_planes;

  BsrInspection *inspection; /* (nullable): NULL when read back */
  gboolean container_found;
  BsrBox container;
  BsrLoad load;
  GArray *regions; /* BsrLoadRegion */
  BsrLoadRegion whole;
  gboolean has_profile; /* FALSE: read back from a document without one */
  BsrLoadProfile profile;
  int n_reference_loads; /* 0: held against none */
  GArray *findings;   /* BsrFinding, score falling */
  GPtrArray *reasons; /* char *, one for each finding */
  GStrv remarks;

  GPtrArray *checks; /* (nullable): BsrCheckResult; NULL without a manifest */
  double manifest_score;
  BsrVerdict manifest_verdict;

  char *engine_version, *backend;
  int n_threads; /* 0: not stated */
  double elapsed_ms;
  GArray *stages; /* BsrStageTime */
};

/* (transfer full): an analysis that says nothing; for those who fill it. */
BsrAnalysis *bsr_analysis_new_blank (void);
/* [x, y, width, height] of the object in which @reader stands; empty where @member is missing. */
BsrBox bsr_analysis_read_box (BsrJsonReader *reader, const char *member);
void bsr_analysis_add_stage (BsrAnalysis *analysis, const char *name, double elapsed_ms);

G_END_DECLS
