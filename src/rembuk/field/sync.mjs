// Sending and fetching: one signed POST both ways, at most a hundred acts up at a time, each answer on disk before the next.
//
//   await exchange(journal, post)      post(path, bytes, headers) -> {status, body}; nothing here knows a network
//
// docs/field.md tells what goes up and down. The clock of a row is its distance from the row before it (decimal text); `seen` 0 stands for
// the own act before it in the same case.

import { hex, sealMessage, unhex, unpackAct } from './chain.mjs'

const MOST_ACTS = 100
const text = new TextEncoder()

/** The acts of one device in columns; `after` is the number of the act before the first. */
export function columns(acts) {
  const cases = [...new Set(acts.map((act) => act.case))], kinds = [...new Set(acts.map((act) => act.kind))], last = new Map()
  let clock = 0n
  const rows = acts.map((act) => {
    const before = last.get(act.case), isPlain = before && act.seen.length === 1 && act.seen[0] === before
    const row = [cases.indexOf(act.case), kinds.indexOf(act.kind), String(act.clock - clock), act.fields, isPlain ? 0 : act.seen, act.shape]
    clock = act.clock
    last.set(act.case, act.id)
    return row
  })
  return { first: acts[0]?.number ?? 0, cases, kinds, rows }
}

export async function squeezed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** The headers that say who sends these bytes: the device, its time, and its signature over both and their digest. */
export async function signedHeaders(journal, path, bytes) {
  const ms = journal.now(), digest = hex(await crypto.subtle.digest('SHA-256', bytes))
  const message = text.encode(`rembuk-field-1\n${path}\n${journal.identity.device}\n${ms}\n${digest}\n`)
  const signature = hex(await crypto.subtle.sign('Ed25519', journal.signer, message))
  return { 'Rembuk-Device': journal.identity.device, 'Rembuk-Time': String(ms), 'Rembuk-Signature': signature }
}

/** The seals over these acts: those made with them, or, where an office lost what it had, a new one over the newest act. */
export async function sealsOver(journal, acts) {
  const last = acts.at(-1).number, kept = journal.chain.seals.filter(([number]) => number >= acts[0].number && number <= last)
  if (kept.at(-1)?.[0] === last) return [kept.at(-1)]
  const ms = journal.now(), head = unhex(journal.chain.head)
  return [[last, journal.chain.head, ms, hex(await crypto.subtle.sign('Ed25519', journal.signer, sealMessage(journal.identity.device, last, head, ms)))]]
}

/** The next acts to send: at most a hundred, up to the end of what was signed together. */
function portion(journal) {
  const unsent = journal.ownAfter(journal.chain.received), sealed = journal.chain.seals.map(([last]) => last)
  if (unsent.length <= MOST_ACTS) return unsent
  const end = sealed.filter((last) => last > journal.chain.received && last <= journal.chain.received + MOST_ACTS).at(-1)
  return end ? unsent.filter((act) => act.number <= end) : unsent
}

/** What a device says: who it is, what it has, these acts, and the ids of its cases where they are asked for. */
export async function saying(journal, acts, askedHeld) {
  const held = journal.caseIds.sort(), { cursor, confirmed } = journal.chain
  return {
    author: journal.identity.author, cursor, confirmed, cases: hex(await crypto.subtle.digest('SHA-256', text.encode(held.join('\n')))).slice(0, 16),
    kit: journal.identity.digest, ...(askedHeld ? { held } : {}), ...(acts.length ? { acts: columns(acts), seals: await sealsOver(journal, acts) } : {}),
  }
}

/** Takes in what the office says: its acts, how far ours have come, which of them it refused, which cases we hold no more. */
export async function hear(journal, body) {
  const { received, confirmed, cursor, at, hub } = body
  const refused = body.refused && Object.fromEntries(body.refused.map(([id, ...why]) => [id, why]))
  const minutesOff = Math.round((journal.now() - Date.parse(at)) / 60000)
  const taken = await journal.take(body.acts.map(unpackAct), { received, confirmed, cursor, at, hub, minutesOff, ...(refused ? { refused } : {}) })
  if (body.removed?.length) await journal.release(body.removed)
  if (body.kit) await journal.settle(body.kit)
  return taken
}

export const PATH = '/lapangan/tukar/'

/** Exchanges until nothing is left either way. {sent, taken, wipe, refused}; a failure of the line is thrown as it comes. */
export async function exchange(journal, post, onStep = () => {}) {
  const done = { sent: 0, taken: 0, wipe: false, refused: null }
  let askedHeld = false
  for (;;) {
    const bytes = await squeezed(text.encode(JSON.stringify(await saying(journal, portion(journal), askedHeld)))), before = journal.chain.received
    const { status, body } = await post(PATH, bytes, await signedHeaders(journal, PATH, bytes))
    if (status === 410 || body?.wipe) return { ...done, wipe: true }
    if (status !== 200) return { ...done, refused: body?.reason ?? [`Kantor menjawab ${status}.`, `The office answered ${status}.`] }
    done.taken += await hear(journal, body)
    done.sent += Math.max(0, journal.chain.received - before)
    onStep(done)
    if (journal.unsent > 0 && journal.chain.received <= before) return { ...done, refused: body.reason ?? null, left: body.left ?? [] }
    if (!body.more && !body.ask_held && !journal.unsent) return done
    askedHeld = Boolean(body.ask_held)
  }
}

const PIECE = 48 * 1024

/** Sends what of a photograph or recording the office does not have yet, piece by piece; answers whether all of it is there. */
export async function sendMedia(journal, post, digest, bytes, type) {
  const path = `/lapangan/berkas/${digest}/`
  let at = 0
  for (;;) {
    const piece = bytes.subarray(at, at + PIECE)
    const headers = { ...(await signedHeaders(journal, path, piece)), 'Rembuk-From': String(at), 'Rembuk-Size': String(bytes.length), 'Rembuk-Type': type }
    const { status, body } = await post(path, piece, headers)
    if (status !== 200) return false
    if (body.size >= bytes.length) return true
    if (body.size === at && piece.length === 0) return false
    at = body.size
  }
}
