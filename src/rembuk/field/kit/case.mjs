// One case: what comes next, the people and their consent, sessions, agreement, what the law says, and what happened.

import { button, chip, dated, h, link, notice, pick, say } from './dom.mjs'
import { nextStep } from './cases.mjs'
import { findings } from './law.mjs'
import { sentence, thingName } from './telling.mjs'
import { agreementInPlainWords, readAloud } from './speech.mjs'
import { consentOf, mustConsent } from '../consent.mjs'
import { momentAt, zoneOf } from '../days.mjs'
import { msOf } from '../chain.mjs'
import { standing } from '../stages.mjs'
import { check, current, lossOf, owed, rupiah, signatures, termsOf, unsigned } from '../terms.mjs'

const CONSENT = {
  unasked: ['', 'belum ditanya', 'not asked'], informed: ['open', 'sudah dijelaskan', 'informed'], given: ['good', '✓ bersedia', '✓ consents'],
  refused: ['bad', '✗ menolak', '✗ refuses'], withdrawn: ['bad', '✗ menarik diri', '✗ withdrew'],
}
export const LEGAL = {
  signed: ['open', 'ditandatangani di sini', 'signed here'], received: ['', 'diterima kantor', 'received'], confirmed: ['good', '✓ dikonfirmasi hub', '✓ confirmed by the hub'], theirs: ['', 'dari kantor', 'from the office'],
  refused: ['bad', '✗ ditolak hub', '✗ refused by the hub'],
}
const FINDING = {
  eligible: ['good', '✓ memenuhi', '✓ fits'], not_eligible: ['bad', '✗ tidak memenuhi', '✗ does not fit'], unknown: ['open', '? belum diketahui', '? not yet known'], conflict: ['bad', '! bacaan berselisih', '! readings disagree'],
}
const worded = ([kind, id, en]) => chip(kind, say(id, en))
export const legalChip = (state) => worded(LEGAL[state])
export const findingChip = (finding) => worded(FINDING[finding])

export function notHere(app) {
  return [h('h1', {}, say('Perkara tidak ada di perangkat ini', 'This case is not on this device')), link('#/', say('Ke perkara saya', 'To my cases'), 'button')]
}

export function caseScreen(app, id) {
  const case_ = app.journal.case(id)
  if (!case_) return notHere(app)
  const now = standing(case_), stage = pick(app.declared.choices.stage[now.stage] ?? now.stage), conflicts = case_.conflicts.length
  return [
    h('p', { class: 'kicker' }, link('#/', say('Perkara saya', 'My cases'))),
    h('h1', {}, String(case_.get('title') ?? '?')),
    h('p', { class: 'soft' }, `${stage} · ${case_.get('place') ?? ''} ${now.closed ? say('· ditutup', '· closed') : ''}`),
    conflicts ? notice('bad', say(`${conflicts} keterangan dinyatakan berbeda oleh dua orang. Semuanya disimpan; pilih yang benar.`, `${conflicts} statements differ between two people. All are kept; choose the right one.`), link(`#/perkara/${id}/beda`, say('Lihat dan pilih', 'See and choose'), 'button quiet')) : null,
    next(case_), people(app, case_), law(app, case_), sessions(case_), agreement(app, case_),
    h('section', {}, h('h2', {}, say('Surat dan tindakan lain', 'Letters and other acts')), h('div', { class: 'two' },
      link(`#/perkara/${id}/surat`, say('Surat bernomor', 'Numbered letters'), 'button quiet'), act(case_, 'followup_visited', say('Catat kunjungan', 'Record a visit')),
      act(case_, 'obstacle_noted', say('Catat hambatan', 'Note an obstacle')), link(`#/perkara/${id}/semua`, say('Semua tindakan', 'All acts'), 'button quiet'))),
    history(app, case_),
  ]
}

/** A button to the form of an act; `given` are fields that stand fast. */
export function act(case_, kind, words, given = {}, look = 'button quiet') {
  const query = new URLSearchParams(given).toString()
  return link(`#/perkara/${case_.id}/lakukan/${kind}${query ? `?${query}` : ''}`, words, look)
}

function next(case_) {
  const [kind, words, party] = nextStep(case_)
  if (!kind) return null
  const named = party ? { party: party.id } : {}, agreement = kind === 'agreement_signed' ? { agreement: current(case_).id } : {}
  return h('section', { class: 'sheet' }, h('p', { class: 'kicker' }, say('Langkah berikutnya', 'Next step')), act(case_, kind, words, { ...named, ...agreement }, 'button wide'))
}

function people(app, case_) {
  const roles = app.declared.choices.party_role, concerned = mustConsent(case_)
  const line = (party) => {
    const consent = concerned.includes(party) ? consentOf(case_, party) : null, state = consent?.state
    return h('li', {}, h('strong', {}, String(party.get('name') ?? '?')), ' ', h('span', { class: 'soft' }, pick(roles[party.get('role')] ?? party.get('role'))), ' ',
      consent ? worded(CONSENT[state]) : null, party.get('can_read') === false ? [' ', chip('open', say('tidak dapat membaca', 'cannot read'))] : null,
      consent ? h('div', { class: 'actions' }, act(case_, 'rights_explained', say('Jelaskan hak', 'Explain rights'), { party: party.id }),
        state === 'unasked' || state === 'given' ? null : act(case_, 'consent_given', say('Catat persetujuan', 'Record consent'), { party: party.id }),
        state === 'given' ? act(case_, 'consent_withdrawn', say('Menarik diri', 'Withdraws'), { party: party.id }) : act(case_, 'consent_refused', say('Menolak', 'Refuses'), { party: party.id })) : null)
  }
  return h('section', {}, h('h2', {}, say('Orang dan persetujuan', 'People and consent')), h('div', { class: 'sheet' },
    h('ul', { class: 'list' }, case_.all('party').map(line)), h('div', { class: 'actions' }, act(case_, 'party_added', say('+ Tambah orang', '+ Add a person')), act(case_, 'representation_added', say('Catat wakil', 'Record a representative')))))
}

function law(app, case_) {
  const button_ = link(`#/perkara/${case_.id}/hukum`, say('Tanya hukum', 'Ask the law'), 'button quiet wide')
  if (!app.law) return null
  const suspects = case_.suspects.length ? case_.suspects : [null]
  return h('section', {}, h('h2', {}, say('Menurut hukum', 'What the law says')), h('div', { class: 'sheet' }, suspects.map((suspect) => {
    const found = findings(app.law, case_, suspect, app.journal.today(case_)).slice(0, 3)
    return h('div', {}, suspect ? h('h3', {}, String(suspect.get('name'))) : null, h('ul', { class: 'list' }, found.map(({ item, finding }) => h('li', {}, `${item.short} `, findingChip(finding.finding)))))
  }), button_))
}

function sessions(case_) {
  const all = case_.all('session'), words = { held: say('sudah dilaksanakan', 'held'), failed: say('gagal', 'failed') }
  return h('section', {}, h('h2', {}, say('Musyawarah', 'Sessions')), h('div', { class: 'sheet' }, h('ul', { class: 'list' }, all.map((one) => h('li', {}, `${dated(one.get('at'))}, ${one.get('place') ?? ''} `,
    chip(one.get('status') === 'held' ? 'good' : 'open', words[one.get('status')] ?? say('dijadwalkan', 'scheduled')),
    one.get('status') ? null : h('div', { class: 'actions' }, act(case_, 'session_held', say('Mulai musyawarah', 'Hold it'), { session: one.id }, 'button'), act(case_, 'session_failed', say('Gagal', 'Failed'), { session: one.id }))))),
  act(case_, 'session_scheduled', say('Jadwalkan', 'Schedule'))))
}

function agreement(app, case_) {
  const found = current(case_), heading = h('h2', {}, say('Kesepakatan', 'Agreement'))
  if (!found) return h('section', {}, heading, h('div', { class: 'sheet' }, h('p', { class: 'soft' }, say('Belum ada.', 'None yet.')), act(case_, 'agreement_drafted', say('Susun kesepakatan', 'Write the agreement'))))
  const on = app.journal.today(case_), left = unsigned(case_, found), signed = signatures(case_, found), isSigned = !left.length
  return h('section', {}, heading, readAloud(agreementInPlainWords(case_, found)), termFindings(case_, found),
    h('div', { class: 'sheet' }, h('h3', {}, say('Tanda tangan', 'Signatures')), h('ul', { class: 'list' },
      mustConsent(case_, found.get('suspect') ?? '').map((party) => h('li', {}, `${party.get('name')} `, left.includes(party) ? act(case_, 'agreement_signed', say('Tanda tangani', 'Sign'), { agreement: found.id, party: party.id }, 'button') : chip('good', say('✓ sudah', '✓ signed')))),
      h('li', {}, say('Petugas ', 'Officer '), signed.officer || signed[app.journal.identity.author.role] ? chip('good', say('✓ sudah', '✓ signed')) : act(case_, 'agreement_signed', say('Tanda tangani', 'Sign'), { agreement: found.id, sebagai: 'petugas' }))),
    h('div', { class: 'actions' }, act(case_, 'agreement_sealed', say('Catat meterai', 'Record stamps'), { agreement: found.id }), act(case_, 'agreement_drafted', say('Ganti kesepakatan', 'Replace it'), { replaces: found.id }))),
    isSigned ? h('div', { class: 'sheet' }, h('h3', {}, say('Pelaksanaan', 'Performance')), h('ul', { class: 'list' }, termsOf(case_, found).map((term) => performance(case_, term, owed(case_, term, on)))), act(case_, 'restoration_stated', say('Korban menyatakan pulih', 'Victim states restoration'))) : null)
}

export function termFindings(case_, found) {
  const all = check(case_, found, lossOf(case_, found.get('suspect') ?? ''))
  return all.length ? h('ul', { class: 'list sheet' }, all.map((one) => h('li', {}, chip(one.forbidden ? 'bad' : 'open', one.forbidden ? say('✗ tidak boleh', '✗ forbidden') : say('? periksa', '? check')), ' ',
    one.term ? `${thingName(case_, 'term', one.term)}: ` : '', pick(one.says), '. ', h('span', { class: 'soft' }, `${pick(one.mend)}. ${one.cite}`)))) : notice('good', say('Tidak ada isi yang tampak terlarang.', 'Nothing in it looks forbidden.'))
}

function performance(case_, term, { agreed, paid, left, late, due_on: due }) {
  const done = ['performed', 'waived'].includes(term.get('status')) || (agreed && !left)
  return h('li', {}, `${term.get('what')} `, done ? chip('good', say('✓ selesai', '✓ done')) : late ? chip('bad', say('terlambat', 'late')) : chip('open', due ? say(`sampai ${dated(due)}`, `by ${dated(due)}`) : say('terbuka', 'open')),
    agreed ? h('div', { class: 'soft small' }, say(`${rupiah(paid)} dari ${rupiah(agreed)}`, `${rupiah(paid)} of ${rupiah(agreed)}`)) : null,
    done ? null : h('div', { class: 'actions' }, term.get('term_kind') === 'pay' ? act(case_, 'payment_made', say('Catat pembayaran', 'Record a payment'), { term: term.id }) : act(case_, 'term_performed', say('Sudah dilakukan', 'Performed'), { term: term.id }),
      late ? act(case_, 'grace_given', say('Beri waktu', 'Give time'), { term: term.id }) : null))
}

function history(app, case_) {
  const zone = zoneOf(case_.get('region')), acts = [...case_.acts].reverse(), few = 8, list = h('ul', { class: 'list' })
  const show = (all) => list.replaceChildren(...all.map((one) => h('li', {}, h('span', { class: 'soft small' }, `${dated(momentAt(msOf(one.clock), zone))} · ${one.author.name} `), legalChip(app.journal.stateOf(one)), h('div', {}, sentence(case_, one, app.law)))))
  show(acts.slice(0, few))
  return h('section', {}, h('h2', {}, say('Riwayat', 'History')), h('div', { class: 'sheet' }, list, acts.length > few ? button(say(`Semua (${acts.length})`, `All (${acts.length})`), (event) => { show(acts); event.target.remove() }, 'plain') : null))
}
