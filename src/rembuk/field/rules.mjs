// The rules an act must keep, by the name acts.yaml calls them: those a facilitator meets away from the office.
//
// Each gets {case, kind, fields, author, on, suspect} and answers null (kept) or a refusal {code, reason, remedy}, both [id, en].
// A rule that is not here (approvals, decrees, the court packet) is asked by the office when the act arrives there.

import { consentOf, deciders, mustConsent, told } from './consent.mjs'
import { momentIn } from './days.mjs'
import { milestones, standing, standings, villageDoorIsClosed } from './stages.mjs'
import { check, current, lossOf, owed, performed, rupiah, stands, unsigned } from './terms.mjs'

const refused = (code, reason, reasonEn, remedy, remedyEn) => ({ code, reason: [reason, reasonEn], remedy: [remedy, remedyEn] })
const thing = (asked, kind) => asked.case.thing(kind, asked.fields[kind])
const plain = (name) => String(name ?? '').toLowerCase().split(/\s+/).filter(Boolean).join(' ')
const inVillage = (asked) => standing(asked.case, asked.suspect).stage === 'village'
const DOOR = ['village-door-closed', 'Rumah RJ sudah tertutup bagi perkara ini karena kesepakatan dilanggar.', 'The village house is closed to this matter after a breach.']

// == handing over, closing, reopening ==
function handover_to_us(asked) {
  const handover = thing(asked, 'handover'), to = handover?.get('to_office')
  if (!handover || to === asked.author.office) return null
  return refused('handover-to-another', `Perkara ini diserahkan kepada ${to}.`, `The case was handed to ${to}.`,
    'Yang menerima adalah petugas kantor itu.', 'An officer of that office receives it.')
}

function handover_open(asked) {
  if (!thing(asked, 'handover')?.get('received')) return null
  return refused('handover-received', 'Penyerahan ini sudah diterima.', 'This handover has been received.', 'Tidak perlu dicatat lagi.', 'Nothing more to record.')
}

function not_back_to_closed_village(asked) {
  if (asked.fields.to_stage !== 'village' || !villageDoorIsClosed(asked.case)) return null
  return refused(...DOOR, 'Teruskan perkara di kepolisian atau kejaksaan.', 'Go on with the case at the police or the prosecution.')
}

function is_closed(asked) {
  if (standings(asked.case, asked.suspect).some((now) => now.closed)) return null
  return refused('not-closed', 'Perkara ini tidak sedang ditutup.', 'The case is not closed.', 'Lanjutkan tanpa membuka kembali.', 'Go on without reopening.')
}

function stop_is_valid(asked) {
  if (!['rj', 'diversion'].includes(asked.fields.close_reason)) return null
  const all = asked.case.suspects.map((s) => s.id)
  for (const suspect of asked.suspect ? [asked.suspect] : all.length ? all : ['']) {
    const found = stopOf(asked.case, suspect)
    if (found) return found
  }
  return null
}

function stopOf(case_, suspect) {
  const agreement = current(case_, suspect)
  if (!agreement || unsigned(case_, agreement).length || !performed(case_, agreement)) {
    return refused('not-performed', 'Kesepakatan belum ditandatangani semua pihak dan dilaksanakan seluruhnya.', 'The agreement is not signed by all and performed in full.',
      'Catat tanda tangan dan pelaksanaannya dahulu, atau tulis alasan.', 'Record signatures and performance first, or give a reason.')
  }
  const wanted = case_.all('penetapan').filter((p) => [null, suspect].includes(p.get('suspect')) || !suspect)
  if (!wanted.length || wanted.at(-1).get('result') === 'valid') return null
  return refused('no-penetapan', 'Penetapan Ketua PN belum ada.', 'There is no penetapan yet.', 'Tunggu penetapan, atau tulis alasan.', 'Wait for the penetapan, or give a reason.')
}

// == telling people their rights, recording what they want ==
function rights_first(asked) {
  const party = thing(asked, 'party'), name = party?.get('name')
  if (!party || consentOf(asked.case, party).state !== 'unasked') return null
  return refused('rights-first', `Hak belum dijelaskan kepada ${name}.`, `The rights were not explained to ${name}.`,
    'Catat penjelasan hak dahulu, dalam bahasa yang dipahaminya.', 'Record the explanation of rights first, in a language understood.')
}

function understood(asked) {
  const party = thing(asked, 'party'), name = party?.get('name')
  if (!party || told(asked.case, party).at(-1)?.fields.understood !== false) return null
  return refused('not-understood', `${name} belum dapat mengulang penjelasan dengan kata sendiri.`, `${name} could not say the explanation back in own words.`,
    'Jelaskan sekali lagi, bila perlu dengan penerjemah atau pendamping; atau tulis alasan.', 'Explain again, if need be with an interpreter or companion; or give a reason.')
}

function read_aloud(asked) {
  const party = thing(asked, 'party'), name = party?.get('name')
  if (!party || party.get('can_read') !== false || asked.fields.read_by) return null
  return refused('read-aloud', `${name} tidak dapat membaca, dan belum ditulis siapa yang membacakan.`, `${name} cannot read, and nobody is named who read it aloud.`,
    'Bacakan seluruhnya, lalu tulis siapa yang membacakan.', 'Read all of it aloud, then write who read it.')
}

function interpreter_present(asked) {
  const party = thing(asked, 'party'), name = party?.get('name'), needs = party?.get('accommodations') ?? []
  if (!['interpreter', 'sign_language'].some((need) => needs.includes(need)) || asked.fields.interpreter) return null
  return refused('no-interpreter', `${name} memerlukan penerjemah, dan belum disebut.`, `${name} needs an interpreter, and none is named.`,
    'Catat penerjemahnya sebagai pihak lalu pilih di sini, atau tulis mengapa tanpa penerjemah.', 'Record the interpreter as a party and choose them here, or say why there is none.')
}

function interpreter_is_neutral(asked) {
  const interpreter = asked.case.thing('party', asked.fields.interpreter), name = interpreter?.get('name')
  if (!interpreter || (!['victim', 'suspect'].includes(interpreter.get('role')) && interpreter.id !== asked.fields.party)) return null
  return refused('interpreter-is-party', `${name} adalah pihak dalam perkara ini dan tidak dapat menjadi penerjemah.`, `${name} is a party to this case and cannot interpret.`,
    'Pilih penerjemah yang tidak berkepentingan.', 'Choose an interpreter without a stake.')
}

function not_in_future(asked) {
  const at = momentIn(asked.fields.at)
  if (!at || at.day <= asked.on) return null
  return refused('in-the-future', 'Waktunya belum tiba.', 'That time has not come.', 'Periksa tanggal dan jamnya.', 'Check the day and the hour.')
}

function not_before_consent(asked) {
  const party = thing(asked, 'party'), given = party ? consentOf(asked.case, party) : null
  const said = given?.state === 'given' ? momentIn(given.act.fields.at) : null, at = momentIn(asked.fields.at)
  if (!(at?.ms && said?.ms && at.ms < said.ms)) return null
  const [year, month, day, hour] = given.act.fields.at.split(/[-T+]/)
  return refused('before-consent', `Waktu penarikan mendahului persetujuan (${day}-${month}-${year} ${hour.slice(0, 5).replace(':', '.')}).`,
    `The withdrawal is earlier than the consent (${day}-${month}-${year} ${hour.slice(0, 5)}).`,
    'Periksa jamnya: penarikan dicatat pada waktu diucapkan.', 'Check the hour: a withdrawal is recorded at the time it was said.')
}

function thumbprint_has_witnesses(asked) {
  if (asked.fields.proof !== 'thumbprint') return null
  const sides = [...asked.case.victims, ...asked.case.suspects, thing(asked, 'party')].filter(Boolean).map((party) => plain(party.get('name')))
  const barred = new Set([...sides, plain(asked.author.name), ''])
  if (new Set((asked.fields.witnesses ?? []).map(plain).filter((name) => !barred.has(name))).size >= 2) return null
  return refused('two-witnesses', 'Cap jempol memerlukan dua saksi yang bukan korban, pelaku, atau petugas pencatat.',
    'A thumbprint needs two witnesses who are not victim, offender or the recording officer.',
    'Tulis nama kedua saksi, satu baris satu nama.', 'Write the names of both witnesses, one a line.')
}

// == sessions and the village house ==
function session_open(asked) {
  const session = thing(asked, 'session')
  if (!session || session.get('status') === null || session.cells.get('status').inConflict) return null
  return refused('session-over', 'Pertemuan ini sudah dicatat selesai.', 'This session is already recorded as over.', 'Jadwalkan pertemuan baru.', 'Schedule a new session.')
}

function no_interest(asked) {
  const mine = asked.case.actsOf(['interest_declared']).filter((act) => act.author.user === asked.author.user)
  if (!mine.at(-1)?.fields.interest) return null
  return refused('has-interest', 'Anda menyatakan punya kepentingan atau hubungan dengan perkara ini.', 'You declared an interest in or tie to this case.',
    'Serahkan kepada fasilitator lain.', 'Leave it to another facilitator.')
}

function both_sides_attended(asked) {
  const attended = asked.fields.attended ?? []
  const absent = mustConsent(asked.case, asked.suspect).filter((p) => ![p.id, ...deciders(asked.case, p).map((r) => r.get('party'))].some((id) => attended.includes(id)))
  if (!absent.length) return null
  const names = absent.map((party) => party.get('name')).join(', ')
  return refused('side-absent', `${names} tidak tercatat hadir dan tidak diwakili.`, `${names} did not attend and was not represented.`,
    'Catat wakilnya, atau tulis alasan tetap dilanjutkan.', 'Record a representative, or say why it went on.')
}

function village_door_open(asked) {
  if (!inVillage(asked) || !villageDoorIsClosed(asked.case)) return null
  return refused(...DOOR, 'Serahkan perkara kepada kepolisian.', 'Hand the case to the police.')
}

function village_gate_not_refused(asked) {
  if (!inVillage(asked)) return null
  const reached = milestones(asked.case, asked.suspect), last = (name) => reached.get(name)?.at(-1).order ?? -1
  if (last('village_gate_refused') < 0 || last('village_gate_approved') > last('village_gate_refused')) return null
  return refused('village-gate-refused', 'Polisi atau jaksa tidak mengizinkan perkara ini diselesaikan di desa.', 'Police or prosecutor did not allow this matter to be settled in the village.',
    'Serahkan perkara kepada kepolisian.', 'Hand the case to the police.')
}

function village_gate_open(asked) {
  if (!inVillage(asked) || asked.case.last(['village_gate_decided']) || milestones(asked.case, asked.suspect).has('village_gate_approved')) return null
  return refused('village-gate-unasked', 'Polisi atau jaksa belum menyetujui penyelesaian di desa.', 'Police or prosecutor have not agreed to a settlement in the village.',
    'Mintakan persetujuannya; bila sudah diberikan lisan, tulis oleh siapa dan kapan.', 'Ask for their consent; if it was given by word of mouth, write by whom and when.')
}

function gate_answer_is_shown(asked) {
  if (asked.author.role !== 'village_head' || asked.fields.basis) return null
  return refused('gate-answer-unshown', 'Belum ditulis siapa di kepolisian atau kejaksaan yang menjawab.', 'It is not written who at the police or the prosecution answered.',
    'Tulis nama, jabatan, dan surat atau cara jawabannya pada kolom bukti.', 'Write name, post and the letter or way of the answer under proof.')
}

function before_demand(asked) {
  if (!asked.case.last(['sentencing_demanded'], asked.suspect)) return null
  return refused('after-demand', 'Tuntutan sudah dibacakan; kesepakatan semestinya sebelum tuntutan.', 'The sentencing demand was read; an agreement should come before it.',
    'Sampaikan kepada hakim sebagai keadaan yang meringankan, atau tulis alasan tetap dicatat.', 'Put it to the judge as a mitigating circumstance, or say why it is recorded all the same.')
}

// == agreements ==
function notStanding(asked, agreement) {
  if (!agreement || stands(asked.case, agreement)) return null
  return refused('agreement-replaced', 'Kesepakatan ini sudah diganti atau ditolak.', 'This agreement was replaced or refused.', 'Pakai kesepakatan yang terbaru.', 'Use the newest agreement.')
}

const agreement_current = (asked) => notStanding(asked, thing(asked, 'agreement'))
const agreement_stands = (asked) => notStanding(asked, asked.case.thing('agreement', thing(asked, 'term')?.get('agreement')))

function sentence(parts) {
  const text = [...new Set(parts)].join('; ')
  return text[0].toUpperCase() + text.slice(1) + '.'
}

function terms(asked, forbidden) {
  const agreement = thing(asked, 'agreement')
  const found = agreement ? check(asked.case, agreement, lossOf(asked.case, agreement.get('suspect') ?? '')).filter((one) => one.forbidden === forbidden) : []
  if (!found.length) return null
  const both = (part) => [0, 1].map((i) => sentence(found.map((one) => one[part][i])))
  return { code: found[0].code.replaceAll('_', '-'), reason: both('says'), remedy: both('mend') }
}

const terms_lawful = (asked) => terms(asked, true)
const terms_sound = (asked) => terms(asked, false)

function is_payment(asked) {
  const term = thing(asked, 'term'), what = term?.get('what')
  if (!term || (term.get('term_kind') === 'pay' && asked.fields.amount !== 0)) return null
  if (term.get('term_kind') === 'pay') return refused('nothing-paid', 'Jumlah pembayaran nol.', 'The amount paid is zero.', 'Isi jumlah yang dibayar.', 'Fill in what was paid.')
  return refused('not-a-payment', `Butir ini bukan pembayaran: ${what}.`, `This term is not a payment: ${what}.`,
    'Pilih butir pembayaran, atau catat bahwa butir ini dilaksanakan.', 'Choose a term that is paid, or record this one as performed.')
}

function amount_is_owed(asked) {
  const term = thing(asked, 'term'), { amount } = asked.fields, left = term ? owed(asked.case, term, asked.on).left : 0
  if (!term || !Number.isInteger(amount) || amount <= left) return null
  return refused('more-than-owed', `Jumlah ini melebihi sisa yang terutang (${rupiah(left)}).`, `The amount is more than what is still owed (${rupiah(left, ',')}).`,
    'Periksa butir dan jumlahnya, atau tulis alasan.', 'Check the term and the amount, or give a reason.')
}

function waived_by_the_entitled(asked) {
  const term = thing(asked, 'term'), party = thing(asked, 'party')
  if (!term || !party) return null
  const to = asked.case.thing('party', term.get('to_party')), entitled = to ? [to] : asked.case.victims
  if (entitled.some((p) => [p.id, ...deciders(asked.case, p).map((r) => r.get('party'))].includes(party.id))) return null
  return refused('not-entitled', 'Yang dapat membebaskan hanya pihak yang berhak menerima.', 'Only the party entitled to it may waive it.',
    'Catat pernyataan korban atau wakilnya.', 'Record the statement of the victim or representative.')
}

export const RULES = {
  handover_to_us, handover_open, not_back_to_closed_village, is_closed, stop_is_valid, rights_first, understood, read_aloud, interpreter_present,
  interpreter_is_neutral, not_in_future, not_before_consent, thumbprint_has_witnesses, session_open, no_interest, both_sides_attended,
  village_door_open, village_gate_not_refused, village_gate_open, gate_answer_is_shown, before_demand, agreement_current, agreement_stands, terms_lawful,
  terms_sound, is_payment, amount_is_owed, waived_by_the_entitled,
}
