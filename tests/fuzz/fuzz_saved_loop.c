/* SPDX-License-Identifier: MIT */
/* The input as a saved loop of a built-in machine, which its first byte names: as it is, as the inside of one in a frame
 * whose checksum is right, and as what follows there the calendar and the check of the secret. */
#include "fuzz.h"

#include "blob_internal.h"
#include "loop_internal.h"

enum { HEAD = 48, TAIL = 32, KIND = 3, VERSION = 1, BEGIN = 4 + 64 + COPROD__SHORT };

static const uint8_t secret[16] = {1, 2, 3};

static coprod_loop_options options_of(int with)
{
    coprod_loop_options options = {sizeof options, NULL, with ? secret : NULL, with ? sizeof secret : 0};
    return options;
}

/* Every event by everybody who may, and days that pass; after them it can be saved and opened as before. */
static void use(const coprod_machine *machine, const coprod_loop_options *options, coprod_loop *loop, uint32_t variant)
{
    coprod_machine_info info = {.size = sizeof info};
    coprod_loop_info now = {.size = sizeof now};
    size_t size = 0;
    uint8_t *bytes;
    HOLDS(coprod_machine_get(machine, &info) == COPROD_OK && coprod_loop_get(loop, &now) == COPROD_OK);
    fuzz_ask_loop(loop, machine, now.last_day);
    for (uint32_t i = 0; i < info.event_count; i++) {
        int32_t day = now.last_day < COPROD__DAY_LAST - 100 ? now.last_day + 2 * (int32_t)i : COPROD__DAY_LAST;
        const char *role = coprod_machine_word(machine, COPROD_ELEMENT_ROLE, (variant + i) % info.role_count);
        coprod_event *event = fuzz_event(machine, i, role, day, variant * 0x249249);
        fuzz_step(loop, machine, event);
        coprod_event_free(event);
    }
    fuzz_tick(loop, machine, COPROD__DAY_LAST);
    bytes = fuzz_saved_loop(loop, &size);
    fuzz_open_loop(machine, bytes, size, options);
    free(bytes);
}

static void open(const coprod_machine *machine, int with, const uint8_t *data, size_t size, uint32_t variant)
{
    const coprod_loop_options options = options_of(with), other = options_of(!with);
    coprod_loop *loop = (coprod_loop *)&data;
    coprod_status status = coprod_loop_open(machine, data, size, &options, &loop);
    HOLDS(!loop == (status != COPROD_OK));
    HOLDS(status == COPROD_OK || status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
    if (!loop)
        return;
    fuzz_open_loop(machine, data, size, &options);
    use(machine, &options, loop, variant);
    coprod_loop_free(loop);
    HOLDS(coprod_loop_open(machine, data, size, &other, &loop) == COPROD_E_FINGERPRINT && !loop);
    HOLDS(coprod_loop_open(machine, data, size - 1, &options, &loop) == COPROD_E_BLOB && !loop);
}

static void open_framed(const coprod_machine *machine, int with, const uint8_t *data, size_t size, int begun)
{
    size_t whole = HEAD + BEGIN + size + TAIL;
    uint8_t *bytes = malloc(whole), known[COPROD__SHORT];
    coprod__blob_out out;
    coprod__mac mac;
    HOLDS(bytes);
    coprod__blob_begin(&out, bytes, whole, KIND, VERSION, machine->fingerprint);
    if (begun) {
        coprod__blob_text(&out, machine->calendar->fingerprint);
        coprod__mac_init(&mac, secret, with ? sizeof secret : 0);
        coprod__mac_short(&mac, 's', "loop", 4, known);
        for (size_t i = 0; i < sizeof known; i++)
            coprod__blob_number(&out, known[i], 1);
    }
    for (size_t i = 0; i < size; i++)
        coprod__blob_number(&out, data[i], 1);
    HOLDS(coprod__blob_end(&out, &whole) == COPROD_OK);
    open(machine, with, bytes, whole, (uint32_t)size);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const coprod_machine *machine = fuzz_machine(size ? data[0] & 7 : 0);
    int with = size && data[0] >> 3 & 1;
    if (!size)
        return 0;
    data++;
    size--;
    open(machine, with, data, size, (uint32_t)size);
    open_framed(machine, with, data, size, 0);
    open_framed(machine, with, data, size, 1);
    return 0;
}
