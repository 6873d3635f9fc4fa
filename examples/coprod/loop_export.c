/* SPDX-License-Identifier: MIT */
/* coprod loop export: a machine as a picture or a text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"

static int32_t format_of(const char *name)
{
    int32_t format = COPROD_EXPORT_DOT;
    while (coprod_export_name(format)[0] && strcmp(coprod_export_name(format), name))
        format++;
    return coprod_export_name(format)[0] ? format : 0;
}

int loop_set_export(loop_setting *own, int option, const char *word)
{
    if (option == 'a') {
        own->format = format_of(word);
        return own->format ? PROGRAM_FINE
                           : program_fail("--as", word, "say dot, mermaid, markdown, next, scxml or promela");
    }
    coprod_texts_free(own->texts);
    return coprod_texts_builtin(word, NULL, &own->texts) == COPROD_OK
               ? PROGRAM_FINE
               : program_fail("--texts", word, "say plain, easy-read or audit");
}

int loop_command_export(loop_setting *own, const char *path)
{
    int32_t format = own->format ? own->format : COPROD_EXPORT_MARKDOWN;
    loop_problem problem = {"", ""};
    coprod_machine *machine;
    coprod_status status;
    size_t needed = 0;
    char *text;
    if (!path)
        return program_fail("loop", "export", "say which machine, such as suggestion@1; --machines reads your own");
    machine = loop_machine(own, path, &problem);
    if (!machine)
        return program_fail(problem.place, NULL, problem.text);
    status = coprod_machine_export(machine, format, own->texts, NULL, 0, &needed);
    text = status == COPROD_E_BUFFER ? malloc(needed) : NULL;
    if (!text)
        return program_status(path, status == COPROD_E_BUFFER ? COPROD_E_MEMORY : status);
    coprod_machine_export(machine, format, own->texts, text, needed, NULL);
    output("%s", text);
    free(text);
    return PROGRAM_FINE;
}
