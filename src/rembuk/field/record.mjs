// Acts folded into a case, as rembuk.record.case does it: what is known, who said it, and where two people differ.
//
//   const case_ = fold(acts, declared)       declared: the record pack that rembuk.field.declaration writes
//
// An act is {id, case, kind, fields, author, device, number, clock: BigInt, seen: [], shape}. A *cell* keeps every statement that no
// later one replaced knowingly; two that differ are a *conflict*. A *thing* is what an act added to the case; it has cells.

import { Knowledge, inOrder } from './order.mjs'

const OF_THE_ACT = new Set(['on', 'at', 'number', 'reason', 'text', 'ground', 'basis', 'despite', 'proof', 'witnesses', 'media'])

/** A JSON value as text with its keys in order, to tell whether two values are equal. */
export function plain(value) {
  if (Array.isArray(value)) return `[${value.map(plain)}]`
  if (value && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => JSON.stringify(key) + ':' + plain(value[key]))}}`
  return JSON.stringify(value ?? null)
}

export class Cell {
  said = []

  get value() { return this.said.length ? this.said[this.said.length - 1].value : null }

  get inConflict() { return this.said.length > 1 && this.said.some((one) => plain(one.value) !== plain(this.said[0].value)) }

  say(value, act, known) {
    this.said = [...this.said.filter((one) => !known.knew(act, one.act)), { value, act }]
  }
}

export class Thing {
  cells = new Map()

  constructor(id, kind, act) {
    this.id = id
    this.kind = kind
    this.addedBy = act
    this.acts = [act]
  }

  get(name) { return this.cells.get(name)?.value ?? null }

  last(kind) { return this.acts.findLast((act) => act.kind === kind) ?? null }
}

const keyOf = (suspect, name) => `${suspect}\n${name}`

export class Case {
  sort = ''
  acts = []
  heads = []
  things = new Map()
  facts = new Map()
  cells = new Map()
  tracks = new Map()
  unread = []
  place = new Map()
  about = new Map()

  constructor(id, declared) {
    this.id = id
    this.declared = declared
  }

  get(name) { return this.cells.get(name)?.value ?? null }

  all(kind) { return [...(this.things.get(kind)?.values() ?? [])] }

  thing(kind, id) { return (typeof id === 'string' && this.things.get(kind)?.get(id)) || null }

  parties(role) { return this.all('party').filter((party) => party.get('role') === role) }

  get suspects() { return this.parties('suspect') }

  get victims() { return this.parties('victim') }

  fact(suspect, name) { return this.facts.get(keyOf(suspect, name)) ?? null }

  /** The acts of these kinds in order; with a suspect, those about him or about everybody. */
  actsOf(kinds, suspect = '') {
    return this.acts.filter((act) => kinds.includes(act.kind) && (!suspect || ['', suspect].includes(this.about.get(act.id) ?? '')))
  }

  last(kinds, suspect = '') { return this.actsOf(kinds, suspect).at(-1) ?? null }

  /** Every cell on which people differ: {where, field, said, sort}; `sort` is case, fact, track or thing. */
  get conflicts() {
    const out = []
    for (const [field, cell] of this.cells) if (cell.inConflict) out.push({ where: '', field, said: cell.said, sort: 'case' })
    for (const [sort, told] of [['fact', this.facts], ['track', this.tracks]]) {
      for (const [key, cell] of told) {
        const [where, field] = key.split('\n')
        if (cell.inConflict) out.push({ where, field, said: cell.said, sort })
      }
    }
    for (const kind of this.things.values()) for (const thing of kind.values()) {
      for (const [field, cell] of thing.cells) if (cell.inConflict) out.push({ where: thing.id, field, said: cell.said, sort: 'thing', thing })
    }
    return out
  }
}

/** The suspect an act of this kind would be about: named in it, or by the thing it points at, or himself the party; '' for all. */
export function about(case_, kind, fields) {
  const named = fields.suspect
  if (kind.fields.some((field) => field.name === 'suspect') || (typeof named === 'string' && named)) return typeof named === 'string' ? named : ''
  for (const field of kind.fields) {
    const thing = field.type === 'ref' && field.of !== 'party' ? case_.thing(field.of, fields[field.name]) : null
    const owner = thing ? suspectOf(case_, thing) : null
    if (owner !== null) return owner
  }
  const party = case_.thing('party', fields.party)
  return party && party.get('role') === 'suspect' ? party.id : ''
}

/** Whom a thing is about; null when the thing does not tell, '' for an agreement about everybody. */
function suspectOf(case_, thing) {
  if (thing.kind === 'payment') {
    const term = case_.thing('term', thing.get('term'))
    return term ? suspectOf(case_, term) : ''
  }
  const told = thing.kind === 'term' ? case_.thing('agreement', thing.get('agreement')) ?? thing : thing
  const suspect = told.get('suspect')
  if (typeof suspect === 'string' && suspect) return suspect
  return told.kind === 'agreement' || told.kind === 'term' ? '' : null
}

export function concerns(case_, act) {
  const kind = case_.declared.kinds.get(act.kind)
  return kind ? about(case_, kind, act.fields) : ''
}

/** Acts written in an older shape, read as if they were written today (rembuk.record.upcast). */
const UPCASTS = {
  'agreement_signed 1': (fields) => {
    if (!('signer' in fields)) return fields
    const { signer, ...rest } = fields
    return { party: signer, ...rest }
  },
}

function upcast(act, kind) {
  if (act.shape === kind.shape) return act
  if (act.shape > kind.shape) return null
  let fields = act.fields
  for (let shape = act.shape; shape < kind.shape; shape++) fields = UPCASTS[`${kind.name} ${shape}`]?.(fields) ?? fields
  return { ...act, fields, shape: kind.shape }
}

/** The case its acts amount to, in whatever order and however often they arrived. */
export function fold(acts, declared) {
  const ordered = inOrder(acts)
  if (!ordered.length) throw new Error('perkara tanpa tindakan')
  const case_ = new Case(ordered[0].case, declared), known = new Knowledge(), folded = []
  ordered.forEach((act, place) => {
    known.add(act)
    case_.place.set(act.id, place)
    const kind = declared.kinds.get(act.kind), read = kind ? upcast(act, kind) : null
    folded.push(read ?? act)
    if (!read || !apply(case_, read, kind, known)) case_.unread.push(act)
  })
  case_.acts = folded
  case_.heads = known.heads
  return case_
}

function apply(case_, act, kind, known) {
  const { fields } = act, thing = kind.changes ? case_.thing(kind.changes, fields[kind.changesBy]) : null
  if (kind.changes && !thing) return false
  const suspect = about(case_, kind, fields)
  case_.about.set(act.id, suspect)
  if (kind.opens) {
    case_.sort ||= kind.opens
    setAll(case_.cells, fields, act, known)
  }
  if (kind.adds) add(case_, act.id, kind.adds, { ...kind.sets, ...fields }, act, known)
  else if (thing) change(thing, act, kind, known)
  setAll(case_.cells, kind.case, act, known)
  addRows(case_, act, kind, known)
  for (const [name, source] of Object.entries(kind.track)) sayIn(case_.tracks, keyOf(suspect, name), tracked(act, source), act, known)
  for (const [fact, value] of statedFacts(act, kind)) sayIn(case_.facts, keyOf(suspect, fact), value, act, known)
  return true
}

function tracked(act, source) {
  if (!source.startsWith('=')) return source
  return source === '=id' ? act.id : act.fields[source.slice(1)] ?? null
}

const whole = (value, missing) => (Number.isInteger(value) ? value : missing)

/** The facts of the law an act states, by its declaration or by name. */
export function statedFacts(act, kind) {
  const out = [], { fields } = act
  if (kind.name === 'fact_stated' && typeof fields.fact === 'string') out.push([fields.fact, fields.value ?? null])
  for (const [fact, source] of Object.entries(kind.states)) {
    if (source === 'always' || source === 'never') out.push([fact, source === 'always'])
    else if (source === 'failed') out.push([fact, fields.diversion_result === 'failed'])
    else if (source === 'stamped_all') out.push([fact, whole(fields.stamped, 0) >= whole(fields.originals, 1)])
    else if (fields[source] !== null && fields[source] !== undefined) out.push([fact, fields[source]])
  }
  return out
}

function sayIn(cells, name, value, act, known) {
  if (!cells.has(name)) cells.set(name, new Cell())
  cells.get(name).say(value, act, known)
}

function setAll(cells, values, act, known) {
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) sayIn(cells, name, value, act, known)
  }
}

function add(case_, id, kind, cells, act, known) {
  const thing = new Thing(id, kind, act)
  if (!case_.things.has(kind)) case_.things.set(kind, new Map())
  case_.things.get(kind).set(id, thing)
  setAll(thing.cells, cells, act, known)
}

/** Each row of a field that adds things, as a thing of its own that names the act's thing. */
function addRows(case_, act, kind, known) {
  for (const field of kind.fields) {
    const rows = field.adds ? act.fields[field.name] : null
    if (!Array.isArray(rows)) continue
    rows.forEach((row, i) => {
      if (row && typeof row === 'object' && !Array.isArray(row)) add(case_, `${act.id}/${i + 1}`, field.adds, { ...row, [kind.adds]: act.id }, act, known)
    })
  }
}

function change(thing, act, kind, known) {
  thing.acts.push(act)
  const given = Object.entries(act.fields).filter(([name]) => !OF_THE_ACT.has(name) && name !== kind.changesBy)
  const fixed = Object.entries(kind.sets).map(([name, value]) => [name, String(value).startsWith('=') ? act.fields[value.slice(1)] : value])
  setAll(thing.cells, Object.fromEntries([...given, ...fixed]), act, known)
}
