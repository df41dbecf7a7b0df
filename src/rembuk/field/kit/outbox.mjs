// What still has to leave the device, what each act is worth now, sending it, and carrying it as a file.

import { button, chip, h, heardAt, link, notice, say, tell } from './dom.mjs'
import { legalChip } from './case.mjs'
import { sentence } from './telling.mjs'
import { exchange, sendMedia } from '../sync.mjs'
import { sealedFile } from '../carry.mjs'
import { post } from './line.mjs'

/** Sends and fetches everything, legal facts first, photographs and recordings last. */
export async function sendAll(app, onStep = () => {}) {
  const done = await exchange(app.journal, post, onStep)
  if (done.wipe) { await app.wipe(); return done }
  if (!done.refused) done.media = await sendAllMedia(app)
  return done
}

async function sendAllMedia(app) {
  let left = 0
  for (const digest of await app.store.keys('media')) {
    const key = `media ${digest}`, about = await app.vault.read('kept', key)
    if (!about || about.sent) continue
    const sent = await sendMedia(app.journal, post, digest, await app.vault.readBytes('media', digest), about.type).catch(() => false)
    if (sent) await app.vault.write([['kept', key, { ...about, sent: true }]])
    else left += 1
  }
  return left
}

export async function outboxScreen(app) {
  const { chain, identity } = app.journal, at = chain.at && heardAt(chain.at, identity.zone), unsent = app.journal.ownAfter(chain.received), waiting = app.journal.ownAfter(chain.confirmed), told = h('div', { role: 'status' })
  const send = async (event) => {
    event.target.disabled = true
    told.replaceChildren(notice('', say('Mengirim …', 'Sending …')))
    const step = ({ sent, taken }) => told.replaceChildren(notice('', say(`${sent} terkirim, ${taken} diterima …`, `${sent} sent, ${taken} fetched …`)))
    const done = await app.send(step).catch(() => null)
    if (done?.wipe) return
    await app.render()
    const fresh = document.getElementById('kabar-kirim')
    if (!done) fresh.replaceChildren(notice('open', say('Tidak tersambung. Semua tetap aman di perangkat ini; coba lagi saat ada sinyal.', 'No line. Everything stays safe on this device; try again when there is a signal.')))
    else if (done.refused) fresh.replaceChildren(notice('bad', say(...done.refused)))
    else fresh.replaceChildren(notice('good', say(`${done.sent} tindakan dikonfirmasi ${app.journal.chain.hub}, ${done.taken} diambil.`, `${done.sent} acts confirmed by ${app.journal.chain.hub}, ${done.taken} fetched.`), done.media ? say(`${done.media} foto atau rekaman menyusul.`, `${done.media} photos or recordings will follow.`) : ''))
  }
  told.id = 'kabar-kirim'
  return [h('h1', {}, say('Kirim dan ambil', 'Send and fetch')), told,
    h('p', {}, say(`${unsent.length} menunggu dikirim`, `${unsent.length} waiting to be sent`), chain.at ? say(`; terakhir dikonfirmasi ${chain.hub} ${at}.`, `; last confirmed by ${chain.hub} ${at}.`) : say('; belum pernah tersambung.', '; never connected yet.')),
    button(say('Kirim dan ambil sekarang', 'Send and fetch now'), send, 'wide'),
    unsent.length ? button(say('Simpan ke berkas untuk dibawa', 'Save to a file to carry'), () => carry(app, unsent), 'quiet wide') : null,
    h('ul', { class: 'list sheet' }, [...waiting].reverse().slice(0, 60).map((act) => { const case_ = app.journal.case(act.case); return h('li', {}, link(`#/perkara/${act.case}`, String(case_?.get('title') ?? act.case)), ' ', legalChip(app.journal.stateOf(act)), h('div', { class: 'soft small' }, case_ ? sentence(case_, act, app.law) : act.kind)) }),
      waiting.length ? null : h('li', {}, chip('good', say('✓ semua dikonfirmasi', '✓ all confirmed')))),
    h('p', { class: 'soft small' }, say(`Perangkat ${identity.device}.`, `Device ${identity.device}.`))]
}

/** The unsent acts as a file only the office can open; a password chosen here, told to the office by word of mouth. */
async function carry(app, acts) {
  const { bytes, password, name } = await sealedFile(app.journal, acts)
  const anchor = h('a', { href: URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' })), download: name })
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60000)
  tell(say('Berkas disimpan.', 'The file is saved.'))
  document.getElementById('kabar-kirim').replaceChildren(notice('open', h('p', {}, say('Kata sandi berkas ini; catat dan sampaikan kepada kantor, jangan bersama berkasnya:', 'The password of this file; write it down and tell the office, not with the file:')), h('p', { class: 'code' }, password)))
}
