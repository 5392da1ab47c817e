#pragma once

/* What a decoder that a file has taken over might do, by the name that the file of a test begins with.
 * All of it is to fail. */
#define ROGUE_ACTS(X)                                                                              \
  X (honest)      /* nothing: reads the file behind the name's line */                             \
  X (open)        /* opens a file for reading */                                                   \
  X (create)      /* makes a file */                                                               \
  X (socket)      /* a connection */                                                               \
  X (socketpair)                                                                                   \
  X (execute)     /* another program */                                                            \
  X (fork)        /* another process */                                                            \
  X (vfork)                                                                                        \
  X (clone3)      /* a process of its newer call; must answer that there is none such */           \
  X (trace)       /* looks into its parent */                                                      \
  X (read_parent) /* its memory */                                                                 \
  X (kill_parent)                                                                                  \
  X (kill_group)                                                                                   \
  X (write_file)  /* writes into the scan's file */                                                \
  X (write_output) /* to standard output */                                                        \
  X (write_memory) /* to the shared memory by its descriptor */                                    \
  X (map_code)    /* memory to run code in */                                                      \
  X (make_code)   /* turns its memory into code */                                                 \
  X (duplicate)   /* another descriptor */                                                         \
  X (memory)      /* all memory that it can get */                                                 \
  X (grow)        /* the shared memory without end */                                              \
  X (compute)     /* for ever */                                                                   \
  X (overrun)     /* the same, of one that may compute for a second */                             \
  X (sleep)       /* for ever */                                                                   \
  X (crash)                                                                                        \
  X (abort)                                                                                        \
  X (leave)       /* without an answer */                                                          \
  X (unconfined)  /* reads without having been shut off, and says so */                            \
  X (unable)      /* says that it cannot be shut off */
