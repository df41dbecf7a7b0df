// What still has to leave the device, what each act is worth now, sending it, and carrying it as a file there and back.

import { button, chip, h, heardAt, link, newId, notice, pick, say, tell } from './dom.mjs'
import { legalChip } from './case.mjs'
import { sentence } from './telling.mjs'
import { exchange, sendMedia } from '../sync.mjs'
import { newPassword, sealedFile, takeAnswer } from '../carry.mjs'
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
    clockNotice(chain), refusals(app), byHand(app, unsent),
    h('ul', { class: 'list sheet' }, [...waiting].reverse().slice(0, 60).map((act) => { const case_ = app.journal.case(act.case); return h('li', {}, link(`#/perkara/${act.case}`, String(case_?.get('title') ?? act.case)), ' ', legalChip(app.journal.stateOf(act)), h('div', { class: 'soft small' }, case_ ? sentence(case_, act, app.law) : act.kind)) }),
      waiting.length ? null : h('li', {}, chip('good', say('✓ semua dikonfirmasi', '✓ all confirmed')))),
    h('p', { class: 'soft small' }, say(`Perangkat ${identity.device}.`, `Device ${identity.device}.`))]
}

/** A clock that is wrong does no harm to what is signed, but its days and hours stand in papers. */
export function clockNotice({ minutesOff }) {
  if (Math.abs(minutesOff) < 10) return null
  const far = Math.abs(minutesOff) < 120 ? [`${Math.abs(minutesOff)} menit`, `${Math.abs(minutesOff)} minutes`] : [`${Math.round(Math.abs(minutesOff) / 60)} jam`, `${Math.round(Math.abs(minutesOff) / 60)} hours`]
  return notice('open', say(`Jam perangkat ini ${far[0]} ${minutesOff > 0 ? 'lebih cepat' : 'lebih lambat'} daripada jam kantor. Betulkan di pengaturan ponsel.`, `This device is ${far[1]} ${minutesOff > 0 ? 'ahead of' : 'behind'} the office. Set its clock right.`))
}

function refusals(app) {
  const all = Object.entries(app.journal.chain.refused)
  return all.length ? notice('bad', say(`${all.length} tindakan ditolak hub dan tidak dihitung:`, `${all.length} acts were refused by the hub and do not count:`), h('ul', {}, all.slice(-10).map(([id, why]) => h('li', {}, `${id}: ${pick(why)}`)))) : null
}

/** Where no line comes: the unsent acts as a file that only the office can open, and its receipt. */
function byHand(app, unsent) {
  const file = h('input', { type: 'file', accept: '.rbk', id: newId('receipt') })
  file.addEventListener('change', async () => {
    const chosen = file.files[0]
    file.value = ''
    if (chosen) await receipt(app, new Uint8Array(await chosen.arrayBuffer()))
  })
  return h('details', { class: 'sheet' }, h('summary', {}, say('Tanpa sinyal: bawa dengan berkas', 'No line at all: carry a file')),
    h('p', {}, say('Berkas tersandi berisi semua yang belum terkirim. Salin ke USB atau kirim lewat orang yang berangkat; kantor membukanya di Perangkat lapangan, dan memberi tanda terima.', 'An encrypted file with all that was not sent. Copy it to a USB stick or give it to somebody who travels; the office opens it under Field kit, and gives a receipt.')),
    unsent.length ? button(say('Simpan ke berkas untuk dibawa', 'Save to a file to carry'), () => carry(app, unsent), 'wide') : h('p', { class: 'soft' }, say('Tidak ada yang menunggu dikirim.', 'Nothing is waiting to be sent.')),
    h('div', { class: 'field' }, h('label', { for: file.id }, say('Ambil tanda terima dari kantor', 'Take in the receipt from the office')), file))
}

const MOST_MEDIA = 8 * 1024 * 1024

/** The proof that the office does not have yet, as far as one file holds: [[digest, type, base64], ...]. */
async function unsentMedia(app) {
  const out = []
  let left = MOST_MEDIA
  for (const digest of await app.store.keys('media')) {
    const about = await app.vault.read('kept', `media ${digest}`)
    if (!about || about.sent || about.size > left) continue
    left -= about.size
    const bytes = await app.vault.readBytes('media', digest)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    out.push([digest, about.type, btoa(text)])
  }
  return out
}

/** One password serves until a receipt has come, so that only one has to be told to the office, by word of mouth. */
async function carry(app, acts) {
  const kept = await app.vault.read('kept', 'carried'), password = kept && !kept.answered ? kept.password : newPassword()
  await app.vault.write([['kept', 'carried', { password, answered: false }]])
  const { bytes, name } = await sealedFile(app.journal, acts, password, await unsentMedia(app))
  const anchor = h('a', { href: URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' })), download: name })
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60000)
  tell(say('Berkas disimpan.', 'The file is saved.'))
  said('open', h('p', {}, say('Kata sandi berkas ini; catat dan sampaikan kepada kantor, jangan bersama berkasnya:', 'The password of this file; write it down and tell the office, not with the file:')), h('p', { class: 'code' }, password))
}

async function receipt(app, bytes) {
  const kept = await app.vault.read('kept', 'carried')
  if (!kept) return said('bad', say('Perangkat ini belum pernah membuat berkas bawaan.', 'This device has not made a file to carry yet.'))
  try {
    const here = await takeAnswer(app.journal, bytes, kept.password)
    for (const digest of here) {
      const about = await app.vault.read('kept', `media ${digest}`)
      if (about) await app.vault.write([['kept', `media ${digest}`, { ...about, sent: true }]])
    }
    await app.vault.write([['kept', 'carried', { ...kept, answered: true }]])
  } catch (error) {
    if (!error.said) throw error
    return said('bad', pick(error.said))
  }
  await app.render()
  return said('good', say(`Tanda terima diambil. ${app.journal.unsent} menunggu dikirim.`, `The receipt was taken in. ${app.journal.unsent} waiting to be sent.`))
}

const said = (kind, ...words) => {
  const place = document.getElementById('kabar-kirim')
  place.replaceChildren(notice(kind, ...words))
  place.scrollIntoView({ block: 'center' })
}
