// The question a case puts to the law, for one suspect: everything the record knows (rembuk.record.questions), and what is arithmetic
// over it (rembuk.law.derive). What neither gives stays unknown.

import { allConsent, representations, speaksFor } from './consent.mjs'
import { milestones, standing } from './stages.mjs'
import { current, lastDue, performed, settledBy, signatures, signingActs, termsOf, unsigned } from './terms.mjs'
import { day, shift } from './law.mjs'

const KIND_TO_LAW = { pay: 'pay', return: 'pay', repair: 'do', do: 'do', apologise: 'do', rehabilitate: 'do', adat: 'do', refrain: 'refrain' }
const VILLAGE = {
  suspect: 'offender', victim: 'victim', babinsa: 'babinsa', bhabinkamtibmas: 'bhabinkamtibmas', lpmk: 'lpmk', fkpm: 'fkpm', rt_rw: 'neighbourhood',
  family_of_victim: 'families', family_of_suspect: 'families', village_official: 'village_officers', village_head: 'village_officers',
  adat_leader: 'leaders', religious_leader: 'leaders', community_figure: 'leaders',
}
const CHILD = {
  suspect: 'child', guardian: 'child_parents', victim: 'victim', probation_officer: 'pk', social_worker: 'social_worker',
  community_figure: 'community', adat_leader: 'community', religious_leader: 'community', village_head: 'community',
}
const DATES = {
  tahap_ii_on: 'tahap_ii', file_received_by_prosecutor_on: 'file_received_by_prosecutor', agreement_signed_on: 'agreement_signed', performed_on: 'performed',
  approval_requested_on: 'high_prosecutor_asked', approval_request_received_on: 'high_prosecutor_received', approval_decided_on: 'high_prosecutor_approved',
  skp2_issued_on: 'termination_ordered',
}
const REACHED = { rights_explained: 'rights_explained', clarification_recorded: 'parties_clarified', gelar_requested: 'review_invited' }

const mapped = (roles, table) => [...new Set([...roles].map((role) => table[role]).filter(Boolean))].sort()
const isAbout = (thing, suspect) => [null, suspect].includes(thing.get('suspect'))
const roleOf = (case_, id) => case_.thing('party', id)?.get('role')

/** {stage, charges, facts, subject}: what is known about a suspect (null: nobody is named yet). */
export function question(case_, suspect) {
  const id = suspect?.id ?? '', facts = {}
  const tell = (name, value) => { if (value !== null && value !== undefined) facts[name] = value }
  for (const about of ['', id]) for (const [key, cell] of case_.facts) {
    const [whom, name] = key.split('\n')
    if (whom === about) facts[name] = cell.value
  }
  for (const name of Object.keys(facts)) if (facts[name] === null) delete facts[name]
  for (const part of [ofMilestones, ofPeople, ofAgreement, ofRestoration, ofSessions, ofCustody]) part(case_, id, suspect, tell)
  const { charges = '', ...rest } = facts
  return { stage: standing(case_, id).stage, charges, facts: rest, subject: suspect?.get('nature') === 'company' ? 'corporation' : 'person' }
}

function ofMilestones(case_, id, _suspect, tell) {
  const reached = milestones(case_, id), last = (name) => reached.get(name)?.at(-1)
  for (const [fact, name] of Object.entries(DATES)) tell(fact, last(name)?.on)
  for (const [fact, name] of Object.entries(REACHED)) if (last(name)) tell(fact, true)
  if (last('investigation_started')) tell('police_channel', 'investigation')
  const yes = last('village_gate_approved')?.order ?? -1, no = last('village_gate_refused')?.order ?? -1
  if (yes >= 0 || no >= 0) tell('village_gate_approved', yes >= no)
  const asked = case_.all('penetapan').filter((p) => isAbout(p, id) || !id)
  tell('penetapan_result', asked.at(-1)?.get('result') || null)
  for (const review of case_.all('review').filter((r) => isAbout(r, id) || !id)) {
    if (review.get('status') !== 'held' || review.get('review_kind') !== 'gelar_perkara_khusus') continue
    tell('gelar_recommends_rj', review.get('recommendation') === 'grant')
    tell('gelar_reported', Boolean(review.get('reported')))
  }
}

function ofPeople(case_, id, suspect, tell) {
  tell('victim_consents', allConsent(case_.victims, case_))
  tell('suspect_consents', allConsent(suspect ? [suspect] : case_.suspects, case_))
  if (suspect?.get('birth_date')) tell('birth_date', suspect.get('birth_date'))
  const victims = case_.victims.filter((v) => !['company', 'state'].includes(v.get('nature')))
  const represented = (capacity) => victims.some((v) => representations(case_, v).some((r) => r.get('capacity') === capacity))
  if (represented('heir_power_of_attorney')) tell('heir_with_power_of_attorney', true)
  if (represented('heir')) tell('heirs_represent_victim', true)
  if ([...victims, ...case_.suspects].some((v) => v.get('disability'))) tell('party_with_disability', true)
  const declared = case_.actsOf(['interest_declared']).map((act) => Boolean(act.fields.interest))
  if (declared.length) tell('facilitator_has_interest', declared.includes(true))
  ofApplication(case_, id, tell)
}

function ofApplication(case_, id, tell) {
  const sides = new Set()
  for (const application of case_.all('application').filter((a) => isAbout(a, id))) {
    const roles = (application.get('parties') ?? []).map((party) => roleOf(case_, party))
    if (roles.some((role) => ['suspect', 'family_of_suspect'].includes(role))) sides.add('offender_side')
    if (roles.some((role) => ['victim', 'family_of_victim', 'heir'].includes(role))) sides.add('victim_side')
  }
  if (sides.size) {
    tell('rj_applied_by', [...sides].sort())
    tell('rj_initiated_by', sides.has('victim_side') ? 'victim_side' : 'offender_side')
  } else if (case_.all('offer').length) tell('rj_initiated_by', 'official')
  if (case_.actsOf(['summons_sent']).some((act) => roleOf(case_, act.fields.party) === 'victim' && act.fields.reason)) tell('victim_summoned_with_reason', true)
  for (const request of case_.all('request')) {
    if (request.get('approval_of') === 'case_by_case' && request.get('decision') && isAbout(request, id)) tell('case_by_case_approved', request.get('decision') === 'approved')
  }
}

function ofAgreement(case_, id, _suspect, tell) {
  const agreement = current(case_, id)
  if (!agreement) return
  const complete = !unsigned(case_, agreement).length, done = complete ? performed(case_, agreement) : null, terms = termsOf(case_, agreement)
  tell('agreement', complete || null)
  tell('performed_in_full', done)
  const kinds = mapped(terms.map((term) => term.get('term_kind')), KIND_TO_LAW), last = lastDue(case_, agreement)
  tell('agreement_kinds', kinds.length ? kinds : null)
  tell('last_payment_due_on', last)
  tell('performance_due_on', last)
  tell('restoration_waived_by_both', agreement.get('waived'))
  tell('victim_forgives', agreement.get('forgiven'))
  tell('no_breach_clause', agreement.get('breach_clause') === null ? null : Boolean(agreement.get('breach_clause')))
  ofSignatures(case_, agreement, tell)
  for (const [kind, fact] of [['return', 'goods_returned'], ['pay', 'loss_compensated'], ['repair', 'damage_repaired']]) {
    const mine = terms.filter((term) => term.get('term_kind') === kind)
    if (mine.length && mine.every((term) => settledBy(case_, term) && term.get('status') !== 'waived')) tell(fact, true)
  }
  const breaches = case_.actsOf(['breach_declared']).filter((act) => act.fields.agreement === agreement.id)
  const roles = breaches.map((act) => roleOf(case_, act.fields.party)).filter((role) => role !== undefined)
  if (breaches.length) tell('agreement_breached_by', [...new Set(roles.map((role) => (role === 'victim' ? 'victim' : 'offender')))].sort())
}

function ofSignatures(case_, agreement, tell) {
  const acts = signingActs(case_, agreement), signed = signatures(case_, agreement), left = unsigned(case_, agreement).map((party) => party.id), who = []
  if (signed.officer) who.push('officer')
  if (acts.length && case_.suspects.length && !case_.suspects.some((s) => left.includes(s.id))) who.push('suspect')
  if (acts.length && case_.victims.length && !case_.victims.some((v) => left.includes(v.id))) who.push('victim')
  if (acts.length) tell('agreement_signed_by', who)
  const witnesses = new Set(acts.flatMap((act) => act.fields.witnesses ?? []))
  if (witnesses.size) tell('agreement_witnesses', witnesses.size)
  if (acts.length && acts.every((act) => act.fields.proof === 'before_judge')) tell('signed_before_judge', true)
}

function ofRestoration(case_, id, _suspect, tell) {
  const stated = case_.actsOf(['restoration_stated'], id), { victims } = case_
  const said = (victim) => stated.some((act) => act.fields.party === victim.id || speaksFor(case_, String(act.fields.party), victim, act))
  if (!victims.length || !victims.every(said)) return
  tell('restoration_statement_signed', true)
  tell('victim_rights_met', true)
}

function ofSessions(case_, id, _suspect, tell) {
  const present = new Set()
  for (const session of case_.all('session').filter((one) => one.get('status') === 'held' && (!id || isAbout(one, id)))) {
    for (const party of session.get('attended') ?? []) if (case_.thing('party', party)) present.add(String(roleOf(case_, party)))
    const sides = (session.get('accounts') ?? []).map((row) => roleOf(case_, row.party))
    if (sides.includes('victim') && sides.includes('suspect')) tell('both_sides_heard', true)
  }
  if (!present.size) return
  tell('village_attended', mapped(present, VILLAGE))
  tell('attended', mapped(present, CHILD))
  tell('victim_joined_meeting', present.has('victim'))
}

function ofCustody(case_, id, _suspect, tell) {
  const held = case_.all('detention').filter((d) => d.get('suspect') === id).at(-1)
  if (held && !held.get('ended')) {
    tell('detained', true)
    tell('detention_expires_on', held.get('until'))
  }
  const refused = case_.all('claim').filter((c) => c.get('claim_result') === 'refused')
  if (refused.some((c) => c.get('scheme') === 'jasa_raharja')) tell('insurance_refused_on', refused.at(-1).last('claim_answered')?.fields.on)
}

/** Age in completed years on a day; one is a year older from the birthday itself. */
export function completedYears(birth, on) {
  const years = +on.slice(0, 4) - +birth.slice(0, 4)
  return shift(day(birth), 12 * years, 0) <= day(on) ? years : years - 1
}

/** The facts the law is asked with: what is known, what the charges say, and what is arithmetic over it. */
export function complete({ facts, stage, subject }, charges, on) {
  const { birth_date: birth, acted_on: acted } = facts
  const age = birth && acted && acted !== 'belum' && birth <= acted ? { age_at_act: completedYears(birth, acted) } : {}
  return { ...charges, subject, by_corporation: subject === 'corporation', decided_on: on, stage, ...age, ...facts }
}
