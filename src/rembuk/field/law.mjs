// The law in the browser: runs the pack that `rembuk.law.browser` compiles, with the same three values and the same answers.
//
//   const law = prepare(pack)
//   law.assess('perja-15-2020', {first_offence: true, loss: 2500000, acted_on: '2025-10-01'}) -> finding
//
// A pack speaks one language; `reason` is in that language.
// Facts are JSON values: true/false, numbers or {at_least, at_most}, ISO dates or 'belum' (has not happened), texts of an enum,
// lists for a set. A fact that is absent or null is unknown. A finding has the shape that `rembuk assess --json` prints, without
// the alternative readings.

const FINDING = { 1: 'eligible', '-1': 'not_eligible', 0: 'unknown', 2: 'conflict' }
const VALUE = { 1: 'yes', '-1': 'no', 0: 'unknown', 2: 'conflict', 3: 'not_applicable' }
const EFFECT = { 1: 'supports', '-1': 'blocks', 0: 'open', 2: 'disputed' }
const NEVER = Math.round(Date.UTC(9999, 11, 31) / 86400000)
const EMPTY = Object.freeze([])

/** Days since 1970 of an ISO date; 'belum' is later than every date. */
export function day(text) {
  if (text === 'belum') return NEVER
  return Math.round(Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / 86400000)
}

/** The day moved by whole calendar months (clamped to the month's end), then by days; NEVER stays. */
export function shift(at, months, days) {
  if (at === NEVER) return NEVER
  if (months) {
    const from = new Date(at * 86400000)
    const count = from.getUTCFullYear() * 12 + from.getUTCMonth() + months
    const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate()
    at = Math.round(Date.UTC(Math.floor(count / 12), count % 12, Math.min(from.getUTCDate(), last)) / 86400000)
  }
  return Math.min(at + days, NEVER)
}

const both = (low, high) => (low === high ? low : low < 0 && high > 0 ? 2 : 0)

/** Yes, no or unknown of `left <= right` (or `<`), where a side may be {at_least, at_most}. */
function compare(strict, left, right) {
  const aLow = typeof left === 'object' ? left.at_least ?? -Infinity : left
  const aHigh = typeof left === 'object' ? left.at_most ?? Infinity : left
  const bLow = typeof right === 'object' ? right.at_least ?? -Infinity : right
  const bHigh = typeof right === 'object' ? right.at_most ?? Infinity : right
  if (strict) return aHigh < bLow ? 1 : aLow >= bHigh ? -1 : 0
  return aHigh <= bLow ? 1 : aLow > bHigh ? -1 : 0
}

function operand(side) {
  if (typeof side === 'number') return () => side
  if (typeof side === 'string') { const at = day(side); return () => at }
  const [fact, months = 0, days = 0] = side
  return (facts) => {
    const value = facts[fact]
    if (value === null || value === undefined) return null
    if (typeof value !== 'string') return value
    const at = day(value)
    return months || days ? shift(at, months, days) : at
  }
}

/** One operation as a function of the facts (in the instrument's order) and the earlier values. */
function step(op) {
  const [kind, a, b] = op
  const known = (test) => (facts) => { const value = facts[a]; return value === null || value === undefined ? 0 : test(value) ? 1 : -1 }
  if (kind === 0) return known((value) => value)
  if (kind === 1) {
    const left = operand(b), right = operand(op[3])
    return (facts) => {
      const x = left(facts), y = right(facts)
      return x === null || y === null ? 0 : typeof x === 'number' && typeof y === 'number'
        ? (a ? x < y : x <= y) ? 1 : -1 : compare(a, x, y)
    }
  }
  if (kind === 2) { const wanted = new Set(b); return known((value) => wanted.has(value)) }
  if (kind === 3) { const wanted = new Set(b); return known((value) => value.some((item) => wanted.has(item))) }
  if (kind === 4) { const wanted = new Set(b); return known((value) => value.every((item) => wanted.has(item))) }
  if (kind === 5) return () => a
  if (kind === 6) return (facts, values) => -values[a]
  const of = op.slice(1), end = kind === 7 ? -1 : 1
  return (facts, values) => {
    let out = -end
    for (let i = 0; i < of.length; i++) {
      const value = values[of[i]]
      if (value === end) return end
      if (value === 0) out = 0
    }
    return out
  }
}

function factsOf(op) {
  if (op[0] === 1) return [op[2], op[3]].filter(Array.isArray).map((side) => side[0])
  return [op[1]]
}

/** Which missing facts an operation hangs on: only the unknown parts of an unknown `and` or `or` can still change it. */
function missingBelow(ops, values, facts) {
  const known = new Map()
  return function walk(place) {
    if (values[place] !== 0) return EMPTY
    if (known.has(place)) return known.get(place)
    const op = ops[place], out = new Set()
    if (op[0] < 5) {
      for (const fact of factsOf(op)) {
        const value = facts[fact]
        if (value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))) out.add(fact)
      }
    } else if (op[0] > 5) for (const part of op.slice(1)) for (const fact of walk(part)) out.add(fact)
    known.set(place, out)
    return out
  }
}

/** Fewest missing facts first: what settles soonest; among equals the order of the rows, then of the facts. */
function askOrder(groups, names) {
  const order = new Set()
  const sized = groups.map((group) => [...group].sort((a, b) => a - b)).filter((group) => group.length)
  sized.sort((a, b) => a.length - b.length)
  for (const group of sized) for (const fact of group) order.add(names[fact])
  return [...order]
}

function describe(words, row, own, passes, relaxedBy) {
  const [id, role, cite, confidence, says] = row
  const opening = own === 3 ? words['* 3'] : own === 2 ? words['* 2'] : words[`${role} ${own}`] ?? words['* 0']
  const more = relaxedBy.length ? ` ${words[passes === 2 ? '* disputed' : '* relaxed']} ${relaxedBy.join(', ')}.` : ''
  const decides = role === 'requirement' || role === 'exclusion'
  return {
    id, role, value: VALUE[own], effect: decides ? EFFECT[passes] : 'none', cite, confidence,
    reason: `${opening}: ${says}.${more}`, relaxed_by: relaxedBy,
  }
}

class Assessor {
  constructor(item, words) {
    this.item = item
    this.words = words
    this.steps = item.ops.map(step)
    this.seen = new Map()
  }

  run(facts) {
    const values = new Int8Array(this.steps.length), steps = this.steps
    for (let i = 0; i < steps.length; i++) values[i] = steps[i](facts, values)
    return values
  }

  facts(stated) {
    const names = this.item.facts, out = new Array(names.length)
    for (let i = 0; i < names.length; i++) out[i] = stated[names[i]]
    return out
  }

  outcome(stated, forced = false) {
    const values = this.run(this.facts(stated))
    const applies = forced ? 1 : values[this.item.applies]
    const [, , , low, high] = this.item.questions[0]
    return FINDING[both(Math.min(applies, values[low]), Math.min(applies, values[high]))]
  }

  assess(stated, forced = false) {
    const { item } = this, facts = this.facts(stated), values = this.run(facts)
    const applies = forced ? 1 : values[item.applies]
    const walk = missingBelow(item.ops, values, facts)
    const answers = item.questions.map(([id, , rows, low, high]) => {
      const outcome = both(Math.min(applies, values[low]), Math.min(applies, values[high]))
      const groups = outcome ? EMPTY : [
        forced ? EMPTY : walk(item.applies),
        ...rows.map((row) => (row[8] === row[9] ? walk(row[8]) : new Set([...walk(row[8]), ...walk(row[9])]))),
      ]
      return { question: id, finding: FINDING[outcome], conditions: rows.map((row) => this.condition(row, values)), missing: askOrder(groups, item.facts) }
    })
    return {
      instrument: item.id, applies: VALUE[values[item.applies]], finding: answers[0].finding, conditions: answers[0].conditions,
      missing: answers[0].missing, others: item.others.map((row) => this.condition(row, values)), also: answers.slice(1),
    }
  }

  condition(row, values) {
    let own = both(values[row[5]], values[row[6]])
    if (row[7] >= 0 && values[row[7]] < 0) own = 3
    const passes = both(values[row[8]], values[row[9]])
    const failing = own === (row[1] === 'exclusion' ? 1 : -1)
    const relaxedBy = failing && passes !== -1 ? this.relaxations(row, values) : EMPTY
    const key = `${row[0]} ${row[1]} ${own} ${passes} ${relaxedBy.join()}`
    if (!this.seen.has(key)) this.seen.set(key, describe(this.words, row, own, passes, relaxedBy))
    return this.seen.get(key)
  }

  relaxations(row, values) {
    return this.item.others
      .filter((other) => other[10].includes(row[0]) && values[other[6]] > 0 && (other[7] < 0 || values[other[7]] > 0))
      .map((other) => other[0])
  }
}

/** Make a pack (object or JSON text) ready; `assess` and `outcome` take an instrument id and the stated facts. */
export function prepare(pack) {
  const { law, language, words, instruments } = typeof pack === 'string' ? JSON.parse(pack) : pack
  const byId = new Map(instruments.map((item) => [item.id, new Assessor(item, words)]))
  return {
    law, language, instruments,
    governing: (on, stage) => instruments.filter((item) => item.from <= on && (!item.until || on <= item.until) && (!stage || item.stages.includes(stage))),
    assess: (id, stated, forced) => byId.get(id).assess(stated, forced),
    outcome: (id, stated, forced) => byId.get(id).outcome(stated, forced),
    assessor: (id) => byId.get(id),
  }
}
