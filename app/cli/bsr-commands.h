#pragma once

#include "bsr-command.h"

G_BEGIN_DECLS

/* The commands, each in a file of its own: bsr-command-NAME.c. */
extern const BsrCommand bsr_command_info;
extern const BsrCommand bsr_command_analyze;
extern const BsrCommand bsr_command_validate;
extern const BsrCommand bsr_command_render;
extern const BsrCommand bsr_command_convert;
extern const BsrCommand bsr_command_evaluate;
extern const BsrCommand bsr_command_demo;
extern const BsrCommand bsr_command_simulate;
extern const BsrCommand bsr_command_import;
extern const BsrCommand bsr_command_intake;
extern const BsrCommand bsr_command_tray;
extern const BsrCommand bsr_command_cases;
extern const BsrCommand bsr_command_case;
extern const BsrCommand bsr_command_downtime;
extern const BsrCommand bsr_command_library;
extern const BsrCommand bsr_command_worker;
extern const BsrCommand bsr_command_jobs;
extern const BsrCommand bsr_command_account;
extern const BsrCommand bsr_command_personal;
extern const BsrCommand bsr_command_audit;
extern const BsrCommand bsr_command_store;

G_END_DECLS
