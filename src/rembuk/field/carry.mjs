// The unsent acts as a file to carry: the same columns and seals as in an exchange, squeezed, and sealed under a password.
//
//   "rembuk-carry-1\n", salt (16 bytes), iv (12 bytes), AES-GCM over deflate-raw of {"device", "author", "acts", "seals"}
//
// The key is PBKDF2 (SHA-256, 600,000 iterations) of the password; the opening line, salt and iv are bound in as further data.

import { columns, sealsOver, squeezed } from './sync.mjs'

const ITERATIONS = 600000
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const text = new TextEncoder()

/** Four groups of four letters or figures: 79 bits. */
export function newPassword() {
  const out = []
  while (out.length < 16) for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 248 && out.length < 16) out.push(LETTERS[byte % 31])
  return out.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** {bytes, password, name} of a file with these acts. */
export async function sealedFile(journal, acts, password = newPassword()) {
  const told = { device: journal.identity.device, author: journal.identity.author, acts: columns(acts), seals: await sealsOver(journal, acts) }
  const plain = await squeezed(text.encode(JSON.stringify(told)))
  const opening = new Uint8Array([...text.encode('rembuk-carry-1\n'), ...crypto.getRandomValues(new Uint8Array(28))])
  const iv = opening.slice(-12), salt = opening.slice(-28, -12)
  const secret = await crypto.subtle.importKey('raw', text.encode(password.replaceAll('-', '')), 'PBKDF2', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: opening }, key, plain))
  const bytes = new Uint8Array(opening.length + sealed.length)
  bytes.set(opening)
  bytes.set(sealed, opening.length)
  return { bytes, password, name: `rembuk-${journal.identity.device}-${acts[0].number}-${acts.at(-1).number}.rbk` }
}
