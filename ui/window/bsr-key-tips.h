#pragma once

#include "bsr-key-map.h"

G_BEGIN_DECLS

/* Labels of this style class show the key itself. */
#define BSR_KEY_LABEL_CLASS "key"

/* Adds the keys in force to the tooltips of the widgets below @root whose name is the id of a
 * command, and writes them into the labels of BSR_KEY_LABEL_CLASS. */
void bsr_key_tips_show (GtkWidget *root, BsrKeyMap *keys);

/* (nullable) (transfer none): its tooltip without the key. */
const char *bsr_key_tips_plain (GtkWidget *widget);

/* Gives such a widget another tooltip, @plain without the key. */
void bsr_key_tips_set (GtkWidget *widget, const char *plain);

G_END_DECLS
