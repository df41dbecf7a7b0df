// The device's acts: decided, chained, signed and on disk before the person is told so.
//
//   const journal = await Journal.open(vault, declared)     identity: {device, author, zone, ...} as the enrolment gave it
//   await journal.perform(caseId or null, [{kind, fields}], seen) -> {acts} or {refused}
//
// The legal state of an act of this device: *signed* here, *received* by an office that gave a receipt, *confirmed* by the hub, or
// *refused*: it stands in the chain, counts for nothing, and its reason is kept.
// Acts of others arrive through `take`; what was not sent is never removed, nor which numbers were given, when a case leaves the device.

import { BEGINNING, canonicalAct, hashOf, hex, nextClock, packAct, sealMessage, unhex, unpackAct } from './chain.mjs'
import { legalDay, zoneOf } from './days.mjs'
import { decide } from './decide.mjs'
import { fold } from './record.mjs'

const START = { number: 0, head: hex(BEGINNING), received: 0, confirmed: 0, cursor: 0, at: null, seals: [], numbers: [], refused: {}, minutesOff: 0 }

export class Journal {
  #acts = new Map()
  #folded = new Map()
  #turn = Promise.resolve()

  static async open(vault, declared, now = () => Date.now()) {
    const journal = new Journal()
    Object.assign(journal, { vault, declared, now, newest: 0n })
    journal.identity = await vault.read('kept', 'identity')
    journal.chain = { ...START, ...(await vault.read('kept', 'chain')) }
    if (journal.identity) journal.signer = await vault.unwrapPrivate(journal.identity.key)
    for (const [, packed] of await vault.all('acts')) journal.#put(unpackAct(packed))
    return journal
  }

  #put(act) {
    if (!this.#acts.has(act.case)) this.#acts.set(act.case, new Map())
    this.#acts.get(act.case).set(act.id, act)
    this.#folded.delete(act.case)
    if (act.clock > this.newest) this.newest = act.clock
  }

  /** The same declaration with words of another language. */
  redeclare(declared) {
    this.declared = declared
    this.#folded.clear()
  }

  get caseIds() { return [...this.#acts.keys()] }

  /** The case folded from its acts; null when the device has none of it. */
  case(id) {
    const counting = this.#counting(id)
    if (!counting.length) return null
    if (!this.#folded.has(id)) this.#folded.set(id, fold(counting, this.declared))
    return this.#folded.get(id)
  }

  get cases() { return this.caseIds.map((id) => this.case(id)).filter(Boolean) }

  #counting(id) { return [...(this.#acts.get(id)?.values() ?? [])].filter((act) => !(act.id in this.chain.refused)) }

  isOwn(act) { return act.device === this.identity.device }

  /** signed, received, confirmed, refused, or theirs. */
  stateOf(act) {
    if (!this.isOwn(act)) return 'theirs'
    if (act.id in this.chain.refused) return 'refused'
    return act.number <= this.chain.confirmed ? 'confirmed' : act.number <= this.chain.received ? 'received' : 'signed'
  }

  /** Own acts after a number, in order. */
  ownAfter(number) {
    return [...this.#acts.values()].flatMap((acts) => [...acts.values()]).filter((act) => this.isOwn(act) && act.number > number).sort((a, b) => a.number - b.number)
  }

  get unsent() { return this.chain.number - this.chain.received }

  today(case_ = null) { return legalDay(this.now(), case_ ? zoneOf(case_.get('region')) : this.identity.zone) }

  /** What deciding these acts one after the other would give, without writing anything: {acts, case} or {refused, at}. */
  plan(caseId, wishes, seen = null) {
    const own = this.identity.device, acts = [], known = caseId ? this.#counting(caseId) : []
    let { number } = this.chain, newest = this.newest, case_ = caseId ? this.case(caseId) : null
    for (const [at, { kind: name, fields: raw }] of wishes.entries()) {
      const fields = pointed(raw, (place) => `${own}.${this.chain.number + place}`)
      const decided = decide(case_, this.declared, name, fields, this.identity.author, this.today(case_))
      if (decided.refused) return { refused: decided.refused, at }
      number += 1
      newest = nextClock(this.now(), newest)
      const id = `${own}.${number}`, heads = seen && acts.length ? [...seen, ...acts.map((act) => act.id)] : seen ?? case_?.heads ?? []
      const shape = this.declared.kinds.get(name).shape
      acts.push(canonicalAct({ id, case: caseId ?? acts[0]?.case ?? id, kind: name, fields, author: this.identity.author, device: own, number, clock: newest, seen: heads, shape }))
      case_ = fold([...known, ...acts], this.declared)
    }
    return { acts, case: case_ }
  }

  /** Adds the acts, all or none, and answers when they are on disk. `more` are further changes written with them. */
  perform(caseId, wishes, seen = null, more = []) { return this.#inTurn(() => this.#perform(caseId, wishes, seen, more)) }

  /** One change after the other: what is signed while an answer of the office is being written waits for it. */
  #inTurn(work) {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #perform(caseId, wishes, seen, more) {
    const planned = this.plan(caseId, wishes, seen)
    if (planned.refused) return planned
    let head = unhex(this.chain.head)
    for (const act of planned.acts) head = await hashOf(head, act)
    const last = planned.acts.at(-1).number, ms = this.now()
    const signature = hex(await crypto.subtle.sign('Ed25519', this.signer, sealMessage(this.identity.device, last, head, ms)))
    const chain = { ...this.chain, number: last, head: hex(head), seals: [...this.chain.seals, [last, hex(head), ms, signature]] }
    chain.numbers = [...chain.numbers, ...planned.acts.map((act) => act.fields.number).filter(Boolean)]
    await this.vault.write([...planned.acts.map((act) => ['acts', act.id, packAct(act)]), ['kept', 'chain', chain], ...more])
    this.chain = chain
    for (const act of planned.acts) this.#put(act)
    return { acts: planned.acts, case: this.case(planned.acts[0].case) }
  }

  /** Acts of other devices that the office sent, and how far it has come with ours. */
  take(acts, told) { return this.#inTurn(() => this.#take(acts, told)) }

  async #take(acts, told) {
    const fresh = acts.filter((act) => !this.#acts.get(act.case)?.has(act.id))
    const chain = { ...this.chain, ...told, refused: { ...this.chain.refused, ...told.refused } }
    chain.seals = chain.seals.filter(([last]) => last > Math.min(chain.received, chain.confirmed))
    await this.vault.write([...fresh.map((act) => ['acts', act.id, packAct(act)]), ['kept', 'chain', chain]])
    this.chain = chain
    if (told.refused) this.#folded.clear()
    for (const act of fresh) this.#put(act)
    return fresh.length
  }

  /** What the office tells the kit beside acts: number blocks, the offices and people to choose from. */
  settle(told) { return this.#inTurn(() => this.#settle(told)) }

  async #settle(told) {
    const identity = { ...this.identity, ...told }
    await this.vault.write([['kept', 'identity', identity]])
    this.identity = identity
  }

  /** Lets go of cases that are no longer ours to hold; a case with acts that were not confirmed stays until they are. */
  release(caseIds) { return this.#inTurn(() => this.#release(caseIds)) }

  async #release(caseIds) {
    const gone = caseIds.filter((id) => this.#acts.has(id) && ![...this.#acts.get(id).values()].some((act) => this.isOwn(act) && act.number > this.chain.confirmed))
    await this.vault.write(gone.flatMap((id) => [...this.#acts.get(id).keys()].map((act) => ['acts', act, undefined])))
    for (const id of gone) { this.#acts.delete(id); this.#folded.delete(id) }
    return gone
  }
}

/** Values "@1" point at what the first wish of a call adds, "@1/2" at its second row. */
function pointed(value, idOf) {
  if (typeof value === 'string') return value.replace(/^@(\d+)(?=$|\/)/, (_, place) => idOf(+place))
  if (Array.isArray(value)) return value.map((item) => pointed(item, idOf))
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, pointed(item, idOf)]))
  return value
}
