// The unsent acts as a file to carry, and the office's answer as a file brought back: an exchange by hand.
//
//   "rembuk-carry-1\n", salt (16 bytes), iv (12 bytes), AES-GCM over deflate-raw of a message     there
//   "rembuk-answer-1\n", the same                                                               back
//
// The key is PBKDF2 (SHA-256, 600,000 iterations) of a password that the device chose; the opening line, salt and iv are bound in as
// further data. There: what an exchange sends, with all unsent acts, the device, and its photographs and recordings as base64. Back:
// {"answer": JSON text, "signature"}, signed by the key of the office that the device learnt when it was enrolled.

import { hex, unhex } from './chain.mjs'
import { hear, saying, squeezed } from './sync.mjs'

const ITERATIONS = 600000
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const THERE = 'rembuk-carry-1\n', BACK = 'rembuk-answer-1\n'
const text = new TextEncoder(), plain = new TextDecoder()

/** Four groups of four letters or figures: 79 bits. */
export function newPassword() {
  const out = []
  while (out.length < 16) for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 248 && out.length < 16) out.push(LETTERS[byte % 31])
  return out.join('').replace(/(.{4})(?=.)/g, '$1-')
}

async function keyOf(password, salt, uses) {
  const secret = await crypto.subtle.importKey('raw', text.encode(password.replaceAll('-', '')), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, secret, { name: 'AES-GCM', length: 256 }, false, uses)
}

/** {bytes, name} of a file with these acts and pieces of proof: [[digest, type, base64], ...]. */
export async function sealedFile(journal, acts, password, media = []) {
  const told = { device: journal.identity.device, ...(await saying(journal, acts, true)), media }
  const opening = new Uint8Array([...text.encode(THERE), ...crypto.getRandomValues(new Uint8Array(28))]), iv = opening.slice(-12)
  const key = await keyOf(password, opening.slice(-28, -12), ['encrypt'])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: opening }, key, await squeezed(text.encode(JSON.stringify(told))))
  const { number, received } = journal.chain
  return { bytes: new Uint8Array(await new Blob([opening, sealed]).arrayBuffer()), name: `rembuk-${journal.identity.device}-${received + 1}-${number}.rbk` }
}

const no = (id, en) => { throw Object.assign(new Error(id), { said: [id, en] }) }

/** Takes in the office's answer from a file: the digests of the proof it has. Throws {said} for another file, a wrong or a damaged one. */
export async function takeAnswer(journal, bytes, password) {
  const opening = bytes.slice(0, BACK.length + 28), iv = opening.slice(-12)
  if (plain.decode(opening.slice(0, BACK.length)) !== BACK) no('Ini bukan tanda terima dari kantor.', 'This is not a receipt from the office.')
  let told
  try {
    const key = await keyOf(password, opening.slice(-28, -12), ['decrypt'])
    const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: opening }, key, bytes.slice(opening.length))
    told = JSON.parse(plain.decode(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer()))
  } catch { no('Tanda terima ini rusak, atau bukan untuk berkas dari perangkat ini.', 'This receipt is damaged, or not for a file of this device.') }
  const key = await crypto.subtle.importKey('raw', unhex(journal.identity.hub_key), 'Ed25519', false, ['verify'])
  const digest = hex(await crypto.subtle.digest('SHA-256', text.encode(told.answer)))
  const message = text.encode(`rembuk-field-answer-1\n${journal.identity.device}\n${digest}\n`)
  if (!(await crypto.subtle.verify('Ed25519', key, unhex(told.signature), message))) no('Tanda terima ini tidak ditandatangani kantor Anda.', 'This receipt is not signed by your office.')
  const body = JSON.parse(told.answer), { received, confirmed, cursor } = journal.chain
  // A receipt may be older than what was heard since over a line.
  await hear(journal, { ...body, received: Math.max(body.received, received), confirmed: Math.max(body.confirmed, confirmed), cursor: Math.max(body.cursor, cursor) })
  return body.media ?? []
}
