/* SPDX-License-Identifier: MIT */
/* Replays the files of folders, so that what a fuzzer once found is tried with every compiler: standalone FOLDER... */
#include "fuzz.h"

#include <dirent.h>

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long size = 0;
    if (!file)
        return 0;
    if (!fseek(file, 0, SEEK_END))
        size = ftell(file);
    rewind(file);
    data = malloc(size > 0 ? (size_t)size : 1); /* no longer than the file, so that a tool sees a read beyond it */
    if (data && size >= 0 && fread(data, 1, (size_t)size, file) == (size_t)size)
        LLVMFuzzerTestOneInput(data, (size_t)size);
    else
        size = -1;
    fclose(file);
    free(data);
    return size >= 0;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        for (struct dirent *entry; folder && (entry = readdir(folder));) {
            char path[4096];
            if (entry->d_name[0] == '.')
                continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            if (!replay(path)) {
                fprintf(stderr, "%s: cannot be read\n", path);
                return 1;
            }
            files++;
        }
        if (folder)
            closedir(folder);
    }
    printf("%d files\n", files);
    return !files;
}
