// Whether an act may be added to a case now (rembuk.record.decide). Nothing here changes anything.
//
//   decide(case_ or null, declared, kindName, fields, author, on) -> {passed: [codes], unasked: [rules]} or {refused: {code, reason, remedy, soft}}

import { withoutConsent } from './consent.mjs'
import { about } from './record.mjs'
import { RULES } from './rules.mjs'
import { standings } from './stages.mjs'

const STAGE_WORDS = { village: ['desa', 'village'], police: ['kepolisian', 'police'], prosecution: ['penuntutan', 'prosecution'], court: ['pengadilan', 'court'] }

const no = (code, reason, reasonEn, remedy, remedyEn) => ({ refused: { code, reason: [reason, reasonEn], remedy: [remedy, remedyEn], soft: false } })

export function decide(case_, declared, kindName, fields, author, on) {
  const kind = declared.kinds.get(kindName)
  if (!kind) return no('unknown-kind', `Perbuatan '${kindName}' tidak dikenal.`, `There is no act '${kindName}'.`, 'Perbarui program ini.', 'Update this program.')
  if (!kind.by.has(author.role)) return wrongRole(kind, declared)
  if (!case_) {
    return kind.opens ? { passed: [], unasked: [] }
      : no('no-case', 'Perbuatan ini memerlukan perkara.', 'This act needs a case.', 'Buka perkara dahulu.', 'Open a case first.')
  }
  if (kind.opens) return no('case-open', 'Perkara sudah dibuka.', 'The case is open already.', 'Tambahkan perbuatan lain.', 'Add another act.')
  return inCase({ case: case_, kind: kindName, fields, author, on, suspect: about(case_, kind, fields) }, kind)
}

function inCase(asked, kind) {
  const tracks = standings(asked.case, asked.suspect), running = tracks.filter((now) => !now.closed), here = running.length ? running : tracks
  if (!running.length && !kind.after) {
    return no('closed', 'Perkara ini sudah ditutup.', 'The case is closed.', 'Buka kembali dahulu, dengan alasan.', 'Reopen it first, with a reason.')
  }
  if (kind.stages.length && !here.some((now) => kind.stages.includes(now.stage))) return wrongStage(kind, here[0].stage)
  const missing = kind.needsConsent ? withoutConsent(asked.case, asked.suspect, asked.on) : []
  if (missing.length) {
    const names = missing.map(([party]) => party.get('name')).join(', ')
    return no('no-consent', `${names} belum menyatakan bersedia.`, `${names} has not consented.`,
      'Catat penjelasan hak dan persetujuannya dahulu.', 'Record the explanation of rights and the consent first.')
  }
  return byRules(asked, kind)
}

/** The first rule that is not kept; a soft one is passed with a ground in `despite`, or in `reason` where the form has no `despite`. */
function byRules(asked, kind) {
  const ground = asked.fields[kind.fields.some((field) => field.name === 'despite') ? 'despite' : 'reason'], passed = [], unasked = []
  for (const rule of kind.requires) {
    if (!RULES[rule.name]) unasked.push(rule.name)
    const refused = RULES[rule.name]?.(asked)
    if (refused && !(rule.soft && ground)) return { refused: { ...refused, soft: rule.soft } }
    if (refused) passed.push(refused.code)
  }
  return { passed, unasked }
}

function wrongRole(kind, declared) {
  const [who, whoEn] = [0, 1].map((i) => [...kind.by].map((role) => declared.roles[role]?.[i] ?? role).join(', '))
  return no('wrong-role', `'${kind.label[0]}' bukan wewenang peran Anda.`, `'${kind.label[1]}' is not within your role.`, `Yang berwenang: ${who}.`, `Those who may: ${whoEn}.`)
}

function wrongStage(kind, stage) {
  const wanted = (i, or) => kind.stages.map((one) => STAGE_WORDS[one][i]).join(or), here = STAGE_WORDS[stage] ?? [stage, stage]
  return no('wrong-stage', `'${kind.label[0]}' hanya di tahap ${wanted(0, ' atau ')}; perkara ini di tahap ${here[0]}.`,
    `'${kind.label[1]}' belongs to the stage ${wanted(1, ' or ')}; the case is at the stage ${here[1]}.`,
    'Serahkan perkara ke tahap itu dahulu.', 'Hand the case to that stage first.')
}

/** The kinds of act a role may do at a stage, in the order of the declaration; rules and consent are asked when it is done. */
export const mayDo = (declared, role, stage, closed) =>
  [...declared.kinds.values()].filter((kind) => kind.by.has(role) && !kind.opens && (!kind.stages.length || kind.stages.includes(stage)) && (!closed || kind.after))
