#pragma once

#include <glib.h>

/* Puts the analysis (basira-analysis/1) of a scan of 1000 x 500 pixels into @folder, as if made
 * earlier: @anomalies as the contract lists them, inner part only ("{...}, {...}"), and a manifest
 * of @manifest_score unless that is below 0. */
void put_analysis (const char *folder, const char *name, const char *anomalies,
                   double manifest_score);
/* The same with @members ("load", "manifest"), each ended by a comma. */
void put_judged (const char *folder, const char *name, const char *members,
                 const char *anomalies);
/* Puts truth/NAME.json there; @members after the format. */
void put_truth (const char *folder, const char *name, const char *members);
/* Puts the six scans that the tests know by hand there; see the .c. */
void put_set (const char *folder);
/* The same of eleven declarations and what the image says of them. */
void put_declarations (const char *folder);
