// My cases, the newest first, and opening a new one.

import { chip, h, heardAt, link, notice, pick, say } from './dom.mjs'
import { actForm } from './form.mjs'
import { msOf } from '../chain.mjs'
import { consentOf, mustConsent } from '../consent.mjs'
import { standing } from '../stages.mjs'
import { current, performed, unsigned } from '../terms.mjs'

const newest = (case_) => case_.acts.reduce((most, act) => (act.clock > most ? act.clock : most), 0n)

/** Where a case is on a facilitator's way, in a word: what is done next. */
export function nextStep(case_) {
  const parties = mustConsent(case_), agreement = current(case_)
  if (standing(case_).closed) return ['', say('selesai', 'closed')]
  if (!case_.victims.length || !case_.suspects.length) return ['party_added', say('catat korban dan pelaku', 'record victim and offender')]
  if (!agreement) {
    const missing = parties.find((party) => consentOf(case_, party).state !== 'given')
    if (missing) return [consentOf(case_, missing).state === 'unasked' ? 'rights_explained' : 'consent_given', say(`persetujuan ${missing.get('name')}`, `consent of ${missing.get('name')}`), missing]
    const sessions = case_.all('session')
    if (!sessions.length || sessions.every((one) => one.get('status') === 'failed')) return ['session_scheduled', say('jadwalkan musyawarah', 'schedule the session')]
    if (!sessions.some((one) => one.get('status') === 'held')) return ['session_held', say('musyawarah', 'the session')]
    return ['agreement_drafted', say('susun kesepakatan', 'write the agreement')]
  }
  if (unsigned(case_, agreement).length) return ['agreement_signed', say('tanda tangan kesepakatan', 'sign the agreement'), unsigned(case_, agreement)[0]]
  if (!performed(case_, agreement)) return ['payment_made', say('pelaksanaan kesepakatan', 'performance of the agreement')]
  return ['followup_visited', say('kunjungan', 'follow-up')]
}

export async function casesScreen(app) {
  const cases = app.journal.cases.sort((a, b) => (newest(b) > newest(a) ? 1 : -1))
  const drafts = (await app.vault.all('drafts')).filter(([, draft]) => draft.kind)
  const { at } = app.journal.chain, since = at && heardAt(at, app.journal.identity.zone), old = app.journal.ownAfter(app.journal.chain.received)[0]
  const isOld = old && app.now() - msOf(old.clock) > 24 * 3600000
  return [
    h('h1', {}, say('Perkara saya', 'My cases')),
    h('p', { class: 'kicker' }, `${app.journal.identity.author.name}, ${app.journal.identity.place.name}`),
    isOld ? notice('open', say('Ada catatan yang sudah lebih dari sehari belum terkirim. Kirim saat ada sinyal, atau simpan ke berkas untuk dibawa.', 'Something has not been sent for more than a day. Send it when there is a signal, or save it to a file to carry.'), link('#/kirim', say('Kirim atau simpan', 'Send or save'))) : null,
    link('#/baru', say('+ Perkara baru', '+ New case'), 'button wide'),
    drafts.length ? h('section', {}, h('h2', {}, say('Belum selesai ditulis', 'Not finished')), h('ul', { class: 'list' }, drafts.map(([, draft]) => h('li', {}, chip('open', say('dibuat di sini', 'drafted here')), ' ', draftLink(app, draft))))) : null,
    cases.length ? h('ul', { class: 'tiles' }, cases.map((case_) => h('li', {}, tile(app, case_)))) : h('p', { class: 'sheet' }, say('Belum ada perkara di perangkat ini. Buka perkara baru, atau kirim dan ambil saat tersambung.', 'There is no case on this device yet. Open one, or send and fetch when there is a line.')),
    since ? h('p', { class: 'soft small' }, say(`Terakhir dikonfirmasi ${app.journal.chain.hub}: ${since}.`, `Last confirmed by ${app.journal.chain.hub}: ${since}.`)) : null,
  ]
}

function draftLink(app, { caseId, kind, given }) {
  const told = pick(app.declared.kinds.get(kind).label), query = new URLSearchParams(given).toString()
  return link(caseId ? `#/perkara/${caseId}/lakukan/${kind}${query ? `?${query}` : ''}` : '#/baru', caseId ? `${told}: ${app.journal.case(caseId)?.get('title') ?? ''}` : told)
}

function tile(app, case_) {
  const unsent = case_.acts.filter((act) => app.journal.stateOf(act) === 'signed').length, conflicts = case_.conflicts.length
  return h('a', { class: 'tile', href: `#/perkara/${case_.id}` }, h('strong', {}, String(case_.get('title') ?? '?')), h('span', { class: 'soft' }, nextStep(case_)[1]), ' ',
    unsent ? chip('open', say(`${unsent} belum terkirim`, `${unsent} unsent`)) : null, ' ', conflicts ? chip('bad', say(`${conflicts} berbeda`, `${conflicts} differ`)) : null)
}

export async function newCaseScreen(app) {
  return [h('h1', {}, say('Perkara baru', 'New case')), await actForm(app, { kind: 'case_opened', after: (case_) => `#/perkara/${case_.id}` })]
}
