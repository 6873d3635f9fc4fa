/* SPDX-License-Identifier: MIT */
/* Many tests in one program: together NAME. Each was compiled with another name for its main(). TESTS is TEST(name)...,
 * from the build. */
#include <stdio.h>
#include <string.h>

#define TEST(name) int main_of_##name(void);
TESTS
#undef TEST

int main(int argc, char **argv)
{
#define TEST(name)                           \
    if (argc == 2 && !strcmp(argv[1], #name)) \
        return main_of_##name();
    TESTS
#undef TEST
    fprintf(stderr, "no test of this name\n");
    return 2;
}
