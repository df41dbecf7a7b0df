// The door: putting the kit into service with a code from the office, and opening it with the PIN.

import { button, h, language, newId, notice, say, tell } from './dom.mjs'
import { hex } from '../chain.mjs'
import { LEAST_PIN, MOST_TRIES, WrongPin } from '../vault.mjs'
import { post } from './line.mjs'
import { readLaw } from './law.mjs'

const field = (label, input, help = '') => {
  input.id = newId('door')
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), help && h('p', { class: 'help' }, help), input)
}
const pinInput = () => h('input', { type: 'password', inputmode: 'numeric', autocomplete: 'off', class: 'pin', minlength: LEAST_PIN, maxlength: 12, required: true })

/** A form that shows what went wrong and cannot be sent twice. */
function door(fields, label, work) {
  const problem = h('div', { role: 'alert' }), submit = h('button', { type: 'submit', class: 'wide' }, label)
  const form = h('form', { novalidate: true }, problem, fields, submit)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    submit.disabled = true
    problem.replaceChildren()
    try { await work() } catch (error) {
      if (!error.said) throw error
      problem.replaceChildren(notice('bad', error.said))
    } finally { submit.disabled = false }
  })
  return form
}

const no = (id, en) => { throw Object.assign(new Error(id), { said: say(id, en) }) }

async function newSigner() {
  try { return await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) } catch {
    return no('Peramban ini belum dapat menandatangani (Ed25519). Perbarui Chrome ke versi 137 atau lebih baru.', 'This browser cannot sign yet (Ed25519). Update Chrome to version 137 or newer.')
  }
}

export function enrolScreen(app) {
  const code = h('input', { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true, class: 'code' })
  const name = h('input', { autocomplete: 'off', value: say('Ponsel lapangan', 'Field phone') }), pin = pinInput(), again = pinInput()
  const work = async () => {
    if (!/^\d{6,12}$/.test(pin.value)) no('PIN terdiri dari 6 sampai 12 angka.', 'The PIN has 6 to 12 figures.')
    if (/^(\d)\1+$/.test(pin.value) || '01234567890 09876543210'.includes(pin.value)) no('PIN ini terlalu mudah ditebak; pilih yang lain.', 'This PIN is too easy to guess; choose another.')
    if (pin.value !== again.value) no('Kedua PIN tidak sama.', 'The two PINs differ.')
    await enrol(app, code.value, name.value, pin.value)
  }
  const scan = scanner(code)
  return [h('h1', {}, say('Siapkan perangkat lapangan', 'Set up the field kit')),
    h('p', {}, say('Lakukan sekali, di kantor, saat tersambung. Minta kode sekali pakai dari meja kantor: Perangkat lapangan → Buat kode.', 'Once, at the office, with a line. Ask the desk for a one-time code: Field kit → Make a code.')),
    door([field(say('Kode sekali pakai', 'One-time code'), code, say('Dua belas huruf atau angka.', 'Twelve letters or figures.')), scan, field(say('Nama perangkat', 'Name of the device'), name),
      field(say('PIN baru', 'New PIN'), pin, say(`Enam angka atau lebih. Sesudah ${MOST_TRIES} kali salah, semua data di perangkat dihapus.`, `Six figures or more. After ${MOST_TRIES} wrong tries everything on the device is wiped.`)),
      field(say('PIN sekali lagi', 'PIN once more'), again)], say('Daftarkan perangkat', 'Enrol the device'), work)]
}

/** A button that reads the code with the camera, where the browser can. */
function scanner(code) {
  if (!('BarcodeDetector' in globalThis)) return null
  const video = h('video', { hidden: true, playsinline: true, muted: true })
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null)
    if (!stream) return
    Object.assign(video, { srcObject: stream, hidden: false })
    await video.play()
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    while (!video.hidden) {
      const [found] = await detector.detect(video).catch(() => [])
      if (found?.rawValue.startsWith('rembuk:')) { code.value = found.rawValue.slice(7); video.hidden = true }
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    for (const track of stream.getTracks()) track.stop()
  }
  return h('div', {}, button(say('Pindai kode QR', 'Scan the QR code'), start, 'quiet wide'), video)
}

async function enrol(app, code, name, pin) {
  const keys = await newSigner(), publicKey = hex(await crypto.subtle.exportKey('raw', keys.publicKey))
  const answer = await post('/lapangan/daftar/', new TextEncoder().encode(JSON.stringify({ code, public_key: publicKey, label: name }))).catch(() => null)
  if (!answer) no('Kantor tidak tersambung. Periksa jaringan, lalu ulangi.', 'The office cannot be reached. Check the line and try again.')
  if (answer.status !== 200) throw Object.assign(new Error('code'), { said: (answer.body?.reason ?? ['Kantor menolak.', 'Refused.'])[language() === 'en' ? 1 : 0] })
  const { kit, ...papers } = answer.body
  await app.vault.create(pin)
  const identity = { ...papers, key: await app.vault.wrapPrivate(keys.privateKey), publicKey, zone: kit.place.zone, stage: kit.place.stage, ...kit }
  await app.vault.write([['kept', 'identity', identity]])
  await readLaw(identity.stage).catch(() => null)
  location.hash = '#/'
  await app.start()
  // The person still has a line: his cases come now, not at the harbour.
  const fetched = await app.send().catch(() => null)
  if (!fetched || fetched.refused) tell(say('Perkara belum diambil: buka Kirim dan ambil sebelum berangkat.', 'No cases were fetched yet: open Send and fetch before you leave.'))
  await app.render()
}

export async function unlockScreen(app) {
  const pin = pinInput(), { ms, left } = await app.vault.waiting()
  const work = async () => {
    try {
      if (!(await app.vault.unlock(pin.value))) return await app.wipe()
      await app.start()
    } catch (error) {
      if (!(error instanceof WrongPin)) throw error
      pin.value = ''
      no(...wrong(error.left, Math.max(0, error.until - Date.now())))
    }
  }
  const form = door([field('PIN', pin)], say('Buka', 'Open'), work)
  if (ms) form.prepend(notice('bad', say(...wrong(left, ms))))
  return [h('h1', {}, say('Buka Rembuk', 'Open Rembuk')), form]
}

function wrong(left, ms) {
  const seconds = Math.ceil(ms / 1000), wait = seconds ? [` Tunggu ${seconds} detik sebelum mencoba lagi.`, ` Wait ${seconds} seconds before trying again.`] : ['', '']
  return [`PIN salah. Sisa ${left} kali sebelum semua data dihapus.${wait[0]}`, `Wrong PIN. ${left} tries left before everything is wiped.${wait[1]}`]
}
