// An agreement's terms, who signed, what is owed and done, and what in it is forbidden or doubtful before anybody signs
// (rembuk.record.terms, performance and term_check; the words to look for are those of forbidden_terms.yaml, in the pack).

import { dayIn } from './days.mjs'
import { mustConsent, speaksFor } from './consent.mjs'
import { day, shift } from './law.mjs'

const OFFICERS = ['investigator', 'investigator_superior', 'prosecutor', 'chief_prosecutor']
const SETTLED = ['performed', 'waived']
const DATED = ['pay', 'return', 'repair', 'do', 'rehabilitate', 'adat']
const COMPENSATION = ['pay', 'return', 'repair']
const OF_THE_CASE = ['suspect', 'victim', 'family_of_suspect', 'family_of_victim', 'guardian', 'heir']
const VICTIM_SIDE = ['victim', 'heir', 'guardian', 'family_of_victim']
const CHILD_MONTHS = 3

export const termsOf = (case_, agreement) => case_.all('term').filter((term) => term.get('agreement') === agreement.id)

/** Whether an agreement was neither refused nor replaced. */
export const stands = (case_, agreement) =>
  !agreement.get('refused') && !case_.all('agreement').some((other) => other.get('replaces') === agreement.id && !other.get('refused'))

/** The agreement that counts for a suspect: of those that stand, the one last drafted or signed. */
export function current(case_, suspect = '') {
  for (const act of [...case_.acts].reverse()) {
    if (act.kind !== 'agreement_drafted' && act.kind !== 'agreement_signed') continue
    const agreement = case_.thing('agreement', act.kind === 'agreement_drafted' ? act.id : act.fields.agreement)
    if (agreement && (!suspect || ['', suspect].includes(agreement.get('suspect') ?? '')) && stands(case_, agreement)) return agreement
  }
  return null
}

export const signingActs = (case_, agreement) => case_.actsOf(['agreement_signed']).filter((act) => act.fields.agreement === agreement.id)

/** Who signed: a party's id, 'officer' for investigator or prosecutor, else an official's role, to the id of the signing act. */
export function signatures(case_, agreement) {
  const signer = (act) => act.fields.party || (OFFICERS.includes(act.author.role) ? 'officer' : act.author.role)
  return Object.fromEntries(signingActs(case_, agreement).map((act) => [String(signer(act)), act.id]))
}

const signatureOf = (case_, party, acts) =>
  acts.find((act) => act.fields.party && (act.fields.party === party.id || speaksFor(case_, String(act.fields.party), party, act))) ?? null

/** The parties who still have to sign, by their own hand or a representative's. */
export function unsigned(case_, agreement) {
  const acts = signingActs(case_, agreement)
  return mustConsent(case_, agreement.get('suspect') ?? '').filter((party) => !signatureOf(case_, party, acts))
}

const lastOf = (case_, acts) => acts.reduce((last, act) => (case_.place.get(act.id) > case_.place.get(last.id) ? act : last))

/** The signature with which the last party who must sign had signed; null while one is missing. */
export function signedByAll(case_, agreement) {
  const acts = signingActs(case_, agreement)
  const first = mustConsent(case_, agreement.get('suspect') ?? '').map((party) => signatureOf(case_, party, acts))
  return first.length && first.every(Boolean) ? lastOf(case_, first) : null
}

export const amountOf = (thing) => (Number.isInteger(thing.get('amount')) ? thing.get('amount') : 0)

export const paymentsOn = (case_, term) => case_.all('payment').filter((payment) => payment.get('term') === term.id)

/** {agreed, paid, left, due_on, late}: the money of a term, in rupiah. */
export function owed(case_, term, on) {
  const agreed = amountOf(term), paid = paymentsOn(case_, term).reduce((sum, one) => sum + amountOf(one), 0), due = dayIn(term.get('due_on'))
  const left = SETTLED.includes(term.get('status')) ? 0 : Math.max(0, agreed - paid)
  return { agreed, paid, left, due_on: due, late: Boolean(due && due < on && !settledBy(case_, term)) }
}

/** The first act with which a term was settled: recorded so, waived, or paid in full; null while it is open. */
export function settledBy(case_, term) {
  const shown = SETTLED.includes(term.get('status')) ? term.acts.filter((act) => ['term_performed', 'term_waived'].includes(act.kind)).slice(0, 1) : []
  if (term.get('term_kind') === 'pay' && amountOf(term)) {
    let paid = 0
    for (const payment of paymentsOn(case_, term)) {
      paid += amountOf(payment)
      if (paid >= amountOf(term)) { shown.push(payment.acts.at(-1)); break }
    }
  }
  return shown.length ? shown.reduce((first, act) => (case_.place.get(act.id) < case_.place.get(first.id) ? act : first)) : null
}

/** The act with which the last open term was settled; null while one is open. */
export function performedBy(case_, agreement) {
  const acts = termsOf(case_, agreement).map((term) => settledBy(case_, term))
  return acts.length && acts.every(Boolean) ? lastOf(case_, acts) : null
}

/** Whether the whole agreement is performed; false once a breach is declared, null while terms are open. */
export const performed = (case_, agreement) => (agreement.get('breached') ? false : performedBy(case_, agreement) ? true : null)

export const lastDue = (case_, agreement) => termsOf(case_, agreement).map((term) => dayIn(term.get('due_on'))).filter(Boolean).sort().at(-1) ?? null

/** The victim's loss in rupiah, as stated of this suspect or else of the case; null when it is not known. */
export function lossOf(case_, suspect = '') {
  const value = ((suspect && case_.fact(suspect, 'loss')) || case_.fact('', 'loss'))?.value
  return Number.isInteger(value) ? value : null
}

/** What people declared of this agreement since it was drafted: true when one said so; null: nobody has yet. */
export function declaredOf(case_, agreement, fact) {
  const drafted = case_.place.get(agreement.addedBy.id), said = []
  for (const suspect of new Set([agreement.get('suspect') ?? '', ''])) {
    for (const one of case_.fact(suspect, fact)?.said ?? []) if (case_.place.get(one.act.id) > drafted && typeof one.value === 'boolean') said.push(one.value)
  }
  return said.length ? said.includes(true) : null
}

const finding = (term, code, forbidden, says, mend, cite = '') => ({ term: term?.id ?? '', code, forbidden, says, mend, cite })

/** Everything forbidden or doubtful in an agreement; says and mend are [id, en]. `loss` in rupiah or null. */
export function check(case_, agreement, loss) {
  const terms = termsOf(case_, agreement), out = []
  if (!terms.length) out.push(finding(null, 'empty', true, ['kesepakatan tanpa butir', 'an agreement without terms'], ['tulis paling sedikit satu butir', 'write at least one term']))
  for (const [code, ground] of Object.entries(case_.declared.forbidden.grounds)) {
    if (!declaredOf(case_, agreement, ground.fact)) continue
    out.push(finding(null, code, true, [`dinyatakan bahwa isinya ${ground.says[0]}`, `it was declared that it ${ground.says[1]}`],
      ['susun kesepakatan baru tanpa isi itu', 'draft a new agreement without it'], ground.cite))
  }
  for (const term of terms) out.push(...byWords(case_, agreement, term), ...people(case_, term), ...form(agreement, term), ...ofChild(case_, agreement, term))
  return [...out, ...aboveLoss(case_, agreement, loss)]
}

function byWords(case_, agreement, term) {
  const { grounds, patterns } = case_.declared.forbidden, what = String(term.get('what') || '').toLowerCase()
  return patterns.filter((one) => one.words.test(what) && declaredOf(case_, agreement, grounds[one.ground].fact) === null).map((one) => {
    const ground = grounds[one.ground]
    return finding(term, one.ground, false, [`butir ini tampaknya ${one.says[0]}; periksa apakah isinya ${ground.says[0]}`,
      `this term seems to be one that ${one.says[1]}; check whether it ${ground.says[1]}`],
    ['nyatakan hasil pemeriksaan, ganti butir ini, atau tulis mengapa tetap berlaku', 'declare what you found, replace the term, or say why it stands'], ground.cite)
  })
}

function people(case_, term) {
  const owner = case_.thing('party', term.get('owner')), to = case_.thing('party', term.get('to_party')), out = []
  const isPay = term.get('term_kind') === 'pay'
  if (!owner) out.push(finding(term, 'ownerless', true, ['butir tanpa pelaksana', 'nobody is named to do it'], ['sebut siapa yang melakukan', 'name who does it']))
  else if (!OF_THE_CASE.includes(owner.get('role'))) {
    out.push(finding(term, 'third_party', false, ['butir membebani orang di luar perkara', 'the term burdens somebody outside the case'], ['catat bahwa ia bersedia', 'record that this person agrees']))
  }
  if (isPay && !to && case_.victims.length > 1) {
    out.push(finding(term, 'recipient_unnamed', false, ['korban lebih dari satu dan penerima tidak disebut', 'there are several victims and no recipient is named'],
      ['sebut kepada siapa dibayar', 'name who is paid']))
  } else if (isPay && to && !VICTIM_SIDE.includes(to.get('role'))) {
    out.push(finding(term, 'paid_elsewhere', false, ['dibayar kepada orang yang bukan korban atau wakilnya', 'paid to somebody who is neither victim nor representative'],
      ['tulis mengapa kepadanya', 'say why to this person']))
  }
  return out
}

function form(agreement, term) {
  const out = [], due = dayIn(term.get('due_on')), made = dayIn(agreement.get('on'))
  if (DATED.includes(term.get('term_kind')) && !term.get('due_on')) {
    out.push(finding(term, 'undated', true, ['butir tanpa tanggal', 'the term has no day'], ['isi paling lambat kapan', 'say by when']))
  }
  if (term.get('term_kind') === 'pay' && !amountOf(term)) {
    out.push(finding(term, 'no_amount', true, ['pembayaran tanpa jumlah', 'a payment without an amount'], ['isi jumlahnya', 'fill in the amount']))
  }
  if (due && made && due < made) {
    out.push(finding(term, 'impossible', true, ['jatuh tempo sebelum kesepakatan dibuat', 'due before the agreement was made'], ['perbaiki tanggalnya', 'correct the day']))
  }
  return out
}

/** A child's diversion: at most three months from the agreement, for compensation or restoration without exception. */
function ofChild(case_, agreement, term) {
  const suspect = agreement.get('suspect'), due = dayIn(term.get('due_on')), made = dayIn(agreement.get('on'))
  const diversions = case_.all('diversion').filter((d) => d.get('diversion_result') !== 'failed' && (!suspect || d.get('suspect') === suspect))
  if (!diversions.length || !due || !made || day(due) <= shift(day(made), CHILD_MONTHS, 0)) return []
  const hard = COMPENSATION.includes(term.get('term_kind'))
  return [finding(term, 'child_three_months', hard, [`diversi: butir ini jatuh tempo ${due}, lebih dari tiga bulan sejak kesepakatan`,
    `diversion: the term is due on ${due}, more than three months after the agreement`],
  hard ? ['percepat tanggalnya', 'bring the day forward'] : ['percepat tanggalnya, atau tulis dasar perpanjangannya', 'bring the day forward, or state the ground of the extension'],
  `PP 65/2015 Pasal 8 ayat (${hard ? 1 : 2})`)]
}

/** The rupiah an agreement lets be paid; `ofAll` adds the agreements that count for the other suspects. */
export function promised(case_, agreement, ofAll) {
  const counted = new Map([[agreement.id, agreement]])
  for (const suspect of ofAll ? case_.suspects : []) {
    const other = current(case_, suspect.id)
    if (other) counted.set(other.id, other)
  }
  return [...counted.values()].flatMap((one) => termsOf(case_, one)).filter((term) => term.get('term_kind') === 'pay').reduce((sum, term) => sum + amountOf(term), 0)
}

export const rupiah = (amount, point = '.') => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, point)}`

function aboveLoss(case_, agreement, loss) {
  const total = promised(case_, agreement, !case_.fact(agreement.get('suspect') ?? '', 'loss'))
  if (total && loss === null) {
    return [finding(null, 'loss_unknown', false, ['kerugian belum diketahui, jadi jumlah belum dapat dibandingkan', 'the loss is unknown, so the amount cannot be compared'],
      ['catat kerugian korban', "record the victim's loss"])]
  }
  if (loss === null || total <= loss) return []
  return [finding(null, 'above_loss', false, [`jumlah ${rupiah(total)} melebihi kerugian ${rupiah(loss)}`, `${rupiah(total, ',')} is more than the loss of ${rupiah(loss, ',')}`],
    ['tulis mengapa lebih dari kerugian', 'say why it is more than the loss'])]
}
