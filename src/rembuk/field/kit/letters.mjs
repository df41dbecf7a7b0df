// Letters away from the office: a number from the block handed to this device, and a page to print that says what it is worth.

import { button, chip, dated, h, inIndonesian, link, newId, notice, say } from './dom.mjs'
import { legalChip, notHere } from './case.mjs'
import { agreementInPlainWords } from './speech.mjs'
import { nextNumber } from '../numbers.mjs'
import { mustConsent } from '../consent.mjs'
import { current, signingActs } from '../terms.mjs'

export function lettersScreen(app, caseId) {
  const case_ = app.journal.case(caseId), { identity } = app.journal
  if (!case_) return notHere(app)
  const on = app.journal.today(case_), select = h('select', { id: newId('paper') }, identity.letters.map(([, ...words], i) => h('option', { value: i }, say(...words))))
  const give = async () => {
    const [series, name] = identity.letters[select.value], number = nextNumber(identity.blocks, app.journal.chain.numbers, series, on)
    if (!number) return problem.replaceChildren(notice('bad', say('Nomor untuk surat ini sudah habis di perangkat. Ambil blok baru saat tersambung.', 'This device has no numbers left for this letter. Fetch a new block with a line.')))
    const done = await app.journal.perform(caseId, [{ kind: 'letter_issued', fields: { paper: name, number: number.text, on } }], case_.heads)
    if (done.refused) return problem.replaceChildren(notice('bad', say(...done.refused.reason), say(...done.refused.remedy)))
    app.go(`#/perkara/${caseId}/surat/${done.acts[0].id}`)
  }
  const problem = h('div', { role: 'alert' })
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, say('Surat bernomor', 'Numbered letters')), problem,
    h('div', { class: 'sheet' }, h('div', { class: 'field' }, h('label', { for: select.id }, say('Surat', 'Letter')), select), button(say('Beri nomor dan buat surat', 'Give a number and make the letter'), give, 'wide')),
    h('ul', { class: 'list sheet' }, case_.all('letter').map((letter) => h('li', {}, link(`#/perkara/${caseId}/surat/${letter.id}`, `${letter.get('paper')}, ${letter.get('number') ?? ''}`), ' ', legalChip(app.journal.stateOf(letter.addedBy)))))]
}

const BLANK = '.................'
const named = (case_, ids) => (ids ?? []).map((id) => case_.thing('party', id)?.get('name')).filter(Boolean).join(', ')

function ofSession(session) {
  return h('p', {}, `Waktu dan tempat musyawarah: ${session ? dated(session.get('at')) : BLANK}, ${session?.get('place') ?? BLANK}`)
}

/** What stands in a letter, by what it is made of. */
const BODIES = {
  session: (case_) => [h('p', {}, 'Dengan ini Bapak/Ibu/Saudara diharapkan hadir dalam musyawarah penyelesaian perkara tersebut.'), ofSession(case_.all('session').at(-1)), h('p', {}, 'Kehadiran bersifat sukarela; Bapak/Ibu/Saudara boleh didampingi keluarga atau penasihat hukum.')],
  minutes: (case_) => {
    const session = case_.all('session').findLast((one) => one.get('status')) ?? case_.all('session').at(-1)
    return [ofSession(session), h('p', {}, `Hadir: ${named(case_, session?.get('attended')) || BLANK}`), ...(session?.get('accounts') ?? []).map((row) => h('p', {}, `${named(case_, [row.party]) || BLANK} menyampaikan: ${row.said ?? BLANK}`)),
      session?.get('advice') ? h('p', {}, `Saran yang hadir: ${session.get('advice')}`) : null, h('p', {}, `Hasil: ${session?.get('outcome') ?? BLANK}`)]
  },
  agreement: (case_) => {
    const found = current(case_)
    return [ofSession(case_.all('session').at(-1)), found ? h('ol', {}, agreementInPlainWords(case_, found).filter((one) => /^\d+\. /.test(one)).map((one) => h('li', {}, one.replace(/^\d+\. /, '')))) : h('p', {}, BLANK),
      h('div', { class: 'two' }, found ? mustConsent(case_, found.get('suspect') ?? '').map((party) => signature(case_, found, party)) : null)]
  },
}

/** A place to sign, or how it was signed on the device. */
function signature(case_, agreement, party) {
  const act = signingActs(case_, agreement).find((one) => one.fields.party === party.id), witnesses = (act?.fields.witnesses ?? []).join(', ')
  const how = act && { thumbprint: 'cap jempol di perangkat', signature: 'tanda tangan di perangkat', recording: 'rekaman suara' }[act.fields.proof]
  return h('div', { class: 'sign' }, h('p', {}, how ? `(${how}${witnesses ? `; saksi: ${witnesses}` : ''})` : BLANK), h('p', {}, String(party.get('name'))))
}

const WORTH = {
  signed: ['Ditandatangani di perangkat ini; belum diterima kantor.', 'Signed on this device; not yet received by the office.'],
  received: ['Sudah diterima kantor; menunggu konfirmasi hub.', 'Received by the office; awaiting confirmation by the hub.'],
  confirmed: ['Sudah dikonfirmasi hub.', 'Confirmed by the hub.'], theirs: ['Diterbitkan kantor.', 'Issued by the office.'],
  refused: ['Ditolak hub; tidak berlaku.', 'Refused by the hub; void.'],
}

export function letterScreen(app, caseId, letterId) {
  const case_ = app.journal.case(caseId), letter = case_?.thing('letter', letterId)
  if (!letter) return notHere(app)
  const { identity } = app.journal, body = BODIES[identity.letters.find(([, name]) => name === letter.get('paper'))?.[3]] ?? BODIES.minutes
  const people = [...case_.victims, ...case_.suspects].map((party) => String(party.get('name')))
  return [h('p', { class: 'kicker no-print' }, link(`#/perkara/${caseId}/surat`, say('Surat bernomor', 'Numbered letters'))), h('h1', { class: 'no-print' }, `${letter.get('paper')}`),
    inIndonesian(() => h('article', { class: 'paper', lang: 'id' }, h('div', { class: 'head' }, identity.place.letterhead || identity.place.name), h('h2', {}, String(letter.get('paper')).toUpperCase()),
      h('p', {}, `Nomor: ${letter.get('number') ?? BLANK}`), h('p', {}, `Perkara: ${case_.get('title')}`), h('p', {}, `Para pihak: ${people.join(', ') || BLANK}`),
      body(case_),
      h('p', { class: 'sign' }, `${case_.get('place') ?? BLANK}, ${dated(letter.get('on'))}`), h('p', {}, identity.author.name),
      h('p', { class: 'small' }, `${WORTH[app.journal.stateOf(letter.addedBy)][0]} Tindakan ${letter.id}.`))),
    h('div', { class: 'actions' }, button(say('Cetak', 'Print'), () => print()), chip('', say(...WORTH[app.journal.stateOf(letter.addedBy)])))]
}
