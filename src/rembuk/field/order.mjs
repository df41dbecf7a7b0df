// The order of acts, and what the author of each knew of the others: the same as rembuk.record.knowledge.
//
// An act *knows* another when it has seen it, or has seen an act that knows it. The *heads* are the acts no other knows.
// Order follows the logical clock (a BigInt); where a clock contradicts what an act has seen, what it has seen comes first.

/** -1, 0 or 1 as a Python comparison of the texts would give: by code points, not by UTF-16 units. */
export function compareText(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a.codePointAt(i), y = b.codePointAt(i)
    if (x !== y) return x < y ? -1 : 1
    if (x > 0xffff) i++
  }
  return Math.sign(a.length - b.length)
}

const byClock = (a, b) => (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : compareText(a.id, b.id))

/** The acts in their one order, each once. */
export function inOrder(acts) {
  const ordered = [...new Map([...acts].reverse().map((act) => [act.id, act])).values()].sort(byClock)
  const places = new Map(ordered.map((act, place) => [act.id, place]))
  const isPlain = ordered.every((act, place) => act.seen.every((seen) => (places.get(seen) ?? -1) <= place))
  return isPlain ? ordered : seenFirst(ordered)
}

/** The acts by clock, but each after those it has seen; acts that claim to have seen each other go by the clock alone. */
function seenFirst(ordered) {
  const byId = new Map(ordered.map((act) => [act.id, act]))
  const waits = new Map(ordered.map((act) => [act.id, new Set(act.seen.filter((seen) => byId.has(seen) && seen !== act.id))]))
  const out = new Map(), left = [...ordered]
  while (left.length) {
    const ready = left.findIndex((act) => !waits.get(act.id).size)
    const [act] = left.splice(Math.max(ready, 0), 1)
    out.set(act.id, act)
    for (const wanted of waits.values()) wanted.delete(act.id)
  }
  return [...out.values()]
}

/** Which acts each act knows, as bit masks over their order. Add the acts in that order. */
export class Knowledge {
  #places = new Map()
  #masks = new Map()
  #known = 0n

  add(act) {
    let mask = 0n
    for (const seen of act.seen) {
      if (this.#places.has(seen)) mask |= this.#masks.get(seen) | (1n << BigInt(this.#places.get(seen)))
    }
    this.#places.set(act.id, this.#places.size)
    this.#masks.set(act.id, mask)
    this.#known |= mask
  }

  /** Whether the author of `act` knew `earlier`. */
  knew(act, earlier) {
    return Boolean((this.#masks.get(act.id) >> BigInt(this.#places.get(earlier.id))) & 1n)
  }

  /** The acts nobody has acted on yet, in order. */
  get heads() {
    return [...this.#places].filter(([, place]) => !((this.#known >> BigInt(place)) & 1n)).map(([id]) => id)
  }
}
