/**
 * What `systeminfo` ends with, in any language. Four answers come in one order everywhere, and the label names Hyper-V; where a
 * hypervisor runs, a sentence stands there instead.
 *
 *   Hyper-V Requirements:      VM Monitor Mode Extensions: Yes
 *                              Virtualization Enabled In Firmware: Yes
 *                              Second Level Address Translation: Yes
 *                              Data Execution Prevention Available: Yes
 *
 *   Hyper-V の要件:            ハイパーバイザーが検出されました。Hyper-V に必要な機能は表示されません。
 */

export type HyperV = Partial<Record<'firmware' | 'slat' | 'monitor' | 'hypervisor', boolean>>

/** A console without a language's letters writes `S?`, `n?o`. */
const yes = /^(?:yes|oui|ja|s[ií]|sì|s[^a-z\s]|sim|tak|igen|ano|áno|да|так|evet|kyllä|ναι|da|taip|jah|jā|是|はい|예)$/i
const no =
  /^(?:no|non|nein|n[ãa]o|n[^a-z\s]o|nee|nie|nem|ne|нет|ні|hay[ıi]r|hay[^a-z\s]r|ei|όχι|nu|nej|nei|nē|не|否|いいえ|아니요)$/i
const answerOf = (word: string): boolean | undefined => (yes.test(word) ? true : no.test(word) ? false : undefined)

type Name = 'firmware' | 'slat' | 'monitor' | 'prevention'
/** Of `Virtualization Enabled In Firmware: Yes`: which of the four it is, by a word of it in many a language. */
const requirements: ReadonlyArray<readonly [Name, RegExp]> = [
  [
    'firmware',
    /firmware|microprogramme|oprogramowaniu układowym|üretici yazılım|микропрограмм|встроенном по|固件|韌體|ファームウェア|펌웨어/i
  ],
  [
    'slat',
    /second[- ]level|second niveau|segundo n[ií]vel|zweiten ebene|secondo livello|drugiego poziomu|ikinci düzey|второго уровня|第二级|二级地址|第二層|第 ?2 ?レベル|두 번째 수준/i
  ],
  [
    'prevention',
    /data execution|exécution des données|datenausführung|ejecución de datos|execução de dados|esecuzione|wykonywani|yürütme|выполнени|数据执行|資料執行|データ実行|데이터 실행/i
  ],
  ['monitor', /monitor|moniteur|überwachung|izleyici|монитор|监视器|監視器|モニター|모니터/i]
]
const order: readonly Name[] = ['monitor', 'firmware', 'slat', 'prevention']

/** Of a sentence whose end was cut off. */
const detected =
  /hypervisor|hyperviseur|hipervisor|hiper yönetici|гипервизор|низкоуровневая оболочка|虚拟机监控程序|ハイパーバイザー|하이퍼바이저/i

/** Where it is told: `Hyper-V` stands in the label itself, and not in what came before a colon. */
const label = /^[^:：]*Hyper-V[^:：]*[:：]\s*(\S.*)$/iu
const answered = /([^:：]{3,120}?)\s*[:：]\s*([^\s,，;]+)/gu

/** `VM Monitor Mode Extensions: Yes Virtualization …: No`, however it was broken into lines. */
function answersIn(text: string): ReadonlyArray<readonly [name: Name | undefined, answer: boolean]> {
  return [...text.matchAll(answered)].flatMap(([, words = '', word = '']) => {
    const answer = answerOf(word)
    return answer === undefined ? [] : [[requirements.find(([, words_]) => words_.test(words))?.[0], answer] as const]
  })
}

function inOrder(lines: readonly string[], at: number, first: string): HyperV {
  const rest = [first, ...lines.slice(at + 1, at + 9)]
  const found = [rest.join(''), rest.map((line) => line.trim()).join(' ')]
    .map((text) => answersIn(text).slice(0, order.length))
    .reduce((one, other) => (other.length > one.length ? other : one))
  const told: HyperV = {}
  // A line that somebody left out moves those after it: then their names alone count.
  const whole = found.every(([name], index) => name === undefined || name === order[index])
  found.forEach(([name, answer], index) => {
    const which = name ?? (whole ? order[index] : undefined)
    if (which !== undefined && which !== 'prevention') told[which] ??= answer
  })
  return told
}

/** Lines that somebody picked out of it, without their label: `systeminfo | findstr Virtualization`. */
function byName(lines: readonly string[]): HyperV {
  const told: HyperV = {}
  for (const line of lines) {
    const [, words = '', word = ''] = /^\s*(.*\S)\s*[:：]\s*(\S+)$/u.exec(line) ?? []
    const own = words.split(/[:：]/).at(-1) ?? ''
    const name = requirements.find(([, pattern]) => pattern.test(own))?.[0]
    const answer = answerOf(word)
    if (name !== undefined && name !== 'prevention' && answer !== undefined) told[name] ??= answer
  }
  return told
}

/** Since Windows 11 24H2: what runs there runs in the hypervisor. */
const secured = /^\s*Virtualization-based security:\s+Status:\s+Running\b/i

export function hyperVOf(lines: readonly string[]): HyperV {
  const at = lines.findIndex((line) => label.test(line))
  const first = label.exec(lines[at] ?? '')?.[1] ?? ''
  const told: HyperV = { ...byName(lines), ...(at < 0 ? {} : inOrder(lines, at, first)) }
  if (told.firmware !== undefined || told.monitor !== undefined || told.slat !== undefined)
    // They are listed only while no hypervisor runs.
    return told.firmware === undefined ? told : { ...told, hypervisor: false }
  const sentence = at >= 0 && !/[:：]/.test(first) && (/\S{2}.*[.。]/u.test(first) || detected.test(first))
  return sentence || lines.some((line) => secured.test(line)) ? { hypervisor: true } : {}
}
