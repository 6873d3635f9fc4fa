/* SPDX-License-Identifier: MIT */
/* Tables. On narrow pages each row becomes a block in which every cell says its column; the roles are written out,
 * because browsers forget that a table is one when its parts are laid out as blocks. */
#include <stdlib.h>

#include "report.h"

void table_open(out *o, const char *caption, const char *const *columns, size_t count)
{
    table_about(o, columns, count, "%s%s", caption, "");
}

void table_about(out *o, const char *const *columns, size_t count, const char *caption, const char *first,
                 const char *second)
{
    out_raw(o, "<table role=\"table\"><caption>");
    out_html(o, caption, first, second);
    out_raw(o, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < count; i++)
        out_html(o, "<th role=\"columnheader\" scope=\"col\">%s</th>", columns[i]);
    out_raw(o, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void table_close(out *o)
{
    out_raw(o, "</tbody></table>\n");
}

void table_row(out *o, const char *head)
{
    out_raw(o, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">");
    if (head)
        out_html(o, "%s</th>", head);
}

void table_row_end(out *o)
{
    out_raw(o, "</tr>\n");
}

void table_cell(out *o, const char *label, const char *text)
{
    out_html(o, "<td role=\"cell\" data-label=\"%s\"><div>", label);
    if (!text)
        return;
    out_html(o, "%s", text);
    table_cell_end(o);
}

void table_words(out *o, const char *label, out *words)
{
    char *text = out_take(words);
    o->failed |= !text;
    table_cell(o, label, text ? text : "");
    free(text);
    *words = (out){NULL, 0, 0, 0};
}

void table_cell_end(out *o)
{
    out_raw(o, "</div></td>");
}
