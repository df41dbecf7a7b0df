// What was typed into the blanks of a form, read into JSON values as the record keeps them (rembuk.record.filling).
//
// An empty blank is left out: unknown, not false. A blank that cannot be read gets a sentence, [id, en], and stays as it was typed.

const bad = (field, id, en) => { throw Object.assign(new Error(id), { said: [`${field.label[0]}: ${id}`, `${field.label[1]}: ${en}`] }) }

const READ = {
  rupiah(field, raw) {
    const figures = String(raw).replace(/^\s*rp\.?\s*/i, '').replace(/[.\s]/g, '').replace(/,-?$|,00?$/, '')
    if (!/^\d{1,15}$/.test(figures)) bad(field, `'${raw}' bukan jumlah rupiah; tulis misalnya 1.500.000.`, `'${raw}' is not an amount; write for instance 1.500.000.`)
    return Number(figures)
  },
  integer(field, raw) {
    const number = Number(raw), low = field.least ?? 0, high = field.most ?? 1e9
    if (!/^\d{1,9}$/.test(String(raw).trim())) bad(field, `'${raw}' bukan bilangan bulat; tulis angka saja.`, `'${raw}' is not a whole number.`)
    if (number < low || number > high) bad(field, `${number} di luar ${low} sampai ${high}.`, `${number} is outside ${low} to ${high}.`)
    return number
  },
  phone(field, raw) {
    const local = String(raw).replace(/[\s().-]/g, '').replace(/^(\+62|62)/, '0')
    if (!/^0\d{7,13}$/.test(local)) bad(field, `'${raw}' bukan nomor telepon Indonesia; tulis misalnya 0812 3456 7890.`, `'${raw}' is not an Indonesian phone number.`)
    return `+62${local.slice(1)}`
  },
  nik(field, raw) {
    const figures = String(raw).replace(/[\s.-]/g, '')
    if (!/^\d{16}$/.test(figures)) bad(field, `NIK terdiri dari 16 angka; yang tertulis ${figures.length}.`, `a NIK has 16 figures; ${figures.length} are written.`)
    return figures
  },
  region(field, raw) {
    if (!/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/.test(raw)) bad(field, `'${raw}' bukan kode wilayah; tulis misalnya 81.01.`, `'${raw}' is not a region code.`)
    return raw
  },
  texts: (_field, raw) => (Array.isArray(raw) ? raw : String(raw).split('\n')).map((line) => line.trim()).filter(Boolean),
  choices: (_field, raw) => [...new Set(raw)].sort(),
  rows: (field, raw) => raw.filter((row) => Object.values(row).some((value) => value !== null && value !== '' && !(Array.isArray(value) && !value.length)))
    .map((row, i) => {
      const { fields, problems } = readForm(field.columns, row), wrong = Object.values(problems)
      if (wrong.length) throw Object.assign(new Error('rows'), { said: [0, 1].map((at) => `${['Baris', 'Row'][at]} ${i + 1}: ${wrong.map((one) => one[at]).join(' ')}`) })
      return fields
    }),
}

const isEmpty = (value) => value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

/** {fields, problems}: the values read, and for each blank that could not be read a sentence. */
export function readForm(declared, raw) {
  const fields = {}, problems = {}
  for (const field of declared) {
    let value = typeof raw[field.name] === 'string' ? raw[field.name].trim() : raw[field.name]
    try {
      if (!isEmpty(value) && READ[field.type]) value = READ[field.type](field, value)
      else if (typeof value === 'string' && !['lines', 'charges'].includes(field.type)) value = value.split(/\s+/).join(' ')
    } catch (error) {
      if (!error.said) throw error
      problems[field.name] = error.said
      continue
    }
    if (!isEmpty(value)) fields[field.name] = value
    else if (field.required) problems[field.name] = [`${field.label[0]} belum diisi.`, `${field.label[1]} is not filled in.`]
  }
  return { fields, problems }
}
