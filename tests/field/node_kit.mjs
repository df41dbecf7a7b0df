// Kits without a browser: the same vault, journal and sync over a store in memory, driven by JSON lines.
//
// In: {kit, do, ...}. Out: {answer} or, while a kit talks to the office, {post: {path, body, headers}}, answered by {status, body} or {cut}.
import { createInterface } from 'node:readline'
import { declare } from '../../src/rembuk/field/declared.mjs'
import { Journal } from '../../src/rembuk/field/journal.mjs'
import { Vault, WrongPin } from '../../src/rembuk/field/vault.mjs'
import { exchange, sendMedia } from '../../src/rembuk/field/sync.mjs'
import { newPassword, sealedFile, takeAnswer } from '../../src/rembuk/field/carry.mjs'
import { nextNumber } from '../../src/rembuk/field/numbers.mjs'
import { hex, unhex } from '../../src/rembuk/field/chain.mjs'
import { snapshot } from './node_answers.mjs'

class MemoryStore {
  tables = new Map()
  table(name) { if (!this.tables.has(name)) this.tables.set(name, new Map()); return this.tables.get(name) }
  async get(table, key) { return structuredClone(this.table(table).get(key)) }
  async keys(table) { return [...this.table(table).keys()] }
  async all(table) { return [...this.table(table)] }
  async write(changes) { for (const [table, key, value] of changes) if (value === undefined) this.table(table).delete(key); else this.table(table).set(key, structuredClone(value)) }
  async clear() { this.tables.clear() }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const next = async () => JSON.parse((await lines.next()).value)
const send = (told) => process.stdout.write(JSON.stringify(told) + '\n')
const kits = new Map()
let declared, time = Date.now()

async function post(path, bytes, headers = {}) {
  send({ post: { path, body: hex(bytes), headers } })
  const answer = await next()
  if (answer.cut) throw new Error('cut')
  return answer
}

const reopened = async (kit) => Object.assign(kit, { journal: await Journal.open(kit.vault, declared, () => time + kit.skew) })
const packed = (acts) => acts.map((act) => act.id)

const actions = {
  async make(name, { iterations = 1000, pin = '482915', skew = 0 }) {
    const store = new MemoryStore(), vault = new Vault(store, () => time), kit = { store, vault, skew, pin }
    await vault.create(pin, iterations)
    kits.set(name, kit)
    return true
  },
  async enrol(name, { code }) {
    const kit = kits.get(name), keys = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    const public_key = hex(await crypto.subtle.exportKey('raw', keys.publicKey))
    const { status, body } = await post('/lapangan/daftar/', new TextEncoder().encode(JSON.stringify({ code, public_key, label: name })))
    if (status !== 200) return { status, body }
    const { kit: told, ...papers } = body
    await kit.vault.write([['kept', 'identity', { ...papers, key: await kit.vault.wrapPrivate(keys.privateKey), zone: told.place.zone, stage: told.place.stage, ...told }]])
    await reopened(kit)
    return { status, device: papers.device, blocks: told.blocks }
  },
  async perform(name, { case_id = null, wishes, seen = null }) {
    const done = await kits.get(name).journal.perform(case_id, wishes.map(([kind, fields]) => ({ kind, fields })), seen)
    return done.refused ? { refused: done.refused.code } : { acts: packed(done.acts), case: done.case.id }
  },
  async reopen(name) { await reopened(kits.get(name)); return kits.get(name).journal.caseIds },
  async sync(name) {
    try { return await exchange(kits.get(name).journal, post) } catch (error) { if (error.message === 'cut') return { cut: true }; throw error }
  },
  async forge(name, { identity, chain, may }) {
    const { journal } = kits.get(name)
    if (may) journal.declared.kinds.get(may).by.add(journal.identity.author.role)
    if (identity) journal.identity = { ...journal.identity, author: { ...journal.identity.author, ...identity } }
    if (chain) Object.assign(journal.chain, chain)
    return true
  },
  async state(name, { case_id }) {
    const { journal } = kits.get(name), case_ = journal.case(case_id)
    return { chain: journal.chain, unsent: journal.unsent, cases: journal.caseIds, snapshot: case_ && snapshot(case_), legal: case_ && case_.acts.map((act) => journal.stateOf(act)), identity: { ...journal.identity, key: null } }
  },
  async number(name, { series, on }) {
    const { journal } = kits.get(name)
    return nextNumber(journal.identity.blocks, journal.chain.numbers, series, on)
  },
  async carry(name, { media = [] }) {
    const { journal } = kits.get(name), password = newPassword(), { bytes } = await sealedFile(journal, journal.ownAfter(journal.chain.received), password, media)
    return { bytes: hex(bytes), password }
  },
  async answered(name, { bytes, password }) {
    try { return await takeAnswer(kits.get(name).journal, unhex(bytes), password) } catch (error) { if (!error.said) throw error; return error.said[0] }
  },
  async media(name, { digest, bytes, type }) {
    try { return await sendMedia(kits.get(name).journal, post, digest, unhex(bytes), type) } catch (error) { if (error.message === 'cut') return 'cut'; throw error }
  },
  async unlock(name, { pin }) {
    const kit = kits.get(name)
    try { return { open: await kit.vault.unlock(pin) } } catch (error) { if (!(error instanceof WrongPin)) throw error; return { left: error.left, wait: Math.max(0, error.until - time) } }
  },
  async wiped(name) { return [...kits.get(name).store.tables.values()].every((table) => table.size === 0) },
  async later(_name, { ms }) { time += ms; return true },
  async stored(name) { return [...kits.get(name).store.table('acts').values(), ...kits.get(name).store.table('kept').values()].map((one) => (one.data ? hex(one.data) : '')) },
}

for (;;) {
  const line = await lines.next()
  if (line.done) break
  const { kit, do: action, declare: packs, ...told } = JSON.parse(line.value)
  try {
    if (packs) { declared = declare(JSON.parse(packs[0]), JSON.parse(packs[1])); send({ answer: true }) } else send({ answer: await actions[action](kit, told) })
  } catch (error) { send({ error: String(error?.stack ?? error) }) }
}
