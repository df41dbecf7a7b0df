// Consent as a chain of events (rembuk.record.consent): unasked, informed, given, refused or withdrawn; only given opens a gate.

import { dayIn, instant, when } from './days.mjs'

const AFTER = { rights_explained: 'informed', consent_given: 'given', consent_refused: 'refused', consent_withdrawn: 'withdrawn' }
const MAY_CONSENT = new Set(['heir_power_of_attorney', 'heir', 'guardian', 'organ'])
const NO = ['refused', 'withdrawn']

/** {state, act, through}: a party's consent, the act that made it so, and who spoke for him ('' for himself). */
export function consentOf(case_, party) {
  const latest = new Map()
  const acts = case_.actsOf(Object.keys(AFTER)).sort((a, b) => instant(a) - instant(b) || case_.place.get(a.id) - case_.place.get(b.id))
  for (const act of acts) {
    const speaker = String(act.fields.party)
    if (speaker !== party.id && !speaksFor(case_, speaker, party, act)) continue
    const through = speaker === party.id ? '' : speaker, state = AFTER[act.kind], before = latest.get(through)
    if (!before || state !== 'informed' || before.state === 'informed') latest.set(through, { state, act, through })
  }
  const counting = [...latest.values()].filter((one) => !NO.includes(one.state) || maySayNo(case_, party, one))
  return together(counting)
}

const maySayNo = (case_, party, one) => !one.through || deciders(case_, party).some((r) => r.get('party') === one.through)

/** A no first, then a yes, then who was told; the newest of each. */
function together(all) {
  for (const states of [NO, ['given'], ['informed']]) {
    const mine = all.filter((one) => states.includes(one.state))
    if (mine.length) return mine.reduce((newest, one) => (instant(one.act) > instant(newest.act) ? one : newest))
  }
  return { state: 'unasked', act: null, through: '' }
}

/** Who may speak for a party now, in whatever capacity. */
export const representations = (case_, party) => case_.all('representation').filter((r) => r.get('represented') === party.id && !r.get('ended'))

/** Those under whom somebody may consent and sign in the party's place now. */
export const deciders = (case_, party) => representations(case_, party).filter((r) => MAY_CONSENT.has(r.get('capacity')))

/** Whether `speaker` could consent or sign for the party when this act was done. */
export function speaksFor(case_, speaker, party, act) {
  return case_.all('representation').some((r) =>
    r.get('represented') === party.id && r.get('party') === speaker && MAY_CONSENT.has(r.get('capacity')) && inForce(case_, r, act))
}

function inForce(case_, representation, act) {
  const on = when(act), since = dayIn(representation.get('on')), ending = representation.last('representation_ended')
  if (since && on < since) return false
  if (!representation.get('ended') || !ending) return true
  const until = when(ending)
  return on < until || (on === until && case_.place.get(act.id) < case_.place.get(ending.id))
}

/** The explanations of rights to a party himself. */
export const told = (case_, party) => case_.actsOf(['rights_explained']).filter((act) => act.fields.party === party.id)

/** Every party whose consent a session or agreement needs: all victims, and the suspect it is about (or all of them). */
export const mustConsent = (case_, suspect = '') => [...case_.victims, ...case_.suspects.filter((s) => ['', s.id].includes(suspect))]

/** [party, consent] of those whose consent is missing and not overridden on that day. */
export function withoutConsent(case_, suspect, on) {
  return mustConsent(case_, suspect).map((party) => [party, consentOf(case_, party)])
    .filter(([party, consent]) => consent.state !== 'given' && !overridden(case_, party, on))
}

function overridden(case_, party, on) {
  const newest = case_.acts.findLast((act) => act.kind === 'consent_gate_overridden' && act.fields.party === party.id)
  const until = newest ? dayIn(newest.fields.until) : null
  return until !== null && until >= on
}

/** true when every one has given it, false when one refuses or took it back, null while somebody was not asked. */
export function allConsent(parties, case_) {
  const states = parties.map((party) => consentOf(case_, party).state)
  if (states.some((state) => NO.includes(state))) return false
  return states.length && states.every((state) => state === 'given') ? true : null
}
