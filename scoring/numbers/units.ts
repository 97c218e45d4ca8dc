/*
 * The units of the trades and how they are written. A unit is a product of
 * symbols with exponents and an exact factor. Symbols are kept apart where SI
 * would merge them, because the exam does: W, V·A and var are active, apparent
 * and reactive power; N·m is a torque and no energy; °C and K differ by an
 * offset. Only what a prefix or a plain factor converts is compatible.
 *
 * Source: SI brochure, 9th edition; GB 3100–3102 for the Chinese names.
 */
import { type Ratio, ratio } from '../ratio.ts'

export interface Atom {
  /** Symbols to exponents, e.g. Pa = N m⁻². */
  readonly symbols: Readonly<Record<string, number>>
  readonly factor: Ratio
  /** May carry an SI prefix. */
  readonly prefixable: boolean
  /** Spellings; the first is the symbol. */
  readonly spellings: readonly string[]
}

const si = (symbol: string, ...spellings: string[]): Atom =>
  atom({ [symbol]: 1 }, ratio(1), true, symbol, ...spellings)
const plain = (symbol: string, ...spellings: string[]): Atom =>
  atom({ [symbol]: 1 }, ratio(1), false, symbol, ...spellings)

function atom(symbols: Atom['symbols'], factor: Ratio, prefixable: boolean, ...spellings: string[]): Atom {
  return { symbols, factor, prefixable, spellings }
}

export const atoms: readonly Atom[] = [
  si('V', '伏特', '伏'),
  si('A', '安培', '安'),
  si('Ω', 'ohm', 'ohms', '欧姆', '欧'),
  si('S', '西门子'),
  si('W', '瓦特', '瓦'),
  atom({ V: 1, A: 1 }, ratio(1), true, 'VA', '伏安'),
  si('var', 'Var', '乏'),
  si('Hz', '赫兹', '赫'),
  si('F', '法拉', '法'),
  si('H', '亨利', '亨'),
  si('T', '特斯拉', '特'),
  si('Wb', '韦伯', '韦'),
  si('m', '米'),
  si('g', '克'),
  si('s', 'sec', '秒'),
  si('N', '牛顿', '牛'),
  si('K', '开尔文', '开'),
  si('mol', '摩尔'),
  si('cd', '坎德拉'),
  si('lm', '流明'),
  si('lx', '勒克斯'),
  si('bit', '比特'),
  atom({ A: 1, s: 1 }, ratio(1), true, 'C', '库仑', '库'),
  atom({ W: 1, s: 1 }, ratio(1), true, 'J', '焦耳', '焦'),
  atom({ W: 1, s: 1 }, ratio(3600), true, 'Wh', '瓦时', '瓦小时'),
  atom({ A: 1, s: 1 }, ratio(3600), true, 'Ah', '安时', '安小时'),
  atom({ N: 1, m: 1 }, ratio(1), true, 'Nm', '牛米'),
  atom({ N: 1, m: -2 }, ratio(1), true, 'Pa', '帕斯卡', '帕'),
  atom({ N: 1, m: -2 }, ratio(100_000), true, 'bar', '巴'),
  atom({ m: 3 }, ratio(1, 1000), true, 'L', 'l', '升'),
  atom({ bit: 1 }, ratio(8), true, 'B', 'Byte', '字节'),
  atom({ g: 1 }, ratio(1_000_000), false, 't', '吨'),
  atom({ g: 1 }, ratio(1000), false, 'kg', '公斤'),
  atom({ m: 1 }, ratio(1000), false, 'km', '公里'),
  atom({ m: 1 }, ratio(1, 100), false, 'cm', '公分'),
  atom({ s: 1 }, ratio(60), false, 'min', '分钟', '分'),
  atom({ s: 1 }, ratio(3600), false, 'h', 'hr', '小时', '时'),
  atom({ r: 1, s: -1 }, ratio(1, 60), false, 'rpm', 'RPM'),
  atom({ W: 1, s: 1 }, ratio(3_600_000), false, 'kWh', '度'),
  atom({}, ratio(1, 100), false, '%', '百分之'),
  atom({}, ratio(1, 1000), false, '‰'),
  atom({}, ratio(1, 1_000_000), false, 'ppm'),
  plain('r', 'rev', '转'),
  plain('°C', '摄氏度', '度', 'oC', 'C', '°c'),
  plain('°', 'deg', '度'),
  atom({ '°': 1 }, ratio(1, 60), false, '′', "'"),
  atom({ '°': 1 }, ratio(1, 3600), false, '″', '′′', '"', "''"),
  si('rad', '弧度'),
  plain('dB', '分贝'),
]

/** SI prefixes as powers of ten, in symbols and in Chinese. */
export const prefixes: Readonly<Record<string, number>> = {
  p: -12,
  n: -9,
  μ: -6,
  u: -6,
  m: -3,
  c: -2,
  d: -1,
  h: 2,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  皮: -12,
  纳: -9,
  微: -6,
  毫: -3,
  厘: -2,
  分: -1,
  百: 2,
  千: 3,
  兆: 6,
  吉: 9,
  太: 12,
}
