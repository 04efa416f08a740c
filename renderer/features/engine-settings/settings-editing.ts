/** The editor's daemon.json side: colours, completion of keys and values, help on hovering, remarks at their place. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { StreamLanguage } from '@codemirror/language'
import { forceLinting, linter, type Diagnostic } from '@codemirror/lint'
import { json } from '@codemirror/legacy-modes/mode/javascript'
import type { Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { innerKeys, isAtLeast, settingKey, settingKeys, type SettingKey } from '../../../contract/engine-settings/keys'
import type { Judged, Remark } from '../../../contract/engine-settings/judge'
import { parseJsonText, type JsonMember, type JsonNode } from '../../../contract/engine-settings/json-text'

export interface EditingFacts {
  readonly engine: () => Judged
  readonly remarks: (text: string) => readonly Remark[]
  readonly words: (remark: Remark) => string
  /** The help of a key, as lines: the first is the key itself. */
  readonly help: (key: string) => readonly string[] | undefined
  readonly mendLabel: string
}

/** The setting that a place belongs to: its key, and what is inside it. */
export function memberAt(text: string, place: number): JsonMember | undefined {
  const { root } = parseJsonText(text)
  return root?.kind === 'object' ? root.members.find(({ from, to }) => place >= from && place <= to) : undefined
}

/** The keys of the objects around a place, outermost first; undefined where it is in a list or in no object. */
function objectAt(node: JsonNode | undefined, place: number): readonly string[] | undefined {
  if (node?.kind !== 'object' || place <= node.from || place > node.to) return undefined
  const within = node.members.find(({ value }) => place > value.from && place < value.to)
  if (within === undefined) return []
  const deeper = objectAt(within.value, place)
  return deeper === undefined ? undefined : [within.key, ...deeper]
}

const starters: Readonly<Record<SettingKey['type'], string>> = {
  boolean: 'true',
  integer: '',
  text: '""',
  texts: '[]',
  'text-map': '{}',
  switches: '{}',
  size: '""',
  object: '{}',
  objects: '[]'
}

/** Puts `"key": value` in place of what was typed, quotes and all, and the caret into the value. */
const putKey =
  (key: string, start: string): NonNullable<Completion['apply']> =>
  (view: EditorView, _completion, from, to) => {
    const doc = view.state.doc
    const begin = doc.sliceString(from - 1, from) === '"' ? from - 1 : from
    const end = doc.sliceString(to, to + 1) === '"' ? to + 1 : to
    const hasColon = /^\s*:/.test(doc.sliceString(end, end + 5))
    const insert = hasColon ? JSON.stringify(key) : `${JSON.stringify(key)}: ${start}`
    const inside = !hasColon && /^("|\[|\{)/.test(start) ? 1 : 0
    view.dispatch({
      changes: { from: begin, to: end, insert },
      selection: { anchor: begin + insert.length - inside },
      userEvent: 'input.complete'
    })
  }

function complete(facts: EditingFacts) {
  const helpNode = (key: string) => () => helpOf(facts.help(key) ?? [key])
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString()
    const line = context.state.doc.lineAt(context.pos)
    const before = line.text.slice(0, context.pos - line.from)
    const word = /[\w-]*$/.exec(before)?.[0] ?? ''
    const from = context.pos - word.length
    const value = /"([\w-]+)"\s*:\s*"?[\w-]*$/.exec(before)?.[1]
    if (value !== undefined) {
      const entry = settingKey(value)
      const quoted = before.slice(0, before.length - word.length).endsWith('"')
      const offers = entry?.type === 'boolean' ? ['true', 'false'] : (entry?.values ?? [])
      return offers.length === 0
        ? null
        : {
            from,
            options: offers.map((label) => ({
              label,
              apply: quoted || entry?.type === 'boolean' ? label : JSON.stringify(label)
            }))
          }
    }
    const isKey = /(^|[{,])\s*"?[\w-]*$/.test(before) && (word !== '' || context.explicit || before.endsWith('"'))
    const around = objectAt(parseJsonText(text).root, context.pos)
    if (!isKey || around === undefined) return null
    const [outer] = around
    if (outer !== undefined) {
      const known = around.length === 1 ? innerKeys[outer] : undefined
      const start = outer === 'features' ? 'true' : outer === 'builder' ? '{}' : '""'
      return known === undefined
        ? null
        : { from, options: known.map((label) => ({ label, apply: putKey(label, start) })), validFor: /^[\w-]*$/ }
    }
    const { version, os } = facts.engine()
    const fits = ({ since, until, only }: SettingKey): boolean =>
      (since === undefined || isAtLeast(version, since)) &&
      (until === undefined || !isAtLeast(version, until)) &&
      (only === undefined || os === '' || only === os)
    return {
      from,
      options: settingKeys.filter(fits).map(({ key, type, told }) => ({
        label: key,
        type: 'property',
        boost: told === true ? 1 : 0,
        apply: putKey(key, starters[type]),
        info: helpNode(key)
      })),
      validFor: /^[\w-]*$/
    }
  }
}

function helpOf(lines: readonly string[]): HTMLElement {
  const node = document.createElement('div')
  node.className = 'cm-help'
  lines.forEach((line, index) => {
    const element = document.createElement(index === 0 ? 'code' : 'p')
    element.textContent = line
    if (index > 1) element.className = 'more'
    node.append(element)
  })
  return node
}

export function settingsEditing(facts: EditingFacts): Extension {
  const language = StreamLanguage.define({ ...json, tokenTable: { property: tags.propertyName } })
  const hover = hoverTooltip((view, place) => {
    const member = memberAt(view.state.doc.toString(), place)
    const lines = member === undefined || place > member.keyTo ? undefined : facts.help(member.key)
    return member === undefined || lines === undefined
      ? null
      : { pos: member.keyFrom, end: member.keyTo, above: true, create: () => ({ dom: helpOf(lines) }) }
  })
  const checks = linter(
    (view) =>
      facts.remarks(view.state.doc.toString()).map((remark): Diagnostic => ({
        from: remark.from,
        to: remark.to,
        severity: remark.kind,
        message: facts.words(remark),
        ...(remark.mend === undefined ? {} : { actions: [{ name: facts.mendLabel, apply: mendBy(remark.mend) }] })
      })),
    { delay: 250 }
  )
  return [language, language.data.of({ autocomplete: complete(facts) }), hover, checks]
}

const mendBy =
  ({ from, until, to }: NonNullable<Remark['mend']>) =>
  (view: EditorView): void => {
    view.dispatch({ changes: { from, to: until, insert: to }, userEvent: 'input' })
    forceLinting(view)
  }
