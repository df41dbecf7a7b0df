// Letter numbers from the blocks handed to this device: {series, year, first, last, pattern, unit}.

const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ')

/** A number of the block as it is written on a day. */
export function written(block, n, on) {
  const [year, month, day] = on.split('-')
  const values = { n, 'n:03': String(n).padStart(3, '0'), day: +day, month: +month, roman_month: ROMAN[month - 1], year, short_year: year.slice(2), unit: block.unit, series: block.series }
  return block.pattern.replace(/\{([a-z_:0-9]+)\}/g, (whole, name) => values[name] ?? whole)
}

/** The lowest number of a series that was not given: {text, left} or null when the blocks are used up; `given` as they were written. */
export function nextNumber(blocks, given, series, on) {
  const used = new Set(given)
  const wasUsed = (block, n) => ROMAN.some((_, month) => used.has(written(block, n, `${block.year}-${String(month + 1).padStart(2, '0')}-01`)))
  const free = blocks.filter((block) => block.series === series && String(block.year) === on.slice(0, 4))
    .flatMap((block) => Array.from({ length: block.last - block.first + 1 }, (_, i) => [block, block.first + i])).filter(([block, n]) => !wasUsed(block, n))
  return free.length ? { text: written(...free[0], on), left: free.length - 1 } : null
}
