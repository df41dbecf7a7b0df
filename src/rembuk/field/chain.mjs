// How an act becomes bytes, a hash and a seal: the same bytes as rembuk.ledger.chain and seal write.
//
// body:   JSON without spaces, keys by code point, texts in NFC, whole numbers within 2^53 - 1
// header: ["rembuk-act-1",case,kind,device,number,clock]
// hash:   SHA-256 over the hash before (32 bytes), header, line feed, body
// seal:   Ed25519 over "rembuk-seal-1", device, number, milliseconds (a line each) and the hash

import { compareText } from './order.mjs'

export const BEGINNING = new Uint8Array(32)
const DEEPEST = 32
const COUNTER_BITS = 16n
const text = new TextEncoder()

export class NotCanonical extends Error {}

export const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
export const unhex = (written) => Uint8Array.from(written.match(/../g) ?? [], (pair) => parseInt(pair, 16))

/** A copy of a JSON value as the ledger keeps it; NotCanonical for what cannot be written the same everywhere. */
export function canonical(value, where = 'fields', depth = 0) {
  if (typeof value === 'string') return canonicalText(value, where)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonical(`${where}: ${value} bukan bilangan bulat sampai 2^53 - 1`)
    return value === 0 ? 0 : value
  }
  if (depth >= DEEPEST) throw new NotCanonical(`${where}: susunan lebih dalam daripada ${DEEPEST} tingkat`)
  if (Array.isArray(value)) return value.map((item, i) => canonical(item, `${where}[${i}]`, depth + 1))
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) return canonicalMap(value, where, depth)
  throw new NotCanonical(`${where}: nilai ini tidak dapat disimpan`)
}

function canonicalText(value, where) {
  if (!value.isWellFormed?.() && /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) {
    throw new NotCanonical(`${where}: teks memuat separuh pasangan surrogate`)
  }
  return value.normalize('NFC')
}

function canonicalMap(value, where, depth) {
  const kept = new Map()
  for (const [key, item] of Object.entries(value)) {
    const name = canonicalText(key, where)
    if (kept.has(name)) throw new NotCanonical(`${where}: nama '${name}' muncul dua kali`)
    kept.set(name, canonical(item, `${where}.${name}`, depth + 1))
  }
  return Object.fromEntries(kept)
}

/** A canonical value as JSON text, keys in order of their code points. */
export function write(value) {
  if (Array.isArray(value)) return `[${value.map(write)}]`
  if (value && typeof value === 'object') {
    return `{${Object.keys(value).sort(compareText).map((key) => JSON.stringify(key) + ':' + write(value[key]))}}`
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

export const bodyOf = (act) => write({ author: act.author, fields: act.fields, seen: act.seen, shape: act.shape })

export const headerOf = (act) => write(['rembuk-act-1', act.case, act.kind, act.device, act.number, act.clock])

/** The act with every text and field as the ledger keeps it. */
export function canonicalAct(act) {
  const kept = canonical({ case: act.case, kind: act.kind, device: act.device, author: act.author, fields: act.fields, seen: act.seen, shape: act.shape }, 'act')
  return { ...act, ...kept }
}

/** The hash (32 bytes) of an act whose device's act before it has the hash `before`. */
export async function hashOf(before, act) {
  const tail = text.encode(`${headerOf(act)}\n${bodyOf(act)}`), all = new Uint8Array(before.length + tail.length)
  all.set(before)
  all.set(tail, before.length)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

/** The bytes a seal signs. */
export function sealMessage(device, last, head, sealedMs) {
  const opening = text.encode(`rembuk-seal-1\n${device}\n${last}\n${sealedMs}\n`), all = new Uint8Array(opening.length + head.length)
  all.set(opening)
  all.set(head, opening.length)
  return all
}

export const clockOf = (ms, counter = 0n) => (BigInt(ms) << COUNTER_BITS) | counter
export const msOf = (clock) => Number(clock >> COUNTER_BITS)

/** A clock later than `newest` and, where the device's time allows, at `ms`: order never runs backwards. */
export const nextClock = (ms, newest) => (clockOf(ms) > newest ? clockOf(ms) : newest + 1n)

/** An act as plain JSON, its clock as decimal text (it has more digits than a number holds), and back. */
export const packAct = (act) => [act.case, act.kind, act.device, act.number, String(act.clock), act.author, act.fields, act.seen, act.shape]

export function unpackAct([case_, kind, device, number, clock, author, fields, seen, shape]) {
  return { id: `${device}.${number}`, case: case_, kind, device, number, clock: BigInt(clock), author, fields, seen, shape }
}
