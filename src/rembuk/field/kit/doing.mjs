// Doing one act: its form, with what belongs beside it (rights in plain words, the term checker, the four steps of a session).

import { h, link, notice, pick, say } from './dom.mjs'
import { actForm } from './form.mjs'
import { notHere, termFindings } from './case.mjs'
import { agreementInPlainWords, readAloud, rightsInPlainWords } from './speech.mjs'
import { packAct, unpackAct } from '../chain.mjs'
import { mayDo } from '../decide.mjs'
import { fold } from '../record.mjs'
import { standing } from '../stages.mjs'

/** Acts with a screen of their own, or that the program itself adds. */
const NOT_HERE = ['fact_stated', 'letter_issued', 'identity_recorded', 'public_application_received']
const TO_SIGN = ['agreement_signed', 'consent_given', 'restoration_stated']

/** What the forms of single kinds need beyond their declaration. */
const PRESETS = {
  rights_explained: (app, case_) => ({ defaults: { told: rightsInPlainWords().join('\n'), read_by: app.journal.identity.author.name }, above: () => readAloud(rightsInPlainWords()) }),
  session_held: () => ({
    steps: [[['Hadir', 'Present'], ['at', 'session', 'attended']], [['Tiap pihak', 'Each side'], ['accounts']], [['Saran', 'Advice'], ['advice']], [['Hasil', 'Outcome'], ['outcome']]],
    label: say('Simpan musyawarah', 'Save the session'),
  }),
  agreement_drafted: (app, case_) => ({
    defaults: { parties: [...case_.victims, ...case_.suspects].map((party) => party.id), breach_clause: true, terms: [{ term_kind: 'pay', owner: case_.suspects[0]?.id, to_party: case_.victims[0]?.id }] },
    steps: [[['Isi', 'Terms'], ['terms']], [['Bentuk', 'Form'], ['parties', 'on', 'suspect', 'session', 'replaces', 'forgiven', 'waived', 'breach_clause', 'originals', 'text']]],
    beside: (fields) => checked(app, case_, fields),
  }),
  agreement_signed: (app, case_, { agreement }) => ({ above: () => { const found = case_.thing('agreement', agreement); return found ? readAloud(agreementInPlainWords(case_, found)) : null } }),
}

/** The term checker over an agreement that is still being written. */
function checked(app, case_, fields) {
  if (!fields.terms?.length) return null
  const { author } = app.journal.identity, [first] = case_.acts
  const drafted = { ...unpackAct(packAct(first)), id: 'draft.1', kind: 'agreement_drafted', fields, author, seen: case_.heads, clock: first.clock + (1n << 60n), shape: 1 }
  const next = fold([...case_.acts, drafted], app.declared)
  return h('section', { 'aria-live': 'polite' }, h('h3', {}, say('Pemeriksaan isi', 'Check of the terms')), termFindings(next, next.thing('agreement', 'draft.1')))
}

export async function doScreen(app, caseId, kindName, query = '') {
  const case_ = app.journal.case(caseId), kind = app.declared.kinds.get(kindName)
  if (!case_ || !kind) return notHere(app)
  const { sebagai, ...given } = Object.fromEntries(new URLSearchParams(query)), preset = PRESETS[kindName]?.(app, case_, given) ?? {}
  const who = given.party ? case_.thing('party', given.party)?.get('name') : sebagai ? app.journal.identity.author.name : ''
  const stays = TO_SIGN.includes(kindName) && who ? notice('', say(`Berikan perangkat kepada ${who} untuk bukti di bawah.`, `Hand the device to ${who} for the proof below.`)) : null
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, `${pick(kind.label)}${who ? `: ${who}` : ''}`), preset.above?.(), stays,
    await actForm(app, { caseId, kind: kindName, given, ...(sebagai ? { hidden: ['party'] } : {}), ...preset })]
}

/** Every act the person may do here and now, by group. */
export function menuScreen(app, caseId) {
  const case_ = app.journal.case(caseId)
  if (!case_) return notHere(app)
  const now = standing(case_), { author, at_office: atOffice } = app.journal.identity
  const kinds = mayDo(app.declared, author.role, now.stage, Boolean(now.closed)).filter((kind) => !NOT_HERE.includes(kind.name) && !atOffice.includes(kind.name) && kind.group !== 'evaluation')
  const groups = [...new Set(kinds.map((kind) => kind.group))]
  return [h('p', { class: 'kicker' }, link(`#/perkara/${caseId}`, String(case_.get('title')))), h('h1', {}, say('Semua tindakan', 'All acts')),
    groups.map((group) => h('section', {}, h('h2', {}, pick(app.declared.groups[group])), h('ul', { class: 'list sheet' }, kinds.filter((kind) => kind.group === group).map((kind) => h('li', {}, link(`#/perkara/${caseId}/lakukan/${kind.name}`, pick(kind.label)))))))]
}
