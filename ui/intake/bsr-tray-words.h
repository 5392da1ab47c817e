#pragma once

#include "bsr-arrival-candidates.h"

G_BEGIN_DECLS

/* What the tray says, translated. (transfer full) but for what is const. */

/* "3 scans wait for a case" */
char *bsr_tray_words_waiting (int n);
/* The numbers that were read, for a heading: "CSQU3054383, MSCU1234565"; "No number read" */
char *bsr_tray_words_numbers (const BsrArrival *arrival);
/* When it was taken: of the scan, else when it came. */
char *bsr_tray_words_when (const BsrArrival *arrival);
/* Name of the file, scanner, place, when it came: one line. */
char *bsr_tray_words_facts (const BsrArrival *arrival);
/* Why it waits, or who set it aside and why. */
char *bsr_tray_words_reason (const BsrArrival *arrival);
/* What the button links to: "_Link to 2 Cases" */
char *bsr_tray_words_link (guint n);
/* Under a case's number: its id and why it is offered. */
char *bsr_tray_words_candidate (const BsrArrivalCandidate *candidate);

/* Sentences of what was done, and of why it was not. */
char *bsr_tray_words_linked (const char *const *case_ids);
const char *bsr_tray_words_set_aside (void);
const char *bsr_tray_words_taken_back (void);
char *bsr_tray_words_refused (const GError *error);

G_END_DECLS
