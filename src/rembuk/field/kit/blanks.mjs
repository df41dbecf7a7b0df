// One blank of a form by the type of its field. A blank is {node, get, set, focus}: `get` is what stands in it, typed as it was.

import { button, dated, h, newId, pick, say } from './dom.mjs'
import { thingName } from './telling.mjs'
import { rupiah } from '../terms.mjs'
import { proofBlank } from './proof.mjs'

const FEW = 6
const INPUT = { integer: { inputmode: 'numeric' }, rupiah: { inputmode: 'numeric' }, nik: { inputmode: 'numeric' }, phone: { type: 'tel' } }
const LONG = ['lines', 'texts', 'charges']
const NAMED = ['choices', 'refs', 'yesno', 'rows', 'media']

/** `about` is {app, case_, values()}; `changed` is called at every change. */
export function blank(field, about, changed) {
  const make = field.type === 'media' ? proofBlank : MAKE[field.type] ?? textBlank
  const made = make(field, about, changed), isGroup = made.isGroup ?? NAMED.includes(field.type), error = h('p', { class: 'error', hidden: true })
  const label = [pick(field.label), field.required ? null : h('span', { class: 'optional' }, say(' (boleh kosong)', ' (optional)'))]
  const help = field.help ? h('p', { class: 'help', id: newId('help') }, pick(field.help)) : null
  error.id = newId('error')
  const target = made.input ?? made.node
  if (!isGroup) { target.id = newId(field.name); target.setAttribute('aria-describedby', [help?.id, error.id].filter(Boolean).join(' ')) }
  const inside = [error, help, made.node]
  const node = h('div', { class: 'field', 'data-field': field.name }, isGroup
    ? h('fieldset', {}, h('legend', {}, label), inside) : [h('label', { for: target.id }, label), inside])
  return {
    ...made, node,
    wrong(sentence) { error.textContent = sentence ?? ''; error.hidden = !sentence; node.classList.toggle('wrong', Boolean(sentence)) },
  }
}

function textBlank(field, _about, changed) {
  const node = LONG.includes(field.type) ? h('textarea', { rows: 3, oninput: changed }) : h('input', { ...INPUT[field.type], oninput: changed, autocomplete: 'off' })
  return { node, get: () => node.value, set: (value) => { node.value = Array.isArray(value) ? value.join('\n') : value ?? '' } }
}

function rupiahBlank(field, about, changed) {
  const said = h('p', { class: 'help' }), input = h('input', { inputmode: 'numeric', autocomplete: 'off', oninput: () => { read(); changed() } })
  const read = () => { const figures = input.value.replace(/\D/g, ''); said.textContent = figures ? rupiah(Number(figures)) : '' }
  return { node: h('div', {}, input, said), input, get: () => input.value, set: (value) => { input.value = value ?? ''; read() } }
}

function momentBlank(_field, about, changed) {
  const { input, node, show } = dayInput('datetime-local', changed)
  const get = () => (input.value ? input.value.slice(0, 16) + about.offset : '')
  return { node, input, get, set: (value) => { input.value = (value ?? '').slice(0, 16); show() } }
}

function dateBlank(_field, _about, changed) {
  const { input, node, show } = dayInput('date', changed)
  return { node, input, get: () => input.value, set: (value) => { input.value = value ?? ''; show() } }
}

/** A day as the device writes it, and under it in words, for devices write days and months in different orders. */
function dayInput(type, changed) {
  const said = h('p', { class: 'help' }), input = h('input', { type, oninput: () => { show(); changed() } })
  const show = () => { said.textContent = input.value ? dated(input.value) : '' }
  return { input, node: h('div', {}, input, said), show }
}

/** Few words as large buttons to press, many as a list. */
function oneOf(options, changed, isCompact) {
  if (options.length > FEW || isCompact) {
    const node = h('select', { onchange: changed }, h('option', { value: '' }, say('— pilih —', '— choose —')), options.map(([value, words]) => h('option', { value }, words)))
    return { node, get: () => node.value, set: (value) => { node.value = value ?? '' } }
  }
  return { ...pressed(options, 'radio', changed), isGroup: true }
}

function pressed(options, type, changed) {
  const name = newId('choice'), inputs = options.map(([value]) => h('input', { type, name, value, onchange: changed }))
  const node = h('div', {}, options.map(([, words], i) => h('label', { class: 'choice' }, inputs[i], h('span', {}, words))))
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value)
  const set = (value) => { for (const input of inputs) input.checked = type === 'radio' ? input.value === String(value ?? '') : (value ?? []).includes(input.value) }
  return { node, get: () => (type === 'radio' ? chosen()[0] ?? '' : chosen()), set }
}

const choiceOptions = (field, { app }) => Object.entries(app.declared.choices[field.of]).map(([value, words]) => [value, pick(words)])

/** The things of a case that a field may point at, newest first for all but people. */
export function things(field, { case_ }) {
  const all = case_?.all(field.of) ?? [], fit = all.filter((thing) => Object.entries(field.where).every(([name, wanted]) => thing.get(name) === wanted))
  return field.of === 'party' ? fit : fit.reverse()
}

function refOptions(field, about) {
  const { case_ } = about, roles = about.app.declared.choices.party_role
  return things(field, about).map((thing) => [thing.id, field.of === 'party'
    ? `${thing.get('name')} (${pick(roles[thing.get('role')] ?? thing.get('role')).toLowerCase()})`
    : [thingName(case_, field.of, thing.id), thing.get('due_on') && dated(thing.get('due_on'))].filter(Boolean).join(', ')])
}

function yesnoBlank(field, _about, changed) {
  const made = pressed([['true', say('Ya', 'Yes')], ['false', say('Tidak', 'No')], ['', say('Belum diketahui', 'Not yet known')]], 'radio', changed)
  return { ...made, get: () => ({ true: true, false: false })[made.get()] ?? null }
}

function namesBlank(which) {
  return (field, about, changed) => {
    const options = about.app.journal.identity.choices?.[which] ?? []
    return options.length ? oneOf(options, changed) : textBlank(field, about, changed)
  }
}

function chargesBlank(field, about, changed) {
  const text = textBlank(field, about, changed), listId = newId('offences'), offences = about.app.law?.offences ?? []
  const found = h('input', { list: listId, placeholder: say('cari pasal atau nama', 'find an article or name'), 'aria-label': say('Cari pasal', 'Find an article') })
  const add = () => {
    const one = offences.find((each) => found.value.startsWith(each.label))
    if (!one) return
    text.set([text.get(), one.label].filter(Boolean).join('\n'))
    found.value = ''
    changed()
  }
  found.addEventListener('change', add)
  const list = h('datalist', { id: listId }, [...new Map(offences.map((one) => [one.label, one])).values()].map((one) => h('option', { value: `${one.label} – ${one.name}` })))
  return { ...text, input: text.node, node: h('div', {}, found, list, text.node) }
}

function rowsBlank(field, about, changed) {
  const place = h('div', {}), rows = []
  const add = (values) => {
    const blanks = field.columns.map((column) => [column, blank(column, { ...about, isCompact: true }, changed)])
    for (const [column, one] of blanks) one.set(values?.[column.name])
    const row = { blanks }
    row.node = h('div', { class: 'row' }, blanks.map(([, one]) => one.node), button(say('Hapus baris ini', 'Remove this row'), () => { rows.splice(rows.indexOf(row), 1); row.node.remove(); changed() }, 'plain'))
    rows.push(row)
    place.append(row.node)
  }
  const node = h('div', {}, place, button(say('+ Tambah baris', '+ Add a row'), () => { add(); changed() }, 'quiet'))
  return {
    node, get: () => rows.map(({ blanks }) => Object.fromEntries(blanks.map(([column, one]) => [column.name, one.get()]))),
    set: (value) => { rows.length = 0; place.replaceChildren(); for (const row of value?.length ? value : [null]) add(row) },
  }
}

const MAKE = {
  rupiah: rupiahBlank, moment: momentBlank, date: dateBlank, yesno: yesnoBlank, charges: chargesBlank, rows: rowsBlank, office: namesBlank('offices'), user: namesBlank('people'),
  choice: (field, about, changed) => oneOf(choiceOptions(field, about), changed),
  choices: (field, about, changed) => pressed(choiceOptions(field, about), 'checkbox', changed),
  ref: (field, about, changed) => oneOf(refOptions(field, about), changed, about.isCompact),
  refs: (field, about, changed) => pressed(refOptions(field, about), 'checkbox', changed),
}
