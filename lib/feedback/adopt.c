/* SPDX-License-Identifier: MIT */
/* Adopts a loop that began elsewhere: its row is what is asserted of it. */
#include <string.h>

#include "adopt_internal.h"

static void put_facts(coprod__rows *rows, coprod__at at, const coprod__adopted *own)
{
    const coprod_machine *machine = rows->machine;
    for (uint32_t i = 0; i < machine->facts.count; i++) {
        const coprod__fact *fact = &machine->fact_rules[i];
        coprod__text_kept *kept;
        coprod__put_at(rows, fact->slot, at, own->facts[i] & fact->slot.mask);
        if (fact->text == COPROD__NONE)
            continue;
        kept = &rows->texts[at.row * machine->text_count + (uint32_t)fact->text];
        memset(kept, 0, sizeof *kept);
        if (own->kept)
            *kept = own->kept[i];
        else if (own->texts[i].text)
            coprod__keep_text(rows, &own->texts[i], kept);
    }
}

static void put_clocks(coprod__rows *rows, coprod__at at, const coprod__adopted *own)
{
    const coprod_machine *machine = rows->machine;
    for (uint32_t i = 0; i < machine->timers.count; i++)
        coprod__put_at(rows, machine->timer_rules[i].slot, at, own->clocks[i]);
    for (uint32_t i = 0; i < own->missed_count; i++) {
        uint32_t timer = own->missed[i].timer;
        rows->breaches[rows->breach_count++] = (coprod__breach){
            at.row, coprod__day_told(own->missed[i].due), (uint8_t)timer, (uint8_t)machine->timer_rules[timer].level};
    }
    coprod__set_next(rows, at);
}

coprod_status coprod__adopt(coprod__rows *rows, size_t row, const coprod__act *act, coprod__came *came)
{
    const coprod_machine *machine = rows->machine;
    const coprod__adopted *own = act->adopted;
    coprod__at at = coprod__at_row(rows, row);
    void *items = rows->breaches;
    coprod_status status;
    int room;
    *came = (coprod__came){COPROD_LOOP_ROLE, 0, 0, 0, 0};
    if (!act->role)
        return COPROD_OK;
    /* For those that turn out to be missed too, so that nothing can fail after this. */
    room = coprod__more(&rows->memory, &items, &rows->breach_capacity,
                        rows->breach_count + own->missed_count + machine->timers.count, sizeof *rows->breaches);
    rows->breaches = items;
    if (!room)
        return COPROD_E_MEMORY;
    coprod__put_at(rows, machine->state, at, own->state);
    coprod__put_at(rows, machine->seq, at, 1);
    coprod__put_at(rows, machine->last, at, act->at);
    put_facts(rows, at, own);
    put_clocks(rows, at, own);
    status = coprod__tick(rows, row, act->at, &came->breaches);
    if (act->key)
        coprod__key_add(rows, row, act->key);
    came->kind = COPROD_LOOP_OK;
    came->index = machine->transition_count;
    came->breaches += own->missed_count;
    return status;
}

/* --- what can be asserted --- */

uint32_t coprod__not_invariant(const coprod_loop *loop, uint32_t from, uint32_t at)
{
    static const uint32_t nothing[COPROD__FIELDS];
    const coprod_machine *machine = loop->rows.machine;
    uint32_t state = coprod__get(&loop->rows, machine->state, 0);
    while (from < machine->invariant_count
           && (!machine->invariants[from].in[state]
               || coprod__holds(&loop->rows, 0, machine->invariants[from].start, nothing, at)))
        from++;
    return from;
}

/* A clock has its mark where its day is among those that were missed, and nowhere else. */
static int marks_hold(const coprod_machine *machine, const coprod__adopted *own)
{
    for (uint32_t i = 0; i < machine->timers.count; i++) {
        int missed = 0;
        for (uint32_t m = 0; m < own->missed_count; m++)
            missed |= own->missed[m].timer == i && own->missed[m].due == (own->clocks[i] & COPROD__DAY_MASK);
        if (missed != ((own->clocks[i] & COPROD__BREACHED) != 0))
            return 0;
    }
    return 1;
}

coprod_status coprod__check_adopted(const coprod_loop *loop, const coprod__adopted *own, uint32_t at)
{
    const coprod_machine *machine = loop->rows.machine;
    uint64_t always, ever;
    coprod_status status;
    int sound = own->created <= at && marks_hold(machine, own);
    for (uint32_t m = 0; m < own->missed_count; m++)
        sound = sound && own->missed[m].due < at;
    if (machine->unexplained != COPROD__NONE)
        sound = sound && own->facts[machine->unexplained] <= own->missed_count;
    if (!sound || coprod__not_invariant(loop, 0, at) < machine->invariant_count)
        return COPROD_E_BLOB;
    status = coprod__clocks_in(machine, &loop->rows.memory, own->state, &always, &ever);
    for (uint32_t i = 0; status == COPROD_OK && i < machine->timers.count; i++)
        if (!((own->clocks[i] ? ever : ~always) >> i & 1))
            status = COPROD_E_BLOB;
    return status;
}

/* --- which clocks run --- */

/* Clocks that run after a transition. One that is set gets the day of the event or of its payload, which is there. */
static uint64_t run_after(const coprod_machine *machine, const coprod__transition *taken, uint64_t running)
{
    for (uint32_t i = taken->clocks; i < taken->clocks + taken->clock_count; i++) {
        const coprod__clock_act *clock = &machine->clocks[i];
        uint64_t bit = UINT64_C(1) << clock->timer;
        running = clock->op != COPROD_CLOCK_STOP ? running | bit : running & ~bit;
    }
    return running;
}

typedef struct way_there {
    uint64_t always, ever;
    uint8_t reached, waits;
} way_there;

typedef struct walk {
    way_there *states;
    uint32_t *queue; /* [states], a ring */
    uint32_t first, count;
} walk;

/* What holds on every way to a state, and on some; a state whose answer changed is looked at again. */
static void arrive(const coprod_machine *machine, walk *own, uint32_t state, uint64_t always, uint64_t ever)
{
    way_there *there = &own->states[state];
    always = there->reached ? there->always & always : always;
    ever |= there->ever;
    if (there->reached && always == there->always && ever == there->ever)
        return;
    there->reached = 1;
    there->always = always;
    there->ever = ever;
    if (there->waits)
        return;
    there->waits = 1;
    own->queue[(own->first + own->count++) % machine->states.count] = state;
}

static void walk_on(const coprod_machine *machine, walk *own)
{
    uint32_t state = own->queue[own->first];
    way_there *here = &own->states[state];
    own->first = (own->first + 1) % machine->states.count;
    own->count--;
    here->waits = 0;
    for (uint32_t event = 0; event < machine->events.count; event++) {
        uint16_t number = coprod__transition_at(machine, state, event);
        const coprod__transition *taken;
        if (number == COPROD__NO_TRANSITION)
            continue;
        taken = &machine->transitions[number];
        arrive(machine, own, taken->to, run_after(machine, taken, here->always),
               run_after(machine, taken, here->ever));
    }
}

coprod_status coprod__clocks_in(const coprod_machine *machine, const coprod__memory *memory, uint32_t state,
                                uint64_t *always, uint64_t *ever)
{
    const coprod__transition *creation = &machine->transitions[machine->transition_count];
    size_t states = machine->states.count;
    walk own = {coprod__alloc(memory, states * sizeof *own.states), coprod__alloc(memory, states * sizeof *own.queue),
                0, 0};
    int room = own.states && own.queue;
    if (room) {
        arrive(machine, &own, creation->to, run_after(machine, creation, 0), run_after(machine, creation, 0));
        while (own.count)
            walk_on(machine, &own);
        *always = own.states[state].reached ? own.states[state].always : 0;
        *ever = own.states[state].reached ? own.states[state].ever : UINT64_MAX;
    }
    coprod__release(memory, own.states, states * sizeof *own.states);
    coprod__release(memory, own.queue, states * sizeof *own.queue);
    return room ? COPROD_OK : COPROD_E_MEMORY;
}
