/* SPDX-License-Identifier: MIT */
/* The input as a journal: as it is, and as the lengths and contents of records in a journal whose head and hashes are
 * right. A machine's content of nine bytes there stands for that of a built-in machine. */
#include "fuzz.h"

#include "coprod/feedback_family.h"
#include "journal_internal.h"

enum { RECORDS = 512, LOOPS = 8, TREE = 40, CUTS = 400, PLACE = 9, PATH = 65, ROOM = 1 << 17 };

static const uint8_t secret[16] = {4, 5, 6}, other_secret[16] = {7}, chain_key[20] = {8, 9}, other_key[20] = {9, 8};

static coprod_journal_options options_of(const uint8_t *own_secret, const uint8_t *key)
{
    coprod_journal_options options = {sizeof options, NULL, own_secret, own_secret ? sizeof secret : 0,
                                      key, key ? sizeof chain_key : 0};
    return options;
}

static coprod_journal_report verify(const uint8_t *data, size_t size, const coprod_journal_options *options)
{
    coprod_journal_report report = {.size = sizeof report};
    HOLDS(coprod_journal_verify(data, size, options, &report) == COPROD_OK);
    HOLDS(report.state >= COPROD_JOURNAL_INTACT && report.state <= COPROD_JOURNAL_SECRET && !report.reserved);
    HOLDS(report.good_bytes <= size && report.bad_byte <= size);
    HOLDS(report.state != COPROD_JOURNAL_INTACT || (report.good_bytes == size && report.bad_byte == size));
    HOLDS(report.good_bytes ? report.good_bytes >= COPROD__JOURNAL_HEAD : !report.record_count);
    return report;
}

/* --- what holds of bytes that are a journal --- */

/* Cut anywhere, it is torn or shorter; and what is said to be good can be opened. */
static void cut(const uint8_t *bytes, size_t length, const coprod_journal_options *options)
{
    for (size_t i = 0; i < length; i += 1 + length / CUTS) {
        coprod_journal_report report = verify(bytes, i, options);
        HOLDS(report.state == COPROD_JOURNAL_TORN || report.state == COPROD_JOURNAL_INTACT);
        HOLDS(report.state == COPROD_JOURNAL_INTACT || report.good_bytes < i || !i);
        if (report.state == COPROD_JOURNAL_TORN && report.good_bytes)
            HOLDS(verify(bytes, (size_t)report.good_bytes, options).state == COPROD_JOURNAL_INTACT);
    }
}

/* A bit that changed shows, and not after the byte that it is in. */
static void flip(const uint8_t *bytes, size_t length, const coprod_journal_options *options)
{
    uint8_t *copy = malloc(length);
    HOLDS(copy);
    memcpy(copy, bytes, length);
    for (size_t i = 0; i < length; i += 1 + length / CUTS) {
        coprod_journal_report report;
        copy[i] ^= (uint8_t)(1 << i % 8);
        report = verify(copy, length, options);
        HOLDS(report.state != COPROD_JOURNAL_INTACT && report.bad_byte <= i);
        copy[i] = bytes[i];
    }
    free(copy);
}

/* Another secret or another key, or none, and the state says which. */
static void other_ways(const uint8_t *bytes, size_t length, const uint8_t *key)
{
    coprod_journal_options options = options_of(other_secret, key);
    coprod_journal *journal = (coprod_journal *)&bytes;
    HOLDS(verify(bytes, length, &options).state == COPROD_JOURNAL_SECRET);
    HOLDS(coprod_journal_open(bytes, length, &options, NULL, &journal) == COPROD_E_BLOB && !journal);
    options = options_of(secret, key ? NULL : chain_key);
    HOLDS(verify(bytes, length, &options).state == COPROD_JOURNAL_KEY);
    options = options_of(secret, other_key);
    HOLDS(verify(bytes, length, &options).state == COPROD_JOURNAL_KEY);
    options = options_of(NULL, key);
    HOLDS(verify(bytes, length, &options).state == COPROD_JOURNAL_INTACT);
    HOLDS(coprod_journal_open(bytes, length, &options, NULL, &journal) == COPROD_E_ARGUMENT && !journal);
}

/* --- what a journal says --- */

static void ask_records(const coprod_journal *journal, size_t length)
{
    coprod_record record = {.size = sizeof record};
    uint64_t count = coprod_journal_count(journal), at = COPROD__JOURNAL_HEAD;
    uint32_t loops = 0;
    for (uint64_t i = 0; i < count; i++) {
        HOLDS(coprod_journal_record(journal, i, &record) == COPROD_OK && record.first_byte == at && record.bytes);
        HOLDS(record.kind >= COPROD_RECORD_MACHINE && record.kind <= COPROD_RECORD_PARENT);
        HOLDS(!coprod__makes((uint64_t)record.kind) || record.loop == loops);
        loops += (uint32_t)coprod__makes((uint64_t)record.kind);
        HOLDS(record.kind == COPROD_RECORD_MACHINE ? !record.loop : record.loop < loops);
        at += record.bytes;
    }
    HOLDS(at == length && loops == coprod_journal_loop_count(journal));
    HOLDS(coprod_journal_record(journal, count, &record) == COPROD_E_UNKNOWN);
}

static coprod_head head_of(const coprod_journal *journal, uint64_t count)
{
    coprod_head head = {.size = sizeof head};
    HOLDS(coprod_journal_head(journal, count, &head) == COPROD_OK && head.record_count == count);
    return head;
}

static void prove_record(const coprod_journal *journal, uint64_t index, const coprod_head *head)
{
    coprod_record record = {.size = sizeof record};
    uint8_t path[PATH * COPROD__HASH];
    size_t nodes = 0, again = 0;
    uint64_t count = head->record_count;
    HOLDS(coprod_journal_record(journal, index, &record) == COPROD_OK);
    HOLDS(coprod_journal_inclusion(journal, index, count, path, PATH - 1, &nodes) == COPROD_OK);
    HOLDS(coprod_check_inclusion(record.chain, index, count, path, nodes, head->root));
    HOLDS(!coprod_check_inclusion(record.chain, index, count, path, nodes + 1, head->root));
    HOLDS(!nodes || !coprod_check_inclusion(record.chain, index, count, path, nodes - 1, head->root));
    HOLDS(!nodes || coprod_journal_inclusion(journal, index, count, path, nodes - 1, &again) == COPROD_E_BUFFER);
    HOLDS(!nodes || again == nodes);
    record.chain[index % COPROD__HASH] ^= 1;
    HOLDS(!coprod_check_inclusion(record.chain, index, count, path, nodes, head->root));
    HOLDS(coprod_journal_inclusion(journal, count, count, path, PATH, &nodes) == COPROD_E_RANGE && !nodes);
}

static void prove_growth(const coprod_journal *journal, const coprod_head *older, const coprod_head *newer)
{
    coprod_head changed = *older;
    uint8_t proof[PATH * COPROD__HASH];
    size_t nodes = 0;
    HOLDS(coprod_journal_consistency(journal, older->record_count, newer->record_count, proof, PATH, &nodes) == COPROD_OK);
    HOLDS(coprod_check_consistency(older, newer, proof, nodes));
    HOLDS(!nodes || !coprod_check_consistency(older, newer, proof, nodes - 1));
    HOLDS(older->record_count == newer->record_count || !coprod_check_consistency(newer, older, proof, nodes));
    changed.root[nodes % COPROD__HASH] ^= 1;
    HOLDS(!coprod_check_consistency(&changed, newer, proof, nodes));
    HOLDS(coprod_journal_consistency(journal, newer->record_count + 1, newer->record_count, proof, PATH, &nodes)
          == COPROD_E_RANGE);
}

static void prove(const coprod_journal *journal)
{
    uint64_t count = coprod_journal_count(journal), most = count < TREE ? count : TREE;
    coprod_head all = {.size = sizeof all};
    HOLDS(coprod_journal_head(journal, 0, &all) == COPROD_OK && all.record_count == count);
    HOLDS(coprod_journal_head(journal, count + 1, &all) == COPROD_E_RANGE);
    for (uint64_t n = 1; n <= most; n++) {
        coprod_head head = head_of(journal, n), newest = head_of(journal, count);
        prove_growth(journal, &head, &newest);
        prove_growth(journal, &head, &head);
        prove_record(journal, n - 1, &head);
        prove_record(journal, n / 2, &head);
        prove_record(journal, n - 1, &newest);
    }
}

/* --- loops --- */

static void is_same(const coprod_loop *loop, const coprod_loop *other)
{
    size_t size = 0, again = 0;
    uint8_t *bytes = fuzz_saved_loop(loop, &size), *others = fuzz_saved_loop(other, &again);
    HOLDS(size == again && !memcmp(bytes, others, size));
    free(bytes);
    free(others);
}

/* The loop goes on by the journal; what was written replays to the loop that is there. */
static void go_on(coprod_journal *journal, uint32_t number, const coprod_machine *machine, coprod_loop *loop)
{
    coprod_loop_info info = {.size = sizeof info};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *again = NULL;
    uint64_t count;
    HOLDS(coprod_loop_get(loop, &info) == COPROD_OK);
    for (uint32_t i = 0; i < machine->events.count; i++) {
        const char *role = coprod_machine_word(machine, COPROD_ELEMENT_ROLE, (i + number) % machine->roles.count);
        coprod_event *event = fuzz_event(machine, i, role, info.last_day, i * 0x249249);
        HOLDS(i % 3 || coprod_event_key(event, "key", COPROD_NTS) == COPROD_OK);
        count = coprod_journal_count(journal);
        HOLDS(coprod_journal_step(journal, number, loop, event, &answer) == COPROD_OK);
        HOLDS(coprod_journal_count(journal) == count + (answer.kind == COPROD_LOOP_OK || answer.breaches));
        HOLDS(coprod_journal_step(journal, UINT32_MAX, loop, event, &answer) == COPROD_E_UNKNOWN);
        coprod_event_free(event);
    }
    count = coprod_journal_count(journal);
    HOLDS(coprod_journal_tick(journal, number, loop, COPROD__DAY_LAST, &answer) == COPROD_OK);
    HOLDS(coprod_journal_count(journal) == count + (answer.breaches != 0));
    HOLDS(coprod_journal_replay(journal, number, machine, &again) == COPROD_OK);
    is_same(loop, again);
    coprod_loop_free(again);
}

static void replay(coprod_journal *journal, uint32_t number, const coprod_machine *machine)
{
    const coprod_loop_options options = {sizeof options, NULL, secret, sizeof secret};
    coprod_loop *loop = (coprod_loop *)&number;
    coprod_status status = coprod_journal_replay(journal, number, machine, &loop);
    size_t size = 0;
    uint8_t *bytes;
    HOLDS(!loop == (status != COPROD_OK));
    if (!loop) {
        HOLDS(status == COPROD_E_FINGERPRINT || status == COPROD_E_BLOB);
        return;
    }
    fuzz_ask_loop(loop, machine, 20241);
    bytes = fuzz_saved_loop(loop, &size);
    fuzz_open_loop(machine, bytes, size, &options);
    free(bytes);
    go_on(journal, number, machine, loop);
    coprod_loop_free(loop);
}

/* Open ones below a loop are what is counted one by one; and no loop is above itself. */
static void use_family(coprod_journal *journal, uint32_t number)
{
    coprod_family own = {.size = sizeof own}, other = {.size = sizeof other};
    uint32_t below[LOOPS], count = coprod_journal_loop_count(journal), open = 0;
    size_t children = 0;
    coprod_status status = coprod_journal_children(journal, number, below, LOOPS, &children);
    HOLDS(coprod_journal_family(journal, number, &own) == COPROD_OK && own.children == children);
    HOLDS(status == (children > LOOPS ? COPROD_E_BUFFER : COPROD_OK));
    for (size_t i = 0; i < children && i < LOOPS; i++) {
        HOLDS(coprod_journal_family(journal, below[i], &other) == COPROD_OK && other.has_parent && other.parent == number);
        open += !other.may_end;
    }
    HOLDS(children > LOOPS || own.open_children == open);
    HOLDS(coprod_journal_join(journal, number, number, 0, "x") == COPROD_E_ARGUMENT);
    status = coprod_journal_join(journal, number, (number + 1) % count, 0, "x");
    HOLDS(status == COPROD_OK || status == COPROD_E_ARGUMENT);
    HOLDS(status != COPROD_OK || (!own.has_parent && coprod_journal_join(journal, number, 0, 0, "x") == COPROD_E_ARGUMENT));
}

/* Every loop that is there with every machine, and one more. */
static void use_loops(coprod_journal *journal)
{
    uint32_t count = coprod_journal_loop_count(journal), number = 1;
    const coprod_machine *machine = fuzz_machine(count);
    coprod_event *event = fuzz_event(machine, machine->events.count,
                                     coprod_machine_word(machine, COPROD_ELEMENT_ROLE, 0), 20241, 0);
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loop *loop = NULL;
    coprod_status status;
    HOLDS(coprod_journal_replay(journal, count, machine, &loop) == COPROD_E_UNKNOWN && !loop);
    for (uint32_t i = 0; i < count && i < LOOPS; i++)
        for (size_t j = 0; j < FUZZ_MACHINES; j++)
            replay(journal, i, fuzz_machine(j));
    for (uint32_t i = 0; i < count && i < LOOPS; i++)
        use_family(journal, i);
    status = coprod_journal_create(journal, machine, event, &answer, &number, &loop);
    HOLDS(status == COPROD_OK || (status == COPROD_E_LIMIT && !loop));
    HOLDS(loop ? answer.kind == COPROD_LOOP_OK && number == count : !number);
    HOLDS(coprod_journal_loop_count(journal) == count + (loop != NULL));
    if (loop)
        go_on(journal, number, machine, loop);
    coprod_loop_free(loop);
    coprod_event_free(event);
}

/* --- inputs --- */

static void use(coprod_journal *journal, const coprod_journal_options *options)
{
    const uint8_t *bytes;
    size_t length;
    HOLDS(coprod_journal_bytes(journal, &bytes, &length) == COPROD_OK);
    ask_records(journal, length);
    prove(journal);
    cut(bytes, length, options);
    flip(bytes, length, options);
    other_ways(bytes, length, options->key);
    use_loops(journal);
    HOLDS(coprod_journal_bytes(journal, &bytes, &length) == COPROD_OK);
    HOLDS(verify(bytes, length, options).state == COPROD_JOURNAL_INTACT);
    ask_records(journal, length);
}

/* One that is intact opens, unless what its records say does not fit; then the report says where. */
static void open(const uint8_t *data, size_t size, const uint8_t *key)
{
    const coprod_journal_options options = options_of(secret, key);
    coprod_journal_report found = verify(data, size, &options), report = {.size = sizeof report};
    coprod_journal *journal = (coprod_journal *)&data;
    coprod_status status = coprod_journal_open(data, size, &options, &report, &journal);
    const uint8_t *bytes;
    size_t length;
    HOLDS(!journal == (status != COPROD_OK) && (journal || status == COPROD_E_BLOB));
    HOLDS(!journal == (report.state != COPROD_JOURNAL_INTACT));
    if (found.state != COPROD_JOURNAL_INTACT || journal)
        HOLDS(!memcmp(&found, &report, sizeof report));
    else
        HOLDS(report.state == COPROD_JOURNAL_BROKEN && report.good_bytes == report.bad_byte);
    if (!journal)
        return;
    HOLDS(coprod_journal_bytes(journal, &bytes, &length) == COPROD_OK);
    HOLDS(length == size && !memcmp(bytes, data, size));
    use(journal, &options);
    coprod_journal_free(journal);
}

/* The content of a built-in machine's record after its kind, loop and day. */
static size_t put_machine(uint8_t *at, size_t index)
{
    const coprod_machine *machine = fuzz_machine(index);
    for (size_t i = 0; i < 4; i++)
        at[i] = (uint8_t)((uint32_t)machine->version >> 8 * i);
    for (size_t i = 0; i < COPROD__HASH; i++) {
        char pair[2][3] = {{machine->fingerprint[2 * i], machine->fingerprint[2 * i + 1], 0},
                           {machine->calendar->fingerprint[2 * i], machine->calendar->fingerprint[2 * i + 1], 0}};
        at[4 + i] = (uint8_t)strtoul(pair[0], NULL, 16);
        at[4 + COPROD__HASH + i] = (uint8_t)strtoul(pair[1], NULL, 16);
    }
    memcpy(at + 4 + 2 * COPROD__HASH, machine->id, strlen(machine->id));
    return 4 + 2 * COPROD__HASH + strlen(machine->id);
}

static void open_framed(const uint8_t *data, size_t size, const uint8_t *key)
{
    const coprod_journal_options options = options_of(secret, key);
    coprod_journal *empty = NULL;
    uint8_t *bytes = malloc(ROOM);
    size_t length = COPROD__JOURNAL_HEAD;
    HOLDS(bytes && coprod_journal_new(&options, &empty) == COPROD_OK && empty->length == length);
    memcpy(bytes, empty->bytes, length);
    for (size_t at = 0, i = 0; at + 2 <= size && i < RECORDS && length + 2 * COPROD__RECORD_MOST < ROOM; i++) {
        size_t content = (size_t)data[at] | (size_t)data[at + 1] << 8;
        uint8_t *record = bytes + length;
        at += 2;
        content = content < size - at ? content : size - at;
        content = content < COPROD__RECORD_MOST + 2 ? content : COPROD__RECORD_MOST + 2;
        memcpy(record + COPROD__RECORD_LENGTH, data + at, content);
        at += content;
        if (content == PLACE && record[COPROD__RECORD_LENGTH] == COPROD_RECORD_MACHINE)
            content = PLACE - 1 + put_machine(record + COPROD__RECORD_LENGTH + PLACE - 1, data[at - 1]);
        record[0] = (uint8_t)content;
        record[1] = (uint8_t)(content >> 8);
        length += COPROD__RECORD_LENGTH + content;
        coprod__chain(empty->keyed ? &empty->key : NULL, record - COPROD__HASH, record,
                      COPROD__RECORD_LENGTH + content, bytes + length);
        length += COPROD__HASH;
    }
    coprod_journal_free(empty);
    open(bytes, length, key);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open(data, size, NULL);
    open(data, size, chain_key);
    open_framed(data, size, NULL);
    open_framed(data, size, chain_key);
    return 0;
}
